//! Two sets of samples, channel by channel.

use super::samples::{CADENCE, CHANNEL_INFOS, CHANNELS, Samples, Second, TIME_TOLERANCE_S};
use super::{Comparison, FirstDifference, Verdict};

/// Which of our samples stands beside which of theirs.
#[derive(Debug, Default)]
struct Pairing {
    /// Indices into ours and theirs, in order.
    pairs: Vec<(usize, usize)>,
    /// Ours without a partner.
    ours_alone: Vec<usize>,
    /// Theirs without a partner.
    theirs_alone: Vec<usize>,
}

/// The lines of the report.
pub(super) fn compare(ours: &Samples, second: &Second) -> Vec<Comparison> {
    let theirs = &second.samples;
    let pairing = pair(ours, theirs);
    let mut lines = vec![activities(ours, second), samples(ours, second, &pairing), times(ours, theirs, &pairing)];
    let is_seen = |&channel: &usize| {
        let has = |samples: &Samples| samples.channels[channel].iter().any(|value| !value.is_nan());
        !second.is_not_read[channel] && (has(ours) || has(theirs))
    };
    lines.extend((0..CHANNELS).filter(is_seen).map(|channel| values(ours, second, &pairing, channel)));
    lines
}

/// Pairs the samples: one to one as long as the times go together, else by time.
fn pair(ours: &Samples, theirs: &Samples) -> Pairing {
    let shorter = ours.len().min(theirs.len());
    let is_same_time = |i: usize, j: usize| (ours.unix_s[i] - theirs.unix_s[j]).abs() <= TIME_TOLERANCE_S;
    if ours.len() == theirs.len() || (0..shorter).all(|i| is_same_time(i, i)) {
        return Pairing {
            pairs: (0..shorter).map(|i| (i, i)).collect(),
            ours_alone: (shorter..ours.len()).collect(),
            theirs_alone: (shorter..theirs.len()).collect(),
        };
    }
    let mut pairing = Pairing::default();
    let (mut i, mut j) = (0, 0);
    while i < ours.len() && j < theirs.len() {
        if is_same_time(i, j) {
            pairing.pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if ours.unix_s[i] < theirs.unix_s[j] {
            pairing.ours_alone.push(i);
            i += 1;
        } else {
            pairing.theirs_alone.push(j);
            j += 1;
        }
    }
    pairing.ours_alone.extend(i..ours.len());
    pairing.theirs_alone.extend(j..theirs.len());
    pairing
}

fn activities(ours: &Samples, second: &Second) -> Comparison {
    let (ours_n, theirs_n) = (ours.activities, second.samples.activities);
    let verdict = match ours_n == theirs_n {
        true => Verdict::Same,
        // The message that ends a session stands behind its samples.
        false if second.has_stopped && theirs_n < ours_n => Verdict::Explained,
        false => Verdict::Different,
    };
    Comparison { channel: "activities", ours_n, theirs_n, differing: ours_n.abs_diff(theirs_n), first: None, verdict }
}

fn samples(ours: &Samples, second: &Second, pairing: &Pairing) -> Comparison {
    let theirs = &second.samples;
    let differing = pairing.ours_alone.len() + pairing.theirs_alone.len();
    let ours_first = pairing.ours_alone.first().map(|&i| difference(i, ours.unix_s[i], f64::NAN));
    let theirs_first = pairing.theirs_alone.first().map(|&j| difference(j, f64::NAN, theirs.unix_s[j]));
    let is_explained =
        pairing.theirs_alone.is_empty() && (second.has_stopped || pairing.ours_alone.len() <= second.refused);
    Comparison {
        channel: "samples",
        ours_n: ours.len(),
        theirs_n: theirs.len(),
        differing,
        first: ours_first.or(theirs_first),
        verdict: verdict(differing, is_explained),
    }
}

fn times(ours: &Samples, theirs: &Samples, pairing: &Pairing) -> Comparison {
    let mut tally = Tally::default();
    for &(i, j) in &pairing.pairs {
        let (a, b) = (ours.unix_s[i], theirs.unix_s[j]);
        if (a - b).abs() > TIME_TOLERANCE_S {
            tally.add(i, a, b);
        }
    }
    Comparison {
        channel: "time",
        ours_n: ours.len(),
        theirs_n: theirs.len(),
        differing: tally.differing,
        first: tally.first,
        verdict: verdict(tally.differing, false),
    }
}

/// Differing samples and the first of them.
#[derive(Debug, Default)]
struct Tally {
    differing: usize,
    first: Option<FirstDifference>,
}

impl Tally {
    fn add(&mut self, record: usize, ours: f64, theirs: f64) {
        self.differing += 1;
        self.first.get_or_insert(difference(record, ours, theirs));
    }
}

fn values(ours: &Samples, second: &Second, pairing: &Pairing, channel: usize) -> Comparison {
    let (left, right) = (&ours.channels[channel], &second.samples.channels[channel]);
    let info = CHANNEL_INFOS[channel];
    let is_compared = |i: usize| channel != CADENCE || ours.is_on_foot.get(i).copied().unwrap_or(true);
    let (mut unequal, mut alone) = (Tally::default(), Tally::default());
    for &(i, j) in pairing.pairs.iter().filter(|(i, _)| is_compared(*i)) {
        let (a, b) = (left[i], right[j]);
        if a.is_nan() != b.is_nan() {
            alone.add(i, a, b);
        } else if (a - b).abs() > info.tolerance {
            unequal.add(i, a, b);
        }
    }
    // Where we have no value at all and theirs are all zero, the file has a field but no sensor.
    let is_empty_field = left.iter().all(|value| value.is_nan()) && !right.iter().any(|value| value.abs() > 0.0);
    let is_explained = unequal.differing == 0
        && (is_empty_field
            || (second.is_ours_alone[channel]
                && pairing.pairs.iter().all(|&(i, j)| !left[i].is_nan() || right[j].is_nan())));
    let first = [unequal.first, alone.first].into_iter().flatten().min_by_key(|first| first.record);
    let differing = unequal.differing + alone.differing;
    Comparison {
        channel: info.name,
        ours_n: count(left),
        theirs_n: count(right),
        differing,
        first,
        verdict: verdict(differing, is_explained),
    }
}

fn difference(record: usize, ours: f64, theirs: f64) -> FirstDifference {
    FirstDifference { record, ours, theirs }
}

fn count(values: &[f64]) -> usize {
    values.iter().filter(|value| !value.is_nan()).count()
}

fn verdict(differing: usize, is_explained: bool) -> Verdict {
    match differing {
        0 => Verdict::Same,
        _ if is_explained => Verdict::Explained,
        _ => Verdict::Different,
    }
}
