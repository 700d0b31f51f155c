//! The page of a run: what comes next, every workout, and every problem, in one HTML file that needs no network.
//!
//! ```text
//! index.html        the frame as HTML, the rows as JSON, one script, one style
//! details/*.js      picture, segments and scores of one workout, loaded when its row is opened; pictures of seasons
//! ```
//! Nothing but the one script and the one style may run (`policy.rs`). Every text is escaped: by the template, as JSON, or
//! by the script, which makes text nodes alone.

mod details;
mod fonts;
mod input;
mod json;
mod mark;
mod policy;
mod rows;
mod season;
mod sections;
mod segments;
mod sheet;
mod slim;
mod spark;
mod theme;

pub use details::details;
pub use fonts::fonts;
pub use input::{NextOf, PageInput, SeasonOf, Written};
pub use rows::PageRows;
pub use season::season_details;

use crate::error::Result;
use crate::scores::infos;
use json::json;
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
    include_str!("season.js"),
    include_str!("table.js"),
    "})();\n",
);
/// The style, without its colours.
const STYLE: &str = include_str!("page.css");

/// What the script reads.
#[derive(Debug, Serialize)]
struct Data {
    charts: &'static str,
    details: &'static str,
    fonts: &'static str,
    texts: Vec<String>,
    rows: Vec<rows::PageRow>,
    /// Title and meaning of each score.
    scores: BTreeMap<&'static str, (&'static str, &'static str)>,
    /// Light and dark of each colour of the pictures.
    colors: Vec<(String, String)>,
}

/// The page as HTML, with a row for every activity.
///
/// # Errors
/// `Io` when the rows cannot be written as JSON.
pub fn page(page: &PageInput<'_>, rows: PageRows) -> Result<String> {
    let style = format!("{}{STYLE}", theme::style());
    let frame =
        sections::PageFrame { policy: policy(SCRIPT, &style), style: &style, script: SCRIPT, data: json(&data(rows))? };
    Ok(sections::document(page, &frame).into_string())
}

fn data(rows: PageRows) -> Data {
    let (rows, texts) = rows.into_parts();
    Data {
        charts: CHARTS,
        details: DETAILS,
        fonts: FONTS,
        texts,
        rows,
        scores: infos().map(|info| (info.id, (info.title, info.plain))).collect(),
        colors: theme::pairs(),
    }
}
