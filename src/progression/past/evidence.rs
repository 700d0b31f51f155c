//! What is known of one session when it is judged.

use super::seen::Flaw;
use crate::model::Teller;
use crate::scores::NoisyChange;

/// What is known of one session when it is judged. Missing is `None`.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate observation of the session")]
pub struct Evidence {
    /// Work reps of all sets.
    pub reps: usize,
    /// Whether the reps are run by feel, or their speed cannot be read. Such reps are held when they are done.
    pub by_feel: bool,
    /// Whether changing hills or wind keep the speeds of the reps from comparing.
    pub uneven_ground: bool,
    /// Whether the reps were run on hills: their pace says nothing of the flat. On one hill the reps compare with each other.
    pub on_a_hill: bool,
    /// Whether the cut is doubtful. Such a session neither holds nor fails.
    pub doubtful: bool,
    /// Whether the reps were of unlike lengths, so that their speeds compare only when they are made alike by length.
    pub is_unlike: bool,
    /// Measurement noise of a rep's speed, %.
    pub noise_pct: f64,
    /// Reps done over reps planned, 0 to 1 and more; 1 where no plan is known.
    pub done_fraction: f64,
    /// Whether missing reps have a reason other than fatigue.
    pub excused: bool,
    /// The last third against the rest.
    pub late_pct: Option<NoisyChange>,
    /// The last rep against the median of the others.
    pub last_pct: Option<NoisyChange>,
    /// Speed against the range of the plan in the file; 0 within the range.
    pub asked_pct: Option<NoisyChange>,
    /// Whether each rep was slower than the one before, beyond the noise.
    pub each_slower: bool,
    /// How much faster than the others the first rep was, %; `None` where that was no fast start.
    pub fast_start_pct: Option<f64>,
    /// Last-rep quality, 0 to 100.
    pub last_rep_quality: Option<f64>,
    /// The flaw that the report tells of.
    pub flaw: Option<Flaw>,
    /// Whether like reps were of paces so far apart that no one pace stands for them.
    pub is_of_many_paces: bool,
    /// Session RPE, CR10.
    pub rpe_cr10: Option<f64>,
    /// Who told the RPE.
    pub rpe_by: Option<Teller>,
    /// Reps in reserve by the journal.
    pub reps_in_reserve: Option<f64>,
    /// Whether a cell of the journal about effort or pain cannot be read.
    pub effort_unread: bool,
    /// Whether this session and the one before have low marks of feel, smoothness or comfort.
    pub felt_low: bool,
    /// Whether there was pain that ends fast running.
    pub stop_pain: bool,
    /// Heart rate at the end of the last rep over the highest of the year.
    pub heart_rate_share: Option<f64>,
    /// Rise of heart rate over the reps, bpm.
    pub heart_rate_rise_bpm: Option<f64>,
    /// Cadence drift at equal speed, %.
    pub cadence_drift_pct: Option<f64>,
    /// Worst soreness of the two days after, 0 to 10.
    pub soreness_after: Option<f64>,
    /// Soreness of the second day after, 0 to 10.
    pub soreness_second: Option<f64>,
    /// Whether the runner was sore after this session and after the one before.
    pub sore_twice: bool,
    /// The gap to the next run over the usual gap.
    pub gap_ratio: Option<f64>,
    /// Heat slowdown expected for reps, %.
    pub heat_pct: Option<f64>,
    /// Whether the session came less than 48 h after a hard day.
    pub short_gap: bool,
    /// Whether the night was poor or a signal of that morning was off.
    pub amber_day: bool,
    /// Whether the journal has a row of the day.
    pub has_row: bool,
    /// Median split index of the reps, %; negative = slowing within the rep.
    pub split_index_pct: Option<f64>,
    /// Whether the last rep was the slowest.
    pub last_rep_slowest: bool,
}

impl Evidence {
    /// A session of which only the number of reps is known.
    pub(crate) fn unseen(reps: usize) -> Self {
        Self {
            reps,
            by_feel: false,
            uneven_ground: false,
            on_a_hill: false,
            doubtful: false,
            is_unlike: false,
            noise_pct: f64::NAN,
            done_fraction: 1.0,
            excused: false,
            late_pct: None,
            last_pct: None,
            asked_pct: None,
            each_slower: false,
            fast_start_pct: None,
            last_rep_quality: None,
            flaw: None,
            is_of_many_paces: false,
            rpe_cr10: None,
            rpe_by: None,
            reps_in_reserve: None,
            effort_unread: false,
            felt_low: false,
            stop_pain: false,
            heart_rate_share: None,
            heart_rate_rise_bpm: None,
            cadence_drift_pct: None,
            soreness_after: None,
            soreness_second: None,
            sore_twice: false,
            gap_ratio: None,
            heat_pct: None,
            short_gap: false,
            amber_day: false,
            has_row: false,
            split_index_pct: None,
            last_rep_slowest: false,
        }
    }
}
