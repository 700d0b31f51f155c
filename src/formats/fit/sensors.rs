//! What measured the heart rate, by the devices that the watch lists in `device_info` messages.
//!
//! Real files list a strap or the watch's own sensor. Of 434 files, one lists both: the strap at its start and end, the
//! wrist once between. So a listed strap is taken for the sensor that measured. Many makers list nothing; then the
//! sensor is not known.

use super::layout::Message;
use crate::model::HeartRateSensor;

/// Fields of `device_info`. Source: FIT profile, message `device_info`.
mod field {
    pub(super) const DEVICE_TYPE: u8 = 1;
    pub(super) const SERIAL_NUMBER: u8 = 3;
    pub(super) const ANT_DEVICE_NUMBER: u8 = 21;
    pub(super) const SOURCE_TYPE: u8 = 25;
}

/// The list that a device type is a number of. Source: FIT profile, type `source_type`.
mod source {
    pub(super) const ANT: u8 = 0;
    pub(super) const ANT_PLUS: u8 = 1;
    pub(super) const BLUETOOTH: u8 = 2;
    pub(super) const BLUETOOTH_LOW_ENERGY: u8 = 3;
    pub(super) const LOCAL: u8 = 5;
}

/// Source: FIT profile, type `antplus_device_type`: `heart_rate`. No other source has a type of this number.
const ANT_PLUS_HEART_RATE: u8 = 120;
/// Source: FIT profile, type `ble_device_type`: `heart_rate`.
const BLUETOOTH_HEART_RATE: u8 = 1;
/// Source: FIT profile, type `local_device_type`: `whr`, heart rate at the wrist.
const WRIST_HEART_RATE: u8 = 10;

/// The heart-rate sensors that were listed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SensorLog {
    has_strap: bool,
    serial: Option<u64>,
    radio_number: Option<u64>,
    has_wrist: bool,
}

impl SensorLog {
    /// Takes in one `device_info` message of an attached device.
    pub(super) fn push(&mut self, message: &Message<'_>) {
        let Some(device_type) = message.whole::<u8>(field::DEVICE_TYPE) else { return };
        match (message.whole::<u8>(field::SOURCE_TYPE), device_type) {
            (None | Some(source::ANT | source::ANT_PLUS), ANT_PLUS_HEART_RATE)
            | (Some(source::BLUETOOTH | source::BLUETOOTH_LOW_ENERGY), BLUETOOTH_HEART_RATE) => {
                self.has_strap = true;
                self.serial = self.serial.or(message.whole(field::SERIAL_NUMBER));
                self.radio_number = self.radio_number.or(message.whole(field::ANT_DEVICE_NUMBER));
            }
            (None | Some(source::LOCAL), WRIST_HEART_RATE) => self.has_wrist = true,
            _ => {}
        }
    }

    /// What measured the heart rate, if the list shows it.
    pub(super) fn heart_rate(self) -> Option<HeartRateSensor> {
        if self.has_strap {
            return Some(HeartRateSensor::Strap { number: self.serial.or(self.radio_number) });
        }
        self.has_wrist.then_some(HeartRateSensor::Wrist)
    }
}
