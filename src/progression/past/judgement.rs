//! What is judged of one session: the words of the witnesses, and the verdict.

/// What was found about a session, with its figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Finding {
    /// Reps were missing: the reps done, and the reps planned.
    Missing(usize, usize),
    /// The last third was slower than the rest, %.
    LateFell(f64),
    /// The last rep was slower than the others, %.
    LastFell(f64),
    /// The end was slow for the length of its reps, which were of unlike lengths.
    SlowForLength,
    /// Each rep was slower than the one before.
    EachSlower,
    /// The reps got slower from the first to the last, %.
    Faded(f64),
    /// The pace of the reps was erratic.
    Erratic,
    /// The paces of like reps were so far apart that no one pace stands for them.
    ManyPaces,
    /// Last-rep quality was low, of 100.
    LowQuality(f64),
    /// The reps were slower than the plan in the file asks, %.
    Slow(f64),
    /// The effort was above what the kind asks, CR10.
    Hard(f64),
    /// Fewer than two reps were left in reserve.
    NoReserve(f64),
    /// Marks of feel were low twice in a row.
    FeltLow,
    /// Pain of the kind that ends a session.
    Pain,
    /// Cadence fell at equal speed, and the last third was slower, %.
    CadenceFell(f64),
    /// Soreness afterwards, 0 to 10.
    Sore(f64),
    /// The next run came late.
    LateAgain,
    /// Heat slowed the reps, %.
    Hot(f64),
    /// The reps are not certain to be reps.
    Doubtful,
    /// Hills or wind kept pace from showing effort.
    UnevenGround,
    /// There was one rep, which has no shape.
    OneRep,
    /// The journal has a cell about the effort that cannot be read.
    Unread,
}

/// What one witness says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Witness {
    /// Held.
    Held,
    /// Neither, and why the session is not held.
    Between(Finding),
    /// Not held, and why.
    NotHeld(Finding),
    /// Nothing was seen.
    Unseen,
}

impl Witness {
    /// What keeps the witness from saying held.
    pub(crate) fn finding(self) -> Option<Finding> {
        match self {
            Self::Between(finding) | Self::NotHeld(finding) => Some(finding),
            Self::Held | Self::Unseen => None,
        }
    }
}

/// Whether a session was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Not held.
    NotHeld,
    /// Neither.
    Unclear,
    /// Held.
    Held,
}

impl Verdict {
    /// The word used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotHeld => "not held",
            Self::Unclear => "unclear",
            Self::Held => "held",
        }
    }
}

/// What the witnesses say of a session.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// Whether it was held.
    pub verdict: Verdict,
    /// Reps done, last third, last rep.
    pub shape: Witness,
    /// RPE, else heart rate.
    pub effort: Witness,
    /// Cadence with the last third.
    pub form: Witness,
    /// The days after.
    pub aftermath: Witness,
    /// The weightiest reason why the session was not held; `None` where it was.
    pub finding: Option<Finding>,
    /// Whether the reps went wrong, whatever the weightiest reason is: they faded, were erratic, or the last was lost.
    pub went_wrong: bool,
}

impl Judgement {
    /// Whether the shape was seen.
    pub fn saw_shape(&self) -> bool {
        self.shape != Witness::Unseen
    }

    /// Whether the session breaks a row of sessions that were held: it was not held, or its reps went wrong.
    pub fn breaks_row(&self) -> bool {
        self.finding != Some(Finding::Doubtful) && (self.verdict == Verdict::NotHeld || self.went_wrong)
    }

    /// Whether the effort was seen.
    pub fn saw_effort(&self) -> bool {
        self.effort != Witness::Unseen
    }
}
