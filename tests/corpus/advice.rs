//! The advice after each real session, held against what the runners did next.

use std::path::Path;

use super::folder;
use crate::common::backtest::{Session, Share, histories, shares};

/// The bounds that the advice is held to, %.
const UNREADABLE_MOST: f64 = 10.0;
const UP: std::ops::RangeInclusive<f64> = 15.0..=35.0;
const ABSURD_MOST: f64 = 3.0;

fn percent(share: Share) -> f64 {
    share.percent().unwrap()
}

#[test]
fn real_sessions_get_sane_advice() {
    let Some(folder) = folder("LASTREP_HISTORIES") else { return };
    let is_history = |path: &Path| path.is_dir() || path.extension().is_some_and(|ending| ending == "zip");
    let mut paths: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| is_history(path));
    paths.sort();
    let runners = histories(&paths).unwrap();
    let all: Vec<&[Session]> = runners.iter().map(|(_, sessions)| sessions.as_slice()).collect();
    let told = shares(&all);
    assert_eq!(told.answered.part, told.answered.whole, "{told:#?}");
    assert!(percent(told.unreadable) <= UNREADABLE_MOST, "{told:#?}");
    assert!(UP.contains(&percent(told.up)), "{told:#?}");
    assert!(percent(told.absurd) <= ABSURD_MOST, "{told:#?}");
    assert_eq!(told.back_asks_more.part, 0, "{told:#?}");
}
