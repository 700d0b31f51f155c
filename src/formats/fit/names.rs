//! What the numbers in a FIT file stand for: sports, makers, products, kinds of file, triggers and intensities of laps.
//!
//! Source: FIT profile, types `sport`, `sub_sport`, `lap_trigger`, `intensity`, `split_type`, `manufacturer`, `garmin_product`
//! and `file`.

use crate::model::{Intensity, LapTrigger, Sport, Surface};

/// A number of the profile and its name.
type Named = (u16, &'static str);

/// The profile's number of the maker Garmin.
const GARMIN: u16 = 1;

/// The name of a number. The tables are short and read once per file.
fn name_of(table: &[Named], number: u16) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == number).map(|(_, name)| *name)
}

/// The sport with a number: by its name in the profile where it has one, else as `sport 99`.
pub(super) fn sport(number: u8) -> Sport {
    match number {
        1 => Sport::Running,
        11 => Sport::Walking,
        17 => Sport::Hiking,
        2 => Sport::Cycling,
        5 => Sport::Swimming,
        _ => name_of(SPORTS, number.into())
            .map_or_else(|| Sport::Label(format!("sport {number}")), |name| Sport::Other(name.to_owned())),
    }
}

/// Where a sub-sport takes place, if it says.
pub(super) fn surface(sub_sport: u8) -> Option<Surface> {
    match sub_sport {
        // treadmill, indoor_walking, indoor_running, virtual_activity
        1 | 27 | 45 | 58 => Some(Surface::Treadmill),
        // street, road
        2 | 7 => Some(Surface::Road),
        3 => Some(Surface::Trail),
        4 => Some(Surface::Track),
        _ => None,
    }
}

/// What ended a lap, by its trigger.
pub(super) fn trigger(value: u8) -> LapTrigger {
    match value {
        0 => LapTrigger::Manual,
        1 => LapTrigger::Time,
        2 => LapTrigger::Distance,
        3..=6 => LapTrigger::Position,
        7 => LapTrigger::SessionEnd,
        _ => LapTrigger::Other,
    }
}

/// The intensity of a lap or a step.
pub(super) fn intensity(value: u8) -> Intensity {
    match value {
        0 => Intensity::Active,
        1 => Intensity::Rest,
        2 => Intensity::Warmup,
        3 => Intensity::Cooldown,
        4 => Intensity::Recovery,
        5 => Intensity::Interval,
        _ => Intensity::Other,
    }
}

/// The intensity of a split, by its type: `interval_active` and its like, and `run_active` and `run_rest`.
///
/// Runs, walks and stands that the watch detected (`rwd_...`), climbs and lifts were not planned: they are other.
pub(super) fn split_intensity(value: u8) -> Intensity {
    match value {
        3 => Intensity::Interval,
        4 | 13 => Intensity::Rest,
        5 => Intensity::Warmup,
        6 => Intensity::Cooldown,
        7 => Intensity::Recovery,
        12 => Intensity::Active,
        _ => Intensity::Other,
    }
}

/// The name of a maker, or its number as text.
pub(super) fn manufacturer(number: u16) -> String {
    name_of(MANUFACTURERS, number).map_or_else(|| number.to_string(), str::to_owned)
}

/// The name of a maker's product, or its number as text.
pub(super) fn product(manufacturer: Option<u16>, number: u16) -> String {
    let known = (manufacturer == Some(GARMIN)).then(|| name_of(GARMIN_PRODUCTS, number)).flatten();
    known.map_or_else(|| number.to_string(), str::to_owned)
}

/// What a file of a type is: `a FIT settings file`.
pub(super) fn file_type(number: u8) -> String {
    match name_of(FILE_TYPES, number.into()) {
        Some(name) => format!("a FIT {name} file"),
        None => format!("a FIT file of type {number}"),
    }
}

const FILE_TYPES: &[Named] = &[
    (1, "device"),
    (2, "settings"),
    (3, "sport settings"),
    (4, "activity"),
    (5, "workout"),
    (6, "course"),
    (7, "schedule"),
    (8, "location"),
    (9, "weight"),
    (10, "totals"),
    (11, "goals"),
    (14, "blood pressure"),
    (15, "monitoring"),
    (20, "activity summary"),
    (28, "daily monitoring"),
    (32, "monitoring"),
    (34, "segment"),
    (35, "segment list"),
    (40, "extended display"),
    (44, "metrics"),
    (49, "sleep"),
    (68, "heart-rate variability"),
];

const SPORTS: &[Named] = &[
    (3, "transition"),
    (4, "fitness_equipment"),
    (6, "basketball"),
    (7, "soccer"),
    (8, "tennis"),
    (9, "american_football"),
    (10, "training"),
    (12, "cross_country_skiing"),
    (13, "alpine_skiing"),
    (14, "snowboarding"),
    (15, "rowing"),
    (16, "mountaineering"),
    (18, "multisport"),
    (19, "paddling"),
    (20, "flying"),
    (21, "e_biking"),
    (22, "motorcycling"),
    (23, "boating"),
    (24, "driving"),
    (25, "golf"),
    (26, "hang_gliding"),
    (27, "horseback_riding"),
    (28, "hunting"),
    (29, "fishing"),
    (30, "inline_skating"),
    (31, "rock_climbing"),
    (32, "sailing"),
    (33, "ice_skating"),
    (34, "sky_diving"),
    (35, "snowshoeing"),
    (36, "snowmobiling"),
    (37, "stand_up_paddleboarding"),
    (38, "surfing"),
    (39, "wakeboarding"),
    (40, "water_skiing"),
    (41, "kayaking"),
    (42, "rafting"),
    (43, "windsurfing"),
    (44, "kitesurfing"),
    (47, "boxing"),
    (48, "floor_climbing"),
    (53, "diving"),
    (62, "hiit"),
    (64, "racket"),
    (65, "wheelchair_push_walk"),
    (66, "wheelchair_push_run"),
    (67, "meditation"),
    (69, "disc_golf"),
    (70, "team_sport"),
    (71, "cricket"),
    (72, "rugby"),
    (73, "hockey"),
    (74, "lacrosse"),
    (75, "volleyball"),
    (83, "dance"),
    (84, "jump_rope"),
    (86, "mobility"),
    (88, "canoeing"),
];

const MANUFACTURERS: &[Named] = &[
    (1, "garmin"),
    (2, "garmin"),
    (13, "dynastream"),
    (15, "dynastream"),
    (16, "timex"),
    (23, "suunto"),
    (32, "wahoo_fitness"),
    (38, "osynce"),
    (40, "concept2"),
    (52, "seiko_epson"),
    (54, "ifor_powell"),
    (61, "geonaute"),
    (70, "sigmasport"),
    (71, "tomtom"),
    (89, "tacx"),
    (95, "stryd"),
    (107, "magene"),
    (111, "technogym"),
    (115, "igpsport"),
    (118, "waterrower"),
    (123, "polar"),
    (128, "ifit"),
    (140, "decathlon"),
    (142, "tag_heuer"),
    (148, "ezon"),
    (255, "development"),
    (258, "lezyne"),
    (260, "zwift"),
    (265, "strava"),
    (267, "bryton"),
    (281, "trainer_road"),
    (289, "hammerhead"),
    (294, "coros"),
    (305, "whoop"),
    (310, "decathlon"),
    (326, "nike"),
    (331, "mywhoosh"),
    (337, "runna"),
    (339, "zepp"),
    (340, "peloton"),
    (342, "tissot"),
    (348, "huawei"),
];

const GARMIN_PRODUCTS: &[Named] = &[
    (473, "fr301"),
    (474, "fr301"),
    (475, "fr301"),
    (494, "fr301"),
    (717, "fr405"),
    (782, "fr50"),
    (987, "fr405"),
    (988, "fr60"),
    (1018, "fr310xt"),
    (1124, "fr110"),
    (1274, "fr110"),
    (1328, "fr910xt"),
    (1345, "fr610"),
    (1360, "fr210"),
    (1410, "fr610"),
    (1436, "fr70"),
    (1446, "fr310xt_4t"),
    (1482, "fr10"),
    (1537, "fr910xt"),
    (1551, "fenix"),
    (1600, "fr910xt"),
    (1623, "fr620"),
    (1632, "fr220"),
    (1664, "fr910xt"),
    (1688, "fr10"),
    (1765, "fr920xt"),
    (1903, "fr15"),
    (1907, "vivo_active"),
    (1928, "fr620"),
    (1929, "fr620"),
    (1930, "fr220"),
    (1931, "fr220"),
    (1967, "fenix2"),
    (1988, "epix"),
    (2050, "fenix3"),
    (2061, "fr15"),
    (2072, "fr620"),
    (2073, "fr220"),
    (2130, "fr920xt"),
    (2131, "fr920xt"),
    (2132, "fr920xt"),
    (2148, "fr25"),
    (2153, "fr225"),
    (2156, "fr630"),
    (2157, "fr230"),
    (2158, "fr735xt"),
    (2160, "vivo_active"),
    (2173, "fr620"),
    (2174, "fr220"),
    (2188, "fenix3"),
    (2189, "fenix3"),
    (2219, "fr225"),
    (2293, "fenix3"),
    (2310, "fr630"),
    (2311, "fr630"),
    (2313, "fr230"),
    (2332, "epix"),
    (2337, "vivo_active_hr"),
    (2396, "fr235"),
    (2397, "fr235"),
    (2407, "fenix3"),
    (2408, "fenix3"),
    (2413, "fenix3_hr"),
    (2431, "fr235"),
    (2432, "fenix3_chronos"),
    (2457, "epix"),
    (2473, "fenix3_hr"),
    (2474, "fenix3_hr"),
    (2475, "fenix3_hr"),
    (2476, "fenix3_hr"),
    (2477, "fenix3_hr"),
    (2497, "vivo_active_hr"),
    (2503, "fr35"),
    (2533, "fr735xt"),
    (2534, "fr735xt"),
    (2544, "fenix5s"),
    (2604, "fenix5x"),
    (2650, "fr35"),
    (2667, "fr35"),
    (2668, "fr35"),
    (2675, "fenix3_chronos"),
    (2691, "fr935"),
    (2697, "fenix5"),
    (2700, "vivoactive3"),
    (2727, "fr35"),
    (2733, "fr235_china_nfc"),
    (2796, "fenix5"),
    (2797, "fenix5s"),
    (2798, "fenix5x"),
    (2814, "fr35"),
    (2833, "fr935"),
    (2886, "fr645"),
    (2888, "fr645m"),
    (2891, "fr30"),
    (2900, "fenix5s_plus"),
    (2977, "fr30"),
    (2988, "vivoactive3m_w"),
    (3003, "fr645"),
    (3004, "fr645m"),
    (3066, "vivoactive3m_l"),
    (3076, "fr245"),
    (3077, "fr245_music"),
    (3110, "fenix5_plus"),
    (3111, "fenix5x_plus"),
    (3113, "fr945"),
    (3126, "instinct_esports"),
    (3134, "fenix5s_plus"),
    (3135, "fenix5x_plus"),
    (3144, "fr235l"),
    (3145, "fr245"),
    (3163, "vivo_active3m"),
    (3224, "vivoactive4_small"),
    (3225, "vivoactive4_large"),
    (3226, "venu"),
    (3246, "marq_driver"),
    (3247, "marq_aviator"),
    (3248, "marq_captain"),
    (3249, "marq_commander"),
    (3250, "marq_expedition"),
    (3251, "marq_athlete"),
    (3282, "fr45"),
    (3287, "fenix6s_sport"),
    (3288, "fenix6s"),
    (3289, "fenix6_sport"),
    (3290, "fenix6"),
    (3291, "fenix6x"),
    (3321, "fr245m"),
    (3387, "vivo_active4_small"),
    (3388, "vivo_active4_large"),
    (3389, "vivo_active4_oled"),
    (3420, "marq_driver"),
    (3421, "marq_aviator"),
    (3441, "fr945"),
    (3446, "vivo_active3t"),
    (3448, "marq_captain"),
    (3449, "marq_commander"),
    (3450, "marq_expedition"),
    (3451, "marq_athlete"),
    (3466, "instinct_solar"),
    (3469, "fr45"),
    (3473, "vivoactive3_daimler"),
    (3512, "fenix6s_sport"),
    (3513, "fenix6s"),
    (3514, "fenix6_sport"),
    (3515, "fenix6"),
    (3516, "fenix6x"),
    (3589, "fr745"),
    (3596, "venusq_music"),
    (3599, "venusq_music_v2"),
    (3600, "venusq"),
    (3624, "marq_adventurer"),
    (3638, "enduro"),
    (3648, "marq_adventurer"),
    (3652, "fr945_lte"),
    (3703, "venu2"),
    (3704, "venu2s"),
    (3737, "venu_daimler"),
    (3739, "marq_golfer"),
    (3740, "venu_daimler"),
    (3794, "fr745"),
    (3837, "venusq"),
    (3850, "marq_golfer"),
    (3851, "venu2_plus"),
    (3869, "fr55"),
    (3872, "enduro"),
    (3888, "instinct_2"),
    (3889, "instinct_2s"),
    (3905, "fenix7s"),
    (3906, "fenix7"),
    (3907, "fenix7x"),
    (3908, "fenix7s"),
    (3909, "fenix7"),
    (3910, "fenix7x"),
    (3943, "epix_gen2"),
    (3944, "epix_gen2"),
    (3949, "venu2s"),
    (3950, "venu2"),
    (3978, "fr945_lte"),
    (3990, "fr255_music"),
    (3991, "fr255_small_music"),
    (3992, "fr255"),
    (3993, "fr255_small"),
    (4017, "venu2_plus"),
    (4024, "fr955"),
    (4033, "fr55"),
    (4071, "instinct_2"),
    (4105, "marq_gen2"),
    (4115, "venusq2"),
    (4116, "venusq2music"),
    (4124, "marq_gen2_aviator"),
    (4135, "tactix7"),
    (4155, "instinct_crossover"),
    (4257, "fr265_large"),
    (4258, "fr265_small"),
    (4260, "venu3"),
    (4261, "venu3s"),
    (4312, "epix_gen2_pro_42"),
    (4313, "epix_gen2_pro_47"),
    (4314, "epix_gen2_pro_51"),
    (4315, "fr965"),
    (4341, "enduro2"),
    (4374, "fenix7s_pro_solar"),
    (4375, "fenix7_pro_solar"),
    (4376, "fenix7x_pro_solar"),
    (4394, "instinct_2x"),
    (4426, "vivoactive5"),
    (4432, "fr165"),
    (4433, "fr165_music"),
    (4472, "marq_gen2_commander"),
    (4532, "fenix8_solar"),
    (4533, "fenix8_solar_large"),
    (4534, "fenix8_small"),
    (4536, "fenix8"),
    (4575, "enduro3"),
    (4583, "instincte_40mm"),
    (4584, "instincte_45mm"),
    (4585, "instinct3_solar_45mm"),
    (4586, "instinct3_amoled_45mm"),
    (4587, "instinct3_amoled_50mm"),
    (4603, "venu_x1"),
    (4625, "vivoactive6"),
    (4631, "fenix8_pro"),
    (4643, "venu4"),
    (4644, "venu4s"),
    (4666, "fenix_e"),
    (4678, "instinct_crossover_amoled"),
    (4759, "instinct3_solar_50mm"),
    (4775, "tactix8_amoled"),
    (4776, "tactix8_solar"),
    (65534, "connect"),
];

#[cfg(test)]
mod tests {
    use super::{file_type, manufacturer, product, sport};
    use crate::model::Sport;

    #[test]
    fn known_numbers_have_names_and_others_stay_numbers() {
        assert_eq!(sport(1), Sport::Running);
        assert_eq!(sport(12), Sport::Other("cross_country_skiing".to_owned()));
        assert_eq!(sport(251), Sport::Label("sport 251".to_owned()));
        assert_eq!((manufacturer(294).as_str(), manufacturer(9999).as_str()), ("coros", "9999"));
        assert_eq!(product(Some(1), 2431), "fr235");
        assert_eq!(product(Some(23), 2431), "2431");
        assert_eq!((file_type(2).as_str(), file_type(77).as_str()), ("a FIT settings file", "a FIT file of type 77"));
    }
}
