//! Damaged files never panic and never give more than they can hold.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lastrep::formats::{self, archive};
use lastrep::model::Reading;

use crate::common::fixtures;
use crate::common::simulate::{Length, Plan, Setting, Simulated};
use crate::common::write::fit::{FitStyle, activity};
use crate::common::write::fit_bytes::{FitFile, Framing, Message, Value};

/// The number of cuts of each fixture, besides the cuts in its first bytes.
const CUTS: usize = 25;
/// The number of damaged copies of each fixture.
const FLIPS: u64 = 50;
/// The size of unpacked bytes above which a small file is taken for a bomb, bytes.
const UNPACKED_LIMIT: usize = 64 << 20;

/// Reads bytes as the batch would; returns the samples found, and asserts that they are bounded by the bytes.
fn read(case: &str, bytes: &[u8]) -> usize {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        if bytes.starts_with(&[0x1F, 0x8B]) || bytes.starts_with(b"PK") {
            let Ok(members) = archive::members(case, bytes) else { return 0 };
            return members
                .filter_map(|member| member.bytes.ok())
                .map(|unpacked| {
                    assert!(unpacked.len() < UNPACKED_LIMIT);
                    formats::read(&unpacked).map_or(0, |reading| counted(&reading, unpacked.len()))
                })
                .sum();
        }
        formats::read(bytes).map_or(0, |reading| counted(&reading, bytes.len()))
    }));
    outcome.unwrap_or_else(|_| panic!("{case}: the reader panicked"))
}

/// The number of samples of a reading. Samples, laps and notes each take at least a byte of the file.
fn counted(reading: &Reading, bytes: usize) -> usize {
    assert!(!reading.activities.is_empty() && reading.activities.len() <= bytes);
    assert!(reading.notes.len() <= bytes);
    let mut samples = 0;
    for activity in &reading.activities {
        samples += activity.track.len();
        for (name, column) in activity.track.channels() {
            assert!(column.is_none_or(|column| column.len() == activity.track.len()), "{name}");
        }
        assert!(activity.laps.len() + activity.splits.len() + activity.pauses.len() + activity.notes.len() <= bytes);
        assert!(activity.workout.as_ref().is_none_or(|workout| workout.steps.len() <= bytes));
    }
    assert!(samples <= bytes, "{samples} samples from {bytes} bytes");
    samples
}

/// A small generator for the places and kinds of damage (`SplitMix64`).
fn chance(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[test]
fn truncated_fixtures_do_not_panic() {
    for fixture in fixtures::all().unwrap() {
        let size = fixture.bytes.len();
        let cuts =
            (0..size.min(80)).chain((1..CUTS).map(|part| size * part / CUTS)).chain(size.saturating_sub(9)..size);
        for cut in cuts {
            read(&format!("{} cut at {cut}", fixture.path), &fixture.bytes[..cut]);
        }
    }
}

#[test]
fn flipped_bytes_do_not_panic() {
    for fixture in fixtures::all().unwrap().iter().filter(|fixture| !fixture.bytes.is_empty()) {
        let mut state = fixture.bytes.len() as u64;
        for copy in 0..FLIPS {
            let mut bytes = fixture.bytes.clone();
            // Half of the damage is at the beginning, where lengths and layouts are.
            let reach = if copy % 2 == 0 { bytes.len() } else { bytes.len().min(600) };
            for _ in 0..=copy % 8 {
                let place = (chance(&mut state) % reach as u64) as usize;
                bytes[place] =
                    [0x00, 0xFF, bytes[place] ^ 0x80, chance(&mut state) as u8][(chance(&mut state) % 4) as usize];
            }
            read(&format!("{} flipped, copy {copy}", fixture.path), &bytes);
        }
    }
}

/// The samples before the damage are kept: a longer piece gives more samples, and nine tenths of a file always give some.
#[test]
fn a_cut_fit_keeps_what_came_before() {
    let plan = Plan::named("easy").run(lastrep::segment::SegmentKind::Other, Length::Time(300.0), 2.8);
    let outing = Simulated::record(&plan, &Setting::new(5, 1_775_433_600));
    let bytes = activity(&[&outing], FitStyle::default());
    let kept: Vec<usize> = (1..10).map(|tenth| read("a cut file", &bytes[..bytes.len() * tenth / 10])).collect();
    assert!(kept.windows(2).all(|pair| pair[0] < pair[1]), "{kept:?}");
    assert!(kept[8] > outing.track.len() * 8 / 10, "{kept:?}");
}

fn tampered(extra: &[u8]) -> Vec<u8> {
    let mut file = FitFile::new(Framing::default());
    file.write(&Message::new(0, vec![(0, Value::Enum(4)), (4, Value::U32(1_000_000_000))]));
    for second in 0..3 {
        let fields =
            vec![(253, Value::U32(1_000_000_000 + second)), (3, Value::U8(120)), (5, Value::U32(second * 300))];
        file.write(&Message::new(20, fields));
    }
    file.raw(extra);
    file.finish()
}

/// Layouts that no device should write. The three good records before them are kept.
#[test]
fn impossible_layouts_do_not_panic() {
    let cases: [(&str, &[u8]); 9] = [
        ("a data message without a definition", &[0x0E, 1, 2, 3]),
        ("a compressed header without a definition", &[0xFF, 1, 2, 3]),
        ("a definition of 255 fields, cut", &[0x42, 0, 0, 20, 0, 255, 253, 4, 0x86]),
        ("a field of no bytes", &[0x42, 0, 0, 20, 0, 2, 253, 0, 0x86, 3, 1, 2, 0x02, 121, 0x02, 122]),
        ("a field of half a number", &[0x42, 0, 0, 20, 0, 2, 253, 3, 0x86, 3, 1, 2, 0x02, 1, 2, 3, 121]),
        ("an unknown base type", &[0x42, 0, 0, 20, 0, 1, 3, 1, 0x7F, 0x02, 121]),
        ("an unknown byte order", &[0x42, 0, 7, 20, 0, 1, 3, 1, 0x02, 0x02, 121]),
        ("a message of no fields, a thousand times", &[0x02; 1000]),
        ("a developer field of an unknown developer", &[0x62, 0, 0, 20, 0, 1, 3, 1, 2, 1, 0, 2, 9, 0x02, 121, 1, 2]),
    ];
    for (case, extra) in cases {
        let extra =
            if case.contains("a thousand") { [&[0x42, 0, 0, 20, 0, 0], extra].concat() } else { extra.to_vec() };
        assert!(read(case, &tampered(&extra)) >= 3, "{case}");
    }
}

/// Layouts may nest and repeat without end in XML; the reader's memory and stack may not.
#[test]
fn bottomless_xml_does_not_panic() {
    let deep = format!("<?xml version=\"1.0\"?><gpx version=\"1.1\"><trk>{}", "<a>".repeat(200_000));
    read("200,000 open elements", deep.as_bytes());
    let entity = "<?xml version=\"1.0\"?><!DOCTYPE gpx [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><gpx><trk><name>&b;</name></trk></gpx>";
    read("entities of entities", entity.as_bytes());
    let attributes =
        format!("<gpx><trk><trkseg><trkpt {}/></trkseg></trk></gpx>", "lat=\"1\" lon=\"nan\" ".repeat(50_000));
    read("a point of 100,000 attributes", attributes.as_bytes());
    let numbers = "<gpx><trk><trkseg><trkpt lat=\"1e999\" lon=\"-inf\"><time>9999-99-99T99:99:99Z</time></trkpt></trkseg></trk></gpx>";
    read("numbers out of all bounds", numbers.as_bytes());
}

/// A megabyte of zeros packs into a kilobyte; a thousand of them must not be unpacked.
#[test]
fn a_bomb_is_refused() {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..256 {
        encoder.write_all(&vec![0; 1 << 20]).unwrap();
    }
    read("256 MB of zeros", &encoder.finish().unwrap());
}
