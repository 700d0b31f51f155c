//! The tables that come out: lean, the same as CSV, as Parquet and as JSON, and with a place for every column that they had before.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::Cursor;
use std::path::Path;

use lastrep::guide::TOPICS;
use lastrep::report::tables::guides;
use polars::prelude::{AnyValue, Column, DataFrame, PlSmallStr, Series};
use polars_parquet::read::{
    BasicDecompressor, PageReader, column_iter_to_arrays, get_field_pages, infer_schema, read_metadata,
};
use serde_json::Value;

use crate::cli::{TABLES, command, lastrep, table};
use crate::testdata::root;

/// What a coach reads first, in this order.
const COACH: [&str; 22] = [
    "runner",
    "date",
    "workout",
    "kind",
    "distance_m",
    "timer_s",
    "reps",
    "rep_pace_s_per_km",
    "pace_consistency_pct",
    "pace_consistency_word",
    "cadence_drift_pct",
    "cadence_drift_word",
    "last_rep_quality",
    "last_rep_quality_word",
    "rpe_cr10",
    "decision",
    "next_workout",
    "next_date",
    "chart",
    "confidence",
    "notes",
    "file",
];

/// Columns that other programs read, by their names.
const READ_ELSEWHERE: [(&str, &[&str]); 2] = [
    (
        "workouts",
        &[
            "file",
            "activity",
            "start_utc",
            "kind",
            "family",
            "confidence",
            "decision",
            "rule",
            "reps",
            "workout",
            "duplicate_of",
            "next_workout",
            "next_reps",
            "next_rep_distance_m",
            "next_fast_distance_m",
            "next_speed_mps",
        ],
    ),
    (
        "segments",
        &[
            "file",
            "activity",
            "kind",
            "start_s",
            "end_s",
            "timer_s",
            "distance_m",
            "snapped_distance_m",
            "speed_mps",
            "confidence",
        ],
    ),
];

/// The most columns of a table that people read.
const MOST_COLUMNS: usize = 40;

fn columns_of(table: &str) -> Vec<String> {
    let guide = guides().into_iter().find(|guide| guide.name == table).unwrap();
    guide.columns.into_iter().map(|column| column.name).collect()
}

/// Analyses the fixtures into a folder, with further arguments.
fn analysed(here: &Path, more: &[&str]) {
    let testdata = root();
    let fixed = ["analyze", testdata.to_str().unwrap(), "--charts", "none", "--page", "none", "--quiet"];
    assert!(lastrep(here, &[&fixed[..], more].concat()).code < 2);
}

#[test]
fn workouts_and_segments_are_lean() {
    let workouts = columns_of("workouts");
    assert_eq!(workouts[..COACH.len()], COACH);
    for (table, names) in READ_ELSEWHERE {
        let columns = columns_of(table);
        assert!(columns.len() <= MOST_COLUMNS, "{table}: {} columns", columns.len());
        let missing: Vec<_> = names.iter().filter(|name| !columns.iter().any(|column| column == *name)).collect();
        assert!(missing.is_empty(), "{table}: {missing:?}");
    }
}

/// The row of a workout names its picture, where one was drawn.
#[test]
fn a_workout_names_its_picture() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let run = root().join("fit/track-6x400-week2.fit").display().to_string();
    for (charts, ending) in [("svg", ".svg"), ("png", ".png"), ("none", "")] {
        assert_eq!(lastrep(here, &["analyze", &run, "--charts", charts, "--quiet"]).code, 0);
        let chart = table(&here.join("lastrep-out/workouts.csv"))[0]["chart"].clone();
        assert!(chart.ends_with(ending) && chart.is_empty() == (charts == "none"), "{chart}");
        assert!(here.join("lastrep-out").join(&chart).exists(), "{chart}");
    }
}

/// The coach's table has a word beside a score, and no sentence.
#[test]
fn the_words_of_workouts_are_one_or_two() {
    let (folder, testdata) = (tempfile::tempdir().unwrap(), root());
    let arguments = ["analyze", testdata.to_str().unwrap(), "--charts", "none", "--page", "none", "--quiet"];
    let arguments = arguments.map(OsStr::new);
    assert!(lastrep(folder.path(), &arguments).code < 2);
    let rows = table(&folder.path().join("lastrep-out/workouts.csv"));
    let words = ["pace_consistency_word", "cadence_drift_word", "last_rep_quality_word"];
    let told: Vec<&String> =
        rows.iter().flat_map(|row| words.map(|word| &row[word])).filter(|w| !w.is_empty()).collect();
    assert!(told.len() > 20 && told.iter().all(|word| word.split(' ').count() <= 2), "{told:?}");
}

/// The figures of the long table are those of the card of the library.
#[test]
fn scores_in_long_form_are_those_of_the_card() {
    let file = "fit/track-6x400-week2.fit";
    let bytes = std::fs::read(root().join(file)).unwrap();
    let athlete = lastrep::Athlete::default();
    let done = lastrep::analyse(&bytes, &lastrep::Context::of(&athlete)).unwrap();
    let rows = lastrep::report::tables::scores(&done).unwrap().csv().unwrap();
    let rows: Vec<BTreeMap<String, String>> =
        csv::Reader::from_reader(rows.as_slice()).deserialize().map(Result::unwrap).collect();
    let set = done[0].card.judged().unwrap();
    let shown = |info: &lastrep::ScoreInfo, score: &lastrep::Score, place: [&str; 2]| {
        let row =
            rows.iter().find(|row| row["score"] == info.id && [row["set"].as_str(), &row["rep"]] == place).unwrap();
        let near = |cell: &str, value: f64| (row[cell].parse::<f64>().unwrap() - value).abs() <= 0.005;
        assert_eq!(row["unit"], info.unit);
        match score {
            Ok(value) => {
                assert!(near("value", value.value) && row["missing_reason"].is_empty(), "{row:?}");
                assert!(value.ci80.is_none_or(|ci80| near("low80", ci80.low) && near("high80", ci80.high)), "{row:?}");
                assert!(row["word"].starts_with(value.word), "{row:?}");
            }
            Err(reason) => assert_eq!((row["value"].as_str(), &row["missing_reason"]), ("", &reason.to_string())),
        }
    };
    for info in lastrep::score_infos() {
        match info.level {
            lastrep::scores::Level::Session => shown(info, done[0].card.score(info), ["", ""]),
            lastrep::scores::Level::Set => shown(info, set.score(info), ["1", ""]),
            lastrep::scores::Level::Rep => {
                for (number, rep) in (1..).zip(&set.reps) {
                    shown(info, rep.scores.get(info), ["1", &format!("{number}")]);
                }
            }
        }
    }
}

fn read_parquet(path: &Path) -> (DataFrame, BTreeMap<String, String>) {
    let bytes = std::fs::read(path).unwrap();
    let metadata = read_metadata(&mut Cursor::new(&bytes)).unwrap();
    let schema = infer_schema(&metadata).unwrap();
    let [group] = metadata.row_groups.as_slice() else { panic!("{} groups of rows", metadata.row_groups.len()) };
    let columns = schema.iter_values().map(|field| {
        let column = get_field_pages(group.parquet_columns(), group.parquet_columns(), &field.name)[0];
        let range = column.byte_range();
        let chunk = bytes[range.start as usize..range.end as usize].to_vec();
        let pages = PageReader::new(Cursor::new(chunk.into()), column, vec![], usize::MAX);
        let types = vec![&column.descriptor().descriptor.primitive_type];
        let cells = vec![BasicDecompressor::new(pages, vec![])];
        let (mut arrays, _) = column_iter_to_arrays(cells, types, field.clone(), None).unwrap();
        let unit = field.metadata.as_ref().and_then(|told| told.get("unit")).map(ToString::to_string);
        assert_eq!(unit.as_deref().unwrap_or_default(), unit_of(path, &field.name), "{}", field.name);
        Column::from(Series::from_arrow(field.name.clone(), arrays.remove(0)).unwrap())
    });
    let frame = DataFrame::new(group.num_rows(), columns.collect()).unwrap();
    let pairs = metadata.key_value_metadata.clone().unwrap();
    (frame, pairs.into_iter().filter_map(|pair| Some((pair.key, pair.value?))).collect())
}

/// The unit of a column of the table in a file.
fn unit_of(path: &Path, column: &str) -> &'static str {
    let name = path.file_stem().unwrap().to_str().unwrap();
    let guide = guides().into_iter().find(|guide| guide.name == name).unwrap();
    guide.columns.into_iter().find(|one| one.name == column).unwrap().unit
}

/// Whether a cell of CSV is the value: a text may have the apostrophe that keeps it from being a formula.
fn is_same(cell: &str, value: &AnyValue<'_>) -> bool {
    match value {
        AnyValue::Null => cell.is_empty(),
        AnyValue::String(text) => cell.strip_prefix('\'').filter(|rest| rest == text).unwrap_or(cell) == *text,
        AnyValue::Float64(number) => cell.parse() == Ok(*number),
        AnyValue::Int64(number) => cell.parse() == Ok(*number),
        _ => false,
    }
}

#[test]
fn parquet_is_the_csv_with_types_and_units() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    analysed(here, &["--tables", "both"]);
    let out = here.join("lastrep-out");
    let dictionary: Value = serde_json::from_str(&lastrep(here, &["columns", "--json"]).stdout).unwrap();
    for name in TABLES {
        let (frame, about) = read_parquet(&out.join(name.replace(".csv", ".parquet")));
        let mut csv = csv::Reader::from_path(out.join(name)).unwrap();
        let header = csv.headers().unwrap().clone();
        assert!(header.iter().eq(frame.get_column_names().into_iter().map(PlSmallStr::as_str)), "{name}");
        let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
        assert!(frame.height() == rows.len() && !rows.is_empty(), "{name}");
        for (column, cells) in frame.columns().iter().enumerate() {
            for (row, cell) in rows.iter().enumerate() {
                let (csv, value) = (&cell[column], cells.get(row).unwrap());
                assert!(is_same(csv, &value), "{name}, {}, row {row}: {csv:?} {value:?}", &header[column]);
            }
        }
        let told: Value = serde_json::from_str(&about["lastrep_columns"]).unwrap();
        let of_table =
            dictionary["tables"].as_array().unwrap().iter().find(|table| table["name"] == about["lastrep_table"]);
        assert_eq!(told, of_table.unwrap()["columns"], "{name}");
        assert_eq!(about["lastrep_schema_version"], dictionary["schema_version"].to_string());
    }
}

/// The list of what a run wrote knows both kinds of files: a second run takes away the first one's.
#[test]
fn a_run_leaves_one_kind_of_tables() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let ending_in = |ending: &str| {
        let entries = std::fs::read_dir(here.join("lastrep-out")).unwrap().map(Result::unwrap);
        entries.filter(|entry| entry.path().extension().is_some_and(|own| own == ending)).count()
    };
    for (tables, csv, parquet) in [("both", 9, 9), ("parquet", 0, 9), ("csv", 9, 0)] {
        analysed(here, &["--tables", tables]);
        assert_eq!((ending_in("csv"), ending_in("parquet")), (csv, parquet), "{tables}");
    }
    std::fs::write(here.join("lastrep-out/workouts.parquet"), "mine").unwrap();
    let refused = lastrep(here, &["analyze", root().to_str().unwrap(), "--tables", "both", "--quiet"]);
    assert_eq!(refused.code, 2, "{}", refused.stderr);
}

#[test]
fn the_dictionary_has_a_type_and_a_meaning_for_every_column() {
    let dictionary: Value = serde_json::from_str(&lastrep(&root(), &["columns", "--json"]).stdout).unwrap();
    assert_eq!((dictionary["schema_version"].as_u64(), dictionary["lastrep_version"].is_string()), (Some(2), true));
    let tables = dictionary["tables"].as_array().unwrap();
    assert_eq!(tables.len(), guides().len());
    for column in tables.iter().flat_map(|table| table["columns"].as_array().unwrap()) {
        assert!(["string", "float", "integer"].contains(&column["type"].as_str().unwrap()), "{column}");
        assert!(column["unit"].is_null() || column["unit"].as_str().is_some_and(|unit| !unit.is_empty()), "{column}");
        assert!(!column["name"].as_str().unwrap().is_empty() && !column["meaning"].as_str().unwrap().is_empty());
    }
    let of = |table: &str, name: &str| {
        let table = tables.iter().find(|one| one["name"] == table).unwrap();
        table["columns"].as_array().unwrap().iter().find(|column| column["name"] == name).unwrap().clone()
    };
    assert_eq!(of("workouts", "distance_m")["unit"], "m");
    assert_eq!(
        (of("workouts", "reps")["type"].clone(), of("scores", "value")["unit"].clone()),
        ("integer".into(), Value::Null)
    );
}

/// What a command prints as JSON.
fn told(here: &Path, arguments: &[&str]) -> Value {
    let output = command(here, &[arguments, &["--json"]].concat()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let told: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {text}"));
    assert_eq!((told["command"].as_str(), told["schema_version"].as_u64()), (Some(arguments[0]), Some(2)));
    assert!(told["tables"]["problems"].is_array());
    told
}

/// Whether rows of JSON are those of a table, cell by cell.
fn assert_rows(rows: &Value, path: &Path) {
    let (rows, csv) = (rows.as_array().unwrap(), table(path));
    assert_eq!(rows.len(), csv.len(), "{}", path.display());
    for (row, cells) in rows.iter().zip(&csv) {
        assert_eq!(row.as_object().unwrap().len(), cells.len());
        for (name, cell) in cells {
            let is_same = match &row[name] {
                Value::Null => cell.is_empty(),
                Value::String(text) => cell.trim_start_matches('\'') == text.trim_start_matches('\''),
                Value::Number(number) => cell.parse() == Ok(number.as_f64().unwrap()),
                _ => false,
            };
            assert!(is_same, "{}: {name}: {cell:?} {}", path.display(), row[name]);
        }
    }
}

#[test]
fn json_has_the_rows_of_the_tables() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let testdata = root().display().to_string();
    let week = |number: u8| root().join(format!("fit/track-6x400-week{number}.fit")).display().to_string();
    let shown = told(here, &["show", &week(2)]);
    lastrep(here, &["analyze", &week(2), "--charts", "none", "--quiet"]);
    for name in TABLES {
        // The runner of a file alone is called after it by both.
        assert_rows(&shown["tables"][name.trim_end_matches(".csv")], &here.join("lastrep-out").join(name));
    }
    let history = told(here, &["history", &testdata, "--csv", "history.csv"]);
    assert_rows(&history["tables"]["history"], &here.join("history.csv"));
    analysed(here, &["--out", "all"]);
    assert_rows(&history["tables"]["weeks"], &here.join("all/weeks.csv"));
    assert_rows(&history["tables"]["bests"], &here.join("all/bests.csv"));
    let compared = told(here, &["compare", &week(1), &week(2), "--csv", "compare.csv"]);
    assert_rows(&compared["tables"]["compare"], &here.join("compare.csv"));
    let plan = told(here, &["plan", &testdata, "--csv", "plan.csv"]);
    assert_rows(&plan["tables"]["plan"], &here.join("plan.csv"));
    let next = told(here, &["next", &testdata]);
    let row = &next["tables"]["next"][0];
    assert!(row["next_workout"].is_string() && row["date"].is_string() && row["reasons"].is_string(), "{next}");
    assert!(row["next_rep_distance_m"].is_number() || row["next_rep_distance_m"].is_null());
    // In a pipe with a colour forced, too, JSON is JSON.
    let forced = command(here, &["next", &testdata, "--json"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(serde_json::from_slice::<Value>(&forced.stdout).is_ok());
}

/// The columns of workouts and segments before the scores had a table of their own.
const OLD: [(&str, &str); 2] = [
    ("## Where the columns of workouts.csv went", OLD_WORKOUTS),
    ("## Where the columns of segments.csv went", OLD_SEGMENTS),
];

const OLD_WORKOUTS: &str = "
file activity start_utc start_local format sport surface manufacturer product title description gear rpe_by
heart_rate_sensor elapsed_s timer_s moving_s distance_m ascent_m sampling_s heart_rate_mean_bpm
heart_rate_max_bpm step_rate_spm power_w rpe_cr10 feel_pct resting_hr_bpm distance_source kind workout source
source_reason confidence runner_up sets reps fast_volume_m scored_set scored_reps track_bias_pct rep_speed_mps
speed_noise_pct distance_error_from grade grade_reason course heart_rate_problem pace_consistency_pct
pace_consistency_low80_pct pace_consistency_high80_pct pace_consistency_word pace_consistency_missing_reason
pace_consistency_n fade_pct fade_low80_pct fade_high80_pct fade_word fade_missing_reason fade_n
fade_theil_sen_pct fade_theil_sen_low80_pct fade_theil_sen_high80_pct fade_theil_sen_word
fade_theil_sen_missing_reason fade_theil_sen_n last_rep_change_pct last_rep_change_low80_pct
last_rep_change_high80_pct last_rep_change_word last_rep_change_missing_reason last_rep_change_n last_rep_z
last_rep_z_word last_rep_z_missing_reason last_rep_z_n last_rep_quality last_rep_quality_low80
last_rep_quality_high80 last_rep_quality_word last_rep_quality_missing_reason last_rep_quality_n
cadence_drift_pct cadence_drift_low80_pct cadence_drift_high80_pct cadence_drift_word
cadence_drift_missing_reason cadence_drift_n heart_rate_drift_bpm heart_rate_drift_low80_bpm
heart_rate_drift_high80_bpm heart_rate_drift_word heart_rate_drift_missing_reason heart_rate_drift_n hrr60_bpm
hrr60_low80_bpm hrr60_high80_bpm hrr60_word hrr60_missing_reason hrr60_n cadence_drift_within_pct
cadence_drift_within_low80_pct cadence_drift_within_high80_pct cadence_drift_within_word
cadence_drift_within_missing_reason cadence_drift_within_n recovery_completeness recovery_completeness_low80
recovery_completeness_high80 recovery_completeness_word recovery_completeness_missing_reason
recovery_completeness_n work_recovery_ratio work_recovery_ratio_word work_recovery_ratio_missing_reason
work_recovery_ratio_n density density_word density_missing_reason density_n rep_decoupling_pct
rep_decoupling_low80_pct rep_decoupling_high80_pct rep_decoupling_word rep_decoupling_missing_reason
rep_decoupling_n rep_efficiency rep_efficiency_low80 rep_efficiency_high80 rep_efficiency_word
rep_efficiency_missing_reason rep_efficiency_n decoupling_pct decoupling_low80_pct decoupling_high80_pct
decoupling_word decoupling_missing_reason efficiency_factor efficiency_factor_low80 efficiency_factor_high80
efficiency_factor_word efficiency_factor_missing_reason heart_rate_speed_index_mps
heart_rate_speed_index_low80_mps heart_rate_speed_index_high80_mps heart_rate_speed_index_word
heart_rate_speed_index_missing_reason time_high_heart_rate_s time_high_heart_rate_word
time_high_heart_rate_missing_reason time_near_vo2max_s time_near_vo2max_word time_near_vo2max_missing_reason
d_prime_least_pct d_prime_least_word d_prime_least_missing_reason session_rpe_load session_rpe_load_word
session_rpe_load_missing_reason trimp trimp_word trimp_missing_reason edwards_load edwards_load_word
edwards_load_missing_reason lucia_load lucia_load_word lucia_load_missing_reason stress stress_word
stress_missing_reason heat_slowdown_pct heat_slowdown_word heat_slowdown_missing_reason altitude_slowdown_pct
altitude_slowdown_word altitude_slowdown_missing_reason decision rule family lever next_workout reasons
could_not_see cue decision_confidence deductions next_kind next_reps next_rep_distance_m next_fast_distance_m
next_speed_mps duplicate_of notes missing_reason runner lastrep_version";

const OLD_SEGMENTS: &str = "
file activity segment kind set rep start_s end_s timer_s distance_m snapped_distance_m speed_mps pace_s_per_km
gps_speed_mps speed_noise_pct heart_rate_mean_bpm heart_rate_max_bpm step_rate_spm step_length_m
stance_time_ms vertical_oscillation_mm vertical_ratio_pct power_w climb_m rep_speed_low80_mps
rep_speed_high80_mps rep_speed_word rep_speed_missing_reason rep_target_error_pct rep_target_error_low80_pct
rep_target_error_high80_pct rep_target_error_word rep_target_error_missing_reason rep_fast_start_pct
rep_fast_start_low80_pct rep_fast_start_high80_pct rep_fast_start_word rep_fast_start_missing_reason
rep_split_index_pct rep_split_index_low80_pct rep_split_index_high80_pct rep_split_index_word
rep_split_index_missing_reason rep_heart_rate_start_bpm rep_heart_rate_start_word
rep_heart_rate_start_missing_reason rep_heart_rate_end_bpm rep_heart_rate_end_word
rep_heart_rate_end_missing_reason rep_heart_rate_peak_bpm rep_heart_rate_peak_word
rep_heart_rate_peak_missing_reason rep_heart_rate_rise_s rep_heart_rate_rise_word
rep_heart_rate_rise_missing_reason rep_hrr30_bpm rep_hrr30_word rep_hrr30_missing_reason rep_hrr60_each_bpm
rep_hrr60_each_word rep_hrr60_each_missing_reason rep_step_rate_spm rep_step_rate_low80_spm
rep_step_rate_high80_spm rep_step_rate_word rep_step_rate_missing_reason rep_step_length_m
rep_step_length_low80_m rep_step_length_high80_m rep_step_length_word rep_step_length_missing_reason
rep_stance_time_ms rep_stance_time_word rep_stance_time_missing_reason rep_vertical_oscillation_mm
rep_vertical_oscillation_word rep_vertical_oscillation_missing_reason rep_vertical_ratio_pct
rep_vertical_ratio_word rep_vertical_ratio_missing_reason rep_duty_factor rep_duty_factor_word
rep_duty_factor_missing_reason rep_grade_adjusted_speed_mps rep_grade_adjusted_speed_word
rep_grade_adjusted_speed_missing_reason rep_power_w rep_power_word rep_power_missing_reason start_late_s
end_late_s source confidence start_confidence end_confidence missing_reason runner lastrep_version";

/// The names in code of a text.
fn in_code(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn every_old_column_has_its_place() {
    let page = TOPICS.iter().find(|topic| topic.name == "tables").unwrap().text;
    let known: BTreeSet<String> = guides()
        .iter()
        .flat_map(|table| table.columns.iter().map(|column| format!("{}.{}", table.name, column.name)))
        .chain(lastrep::score_infos().map(|info| info.id.to_owned()))
        .collect();
    for (title, old) in OLD {
        let section = page.split(title).nth(1).unwrap().split("\n## ").next().unwrap();
        let rows: Vec<(&str, &str)> =
            section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once(" | ")).collect();
        let named: Vec<String> = rows
            .iter()
            .flat_map(|(old, _)| in_code(&format!("`{old}")).into_iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let old: Vec<&str> = old.split_whitespace().collect();
        let distinct: BTreeSet<&str> = named.iter().map(String::as_str).collect();
        assert_eq!(distinct, old.iter().copied().collect(), "{title}");
        assert_eq!(named.len(), old.len(), "{title}: a column stands twice");
        for (old, new) in rows {
            let targets = in_code(new);
            assert!(!targets.is_empty(), "{old}");
            assert!(targets.iter().all(|target| known.contains(*target)), "{old}: {targets:?}");
        }
    }
}
