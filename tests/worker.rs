//! The worker: Arrow streams in and out, row for row what the command writes.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use lastrep::batch::{Charts, Options, Pages, next};
use lastrep::journal::{read_athlete, read_journal};
use lastrep::report::tables::{Table, frames};
use lastrep::worker::{RowOf, WorkerOptions, work};
use polars::prelude::CompatLevel;
use polars_arrow::array::{Array, BinaryArray, ListArray, StructArray, Utf8Array};
use polars_arrow::datatypes::{ArrowDataType, ArrowSchema, Field};
use polars_arrow::io::ipc::read::{StreamReader, StreamState, read_stream_metadata};
use polars_arrow::io::ipc::write::{StreamWriter, WriteOptions};
use polars_arrow::record_batch::RecordBatchT;

use crate::cli_exports::{ENGLISH, strava_members, zipped};

/// A file that is sent.
struct Sent {
    runner: &'static str,
    path: String,
    bytes: Option<Vec<u8>>,
}

fn sent(runner: &'static str, path: &str, bytes: &[u8]) -> Sent {
    Sent { runner, path: path.to_owned(), bytes: Some(bytes.to_vec()) }
}

/// The stream of some batches of files.
fn stream(batches: &[&[Sent]]) -> Vec<u8> {
    let field = |name: &str, dtype| Field::new(name.into(), dtype, true);
    let fields = [
        field("runner", ArrowDataType::LargeUtf8),
        field("path", ArrowDataType::Utf8),
        field("bytes", ArrowDataType::Binary),
    ];
    let schema: Arc<ArrowSchema> = Arc::new(fields.into_iter().map(|field| (field.name.clone(), field)).collect());
    let mut bytes = Vec::new();
    let mut writer = StreamWriter::new(&mut bytes, WriteOptions { compression: None });
    writer.start(&schema, None).unwrap();
    for batch in batches {
        let runners = Utf8Array::<i64>::from_iter_values(batch.iter().map(|file| file.runner));
        let paths = Utf8Array::<i32>::from_iter_values(batch.iter().map(|file| file.path.as_str()));
        let files: BinaryArray<i32> = batch.iter().map(|file| file.bytes.as_deref()).collect();
        let arrays = vec![runners.boxed(), paths.boxed(), files.boxed()];
        writer.write(&RecordBatchT::new(batch.len(), Arc::clone(&schema), arrays), None).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

fn answer(input: &[u8], row_of: RowOf, jobs: usize) -> lastrep::error::Result<Vec<u8>> {
    let mut output = Vec::new();
    work(input, &mut output, &WorkerOptions { row_of, jobs, ..WorkerOptions::default() })?;
    Ok(output)
}

/// The batches of a stream.
fn batches(stream: &[u8]) -> Vec<RecordBatchT<Box<dyn Array>>> {
    let mut cursor = Cursor::new(stream);
    let metadata = read_stream_metadata(&mut cursor).unwrap();
    let read = StreamReader::new(cursor, metadata, None);
    read.map(|state| match state.unwrap() {
        StreamState::Some(batch) => batch,
        StreamState::Waiting => panic!("the stream has an end"),
    })
    .collect()
}

/// The rows of one table in one row of a batch.
fn rows(batch: &RecordBatchT<Box<dyn Array>>, table: &str, row: usize) -> StructArray {
    let lists = batch.arrays()[batch.schema().index_of(table).unwrap()].as_any();
    let rows = lists.downcast_ref::<ListArray<i32>>().unwrap().value(row);
    rows.as_any().downcast_ref::<StructArray>().unwrap().clone()
}

fn texts(rows: &StructArray, column: &str) -> Vec<String> {
    let at = rows.fields().iter().position(|field| field.name == column).unwrap();
    let cells = rows.values()[at].as_any().downcast_ref::<Utf8Array<i32>>().unwrap();
    cells.iter().map(|text| text.unwrap_or_default().to_owned()).collect()
}

fn fixture(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(path)).unwrap()
}

/// Good recordings in a folder of their own, as they are sent: in order of name.
fn folder() -> (tempfile::TempDir, Vec<Sent>) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/fit");
    let names = std::fs::read_dir(&from).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let is_recording = |name: &String| Path::new(name).extension().is_some_and(|ending| ending == "fit");
    let mut names: Vec<String> = names.filter(is_recording).collect();
    names.sort();
    folder_of(names.iter().map(|name| (name.as_str(), std::fs::read(from.join(name)).unwrap())))
}

/// These files in a folder of their own, and as they are sent.
fn folder_of<'a>(files: impl Iterator<Item = (&'a str, Vec<u8>)>) -> (tempfile::TempDir, Vec<Sent>) {
    let to = tempfile::tempdir().unwrap();
    let file = |(name, bytes): (&str, Vec<u8>)| {
        let path = to.path().join("anna").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &bytes).unwrap();
        sent("anna", name, &bytes)
    };
    let files = files.map(file).collect();
    (to, files)
}

#[test]
fn a_row_comes_back_for_each_file_and_a_bad_file_costs_itself_alone() {
    let reps = fixture("fit/track-6x400-week2.fit");
    let empty = Sent { runner: "b", path: "empty".to_owned(), bytes: None };
    let first = [sent("a", "x/1.fit", &reps), sent("a", "x/cut.fit", &reps[..400]), sent("a", "note.txt", b"no run")];
    let second = [empty, sent("b", "y/1.fit", &reps)];
    let input = stream(&[&first, &second]);
    let output = answer(&input, RowOf::File, 1).unwrap();
    let found = batches(&output);
    assert_eq!(found.iter().map(RecordBatchT::len).collect::<Vec<_>>(), [3, 2], "a batch for each batch");
    let paths: Vec<String> = found
        .iter()
        .flat_map(|batch| {
            let cells = batch.arrays()[1].as_any().downcast_ref::<Utf8Array<i32>>().unwrap();
            cells.iter().map(|text| text.unwrap().to_owned()).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(paths, ["x/1.fit", "x/cut.fit", "note.txt", "empty", "y/1.fit"]);
    let count = |batch: usize, table: &str, row: usize| rows(&found[batch], table, row).len();
    assert_eq!((count(0, "workouts", 0), count(0, "problems", 0)), (1, 0));
    assert!(count(0, "segments", 0) >= 11 && count(0, "scores", 0) > 20);
    assert_eq!((count(0, "workouts", 2), count(0, "problems", 2)), (0, 1));
    assert_eq!((count(1, "workouts", 0), count(1, "problems", 0)), (0, 1));
    assert_eq!(texts(&rows(&found[1], "problems", 0), "path"), ["empty"]);
    assert_eq!(texts(&rows(&found[1], "workouts", 1), "file"), ["y/1.fit"]);
    assert_eq!(answer(&input, RowOf::File, 2).unwrap(), output, "whatever the number of threads");
}

#[test]
fn a_runner_gets_the_rows_of_the_command() {
    let (folder, files) = folder();
    let half = files.len() / 2;
    let output = answer(&stream(&[&files[..half], &files[half..]]), RowOf::Runner, 2).unwrap();
    let tables = assert_is_of_the_command(&output, folder.path(), Options::default());
    assert!(tables.iter().any(|table| table.name == "weeks" && table.frame.height() > 0));
}

/// Holds a stream of one runner against the tables of the command, and gives these.
fn assert_is_of_the_command(output: &[u8], folder: &Path, options: Options) -> Vec<Table> {
    let found = batches(output);
    assert_eq!(found.iter().map(RecordBatchT::len).sum::<usize>(), 1);
    let out = tempfile::tempdir().unwrap();
    let options = Options { out: out.path().join("out"), charts: Charts::None, page: Pages::None, jobs: 1, ..options };
    let read = next(&[folder.join("anna")], &options, &|_| {}, &AtomicBool::new(false)).unwrap();
    let tables: Vec<Table> = frames(&read.done, &read.failed).collect::<Result<_, _>>().unwrap();
    for table in tables.iter().filter(|table| table.name != "problems") {
        let rows = rows(&found[0], table.name, 0);
        assert_eq!(rows.len(), table.frame.height(), "{}", table.name);
        for (cells, column) in rows.values().iter().zip(table.frame.columns()) {
            let expected: Box<dyn Array> = match column.try_str() {
                Some(texts) => texts.iter().collect::<Utf8Array<i32>>().boxed(),
                None => column.as_materialized_series().rechunk().to_arrow(0, CompatLevel::oldest()),
            };
            assert!(*cells == expected, "{}.{}", table.name, column.name());
        }
    }
    tables
}

#[test]
fn lists_and_own_files_reach_a_runner_in_any_order() {
    const ATHLETE: &str = "hr_max = 190\nhr_rest = 50\n";
    const JOURNAL: &str = "date,rpe\n2026-05-12,4\n";
    let options =
        Options { athlete: read_athlete(ATHLETE).unwrap(), journal: read_journal(JOURNAL).0, ..Options::default() };
    let members = strava_members(&ENGLISH);
    let zip = vec![("export_1.zip", zipped(&members))];
    for mut files in [zip, members] {
        let own = [("athlete.toml", ATHLETE), ("journal.csv", JOURNAL)];
        files.extend(own.map(|(name, text)| (name, text.as_bytes().to_vec())));
        let (folder, mut files) = folder_of(files.into_iter());
        files.reverse();
        let output = answer(&stream(&[&files[..1], &files[1..]]), RowOf::Runner, 2).unwrap();
        assert_is_of_the_command(&output, folder.path(), options.clone());
        let found = &batches(&output)[0];
        let titles = texts(&rows(found, "workouts", 0), "title");
        assert!(titles.contains(&"Six times round".to_owned()), "{titles:?}");
        let tellers = texts(&rows(found, "recordings", 0), "rpe_by");
        assert!(tellers.contains(&"Strava".to_owned()) && tellers.contains(&"journal".to_owned()), "{tellers:?}");
    }
}

#[test]
fn a_zip_alone_has_its_own_lists() {
    let zip = zipped(&strava_members(&ENGLISH));
    let output = answer(&stream(&[&[sent("a", "export_1.zip", &zip)]]), RowOf::File, 1).unwrap();
    let titles = texts(&rows(&batches(&output)[0], "workouts", 0), "title");
    assert_eq!(titles[..2], ["Six times round", "Second week"]);
}

#[test]
fn what_is_no_stream_of_files_is_told() {
    let other = answer(b"date,rpe\n", RowOf::File, 1).unwrap_err();
    assert!(other.to_string().contains("an Arrow IPC stream"), "{other}");
    let input = stream(&[&[sent("a", "1", b""), sent("b", "2", b""), sent("a", "3", b"")]]);
    let apart = answer(&input, RowOf::Runner, 1).unwrap_err();
    assert!(apart.to_string().contains("one after another"), "{apart}");
    let cut = answer(&input[..input.len() / 2], RowOf::File, 1);
    assert!(cut.is_err() || batches(&cut.unwrap()).is_empty());
}
