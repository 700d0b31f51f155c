//! The figures reached, and how far a change may fall behind them.

use std::fmt::Write as _;

use super::figures::Measured;
use Figure::{
    CleanExact, CleanF1, Exact, F1, FalsePer100, HighRight, Kept, NothingFound, OtherSports, Precision, RightNumber,
    StridesTold, StrongNegatives,
};
use Home::{Corpus, Corpus2, Histories};

/// What was reached: by speed alone, and by the best evidence. After a gain, set the new figures here and in
/// README.md.
#[rustfmt::skip]
const REACHED: [(Home, Figure, [f64; 2]); 15] = [
    //                           signal   auto
    (Corpus,    Exact,           [ 80.9,  92.4]),
    (Corpus,    CleanExact,      [ 91.2,  98.3]),
    (Corpus,    F1,              [ 96.3,  99.3]),
    (Corpus,    CleanF1,         [ 98.3,  99.8]),
    (Corpus,    NothingFound,    [  2.5,   0.0]),
    (Corpus,    StrongNegatives, [  0.0,   0.0]),
    (Corpus,    OtherSports,     [  0.0,   0.0]),
    (Corpus2,   Exact,           [ 57.9, 100.0]),
    (Corpus2,   NothingFound,    [ 21.1,   0.0]),
    (Histories, Precision,       [ 94.0,  94.1]),
    (Histories, Kept,            [ 96.0,  98.0]),
    (Histories, RightNumber,     [ 83.3,  83.7]),
    (Histories, FalsePer100,     [  0.3,   0.3]),
    (Histories, StridesTold,     [ 33.3,  33.3]),
    (Histories, HighRight,       [100.0, 100.0]),
];

/// A share may fall by this much, percent points: labels and rounding are no better than that.
const MARGIN_PCT: f64 = 2.0;

/// False sessions may become more by this much, per 100 runs: the figure itself is to stay below one.
const MARGIN_PER_100: f64 = 0.2;

/// Where a figure was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// Picked sessions and picked runs without reps.
    Corpus,
    /// Sessions of little contrast, with steps of equal time, smart recording, treadmills.
    Corpus2,
    /// Labelled runs of whole histories.
    Histories,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    /// Sessions in which every rep is right and none else was found, %.
    Exact,
    /// The same of sessions without doubt, %.
    CleanExact,
    /// F1 of reps, %.
    F1,
    /// The same of sessions without doubt, %.
    CleanF1,
    /// Sessions in which nothing was found, %.
    NothingFound,
    /// Even runs that were given reps.
    StrongNegatives,
    /// Outings of other sports that were given reps.
    OtherSports,
    /// Runs called reps that are sessions, weighted, %.
    Precision,
    /// Sessions called reps, %.
    Kept,
    /// Of these, the ones with the right number of reps, %.
    RightNumber,
    /// Runs called reps without a session, per 100 runs, weighted.
    FalsePer100,
    /// Strides called strides, %.
    StridesTold,
    /// Runs called reps with high confidence that are sessions, weighted, %.
    HighRight,
}

impl Figure {
    /// The worst that passes where this was reached.
    fn bound(self, reached: f64) -> f64 {
        match self {
            StrongNegatives | OtherSports => reached,
            FalsePer100 => reached + MARGIN_PER_100,
            NothingFound => reached + MARGIN_PCT,
            _ => reached - MARGIN_PCT,
        }
    }

    fn passes(self, measured: f64, reached: f64) -> bool {
        match self {
            StrongNegatives | OtherSports | FalsePer100 | NothingFound => measured <= self.bound(reached),
            _ => measured >= self.bound(reached),
        }
    }
}

/// Fails where a measured figure is worse than what was reached by more than its margin.
pub(super) fn hold(home: Home, measured: &[Measured]) {
    let name = format!("{home:?}");
    let mut table = format!("{name:26}  signal   bound    auto   bound\n");
    let mut missed = Vec::new();
    for (_, figure, reached) in REACHED.iter().filter(|row| row.0 == home) {
        let (_, values) = measured.iter().find(|one| one.0 == *figure).unwrap();
        let name = format!("{figure:?}");
        let _ = write!(table, "  {name:24}");
        for (value, reached) in values.iter().zip(reached) {
            let _ = write!(table, "{value:8.1}{:8.1}", figure.bound(*reached));
        }
        table.push('\n');
        if values.iter().zip(reached).any(|(value, reached)| !figure.passes(*value, *reached)) {
            missed.push(*figure);
        }
    }
    if std::env::var_os("LASTREP_FIGURES").is_some_and(|word| word == "1") {
        super::show(&table);
    }
    assert!(missed.is_empty(), "{missed:?} fell below what was reached\n{table}");
}

#[test]
fn a_figure_may_fall_by_its_margin() {
    assert!(Exact.passes(79.0, 80.9) && !Exact.passes(78.8, 80.9));
    assert!(NothingFound.passes(4.0, 2.1) && !NothingFound.passes(4.2, 2.1));
    assert!(StrongNegatives.passes(1.0, 1.0) && !StrongNegatives.passes(2.0, 1.0));
}

/// The rows of the README's table by their first words, and the figures in them.
const IN_README: [(&str, Home, &[Figure]); 7] = [
    ("whole histories of 3 runners: runs called reps that are sessions", Histories, &[Precision]),
    ("sessions that are found", Histories, &[Kept]),
    ("of these with the right number of reps", Histories, &[RightNumber]),
    ("false sessions in 100 runs", Histories, &[FalsePer100]),
    ("runs with strides that are recognised", Histories, &[StridesTold]),
    ("236 sessions of 12 runners: every rep right", Corpus, &[Exact, CleanExact]),
    ("their reps: F1", Corpus, &[F1, CleanF1]),
];

/// The figures in a cell, as they are written: `94 %`, `49 of 50` (a share, %), `92.4 % (98.3)`.
fn shown(cell: &str) -> Vec<String> {
    if let Some((part, whole)) = cell.split_once(" of ") {
        return vec![format!("{:.1}", 100.0 * part.parse::<f64>().unwrap() / whole.parse::<f64>().unwrap())];
    }
    cell.split([' ', '%', '(', ')']).filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_readme_shows_what_was_reached() {
    for (words, home, figures) in IN_README {
        let row = include_str!("../../README.md").lines().find(|line| line.starts_with(&format!("| {words}")));
        let cells: Vec<&str> = row.unwrap_or_else(|| panic!("no row {words:?} in README.md")).split(" | ").collect();
        let [_, auto, signal] = cells[..] else { panic!("{words}: {cells:?}") };
        for (place, cell) in [signal, auto].into_iter().enumerate() {
            let shown = shown(cell.trim_end_matches([' ', '|']));
            let reached = figures.iter().map(|figure| REACHED.iter().find(|row| (row.0, row.1) == (home, *figure)));
            let reached: Vec<String> = reached
                .zip(&shown)
                .map(|(row, shown)| {
                    let decimals = shown.split_once('.').map_or(0, |(_, digits)| digits.len());
                    format!("{:.decimals$}", row.unwrap().2[place])
                })
                .collect();
            assert_eq!(shown, reached, "README.md and REACHED differ in {words:?}");
        }
    }
}
