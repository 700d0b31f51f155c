//! The parts of a report as plain finished data, with a type for each block and mark.

use super::{Series, Tick};
use crate::model::Span;
use crate::progression::Decision;
use crate::segment::SegmentKind;
use crate::stats::Range;

/// Title, subtitle, confidence, footer.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// What was run and what was found: `6 × 400 m, 200 m jog: even, last rep held`.
    pub finding: String,
    /// The decision with its figures: `hold, repeat 6 × 400 m at 1:24–1:26`.
    pub next: Option<String>,
    /// Date, device, sampling, source of the cut.
    pub subtitle: String,
    /// Words before the dots: the dots say how sure the cut is. Empty where nothing was cut.
    pub confidence: String,
    /// The number of filled dots, 0 to 3.
    pub dots: usize,
    /// Version, file, noise, grade, exertion.
    pub footer: String,
}

/// One tile.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// The name of the score or fact.
    pub label: String,
    /// Small text at the right edge: the interval.
    pub corner: String,
    /// The content.
    pub body: TileBody,
}

/// The content of a tile.
#[derive(Debug, Clone, PartialEq)]
pub enum TileBody {
    /// A score on its scale.
    Score {
        /// The value as printed.
        value: String,
        /// The unit.
        unit: &'static str,
        /// The word for the value: `even`.
        word: String,
        /// The place of the value on its scale.
        scale: Scale,
    },
    /// A fact without a scale.
    Fact {
        /// The value as printed.
        value: String,
        /// The unit.
        unit: String,
        /// One line below.
        note: String,
    },
    /// No value, with the reason.
    Absent {
        /// `not scored` or `not known`.
        word: &'static str,
        /// One sentence.
        reason: String,
    },
}

/// The fixed scale of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Left and right end.
    pub range: Range,
    /// The range of values that passes the gate.
    pub gate: Range,
    /// The value; NaN where only the interval is known.
    pub value: f64,
    /// The 80 % interval.
    pub ci80: Option<Range>,
    /// Words under the scale, each with its place, and whether a line marks the place.
    pub marks: Vec<(f64, &'static str, bool)>,
}

/// One bar of row A.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// From when to when.
    pub span: Span,
    /// Mean speed, m/s; NaN where unknown.
    pub speed_mps: f64,
    /// The time, with tenths where it was timed to tenths; for reps by time the pace.
    pub split: String,
    /// The same without tenths.
    pub short_split: String,
    /// The number or name.
    pub number: String,
    /// Whether the bar is the last rep of the scored set.
    pub is_last: bool,
    /// Whether more than a tenth of the rep has no data.
    pub is_patchy: bool,
    /// The time without the pauses of the timer inside it.
    pub parts: Vec<Span>,
}

/// A recovery bar of row A.
#[derive(Debug, Clone, PartialEq)]
pub struct RestBar {
    /// From when to when.
    pub span: Span,
    /// Fall of heart rate over 60 s of the recovery, bpm.
    pub drop_bpm: Option<f64>,
}

/// A target of row A: speeds over a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TargetBand {
    /// From when to when.
    pub span: Span,
    /// Slow and fast end, m/s.
    pub speed_mps: Range,
}

/// The fade line, a point for each rep.
#[derive(Debug, Clone, PartialEq)]
pub struct Fade {
    /// Centre of the rep (s), speed on the line, low and high end of its 80 % interval (m/s).
    pub points: Vec<(f64, f64, f64, f64)>,
    /// `fade −1.2 % (80 %: −4.9 to +2.4)`.
    pub label: String,
}

/// Reps of row A that belong together: a set, a ladder.
#[derive(Debug, Clone, PartialEq)]
pub struct BarGroup {
    /// From the start of the first rep to the end of the last.
    pub span: Span,
    /// `4 × 400 m`.
    pub name: String,
}

/// Row A.
#[derive(Debug, Clone, PartialEq)]
pub struct BarRow {
    /// The heading.
    pub head: String,
    /// How to read the row.
    pub note: String,
    /// Why there are no bars; empty where there are bars.
    pub absent: String,
    /// Whether the bars are reps, which are coloured and have recoveries below.
    pub is_reps: bool,
    /// The time shown.
    pub span: Span,
    /// The bars.
    pub bars: Vec<Bar>,
    /// The recoveries.
    pub rests: Vec<RestBar>,
    /// The targets.
    pub targets: Vec<TargetBand>,
    /// Legend of the targets; empty without targets.
    pub target_label: String,
    /// The fade line.
    pub fade: Option<Fade>,
    /// The sets, if there are several, or the ladder; empty where sets take turns.
    pub groups: Vec<BarGroup>,
    /// Lowest and highest speed shown, m/s; `None` where no speed is known.
    pub range: Option<Range>,
    /// Unit and ticks of the left axis.
    pub left: (String, Vec<Tick>),
    /// Unit and ticks of the right axis.
    pub right: (String, Vec<Tick>),
    /// Where time was left out of a long break, and how much of it, s.
    pub breaks: Vec<(f64, f64)>,
    /// Speeds that hold over a time, m/s, where the bars are kilometres or miles: the median, or the medians before and
    /// after the place where the pace turned.
    pub levels: Vec<(Span, f64)>,
    /// What the levels are: `median`.
    pub level_name: String,
    /// Ticks of time.
    pub time_ticks: Vec<Tick>,
}

/// A stretch of the cut.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// The kind of segment.
    pub kind: SegmentKind,
    /// From when to when.
    pub span: Span,
    /// Whether the stretch is the last rep of the scored set.
    pub is_last: bool,
    /// Names, longest first. The first name that fits is printed.
    pub names: Vec<String>,
}

/// A channel over the whole activity.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// Short name at the right edge.
    pub name: &'static str,
    /// Unit at the right edge.
    pub unit: String,
    /// Values over time, or the reason why there are none.
    pub series: Result<Series, String>,
    /// Lowest and highest value shown.
    pub range: Range,
    /// Ticks.
    pub ticks: Vec<Tick>,
}

/// Row B.
#[derive(Debug, Clone, PartialEq)]
pub struct TraceRow {
    /// How to read the row.
    pub note: String,
    /// The time shown.
    pub span: Span,
    /// The cut.
    pub bands: Vec<Band>,
    /// Work that the speed alone shows, each with whether it is the last rep; empty where the cut itself rests on the
    /// speed.
    pub signal: Vec<(Span, bool)>,
    /// Recorded edges of reps that the speed does not confirm, s.
    pub rings: Vec<f64>,
    /// Ends of device laps, s.
    pub laps: Vec<f64>,
    /// Holes in the recording.
    pub holes: Vec<Span>,
    /// Long pauses of the timer, each with its length in words.
    pub pauses: Vec<(Span, String)>,
    /// Speed.
    pub speed: Lane,
    /// Heart rate.
    pub heart: Lane,
    /// Steps per minute, which no lane shows but the cursor of the page tells; `None` where not recorded.
    pub cadence: Option<Series>,
    /// Ticks of time.
    pub time_ticks: Vec<Tick>,
}

/// Which channel a small multiple shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PanelChannel {
    /// Speed, with paces at its ticks.
    Pace,
    /// Heart rate.
    HeartRate,
    /// Steps per minute.
    Cadence,
    /// Way per heart beat against that of the first half, %.
    Efficiency,
    /// Altitude.
    Altitude,
}

/// One small multiple of row C.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// The channel shown.
    pub channel: PanelChannel,
    /// The heading.
    pub label: String,
    /// A caveat after the heading; often empty.
    pub caveat: String,
    /// Why there are no lines; empty where there are lines.
    pub absent: String,
    /// Lowest and highest value shown.
    pub range: Range,
    /// Ticks of value.
    pub ticks: Vec<Tick>,
    /// The lines in order, each over seconds from the start of its rep, half or run.
    pub lines: Vec<Series>,
    /// Level lines over a part of the time: means.
    pub levels: Vec<(Span, f64)>,
    /// The longest time shown, s.
    pub length_s: f64,
    /// Ticks of time.
    pub time_ticks: Vec<Tick>,
}

/// Row C.
#[derive(Debug, Clone, PartialEq)]
pub struct OverlayRow {
    /// The heading.
    pub head: String,
    /// How to read the row.
    pub note: String,
    /// Legend of the earlier lines and of the last one.
    pub legend: (&'static str, &'static str),
    /// Whether the lines are reps, of which the last is marked, or halves of the run.
    pub is_reps: bool,
    /// The end of the rep of each line, s from the start of the rep. The line after it is the aftermath.
    pub ends_s: Vec<f64>,
    /// The clock at the start of each line, s.
    pub starts_s: Vec<f64>,
    /// Median end of the reps, s.
    pub median_end_s: Option<f64>,
    /// Pace, heart rate, cadence; on a run without reps decoupling and altitude in place of the last two, where known.
    pub panels: [Panel; 3],
}

/// The recommendation box.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// The decision; `None` where there is nothing to decide.
    pub decision: Option<Decision>,
    /// The decision in words.
    pub word: String,
    /// The next workout.
    pub next: String,
    /// Lines below the workout.
    pub details: Vec<String>,
    /// Heading of the reasons.
    pub why: String,
    /// Reasons, most important first.
    pub reasons: Vec<String>,
    /// What could not be seen.
    pub unseen: Vec<String>,
    /// One cue for the workout; may be empty.
    pub cue: String,
    /// What the confidence rests on; may be empty.
    pub confidence: String,
}

/// One column of the history box.
#[derive(Debug, Clone, PartialEq)]
pub struct RepColumn {
    /// Day and month, or month and year.
    pub date: (String, String),
    /// Rep speeds in order, m/s.
    pub speeds_mps: Vec<f64>,
    /// The decision mark.
    pub decision: Option<Decision>,
    /// Whether the column is today's session.
    pub is_today: bool,
    /// A pause of more than 42 days before the session, in words.
    pub pause: Option<String>,
}

/// The box below the recommendation.
#[derive(Debug, Clone, PartialEq)]
pub enum SideBox {
    /// Earlier like sessions, and today's.
    History {
        /// The heading.
        head: String,
        /// The columns.
        columns: Vec<RepColumn>,
        /// Lowest and highest speed, m/s.
        range: Range,
        /// Ticks of pace.
        ticks: Vec<Tick>,
        /// The distance that the ticks are times over: `400 m`, `/km`.
        unit: String,
        /// Today's target, m/s.
        target: Option<Range>,
    },
    /// Steps to a readable recording: heading and advice.
    Fixes(Vec<(&'static str, &'static str)>),
    /// Figures of the run or session.
    Facts {
        /// The heading.
        head: &'static str,
        /// One sentence under the heading; may be empty.
        note: String,
        /// Name and value.
        facts: Vec<(String, String)>,
    },
}
