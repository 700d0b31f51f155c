//! Records that cover only a part of the run: the laps fill in the rest. If the laps cannot, a note says so.

use super::accounts::{lasting, total, whole};
use crate::model::{Activity, Channel, Lap, Track};
use crate::units::HOUR_S;

/// Records leave out a part of the run if they cover less than this share of its time ...
const RECORDS_COVER: f64 = 0.9;

/// ... and at least this much time is missing, s.
const UNTOLD_S: f64 = 60.0;

/// A distance counter whose first value is this near to the start of the first lap begins with that lap, s.
const BEGINS_S: f64 = 60.0;

/// The end of a lap needs no sample of its own if a sample is this near, s.
const BESIDE_S: f64 = 15.0;

/// Fastest lap on foot, m/s. The distance or time of a faster lap is garbage.
const LAP_MPS: f64 = 9.5;

/// Longest outing whose laps are believed, s.
const LONGEST_S: f64 = 48.0 * HOUR_S;

/// Adds a sample at each end of a lap that has no record near it. The distance of the sample is the sum of the laps so
/// far.
pub(super) fn filled(activity: &mut Activity) -> Option<String> {
    let told_s = told_s(activity)?;
    let covered_s = covered_s(activity);
    let has_way = activity.track.distance_m.is_some() || activity.track.latitude_deg.is_some();
    let is_whole = covered_s >= RECORDS_COVER * told_s || told_s - covered_s < UNTOLD_S;
    if is_whole && (has_way || activity.track.speed_mps.is_some()) {
        return None;
    }
    let ends = lap_ends(&activity.laps).filter(|_| activity.track.distance_m.is_some() || !has_way);
    let rest = match ends {
        Some(ends) => {
            activity.track = with_ends(&activity.track, &ends);
            "the laps tell the rest"
        }
        None if is_whole => return None,
        None => "the rest is not known",
    };
    Some(if is_whole {
        "no distance in the records: taken from the laps".to_owned()
    } else {
        format!("records cover {} of {}: {rest}", lasting(covered_s), lasting(told_s))
    })
}

/// Duration of the run without stops, by the laps or else the session, s.
fn told_s(activity: &Activity) -> Option<f64> {
    let laps_s = total(&activity.laps, |lap| lap.timer_s);
    laps_s.or(activity.timer_s).filter(|seconds| *seconds <= LONGEST_S)
}

/// Seconds from the first sample to the last in which the timer ran. Gaps between samples count as covered: watches
/// leave out samples for minutes while the pace is even.
fn covered_s(activity: &Activity) -> f64 {
    let Some(whole) = whole(&activity.track) else { return 0.0 };
    whole.length_s() - activity.pauses.iter().map(|pause| pause.overlap_s(whole)).sum::<f64>()
}

/// Start of the first lap and end of each lap: time, and distance from that start. `None` if the distance of a lap is
/// garbage.
fn lap_ends(laps: &[Lap]) -> Option<Vec<(f64, f64)>> {
    let mut way_m = 0.0;
    let mut ends = vec![(laps.iter().map(|lap| lap.start_s).reduce(f64::min)?, 0.0)];
    let mut ordered: Vec<&Lap> = laps.iter().collect();
    ordered.sort_by(|a, b| a.start_s.total_cmp(&b.start_s));
    for lap in ordered {
        let (metres, seconds) = (lap.distance_m?, lap.timer_s?);
        // A lap of zero seconds may have some metres.
        if !(0.0..=LAP_MPS * (seconds + BESIDE_S)).contains(&metres) {
            return None;
        }
        way_m += metres;
        ends.push((lap.end_s, way_m));
    }
    Some(ends)
}

/// The track with a sample added at each end of a lap that has no sample near it.
fn with_ends(track: &Track, ends: &[(f64, f64)]) -> Track {
    let times = &track.time_s;
    let is_alone = |at_s: f64| {
        let next = times.partition_point(|time| *time < at_s);
        let near =
            |index: Option<usize>| index.and_then(|i| times.get(i)).is_some_and(|time| (time - at_s).abs() <= BESIDE_S);
        !near(Some(next)) && !near(next.checked_sub(1))
    };
    let has_way = track.distance_m.is_some();
    // A counter may go on from an earlier sport of the same outing.
    let counted = track.distance_m.iter().flatten().zip(times).find(|(metres, _)| metres.is_finite());
    let zero_m = counted.filter(|(_, at_s)| (**at_s - ends[0].0).abs() <= BEGINS_S).map_or(0.0, |(metres, _)| *metres);
    let added: Vec<(f64, f64)> = ends.iter().copied().filter(|(at_s, _)| !has_way || is_alone(*at_s)).collect();
    let mut rows: Vec<(f64, Option<usize>, f64)> =
        times.iter().enumerate().map(|(i, time)| (*time, Some(i), f64::NAN)).collect();
    rows.extend(added.iter().map(|(at_s, metres)| (*at_s, None, zero_m + *metres)));
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let spread = |column: &Channel| rows.iter().map(|row| row.1.map_or(f64::NAN, |i| column[i])).collect::<Channel>();
    let mut filled = track.clone();
    for column in filled.channels_mut().into_iter().flatten() {
        *column = spread(column);
    }
    filled.time_s = rows.iter().map(|row| row.0).collect();
    let own = filled.distance_m.take().unwrap_or_else(|| vec![f64::NAN; rows.len()]);
    let metres = own.iter().zip(&rows).map(|(own, row)| if row.1.is_some() { *own } else { row.2 });
    filled.distance_m = Some(metres.collect());
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Format;

    /// Two laps of ten minutes and 2 km; one record a second up to `recorded_s`.
    fn run(recorded_s: usize) -> Activity {
        let lap = |start_s: f64| Lap {
            start_s,
            end_s: start_s + 600.0,
            trigger: None,
            intensity: None,
            step_index: None,
            distance_m: Some(2000.0),
            timer_s: Some(600.0),
        };
        let time_s: Vec<f64> = (0..=recorded_s).map(|second| second as f64).collect();
        let distance_m = Some(time_s.iter().map(|second| second * 2000.0 / 600.0).collect());
        let track = Track { time_s, distance_m, ..Track::default() };
        Activity { laps: vec![lap(0.0), lap(600.0)], track, ..Activity::new(Format::Fit) }
    }

    #[test]
    fn laps_fill_what_the_records_leave_out() {
        let mut cut = run(700);
        let note = filled(&mut cut);
        assert!(note.is_some_and(|note| note.ends_with("the laps tell the rest")));
        let end = cut.track.time_s.last().zip(cut.track.distance_m.as_ref().and_then(|metres| metres.last()));
        assert_eq!(end, Some((&1200.0, &4000.0)));
        assert_eq!(cut.track.len(), 702, "the end of the first lap has a record of its own");
    }

    #[test]
    fn whole_records_and_impossible_laps_stay_as_they_are() {
        let mut whole = run(1200);
        assert_eq!((filled(&mut whole), whole.track.len()), (None, 1201));
        let mut garbled = run(700);
        garbled.laps[1].distance_m = Some(20_000.0);
        let note = filled(&mut garbled);
        assert!(note.is_some_and(|note| note.ends_with("the rest is not known")));
        assert_eq!(garbled.track.len(), 701);
    }
}
