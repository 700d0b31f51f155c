//! What lies at hand: completions, manual pages, a watched folder, and results that tell no place.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use lastrep::formats::read;

use crate::cli::{command, lastrep, put};
use crate::common::simulate::{Plan, Setting, Simulated};
use crate::common::write::gpx;
use crate::testdata::{files_under, root};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(root().join(name)).unwrap()
}

#[test]
fn five_shells_have_completions_of_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = lastrep(&root(), &["completions", shell]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{shell}");
        for name in ["analyze", "watch", "completions", "strip-location", "require-rpe"] {
            assert!(ran.stdout.contains(name), "{shell}: {name}");
        }
    }
    assert_eq!(lastrep(&root(), &["completions", "tcsh"]).code, 2);
}

#[test]
fn the_program_and_each_command_have_a_manual_page() {
    let page = lastrep(&root(), &["man"]).stdout;
    assert!(page.contains(".TH lastrep 1") && page.contains("lastrep\\-analyze(1)"), "{page}");
    let page = lastrep(&root(), &["man", "next"]).stdout;
    assert!(page.contains(".TH lastrep-next 1") && page.contains("\\-\\-why"), "{page}");
    let wrong = lastrep(&root(), &["man", "nxt"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("did you mean next?"), "{}", wrong.stderr);
}

/// So long is waited for a line of a watch.
const PATIENCE: Duration = Duration::from_mins(1);

/// A watch at work, and its lines.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn begin(folder: &Path, arguments: &[&str]) -> Self {
        let arguments = [&["watch"], arguments].concat();
        let piped = || Stdio::piped();
        let mut child = command(folder, &arguments).stdout(piped()).stderr(piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap()).lines();
        let errors = BufReader::new(child.stderr.take().unwrap()).lines();
        let other = sender.clone();
        std::thread::spawn(move || out.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        std::thread::spawn(move || errors.map_while(Result::ok).try_for_each(|line| other.send(line)));
        let watch = Self { child, lines };
        watch.until("Ctrl-C ends it");
        watch
    }

    /// The lines up to one that holds these words.
    fn until(&self, words: &str) -> Vec<String> {
        let begun = Instant::now();
        let mut seen = Vec::new();
        while begun.elapsed() < PATIENCE {
            let Ok(line) = self.lines.recv_timeout(Duration::from_millis(100)) else { continue };
            seen.push(line);
            if seen.last().is_some_and(|line| line.contains(words)) {
                return seen;
            }
        }
        panic!("no line with {words:?}:\n{}", seen.join("\n"));
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// New files are read once they have settled, a burst of them at once, and the step of their runner alone is told.
#[test]
fn a_watched_folder_tells_the_next_step_of_a_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for (runner, week) in [("anna", 1), ("bob", 4)] {
        put(here, &format!("team/{runner}/athlete.toml"), b"");
        put(here, &format!("team/{runner}/0.fit"), &fixture(&format!("fit/track-6x400-week{week}.fit")));
    }
    let watch = Watch::begin(here, &["team"]);
    put(here, "team/anna/notes.txt", b"no run");
    put(here, "team/anna/2.fit", &fixture("fit/track-6x400-week2.fit"));
    put(here, "team/anna/3.fit", &fixture("fit/track-6x400-week3.fit"));
    let told = watch.until("Next").join("\n");
    assert!(told.contains("3.fit") && told.contains("anna: 1 more of the new runs"), "one reading of both: {told}");
    assert!(!told.contains("bob,"), "{told}");
    // A file that comes in parts is read when it is whole.
    let bytes = fixture("fit/track-8x400-hand.fit");
    put(here, "team/bob/8.fit", &bytes[..bytes.len() / 2]);
    std::thread::sleep(Duration::from_millis(500));
    put(here, "team/bob/8.fit", &bytes);
    let told = watch.until("8.fit").join("\n");
    assert!(told.contains("8.fit  8 × 400 m"), "{told}");
    watch.until("Next");
    put(here, "team/bob/broken.fit", b"no run at all");
    watch.until("broken.fit: at");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_watch_well() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("runs")).unwrap();
    let mut watch = Watch::begin(folder.path(), &["runs"]);
    let killed = std::process::Command::new("kill").args(["-INT", &watch.child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(watch.child.wait().unwrap().code(), Some(0));
    let wrong = lastrep(folder.path(), &["watch", "run"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("Did you mean runs?"), "{}", wrong.stderr);
}

/// Each position of a file as text of four decimals, which is ten metres, and in the unit of FIT.
fn positions(bytes: &[u8]) -> BTreeSet<String> {
    let reading = read(bytes).unwrap();
    let channels = reading.activities.iter().flat_map(|one| [&one.track.latitude_deg, &one.track.longitude_deg]);
    let degrees = channels.flatten().flatten().filter(|degrees| degrees.is_finite());
    let spelled = |degrees: &f64| {
        let hundredths = format!("{degrees:.6}");
        [hundredths[..hundredths.len() - 2].to_owned(), format!("{:.0}", degrees / 180.0 * 2.0_f64.powi(31))]
    };
    degrees.flat_map(spelled).collect()
}

/// No result holds a position: no table, page, picture, calendar, workout, or text on the terminal.
#[test]
fn no_position_leaves_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let files = [
        "fit/track-6x400-week1.fit",
        "fit/road-steady-8km.fit",
        "gpx/track-4x400-paused.gpx",
        "tcx/road-easy-latin1.tcx",
    ];
    let mut all = BTreeSet::new();
    for file in files {
        put(here, &format!("in/{}", file.replace('/', "-")), &fixture(file));
        all.extend(positions(&fixture(file)));
    }
    assert!(all.len() > 1_000, "{}", all.len());
    let mut told = String::new();
    for arguments in [
        vec!["analyze", "in", "--charts", "svg"],
        vec!["season", "in", "--charts", "svg"],
        vec!["history", "in", "--csv", "history.csv"],
        vec!["plan", "in", "--csv", "plan.csv", "--ics", "plan.ics"],
        vec!["next", "in", "--why", "--text", "next.txt"],
        vec!["show", "in/fit-road-steady-8km.fit", "--explain"],
        vec!["show", "in/fit-track-6x400-week1.fit", "--scores"],
        vec!["compare", "in/fit-track-6x400-week1.fit", "in/gpx-track-4x400-paused.gpx", "--csv", "compare.csv"],
        vec!["check", "in/fit-track-6x400-week1.fit", "in/gpx-track-4x400-paused.gpx"],
    ] {
        let ran = lastrep(here, &arguments);
        told.extend([ran.stdout, ran.stderr]);
    }
    let written = files_under(here).into_iter().filter(|(name, _)| !name.starts_with("in/"));
    let texts = written.map(|(name, path)| (name, String::from_utf8(std::fs::read(path).unwrap()).unwrap()));
    let texts: Vec<(String, String)> = texts.chain([("the terminal".to_owned(), told)]).collect();
    assert!(texts.len() > 20, "{}", texts.len());
    for (name, text) in &texts {
        let is_mark = |letter: char| !letter.is_ascii_digit() && letter != '.' && letter != '-';
        for number in text.split(is_mark) {
            let cut = number.find('.').and_then(|point| number.get(..point + 5)).unwrap_or(number);
            assert!(!all.contains(cut), "{name}: {number}");
        }
        assert!(!text.contains("latitude_") && !text.contains("longitude_"), "{name}");
    }
}

/// A title may name a place. With `--strip-location` it is in no result.
#[test]
fn titles_are_left_out_where_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let outing = Simulated::record(&Plan::named("easy").warm_up(1_200.0), &Setting::new(3, 1_775_433_600));
    put(here, "in/a.gpx", gpx::track(&outing, "Round Lake Walden", gpx::GpxStyle::default()).as_bytes());
    let holders = |arguments: &[&str]| -> usize {
        let out = here.join("lastrep-out");
        assert_eq!(lastrep(here, &[&["analyze", "in", "--charts", "svg"], arguments].concat()).code, 0);
        let texts =
            files_under(&out).into_values().map(|path| String::from_utf8(std::fs::read(path).unwrap()).unwrap());
        texts.filter(|text| text.contains("Walden")).count()
    };
    assert_eq!((holders(&[]), holders(&["--strip-location"])), (2, 0), "the table and the page");
}
