//! The known name that a wrong one is nearest to.

use strsim::damerau_levenshtein;

/// The most letters, of a word of any length, that may be wrong in a name to be taken for the one meant.
const MOST_WRONG: usize = 3;

/// One letter in so many may be wrong in a short name.
const ONE_IN: usize = 3;

/// The known name that is nearest to a wrong one, where one is near enough to be meant.
///
/// ```
/// assert_eq!(lastrep::near::nearest("garet", ["anna", "gareth"]), Some("gareth"));
/// assert_eq!(lastrep::near::nearest("xyzzy", ["anna", "gareth"]), None);
/// ```
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = wrong.to_lowercase();
    let most = MOST_WRONG.min(wrong.chars().count().div_ceil(ONE_IN));
    let rated = known.into_iter().map(|name| (damerau_levenshtein(&lower, &name.to_lowercase()), name));
    rated.filter(|(wrong, _)| *wrong <= most).min_by_key(|(wrong, _)| *wrong).map(|(_, name)| name)
}

/// What to do about a wrong name: the one that is meant, or all that there are.
pub(crate) fn hint(wrong: &str, known: &[&str], list: &str) -> String {
    let holds = |name: &&&str| !wrong.is_empty() && (name.contains(wrong) || wrong.contains(**name));
    let meant = nearest(wrong, known.iter().copied()).or_else(|| known.iter().find(holds).copied());
    meant.map_or_else(|| format!("known are {}", known.join(", ")), |name| format!("did you mean {name:?}? {list}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_left_out_put_in_or_swapped_are_seen() {
        let keys = ["hr_max", "hr_rest", "races", "zone"];
        for (wrong, meant) in
            [("hrmax", "hr_max"), ("HR_Max", "hr_max"), ("hr_rset", "hr_rest"), ("rases", "races"), ("zones", "zone")]
        {
            assert_eq!(nearest(wrong, keys), Some(meant), "{wrong}");
        }
        assert_eq!((nearest("weight", keys), nearest("", keys)), (None, None));
    }

    #[test]
    fn a_name_within_another_is_offered_and_else_all_are() {
        assert_eq!(hint("consistency", &["pace_consistency"], "all"), "did you mean \"pace_consistency\"? all");
        assert_eq!(hint("xyzzy", &["a", "fade"], "all"), "known are a, fade");
    }
}
