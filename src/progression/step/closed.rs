//! Why a lever is closed, with the figures of it.

use crate::model::Family;

/// What closes a lever.
#[derive(Debug, Clone, PartialEq)]
pub enum Closed {
    /// The ladder has no more reps of this length than so many.
    MostReps(usize),
    /// A longer rep waits until all reps of this length are in.
    LongerWaits,
    /// There is no longer rep on the ladder.
    NoLonger,
    /// By feel there is no pace to raise.
    NoPace,
    /// A faster pace than the runner's best over that length, or than anybody's.
    TooFast,
    /// A longer rep would take over so many seconds.
    TooLong(f64),
    /// Of longer reps there would be fewer than so many.
    TooFew(usize),
    /// The rest is not known, or as short as it should be.
    Rest,
    /// The distance of the reps is not known.
    Unknown,
    /// The week carries no more: family, m of fast running, share of the week where that is what limits it, and the week, m.
    Week(Family, f64, Option<f64>, f64),
    /// Fewer than three runs a week are on record.
    Sparse,
    /// More than so many metres of fast running would be a jump.
    Jump(f64),
    /// The whole run would be much longer than the longest of 30 days, m.
    LongestRun(f64),
    /// The last seven days hold so many metres, usual are so many.
    FullWeek(f64, f64),
    /// The last seven days hold a new longest run.
    NewLongest,
    /// So much of the last seven days' running time was fast, 0 to 1.
    FastShare(f64),
    /// A surface that is new this week.
    NewSurface(String),
    /// Surges stay as they are.
    Surges,
    /// The surges have had their turn.
    SurgesDone,
}
