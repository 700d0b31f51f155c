//! `segments.csv`: a row for every segment of every activity.

use super::frame::Frame;
use super::score;
use crate::error::Result;
use crate::report::Analysed;
use crate::scores::{Level, RepScore, SpanMeans, infos_of, speed};
use crate::segment::Segment;
use crate::units::pace_s_per_km;

/// One segment with what it belongs to.
struct Row<'a> {
    of: &'a Analysed,
    number: usize,
    segment: &'a Segment,
    means: &'a SpanMeans,
    rep: Option<&'a RepScore>,
}

/// The CSV of all segments, activity by activity in the order given.
///
/// # Errors
/// `Io` when the table cannot be written.
pub fn segments(activities: &[Analysed]) -> Result<Vec<u8>> {
    let rows: Vec<Row<'_>> = activities.iter().flat_map(rows_of).collect();
    let mut frame = Frame::of_rows(rows.len());
    place(&mut frame, &rows);
    measures(&mut frame, &rows);
    sensors(&mut frame, &rows);
    for info in infos_of(Level::Rep) {
        let scores: Vec<_> = rows.iter().map(|row| row.rep.map(|rep| rep.scores.get(info))).collect();
        // The speed of a rep stands where that of every segment does.
        let columns = if info.id == speed::INFO.id { score::columns_beside } else { score::columns };
        columns(&mut frame, "rep_", info, &scores);
    }
    origin(&mut frame, &rows);
    frame.csv()
}

fn rows_of(of: &Analysed) -> impl Iterator<Item = Row<'_>> {
    of.structure.segments.iter().zip(&of.means).enumerate().map(move |(i, (segment, means))| {
        let rep = of.card.sets.iter().flat_map(|set| &set.reps).find(|rep| rep.segment == i);
        Row { of, number: i + 1, segment, means, rep }
    })
}

fn place(frame: &mut Frame, rows: &[Row<'_>]) {
    let whole = |value: usize| i64::try_from(value).ok();
    frame.name("file", rows.iter().map(|row| row.of.file.clone()));
    frame.whole("activity", rows.iter().map(|row| whole(row.of.index)));
    frame.whole("segment", rows.iter().map(|row| whole(row.number)));
    frame.text("kind", rows.iter().map(|row| row.segment.kind.name().to_owned()));
    frame.whole("set", rows.iter().map(|row| row.segment.set.and_then(|set| whole(set + 1))));
    frame.whole("rep", rows.iter().map(|row| row.segment.rep.and_then(whole)));
    frame.number("start_s", 2, rows.iter().map(|row| row.segment.span.start_s));
    frame.number("end_s", 2, rows.iter().map(|row| row.segment.span.end_s));
}

fn measures(frame: &mut Frame, rows: &[Row<'_>]) {
    let mut number = |name: &str, digits: i32, cell: fn(&Row<'_>) -> Option<f64>| {
        frame.number(name, digits, rows.iter().map(|row| cell(row).unwrap_or(f64::NAN)));
    };
    number("timer_s", 2, |row| Some(row.segment.timer_s));
    number("distance_m", 1, |row| Some(row.segment.distance_m));
    number("snapped_distance_m", 1, |row| row.segment.snapped_distance_m);
    number("speed_mps", 3, |row| Some(row.segment.speed_mps()));
    number("pace_s_per_km", 1, |row| pace_s_per_km(row.segment.speed_mps()));
    number("gps_speed_mps", 3, |row| (row.segment.timer_s > 0.0).then(|| row.segment.distance_m / row.segment.timer_s));
    number("speed_noise_pct", 2, |row| row.rep.map(|rep| rep.noise_pct));
}

fn sensors(frame: &mut Frame, rows: &[Row<'_>]) {
    let mut number = |name: &str, digits: i32, cell: fn(&Row<'_>) -> Option<f64>| {
        frame.number(name, digits, rows.iter().map(|row| cell(row).unwrap_or(f64::NAN)));
    };
    number("heart_rate_mean_bpm", 1, |row| row.means.heart_rate_bpm);
    number("heart_rate_max_bpm", 0, |row| row.means.heart_rate_max_bpm);
    number("step_rate_spm", 1, |row| row.means.step_rate_spm);
    number("step_length_m", 3, |row| {
        let (speed, step_rate) = (row.segment.speed_mps(), row.means.step_rate_spm?);
        (speed.is_finite() && step_rate > 0.0).then(|| 60.0 * speed / step_rate)
    });
    number("stance_time_ms", 1, |row| row.means.stance_time_ms);
    number("vertical_oscillation_mm", 1, |row| row.means.vertical_oscillation_mm);
    number("vertical_ratio_pct", 2, |row| row.means.vertical_ratio_pct);
    number("power_w", 0, |row| row.means.power_w);
    number("climb_m", 1, |row| row.means.climb_m);
}

fn origin(frame: &mut Frame, rows: &[Row<'_>]) {
    let late = |of: fn(&Segment) -> Option<f64>| rows.iter().map(move |row| of(row.segment).unwrap_or(f64::NAN));
    frame.number("start_late_s", 1, late(|segment| segment.start_late_s));
    frame.number("end_late_s", 1, late(|segment| segment.end_late_s));
    let mut text = |name: &str, cell: fn(&Row<'_>) -> String| frame.text(name, rows.iter().map(cell));
    text("source", |row| row.of.structure.source.name().to_owned());
    text("confidence", |row| row.of.structure.confidence.name().to_owned());
    text("start_confidence", |row| row.segment.start_confidence.name().to_owned());
    text("end_confidence", |row| row.segment.end_confidence.name().to_owned());
    text("missing_reason", |row| missing(row.segment.distance_m, row.means));
    frame.name("runner", rows.iter().map(|row| row.of.runner.clone()));
    frame.text("lastrep_version", rows.iter().map(|_| crate::VERSION.to_owned()));
}

/// What the empty cells of a span are empty of.
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
