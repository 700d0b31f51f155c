//! What was run: the key by which two sessions are the same workout.

use crate::model::{Activity, SegmentKind, Surface};
use crate::segment::alike::{RunLength, is_main, is_other_pace, same_as_run, same_count, same_length};
use crate::segment::{Recovery, RecoveryMode, RepLength, Structure, length_words};

/// The reps of one length.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Their length.
    pub length: RepLength,
    /// Indices into [`Structure::sets`].
    pub sets: Vec<usize>,
    /// How many they are.
    pub reps: usize,
    /// Their time all together, s.
    pub work_s: f64,
    /// Their distance all together, m; NaN without distance.
    pub work_m: f64,
    /// The recovery between them; `None` for a single rep.
    pub recovery: Option<Recovery>,
}

impl Part {
    /// Whether the reps are as long: by the length that was meant, or by both distance and time as run.
    pub(crate) fn is_as_long(&self, other: &Self) -> bool {
        same_length(self.length, other.length) || same_as_run(self.run_length(), other.run_length())
    }

    fn run_length(&self) -> RunLength {
        let reps = self.reps as f64;
        RunLength { metres: self.work_m / reps, seconds: self.work_s / reps }
    }

    /// The same reps, so many of them.
    fn of_reps(&self, reps: usize) -> Self {
        let ratio = reps as f64 / self.reps as f64;
        Self { reps, work_s: ratio * self.work_s, work_m: ratio * self.work_m, ..self.clone() }
    }
}

/// What was run, as far as it makes a workout the same.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkoutShape {
    /// What a coach would write.
    pub name: String,
    /// Its parts by length, in order of their first rep.
    pub parts: Vec<Part>,
    /// Where: a track where reps were snapped to one, else what the file says.
    pub surface: Option<Surface>,
    /// Whether the reps were run uphill.
    pub is_uphill: bool,
}

impl WorkoutShape {
    /// What was run in a session of reps; no parts without reps.
    pub fn of(activity: &Activity, structure: &Structure) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        for (index, set) in structure.sets.iter().enumerate() {
            match parts.iter_mut().find(|part| same_length(part.length, set.length)) {
                Some(part) => add(part, index, structure),
                None => parts.push(part_of(index, structure)),
            }
        }
        let any = any_recovery(structure);
        for part in &mut parts {
            part.recovery = part.recovery.or(any);
        }
        let snapped = structure.sets.iter().any(|set| set.snapped);
        let surface = if snapped { Some(Surface::Track) } else { activity.surface };
        Self { name: structure.name.clone(), parts, surface, is_uphill: structure.uphill.is_some() }
    }

    /// The parts that make the workout: not the few reps beside it.
    pub(crate) fn main_parts(&self) -> impl Iterator<Item = &Part> {
        let all: f64 = self.parts.iter().map(|part| part.work_s).sum();
        self.parts.iter().filter(move |part| is_main(part.work_s, all))
    }
}

fn part_of(index: usize, structure: &Structure) -> Part {
    let length = structure.sets[index].length;
    let mut part = Part { length, sets: Vec::new(), reps: 0, work_s: 0.0, work_m: 0.0, recovery: None };
    add(&mut part, index, structure);
    part
}

fn add(part: &mut Part, index: usize, structure: &Structure) {
    let set = &structure.sets[index];
    let reps = structure.reps_of(set);
    for rep in reps {
        part.work_s += rep.timer_s;
        part.work_m += rep.best_distance_m();
    }
    part.sets.push(index);
    part.reps += set.reps.len();
    part.recovery = part.recovery.or(Recovery::of(set));
}

/// The middle one of all recoveries, for sessions in which no set has one of its own: ladders.
fn any_recovery(structure: &Structure) -> Option<Recovery> {
    let mut all: Vec<_> = structure.segments.iter().filter(|one| one.kind == SegmentKind::Recovery).collect();
    all.sort_by(|a, b| a.span.length_s().total_cmp(&b.span.length_s()));
    let middle = all.get(all.len() / 2)?;
    let seconds = middle.span.length_s();
    let stood = middle.timer_s < 0.5 * seconds || middle.distance_m.is_nan();
    let mode = if stood { RecoveryMode::Stand } else { RecoveryMode::of_speed(middle.distance_m / seconds) };
    Some(Recovery { seconds, metres: Some(middle.distance_m).filter(|metres| metres.is_finite()), mode })
}

/// In what two sessions are not the same workout, in words; empty when they are alike.
///
/// # Definition
/// Alike are: the same lengths (distances within 3 %, times within 5 %, or both as run), each in a similar count (within
/// one or a quarter) and in as many sets, with the same recovery (within 15 s or a quarter in time, or a tenth in metres
/// where both jogged; of one kind by word or within 0.4 m/s), on the same surface (one that is not known is like a road
/// or a trail, never like a track or a treadmill), and both uphill or neither. Reps of a length that took less than 15 % of the work do not count. Pace
/// is what is compared, the family of the session follows from length and recovery, and speed is part of
/// the key only where it is more than 15 % apart. All limits are house rules.
pub(crate) fn differences(earlier: &WorkoutShape, later: &WorkoutShape) -> Vec<String> {
    let mut told = Vec::new();
    let (before, after): (Vec<&Part>, Vec<&Part>) = (earlier.main_parts().collect(), later.main_parts().collect());
    if !same_lengths(earlier, later) {
        told.push(format!("reps of {}, before {}", lengths(&after), lengths(&before)));
        told.extend(grounds(earlier, later));
        return told;
    }
    for part in after {
        let Some(other) = before.iter().find(|other| other.is_as_long(part)) else { continue };
        told.extend(part_differences(other, part));
    }
    told.extend(grounds(earlier, later));
    told
}

/// Whether two sessions are the same workout but for the number of reps.
pub(crate) fn differ_in_count_alone(earlier: &WorkoutShape, later: &WorkoutShape) -> bool {
    let counted = |part: &Part| {
        let other = later.main_parts().find(|other| other.is_as_long(part));
        other.map_or_else(|| part.clone(), |other| part.of_reps(other.reps))
    };
    let as_many = WorkoutShape { parts: earlier.main_parts().map(counted).collect(), ..earlier.clone() };
    differences(&as_many, later).is_empty()
}

/// Whether the main parts of two workouts have the same lengths.
pub(super) fn same_lengths(a: &WorkoutShape, b: &WorkoutShape) -> bool {
    let (before, after): (Vec<&Part>, Vec<&Part>) = (a.main_parts().collect(), b.main_parts().collect());
    before.len() == after.len() && after.iter().all(|part| before.iter().any(|other| other.is_as_long(part)))
}

fn lengths(parts: &[&Part]) -> String {
    if parts.is_empty() {
        return "no length".to_owned();
    }
    parts.iter().map(|part| length_words(part.length)).collect::<Vec<_>>().join(" and ")
}

fn part_differences(before: &Part, after: &Part) -> Vec<String> {
    let mut told = Vec::new();
    if !same_count(before.reps, after.reps) {
        told.push(format!("{} reps, before {}", after.reps, before.reps));
    }
    if before.sets.len() != after.sets.len() {
        let sets =
            |part: &Part| if part.sets.len() == 1 { "one set".to_owned() } else { format!("{} sets", part.sets.len()) };
        told.push(format!("in {}, before in {}", sets(after), sets(before)));
    }
    let ratio = (after.work_m / after.work_s) / (before.work_m / before.work_s);
    if is_other_pace(ratio) {
        let word = if ratio > 1.0 { "faster" } else { "slower" };
        told.push(format!("run {:.0} % {word}: another kind of session", 100.0 * (ratio - 1.0).abs()));
    }
    match (before.recovery, after.recovery) {
        (Some(before), Some(after)) if !after.is_like(&before) => {
            told.push(format!("recovery {}, before {}", after.words(), before.words()));
        }
        (None, Some(_)) | (Some(_), None) => told.push("the recovery of one is not known".to_owned()),
        _ => {}
    }
    told
}

/// In what the ground differs, in words.
fn grounds(before: &WorkoutShape, after: &WorkoutShape) -> Option<String> {
    let word = |shape: &WorkoutShape| if shape.is_uphill { "uphill" } else { "on the level" };
    let climbs = (before.is_uphill != after.is_uphill).then(|| format!("{}, before {}", word(after), word(before)));
    climbs.or_else(|| surfaces(before, after))
}

fn surfaces(before: &WorkoutShape, after: &WorkoutShape) -> Option<String> {
    let is_own = |surface: Option<Surface>| surface.is_some_and(Surface::is_level);
    let same = match (before.surface, after.surface) {
        (None, other) | (other, None) => !is_own(other),
        (one, other) => one == other,
    };
    let word = |surface: Option<Surface>| surface.map_or("surface not known", Surface::name);
    (!same).then(|| format!("{}, before {}", word(after.surface), word(before.surface)))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Reps of a length with a recovery, on a track.
    pub(crate) fn workout(reps: usize, length: RepLength, recovery: Recovery) -> WorkoutShape {
        let (work_m, work_s) = match length {
            RepLength::Distance(metres) => (metres, metres / 4.0),
            RepLength::Time(seconds) => (seconds * 4.0, seconds),
        };
        let n = reps as f64;
        let part =
            Part { length, sets: vec![0], reps, work_s: n * work_s, work_m: n * work_m, recovery: Some(recovery) };
        WorkoutShape { name: String::new(), parts: vec![part], surface: Some(Surface::Track), is_uphill: false }
    }

    pub(crate) const JOG: Recovery = Recovery { seconds: 90.0, metres: Some(200.0), mode: RecoveryMode::Jog };

    fn track(reps: usize, metres: f64) -> WorkoutShape {
        workout(reps, RepLength::Distance(metres), JOG)
    }

    fn rested(seconds: f64, metres: f64) -> WorkoutShape {
        let mode = RecoveryMode::of_speed(metres / seconds);
        workout(6, RepLength::Distance(400.0), Recovery { seconds, metres: Some(metres), mode })
    }

    #[test]
    fn one_rep_more_is_the_same_workout_and_four_more_are_not() {
        assert!(differences(&track(6, 400.0), &track(7, 400.0)).is_empty());
        assert!(differences(&track(6, 400.0), &track(8, 400.0)).is_empty());
        assert_eq!(differences(&track(6, 400.0), &track(10, 400.0)), ["10 reps, before 6"]);
        assert_eq!(differences(&track(4, 400.0), &track(6, 400.0)), ["6 reps, before 4"]);
    }

    #[test]
    fn a_count_alone_makes_no_other_workout() {
        assert!(differ_in_count_alone(&track(20, 400.0), &track(4, 400.0)));
        assert!(!differ_in_count_alone(&track(20, 400.0), &track(4, 1000.0)));
        assert!(!differ_in_count_alone(&rested(90.0, 200.0), &rested(180.0, 20.0)), "another recovery");
        let hill = WorkoutShape { is_uphill: true, ..track(8, 400.0) };
        assert_eq!(differences(&track(8, 400.0), &hill), ["uphill, before on the level"]);
        let road = WorkoutShape { surface: Some(Surface::Road), ..track(8, 400.0) };
        assert!(!differ_in_count_alone(&track(4, 400.0), &road), "another surface");
    }

    #[test]
    fn lengths_are_the_same_or_not() {
        assert!(differences(&track(4, 1600.0), &track(4, 1609.344)).is_empty());
        assert_eq!(differences(&track(5, 1000.0), &track(5, 1200.0)), ["reps of 1200 m, before 1000 m"]);
        // The same reps, once taken as a distance and once as a time.
        let by_time = workout(5, RepLength::Time(250.0), JOG);
        assert!(differences(&track(5, 1000.0), &by_time).is_empty());
    }

    #[test]
    fn the_recovery_counts_by_length_and_kind() {
        assert!(differences(&rested(90.0, 200.0), &rested(75.0, 200.0)).is_empty());
        assert!(differences(&rested(90.0, 200.0), &rested(60.0, 200.0)).is_empty(), "200 m jog either way");
        assert_eq!(differences(&rested(90.0, 200.0), &rested(180.0, 20.0)), ["recovery 3 min stand, before 90 s jog"]);
        assert_eq!(differences(&rested(90.0, 200.0), &rested(90.0, 90.0)), ["recovery 90 s walk, before 90 s jog"]);
        // 1.85 and 1.95 m/s have different names and are the same.
        assert!(differences(&rested(100.0, 185.0), &rested(100.0, 195.0)).is_empty());
    }

    #[test]
    fn an_unknown_surface_is_like_a_road_and_never_like_a_track() {
        let on = |surface| WorkoutShape { surface, ..track(6, 400.0) };
        assert!(differences(&on(None), &on(Some(Surface::Road))).is_empty());
        assert_eq!(differences(&on(None), &on(Some(Surface::Track))), ["track, before surface not known"]);
        assert_eq!(differences(&on(Some(Surface::Road)), &on(Some(Surface::Treadmill))), ["treadmill, before road"]);
    }

    #[test]
    fn a_quarter_faster_is_another_kind_of_session() {
        let mut fast = track(6, 400.0);
        fast.parts[0].work_s *= 0.8;
        assert_eq!(differences(&track(6, 400.0), &fast), ["run 25 % faster: another kind of session"]);
        assert_eq!(differences(&fast, &track(6, 400.0)), ["run 20 % slower: another kind of session"]);
        fast.parts[0].work_m = f64::NAN;
        assert!(differences(&fast, &track(6, 400.0)).is_empty(), "no speed tells nothing");
    }

    /// To be the same workout goes both ways, whichever came first.
    #[test]
    fn alike_is_alike_either_way_round() {
        let mut many = Vec::new();
        for reps in [4, 5, 6, 8, 10] {
            for metres in [390.0, 400.0, 411.0, 600.0] {
                for seconds in [60.0, 80.0, 100.0, 180.0] {
                    for work_s in [70.0, 80.0, 100.0] {
                        let recovery =
                            Recovery { seconds, metres: Some(160.0), mode: RecoveryMode::of_speed(160.0 / seconds) };
                        let mut made = workout(reps, RepLength::Distance(metres), recovery);
                        made.parts[0].work_s = work_s * reps as f64;
                        many.push(made);
                    }
                }
            }
        }
        for (a, b) in many.iter().flat_map(|a| many.iter().map(move |b| (a, b))) {
            assert_eq!(differences(a, b).is_empty(), differences(b, a).is_empty(), "{a:?} {b:?}");
        }
        assert!(many.iter().all(|one| differences(one, one).is_empty()));
    }

    #[test]
    fn a_few_reps_beside_do_not_count() {
        let mut with_strides = track(6, 400.0);
        with_strides.parts.push(Part { work_s: 40.0, work_m: 200.0, reps: 2, ..track(2, 100.0).parts[0].clone() });
        assert!(differences(&track(6, 400.0), &with_strides).is_empty());
        let mut mixed = track(6, 400.0);
        mixed.parts.extend(track(2, 1000.0).parts);
        assert_eq!(differences(&track(6, 400.0), &mixed), ["reps of 400 m and 1000 m, before 400 m"]);
    }
}
