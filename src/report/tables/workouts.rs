//! `workouts.csv`: a row for every activity, with its scores, their intervals and reasons, and the advice after it.

use super::frame::{Frame, local, utc};
use super::score;
use super::segments::missing;
use crate::error::Result;
use crate::progression::NextWorkout;
use crate::report::Analysed;
use crate::scores::{Level, SetCard, infos_of};

/// The CSV of all activities, in the order given.
///
/// # Errors
/// `Io` when the table cannot be written.
pub fn workouts(rows: &[Analysed]) -> Result<Vec<u8>> {
    let mut frame = Frame::of_rows(rows.len());
    identity(&mut frame, rows);
    totals(&mut frame, rows);
    structure(&mut frame, rows);
    grades(&mut frame, rows);
    for info in infos_of(Level::Set).chain(infos_of(Level::Session)) {
        let scores: Vec<_> = rows.iter().map(|row| Some(row.card.score(info))).collect();
        score::columns(&mut frame, "", info, &scores);
        if info.level == Level::Set {
            score::count(&mut frame, info, &scores);
        }
    }
    advice(&mut frame, rows);
    frame.csv()
}

fn identity(frame: &mut Frame, rows: &[Analysed]) {
    frame.name("file", rows.iter().map(|row| row.file.clone()));
    frame.whole("activity", rows.iter().map(|row| i64::try_from(row.index).ok()));
    frame.text("start_utc", rows.iter().map(|row| utc(row.start_unix_s())));
    frame.text("start_local", rows.iter().map(|row| local(row.start_unix_s(), row.activity.utc_offset_s)));
    let mut text = |name: &str, cell: fn(&Analysed) -> &str| {
        frame.text(name, rows.iter().map(|row| cell(row).to_owned()));
    };
    text("format", |row| row.activity.format.name());
    text("sport", |row| row.activity.sport.name());
    text("surface", |row| row.activity.surface.map_or("", crate::model::Surface::name));
    text("manufacturer", |row| &row.activity.device.manufacturer);
    text("product", |row| &row.activity.device.product);
    text("title", |row| row.activity.title.as_deref().unwrap_or(""));
    text("heart_rate_sensor", |row| row.activity.heart_rate_sensor.map_or("", crate::model::HeartRateSensor::name));
}

fn totals(frame: &mut Frame, rows: &[Analysed]) {
    let mut number = |name: &str, digits: i32, cell: fn(&Analysed) -> Option<f64>| {
        frame.number(name, digits, rows.iter().map(|row| cell(row).unwrap_or(f64::NAN)));
    };
    number("elapsed_s", 1, |row| Some(row.whole.length_s()));
    number("timer_s", 1, |row| Some(row.timer_s));
    number("moving_s", 0, |row| Some(row.moving_s));
    number("distance_m", 1, |row| Some(row.distance_m));
    number("sampling_s", 2, |row| Some(row.sampling.median_s));
    number("heart_rate_mean_bpm", 1, |row| row.whole_means.heart_rate_bpm);
    number("heart_rate_max_bpm", 0, |row| row.whole_means.heart_rate_max_bpm);
    number("step_rate_spm", 1, |row| row.whole_means.step_rate_spm);
    number("power_w", 0, |row| row.whole_means.power_w);
    number("rpe_cr10", 1, |row| row.activity.rpe_cr10);
    number("feel_pct", 0, |row| row.activity.feel_pct);
    number("resting_hr_bpm", 0, |row| row.activity.resting_hr_bpm);
    frame.text("distance_source", rows.iter().map(|row| row.distance_source.name().to_owned()));
}

fn structure(frame: &mut Frame, rows: &[Analysed]) {
    let mut text = |name: &str, cell: fn(&Analysed) -> String| frame.text(name, rows.iter().map(cell));
    text("kind", |row| row.structure.kind.name().to_owned());
    text("workout", |row| row.structure.name.clone());
    text("source", |row| row.structure.source.name().to_owned());
    text("source_reason", |row| row.structure.reason.clone());
    text("confidence", |row| row.structure.confidence.name().to_owned());
    text("runner_up", |row| row.structure.runner_up.clone().unwrap_or_default());
    frame.whole("sets", rows.iter().map(|row| i64::try_from(row.structure.sets.len()).ok()));
    frame.whole("reps", rows.iter().map(|row| i64::try_from(row.structure.reps().count()).ok()));
    frame.number(
        "fast_volume_m",
        0,
        rows.iter().map(|row| row.structure.reps().map(crate::segment::Segment::best_distance_m).sum()),
    );
}

fn grades(frame: &mut Frame, rows: &[Analysed]) {
    let main = |row: &Analysed, cell: fn(&SetCard) -> f64| row.card.judged().map_or(f64::NAN, cell);
    frame.whole("scored_set", rows.iter().map(|row| row.card.main.and_then(|set| i64::try_from(set + 1).ok())));
    frame.whole(
        "scored_reps",
        rows.iter().map(|row| row.card.judged().and_then(|set| i64::try_from(set.reps.len()).ok())),
    );
    let bias = |row: &Analysed| {
        let set = row.structure.sets.get(row.card.main_set()?.set)?;
        set.track_bias_pct(&row.structure.segments)
    };
    frame.number("track_bias_pct", 2, rows.iter().map(|row| bias(row).unwrap_or(f64::NAN)));
    frame.number("rep_speed_mps", 3, rows.iter().map(|row| main(row, |set| set.mean_speed_mps)));
    frame.number("speed_noise_pct", 2, rows.iter().map(|row| main(row, |set| set.noise_pct)));
    frame.text("distance_error_from", rows.iter().map(|row| row.card.own.distance_words()));
    let of_set = |row: &Analysed, cell: fn(&SetCard) -> String| row.card.judged().map(cell).unwrap_or_default();
    frame.text("grade", rows.iter().map(|row| of_set(row, |set| set.grade.name().to_owned())));
    frame.text("grade_reason", rows.iter().map(|row| of_set(row, |set| set.grade_reason.clone())));
    frame.text(
        "course",
        rows.iter().map(|row| row.card.course.going.map_or(String::new(), |going| going.name().to_owned())),
    );
    frame.text("heart_rate_problem", rows.iter().map(|row| row.card.heart_rate_problem.clone().unwrap_or_default()));
}

/// The next workout as figures: its kind, reps, the distance of a rep, the fast distance of the whole session, and the speed,
/// which is empty by feel.
fn next_figures(frame: &mut Frame, rows: &[Analysed]) {
    let next = |row: &Analysed| row.recommendation.as_ref().and_then(|advice| advice.next.clone());
    let all: Vec<_> = rows.iter().map(next).collect();
    let kind = |row: &Analysed| {
        let advice = row.recommendation.as_ref().filter(|advice| advice.next.is_some());
        advice.and_then(|advice| advice.family).map_or(String::new(), |family| family.name().to_owned())
    };
    frame.text("next_kind", rows.iter().map(kind));
    frame.whole("next_reps", all.iter().map(|next| i64::try_from(next.as_ref()?.reps).ok()));
    let mut number = |name: &str, digits: i32, cell: fn(&NextWorkout) -> f64| {
        frame.number(name, digits, all.iter().map(|next| next.as_ref().map_or(f64::NAN, cell)));
    };
    number("next_rep_distance_m", 0, |next| next.rep_distance_m);
    number("next_fast_distance_m", 0, |next| next.fast_distance_m);
    number("next_speed_mps", 3, |next| next.speed_mps.map_or(f64::NAN, |(slow, fast)| f64::midpoint(slow, fast)));
}

fn advice(frame: &mut Frame, rows: &[Analysed]) {
    let mut text = |name: &str, cell: fn(&crate::progression::Recommendation) -> String| {
        frame.text(name, rows.iter().map(|row| row.recommendation.as_ref().map(cell).unwrap_or_default()));
    };
    text("decision", |advice| advice.decision.name().to_owned());
    text("rule", |advice| advice.rule.to_owned());
    text("family", |advice| advice.family.map_or(String::new(), |family| family.name().to_owned()));
    text("lever", |advice| advice.lever.map_or(String::new(), |lever| lever.name().to_owned()));
    text("next_workout", |advice| advice.next.as_ref().map(|next| next.text.clone()).unwrap_or_default());
    text("reasons", |advice| advice.reasons.join(" | "));
    text("could_not_see", |advice| advice.unseen.join(" | "));
    text("cue", |advice| advice.cue.clone());
    text("decision_confidence", |advice| advice.confidence.name().to_owned());
    text("deductions", |advice| advice.deductions.join(" | "));
    next_figures(frame, rows);
    frame.name("duplicate_of", rows.iter().map(|row| row.duplicate_of.clone().unwrap_or_default()));
    let notes = |row: &Analysed| row.notes.iter().map(|note| note.text.clone()).collect::<Vec<_>>().join(" | ");
    frame.text("notes", rows.iter().map(notes));
    let missing = |row: &Analysed| {
        let no_zone = if row.activity.utc_offset_s.is_none() { "no local time in the file" } else { "" };
        let is_told = row.whole_means.heart_rate_bpm.is_none() || row.activity.heart_rate_sensor.is_some();
        let no_sensor = if is_told { "" } else { "no heart-rate sensor in the file" };
        let sensors = missing(row.distance_m, &row.whole_means);
        [no_zone, no_sensor, sensors.as_str()]
            .iter()
            .filter(|text| !text.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join("; ")
    };
    frame.text("missing_reason", rows.iter().map(missing));
    frame.name("runner", rows.iter().map(|row| row.runner.clone()));
    frame.text("lastrep_version", rows.iter().map(|_| crate::VERSION.to_owned()));
}
