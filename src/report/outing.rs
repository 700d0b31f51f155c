//! What a run without reps is called: one rule for pictures, tables and page.

use super::Analysed;
use super::words::{NBSP, number};
use crate::model::{Activity, Surface};
use crate::scores::{EVENNESS, EVENNESS_PCT, Passage};
use crate::segment::{Structure, Unevenness, WorkoutKind, race_length_m};

/// Time from which a run that tells nothing was not too short, s.
const BARE_S: f64 = 300.0;
/// Length of a marathon, m. Nobody runs it by chance, so that it is named however even it was.
const MARATHON_M: f64 = 42_195.0;
/// Length of a half marathon, m. It is named, too, where no metre of it is missing.
const HALF_MARATHON_M: f64 = 21_097.5;
/// A way longer or shorter than a race by more than this, as a ratio, is named by its own length. On measured courses
/// satellites tell so much. House rule.
const AS_LONG: f64 = 0.015;
/// The most that a half marathon that was not raced may be shorter, as a ratio: satellites on a measured course. House rule.
const HALF_SHORTER: f64 = 0.005;
/// Metres up for each kilometre from which a run is hilly. House rule.
const HILLY_M_PER_KM: f64 = 15.0;
/// The words for kilometres that bear out a steady run; the first bears out that it was even to its end, too: ten more
/// seconds on one kilometre are more.
pub(super) const VERY_EVEN: &str = EVENNESS[0];
const EVEN: &str = EVENNESS[1];

/// A run without reps, as far as its name needs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct OutingWords<'a> {
    pub(super) activity: &'a Activity,
    pub(super) structure: &'a Structure,
    pub(super) passage: Option<&'a Passage>,
    /// Distance, m; NaN where unknown.
    pub(super) metres: f64,
    /// Timer time, s.
    pub(super) timer_s: f64,
}

impl OutingWords<'_> {
    /// Whether the run was long enough to tell a pace, but no minute of the recording tells one.
    pub(super) fn tells_no_pace(&self) -> bool {
        self.structure.kind == WorkoutKind::Mixed(Unevenness::Short) && self.timer_s >= BARE_S
    }

    /// The race that the run was by its length, m; `None` where it was none, and where the way was longer: its time is not
    /// that of the race.
    pub(super) fn race_m(&self) -> Option<f64> {
        let longer = |length: f64| self.metres / length - 1.0;
        let length = race_length_m(self.metres).filter(|length| longer(*length).abs() <= AS_LONG)?;
        let kind = self.structure.kind;
        let is_run = kind != WorkoutKind::NotRunning;
        let is_half =
            !matches!(kind, WorkoutKind::Mixed(Unevenness::StopAndGo | Unevenness::RunWalk | Unevenness::Walk))
                && longer(length) >= -HALF_SHORTER;
        let is_told = match length {
            MARATHON_M => is_run,
            HALF_MARATHON_M if is_half => is_run,
            _ => kind == WorkoutKind::RaceLike,
        };
        is_told.then_some(length)
    }

    /// Whether the way went up enough to name the run by it.
    pub(super) fn is_hilly(&self) -> bool {
        let way = self.passage.and_then(|passage| passage.ascent);
        let least_m = HILLY_M_PER_KM * self.metres / 1000.0;
        way.is_some_and(|way| way.is_at_least(least_m))
    }

    pub(super) fn is_trail(&self) -> bool {
        self.activity.surface == Some(Surface::Trail)
    }

    /// The word of the tile that measures the kilometres; `None` where they cannot be told.
    pub(super) fn evenness(&self) -> Option<&'static str> {
        Some(self.passage?.evenness.as_ref().ok()?.word)
    }

    /// Whether the kilometres are even, by the word of their tile; `None` where they cannot be told.
    pub(super) fn is_even(&self) -> Option<bool> {
        self.evenness().map(|word| [VERY_EVEN, EVEN].contains(&word))
    }

    /// Whether the second half was so much faster or slower that the run was not steady.
    fn is_of_two_paces(&self) -> bool {
        let half = self.passage.and_then(|passage| passage.second_half.as_ref().ok());
        half.is_some_and(|half| !half.word.is_empty() && half.value.abs() > EVENNESS_PCT[2])
    }

    /// Whether the kilometres deny what the name of the kind says of the pace.
    fn is_denied(&self) -> bool {
        match self.structure.kind {
            WorkoutKind::Steady => self.is_even() == Some(false) || self.is_of_two_paces(),
            WorkoutKind::Mixed(Unevenness::Uneven) => self.is_even() == Some(true),
            _ => false,
        }
    }

    /// The kind of run in a runner's words: `steady run`, `long trail run`, `marathon`.
    pub(super) fn kind_words(&self) -> String {
        if let Some(metres) = self.race_m() {
            return race_name(metres);
        }
        let ground = match () {
            () if self.is_trail() => "trail ",
            () if self.is_hilly() => "hilly ",
            () => "",
        };
        match self.structure.kind {
            WorkoutKind::NotRunning if !self.activity.sport.name().is_empty() => {
                self.activity.sport.name().replace('_', " ")
            }
            _ if self.tells_no_pace() => "run".to_owned(),
            WorkoutKind::Long => format!("long {ground}run"),
            WorkoutKind::Steady | WorkoutKind::Mixed(Unevenness::Hilly | Unevenness::Uneven) if !ground.is_empty() => {
                format!("{ground}run")
            }
            _ if self.is_denied() => "run".to_owned(),
            kind => kind.words().to_owned(),
        }
    }
}

fn race_name(metres: f64) -> String {
    match metres {
        MARATHON_M => "marathon".to_owned(),
        HALF_MARATHON_M => "half marathon".to_owned(),
        metres => format!("{}{NBSP}km", number(metres / 1000.0, 0)),
    }
}

/// The name of an activity: that of its reps, or that of its kind of run as its picture has it.
pub(super) fn name(row: &Analysed) -> String {
    let structure = &row.structure;
    let kind = structure.kind.words();
    let is_of_kind = !matches!(structure.kind, WorkoutKind::RaceLike | WorkoutKind::NotRunning);
    match structure.name.strip_suffix(kind).filter(|before| is_of_kind && before.ends_with(", ")) {
        Some(before) => {
            let passage = row.card.passage.as_ref();
            let (metres, timer_s) = (row.distance_m, row.timer_s);
            let outing = OutingWords { activity: &row.activity, structure, passage, metres, timer_s };
            format!("{before}{}", outing.kind_words())
        }
        None => structure.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::synthetic::SyntheticSession;
    use crate::scores::Value;
    use crate::segment::SegmentKind;

    fn words(kind: WorkoutKind, metres: f64, word: Option<&'static str>) -> String {
        let run = [(SegmentKind::Other, 0, 3600.0, 3.0)];
        let session = SyntheticSession::of("run", kind, &[], &run).with_passage();
        let passage = session.card.passage.clone().map(|passage| {
            let even = |word| Value { value: 3.0, ci80: None, n: 10, word, caveat: String::new() };
            let missing = || crate::scores::Unavailable::NoReps;
            Passage { evenness: word.map(even).ok_or_else(missing), ..passage }
        });
        let (activity, structure) = (&session.activity, &session.structure);
        OutingWords { activity, structure, passage: passage.as_ref(), metres, timer_s: 3600.0 }.kind_words()
    }

    #[test]
    fn no_kind_is_named_that_the_kilometres_deny() {
        let uneven = WorkoutKind::Mixed(Unevenness::Uneven);
        for (kind, word, named) in [
            (WorkoutKind::Steady, Some("uneven"), "run"),
            (WorkoutKind::Steady, Some(EVEN), "steady run"),
            (WorkoutKind::Steady, None, "steady run"),
            (uneven, Some(VERY_EVEN), "run"),
            (uneven, Some("varied"), "uneven run"),
            (WorkoutKind::Long, Some("uneven"), "long run"),
        ] {
            assert_eq!(words(kind, 10_800.0, word), named, "{kind:?} {word:?}");
        }
    }

    #[test]
    fn a_half_marathon_is_named_where_no_metre_is_missing() {
        for (metres, named) in [(21_150.0, "half marathon"), (20_900.0, "long run"), (21_500.0, "long run")] {
            assert_eq!(words(WorkoutKind::Long, metres, None), named, "{metres}");
        }
        assert_eq!(words(WorkoutKind::RaceLike, 20_900.0, None), "half marathon");
        assert_eq!(words(WorkoutKind::Long, 42_000.0, None), "marathon");
    }
}
