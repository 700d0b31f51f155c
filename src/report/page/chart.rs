//! Values over time as one line of blocks, with marks below.

use super::line::{Line, Tone};
use serde::{Deserialize, Serialize};

/// Blocks from the lowest eighth of a line to a full one.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Spaces before the line.
const INDENT: usize = 2;

/// Values that differ by less than this share of the highest look alike, so that an even run looks even.
const LEAST_SPAN: f64 = 0.3;

/// Values over time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// Means of equal parts of the time; `None` where there is none.
    pub values: Vec<Option<f64>>,
    /// What stands below, in order of time: when, as a share of the whole time, and the word.
    pub marks: Vec<(f64, String)>,
}

impl Chart {
    /// The line of blocks, and below it the marks as far as there is room for each.
    pub(super) fn lines(&self, width: Option<usize>) -> Vec<Line> {
        let room = width.map_or(usize::MAX, |width| width.saturating_sub(INDENT).max(1));
        let values = self.means(self.values.len().div_ceil(room).max(1));
        let indent = " ".repeat(INDENT);
        let blocks: String = blocks(&values).into_iter().collect();
        let texts = [format!("{indent}{blocks}"), format!("{indent}{}", self.below(values.len()))];
        let lines = texts.map(|text| Line { text: text.trim_end().to_owned(), tone: Tone::Plain });
        lines.into_iter().filter(|line| !line.text.is_empty()).collect()
    }

    /// The values, so many together.
    fn means(&self, together: usize) -> Vec<Option<f64>> {
        let mean = |part: &[Option<f64>]| {
            let known: Vec<f64> = part.iter().flatten().copied().collect();
            (!known.is_empty()).then(|| crate::stats::mean(&known))
        };
        self.values.chunks(together).map(mean).collect()
    }

    /// The marks, each around its place, none touching the one before.
    fn below(&self, letters: usize) -> String {
        let mut line = String::new();
        for (share, word) in &self.marks {
            let (count, length) = (word.chars().count(), line.chars().count());
            let middle = (share.clamp(0.0, 1.0) * letters as f64) as usize;
            let at = (middle.saturating_sub(count / 2)).min(letters.saturating_sub(count));
            if at > length || line.is_empty() {
                line.push_str(&" ".repeat(at - length));
                line.push_str(word);
            }
        }
        line
    }
}

fn blocks(values: &[Option<f64>]) -> Vec<char> {
    let known = || values.iter().flatten().copied();
    let (lowest, highest) = (known().fold(f64::INFINITY, f64::min), known().fold(0.0, f64::max));
    let span = (highest - lowest).max(LEAST_SPAN * highest);
    let block = |value: f64| {
        let share = if span > 0.0 { 1.0 - (highest - value) / span } else { 0.0 };
        BLOCKS[((share * BLOCKS.len() as f64) as usize).min(BLOCKS.len() - 1)]
    };
    values.iter().map(|value| value.map_or(' ', block)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(values: &[f64], marks: &[(f64, &str)], width: Option<usize>) -> Vec<String> {
        let values = values.iter().map(|value| value.is_finite().then_some(*value)).collect();
        let marks = marks.iter().map(|(share, word)| (*share, (*word).to_owned())).collect();
        Chart { values, marks }.lines(width).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn reps_stand_up_with_their_numbers_below() {
        let lines = texts(&[1.0, 4.0, f64::NAN, 4.0, 1.0], &[(0.3, "1"), (0.7, "2")], None);
        assert_eq!(lines, ["  ▁█ █▁", "   1 2"]);
    }

    #[test]
    fn a_narrow_terminal_joins_parts_and_leaves_out_marks_without_room() {
        let lines = texts(&[1.0, 1.0, 4.0, 4.0, 1.0, 1.0], &[(0.4, "1"), (0.5, "2")], Some(5));
        assert_eq!(lines, ["  ▁█▁", "   1"]);
    }

    #[test]
    fn an_even_run_looks_even() {
        let blocks: Vec<char> = texts(&[3.0, 3.05, 2.97, 3.02], &[], None)[0].trim().chars().collect();
        assert!(blocks.iter().all(|block| BLOCKS[6..].contains(block)), "{blocks:?}");
        assert!(texts(&[], &[], None).is_empty());
    }
}
