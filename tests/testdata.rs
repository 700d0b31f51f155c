//! The committed fixtures are what their generator makes today.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::common::fixtures;
use crate::common::write::archive::unzip;

/// No fixture may be larger, bytes.
const LARGEST: usize = 150_000;
/// All of them together may not be larger, bytes.
const LARGEST_SUM: usize = 3_000_000;

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata")
}

/// Every file under a folder, by its path inside it with `/` between names, in order.
pub(crate) fn files_under(folder: &Path) -> BTreeMap<String, PathBuf> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let inside = entry.path().strip_prefix(folder).unwrap();
            let names: Vec<&str> = inside.iter().filter_map(|name| name.to_str()).collect();
            (names.join("/"), entry.into_path())
        })
        .collect()
}

/// The files in packed bytes; packing itself may change with the library that does it.
fn contents(path: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut unpacked = Vec::new();
    if bytes.starts_with(&[0x1F, 0x8B]) {
        flate2::read::GzDecoder::new(bytes).read_to_end(&mut unpacked).unwrap();
        return vec![(path.to_owned(), unpacked)];
    }
    if !bytes.starts_with(b"PK") {
        return vec![(path.to_owned(), bytes.to_vec())];
    }
    unzip(bytes, |name, content| contents(&format!("{path}!{name}"), &content)).unwrap().concat()
}

#[test]
fn committed_files_are_what_the_generator_makes() {
    let made: BTreeMap<String, Vec<u8>> = fixtures::files().unwrap().into_iter().collect();
    let mut committed = files_under(&root());
    // The generator and the simulator that it runs.
    committed.retain(|path, _| Path::new(path).extension() != Some(OsStr::new("rs")));
    // The pictures in the README, drawn from these files.
    committed.retain(|path, _| Path::new(path).extension() != Some(OsStr::new("png")));
    assert_eq!(made.keys().collect::<Vec<_>>(), committed.keys().collect::<Vec<_>>());
    for (path, bytes) in &made {
        let stored = std::fs::read(&committed[path]).unwrap();
        assert!(
            stored == *bytes || contents(path, &stored) == contents(path, bytes),
            "testdata/{path} differs: run `cargo run --no-default-features --example make_testdata`"
        );
    }
}

#[test]
fn fixtures_are_small() {
    let sizes: Vec<(&str, usize)> =
        fixtures::all().unwrap().iter().map(|fixture| (fixture.path, fixture.bytes.len())).collect();
    assert!(sizes.iter().all(|(_, size)| *size < LARGEST), "{sizes:?}");
    assert!(sizes.iter().map(|(_, size)| size).sum::<usize>() < LARGEST_SUM);
}
