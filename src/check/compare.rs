//! Two sets of samples, channel by channel.

use super::samples::{CADENCE, CHANNEL_INFOS, CHANNELS, Samples, Second, TIME_TOLERANCE_S};

/// One channel in both readings.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelComparison {
    /// The channel, or what is counted.
    pub channel: &'static str,
    /// Values that we read.
    pub ours_n: usize,
    /// Values that the other reader read.
    pub theirs_n: usize,
    /// Samples in which the two differ.
    pub differing: usize,
    /// The first sample in which the two differ.
    pub first: Option<FirstDifference>,
    /// What the comparison amounts to.
    pub verdict: Agreement,
}

/// The first sample in which two readers differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FirstDifference {
    /// Its index among our samples in file order, or among theirs when we do not have it.
    pub record: usize,
    /// Our value; NaN for none.
    pub ours: f64,
    /// Their value; NaN for none.
    pub theirs: f64,
}

/// What a comparison amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// No difference beyond the resolution of the format.
    Same,
    /// Differences that a known habit of the other reader explains.
    Explained,
    /// Differences without an explanation.
    Different,
    /// The other reader has no sample to compare with ours.
    NotCompared,
}

impl Agreement {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Explained => "explained",
            Self::Different => "DIFFERENT",
            Self::NotCompared => "not compared",
        }
    }
}

/// Which of our samples is paired with which of theirs.
#[derive(Debug, Default)]
struct Pairing {
    /// Indices into ours and theirs, in order.
    pairs: Vec<(usize, usize)>,
    /// Our samples without a partner.
    ours_alone: Vec<usize>,
    /// Their samples without a partner.
    theirs_alone: Vec<usize>,
}

/// The lines of the report, and the reasons of differences that are explained.
pub(super) fn compare(ours: &Samples, second: &Second) -> (Vec<ChannelComparison>, Vec<String>) {
    let theirs = &second.samples;
    let pairing = pair(ours, theirs);
    let mut lines = vec![activities(ours, second), samples(ours, second, &pairing), times(ours, theirs, &pairing)];
    let mut reasons = Vec::new();
    for channel in 0..CHANNELS {
        let has = |samples: &Samples| samples.channels[channel].iter().any(|value| !value.is_nan());
        if !second.is_not_read[channel] && (has(ours) || has(theirs)) {
            let (line, reason) = values(ours, second, &pairing, channel);
            reasons.extend(reason.map(|reason| format!("{}: {reason}", line.channel)));
            lines.push(line);
        }
    }
    (lines, reasons)
}

/// Pairs the samples: one to one when the two are equally many, or when the times agree up to the end of the shorter
/// one; else by time.
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

fn activities(ours: &Samples, second: &Second) -> ChannelComparison {
    let (ours_n, theirs_n) = (ours.activities, second.samples.activities);
    let verdict = match ours_n == theirs_n {
        true => Agreement::Same,
        // The message that ends a session comes after the session's samples.
        false if second.has_stopped && theirs_n < ours_n => Agreement::Explained,
        false => Agreement::Different,
    };
    ChannelComparison {
        channel: "activities",
        ours_n,
        theirs_n,
        differing: ours_n.abs_diff(theirs_n),
        first: None,
        verdict,
    }
}

fn samples(ours: &Samples, second: &Second, pairing: &Pairing) -> ChannelComparison {
    let theirs = &second.samples;
    let differing = pairing.ours_alone.len() + pairing.theirs_alone.len();
    let ours_first = pairing.ours_alone.first().map(|&i| difference(i, ours.unix_s[i], f64::NAN));
    let theirs_first = pairing.theirs_alone.first().map(|&j| difference(j, f64::NAN, theirs.unix_s[j]));
    let is_explained =
        pairing.theirs_alone.is_empty() && (second.has_stopped || pairing.ours_alone.len() <= second.refused);
    ChannelComparison {
        channel: "samples",
        ours_n: ours.len(),
        theirs_n: theirs.len(),
        differing,
        first: ours_first.or(theirs_first),
        verdict: verdict(differing, if is_explained { Cause::Known } else { Cause::Unknown }),
    }
}

fn times(ours: &Samples, theirs: &Samples, pairing: &Pairing) -> ChannelComparison {
    let mut tally = Tally::default();
    for &(i, j) in &pairing.pairs {
        let (a, b) = (ours.unix_s[i], theirs.unix_s[j]);
        if (a - b).abs() > TIME_TOLERANCE_S {
            tally.add(i, a, b);
        }
    }
    ChannelComparison {
        channel: "time",
        ours_n: ours.len(),
        theirs_n: theirs.len(),
        differing: tally.differing,
        first: tally.first,
        verdict: if pairing.pairs.is_empty() {
            Agreement::NotCompared
        } else {
            verdict(tally.differing, Cause::Unknown)
        },
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

fn values(
    ours: &Samples,
    second: &Second,
    pairing: &Pairing,
    channel: usize,
) -> (ChannelComparison, Option<&'static str>) {
    let (left, right) = (&ours.channels[channel], &second.samples.channels[channel]);
    let info = CHANNEL_INFOS[channel];
    let is_compared = |i: usize| channel != CADENCE || ours.is_on_foot.get(i).copied().unwrap_or(true);
    let (mut unequal, mut ours_alone, mut theirs_alone) = (Tally::default(), Tally::default(), Tally::default());
    let mut compared = 0;
    for &(i, j) in pairing.pairs.iter().filter(|(i, _)| is_compared(*i)) {
        let (a, b) = (left[i], right[j]);
        compared += 1;
        match (a.is_nan(), b.is_nan()) {
            (true, false) => theirs_alone.add(i, a, b),
            (false, true) => ours_alone.add(i, a, b),
            _ if (a - b).abs() > info.tolerance => unequal.add(i, a, b),
            _ => {}
        }
    }
    let is_empty_field = count(left) == 0 && !right.iter().any(|value| value.abs() > 0.0);
    let reason = match (unequal.differing, ours_alone.differing, theirs_alone.differing) {
        (0, 1.., 0) => second.ours_alone[channel],
        (0, 0, 1..) if is_empty_field => Some("every value is zero: a field without a sensor, left out"),
        _ => None,
    };
    let tallies = [unequal, ours_alone, theirs_alone];
    let differing = tallies.iter().map(|tally| tally.differing).sum();
    let line = ChannelComparison {
        channel: info.name,
        ours_n: count(left),
        theirs_n: count(right),
        differing,
        first: tallies.iter().filter_map(|tally| tally.first).min_by_key(|first| first.record),
        verdict: if compared == 0 {
            Agreement::NotCompared
        } else {
            verdict(differing, reason.map_or(Cause::Unknown, |_| Cause::Known))
        },
    };
    (line, reason)
}

fn difference(record: usize, ours: f64, theirs: f64) -> FirstDifference {
    FirstDifference { record, ours, theirs }
}

fn count(values: &[f64]) -> usize {
    values.iter().filter(|value| !value.is_nan()).count()
}

/// Whether differences have a known cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    Known,
    Unknown,
}

fn verdict(differing: usize, cause: Cause) -> Agreement {
    match differing {
        0 => Agreement::Same,
        _ if cause == Cause::Known => Agreement::Explained,
        _ => Agreement::Different,
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::HEART_RATE;
    use super::*;

    /// Samples at these times with these heart rates.
    fn samples(unix_s: &[f64], heart_rates: &[f64]) -> Samples {
        let mut channels: [Vec<f64>; CHANNELS] = std::array::from_fn(|_| vec![f64::NAN; unix_s.len()]);
        channels[HEART_RATE] = heart_rates.to_vec();
        Samples { activities: 1, unix_s: unix_s.to_vec(), channels, is_on_foot: Vec::new() }
    }

    fn second(samples: Samples) -> Second {
        Second { name: "other", samples, ..Second::default() }
    }

    fn line(lines: &[ChannelComparison], channel: &str) -> Option<(usize, Agreement)> {
        lines.iter().find(|line| line.channel == channel).map(|line| (line.differing, line.verdict))
    }

    #[test]
    fn a_missing_sample_does_not_shift_the_others() {
        let ours = samples(&[0.0, 1.0, 2.0, 3.0], &[100.0, 101.0, 102.0, 103.0]);
        let (lines, _) = compare(&ours, &second(samples(&[0.0, 2.0, 3.0], &[100.0, 102.0, 109.0])));
        assert_eq!(line(&lines, "samples"), Some((1, Agreement::Different)));
        assert_eq!(line(&lines, "heart rate"), Some((1, Agreement::Different)));
        assert_eq!(line(&lines, "latitude"), None, "neither reader has it");
    }

    #[test]
    fn a_known_limit_explains_what_is_ours_alone_and_no_more() {
        let ours = samples(&[0.0, 1.0], &[100.0, 101.0]);
        let mut other = second(samples(&[0.0, 1.0], &[100.0, f64::NAN]));
        other.ours_alone[HEART_RATE] = Some("it drops the last value");
        let (lines, reasons) = compare(&ours, &other);
        assert_eq!(line(&lines, "heart rate"), Some((1, Agreement::Explained)));
        assert_eq!(reasons, ["heart rate: it drops the last value"]);
        other.samples.channels[HEART_RATE] = vec![90.0, f64::NAN];
        assert_eq!(line(&compare(&ours, &other).0, "heart rate"), Some((2, Agreement::Different)));
    }
}
