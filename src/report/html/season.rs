//! The season of a runner: a section of the page, and its picture in a file beside the page, loaded when it is opened.

use super::input::SeasonOf;
use super::json::json;
use super::slim::slim;
use crate::error::Result;
use crate::printable::printable;
use crate::report::season::SeasonFigure;
use crate::report::season_svg;
use maud::{Markup, html};

/// The script that holds the picture of a season. `stem` is the name of its file without the ending.
///
/// # Errors
/// Those of drawing the picture.
pub fn season_details(stem: &str, figure: &SeasonFigure) -> Result<String> {
    Ok(format!("lastrepSeason({}, {});\n", json(&stem)?, json(&slim(&season_svg(figure)?))?))
}

/// The seasons of all runners; that of a lone runner is open.
pub(super) fn seasons(seasons: &[SeasonOf]) -> Markup {
    html! {
        @if !seasons.is_empty() {
            section id="seasons" aria-labelledby="seasons-head" {
                h2 id="seasons-head" { @if seasons.len() == 1 { "Season" } @else { "Seasons" } }
                @for season in seasons { (one(season, seasons.len() == 1)) }
            }
        }
    }
}

fn one(season: &SeasonOf, is_alone: bool) -> Markup {
    let runner = printable(&season.runner);
    html! {
        details class="season" data-runner=(runner) data-stem=(season.stem) open[is_alone] {
            summary { @if !is_alone { b { (runner) } ": " } (printable(&season.title)) }
            div class="report" { p class="second" { "loading\u{2026}" } }
            p class="links controls" { a href=(season.picture) { "picture" } }
        }
    }
}
