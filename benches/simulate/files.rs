//! A collection of any size: FIT files of an hour, a record each second, a thousand for each runner.

use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::common::simulate::Simulated;
use crate::inputs::{fit_file, outing_of_day};

/// Files of one runner: a session a day.
const FILES_A_RUNNER: u32 = 1_000;

/// A runner begins so much later than the one before, s: no two files have the same bytes.
const LATER_S: i64 = 60;

/// What is known of each runner. The file makes the folder of folders a team.
const ATHLETE: &str = "hr_max = 190\nhr_rest = 50\n";

/// Writes `count` files below a folder, the same bytes each time, and returns how many bytes they have.
pub(crate) fn write(folder: &Path, count: u32) -> io::Result<u64> {
    let runners = count.div_ceil(FILES_A_RUNNER);
    (0..runners).into_par_iter().map(|runner| write_runner(folder, runner, count)).sum()
}

fn write_runner(folder: &Path, runner: u32, count: u32) -> io::Result<u64> {
    let own = folder.join(format!("runner-{runner:05}"));
    std::fs::create_dir_all(&own)?;
    std::fs::write(own.join("athlete.toml"), ATHLETE)?;
    let files = FILES_A_RUNNER.min(count - runner * FILES_A_RUNNER);
    (0..files)
        .into_par_iter()
        .map(|day| {
            let outing = outing_of_day(day);
            let start_unix_s = outing.start_unix_s + i64::from(runner) * LATER_S;
            let bytes = fit_file(&Simulated { start_unix_s, ..outing });
            std::fs::write(own.join(format!("{day:03}.fit")), &bytes)?;
            Ok(bytes.len() as u64)
        })
        .sum()
}
