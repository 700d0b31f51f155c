//! The page of a run: what comes next, every workout, and every problem, in one HTML file that needs no network.
//!
//! ```text
//! index.html        the frame as HTML, the rows as JSON, one script, one style
//! details/*.js      picture, segments and scores of one workout, loaded when its row is opened
//! ```
//! Nothing but the one script and the one style may run ([`policy`]). Every text is escaped: by the template, as JSON, or
//! by the script, which makes text nodes alone.

mod details;
mod fonts;
mod json;
mod policy;
mod rows;
mod sections;
mod segments;
mod spark;
mod theme;

pub use details::details;
pub use fonts::fonts;

use super::{Analysed, Problem};
use crate::error::Result;
use crate::model::Day;
use crate::progression::Recommendation;
use crate::scores::infos;
use crate::units::DistanceUnit;
use json::{Texts, json};
use policy::policy;
use serde::Serialize;
use std::collections::BTreeMap;

/// The folder of the pictures, as the page links to it.
pub const CHARTS: &str = "charts";
/// The folder of the details.
pub const DETAILS: &str = "details";
/// The file of the fonts, in the folder of the details.
pub const FONTS: &str = "fonts.js";

/// The script: a part for each thing that it does.
const SCRIPT: &str = concat!(
    "(() => {\n",
    include_str!("make.js"),
    include_str!("theme.js"),
    include_str!("report.js"),
    include_str!("opened.js"),
    include_str!("table.js"),
    "})();\n",
);
/// The style, without its colours.
const STYLE: &str = include_str!("page.css");

/// The files that were written of one workout.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// The file of its details without its ending; `None` where it has none.
    pub stem: Option<String>,
    /// The file of its picture.
    pub picture: Option<String>,
}

/// What comes next for one runner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NextOf<'a> {
    /// The runner.
    pub runner: &'a str,
    /// "Today".
    pub today: Day,
    /// What to do next; `None` without a run.
    pub advice: Option<&'a Recommendation>,
}

/// What a page is made of.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// Files that were looked at.
    pub files: usize,
    /// Every activity, by runner, start and file.
    pub done: &'a [Analysed],
    /// For each activity, the files that were written of it.
    pub written: &'a [Written],
    /// Every file that gave no activity.
    pub failed: &'a [Problem],
    /// What comes next, a runner each.
    pub next: Vec<NextOf<'a>>,
    /// The tables beside the page.
    pub tables: &'a [&'a str],
    /// Unit of paces and distances.
    pub unit: DistanceUnit,
}

/// What the script reads.
#[derive(Debug, Serialize)]
struct Data {
    charts: &'static str,
    details: &'static str,
    fonts: &'static str,
    texts: Vec<String>,
    rows: Vec<rows::Row>,
    /// Title and meaning of each score.
    scores: BTreeMap<&'static str, (&'static str, &'static str)>,
    /// Light and dark of each colour of the pictures.
    colors: Vec<(&'static str, &'static str)>,
}

/// The page as HTML.
///
/// # Errors
/// `Io` when the rows cannot be written as JSON.
pub fn page(page: &Page<'_>) -> Result<String> {
    let style = format!("{}{STYLE}", theme::style());
    let frame =
        sections::Frame { policy: policy(SCRIPT, &style), style: &style, script: SCRIPT, data: json(&data(page))? };
    Ok(sections::document(page, &frame).into_string())
}

fn data(page: &Page<'_>) -> Data {
    let mut texts = Texts::default();
    let none = Written::default();
    let rows =
        page.done.iter().enumerate().map(|(index, analysed)| {
            rows::row(analysed, page.written.get(index).unwrap_or(&none), &mut texts, page.unit)
        });
    let rows = rows.collect();
    Data {
        charts: CHARTS,
        details: DETAILS,
        fonts: FONTS,
        texts: texts.into_texts(),
        rows,
        scores: infos().map(|info| (info.id, (info.title, info.plain))).collect(),
        colors: theme::pairs(),
    }
}
