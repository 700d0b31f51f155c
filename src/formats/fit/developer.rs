//! Developer fields: what their descriptions call them, and which channel they can stand in for.

use super::base_type::BaseType;
use super::layout::Message;
use super::quantity::{Quantity, Scaling};

/// A field description message: one field of one developer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Description {
    /// The developer, by index.
    pub(super) developer: u8,
    /// The field's number among that developer's.
    pub(super) number: u8,
    /// How the field's bytes are read.
    pub(super) base: BaseType,
    name: String,
    units: String,
    native_field: Option<u8>,
}

/// A channel that a developer field can stand in for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct StandIn {
    /// The channel.
    pub(super) quantity: Quantity,
    /// From the field's unit to the channel's.
    pub(super) scale: Scaling,
    /// Whether the stand-in is told only by the link to a native field, not by the name. The link is the weaker sign.
    pub(super) is_linked: bool,
}

impl Description {
    /// The description in a message; `None` without developer, number or type.
    pub(super) fn parse(message: &Message<'_>) -> Option<Self> {
        Some(Self {
            developer: message.whole(0)?,
            number: message.whole(1)?,
            base: BaseType::from_byte(message.whole(2)?),
            name: message.text(3).unwrap_or_default().to_lowercase(),
            units: message.text(8).unwrap_or_default().to_lowercase(),
            native_field: message.whole(15),
        })
    }

    /// The channel that this field stands in for when the watch did not record it.
    ///
    /// The name counts first, the link to a native field of the record second: Stryd's ground time is linked to the
    /// native stance time *percentage* in some files. Names with a qualifier (form power, average power) mean another
    /// quantity.
    pub(super) fn stand_in(&self) -> Option<StandIn> {
        let by_name = quantity_by_name(&self.name);
        let is_linked = by_name.is_none();
        let quantity = by_name.or_else(|| self.quantity_by_link())?;
        Some(StandIn { quantity, scale: self.scale(quantity)?, is_linked })
    }

    fn quantity_by_link(&self) -> Option<Quantity> {
        const QUALIFIERS: [&str; 7] = ["form", "air", "avg", "average", "lap", "max", "min"];
        let is_qualified = QUALIFIERS.iter().any(|word| self.name.contains(word));
        self.native_field.filter(|_| !is_qualified).and_then(Quantity::of_record_field)
    }

    /// From the unit as written to the channel's; `None` when the unit is unknown or of another quantity.
    fn scale(&self, quantity: Quantity) -> Option<Scaling> {
        let per_unit = match (quantity, self.units.as_str()) {
            (Quantity::Power, "watts" | "watt" | "w")
            | (Quantity::HeartRate, "bpm" | "")
            | (Quantity::StanceTime, "milliseconds" | "ms")
            | (Quantity::VerticalOscillation | Quantity::StepLength, "millimeters" | "mm")
            | (Quantity::VerticalRatio, "%" | "percent")
            | (Quantity::Distance | Quantity::Altitude, "meters" | "m")
            | (Quantity::Speed, "m/s")
            | (Quantity::Cadence, "rpm") => 1.0,
            (Quantity::VerticalOscillation | Quantity::StepLength, "centimeters" | "cm") => 0.1,
            // Cadence counts strides: two steps.
            (Quantity::Cadence, "spm") => 2.0,
            _ => return None,
        };
        Some(Scaling { divisor: per_unit, offset: 0.0 })
    }
}

/// The channel that a developer's field name means. Stryd, COROS, Running Power and other writers' spellings.
fn quantity_by_name(name: &str) -> Option<Quantity> {
    Some(match name {
        "power" | "rp_power" | "running power" | "run power" => Quantity::Power,
        "ground time" | "ground contact time" | "stance time" => Quantity::StanceTime,
        "vertical oscillation" => Quantity::VerticalOscillation,
        "vertical ratio" => Quantity::VerticalRatio,
        "step length" => Quantity::StepLength,
        "cadence" => Quantity::Cadence,
        "heart rate" => Quantity::HeartRate,
        "speed" => Quantity::Speed,
        "distance" => Quantity::Distance,
        "elevation" | "altitude" => Quantity::Altitude,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{BaseType, Description, Quantity};

    fn description(name: &str, units: &str, native_field: Option<u8>) -> Description {
        let (name, units) = (name.to_lowercase(), units.to_lowercase());
        Description { developer: 0, number: 0, base: BaseType::Uint16, name, units, native_field }
    }

    #[test]
    fn names_units_and_links_name_the_channel() {
        let stand_in = |name, units, native| description(name, units, native).stand_in().map(|s| s.quantity);
        assert_eq!(stand_in("Power", "Watts", Some(7)), Some(Quantity::Power));
        assert_eq!(stand_in("Form Power", "Watts", None), None);
        assert_eq!(stand_in("curVpower", "watts", Some(7)), Some(Quantity::Power));
        assert_eq!(stand_in("Ground Time", "Milliseconds", Some(40)), Some(Quantity::StanceTime));
        assert_eq!(stand_in("Temperature", "F", None), None);
        assert_eq!(stand_in("Effort Pace", "m/s", None), None);
    }

    #[test]
    fn units_are_converted() {
        let divisor = |name, units| description(name, units, None).stand_in().map(|s| s.scale.divisor);
        assert_eq!(divisor("Vertical Oscillation", "Centimeters"), Some(0.1));
        assert_eq!(divisor("Cadence", "SPM"), Some(2.0));
        assert_eq!(divisor("Speed", "furlongs"), None);
    }
}
