//! How far and how long an outing was, by each account of the file.

use crate::clean::distance::local_distance_m;
use crate::model::{Activity, Lap, Span, Track};
use crate::units::{DAY_S, HOUR_S, MINUTE_S};

/// A step of the distance counter that implies more than this is a jump, m/s.
const JUMP_MPS: f64 = 15.0;

/// Positions give the distance if at least this share of the samples has a position.
const WITH_POSITION: f64 = 0.9;

/// Two accounts agree if they differ by at most this share of the larger one. Satellites, foot pods and counters that
/// are right stay within it.
const ALIKE: f64 = 0.03;

/// Laps count as the whole outing if they cover at least this share of it.
const LAPS_COVER: f64 = 0.9;

/// Whether two accounts agree.
pub(super) fn agree(a: f64, b: f64) -> bool {
    (a - b).abs() <= ALIKE * a.abs().max(b.abs())
}

/// Metres by which the watch's own distance counter rose, without jumps and falls; `None` without a counter.
pub(super) fn recorded_m(track: &Track) -> Option<f64> {
    let mut present = pairs(&track.time_s, track.distance_m.as_ref()?);
    let (mut from_s, mut from_m) = present.next()?;
    let mut risen = 0.0;
    for (to_s, to_m) in present {
        risen += (to_m - from_m).clamp(0.0, JUMP_MPS * (to_s - from_s).max(1.0));
        (from_s, from_m) = (to_s, to_m);
    }
    (risen > 0.0).then_some(risen)
}

/// The present samples of a column, each with its time.
fn pairs<'a>(time_s: &'a [f64], column: &'a [f64]) -> impl Iterator<Item = (f64, f64)> + 'a {
    time_s.iter().copied().zip(column.iter().copied()).filter(|(_, value)| value.is_finite())
}

/// Metres along the positions; `None` with too few positions.
pub(super) fn positions_m(track: &Track) -> Option<f64> {
    let path = path(track)?;
    let way = path.last()?.1;
    (path.len() as f64 >= WITH_POSITION * track.len() as f64 && way > 0.0).then_some(way)
}

/// Time and metres along the positions, at each sample with a position. A jump adds nothing.
pub(super) fn path(track: &Track) -> Option<Vec<(f64, f64)>> {
    let (latitudes, longitudes) = (track.latitude_deg.as_ref()?, track.longitude_deg.as_ref()?);
    let mut way = 0.0;
    let mut last: Option<usize> = None;
    let mut path = Vec::with_capacity(track.len());
    for at in (0..track.len()).filter(|&at| latitudes[at].is_finite() && longitudes[at].is_finite()) {
        if let Some(from) = last {
            let metres = local_distance_m(latitudes[from], longitudes[from], latitudes[at], longitudes[at]);
            let seconds = (track.time_s[at] - track.time_s[from]).max(1.0);
            way += if metres <= MOST_MPS * seconds { metres } else { 0.0 };
        }
        path.push((track.time_s[at], way));
        last = Some(at);
    }
    Some(path)
}

/// Fastest speed of a ride home, m/s. A faster step between positions is a jump.
const MOST_MPS: f64 = 60.0;

/// Time and metres by the distance counter, at each sample that has a value. Without a counter, by the positions. Jumps
/// of the counter are left in.
pub(super) fn way(track: &Track) -> Option<Vec<(f64, f64)>> {
    let counted = track.distance_m.as_ref().map(|column| pairs(&track.time_s, column).collect::<Vec<_>>());
    counted.filter(|way| way.last().zip(way.first()).is_some_and(|(b, a)| b.1 > a.1)).or_else(|| path(track))
}

/// The span from the first sample to the last, s.
pub(super) fn whole(track: &Track) -> Option<Span> {
    Some(Span::new(*track.time_s.first()?, *track.time_s.last()?))
}

/// Metres of all laps; `None` if a lap has no distance or the laps leave out a part of the outing.
pub(super) fn laps_m(activity: &Activity) -> Option<f64> {
    let whole = whole(&activity.track)?;
    let covered: f64 = activity.laps.iter().map(|lap| Span::new(lap.start_s, lap.end_s).overlap_s(whole)).sum();
    (covered >= LAPS_COVER * whole.length_s()).then(|| total(&activity.laps, |lap| lap.distance_m)).flatten()
}

/// The sum of a value over all laps; `None` if a lap lacks the value, the sum is zero, or there is no lap.
pub(super) fn total(laps: &[Lap], value: impl Fn(&Lap) -> Option<f64>) -> Option<f64> {
    let sum: f64 = laps.iter().map(value).sum::<Option<f64>>()?;
    (!laps.is_empty() && sum > 0.0).then_some(sum)
}

/// Multiplies the recorded distances and speeds by a factor.
pub(super) fn scale(track: &mut Track, factor: f64) {
    for column in [&mut track.distance_m, &mut track.speed_mps].into_iter().flatten() {
        for value in column {
            *value *= factor;
        }
    }
}

/// Metres as a runner reads them: `1780 m`, from ten kilometres on `21.1 km`.
pub(super) fn metres(metres: f64) -> String {
    if metres < 10_000.0 { format!("{metres:.0} m") } else { format!("{:.1} km", metres / 1000.0) }
}

/// A time as a runner reads it: `95 s`, `48 min`, `26 h`.
pub(super) fn lasting(seconds: f64) -> String {
    match seconds {
        s if s < 2.0 * MINUTE_S => format!("{s:.0} s"),
        s if s < 2.0 * HOUR_S => format!("{:.0} min", s / MINUTE_S),
        s if s < 2.0 * DAY_S => format!("{:.1} h", s / HOUR_S),
        s => format!("{:.0} days", s / DAY_S),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn counted(metres: &[f64]) -> Track {
        let time_s = (0..metres.len()).map(|second| second as f64).collect();
        Track { time_s, distance_m: Some(metres.to_vec()), ..Track::default() }
    }

    #[test]
    fn accounts_agree_within_three_in_a_hundred_of_the_larger() {
        assert!(agree(970.0, 1000.0) && agree(1000.0, 970.0) && agree(0.0, 0.0));
        assert!(!agree(969.0, 1000.0) && !agree(f64::NAN, 1000.0));
    }

    #[test]
    fn a_jump_of_the_counter_is_cut_and_a_fall_is_left_out() {
        let metres = recorded_m(&counted(&[0.0, 4.0, 504.0, 508.0, 2.0, 6.0]));
        assert!((metres.unwrap() - (4.0 + JUMP_MPS + 4.0 + 4.0)).abs() < 1e-9, "{metres:?}");
        assert_eq!(recorded_m(&counted(&[7.0, 7.0, 7.0])), None, "a counter that stands still counts nothing");
        assert_eq!(recorded_m(&counted(&[f64::NAN; 3])), None);
    }

    #[test]
    fn a_missing_sample_of_the_counter_is_passed_over() {
        let metres = recorded_m(&counted(&[0.0, f64::NAN, f64::NAN, 12.0]));
        assert!((metres.unwrap() - 12.0).abs() < 1e-9);
    }

    #[test]
    fn positions_measure_only_where_nearly_every_sample_has_one() {
        let degrees = |missing: usize| {
            let at = |second: usize| if second < missing { f64::NAN } else { 50.0 + 3e-5 * second as f64 };
            let latitudes: Vec<f64> = (0..20).map(at).collect();
            let time_s = (0..20).map(f64::from).collect();
            Track { time_s, latitude_deg: Some(latitudes), longitude_deg: Some(vec![8.0; 20]), ..Track::default() }
        };
        let metres = positions_m(&degrees(0)).unwrap();
        assert!((metres - 19.0 * 3.337).abs() < 0.1, "{metres}");
        assert!(positions_m(&degrees(2)).is_some() && positions_m(&degrees(3)).is_none());
    }

    #[test]
    fn a_jump_of_the_position_adds_nothing() {
        let latitudes = vec![50.0, 50.000_03, 50.1, 50.100_03];
        let time_s = vec![0.0, 1.0, 2.0, 3.0];
        let track =
            Track { time_s, latitude_deg: Some(latitudes), longitude_deg: Some(vec![8.0; 4]), ..Track::default() };
        let metres = path(&track).unwrap().last().unwrap().1;
        assert!((metres - 2.0 * 3.337).abs() < 0.1, "{metres}");
    }

    #[test]
    fn one_lap_without_a_value_leaves_no_sum() {
        let laps = [Some(400.0), None];
        let sum = |laps: &[Option<f64>]| {
            let all: Vec<Lap> = laps.iter().map(|metres| Lap { distance_m: *metres, ..lap() }).collect();
            total(&all, |lap| lap.distance_m)
        };
        assert_eq!((sum(&laps), sum(&[Some(0.0)]), sum(&[])), (None, None, None));
        assert!((sum(&[Some(400.0), Some(200.0)]).unwrap() - 600.0).abs() < 1e-9);
    }

    fn lap() -> Lap {
        Lap {
            start_s: 0.0,
            end_s: 90.0,
            trigger: None,
            intensity: None,
            step_index: None,
            distance_m: None,
            timer_s: None,
        }
    }
}
