//! The frame of the page as HTML: head, controls, next steps, the empty table, problems, foot.

use super::input::{NextOf, PageInput};
use super::mark::{mark, marks};
use super::season::seasons;
use super::sheet::sheet;
use crate::printable::printable;
use crate::progression::Recommendation;
use crate::report::answers::{ALL, word};
use crate::report::words::{capital, date, short_date};
use crate::report::{Problem, text::counted_noun};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// What stands in the page as it is: made by this program alone, or escaped before.
pub(super) struct PageFrame<'a> {
    pub(super) policy: String,
    pub(super) style: &'a str,
    pub(super) script: &'a str,
    pub(super) data: String,
}

/// With more runners than this, their next steps are folded away: the coach reads the sheet first.
const OPEN_CARDS: usize = 6;

/// The columns of the table: name in the script, head, and whether a phone leaves it out.
const COLUMNS: [(&str, &str, bool); 9] = [
    ("day", "date", false),
    ("name", "workout", false),
    ("bars", "reps", false),
    ("even", "evenness", true),
    ("last", "last rep", true),
    ("cadence", "cadence", true),
    ("rpe", "RPE", true),
    ("answer", "answer", false),
    ("sure", "cut", true),
];

/// The whole page.
pub(super) fn document(page: &PageInput<'_>, frame: &PageFrame<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(frame.policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "lastrep: " (runners(page)) }
                style { (PreEscaped(frame.style)) }
            }
            body {
                (marks())
                (top(page))
                main {
                    (sheet(page.sheet, page.unit))
                    (next_steps(page))
                    (seasons(page.seasons))
                    (workouts())
                    (problems(page.failed))
                }
                (foot(page))
                script id="data" type="application/json" { (PreEscaped(&frame.data)) }
                script { (PreEscaped(frame.script)) }
            }
        }
    }
}

fn runners(page: &PageInput<'_>) -> String {
    match page.next.as_slice() {
        [] => "no runs".to_owned(),
        [one] => printable(one.runner).into_owned(),
        several => counted_noun(several.len(), "runner", "runners"),
    }
}

fn top(page: &PageInput<'_>) -> Markup {
    html! {
        header {
            div class="title" {
                h1 { (runners(page)) }
                nav aria-label="tables" {
                    @for table in page.tables { a href=(table) { (table) } }
                }
                button id="theme" type="button" class="controls" { "Colours: system" }
            }
            (controls(page))
        }
    }
}

fn controls(page: &PageInput<'_>) -> Markup {
    html! {
        form id="filters" class="controls" role="search" aria-label="workouts" {
            input id="search" type="search" placeholder="Search workouts, files, titles" aria-label="search" autocomplete="off";
            select id="runner" aria-label="runner" hidden[page.next.len() < 2] {
                option value="" { "all runners" }
            }
            select id="kind" aria-label="kind" { option value="" { "all kinds" } }
            select id="answer" aria-label="answer" {
                option value="" { "all answers" }
                @for decision in ALL { option value=(decision.name()) { (word(decision)) } }
            }
            label { "from " input id="from" type="date"; }
            label { "to " input id="to" type="date"; }
            button id="clear" type="reset" { "Clear" }
            output id="count" {}
        }
    }
}

fn next_steps(page: &PageInput<'_>) -> Markup {
    let cards = html! { div class="cards" { @for next in &page.next { (card(next, page.next.len() > 1)) } } };
    html! {
        section id="next" aria-labelledby="next-head" {
            @if page.next.len() > OPEN_CARDS {
                details { summary { h2 id="next-head" { "Next, runner by runner" } } (cards) }
            } @else {
                h2 id="next-head" { "Next" }
                (cards)
            }
        }
    }
}

fn card(next: &NextOf<'_>, is_named: bool) -> Markup {
    let runner = printable(next.runner);
    html! {
        article class="card" data-runner=(runner) {
            @if is_named { h3 { (runner) } }
            @match next.advice {
                Some(advice) => (advised(advice, next)),
                None => p { "No runs found." },
            }
        }
    }
}

fn advised(advice: &Recommendation, next: &NextOf<'_>) -> Markup {
    let name = advice.decision.name();
    let workout = advice.next.as_ref().map_or_else(|| capital(&advice.headline), |next| next.text.clone());
    html! {
        p class={ "answer " (name) } { (mark(name)) " " (word(advice.decision)) }
        p class="workout" { (printable(&workout)) }
        @if let Some(frame) = advice.next.as_ref().map(|next| &next.frame).filter(|frame| !frame.is_empty()) {
            p class="second" { (printable(frame)) }
        }
        p class="when" {
            @match advice.earliest_day {
                Some(day) => { "from " (date(day)) },
                None => { "as of " (date(next.today)) },
            }
        }
        ul { @for reason in &advice.reasons { li { (printable(reason)) } } }
        @if !advice.unseen.is_empty() {
            details {
                summary { "What I could not see" }
                ul { @for thing in &advice.unseen { li { (printable(thing)) } } }
            }
        }
        @if !advice.cue.is_empty() { p class="second" { "Cue: " (printable(&advice.cue)) } }
        p class="second" {
            "Confidence " (advice.confidence.name())
            @if let Some((workout, day)) = advice.after.as_ref().filter(|(workout, _)| !workout.is_empty()) {
                "; after " (printable(workout)) " on " (short_date(*day))
            }
        }
        p class="links controls" { a class="latest" href="#workouts" { "The workout it follows from" } }
    }
}

fn workouts() -> Markup {
    html! {
        section id="workouts" aria-labelledby="workouts-head" {
            h2 id="workouts-head" { "Workouts" }
            noscript { p { "The table needs JavaScript. The table of workouts above has the same rows." } }
            table id="table" {
                thead {
                    tr {
                        @for (name, head, is_wide) in COLUMNS {
                            th scope="col" class={ (name) @if is_wide { " wide" } } {
                                button type="button" data-sort=(name) { (head) }
                            }
                        }
                    }
                }
                tbody id="rows" {}
            }
            div id="pages" class="controls" hidden {
                button id="newer" type="button" { "Previous page" }
                span id="place" {}
                button id="older" type="button" { "Next page" }
            }
            div id="tip" role="tooltip" hidden {}
        }
    }
}

fn problems(failed: &[Problem]) -> Markup {
    html! {
        @if !failed.is_empty() {
            section id="problems" aria-labelledby="problems-head" {
                h2 id="problems-head" { "Problems" }
                p class="second" { (counted_noun(failed.len(), "file gave", "files gave")) " no activity. What helps:" }
                div class="scroll" {
                    table {
                        thead { tr { th scope="col" { "file" } th scope="col" { "found" } th scope="col" { "what to do" } } }
                        tbody { @for problem in failed { (problem_row(problem)) } }
                    }
                }
            }
        }
    }
}

fn problem_row(problem: &Problem) -> Markup {
    html! {
        tr {
            td class="file" { (printable(&problem.file)) }
            td { (printable(&problem.location)) ": expected " (printable(&problem.expected)) ", found " (printable(&problem.found)) }
            td { (printable(&problem.advice)) }
        }
    }
}

fn foot(page: &PageInput<'_>) -> Markup {
    html! {
        footer {
            span { "made by lastrep " (crate::VERSION) " from " (counted_noun(page.files, "file", "files")) }
            span { "training aid, not medical advice" }
        }
    }
}
