//! Why a lever is closed, with its figures.

use crate::model::Family;

/// What closes a lever.
#[derive(Debug, Clone, PartialEq)]
pub enum Closed {
    /// The most reps of this length are run: their number.
    MostReps(usize),
    /// A longer rep waits until all reps of this length are run.
    LongerWaits,
    /// The session has reps of the next length outside its set.
    HasLonger,
    /// There is no longer rep on the ladder.
    NoLonger,
    /// By feel there is no pace to raise.
    NoPace,
    /// The pace would be above the runner's best over that length, or at threshold above that of the race.
    TooFast,
    /// A longer rep would take longer than this, s.
    TooLong(f64),
    /// There would be fewer longer reps than this.
    TooFew(usize),
    /// The rest is unknown, or as short as it may be.
    Rest,
    /// The distance of the reps is unknown.
    Unknown,
    /// The week carries no more: the family, its most fast distance, m, its share of the week where the share is the limit,
    /// and the week, m.
    Week(Family, f64, Option<f64>, f64),
    /// Fewer than three runs a week are on record.
    Sparse,
    /// A fast distance above this would be a jump, m.
    Jump(f64),
    /// The whole run would be much longer than the longest of 30 days: that run, m.
    LongestRun(f64),
    /// The last seven days are above the usual week: both, m.
    FullWeek(f64, f64),
    /// The last seven days hold a new longest run.
    NewLongest,
    /// Too much of the last seven days' running time was fast: the share, 0 to 1.
    FastShare(f64),
    /// The surface is new this week: its name.
    NewSurface(String),
    /// Surges stay as they are.
    Surges,
    /// The surges were run already.
    SurgesDone,
}
