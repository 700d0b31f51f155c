//! What the history of a runner needs of one activity. It is little, so that the whole of the activity may wait on a shelf.

use super::found::FileName;
use crate::compare::Outing;
use crate::model::{Day, Device, Format, Span, Surface};
use crate::progression::SessionSummary;
use crate::report::Analysed;
use crate::scores::best_efforts::StandardEffort;
use crate::scores::{Traces, own};
use crate::segment::WorkoutKind;

/// What orders, compares and advises an activity.
#[derive(Debug, Clone)]
pub(super) struct Outline {
    pub(super) runner: String,
    pub(super) file: String,
    /// Which activity of the file, from 1.
    pub(super) index: usize,
    /// From its first sample to its last, Unix s.
    pub(super) span_unix_s: Span,
    pub(super) day: Day,
    pub(super) timer_s: f64,
    pub(super) format: Format,
    pub(super) device: Device,
    pub(super) surface: Option<Surface>,
    pub(super) kind: WorkoutKind,
    /// The middle speed of its reps, m/s; `None` without reps.
    pub(super) rep_mps: Option<f64>,
    pub(super) best_efforts: Vec<StandardEffort>,
    /// What it adds to its week.
    pub(super) outing: Outing,
    pub(super) summary: SessionSummary,
    /// What later outings may rest on, until it is taken.
    pub(super) traces: Option<Traces>,
}

impl Outline {
    pub(super) fn of(analysed: &Analysed) -> Self {
        Self {
            runner: analysed.runner.clone(),
            file: analysed.file.clone(),
            index: analysed.index,
            span_unix_s: analysed.span_unix_s(),
            day: analysed.day(),
            timer_s: analysed.timer_s,
            format: analysed.activity.format,
            device: analysed.activity.device.clone(),
            surface: analysed.activity.surface,
            kind: analysed.structure.kind,
            rep_mps: own::rep_speed_mps(&analysed.structure),
            best_efforts: analysed.best_efforts.clone(),
            outing: analysed.outing(),
            summary: analysed.summary.clone(),
            traces: Some(analysed.traces.clone()),
        }
    }

    /// The file, as results name it.
    pub(super) fn name(&self) -> FileName<'_> {
        FileName { runner: &self.runner, label: &self.file }
    }
}
