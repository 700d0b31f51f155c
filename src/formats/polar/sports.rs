//! The sports of a session: a word in the older layout, a number in the newer one.

use crate::formats::xml;
use crate::model::{Sport, Surface};

/// Numbers of sports, each with a word that tells the sport. Sports that are left out are done in a room and give no
/// distance.
const NUMBERS: [(&str, &str); 46] = [
    ("1", "running"),
    ("2", "cycling"),
    ("3", "walking"),
    ("4", "jogging"),
    ("5", "mountain biking"),
    ("6", "skiing"),
    ("7", "downhill skiing"),
    ("8", "rowing"),
    ("9", "nordic walking"),
    ("10", "skating"),
    ("11", "hiking"),
    ("12", "tennis"),
    ("15", "strength training"),
    ("17", "treadmill running"),
    ("18", "indoor cycling"),
    ("19", "road running"),
    ("22", "snowboarding"),
    ("23", "swimming"),
    ("24", "freestyle skiing"),
    ("25", "classic skiing"),
    ("27", "trail running"),
    ("28", "ice skating"),
    ("29", "inline skating"),
    ("30", "roller skating"),
    ("35", "golf"),
    ("36", "track running"),
    ("38", "road cycling"),
    ("39", "soccer"),
    ("41", "basketball"),
    ("44", "field hockey"),
    ("46", "ice hockey"),
    ("47", "football"),
    ("54", "horse"),
    ("55", "cross-trainer"),
    ("59", "freestyle roller skiing"),
    ("60", "classic roller skiing"),
    ("86", "mountain bike orienteering"),
    ("88", "sailing"),
    ("89", "wheelchair racing"),
    ("92", "ultra running"),
    ("95", "kayaking"),
    ("96", "canoeing"),
    ("103", "pool swimming"),
    ("105", "open water swimming"),
    ("117", "indoor rowing"),
    ("118", "indoor cycling"),
];

/// The sport and the surface of a word or a number.
pub(super) fn sport(word: &str) -> (Sport, Option<Surface>) {
    let named = NUMBERS.iter().find(|(number, _)| *number == word.trim()).map(|(_, name)| *name);
    let is_number = word.trim().bytes().all(|byte| byte.is_ascii_digit());
    // Some numbers are those of another site.
    if named.is_none() && is_number {
        return (Sport::Unknown, None);
    }
    xml::sport(named.unwrap_or(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_tell_the_sport() {
        assert_eq!(sport("RUNNING"), (Sport::Running, None));
        assert_eq!(sport("TREADMILL_RUNNING"), (Sport::Running, Some(Surface::Treadmill)));
        assert_eq!(sport("1"), (Sport::Running, None));
        assert_eq!(sport("27"), (Sport::Running, Some(Surface::Trail)));
        assert_eq!(sport("54").0, Sport::Other("horse".to_owned()));
        assert_eq!(sport("OTHER_OUTDOOR").0, Sport::Label("other_outdoor".to_owned()));
        assert_eq!((sport("83").0, sport("").0), (Sport::Unknown, Sport::Unknown));
    }

    #[test]
    fn no_number_is_taken_for_a_run_by_mistake() {
        let runs: Vec<&str> =
            NUMBERS.iter().map(|(number, _)| *number).filter(|number| sport(number).0 == Sport::Running).collect();
        assert_eq!(runs, ["1", "4", "17", "19", "27", "36", "92"]);
        assert!(NUMBERS.iter().all(|(number, _)| !sport(number).0.is_untold()));
    }
}
