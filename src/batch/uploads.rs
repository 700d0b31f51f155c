//! The files of a Garmin account that are no recordings: settings, sleep, days. A watch uploads twenty of them for each run, so
//! they are counted in one sentence and are no problems.

use crate::error::ErrorKind;
use crate::formats::grouped;
use crate::report::Problem;
use std::collections::BTreeMap;

/// The zips of such an account begin with this.
const UPLOADS: &str = "UploadedFiles_";

/// Most kinds that the sentence names.
const SHOWN: usize = 3;

/// Takes these files out of what was found, and says how many they are. `problem` is why a file gave nothing.
pub(super) fn set_aside<T>(found: &mut Vec<T>, problem: impl Fn(&T) -> Option<&Problem>) -> Vec<String> {
    let mut kinds: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    found.retain(|one| {
        let other = problem(one).filter(|problem| is_no_recording(problem));
        if let Some(problem) = other {
            *kinds.entry(problem.runner.clone()).or_default().entry(problem.found.clone()).or_default() += 1;
        }
        other.is_none()
    });
    kinds.iter().map(|(runner, kinds)| sentence(runner, kinds)).collect()
}

fn is_no_recording(problem: &Problem) -> bool {
    let is_upload = |name: &str| name.rsplit('/').next().unwrap_or(name).starts_with(UPLOADS);
    problem.kind == ErrorKind::NotAnActivity
        && problem.file.rsplit_once('!').is_some_and(|(zip, _)| is_upload(zip.rsplit('!').next().unwrap_or(zip)))
}

fn sentence(runner: &str, kinds: &BTreeMap<String, usize>) -> String {
    let mut most: Vec<(&String, &usize)> = kinds.iter().collect();
    most.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let all = grouped(kinds.values().sum());
    let named: Vec<String> =
        most.iter().take(SHOWN).map(|(kind, count)| format!("{kind} {}", grouped(**count))).collect();
    let more = if most.len() > SHOWN { ", …" } else { "" };
    format!("{runner}: {all} uploads of the watch are no recordings and were passed over ({}{more})", named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::found::Found;
    use crate::error::Error;
    use crate::model::Stage;

    #[test]
    fn what_a_watch_uploads_beside_recordings_is_counted_and_no_problem() {
        let found = |file: &str, kind| {
            Found::none(Problem::new("ann", file, Stage::Read, &Error::new(kind, "an activity", "a settings file")))
        };
        let uploads = "e.zip!DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip!";
        let mut all = vec![
            found(&format!("{uploads}1.fit"), ErrorKind::NotAnActivity),
            found(&format!("{uploads}2.fit"), ErrorKind::NotAnActivity),
            found(&format!("{uploads}3.fit"), ErrorKind::Malformed),
            found("e.zip!4.fit", ErrorKind::NotAnActivity),
        ];
        let notes = set_aside(&mut all, |one| one.problem.as_ref());
        assert_eq!(notes, ["ann: 2 uploads of the watch are no recordings and were passed over (a settings file 2)"]);
        assert_eq!(all.len(), 2);
    }
}
