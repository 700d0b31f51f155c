//! `workouts.csv`: a row for every activity, with its scores, their intervals and reasons, and the advice after it.

use super::frame::{ACTIVITY, FILE, START_UTC, TableFrame, local, utc};
use super::score;
use super::segments::missing;
use super::table::CsvTable;
use crate::error::Result;
use crate::progression::NextWorkout;
use crate::report::Analysed;
use crate::scores::{Level, SetCard, infos_of};
use crate::stats::Range;

/// The table of all activities, in the order given.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn workouts(rows: &[Analysed]) -> Result<CsvTable> {
    frame(rows).table()
}

pub(super) fn frame(rows: &[Analysed]) -> TableFrame {
    let mut frame = TableFrame::of_rows("workouts", rows.len());
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
    next_figures(&mut frame, rows);
    caveats(&mut frame, rows);
    frame.origin(rows.iter().map(|row| row.runner.clone()));
    frame
}

fn identity(frame: &mut TableFrame, rows: &[Analysed]) {
    frame.name(FILE, rows.iter().map(|row| row.file.clone()));
    frame.whole(ACTIVITY, rows.iter().map(|row| i64::try_from(row.index).ok()));
    frame.text(START_UTC, rows.iter().map(|row| utc(row.start_unix_s())));
    frame.text(
        ("start_local", "the same in local time; empty where the file tells no zone"),
        rows.iter().map(|row| local(row.start_unix_s(), row.activity.utc_offset_s)),
    );
    let mut text = |guide: (&str, &str), cell: fn(&Analysed) -> &str| {
        frame.text(guide, rows.iter().map(|row| cell(row).to_owned()));
    };
    text(("format", "fit, tcx, gpx or polar"), |row| row.activity.format.name());
    text(("sport", "running, walking, hiking, cycling or swimming, or what the file calls it"), |row| {
        row.activity.sport.name()
    });
    text(("surface", "track, treadmill, trail or road"), |row| {
        row.activity.surface.map_or("", crate::model::Surface::name)
    });
    text(("manufacturer", "maker of the device"), |row| &row.activity.device.manufacturer);
    text(("product", "model of the device"), |row| &row.activity.device.product);
    text(("title", "title of the activity, by the site that exported it or by the file"), |row| {
        row.activity.told.title()
    });
    text(("description", "description, by the site that exported it"), |row| row.activity.told.description());
    text(("gear", "the shoes, by the site that exported it"), |row| row.activity.told.gear());
    text(("rpe_by", "who told rpe_cr10: journal, Strava, Garmin Connect or file"), |row| {
        row.activity.told.rpe_cr10.map_or("", |told| told.by.name())
    });
    text(("heart_rate_sensor", "strap or wrist; empty where the file does not tell"), |row| {
        row.activity.heart_rate_sensor.map_or("", crate::model::HeartRateSensor::name)
    });
}

fn totals(frame: &mut TableFrame, rows: &[Analysed]) {
    let mut number = |guide: (&str, &str), digits: i32, cell: fn(&Analysed) -> Option<f64>| {
        frame.number(guide, digits, rows.iter().map(|row| cell(row).unwrap_or(f64::NAN)));
    };
    number(("elapsed_s", "from first to last record, by the wall clock"), 1, |row| Some(row.whole.length_s()));
    number(("timer_s", "without pauses"), 1, |row| Some(row.timer_s));
    number(("moving_s", "without pauses and stops"), 0, |row| Some(row.moving_s));
    number(("distance_m", "distance of the whole activity"), 1, |row| Some(row.distance_m));
    number(
        ("ascent_m", "metres up, all rises of 2 m or more added; none where the altitude cannot be true"),
        0,
        |row| row.ascent.map(|way| way.up_m),
    );
    number(("sampling_s", "median time between two records"), 2, |row| Some(row.sampling.median_s));
    number(("heart_rate_mean_bpm", "mean heart rate"), 1, |row| row.whole_means.heart_rate_bpm);
    number(("heart_rate_max_bpm", "highest heart rate"), 0, |row| row.whole_means.heart_rate_max_bpm);
    number(("step_rate_spm", "mean cadence, the steps of both feet"), 1, |row| row.whole_means.step_rate_spm);
    number(("power_w", "mean power by the device"), 0, |row| row.whole_means.power_w);
    number(("rpe_cr10", "effort of the session; rpe_by says who told it"), 1, |row| row.activity.told.rpe_cr10());
    number(("feel_pct", "how it felt: 0 bad, 100 great"), 0, |row| row.activity.told.feel_pct());
    number(("resting_hr_bpm", "resting heart rate, by the journal or the watch"), 0, |row| row.activity.resting_hr_bpm);
    frame.text(
        ("distance_source", "where the distance is from: device, position, speed or none"),
        rows.iter().map(|row| row.distance_source.name().to_owned()),
    );
}

fn structure(frame: &mut TableFrame, rows: &[Analysed]) {
    let mut text = |guide: (&str, &str), cell: fn(&Analysed) -> String| frame.text(guide, rows.iter().map(cell));
    text(("kind", "reps, tempo, strides, steady, long, race-like, mixed, not-running or unreadable"), |row| {
        row.structure.kind.name().to_owned()
    });
    text(("workout", "the session in words, such as 6 × 400 m / 75 s jog"), |row| row.structure.name.clone());
    text(("source", "which evidence gave the reps: steps, intensity, laps, signal, own-cut or none"), |row| {
        row.structure.source.name().to_owned()
    });
    text(("source_reason", "why that evidence was used, and which edges were taken from the speed"), |row| {
        row.structure.reason.clone()
    });
    text(("confidence", "how sure the session is: low, medium or high"), |row| {
        row.structure.confidence.name().to_owned()
    });
    text(("runner_up", "the second most likely reading of the session"), |row| {
        row.structure.runner_up.clone().unwrap_or_default()
    });
    frame.whole(("sets", "sets of reps"), rows.iter().map(|row| i64::try_from(row.structure.sets.len()).ok()));
    frame.whole(("reps", "reps of all sets"), rows.iter().map(|row| i64::try_from(row.structure.reps().count()).ok()));
    frame.number(
        ("fast_volume_m", "distance of all reps"),
        0,
        rows.iter().map(|row| row.structure.reps().map(crate::segment::Segment::best_distance_m).sum()),
    );
}

fn grades(frame: &mut TableFrame, rows: &[Analysed]) {
    let main = |row: &Analysed, cell: fn(&SetCard) -> f64| row.card.judged().map_or(f64::NAN, cell);
    frame.whole(
        ("scored_set", "the set that the session is judged by, from 1; the scores of a set are of this one"),
        rows.iter().map(|row| row.card.main.and_then(|set| i64::try_from(set + 1).ok())),
    );
    frame.whole(
        ("scored_reps", "reps of that set"),
        rows.iter().map(|row| row.card.judged().and_then(|set| i64::try_from(set.reps.len()).ok())),
    );
    let bias = |row: &Analysed| {
        let set = row.structure.sets.get(row.card.main_set()?.set)?;
        set.track_bias_pct(&row.structure.segments)
    };
    frame.number(
        ("track_bias_pct", "how much longer the device measured than the track"),
        2,
        rows.iter().map(|row| bias(row).unwrap_or(f64::NAN)),
    );
    frame.number(
        ("rep_speed_mps", "mean speed of the reps"),
        3,
        rows.iter().map(|row| main(row, |set| set.mean_speed_mps)),
    );
    frame.number(
        ("speed_noise_pct", "measurement noise of the speed of a rep"),
        2,
        rows.iter().map(|row| main(row, |set| set.noise_pct)),
    );
    frame.text(
        ("distance_error_from", "what the distance error is taken from; empty for the usual error of satellites"),
        rows.iter().map(|row| row.card.own.distance_words()),
    );
    let of_set = |row: &Analysed, cell: fn(&SetCard) -> String| row.card.judged().map(cell).unwrap_or_default();
    frame.text(
        ("grade", "what differences the measurement can show: A to D; below C there is no word for the pace"),
        rows.iter().map(|row| of_set(row, |set| set.grade.name().to_owned())),
    );
    frame.text(
        ("grade_reason", "why it is no better"),
        rows.iter().map(|row| of_set(row, |set| set.grade_reason.clone())),
    );
    frame.text(
        ("course", "what stands out of all reps whatever their length: each-faster, each-slower, faded, last-slowest, last-fastest or even; empty where nothing does"),
        rows.iter().map(|row| row.card.course.going.map_or(String::new(), |going| going.name().to_owned())),
    );
    frame.text(
        ("heart_rate_problem", "why the heart rate is not believed"),
        rows.iter().map(|row| row.card.heart_rate_problem.clone().unwrap_or_default()),
    );
}

/// Adds the next workout as figures: kind, reps, distance of a rep, fast distance of the whole session, and speed. A
/// workout by feel has no speed.
fn next_figures(frame: &mut TableFrame, rows: &[Analysed]) {
    let next = |row: &Analysed| row.recommendation.as_ref().and_then(|advice| advice.next.clone());
    let all: Vec<_> = rows.iter().map(next).collect();
    let kind = |row: &Analysed| {
        let advice = row.recommendation.as_ref().filter(|advice| advice.next.is_some());
        advice.and_then(|advice| advice.family).map_or(String::new(), |family| family.name().to_owned())
    };
    frame.text(("next_kind", "kind of the next workout: F, R, I, T or S"), rows.iter().map(kind));
    frame.whole(("next_reps", "its reps"), all.iter().map(|next| i64::try_from(next.as_ref()?.reps).ok()));
    let mut number = |guide: (&str, &str), digits: i32, cell: fn(&NextWorkout) -> f64| {
        frame.number(guide, digits, all.iter().map(|next| next.as_ref().map_or(f64::NAN, cell)));
    };
    number(("next_rep_distance_m", "distance of one rep"), 0, |next| next.rep_distance_m);
    number(("next_fast_distance_m", "distance of all reps of the next session"), 0, |next| next.fast_distance_m);
    number(("next_speed_mps", "middle of the range of speed; empty when it is run by feel"), 3, |next| {
        next.speed_mps.map_or(f64::NAN, Range::middle)
    });
}

fn advice(frame: &mut TableFrame, rows: &[Analysed]) {
    let mut text = |guide: (&str, &str), cell: fn(&crate::progression::Recommendation) -> String| {
        frame.text(guide, rows.iter().map(|row| row.recommendation.as_ref().map(cell).unwrap_or_default()));
    };
    text(
        (
            "decision",
            "the advice right after the session: rest, easy-first, way-back, lighter-week, step-back, step-up or once-more",
        ),
        |advice| advice.decision.name().to_owned(),
    );
    text(("rule", "short name of the reason"), |advice| advice.rule.to_owned());
    text(("family", "the kind of reps in the ladder: F, R, I, T or S"), |advice| {
        advice.family.map_or(String::new(), |family| family.name().to_owned())
    });
    text(("lever", "what a step up changes: reps, pace, length or rest"), |advice| {
        advice.lever.map_or(String::new(), |lever| lever.name().to_owned())
    });
    text(("next_workout", "the next workout in words"), |advice| {
        advice.next.as_ref().map(|next| next.text.clone()).unwrap_or_default()
    });
    text(("reasons", "the reasons of the advice"), |advice| advice.reasons.join(" | "));
    text(("could_not_see", "what the advice did not know"), |advice| advice.unseen.join(" | "));
    text(("cue", "one thing to mind in the next session"), |advice| advice.cue.clone());
    text(("decision_confidence", "how sure the advice is: low, medium or high"), |advice| {
        advice.confidence.name().to_owned()
    });
    text(("deductions", "what lowers that confidence"), |advice| advice.deductions.join(" | "));
}

fn caveats(frame: &mut TableFrame, rows: &[Analysed]) {
    frame.name(
        ("duplicate_of", "the file that counts for this outing, where another one does"),
        rows.iter().map(|row| row.duplicate_of.clone().unwrap_or_default()),
    );
    let notes = |row: &Analysed| row.notes.iter().map(|note| note.text.clone()).collect::<Vec<_>>().join(" | ");
    frame.text(("notes", "caveats about the file and what was settled in it"), rows.iter().map(notes));
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
    frame.text(("missing_reason", "why cells before the scores are empty"), rows.iter().map(missing));
}
