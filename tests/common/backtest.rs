//! Advice held against what the runner did next: the sessions of whole histories, and the shares of them.
//!
//! Whether reps were held is judged here by a plain rule of its own, so that the program is not its own judge.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use lastrep::batch::{self, Options};
use lastrep::model::Family;
use lastrep::progression::Decision;
use lastrep::report::Analysed;
use lastrep::scores::last_rep_quality;
use lastrep::segment::{Confidence, SegmentKind, WorkoutKind};
use lastrep::stats::{Range, median};

/// Days within which the next session of a kind follows.
const NEXT_DAYS: f64 = 28.0;
const DAY_S: f64 = 86_400.0;
/// A rep is longer than this, m.
const REP_M: f64 = 30.0;
/// Speeds are made alike by length with this exponent, at this length, m.
const RIEGEL: (f64, f64) = (0.06, 400.0);
/// The last rep may fall by this much against the median of the others, and the last third against the rest, in logs.
const LAST_FELL: f64 = -0.04;
const LATE_FELL: f64 = -0.03;
/// Fewer reps have no last third.
const FEWEST_WITH_THIRD: usize = 4;
/// What is advised lies between these shares of the least and the most of the last three sessions of the kind.
const SANE: Range = Range::new(0.6, 1.2);
/// More than this share of what was just run is more.
const MORE: f64 = 1.01;
/// A session that takes the advice on has these shares of the advised distance and speed.
const TAKEN: (f64, f64) = (0.9, 0.98);
/// A session that grew has these shares of the distance and speed before.
const GREW: (f64, f64) = (1.05, 0.99);

/// One real session with the advice after it.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) start_unix_s: f64,
    pub(crate) workout: String,
    pub(crate) family: Option<Family>,
    pub(crate) decision: Decision,
    pub(crate) rule: &'static str,
    pub(crate) next_workout: String,
    /// Distance of all work reps, m, and their mean speed, m/s.
    fast_m: f64,
    speed_mps: f64,
    /// Whether the reps were held to the end; `None` of a single rep.
    held: Option<bool>,
    /// Last-rep quality of the main set, 0 to 100.
    last_rep_quality: Option<f64>,
    advised_m: Option<f64>,
    advised_mps: Option<f64>,
    /// The next session of its kind within four weeks, by its place.
    next: Option<usize>,
    /// Whether one of these grew on it and was held.
    grew: bool,
    is_absurd: bool,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Share {
    pub(crate) part: usize,
    pub(crate) whole: usize,
}

/// How well a figure of one session tells whether the next of its kind is held.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Tells {
    /// Area under the curve: of two sessions, one before a held and one before a lost session, how often the first had more.
    pub(crate) area: f64,
    pub(crate) before_held: usize,
    pub(crate) before_lost: usize,
}

/// What is told of the sessions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shares {
    pub(crate) sessions: usize,
    /// A next session was named.
    pub(crate) answered: Share,
    /// Nothing could be judged.
    pub(crate) unreadable: Share,
    pub(crate) up: Share,
    /// Asked for far less or more than the last three sessions, without a lighter week, way back, easy day or rest.
    pub(crate) absurd: Share,
    /// A step back, lighter week, way back, easy day or rest that asks for more than was just run.
    pub(crate) back_asks_more: Share,
    /// Steps up that were taken on and held.
    pub(crate) precision: Share,
    /// Next sessions held, after a step up and after other answers.
    pub(crate) after_up: Share,
    pub(crate) after_others: Share,
    /// Of the sessions after which the runner grew: told to step up.
    pub(crate) recall: Share,
    /// What last-rep quality tells of the next session; `None` where all or none were held.
    pub(crate) last_rep: Option<Tells>,
    /// The advised fast distance over that of the session just run, sorted; lighter answers left out.
    pub(crate) sizes: Vec<f64>,
}

impl Share {
    fn of(all: impl Iterator<Item = bool>) -> Self {
        all.fold(Self::default(), |share, is| Self { part: share.part + usize::from(is), whole: share.whole + 1 })
    }

    /// In percent; `None` of nothing.
    pub(crate) fn percent(self) -> Option<f64> {
        (self.whole > 0).then(|| 100.0 * self.part as f64 / self.whole as f64)
    }
}

/// The sessions of each history, one runner each, in order of time: name, sessions.
pub(crate) fn histories(paths: &[PathBuf]) -> Result<Vec<(String, Vec<Session>)>, String> {
    let options = Options { charts: batch::Charts::None, ..Options::default() };
    let read = batch::history(paths, &options, None, &|_| {}, &AtomicBool::new(false));
    let read = read.map_err(|error| error.to_string())?;
    let of_runner = |rows: &[Analysed]| (rows[0].runner.clone(), sessions(rows));
    Ok(read.done.chunk_by(|a, b| a.runner == b.runner).map(of_runner).collect())
}

/// The sessions of one runner, in order of time.
fn sessions(rows: &[Analysed]) -> Vec<Session> {
    let mut sessions: Vec<Session> = rows.iter().filter_map(session).collect();
    sessions.sort_by(|a, b| a.start_unix_s.total_cmp(&b.start_unix_s));
    for at in 0..sessions.len() {
        let own = &sessions[at];
        let is_kind = |other: &&Session| other.family == own.family;
        let same = || sessions[..=at].iter().rev().filter(is_kind).take(3).map(|other| other.fast_m);
        let (least, most) = (same().fold(f64::INFINITY, f64::min), same().fold(0.0, f64::max));
        let is_sane = |advised: f64| Range::new(SANE.low * least, SANE.high * most).contains(advised);
        let is_absurd = own.advised_m.is_some_and(|advised| !is_sane(advised));
        let is_near = |other: &Session| {
            let days = (other.start_unix_s - own.start_unix_s) / DAY_S;
            days > 0.0 && days <= NEXT_DAYS && other.family == own.family
        };
        let later: Vec<usize> = (at + 1..sessions.len()).filter(|later| is_near(&sessions[*later])).collect();
        let grew = later.iter().any(|later| {
            let later = &sessions[*later];
            let is_more = later.fast_m >= GREW.0 * own.fast_m && later.speed_mps >= GREW.1 * own.speed_mps;
            is_more && later.held == Some(true)
        });
        let next = later.first().copied();
        let own = &mut sessions[at];
        (own.next, own.grew, own.is_absurd) = (next, grew, is_absurd);
    }
    sessions
}

/// A session of reps that is not a guess; `None` of everything else.
fn session(row: &Analysed) -> Option<Session> {
    let is_session = row.structure.kind == WorkoutKind::Reps && row.structure.confidence != Confidence::Low;
    let advice = row.recommendation.as_ref().filter(|_| is_session && row.duplicate_of.is_none())?;
    let works = row.structure.segments.iter().filter(|segment| segment.kind == SegmentKind::Work);
    let reps: Vec<(f64, f64)> = works
        .map(|rep| (rep.best_distance_m(), rep.speed_mps()))
        .filter(|(metres, speed)| *metres > REP_M && *speed > 0.0)
        .collect();
    let fast_m: f64 = reps.iter().map(|(metres, _)| metres).sum();
    let next = advice.next.as_ref();
    (!reps.is_empty()).then(|| Session {
        start_unix_s: row.start_unix_s(),
        workout: row.structure.name.clone(),
        family: advice.family,
        decision: advice.decision,
        rule: advice.rule,
        next_workout: next.map(|next| next.text.clone()).unwrap_or_default(),
        fast_m,
        speed_mps: fast_m / reps.iter().map(|(metres, speed)| metres / speed).sum::<f64>(),
        held: held(&reps),
        last_rep_quality: last_rep_quality(row),
        advised_m: next.map(|next| next.fast_distance_m).filter(|metres| *metres > 0.0),
        advised_mps: next.and_then(|next| next.speed_mps).map(Range::middle),
        next: None,
        grew: false,
        is_absurd: false,
    })
}

fn last_rep_quality(row: &Analysed) -> Option<f64> {
    row.card.main_set()?.score(&last_rep_quality::INFO).as_ref().ok().map(|score| score.value)
}

/// Whether reps (distance, speed) were held to the end.
fn held(reps: &[(f64, f64)]) -> Option<bool> {
    let alike: Vec<f64> = reps.iter().map(|(metres, speed)| speed.ln() + RIEGEL.0 * (metres / RIEGEL.1).ln()).collect();
    let (last, others) = alike.split_last().filter(|(_, others)| !others.is_empty())?;
    if last - median(others) <= LAST_FELL {
        return Some(false);
    }
    if alike.len() < FEWEST_WITH_THIRD {
        return Some(true);
    }
    let (rest, late) = alike.split_at(alike.len() - alike.len() / 3);
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
    Some(mean(late) - mean(rest) > LATE_FELL)
}

/// The shares of one runner's sessions, or of several runners' together.
pub(crate) fn shares(runners: &[&[Session]]) -> Shares {
    let all: Vec<(&[Session], &Session)> =
        runners.iter().flat_map(|sessions| sessions.iter().map(|session| (*sessions, session))).collect();
    let only = |keep: &dyn Fn(&Session) -> bool| {
        all.iter().copied().filter(|(_, session)| keep(session)).collect::<Vec<(&[Session], &Session)>>()
    };
    let share = |of: &[(&[Session], &Session)], is: &dyn Fn(&Session) -> bool| {
        Share::of(of.iter().map(|(_, session)| is(session)))
    };
    let is_up = |session: &Session| session.decision == Decision::StepUp;
    let is_light = |session: &Session| {
        matches!(session.decision, Decision::LighterWeek | Decision::WayBack | Decision::Rest | Decision::EasyFirst)
    };
    let next_held = |(own, session): &(&[Session], &Session)| own[session.next?].held;
    let nexts = |up: bool| {
        let of = all.iter().filter(|(_, session)| is_up(session) == up);
        Share::of(of.filter_map(next_held))
    };
    let taken = all.iter().filter(|(own, session)| is_up(session) && is_taken(own, session));
    let plain = only(&|session| !is_light(session) && session.advised_m.is_some());
    let less =
        only(&|session| (is_light(session) || session.decision == Decision::StepBack) && session.advised_m.is_some());
    let mut sizes: Vec<f64> =
        plain.iter().filter_map(|(_, session)| Some(session.advised_m? / session.fast_m)).collect();
    sizes.sort_by(f64::total_cmp);
    Shares {
        sessions: all.len(),
        answered: share(&all, &|session| session.advised_m.is_some()),
        unreadable: share(&all, &|session| session.rule.contains("unreadable")),
        up: share(&all, &is_up),
        absurd: share(&plain, &|session| session.is_absurd),
        back_asks_more: share(&less, &|session| {
            session.advised_m.is_some_and(|advised| advised > MORE * session.fast_m)
        }),
        precision: Share::of(taken.filter_map(next_held)),
        after_up: nexts(true),
        after_others: nexts(false),
        recall: share(&only(&|session| session.grew && session.held == Some(true)), &is_up),
        last_rep: tells(all.iter().filter_map(|pair| Some((pair.1.last_rep_quality?, next_held(pair)?)))),
        sizes,
    }
}

/// What a figure tells of what followed it.
fn tells(pairs: impl Iterator<Item = (f64, bool)>) -> Option<Tells> {
    let (held, lost): (Vec<_>, Vec<_>) = pairs.partition(|(_, held)| *held);
    let wins = |(high, _): &(f64, bool)| -> f64 {
        let win = |(low, _): &(f64, bool)| {
            if high > low {
                1.0
            } else if high < low {
                0.0
            } else {
                0.5
            }
        };
        lost.iter().map(win).sum()
    };
    let all: f64 = held.iter().map(wins).sum();
    let area = all / (held.len() * lost.len()) as f64;
    area.is_finite().then_some(Tells { area, before_held: held.len(), before_lost: lost.len() })
}

/// Whether the next session of the kind was as much and as fast as advised.
fn is_taken(own: &[Session], session: &Session) -> bool {
    session.next.zip(session.advised_m).is_some_and(|(next, advised_m)| {
        let next = &own[next];
        let is_fast = session.advised_mps.is_none_or(|advised| next.speed_mps >= TAKEN.1 * advised);
        next.fast_m >= TAKEN.0 * advised_m && is_fast
    })
}
