//! The measured quantities of a record message: their field numbers, scales and order of trust.
//!
//! Source: FIT profile, message `record`.

/// A measured quantity, as an index into the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    /// Semicircles.
    Latitude,
    /// Semicircles.
    Longitude,
    /// Metres.
    Altitude,
    /// Metres.
    Distance,
    /// Metres per second.
    Speed,
    /// Beats per minute.
    HeartRate,
    /// Strides, or turns of the pedals, per minute.
    Cadence,
    /// The fraction that `Cadence` lost in rounding down.
    FractionalCadence,
    /// Watts.
    Power,
    /// Milliseconds.
    StanceTime,
    /// Millimetres.
    VerticalOscillation,
    /// Percent.
    VerticalRatio,
    /// Millimetres.
    StepLength,
    /// Degrees Celsius.
    Temperature,
}

/// The number of quantities.
pub(super) const QUANTITIES: usize = 14;

/// From the number in the file to the quantity: `number / divisor - offset`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scaling {
    pub(super) divisor: f64,
    pub(super) offset: f64,
}

impl Scaling {
    /// The quantity of a number.
    #[inline]
    pub(super) fn apply(self, number: f64) -> f64 {
        number / self.divisor - self.offset
    }
}

/// A field of the record message.
#[derive(Debug, Clone, Copy)]
pub(super) struct RecordField {
    pub(super) number: u8,
    pub(super) quantity: Quantity,
    pub(super) scale: Scaling,
}

const fn field(number: u8, quantity: Quantity, divisor: f64, offset: f64) -> RecordField {
    RecordField { number, quantity, scale: Scaling { divisor, offset } }
}

/// The record fields that are read. Of two for one quantity the later one is finer, and wins where it is valid.
pub(super) const RECORD_FIELDS: [RecordField; 16] = [
    field(0, Quantity::Latitude, 1.0, 0.0),
    field(1, Quantity::Longitude, 1.0, 0.0),
    field(2, Quantity::Altitude, 5.0, 500.0),
    field(3, Quantity::HeartRate, 1.0, 0.0),
    field(4, Quantity::Cadence, 1.0, 0.0),
    field(5, Quantity::Distance, 100.0, 0.0),
    field(6, Quantity::Speed, 1000.0, 0.0),
    field(7, Quantity::Power, 1.0, 0.0),
    field(13, Quantity::Temperature, 1.0, 0.0),
    field(39, Quantity::VerticalOscillation, 10.0, 0.0),
    field(41, Quantity::StanceTime, 10.0, 0.0),
    field(53, Quantity::FractionalCadence, 128.0, 0.0),
    field(73, Quantity::Speed, 1000.0, 0.0),
    field(78, Quantity::Altitude, 5.0, 500.0),
    field(83, Quantity::VerticalRatio, 100.0, 0.0),
    field(85, Quantity::StepLength, 10.0, 0.0),
];

/// The record field that packs speed and distance in three bytes.
pub(super) const SPEED_AND_DISTANCE: u8 = 8;

impl Quantity {
    /// The quantity of a record field, if it is read.
    pub(super) fn of_record_field(number: u8) -> Option<Self> {
        RECORD_FIELDS.iter().find(|field| field.number == number).map(|field| field.quantity)
    }

    /// The value, besides the invalid value, that means that nothing was measured; `None` where there is no such value.
    ///
    /// A beating heart and a moving foot are never 0; an altitude of -500 m, below any land, is a raw 0.
    pub(super) fn missing_value(self) -> Option<f64> {
        match self {
            Self::HeartRate | Self::StanceTime | Self::VerticalOscillation | Self::VerticalRatio | Self::StepLength => {
                Some(0.0)
            }
            Self::Altitude => Some(-500.0),
            _ => None,
        }
    }

    /// Whether a column of nothing but 0 means that there was no sensor.
    pub(super) fn is_absent_at_zero(self) -> bool {
        matches!(self, Self::Power | Self::Cadence | Self::FractionalCadence)
    }
}
