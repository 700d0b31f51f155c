//! Slips of the finger, made on purpose: the laps of a well-pressed session with one press forgotten or late.
//!
//! Pure functions over laps, so that a benchmark can slip on any recording whose laps are known to be right: find the
//! laps again and compare with the truth.

use lastrep::model::Lap;

/// What goes wrong at one rep.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Slip {
    /// The press at its start is forgotten: the rest before it and the rep are one lap.
    NoStart,
    /// The press at its end is forgotten: the rep and the rest after it are one lap.
    NoEnd,
    /// Both are forgotten: rest, rep and rest are one lap.
    NoRep,
    /// Its end and the next rep's start are forgotten: two reps and their rest are one lap.
    NoRest,
    /// The press at its start comes late, s.
    LateStart(f64),
    /// The press at its end comes late, s.
    LateEnd(f64),
}

impl Slip {
    /// One of each kind, late presses by 5, 10, 15 and 20 s.
    pub(crate) const ALL: [Self; 12] = [
        Self::NoStart,
        Self::NoEnd,
        Self::NoRep,
        Self::NoRest,
        Self::LateStart(5.0),
        Self::LateStart(10.0),
        Self::LateStart(15.0),
        Self::LateStart(20.0),
        Self::LateEnd(5.0),
        Self::LateEnd(10.0),
        Self::LateEnd(15.0),
        Self::LateEnd(20.0),
    ];
}

/// The laps with a slip at the lap of index `rep`; `None` where it cannot happen: no lap beside it, or none so long that
/// a later press still falls into it.
///
/// # Shape
/// One lap less for a forgotten press, two less for two; as many for a late one. Times still meet.
pub(crate) fn slipped(laps: &[Lap], rep: usize, slip: Slip) -> Option<Vec<Lap>> {
    let before = rep.checked_sub(1)?;
    let mut out = laps.to_vec();
    match slip {
        Slip::NoStart => merge(&mut out, before, rep)?,
        Slip::NoEnd => merge(&mut out, rep, rep + 1)?,
        Slip::NoRep => merge(&mut out, before, rep + 1)?,
        Slip::NoRest => merge(&mut out, rep, rep + 2)?,
        Slip::LateStart(by) => press_late(&mut out, before, by)?,
        Slip::LateEnd(by) => press_late(&mut out, rep, by)?,
    }
    Some(out)
}

/// Makes one lap of the laps from `first` to `last`: it ends as the last one did.
fn merge(laps: &mut Vec<Lap>, first: usize, last: usize) -> Option<()> {
    let (a, b) = (*laps.get(first)?, *laps.get(last)?);
    let total = |of: fn(&Lap) -> Option<f64>| laps[first..=last].iter().map(of).sum::<Option<f64>>();
    let (distance_m, timer_s) = (total(|lap| lap.distance_m), total(|lap| lap.timer_s));
    let one = Lap { start_s: a.start_s, end_s: b.end_s, distance_m, timer_s, ..b };
    laps.splice(first..=last, [one]);
    Some(())
}

/// Moves the press between a lap and the next; the next keeps at least 3 s.
fn press_late(laps: &mut [Lap], lap: usize, by_s: f64) -> Option<()> {
    let next = laps.get(lap + 1)?;
    if next.end_s - next.start_s < by_s + 3.0 {
        return None;
    }
    let moved = |timer_s: Option<f64>, by_s: f64| timer_s.map(|seconds| seconds + by_s);
    laps[lap].end_s += by_s;
    laps[lap].timer_s = moved(laps[lap].timer_s, by_s);
    laps[lap].distance_m = None;
    laps[lap + 1].start_s += by_s;
    laps[lap + 1].timer_s = moved(laps[lap + 1].timer_s, -by_s);
    laps[lap + 1].distance_m = None;
    Some(())
}
