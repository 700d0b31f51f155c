//! The picture of one activity: its name, what it is made of, and its bytes.

use super::cache::result_hash;
use super::hash::hash_of;
use super::ledger::Ledger;
use super::options::Options;
use super::write::{CHARTS, DETAILS};
use crate::clean::prepare;
use crate::error::Result;
use crate::model::{Activity, Charts, Day};
use crate::progression::Recommendation;
use crate::report::{
    DRAWING, Figure, HistoryEntry, ReportInput, advice_before, figure, like_before, longest_days, png, slug, svg,
};
use xxhash_rust::xxh3::xxh3_128;

/// What all pictures of a run are drawn from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pictures<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) options: &'a Options,
}

impl Pictures<'_> {
    /// `<date>-<slug>-<hash>`, of several runners with the name of each in front. The hash tells apart two workouts of one
    /// name on one day, and two runners whose names look alike.
    pub(super) fn stem(&self, index: usize) -> String {
        let analysed = &self.ledger.done[index];
        let (name, mark) = self.runner_mark(index);
        let content = self.ledger.contents[index] ^ (analysed.index as u128) ^ mark;
        format!("{name}{}-{}-{:08x}", analysed.day(), slug(&analysed.structure.name), content as u32)
    }

    /// The name of the picture in its folder.
    pub(super) fn file_name(&self, index: usize) -> String {
        format!("{}.{}", self.stem(index), if self.is_svg() { "svg" } else { "png" })
    }

    /// The name of the picture in the folder of results.
    pub(super) fn name(&self, index: usize) -> String {
        format!("{CHARTS}/{}", self.file_name(index))
    }

    /// The name of what the page loads of the activity, in the folder of results.
    pub(super) fn details_name(&self, index: usize) -> String {
        format!("{DETAILS}/{}.js", self.stem(index))
    }

    /// The hash of all that the picture of an activity shows: the bytes of its file, all that was found in it with the
    /// advice, the earlier runs beside it and the advice that stands, the runner, the unit, this version and the number of its look.
    pub(super) fn made_of(&self, index: usize) -> u128 {
        let analysed = &self.ledger.done[index];
        let look = (crate::VERSION, DRAWING, self.options.charts, self.options.unit_of(&analysed.runner));
        let found = (self.ledger.contents[index], result_hash(analysed), &analysed.recommendation);
        let beside = (self.history(index), self.ahead(index), self.longest_days(index));
        hash_of(&(look, found, beside, self.runner(index)))
    }

    /// The picture as data. The samples come from the activity as it was read again and settled; all else is what the tables
    /// tell.
    pub(super) fn figure(&self, index: usize, recorded: Activity) -> Figure {
        let analysed = &self.ledger.done[index];
        let prepared = prepare(&recorded);
        let activity = analysed.activity.clone().with_samples_of(recorded);
        let history = self.history(index);
        figure(&ReportInput {
            activity: &activity,
            prepared: &prepared,
            structure: &analysed.structure,
            card: &analysed.card,
            recommendation: analysed.recommendation.as_ref(),
            history: &history,
            ahead: self.ahead(index),
            longest_days: self.longest_days(index),
            runner: self.runner(index),
            unit: self.options.unit_of(&analysed.runner),
            file: &analysed.file,
            version: crate::VERSION,
        })
    }

    /// The picture as the bytes of its file.
    pub(super) fn bytes(&self, picture: &Figure) -> Result<Vec<u8>> {
        if self.is_svg() { Ok(svg(picture)?.into_bytes()) } else { png(picture) }
    }

    fn is_svg(&self) -> bool {
        self.options.charts == Charts::Svg
    }

    /// The runner of an activity. A lone runner has no name, so that the folder's name changes neither the pictures nor
    /// their names.
    fn runner(&self, index: usize) -> &str {
        if self.ledger.is_alone { "" } else { &self.ledger.done[index].runner }
    }

    /// The advice that stands on the day of an activity.
    fn ahead(&self, index: usize) -> Option<(&Recommendation, Day)> {
        advice_before(&self.ledger.done[..index], &self.ledger.done[index])
    }

    /// Days over which no run was as long as an activity.
    fn longest_days(&self, index: usize) -> Option<i64> {
        longest_days(&self.ledger.done[..index], &self.ledger.done[index])
    }

    /// The runner's part of a picture's name, and of its hash.
    fn runner_mark(&self, index: usize) -> (String, u128) {
        match self.runner(index) {
            "" => Default::default(),
            runner => (format!("{}-", slug(runner)), xxh3_128(runner.as_bytes())),
        }
    }

    /// The earlier sessions that the picture of an activity shows.
    fn history(&self, index: usize) -> Vec<HistoryEntry> {
        like_before(&self.ledger.done[..index], &self.ledger.done[index])
    }
}
