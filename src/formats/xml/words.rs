//! The words that exporters use for sports and for themselves.

use crate::model::{Sport, Surface};

/// Numbers that Strava's GPX export writes for its sports.
const STRAVA_NUMBERS: [(&str, Sport); 6] = [
    ("1", Sport::Cycling),
    ("4", Sport::Hiking),
    ("9", Sport::Running),
    ("10", Sport::Walking),
    ("16", Sport::Swimming),
    ("17", Sport::Cycling),
];

/// Parts of a word that tell the sport, in the order of trial.
const SPORT_PARTS: [(&str, Sport); 11] = [
    ("run", Sport::Running),
    ("jog", Sport::Running),
    ("walk", Sport::Walking),
    ("hik", Sport::Hiking),
    ("cycl", Sport::Cycling),
    ("bik", Sport::Cycling),
    ("ride", Sport::Cycling),
    ("riding", Sport::Cycling),
    ("mtb", Sport::Cycling),
    ("swim", Sport::Swimming),
    ("trekking", Sport::Hiking),
];

/// Words for running and for what is no run, in the languages of exporters, lower case, in the order of trial. A word
/// that is not here is judged by how the runner moves.
const SPORT_PARTS_OF_LANGUAGES: [(&str, Sport); 48] = [
    ("fahrrad", Sport::Cycling),
    ("radfahr", Sport::Cycling),
    ("radsport", Sport::Cycling),
    ("rennrad", Sport::Cycling),
    ("v\u{e9}lo", Sport::Cycling),
    ("velo", Sport::Cycling),
    ("cicl", Sport::Cycling),
    ("wieler", Sport::Cycling),
    ("fiets", Sport::Cycling),
    ("kolesar", Sport::Cycling),
    ("cyk", Sport::Cycling),
    ("sykl", Sport::Cycling),
    ("bisikl", Sport::Cycling),
    ("py\u{f6}r", Sport::Cycling),
    ("\u{c790}\u{c804}\u{ac70}", Sport::Cycling),
    ("\u{9a91}", Sport::Cycling),
    ("\u{9a0e}", Sport::Cycling),
    ("\u{81ea}\u{8ee2}\u{8eca}", Sport::Cycling),
    ("\u{30b5}\u{30a4}\u{30af}\u{30eb}", Sport::Cycling),
    ("\u{432}\u{435}\u{43b}\u{43e}", Sport::Cycling),
    ("schwimm", Sport::Swimming),
    ("natation", Sport::Swimming),
    ("nataci\u{f3}n", Sport::Swimming),
    ("nuoto", Sport::Swimming),
    ("\u{6e38}\u{6cf3}", Sport::Swimming),
    ("\u{6c34}\u{6cf3}", Sport::Swimming),
    ("wander", Sport::Hiking),
    ("randonn", Sport::Hiking),
    ("senderis", Sport::Hiking),
    ("escursion", Sport::Hiking),
    ("\u{5f92}\u{6b65}", Sport::Hiking),
    ("spazier", Sport::Walking),
    ("geh", Sport::Walking),
    ("marche", Sport::Walking),
    ("caminar", Sport::Walking),
    ("caminata", Sport::Walking),
    ("camminata", Sport::Walking),
    ("\u{6b65}\u{884c}", Sport::Walking),
    ("\u{5065}\u{8d70}", Sport::Walking),
    ("lauf", Sport::Running),
    ("course", Sport::Running),
    ("carrera", Sport::Running),
    ("correr", Sport::Running),
    ("corsa", Sport::Running),
    ("corrida", Sport::Running),
    ("\u{8dd1}", Sport::Running),
    ("\u{30e9}\u{30f3}", Sport::Running),
    ("\u{431}\u{435}\u{433}", Sport::Running),
];

/// Parts of a word for a sport that is none of the five: never a run, however the runner moves.
const OTHER_PARTS: [&str; 39] = [
    "ski",
    "snow",
    "skat",
    "board",
    "row",
    "kayak",
    "canoe",
    "paddl",
    "sail",
    "surf",
    "yoga",
    "pilates",
    "strength",
    "weight",
    "gym",
    "elliptical",
    "cross",
    "stair",
    "climb",
    "golf",
    "tennis",
    "soccer",
    "football",
    "basketball",
    "hockey",
    "danc",
    "horse",
    "drive",
    "driving",
    "motor",
    "flight",
    "fly",
    "boat",
    "hand",
    "wheelchair",
    "transition",
    "langlauf",
    "eislauf",
    "schuhlauf",
];

/// Parts of a word that tell the surface, in the order of trial.
const SURFACE_PARTS: [(&str, Surface); 6] = [
    ("treadmill", Surface::Treadmill),
    ("indoor", Surface::Treadmill),
    ("virtual", Surface::Treadmill),
    ("trail", Surface::Trail),
    ("track", Surface::Track),
    ("street", Surface::Road),
];

/// Parts of a creator's or device's name that tell its maker, lower case, in the order of trial.
const MAKERS: [(&str, &str); 26] = [
    ("garmin", "garmin"),
    ("forerunner", "garmin"),
    ("fenix", "garmin"),
    ("f\u{113}nix", "garmin"),
    ("vivoactive", "garmin"),
    ("v\u{ed}voactive", "garmin"),
    ("etrex", "garmin"),
    ("coros", "coros"),
    ("suunto", "suunto"),
    ("movescount", "suunto"),
    ("polar", "polar"),
    ("tomtom", "tomtom"),
    ("wahoo", "wahoo"),
    ("amazfit", "huami"),
    ("zepp", "huami"),
    ("huami", "huami"),
    ("huawei", "huawei"),
    ("samsung", "samsung"),
    ("apple", "apple"),
    ("fitbit", "fitbit"),
    ("stryd", "stryd"),
    ("strava", "strava"),
    ("runkeeper", "runkeeper"),
    ("komoot", "komoot"),
    ("adidas", "runtastic"),
    ("runtastic", "runtastic"),
];

/// The sport and the surface that a word tells; an empty word tells none.
pub(crate) fn sport(word: &str) -> (Sport, Option<Surface>) {
    let word = word.trim().to_lowercase();
    if let Some((_, sport)) = STRAVA_NUMBERS.iter().find(|(number, _)| *number == word) {
        return (sport.clone(), None);
    }
    if word.is_empty() || word == "unknown" || word.bytes().all(|byte| byte.is_ascii_digit()) {
        return (Sport::Unknown, None);
    }
    let surface = SURFACE_PARTS.iter().find(|(part, _)| word.contains(part)).map(|(_, surface)| *surface);
    let told =
        |parts: &[(&str, Sport)]| parts.iter().find(|(part, _)| word.contains(part)).map(|(_, sport)| sport.clone());
    let other = || OTHER_PARTS.iter().any(|part| word.contains(part)).then(|| Sport::Other(word.clone()));
    let sport = told(&SPORT_PARTS).or_else(other).or_else(|| told(&SPORT_PARTS_OF_LANGUAGES));
    (sport.unwrap_or(Sport::Label(word)), surface)
}

/// The sport that the first word of a title names outright: `Cycling 10/2/17 10:49 am` is a title made by a machine.
pub(crate) fn sport_of_title(title: &str) -> Sport {
    let first = title.split_whitespace().next().unwrap_or("").to_lowercase();
    match first.as_str() {
        "running" => Sport::Running,
        "walking" => Sport::Walking,
        "hiking" => Sport::Hiking,
        "cycling" | "biking" => Sport::Cycling,
        "swimming" => Sport::Swimming,
        _ => Sport::Unknown,
    }
}

/// The maker that a creator's or device's name tells, lower case; empty when unknown.
pub(crate) fn manufacturer(name: &str) -> String {
    let name = name.to_lowercase();
    MAKERS.iter().find(|(part, _)| name.contains(part)).map_or_else(String::new, |(_, maker)| (*maker).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sports_are_told_from_every_spelling() {
        assert_eq!(sport("9"), (Sport::Running, None));
        assert_eq!(sport("1"), (Sport::Cycling, None));
        assert_eq!(sport(" Run "), (Sport::Running, None));
        assert_eq!(sport("treadmill_running"), (Sport::Running, Some(Surface::Treadmill)));
        assert_eq!(sport("trail_running"), (Sport::Running, Some(Surface::Trail)));
        assert_eq!(sport("Biking"), (Sport::Cycling, None));
        assert_eq!(sport("walking"), (Sport::Walking, None));
        assert_eq!(sport("Other"), (Sport::Label("other".to_owned()), None));
        assert_eq!(sport("\u{6237}\u{5916}\u{8dd1}\u{6b65}").0, Sport::Running);
        assert_eq!(sport("Laufen").0, Sport::Running);
        assert_eq!(sport("Rollschuh").0, Sport::Label("rollschuh".to_owned()));
        assert_eq!(sport("Rowing").0, Sport::Other("rowing".to_owned()));
        assert_eq!(sport(""), (Sport::Unknown, None));
        assert_eq!(sport("52"), (Sport::Unknown, None));
    }

    #[test]
    fn a_title_tells_the_sport_only_with_its_first_word() {
        assert_eq!(sport_of_title("Cycling 10/2/17 10:49 am"), Sport::Cycling);
        assert_eq!(sport_of_title("Morning cycling"), Sport::Unknown);
        assert_eq!(sport_of_title(""), Sport::Unknown);
    }

    #[test]
    fn makers_are_told_from_names() {
        let names = ["Garmin Connect", "Forerunner 945", "StravaGPX Android", "COROS PACE 3", "Suunto app", "abc"];
        let makers: Vec<String> = names.into_iter().map(manufacturer).collect();
        assert_eq!(makers, ["garmin", "garmin", "strava", "coros", "suunto", ""]);
    }
}
