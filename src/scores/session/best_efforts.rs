//! Best efforts: the fastest stretch of each standard distance within one activity, and how sure its time is.

use crate::clean::Prepared;
use crate::model::records::RECORDS;
use crate::model::{Activity, Span};
use crate::model::{Word, word};
use crate::scores::kernel::Unavailable;
use crate::scores::kernel::noise::{Ruler, gap_at, ruler_beside_reps, timing_of};
use crate::segment::{Segment, Structure, WorkoutKind};
use crate::stats::{NORMAL_90, Range};
use serde::{Deserialize, Serialize};

/// A distance that runners race over.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Standard {
    /// Name of the distance.
    #[serde(deserialize_with = "word")]
    pub name: Word,
    /// Its length, m.
    pub metres: f64,
    /// World record, s: a faster time is an error of the recording.
    pub record_s: f64,
}

/// The standard distances, shortest first, with the records over them.
pub(crate) const STANDARDS: [Standard; 10] = [
    standard("400 m", 2),
    standard("800 m", 3),
    standard("1000 m", 4),
    standard("1500 m", 5),
    standard("1 mile", 6),
    standard("3000 m", 7),
    standard("5000 m", 8),
    standard("10000 m", 9),
    standard("half marathon", 10),
    standard("marathon", 11),
];

/// A distance by its index in the table of records.
const fn standard(name: &'static str, place: usize) -> Standard {
    Standard { name, metres: RECORDS[place].metres, record_s: RECORDS[place].seconds }
}

/// Metres of a stretch for each second of its longest allowed gap between two samples; the gap is at least 10 s and at
/// most 30 s. At 5 m/s the gap is a tenth of the time. In a gap the device goes on measuring, but what it does not
/// write down cannot be checked. House rule.
const METRES_PER_GAP_S: f64 = 50.0;
const GAP_S: Range = Range::new(10.0, 30.0);
/// Steepest fall of a best effort, as a share of its length. A stretch that falls more, and by more metres than an
/// altimeter wavers by, is no best effort. House rule: this fall is worth some 1.5 % of speed. For records the limit is
/// 0.001 (World Athletics).
const DROP_MOST: f64 = 0.005;
const DROP_LEAST_M: f64 = 8.0;

/// How far the interval of a best effort reaches below its time at most, as a share of the time.
const LARGEST_ERROR: f64 = 0.5;

/// Farthest that the length of a snapped rep may lie from a standard distance to count as that distance, m.
const SAME_LENGTH_M: f64 = 0.5;

/// The fastest stretch of a distance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BestEffort {
    /// Elapsed time, s: a stopped timer does not shorten it.
    pub time_s: f64,
    /// Standard deviation of that time by measurement, s.
    pub sd_s: f64,
    /// Where the stretch lies in the recording.
    pub span: Span,
    /// What measured the distance; [`Ruler::Known`] for a snapped rep.
    pub ruler: Ruler,
    /// Altitude at the end less altitude at the start, m; `None` without altitude, 0 on a track.
    pub climb_m: Option<f64>,
}

impl BestEffort {
    /// The 80 % interval of the time, s, from measurement error alone. The interval never reaches below half of the
    /// time: with so large an error, the lower end says nothing.
    pub fn ci80_s(&self) -> Range {
        let error_s = NORMAL_90 * self.sd_s;
        Range::new(self.time_s - error_s.min(LARGEST_ERROR * self.time_s), self.time_s + error_s)
    }

    /// Whether the stretch falls too far to count as a personal best.
    pub fn is_downhill(&self, metres: f64) -> bool {
        self.climb_m.is_some_and(|climb| climb < -DROP_LEAST_M.max(DROP_MOST * metres))
    }

    /// Whether the effort is a rep that was snapped to this very length on a track.
    pub fn is_snapped(&self) -> bool {
        self.ruler == Ruler::Known
    }
}

/// One standard distance in one activity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandardEffort {
    /// The distance.
    pub standard: Standard,
    /// The best effort, or why none is shown.
    pub effort: Result<BestEffort, Unavailable>,
}

/// The best effort over every standard distance that a run is long enough for, shortest first.
///
/// # Definition
/// The least `t2 - t1` with `D(t2) - D(t1)` equal to the distance. `D` is the cleaned cumulative distance on the clock,
/// linear between seconds. One end of the fastest stretch then lies on a second, so two passes with two pointers find
/// it. Inside a snapped rep, `D` is stretched to the known length. When reps were snapped to the distance itself and
/// the fastest stretch lies mostly in one of them, the fastest of these reps is the effort.
///
/// The error is `sqrt(sd_edges^2 + (sd_d / v)^2)`. The edges are uniform between samples. `sd_d` joins [`Ruler::sd_m`]
/// with `Ruler::shared_pct` of the distance. A track mode's error of one metre holds for one rep, so elsewhere its
/// distance counts as measured by satellites.
///
/// A stretch with a long gap between samples does not count. The best of many stretches is flattered a little by the
/// error that it picks; this is not corrected.
/// # Inputs
/// A run with distance. Empty for other sports.
/// # Errors
/// [`Unavailable::Unreadable`] when every stretch of the length has a long gap, or when the effort or a shorter
/// standard distance inside it is faster than the world record.
pub fn best_efforts(activity: &Activity, prepared: &Prepared, structure: &Structure) -> Vec<StandardEffort> {
    let is_run = activity.sport.may_be_run() && structure.kind != WorkoutKind::NotRunning;
    if !is_run || prepared.uniform.distance_m.len() < 2 {
        return Vec::new();
    }
    let search = Search { activity, prepared, structure, curve: BestCurve::of(prepared, structure) };
    let mut impossible: Vec<(Span, String)> = Vec::new();
    let mut found = Vec::new();
    for standard in STANDARDS {
        if standard.metres > search.curve.length_m() {
            break;
        }
        let effort = search.effort(standard).and_then(|effort| possible(effort, standard, &mut impossible));
        found.push(StandardEffort { standard, effort });
    }
    found
}

/// The effort, unless the effort or a stretch inside it is faster than a world record.
fn possible(
    effort: BestEffort,
    standard: Standard,
    impossible: &mut Vec<(Span, String)>,
) -> Result<BestEffort, Unavailable> {
    if effort.time_s < standard.record_s {
        let what = format!("{} in {:.0} s", standard.name, effort.time_s);
        let why = format!("{what}, faster than the world record: an error of the recording");
        impossible.push((effort.span, what));
        return Err(Unavailable::Unreadable(why));
    }
    let inside = |(span, _): &&(Span, String)| span.overlap_s(effort.span) > 0.5 * span.length_s();
    match impossible.iter().find(inside) {
        Some((_, what)) => Err(Unavailable::Unreadable(format!("holds an impossible {what}"))),
        None => Ok(effort),
    }
}

/// What the search of one activity needs.
struct Search<'a> {
    activity: &'a Activity,
    prepared: &'a Prepared,
    structure: &'a Structure,
    curve: BestCurve,
}

impl Search<'_> {
    fn effort(&self, standard: Standard) -> Result<BestEffort, Unavailable> {
        let reps: Vec<&Segment> = self.reps_of(standard.metres).collect();
        let by_time = |a: &&&Segment, b: &&&Segment| a.span.length_s().total_cmp(&b.span.length_s());
        let rep = reps.iter().min_by(by_time).copied();
        let stretch = self.curve.fastest(standard.metres);
        let is_in_reps =
            |span: &Span| reps.iter().map(|rep| rep.span.overlap_s(*span)).fold(0.0, f64::max) > 0.5 * span.length_s();
        match (rep, stretch) {
            (Some(rep), Some(span)) if is_in_reps(&span) || rep.span.length_s() <= span.length_s() => {
                Ok(self.of_rep(rep))
            }
            (Some(rep), None) => Ok(self.of_rep(rep)),
            (_, Some(span)) => Ok(self.of_stretch(span, standard.metres)),
            (None, None) => {
                Err(Unavailable::Unreadable("a gap in the recording in every stretch of this length".to_owned()))
            }
        }
    }

    fn reps_of(&self, metres: f64) -> impl Iterator<Item = &Segment> {
        let is_it = move |rep: &&Segment| rep.snapped_distance_m.is_some_and(|m| (m - metres).abs() < SAME_LENGTH_M);
        self.structure.reps().filter(is_it)
    }

    fn of_rep(&self, rep: &Segment) -> BestEffort {
        let timing = timing_of(rep, self.structure.source, self.activity, self.prepared);
        BestEffort {
            time_s: rep.span.length_s(),
            sd_s: timing.sd_s(),
            span: rep.span,
            ruler: Ruler::Known,
            climb_m: Some(0.0),
        }
    }

    fn of_stretch(&self, span: Span, metres: f64) -> BestEffort {
        let time_s = span.length_s();
        let ruler = match ruler_beside_reps(self.activity, self.prepared) {
            Ruler::FootPod => Ruler::FootPod,
            _ => Ruler::Gnss,
        };
        let gaps = gap_at(span.start_s, self.prepared).max(1.0).hypot(gap_at(span.end_s, self.prepared).max(1.0));
        let sd_m = ruler.sd_m(metres).hypot(ruler.shared_pct() / 100.0 * metres);
        let sd_s = (gaps / 12.0_f64.sqrt()).hypot(sd_m * time_s / metres);
        BestEffort { time_s, sd_s, span, ruler, climb_m: self.climb_m(span) }
    }

    fn climb_m(&self, span: Span) -> Option<f64> {
        let uniform = &self.prepared.uniform;
        let altitude = uniform.altitude_m.as_ref()?;
        let at = |clock_s: f64| altitude.get((clock_s - uniform.start_s).round().max(0.0) as usize).copied();
        Some(at(span.end_s)? - at(span.start_s)?).filter(|climb| climb.is_finite())
    }
}

/// Distance over the clock as a line through knots: every second, and the edges of snapped reps.
struct BestCurve {
    time_s: Vec<f64>,
    distance_m: Vec<f64>,
    /// Timer time between the two samples around each step from a knot to the next, s; 0 where the gap is usual.
    gap_s: Vec<f64>,
}

impl BestCurve {
    fn of(prepared: &Prepared, structure: &Structure) -> Self {
        let snapped: Vec<(Span, f64)> = structure.reps().filter_map(stretching).collect();
        let time_s = knots(prepared, &snapped);
        let mut distance_m = vec![0.0];
        let (mut metres, mut rep) = (0.0, 0);
        for pair in time_s.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            while snapped.get(rep).is_some_and(|(span, _)| span.end_s <= from) {
                rep += 1;
            }
            let factor = snapped.get(rep).filter(|(span, _)| span.start_s < to).map_or(1.0, |(_, factor)| *factor);
            metres += factor * step_m(prepared, from, to);
            distance_m.push(metres);
        }
        Self { gap_s: gaps(prepared, &time_s), time_s, distance_m }
    }

    fn length_m(&self) -> f64 {
        self.distance_m.last().copied().unwrap_or(0.0)
    }

    /// The shortest span of exactly this distance without a long gap.
    fn fastest(&self, metres: f64) -> Option<Span> {
        let most = (metres / METRES_PER_GAP_S).clamp(GAP_S.low, GAP_S.high);
        let mut gaps = 0_usize;
        let before = self.gap_s.iter().map(|gap| {
            gaps += usize::from(*gap > most);
            gaps
        });
        let gaps_before: Vec<usize> = std::iter::once(0).chain(before).collect();
        let is_whole = |(start, end, _): &(usize, usize, Span)| gaps_before[*start] == gaps_before[*end];
        let shorter = |a: &Span, b: &Span| a.length_s().total_cmp(&b.length_s());
        // Two searches: one search over a chained iterator would check at every step which half it is in.
        let begun = self.begun_at_knots(metres).filter(is_whole).map(|(_, _, span)| span).min_by(shorter);
        let ended = self.ended_at_knots(metres).filter(is_whole).map(|(_, _, span)| span).min_by(shorter);
        begun.into_iter().chain(ended).min_by(shorter)
    }

    /// The spans of this distance that begin at a knot, each with the indices of the two knots that enclose it.
    fn begun_at_knots(&self, metres: f64) -> impl Iterator<Item = (usize, usize, Span)> {
        let mut end = 0;
        (0..self.time_s.len()).map_while(move |start| {
            let goal = self.distance_m[start] + metres;
            while self.distance_m.get(end).is_some_and(|reached| *reached < goal) {
                end += 1;
            }
            let end_s = self.clock_of(end.checked_sub(1)?, goal)?;
            Some((start, end, Span::new(self.time_s[start], end_s)))
        })
    }

    /// The spans of this distance that end at a knot, each with the indices of the two knots that enclose it.
    fn ended_at_knots(&self, metres: f64) -> impl Iterator<Item = (usize, usize, Span)> {
        let mut start = 0;
        let first = self.distance_m.partition_point(|reached| *reached < metres);
        (first..self.time_s.len()).filter_map(move |end| {
            let goal = self.distance_m[end] - metres;
            while self.distance_m.get(start + 1).is_some_and(|reached| *reached <= goal) {
                start += 1;
            }
            Some((start, end, Span::new(self.clock_of(start, goal)?, self.time_s[end])))
        })
    }

    /// When a distance is reached within the step from a knot to the next; `None` beyond the end.
    fn clock_of(&self, knot: usize, metres: f64) -> Option<f64> {
        let (from, to) = (self.distance_m[knot], *self.distance_m.get(knot + 1)?);
        let share = if to > from { (metres - from) / (to - from) } else { 0.0 };
        Some(self.time_s[knot] + share * (self.time_s[knot + 1] - self.time_s[knot]))
    }
}

/// The span of a snapped rep, and the known length over the measured one.
fn stretching(rep: &Segment) -> Option<(Span, f64)> {
    rep.snapped_distance_m.filter(|_| rep.distance_m > 0.0).map(|known| (rep.span, known / rep.distance_m))
}

/// Every second, the last sample, and the edges of snapped reps, in order.
fn knots(prepared: &Prepared, snapped: &[(Span, f64)]) -> Vec<f64> {
    let uniform = &prepared.uniform;
    let last = prepared.track.time_s.last().copied().filter(|last| *last > uniform.clock_s(uniform.len() - 1));
    let edges = snapped.iter().flat_map(|(span, _)| [span.start_s, span.end_s]);
    let inside = |edge: &f64| *edge > uniform.start_s && *edge < uniform.clock_s(uniform.len() - 1);
    let mut times: Vec<f64> = (0..uniform.len()).map(|k| uniform.clock_s(k)).collect();
    times.extend(edges.filter(inside).chain(last));
    times.sort_by(f64::total_cmp);
    times.dedup();
    times
}

/// Metres between two moments. The part-second after the last whole second has the speed of the second before.
fn step_m(prepared: &Prepared, from_s: f64, to_s: f64) -> f64 {
    let uniform = &prepared.uniform;
    let end_s = uniform.clock_s(uniform.len() - 1);
    if from_s >= end_s {
        let last_mps = uniform.speed_mps.last().copied().unwrap_or(0.0);
        return if is_paused(prepared, to_s) { 0.0 } else { (to_s - from_s) * last_mps };
    }
    uniform.distance_at(to_s) - uniform.distance_at(from_s)
}

/// Timer time between the two samples around each step from a knot to the next, s; 0 where the samples are near.
fn gaps(prepared: &Prepared, knots_s: &[f64]) -> Vec<f64> {
    let samples = &prepared.track.time_s;
    let mut next = 0;
    let about = knots_s.windows(2).map(|step| {
        let middle = f64::midpoint(step[0], step[1]);
        while samples.get(next).is_some_and(|sample| *sample <= middle) {
            next += 1;
        }
        let (before, after) = (samples.get(next.checked_sub(1)?)?, samples.get(next)?);
        (after - before > GAP_S.low).then(|| prepared.timer_s(Span::new(*before, *after)))
    });
    about.map(Option::unwrap_or_default).collect()
}

fn is_paused(prepared: &Prepared, clock_s: f64) -> bool {
    let next = prepared.pauses.partition_point(|pause| pause.end_s < clock_s);
    prepared.pauses.get(next).is_some_and(|pause| pause.start_s <= clock_s)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::fixture;

    /// Seconds run at these speeds, one after the other.
    fn run(parts: &[(usize, f64)]) -> Prepared {
        let speeds: Vec<f64> = parts.iter().flat_map(|(seconds, mps)| vec![*mps; *seconds]).collect();
        let mut prepared = fixture::prepared(speeds.len() + 1);
        let mut metres = 0.0;
        prepared.uniform.distance_m = std::iter::once(0.0)
            .chain(speeds)
            .map(|speed| {
                metres += speed;
                metres
            })
            .collect();
        prepared
    }

    fn efforts(prepared: &Prepared, segments: Vec<Segment>) -> Vec<StandardEffort> {
        best_efforts(&fixture::activity(), prepared, &fixture::structure(segments))
    }

    fn of(found: &[StandardEffort], name: &str) -> BestEffort {
        *found.iter().find(|one| one.standard.name == name).unwrap().effort.as_ref().unwrap()
    }

    #[test]
    fn even_running_takes_what_it_takes() {
        let found = efforts(&run(&[(1000, 4.0)]), Vec::new());
        assert_eq!(found.len(), 6, "4 km are no 5");
        assert!((of(&found, "400 m").time_s - 100.0).abs() < 1e-9);
        assert!((of(&found, "1 mile").time_s - 402.336).abs() < 1e-9);
        let effort = of(&found, "1000 m");
        let sd = (2.0_f64 / 12.0).sqrt().hypot(Ruler::Gnss.sd_m(1000.0).hypot(12.0) / 4.0);
        assert!((effort.sd_s - sd).abs() < 1e-9 && !effort.is_snapped());
        assert!((effort.ci80_s().width() - 2.0 * NORMAL_90 * sd).abs() < 1e-9);
    }

    #[test]
    fn the_fastest_stretch_is_found_to_part_of_a_second() {
        // 70 s at 5.5 m/s are 385 m: 15 m more at 4 m/s.
        let found = efforts(&run(&[(200, 3.0), (70, 5.5), (200, 4.0)]), Vec::new());
        let effort = of(&found, "400 m");
        assert!((effort.time_s - 73.75).abs() < 1e-9, "{effort:?}");
        assert!((effort.span.start_s - 200.0).abs() < 1e-9);
        // Here the 4 m/s come first, so the stretch ends on a whole second.
        let found = efforts(&run(&[(200, 4.0), (70, 5.5), (200, 3.0)]), Vec::new());
        let effort = of(&found, "400 m");
        assert!((effort.time_s - 73.75).abs() < 1e-9 && (effort.span.end_s - 270.0).abs() < 1e-9);
    }

    /// The two pointers against a search from every tenth of a second.
    #[test]
    fn two_pointers_miss_nothing() {
        let parts: Vec<(usize, f64)> = (0..60_u32).map(|k| (7, 3.0 + f64::from(k * k * 31 % 97) / 40.0)).collect();
        let prepared = run(&parts);
        let (uniform, end) = (&prepared.uniform, prepared.uniform.len() as f64 - 1.0);
        let mut least = f64::INFINITY;
        for tenth in 0..(end * 10.0) as usize {
            let (start, mut low, mut high) = (tenth as f64 / 10.0, tenth as f64 / 10.0, end);
            if uniform.distance_at(high) - uniform.distance_at(start) < 800.0 {
                break;
            }
            for _ in 0..60 {
                let middle = f64::midpoint(low, high);
                let is_there = uniform.distance_at(middle) - uniform.distance_at(start) >= 800.0;
                (low, high) = if is_there { (low, middle) } else { (middle, high) };
            }
            least = least.min(high - start);
        }
        let found = of(&efforts(&prepared, Vec::new()), "800 m").time_s;
        assert!((found - least).abs() < 1e-6, "{found} against {least}");
    }

    #[test]
    fn a_stopped_timer_shortens_nothing() {
        let mut prepared = run(&[(80, 4.0), (60, 0.0), (60, 4.0)]);
        prepared.pauses = vec![Span::new(80.0, 140.0)];
        prepared.track.time_s.retain(|t| !(81.0..140.0).contains(t));
        assert!((of(&efforts(&prepared, Vec::new()), "400 m").time_s - 160.0).abs() < 1e-9);
    }

    #[test]
    fn a_gap_is_not_run_across() {
        let mut prepared = run(&[(150, 3.0), (60, 6.0), (150, 3.0)]);
        prepared.track.time_s.retain(|t| !(170.0..190.0).contains(t));
        let found = efforts(&prepared, Vec::new());
        assert!((of(&found, "400 m").time_s - 400.0 / 3.0).abs() < 25.0);
        assert!(of(&found, "400 m").span.overlap_s(Span::new(169.0, 190.0)) < 1e-9);
        assert!(found[1].effort.as_ref().unwrap_err().to_string().contains("gap"));
    }

    #[test]
    fn a_short_gap_in_a_long_stretch_is_run_across_and_a_fall_is_told() {
        let mut prepared = run(&[(1000, 4.0)]);
        prepared.track.time_s.retain(|t| !(500.0..515.0).contains(t));
        prepared.uniform.altitude_m = Some((0..1001).map(|second| 200.0 - 0.2 * f64::from(second)).collect());
        let found = efforts(&prepared, Vec::new());
        assert!((of(&found, "3000 m").time_s - 750.0).abs() < 1e-9);
        let effort = of(&found, "400 m");
        assert!((effort.climb_m.unwrap() + 20.0).abs() < 1e-9 && effort.is_downhill(400.0));
    }

    #[test]
    fn faster_than_the_record_is_an_error_of_the_recording_and_so_is_what_holds_it() {
        let found = efforts(&run(&[(200, 3.0), (40, 10.5), (200, 3.0)]), Vec::new());
        let why = |at: usize| found[at].effort.as_ref().unwrap_err().to_string();
        assert!(why(0).contains("400 m in 38 s, faster than the world record"), "{}", why(0));
        assert!(why(1).contains("holds an impossible 400 m in 38 s"), "{}", why(1));
    }

    #[test]
    fn a_snapped_rep_counts_by_its_own_time() {
        let mut rep = fixture::rep(200.0, 292.4, 410.0);
        rep.snapped_distance_m = Some(400.0);
        let prepared = run(&[(200, 2.0), (92, 4.45), (200, 2.0)]);
        let effort = of(&efforts(&prepared, vec![rep.clone()]), "400 m");
        assert!(effort.is_snapped() && (effort.time_s - 92.4).abs() < 1e-9);
        // A rep of 800 m holds 400 m of known length: its metres are stretched, not taken as measured.
        rep.snapped_distance_m = Some(800.0);
        rep.distance_m = 840.0;
        rep.span.end_s = 400.0;
        let effort = of(&efforts(&run(&[(200, 2.0), (200, 4.2), (200, 2.0)]), vec![rep]), "400 m");
        assert!((effort.time_s - 100.0).abs() < 1e-6, "{effort:?}");
    }

    #[test]
    fn other_sports_have_none() {
        let ride = Activity { sport: crate::model::Sport::Cycling, ..fixture::activity() };
        assert!(best_efforts(&ride, &run(&[(1000, 4.0)]), &fixture::structure(Vec::new())).is_empty());
    }
}
