//! The page as a browser opens it: nothing escapes, nothing is fetched, and it works from a file under its own policy.
//!
//! Where no Chromium is found, the tests that need one say so in a line and pass.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lastrep::batch::{self, Options};
use lastrep::report::Analysed;
use lastrep::report::html::{PageInput, PageRows, Written, page};
use lastrep::units::DistanceUnit;
use sha2::{Digest, Sha256};

use crate::cli::{command, lastrep, put};
use crate::common::write::archive;
use crate::testdata::root;

/// Names of a browser, the first that is found is used.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// The time that a page may take to load what it needs, ms of a clock that the browser turns itself.
const BUDGET_MS: Option<u32> = Some(20_000);

fn browser() -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    BROWSERS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
}

/// Tells the reader of the tests.
#[expect(clippy::print_stderr, reason = "a test that is skipped, and a figure that is measured, are told")]
fn tell(text: &str) {
    eprintln!("{text}");
}

/// The document after its scripts have run, and what the browser complained of; `None` without a browser.
fn opened(page: &Path, hash: &str, budget_ms: Option<u32>) -> Option<(String, String)> {
    let Some(browser) = browser() else {
        tell("no Chromium found: the page was not opened");
        return None;
    };
    let profile = tempfile::tempdir().unwrap();
    let Output { stdout, stderr, .. } = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--enable-logging=stderr"])
        .args(budget_ms.map(|budget| format!("--virtual-time-budget={budget}")))
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg("--dump-dom")
        .arg(format!("file://{}{hash}", page.display()))
        .output()
        .unwrap();
    let complaints =
        String::from_utf8_lossy(&stderr).lines().filter(|line| line.contains("CONSOLE")).collect::<Vec<_>>().join("\n");
    Some((String::from_utf8_lossy(&stdout).into_owned(), complaints))
}

/// A copy of the page with one more script that its policy allows.
fn with_script(page: &Path, script: &str) -> PathBuf {
    let text = std::fs::read_to_string(page).unwrap();
    let hash = STANDARD.encode(Sha256::digest(script.as_bytes()));
    let text = text.replacen("script-src ", &format!("script-src 'sha256-{hash}' "), 1);
    let driven = page.with_file_name("driven.html");
    std::fs::write(&driven, text.replacen("</body>", &format!("<script>{script}</script></body>"), 1)).unwrap();
    driven
}

/// What a script that runs in the page writes into the title.
fn told(page: &Path, script: &str, budget_ms: Option<u32>) -> Option<String> {
    let (document, complaints) = opened(&with_script(page, script), "", budget_ms)?;
    assert_eq!(complaints, "");
    let (_, rest) = document.split_once("<title>").unwrap();
    Some(rest.split_once("</title>").unwrap().0.to_owned())
}

/// A folder with the results of the simulated track sessions.
fn results() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["track-6x400-week1", "track-6x400-week2", "track-8x400-hand", "road-steady-8km"] {
        put(folder.path(), &format!("in/{name}.fit"), &std::fs::read(root().join(format!("fit/{name}.fit"))).unwrap());
    }
    let ran = lastrep(folder.path(), &["analyze", "in", "--out", "out"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("out/index.html"), "{}", ran.stdout);
    folder
}

fn stem_of(out: &Path, part: &str) -> String {
    let names = std::fs::read_dir(out.join("details")).unwrap().flatten();
    let mut names: Vec<String> = names.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names.iter().find(|name| name.contains(part)).unwrap().trim_end_matches(".js").to_owned()
}

#[test]
fn a_row_opens_with_its_picture_from_a_file() {
    let folder = results();
    let out = folder.path().join("out");
    let text = std::fs::read_to_string(out.join("index.html")).unwrap();
    assert!(text.contains("default-src &#39;none&#39;") || text.contains("default-src 'none'"));
    let addresses = text.replace("http://www.w3.org/2000/svg", "");
    assert!(!addresses.contains("http://") && !addresses.contains("https://"));
    let hash = format!("#{}", stem_of(&out, "6x400m"));
    let Some((document, complaints)) = opened(&out.join("index.html"), &hash, BUDGET_MS) else { return };
    assert_eq!(complaints, "");
    for part in ["class=\"picture\"", "Segments", "Pace consistency", "class=\"advice\""] {
        assert!(document.contains(part), "{part}");
    }
}

#[test]
fn the_season_stands_above_the_table() {
    let folder = results();
    let out = folder.path().join("out");
    assert!(out.join("season.png").exists() && out.join("details/season.js").exists());
    let script = r#"
      const wait = () => {
        const season = document.querySelector("details.season");
        const picture = season.querySelector("svg.picture");
        if (!picture) return setTimeout(wait, 20);
        const summary = season.querySelector("summary").textContent;
        const texts = [...picture.querySelectorAll("text")].map((text) => text.textContent.trim());
        const below = document.getElementById("workouts").compareDocumentPosition(season) & Node.DOCUMENT_POSITION_PRECEDING;
        document.title = [season.open, texts.includes(summary.trim()), Boolean(below)].join(" ");
      };
      wait();
    "#;
    let Some(title) = told(&out.join("index.html"), script, BUDGET_MS) else { return };
    assert_eq!(title, "true true true");
}

#[test]
fn the_table_is_searched_sorted_and_walked_by_keys() {
    let folder = results();
    let script = r#"
      const by = (id) => document.getElementById(id);
      const rows = () => [...document.querySelectorAll("tr.workout-row .what")].map((cell) => cell.textContent);
      const found = [rows().length];
      by("search").value = "8 × 400";
      by("filters").dispatchEvent(new Event("input", { bubbles: true }));
      found.push(rows().length);
      by("search").value = "";
      by("kind").value = "reps";
      by("filters").dispatchEvent(new Event("input", { bubbles: true }));
      document.querySelector("button[data-sort=bars]").click();
      found.push(rows()[0].startsWith("8"));
      const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      document.querySelector("tr.workout-row").focus();
      press("ArrowDown");
      press("Enter");
      found.push(document.activeElement.getAttribute("aria-expanded"));
      const wait = () => {
        const report = document.querySelector(".opened .report");
        if (!report) return setTimeout(wait, 20);
        const box = report.getBoundingClientRect();
        const at = { clientX: box.left + box.width * 0.3, clientY: box.top + box.height * 0.62, bubbles: true };
        report.dispatchEvent(new PointerEvent("pointermove", at));
        found.push(document.querySelectorAll(".over line").length > 1, /\d:\d\d \/km/.test(document.querySelector(".opened .values").textContent));
        by("theme").click();
        by("theme").click();
        found.push(document.querySelector(".opened .picture text").getAttribute("fill"));
        document.title = found.join(" ");
      };
      wait();
    "#;
    let Some(title) = told(&folder.path().join("out/index.html"), script, BUDGET_MS) else { return };
    assert_eq!(title, "4 1 true true true true #E9EEF2");
}

/// Names come from files and may hold anything.
#[test]
fn hostile_names_stay_text() {
    let folder = tempfile::tempdir().unwrap();
    let run = std::fs::read(root().join("fit/track-6x400-week1.fit")).unwrap();
    let other = std::fs::read(root().join("fit/track-8x400-hand.fit")).unwrap();
    let member = "</script><script>document.title='pwned'</script>\u{202e}\"'&.fit";
    put(folder.path(), "a\"><img src=x onerror=document.title='pwned'>.zip", &archive::zip(&[(member, &run)]).unwrap());
    put(folder.path(), "b'&lt;\u{202e}/1.fit", &other);
    let paths = ["a\"><img src=x onerror=document.title='pwned'>.zip", "b'&lt;\u{202e}"];
    let ran = lastrep(folder.path(), &["analyze", paths[0], paths[1], "--out", "out"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page = folder.path().join("out/index.html");
    let text = std::fs::read_to_string(&page).unwrap();
    assert_eq!((text.matches("<script").count(), text.matches("</script").count()), (2, 2));
    assert!(!text.contains("<img") && !text.contains('\u{202e}'));
    let hash = format!("#{}", stem_of(&folder.path().join("out"), "6x400m"));
    let Some((document, complaints)) = opened(&page, &hash, BUDGET_MS) else { return };
    assert_eq!(complaints, "");
    assert!(document.contains("<title>lastrep: 2 runners</title>") && !document.contains("<img"));
    assert!(document.contains("id=\"team\"") && document.contains("class=\"picture\""));
}

#[test]
fn without_a_page_what_an_earlier_one_left_goes() {
    let folder = results();
    let out = folder.path().join("out");
    assert!(out.join("index.html").exists() && out.join("details").exists());
    assert_eq!(lastrep(folder.path(), &["analyze", "in", "--out", "out", "--page", "none"]).code, 0);
    assert!(!out.join("index.html").exists() && !out.join("details").exists());
    std::fs::write(out.join("index.html"), "mine").unwrap();
    let ran = command(folder.path(), &["analyze", "in", "--out", "out"]).output().unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(out.join("index.html")).unwrap(), "mine");
}

/// Workouts of the page that is timed.
const MANY: usize = 5_000;

fn many() -> Vec<Analysed> {
    let options = Options::default();
    let read = |name: &str| batch::show(&root().join(format!("fit/{name}.fit")), &options).unwrap().0;
    let some: Vec<Analysed> =
        ["track-6x400-week1", "track-6x400-week2", "track-8x400-hand"].into_iter().flat_map(read).collect();
    let of = |place: usize| {
        let mut one = some[place % some.len()].clone();
        one.activity.origin_unix_s -= 86_400.0 * place as f64 / 2.0;
        one.file = format!("{place}.fit");
        one
    };
    (0..MANY).map(of).collect()
}

#[test]
fn thousands_of_workouts_open_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = PageRows::default();
    for (place, analysed) in many().iter().enumerate() {
        rows.add(analysed, &Written { stem: Some(place.to_string()), ..Written::default() });
    }
    let input = PageInput {
        files: MANY,
        failed: &[],
        next: Vec::new(),
        seasons: &[],
        sheet: &[],
        tables: &[],
        unit: DistanceUnit::default(),
    };
    let text = page(&input, rows);
    let path = folder.path().join("index.html");
    std::fs::write(&path, text.unwrap()).unwrap();
    // Once the table is laid out, by the clock of the machine.
    let script = "const rows = document.querySelectorAll('tr.workout-row').length; \
                  document.title = document.body.offsetHeight && `${rows} ${performance.now()}`;";
    let Some(title) = told(&path, script, None) else { return };
    let (rows, time_ms) = title.split_once(' ').unwrap();
    tell(&format!("{MANY} workouts open in {time_ms} ms"));
    assert_eq!(rows, "200");
    assert!(time_ms.parse::<f64>().unwrap() > 0.0, "{time_ms} ms");
}
