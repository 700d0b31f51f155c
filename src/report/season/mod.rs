//! One season of one runner as finished data: every mark, axis and word of the picture, before anything is drawn.

mod events;
mod heading;
mod input;
mod lanes;
mod month;
mod next;
mod parts;
mod scores;
mod shown;
mod weeks;

#[cfg(all(test, feature = "png"))]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests;

pub use input::SeasonInput;
pub use parts::{
    Event, LaneSession, MonthSession, MonthWeek, NextBox, PointMark, ScorePoint, ScoreRow, ScoreValue, SeasonFigure,
    SeasonLane, WeekBar, WeekRow,
};

use crate::compare::OfLength;
use lanes::named;
use shown::Shown;

/// The season of a runner.
///
/// # Shape
/// Every number was computed by the stages before; here the time shown, ranges, ticks and words are chosen.
pub fn season(input: &SeasonInput<'_>) -> SeasonFigure {
    let shown = Shown::of(input);
    let sessions = shown::sessions(input, shown);
    let (groups, others) = shown::lanes(&sessions);
    let marks = marks(&groups, sessions.len());
    let events = events::events(input, shown);
    SeasonFigure {
        title: heading::title(input, &sessions, &groups, shown),
        subtitle: heading::subtitle(input, &sessions, shown),
        footer: heading::footer(input, &groups, &others),
        days: shown.days(),
        months: shown.months(),
        lanes: groups.iter().filter_map(|group| lanes::lane(group, &sessions, shown, input.unit)).collect(),
        no_lane: no_lane(&groups, sessions.len()),
        scores: scores::rows(&sessions, &marks, shown),
        marks: names(&groups, &others),
        no_event: if events.is_empty() {
            "No race in athlete.toml and no personal best in this time.".to_owned()
        } else {
            String::new()
        },
        events,
        weeks: weeks::row(input, shown),
        month: month::month(input, &sessions, shown),
        next: next::next(input),
    }
}

/// The marks of the lanes, in their order.
const MARKS: [PointMark; 3] = [PointMark::First, PointMark::Second, PointMark::Third];

/// The mark of each session.
fn marks(groups: &[OfLength], sessions: usize) -> Vec<PointMark> {
    let mut marks = vec![PointMark::Other; sessions];
    for (group, mark) in groups.iter().zip(MARKS) {
        for index in &group.sessions {
            marks[*index] = mark;
        }
    }
    marks
}

/// The marks with their names.
fn names(groups: &[OfLength], others: &[OfLength]) -> Vec<(PointMark, String)> {
    let lanes = groups.iter().zip(MARKS).map(|(group, mark)| (mark, named(group)));
    let other = match others {
        [] => None,
        [one] if groups.iter().all(|group| named(group) != named(one)) => Some((PointMark::Other, named(one))),
        _ => Some((PointMark::Other, "others".to_owned())),
    };
    lanes.chain(other).collect()
}

fn no_lane(groups: &[OfLength], sessions: usize) -> String {
    match (groups.len(), sessions) {
        (0, 0) => "No session of reps in this time. Reps appear here once they are run.".to_owned(),
        (0, _) => "No rep length was run twice in this time. The same reps once more make a row here.".to_owned(),
        _ => String::new(),
    }
}
