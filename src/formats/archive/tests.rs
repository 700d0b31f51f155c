//! Archives of every shape: what is read, what is refused, and what the messages say.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use rawzip::path::EntryPath;
use rawzip::{CompressionMethod, ZipArchiveWriter};

use super::{Archive, Member, is_activity_name, members};
use crate::error::ErrorKind;

const GPX: &[u8] = b"<?xml version=\"1.0\"?><gpx version=\"1.1\"><trk/></gpx>";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, bytes) in entries {
        let file =
            archive.new_file(EntryPath::verbatim(name.as_bytes())).compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().unwrap();
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
        writer.write_all(bytes).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap()
}

fn labels(bytes: &[u8]) -> Vec<String> {
    members("a.zip", bytes).unwrap().map(|member| member.label).collect()
}

fn single(bytes: &[u8]) -> Member {
    let mut all: Vec<Member> = members("a.zip", bytes).unwrap().collect();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[test]
fn activities_are_visited_and_the_rest_is_not() {
    let packed = gzip(GPX);
    let bytes = zip(&[
        ("activities/1.GPX", GPX),
        ("activities/2.gpx.gz", &packed),
        ("unnamed", GPX),
        ("profile.csv", b"name;value"),
        ("media/photo.jpg", &[0xFF, 0xD8, 0xFF]),
        ("notes.gz", &gzip(b"text")),
        (".hidden/3.gpx", GPX),
        ("__MACOSX/4.gpx", GPX),
        ("5.fit", b""),
    ]);
    let expected =
        ["a.zip!activities/1.GPX", "a.zip!activities/2.gpx.gz", "a.zip!unnamed", "a.zip!5.fit"].map(str::to_owned);
    assert_eq!(labels(&bytes), expected);
    let unpacked: Vec<Vec<u8>> = members("a.zip", &bytes).unwrap().map(|member| member.bytes.unwrap()).collect();
    assert_eq!(unpacked, [GPX, GPX, GPX, b""]);
}

#[test]
fn entries_are_read_in_any_order() {
    let bytes = zip(&[("1.gpx", b"<gpx>1"), ("2.gpx", b"<gpx>2"), ("3.csv", b"")]);
    let archive = Archive::open("a.zip", bytes.as_slice(), bytes.len() as u64).unwrap();
    assert_eq!(archive.len(), 3);
    let at = |index| archive.members(index).map(|member| member.label).collect::<Vec<_>>();
    assert_eq!(
        (at(1), at(0), at(2), at(9)),
        (vec!["a.zip!2.gpx".to_owned()], vec!["a.zip!1.gpx".to_owned()], vec![], vec![])
    );
}

#[test]
fn a_zip_in_a_zip_is_opened_once() {
    let innermost = zip(&[("1.gpx", GPX)]);
    let inner = zip(&[("2.gpx", GPX), ("deep.zip", &innermost), ("3.gpx.gz", &gzip(GPX))]);
    let outer = zip(&[("older.zip", &inner), ("4.gpx", GPX)]);
    let all: Vec<Member> = members("a.zip", &outer).unwrap().collect();
    let labels: Vec<&str> = all.iter().map(|member| member.label.as_str()).collect();
    let expected = ["a.zip!older.zip!2.gpx", "a.zip!older.zip!deep.zip", "a.zip!older.zip!3.gpx.gz", "a.zip!4.gpx"];
    assert_eq!(labels, expected);
    assert_eq!(all[1].bytes.as_ref().err().unwrap().kind(), ErrorKind::Unsupported);
    assert_eq!(all[2].bytes.as_ref().unwrap(), GPX);
}

#[test]
fn the_file_of_a_gz_keeps_the_label() {
    let member = single(&gzip(b"anything"));
    assert_eq!((member.label.as_str(), member.bytes.unwrap()), ("a.zip", b"anything".to_vec()));
}

#[test]
fn bombs_are_refused_and_their_neighbours_read() {
    let bomb = vec![b' '; 3 << 20];
    let bytes = zip(&[("bomb.gpx", &bomb), ("1.gpx", GPX)]);
    let all: Vec<Member> = members("a.zip", &bytes).unwrap().collect();
    let error = all[0].bytes.as_ref().err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(!error.location().is_empty() && !error.advice().is_empty());
    assert!(all[1].bytes.is_ok());
    assert_eq!(single(&gzip(&bomb)).bytes.err().unwrap().kind(), ErrorKind::Limit);
}

#[test]
fn a_cut_activity_keeps_its_beginning() {
    let text: Vec<u8> = GPX.iter().copied().chain((0..20_000_u32).flat_map(|k| (k * k).to_le_bytes())).collect();
    let packed = gzip(&text);
    let member = single(&packed[..packed.len() / 2]);
    let bytes = member.bytes.unwrap();
    assert!(bytes.len() > GPX.len() && text.starts_with(&bytes));
    assert!(member.notes[0].text.starts_with("packed data damaged after "));
    let packed = gzip(&text[GPX.len()..]);
    assert_eq!(single(&packed[..packed.len() / 2]).bytes.err().unwrap().kind(), ErrorKind::Malformed);
}

#[test]
fn damage_stays_with_its_entry() {
    let text: Vec<u8> = (0..5000_u32).flat_map(|k| (k * k).to_le_bytes()).collect();
    let mut bytes = zip(&[("1.fit", &text), ("2.gpx", GPX)]);
    bytes[200] ^= 0xFF;
    let all: Vec<Member> = members("a.zip", &bytes).unwrap().collect();
    assert_eq!(all[0].bytes.as_ref().err().unwrap().kind(), ErrorKind::Malformed);
    assert_eq!(all[1].bytes.as_ref().unwrap(), GPX);
    assert_eq!(members("a.zip", &bytes[..300]).err().unwrap().kind(), ErrorKind::Malformed);
    assert_eq!(members("a.zip", b"text").err().unwrap().kind(), ErrorKind::UnknownFormat);
}

#[test]
fn names_are_labels_only() {
    let bytes = zip(&[("../../etc/1.gpx", GPX), ("C:\\runs\\2.gpx", GPX)]);
    assert_eq!(labels(&bytes), ["a.zip!../../etc/1.gpx", "a.zip!C:/runs/2.gpx"]);
}

#[test]
fn activity_names_are_told_from_others() {
    assert!(["a.fit", "A.GPX", "b.tcx.gz", ".fit"].into_iter().all(is_activity_name));
    assert!(!["a.fit.bak", "fit", "a.zip", "a.gz"].into_iter().any(is_activity_name));
}

/// The same zip with one name replaced by another of the same length.
fn renamed(mut bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    let places: Vec<usize> = bytes
        .windows(from.len())
        .enumerate()
        .filter(|(_, window)| *window == from.as_bytes())
        .map(|(at, _)| at)
        .collect();
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    bytes
}

/// Length of the last record of a zip without a comment, bytes: it holds counts, size and place of the directory.
const END: usize = 22;

/// The same zip with its first entry `times` times in the directory: the entries share their bytes.
fn repeated(bytes: &[u8], times: u16) -> Vec<u8> {
    let (rest, end) = bytes.split_at(bytes.len() - END);
    let number = |at: usize| u32::from_le_bytes(end[at..at + 4].try_into().unwrap()) as usize;
    let (size, place) = (number(12), number(16));
    let directory = rest[place..place + size].repeat(usize::from(times));
    let mut end = end.to_vec();
    end[8..10].copy_from_slice(&times.to_le_bytes());
    end[10..12].copy_from_slice(&times.to_le_bytes());
    end[12..16].copy_from_slice(&(directory.len() as u32).to_le_bytes());
    [&rest[..place], &directory, &end].concat()
}

#[test]
fn two_members_of_one_name_are_both_read() {
    let bytes = renamed(zip(&[("run.gpx", b"<gpx>1"), ("rum.gpx", b"<gpx>2"), ("run.fit", b"")]), "rum.gpx", "run.gpx");
    assert_eq!(labels(&bytes), ["a.zip!run.gpx", "a.zip!run (2).gpx", "a.zip!run.fit"]);
    let unpacked: Vec<Vec<u8>> = members("a.zip", &bytes).unwrap().map(|member| member.bytes.unwrap()).collect();
    assert_eq!(unpacked[..2], [b"<gpx>1", b"<gpx>2"]);
}

#[test]
fn a_zip_that_holds_nothing_says_so() {
    let nothing = single(&zip(&[]));
    assert_eq!((nothing.label.as_str(), nothing.bytes.err().unwrap().found()), ("a.zip", "no file"));
    let media = zip(&[("photo.jpg", b"x"), ("profile.csv", b"a;b"), ("folder/", b"")]);
    let error = single(&media).bytes.err().unwrap();
    assert_eq!(error.found(), "only 1 .csv (profile.csv), 1 .jpg (photo.jpg)");
    let inner = zip(&[("older.zip", &media), ("1.gpx", GPX)]);
    assert_eq!(labels(&inner), ["a.zip!older.zip", "a.zip!1.gpx"]);
}

#[test]
fn other_formats_in_a_zip_are_named() {
    let bytes = zip(&[("1.gpx", GPX), ("a.hrm", b"[Params]"), ("b.kmz", &zip(&[("doc.kml", b"<kml>")]))]);
    let all: Vec<Member> = members("a.zip", &bytes).unwrap().collect();
    assert_eq!(all.len(), 3);
    assert!(all[1..].iter().all(|member| member.bytes.as_ref().err().unwrap().kind() == ErrorKind::Unsupported));
}

#[test]
fn a_damaged_directory_is_told_and_what_came_before_it_is_read() {
    let bytes = zip(&[("1.gpx", GPX), ("2.gpx", GPX), ("3.gpx", GPX)]);
    let last = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    let mut damaged = bytes.clone();
    damaged[last] = 0;
    let all: Vec<Member> = members("a.zip", &damaged).unwrap().collect();
    assert_eq!(all.iter().map(|member| member.bytes.is_ok()).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!((all[2].label.as_str(), all[2].bytes.as_ref().err().unwrap().kind()), ("a.zip", ErrorKind::Malformed));
    // A directory that promises more than it holds.
    let mut short = bytes;
    let end = short.len() - END;
    short[end + 8..end + 12].copy_from_slice(&[9, 0, 9, 0]);
    assert_eq!(members("a.zip", &short).unwrap().filter(|member| member.bytes.is_err()).count(), 1);
}

/// A hundred entries share the same packed 16 MB, more than a gigabyte together: what is unpacked in all has a limit,
/// too.
#[test]
fn entries_that_share_bytes_are_not_all_unpacked() {
    let mut large = Vec::from(GPX);
    // Dense enough to pass the limit of one member.
    large.extend((0..(4_u32 << 20)).flat_map(|k| (k / 64).wrapping_mul(2_654_435_761).to_le_bytes()));
    let bytes = repeated(&zip(&[("1.gpx", &large)]), 100);
    let mut unpacked = 0;
    let mut errors = Vec::new();
    for member in members("a.zip", &bytes).unwrap() {
        match member.bytes {
            Ok(bytes) => unpacked += bytes.len(),
            Err(error) => errors.push((member.label, error.kind())),
        }
    }
    assert_eq!(errors, [("a.zip".to_owned(), ErrorKind::Limit)]);
    assert!(unpacked < (1 << 30) + 2 * large.len() && unpacked > 1 << 29, "{unpacked}");
}

#[test]
fn names_in_archives_are_safe_to_print() {
    let bytes = zip(&[("a\u{1b}[2J\u{202e}.gpx", GPX)]);
    assert_eq!(labels(&bytes), ["a.zip!a\\u{1b}[2J\\u{202e}.gpx"]);
}
