//! What the benches work on: files and activities, made once a run.

use std::path::Path;
use std::sync::LazyLock;

use lastrep::clean::{Prepared, prepare, settle};
use lastrep::formats::{FileKind, read, sniff};
use lastrep::model::Activity;
use lastrep::segment::RepsFrom;
use lastrep::segment::SegmentKind::{Other, Work};
use lastrep::segment::{Structure, find};

use crate::common::simulate::activity::to_activity;
use crate::common::simulate::{
    EVERYTHING, Ease, Lapping, Length, Place, Plan, Recording, Recovery, Reps, Setting, Simulated,
};
use crate::common::write::{fit, gpx, tcx};

/// The environment variable that names the folder of real files.
const FOLDER: &str = "LASTREP_BENCH_FILES";

/// Different outings among the generated files.
const OUTINGS: u32 = 12;

/// Monday 2026-04-06, 16:30 UTC.
const FIRST_START_UNIX_S: i64 = 1_775_493_000;

/// A day, s.
const DAY_S: i64 = 86_400;

/// One activity on its way through the stages.
#[derive(Debug)]
pub(crate) struct Staged {
    pub(crate) activity: Activity,
    pub(crate) prepared: Prepared,
    pub(crate) structure: Structure,
}

impl Staged {
    fn of(activity: Activity) -> Self {
        let prepared = prepare(&activity);
        let structure = find(&activity, &prepared, RepsFrom::Auto);
        Self { activity, prepared, structure }
    }
}

/// Sessions of an hour, a record each second: reps of several lengths, laps by hand or by the plan of the watch.
pub(crate) static HOURS: LazyLock<Vec<Simulated>> = LazyLock::new(|| (0..OUTINGS).map(hour).collect());

/// FIT files that fitparser reads without an error. At an error it stops early, which would make the comparison unfair.
pub(crate) static FIT: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut files = real(FileKind::Fit).unwrap_or_else(|| HOURS.iter().map(fit_file).collect());
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    files.retain(|bytes| std::panic::catch_unwind(|| fitparser::from_bytes(bytes).is_ok()).unwrap_or(false));
    std::panic::set_hook(hook);
    files
});

/// GPX files that the gpx crate reads.
pub(crate) static GPX: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let made =
        || HOURS.iter().map(|outing| gpx::track(outing, "hour", gpx::GpxStyle::default()).into_bytes()).collect();
    let mut files: Vec<Vec<u8>> = real(FileKind::Gpx).unwrap_or_else(made);
    files.retain(|bytes| ::gpx::read(bytes.as_slice()).is_ok());
    files
});

/// TCX files.
pub(crate) static TCX: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let made = || HOURS.iter().map(|outing| tcx::activity(outing, tcx::TcxStyle::default()).into_bytes()).collect();
    real(FileKind::Tcx).unwrap_or_else(made)
});

/// Activities with laps, cleaned and cut.
pub(crate) static STAGED: LazyLock<Vec<Staged>> = LazyLock::new(|| {
    let made = || HOURS.iter().map(to_activity).collect();
    let activities: Vec<Activity> = real_activities().unwrap_or_else(made);
    activities.into_iter().filter(|activity| !activity.track.is_empty()).map(Staged::of).collect()
});

/// Six hours without laps: sixty fast stretches of one to four minutes between slow ones, and traffic lights.
pub(crate) static SIX_HOURS: LazyLock<Staged> = LazyLock::new(|| {
    let mut plan = Plan::named("long").warm_up(1200.0);
    for bout in 0..57_u32 {
        let length_s = 60.0 + 20.0 * f64::from(bout * 7 % 10);
        let faster = 0.03 * f64::from(bout * 5 % 11);
        plan = plan.run(Work, Length::Time(length_s), 3.4 + faster).run(Other, Length::Time(330.0 - length_s), 2.5);
        plan = if bout % 3 == 0 { plan.run(Other, Length::Time(20.0), 0.0) } else { plan };
    }
    let setting = Setting { place: Place::Road, lapping: Lapping::None, ..Setting::new(9, FIRST_START_UNIX_S) };
    Staged::of(to_activity(&Simulated::record(&plan.cool_down(900.0), &setting)))
});

/// The FIT file of an outing.
pub(crate) fn fit_file(outing: &Simulated) -> Vec<u8> {
    fit::activity(&[outing], fit::FitStyle::default())
}

/// The outing of a day; the hours take turns.
pub(crate) fn outing_of_day(day: u32) -> Simulated {
    let outing = &HOURS[day as usize % HOURS.len()];
    Simulated { start_unix_s: FIRST_START_UNIX_S + i64::from(day) * DAY_S, ..outing.clone() }
}

/// Seconds in all tracks, for samples a second.
pub(crate) fn samples(staged: &[Staged]) -> usize {
    staged.iter().map(|one| one.activity.track.len()).sum()
}

/// Bytes of all files.
pub(crate) fn bytes(files: &[Vec<u8>]) -> usize {
    files.iter().map(Vec::len).sum()
}

fn hour(number: u32) -> Simulated {
    let metres = [200.0, 400.0, 600.0, 800.0, 1000.0, 1200.0][number as usize % 6];
    let recovery =
        Recovery(if number.is_multiple_of(2) { Ease::Jog } else { Ease::Walk }, Length::Time(60.0 + metres / 8.0));
    let speed_mps = 4.6 - metres / 1500.0;
    let count = (1700.0 / (metres / speed_mps + 60.0 + metres / 8.0)) as u32;
    let reps = Reps { count, length: Length::Distance(metres), speed_mps, fade: 0.012, recovery, closing: true };
    let plan = Plan::named("hour").warm_up(1100.0).reps(reps).cool_down(800.0);
    let lapping = [Lapping::Hand, Lapping::Steps, Lapping::Auto(1000.0)][number as usize % 3];
    let setting = Setting::new(u64::from(number) + 1, FIRST_START_UNIX_S + i64::from(number) * DAY_S);
    let place = if number.is_multiple_of(2) { Place::Oval(1) } else { Place::Road };
    let recording = Recording::EverySecond;
    Simulated::record(&plan, &Setting { lapping, place, recording, sensors: EVERYTHING, ..setting })
}

/// The files of a kind in the folder of real files, in order of name, unpacked; `None` without the folder.
fn real(kind: FileKind) -> Option<Vec<Vec<u8>>> {
    let folder = std::env::var_os(FOLDER)?;
    let listed = lastrep::batch::sources(&[Path::new(&folder).to_path_buf()]).ok()?;
    let contents = listed.sources.iter().filter_map(|source| lastrep::batch::contents(&source.path).ok()).flatten();
    Some(contents.filter_map(|(_, bytes)| bytes.ok()).filter(|bytes| sniff(bytes) == Some(kind)).collect())
}

fn real_activities() -> Option<Vec<Activity>> {
    let files = [FileKind::Fit, FileKind::Gpx, FileKind::Tcx].map(real).into_iter().collect::<Option<Vec<_>>>()?;
    let readings = files.iter().flatten().filter_map(|bytes| read(bytes).ok());
    Some(readings.flat_map(|reading| reading.activities).map(settle).collect())
}
