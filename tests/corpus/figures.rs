//! The figures: bytes in, structures out, in this process; each file is read once and cut by both kinds of evidence.

use std::path::{Path, PathBuf};

use lastrep::segment::{Confidence, RepsFrom};

use super::floors::Figure;
use crate::common::labelled::folder;
use crate::common::labelled::history::{each, labels};
use crate::common::labelled::runs::{Figures, Run, Told, at_level};
use crate::common::labelled::score::{Plain, Scored, Session, scored};
use crate::common::labelled::shares::Shares;

/// By speed alone, and by the best evidence: the order of the columns.
const EVIDENCE: [RepsFrom; 2] = [RepsFrom::Signal, RepsFrom::Auto];

/// A figure by either kind of evidence.
pub(super) type Measured = (Figure, [f64; 2]);

/// The figures of a folder of recordings with labels.
pub(super) fn of_corpus(folder: &Path) -> Vec<Measured> {
    let both = folder::each(folder, |case| EVIDENCE.map(|from| scored(case, &case.found(from)))).unwrap();
    beside([0, 1].map(|at| corpus(both.iter().map(|one| &one[at]))))
}

fn corpus<'a>(all: impl Iterator<Item = &'a Scored>) -> Vec<(Figure, f64)> {
    let (mut sessions, mut plain): (Vec<&Session>, Vec<&Plain>) = (Vec::new(), Vec::new());
    for one in all {
        match one {
            Scored::Session(session) => sessions.push(session),
            Scored::Plain(run) => plain.push(run),
        }
    }
    let clean: Vec<&Session> = sessions.iter().copied().filter(|session| session.is_clean).collect();
    let (all, clean) = (Shares::of(&sessions), Shares::of(&clean));
    let misled = |kind: &str| plain.iter().filter(|run| run.kind == kind && run.work > 0).count() as f64;
    vec![
        (Figure::Exact, 100.0 * all.exact),
        (Figure::CleanExact, 100.0 * clean.exact),
        (Figure::F1, 100.0 * all.f1),
        (Figure::CleanF1, 100.0 * clean.f1),
        (Figure::NothingFound, 100.0 * all.missed),
        (Figure::StrongNegatives, misled(folder::STRONG)),
        (Figure::OtherSports, misled(folder::OTHER_SPORT)),
    ]
}

/// The figures of a folder of whole histories.
pub(super) fn of_histories(folder: &Path) -> Vec<Measured> {
    let labels = labels(&folder.join("labels.csv")).unwrap();
    let mut histories: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    histories.retain(|path| path.is_dir() || path.extension().is_some_and(|ending| ending == "zip"));
    histories.sort();
    let both = each(&labels, &histories, |label, activity| {
        EVIDENCE.map(|from| Run { label: label.clone(), told: Told::of(activity, from) })
    });
    let both = both.unwrap();
    assert_eq!(both.len(), labels.len(), "labelled runs are no longer read");
    beside([0, 1].map(|at| history(&both.iter().map(|one| &one[at]).collect::<Vec<_>>())))
}

fn history(runs: &[&Run]) -> Vec<(Figure, f64)> {
    let figures = Figures::of(runs);
    let (_, high) = at_level(runs, Confidence::High);
    vec![
        (Figure::Precision, figures.precision.percent().unwrap()),
        (Figure::Kept, figures.kept.percent().unwrap()),
        (Figure::RightNumber, figures.right.percent().unwrap()),
        (Figure::FalsePer100, figures.wrong.percent().unwrap()),
        (Figure::StridesTold, figures.strides.percent().unwrap()),
        (Figure::HighRight, high.percent().unwrap()),
    ]
}

/// The same figures by both kinds of evidence, side by side.
fn beside([signal, auto]: [Vec<(Figure, f64)>; 2]) -> Vec<Measured> {
    signal.into_iter().zip(auto).map(|((figure, signal), (_, auto))| (figure, [signal, auto])).collect()
}
