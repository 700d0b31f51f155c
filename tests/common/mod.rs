//! What the integration tests share: a simulator of outings, writers of their files, and the committed fixtures.

pub(crate) mod activity;
#[cfg(test)]
pub(crate) mod cases;
pub(crate) mod fixtures;
pub(crate) mod matching;
pub(crate) mod presses;
pub(crate) mod simulate;
pub(crate) mod write;
