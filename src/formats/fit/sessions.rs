//! Which session a record, a lap or a span belongs to, in files with several.

use super::marks::{Marks, SessionMessage};
use crate::model::Span;

/// The profile's number of the sport that spans the other sessions of a multisport file.
const MULTISPORT: u8 = 18;

/// The clock of a file: seconds since its first record.
#[derive(Debug, Clone, Copy)]
pub(super) struct SessionClock {
    /// Time of the first record, s since the FIT epoch.
    pub(super) origin: u32,
}

impl SessionClock {
    /// A FIT time on the file's clock, s.
    pub(super) fn seconds(self, stamp: u32) -> f64 {
        f64::from(stamp) - f64::from(self.origin)
    }

    /// The span from a FIT time over some seconds.
    pub(super) fn span(self, start: u32, elapsed_s: f64) -> Span {
        let start_s = self.seconds(start);
        Span::new(start_s, start_s + elapsed_s.max(0.0))
    }
}

/// The sessions of one file and their spans.
#[derive(Debug)]
pub(super) struct Parting {
    sessions: Vec<SessionMessage>,
    spans: Vec<Span>,
    has_lap_ranges: bool,
}

impl Parting {
    /// The sessions of a file; one unknown session where it has none.
    pub(super) fn new(marks: &Marks, clock: SessionClock) -> Self {
        let mut sessions = marks.sessions.clone();
        if sessions.iter().any(|session| session.sport != Some(MULTISPORT)) {
            sessions.retain(|session| session.sport != Some(MULTISPORT));
        }
        if sessions.is_empty() {
            sessions.push(SessionMessage::default());
        }
        let spans = sessions.iter().map(|session| session_span(session, clock)).collect();
        let has_lap_ranges = sessions.iter().all(|session| session.first_lap.is_some() && session.laps.is_some());
        Self { sessions, spans, has_lap_ranges }
    }

    /// The sessions, in file order; at least one.
    pub(super) fn sessions(&self) -> &[SessionMessage] {
        &self.sessions
    }

    /// The session of each time; `None` where there is only one.
    pub(super) fn rows(&self, time_s: &[f64]) -> Option<Vec<usize>> {
        (self.sessions.len() > 1).then(|| time_s.iter().map(|&time_s| self.owner(time_s)).collect())
    }

    /// Whether a span belongs to a session: the middle of the span lies in the session, or nearest to it.
    pub(super) fn owns(&self, session: usize, span: Span) -> bool {
        self.sessions.len() == 1 || self.owner(f64::midpoint(span.start_s, span.end_s)) == session
    }

    /// Whether a lap belongs to a session: by its index where sessions number their laps, else by its span.
    pub(super) fn owns_lap(&self, session: usize, index: Option<u16>, span: Span) -> bool {
        let of = &self.sessions[session];
        match (index.filter(|_| self.has_lap_ranges && self.sessions.len() > 1), of.first_lap, of.laps) {
            (Some(index), Some(first), Some(count)) => index >= first && index - first < count,
            _ => self.owns(session, span),
        }
    }

    /// The parts of the spans that lie in a session.
    pub(super) fn clip(&self, session: usize, spans: &[Span]) -> Vec<Span> {
        if self.sessions.len() == 1 {
            return spans.to_vec();
        }
        let own = self.spans[session];
        let clip = |span: &Span| Span::new(span.start_s.max(own.start_s), span.end_s.min(own.end_s));
        spans.iter().map(clip).filter(|span| span.length_s() > 0.0).collect()
    }

    /// The session that contains a time, or is nearest to it; the later session where two meet.
    fn owner(&self, time_s: f64) -> usize {
        let distance = |span: &Span| (span.start_s - time_s).max(time_s - span.end_s).max(0.0);
        let nearest = |best: usize, at: usize| {
            let (known, next) = (distance(&self.spans[best]), distance(&self.spans[at]));
            let is_later = self.spans[at].start_s > self.spans[best].start_s;
            if next < known || (next <= known && is_later) { at } else { best }
        };
        (1..self.spans.len()).fold(0, nearest)
    }
}

/// The span of a session: from its start over its elapsed time, else to its own timestamp.
fn session_span(session: &SessionMessage, clock: SessionClock) -> Span {
    let Some(start) = session.start.or(session.stamp) else { return Span::new(f64::INFINITY, f64::INFINITY) };
    let to_stamp = || f64::from(session.stamp.unwrap_or(start).saturating_sub(start));
    clock.span(start, session.elapsed_s.unwrap_or_else(to_stamp))
}

#[cfg(test)]
mod tests {
    use super::{Marks, Parting, SessionClock, SessionMessage, Span};

    fn session(start: u32, elapsed_s: f64, first_lap: u16, laps: u16) -> SessionMessage {
        let (start, elapsed_s) = (Some(start), Some(elapsed_s));
        SessionMessage {
            sport: Some(1),
            start,
            elapsed_s,
            first_lap: Some(first_lap),
            laps: Some(laps),
            ..SessionMessage::default()
        }
    }

    fn parting(sessions: Vec<SessionMessage>) -> Parting {
        Parting::new(&Marks { sessions, ..Marks::default() }, SessionClock { origin: 1000 })
    }

    #[test]
    fn records_between_sessions_go_to_the_nearest() {
        let parting = parting(vec![session(1000, 100.0, 0, 1), session(1200, 100.0, 1, 2)]);
        assert_eq!(parting.rows(&[0.0, 100.0, 140.0, 160.0, 250.0, 999.0]), Some(vec![0, 0, 0, 1, 1, 1]));
    }

    #[test]
    fn laps_follow_their_index() {
        let parting = parting(vec![session(1000, 100.0, 0, 1), session(1100, 100.0, 1, 2)]);
        let span = Span::new(0.0, 10.0);
        assert!(parting.owns_lap(1, Some(2), span) && !parting.owns_lap(0, Some(2), span));
        assert!(parting.owns_lap(0, None, span));
    }

    #[test]
    fn a_file_without_sessions_has_one() {
        assert_eq!(parting(Vec::new()).rows(&[1.0]), None);
    }
}
