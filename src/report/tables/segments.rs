//! `segments.csv`: a row for every segment of every activity, as it is cut and measured. The scores of reps are in `scores.csv`.

use super::frame::{ACTIVITY, FILE, TableFrame};
use super::table::Table;
use crate::error::Result;
use crate::report::Analysed;
use crate::scores::{RepScore, SpanMeans};
use crate::segment::Segment;
use crate::units::pace_s_per_km;

/// One segment with its activity and its means.
struct SpanRow<'a> {
    of: &'a Analysed,
    number: usize,
    segment: &'a Segment,
    means: &'a SpanMeans,
    rep: Option<&'a RepScore>,
}

/// The table of all segments, activity by activity in the order given.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn segments(activities: &[Analysed]) -> Result<Table> {
    frame(activities).table()
}

pub(super) fn frame(activities: &[Analysed]) -> TableFrame {
    let rows: Vec<SpanRow<'_>> = activities.iter().flat_map(rows_of).collect();
    let mut frame = TableFrame::of_rows("segments", rows.len());
    place(&mut frame, &rows);
    measures(&mut frame, &rows);
    sensors(&mut frame, &rows);
    origin(&mut frame, &rows);
    frame.origin(rows.iter().map(|row| &row.of.runner));
    frame
}

fn rows_of(of: &Analysed) -> impl Iterator<Item = SpanRow<'_>> {
    of.structure.segments.iter().zip(&of.means).enumerate().map(move |(i, (segment, means))| {
        let rep = of.card.sets.iter().flat_map(|set| &set.reps).find(|rep| rep.segment == i);
        SpanRow { of, number: i + 1, segment, means, rep }
    })
}

fn place(frame: &mut TableFrame, rows: &[SpanRow<'_>]) {
    let whole = |value: usize| i64::try_from(value).ok();
    frame.name(FILE, rows.iter().map(|row| &row.of.file));
    frame.whole(ACTIVITY, rows.iter().map(|row| whole(row.of.index)));
    frame.whole(
        ("segment", "the number of the segment in the activity, from 1"),
        rows.iter().map(|row| whole(row.number)),
    );
    frame.text(
        ("kind", "warmup, work, recovery, stride, cooldown or other"),
        rows.iter().map(|row| row.segment.kind.name()),
    );
    frame.whole(
        ("set", "the set that it belongs to, from 1"),
        rows.iter().map(|row| row.segment.set.and_then(|set| whole(set + 1))),
    );
    frame.whole(("rep", "the rep in its set, from 1"), rows.iter().map(|row| row.segment.rep.and_then(whole)));
    frame.number(("start_s", "where it begins, by the wall clock since the first record of the file; the same zero for every activity in the file"), 2, rows.iter().map(|row| row.segment.span.start_s));
    frame.number(("end_s", "where it ends"), 2, rows.iter().map(|row| row.segment.span.end_s));
}

fn measures(frame: &mut TableFrame, rows: &[SpanRow<'_>]) {
    let mut number = |guide: (&str, &str), digits: i32, cell: fn(&SpanRow<'_>) -> Option<f64>| {
        frame.number(guide, digits, rows.iter().map(|row| cell(row).unwrap_or(f64::NAN)));
    };
    number(("timer_s", "time without pauses"), 2, |row| Some(row.segment.timer_s));
    number(("distance_m", "distance as measured"), 1, |row| Some(row.segment.distance_m));
    number(("snapped_distance_m", "the track length that the rep was snapped to"), 1, |row| {
        row.segment.snapped_distance_m
    });
    number(("speed_mps", "distance over timer time: the snapped distance where there is one"), 3, |row| {
        Some(row.segment.speed_mps())
    });
    number(("pace_s_per_km", "the same as pace"), 1, |row| pace_s_per_km(row.segment.speed_mps()));
    number(("gps_speed_mps", "speed always from the measured distance"), 3, |row| {
        (row.segment.timer_s > 0.0).then(|| row.segment.distance_m / row.segment.timer_s)
    });
    number(("speed_noise_pct", "measurement noise of the speed of the rep"), 2, |row| row.rep.map(|rep| rep.noise_pct));
}

fn sensors(frame: &mut TableFrame, rows: &[SpanRow<'_>]) {
    let mut number = |guide: (&str, &str), digits: i32, cell: fn(&SpanRow<'_>) -> Option<f64>| {
        frame.number(guide, digits, rows.iter().map(|row| cell(row).unwrap_or(f64::NAN)));
    };
    number(("heart_rate_mean_bpm", "mean heart rate of the segment"), 1, |row| row.means.heart_rate_bpm);
    number(("heart_rate_max_bpm", "highest heart rate of the segment"), 0, |row| row.means.heart_rate_max_bpm);
    number(
        ("step_rate_spm", "cadence, the steps of both feet; like all that follow a mean over the whole segment"),
        1,
        |row| row.means.step_rate_spm,
    );
    number(("step_length_m", "speed over step rate"), 3, |row| {
        let (speed, step_rate) = (row.segment.speed_mps(), row.means.step_rate_spm?);
        (speed.is_finite() && step_rate > 0.0).then(|| 60.0 * speed / step_rate)
    });
    number(("stance_time_ms", "ground contact time"), 1, |row| row.means.stance_time_ms);
    number(("vertical_oscillation_mm", "rise and fall of the body with each step"), 1, |row| {
        row.means.vertical_oscillation_mm
    });
    number(("vertical_ratio_pct", "vertical oscillation over step length, by the device"), 2, |row| {
        row.means.vertical_ratio_pct
    });
    number(("power_w", "power by the device"), 0, |row| row.means.power_w);
    number(("climb_m", "height gained from start to end; negative is downhill"), 1, |row| row.means.climb_m);
}

fn origin(frame: &mut TableFrame, rows: &[SpanRow<'_>]) {
    let late = |of: fn(&Segment) -> Option<f64>| rows.iter().map(move |row| of(row.segment).unwrap_or(f64::NAN));
    frame.number(("start_late_s", "how late the button was pressed at the start, beyond the habit of this runner; empty when on time or not pressed"), 1, late(|segment| segment.start_late_s));
    frame.number(("end_late_s", "the same at the end"), 1, late(|segment| segment.end_late_s));
    let mut text =
        |guide: (&str, &str), cell: fn(&SpanRow<'_>) -> &'static str| frame.text(guide, rows.iter().map(cell));
    text(("source", "which evidence gave the reps: steps, intensity, laps, signal, own-cut or none"), |row| {
        row.of.structure.source.name()
    });
    text(("confidence", "how sure the session is: low, medium or high"), |row| row.of.structure.confidence.name());
    text(("start_confidence", "how sure the start is"), |row| row.segment.start_confidence.name());
    text(("end_confidence", "how sure the end is"), |row| row.segment.end_confidence.name());
    let missing = rows.iter().map(|row| missing(row.segment.distance_m, row.means));
    frame.text(("missing_reason", "why cells are empty"), missing);
}

/// What is missing of a span, in words: the reason for its empty cells.
pub(super) fn missing(distance_m: f64, means: &SpanMeans) -> String {
    let absent = [
        (distance_m.is_nan(), "no distance, position or speed"),
        (means.heart_rate_bpm.is_none(), "no heart rate"),
        (means.step_rate_spm.is_none(), "no cadence"),
        (means.stance_time_ms.is_none(), "no running dynamics"),
        (means.power_w.is_none(), "no power"),
        (means.climb_m.is_none(), "no altitude"),
    ];
    absent.iter().filter(|(is_absent, _)| *is_absent).map(|(_, reason)| *reason).collect::<Vec<_>>().join("; ")
}
