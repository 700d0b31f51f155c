//! The runner's easy running: how fast it usually is, and how far.

use crate::progression::past::SessionSummary;
use crate::progression::past::history::History;
use crate::stats::middle_of;

/// Shortest run beside others that is worth its shoes, m. House rule.
pub(crate) const SHORTEST_M: f64 = 3_000.0;
/// Days over which easy runs are looked for.
const EASY_DAYS: i64 = 30;
/// Easy speed where these days have no easy run, m/s. House rule.
const EASY_MPS: f64 = 2.6;

/// Median speed of the easy runs, m/s.
pub(crate) fn easy_mps(past: &History<'_>) -> f64 {
    let speeds = easy_runs(past).map(|run| run.distance_m / run.timer_s);
    middle_of(speeds.filter(|speed| speed.is_finite() && *speed > 0.0)).unwrap_or(EASY_MPS)
}

/// Median distance of the easy runs of 3 km and more, m; `None` without any.
pub(crate) fn easy_m(past: &History<'_>) -> Option<f64> {
    middle_of(easy_runs(past).map(|run| run.distance_m).filter(|metres| *metres >= SHORTEST_M))
}

/// Recent runs without anything fast.
fn easy_runs<'a>(past: &'a History<'_>) -> impl Iterator<Item = &'a SessionSummary> {
    past.runs.iter().copied().filter(|run| !run.is_fast() && past.today - run.day <= EASY_DAYS)
}
