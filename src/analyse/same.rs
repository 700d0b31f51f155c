//! What two recordings of one time are: one outing, for nobody runs two runs at once; or the runs of two people.

use crate::model::outing::is_one_outing;
use crate::model::{Format, Span};
use std::collections::BTreeMap;

/// A recording takes the place of better ones that together are shorter than this share of it: a watch that died.
const FAR_SHORTER: f64 = 0.5;

/// Two devices of one runner are started and stopped within this of each other, s; pressing the second late is usual.
#[cfg(all(feature = "png", feature = "tables"))]
const TOGETHER_S: f64 = 600.0;

/// Dates before 2000-01-01, Unix s, are those of clocks that nobody set: they tell nothing apart.
const SET_CLOCK_UNIX_S: f64 = 946_684_800.0;

/// One recording of a runner.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RunnersRecording {
    /// From its first sample to its last, Unix s.
    pub(crate) span: Span,
    /// Hash of the file's bytes, and which activity of it.
    pub(crate) content: (u128, usize),
    /// The lower, the better it tells.
    pub(crate) rank: (Format, String, usize),
}

/// Each recording that another of the same outing stands for, with that one, by their places.
pub(crate) fn copies(recordings: &[RunnersRecording]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..recordings.len()).collect();
    order.sort_by(|a, b| recordings[*a].rank.cmp(&recordings[*b].rank));
    let mut kept = Kept::default();
    let mut of: BTreeMap<usize, usize> = BTreeMap::new();
    for at in order {
        let one = &recordings[at];
        if let Some(same) = kept.contents.get(&one.content) {
            of.insert(at, *same);
            continue;
        }
        let over = if is_dated(one.span) { kept.shared(one.span) } else { Vec::new() };
        let told_s: f64 = over.iter().map(|(_, span)| span.length_s()).sum();
        match over.first() {
            Some(_) if told_s < FAR_SHORTER * one.span.length_s() => {
                for (shorter, span) in over {
                    kept.remove(shorter, span);
                    of.insert(shorter, at);
                }
                kept.add(at, one);
            }
            Some((first, _)) => {
                of.insert(at, *first);
            }
            None => kept.add(at, one),
        }
    }
    let last = |mut at: usize| {
        while let Some(next) = of.get(&at) {
            at = *next;
        }
        at
    };
    of.iter().map(|(copy, same)| (*copy, last(*same))).collect()
}

/// Whether two recordings of one time may be two devices of one runner: begun together, and ended together unless one died.
#[cfg(all(feature = "png", feature = "tables"))]
pub(crate) fn may_be_one_runner(a: Span, b: Span) -> bool {
    let begin_together = (a.start_s - b.start_s).abs() < TOGETHER_S;
    let end_together = (a.end_s - b.end_s).abs() < TOGETHER_S;
    let (shorter_s, longer_s) = (a.length_s().min(b.length_s()), a.length_s().max(b.length_s()));
    begin_together && (end_together || shorter_s < FAR_SHORTER * longer_s)
}

fn is_dated(span: Span) -> bool {
    span.start_s >= SET_CLOCK_UNIX_S && span.end_s >= span.start_s
}

/// Recordings that stand for themselves, hardly overlapping, by their starts.
#[derive(Debug, Default)]
struct Kept {
    /// Start in whole seconds, and place; a start is enough, since two of one start are one outing.
    starts: BTreeMap<(i64, usize), Span>,
    /// The longest of them, s: nothing that starts earlier than this before a time reaches it.
    longest_s: f64,
    contents: BTreeMap<(u128, usize), usize>,
}

impl Kept {
    fn add(&mut self, at: usize, one: &RunnersRecording) {
        self.contents.insert(one.content, at);
        if is_dated(one.span) {
            self.starts.insert((one.span.start_s as i64, at), one.span);
            self.longest_s = self.longest_s.max(one.span.length_s());
        }
    }

    fn remove(&mut self, at: usize, span: Span) {
        self.starts.remove(&(span.start_s as i64, at));
    }

    /// Those of the same outing as a span, in order of start.
    fn shared(&self, span: Span) -> Vec<(usize, Span)> {
        let from = ((span.start_s - self.longest_s) as i64 - 1, 0);
        let to = (span.end_s as i64 + 1, usize::MAX);
        self.starts
            .range(from..=to)
            .filter(|(_, own)| is_one_outing(**own, span))
            .map(|((_, at), own)| (*at, *own))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_UNIX_S: f64 = 1_714_500_000.0;

    fn recording(format: Format, file: &str, start_s: f64, length_s: f64) -> RunnersRecording {
        let start_s = DAY_UNIX_S + start_s;
        let content = (file.bytes().fold(7, |sum, byte| sum * 31 + u128::from(byte)), 1);
        RunnersRecording { span: Span::new(start_s, start_s + length_s), content, rank: (format, file.to_owned(), 1) }
    }

    #[test]
    fn watch_and_phone_are_one_outing_whatever_they_measured() {
        let watch = recording(Format::Fit, "watch.fit", 0.0, 600.0);
        let phone = recording(Format::Gpx, "phone.gpx", 36.0, 540.0);
        let next = recording(Format::Gpx, "next.gpx", 590.0, 600.0);
        assert_eq!(copies(&[phone, watch, next]), [(0, 1)]);
    }

    #[test]
    fn a_phone_that_heard_three_parts_is_a_copy_and_the_parts_are_none() {
        let part = |at: u32| recording(Format::Fit, &format!("{at}.fit"), 700.0 * f64::from(at), 600.0);
        let phone = recording(Format::Gpx, "all.gpx", 0.0, 2000.0);
        assert_eq!(copies(&[part(0), phone, part(1), part(2)]), [(1, 0)]);
    }

    #[test]
    fn a_watch_that_died_gives_way() {
        let watch = recording(Format::Fit, "watch.fit", 0.0, 300.0);
        let phone = recording(Format::Gpx, "phone.gpx", 0.0, 3600.0);
        assert_eq!(copies(&[watch, phone]), [(0, 1)]);
    }

    #[test]
    fn two_people_begin_or_end_apart_and_a_watch_may_die() {
        let hour = Span::new(0.0, 3600.0);
        for (other, is_one) in [
            (Span::new(36.0, 3560.0), true),
            (Span::new(0.0, 2700.0), false),
            (Span::new(900.0, 3600.0), false),
            (Span::new(20.0, 1200.0), true),
        ] {
            #[cfg(all(feature = "png", feature = "tables"))]
            assert_eq!(may_be_one_runner(hour, other), is_one, "{other:?}");
            assert!(is_one_outing(hour, other));
        }
    }

    #[test]
    fn clocks_that_nobody_set_tell_no_copies() {
        let unset =
            |file: &str| RunnersRecording { span: Span::new(100.0, 900.0), ..recording(Format::Fit, file, 0.0, 0.0) };
        assert_eq!(copies(&[unset("a.fit"), unset("b.fit")]), []);
        assert_eq!(
            copies(&[unset("a.fit"), RunnersRecording { rank: (Format::Fit, "z".to_owned(), 1), ..unset("a.fit") }]),
            [(1, 0)]
        );
    }

    #[test]
    fn many_recordings_of_one_start_are_marked_at_once() {
        let many: Vec<RunnersRecording> =
            (0..50_000).map(|i| recording(Format::Gpx, &format!("{i:05}"), 0.0, f64::from(i % 7 + 600))).collect();
        assert_eq!(copies(&many).len(), many.len() - 1);
    }
}
