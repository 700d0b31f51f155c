//! What one look at a runner's past found, for later looks that would find the same.

use super::anchor::RaceIndex;
use super::evidence::Evidence;
use super::judgement::Judgement;
use super::mornings::Morning;
use super::summary::SessionSummary;
use crate::model::{Day, Family};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::hash::Hash;
use std::rc::Rc;

/// Results by what they are of.
#[derive(Debug)]
pub(crate) struct Known<K, V>(RefCell<FxHashMap<K, V>>);

impl<K, V> Default for Known<K, V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<K: Eq + Hash, V: Clone> Known<K, V> {
    /// The known result; else that of `find`, which is known from then on.
    pub(crate) fn or_find(&self, key: K, find: impl FnOnce() -> V) -> V {
        if let Some(known) = self.0.borrow().get(&key) {
            return known.clone();
        }
        let found = find();
        self.0.borrow_mut().insert(key, found.clone());
        found
    }
}

/// A session among those that are borrowed: its place in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Which(usize);

impl Which {
    /// This session. Two sessions have one place only if one of them is gone.
    pub(crate) fn of(session: &SessionSummary) -> Self {
        Self(std::ptr::from_ref(session).addr())
    }
}

/// A session as one of a kind, run by a novice or by another runner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct OfKind {
    pub(super) session: Which,
    pub(super) family: Family,
    pub(super) is_novice: bool,
}

/// A session before the witnesses.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) evidence: Evidence,
    /// What is judged by that evidence.
    pub(crate) judgement: Judgement,
}

/// How much has been heard of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Heard {
    /// What is told up to a day, after which there is more to come.
    UpTo(Day),
    /// All that will ever be told.
    All,
}

/// What is found again and again.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(super) mornings: Known<Day, Rc<Morning>>,
    /// The kind of a session of a novice, or of another runner.
    pub(super) families: Known<(Which, bool), Family>,
    /// The index at a session, by a race.
    pub(super) races: Known<Which, Option<RaceIndex>>,
    /// What the day of a session tells of the session.
    pub(crate) of_its_day: Known<OfKind, Option<Evidence>>,
    pub(crate) cases: Known<(OfKind, Heard), Option<Rc<Case>>>,
}
