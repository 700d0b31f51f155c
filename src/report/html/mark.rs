//! The marks of the seven answers. They differ in shape, so that they are told apart without colour.

use maud::{Markup, PreEscaped, html};

/// The marks of the answers, drawn in a square of 16.
const MARKS: [(&str, &str); 7] = [
    ("step-up", "<path d=\"M8 2 14.5 13.5H1.5Z\"/>"),
    ("once-more", "<rect x=\"2.5\" y=\"2.5\" width=\"11\" height=\"11\"/>"),
    ("step-back", "<path d=\"M8 14 1.5 2.5H14.5Z\"/>"),
    ("lighter-week", "<circle class=\"hollow\" cx=\"8\" cy=\"8\" r=\"5.5\"/>"),
    ("way-back", "<circle class=\"hollow\" cx=\"8\" cy=\"8\" r=\"5.5\"/><path d=\"M8 2.5a5.5 5.5 0 0 0 0 11Z\"/>"),
    ("easy-first", "<rect class=\"hollow\" x=\"3\" y=\"3\" width=\"10\" height=\"10\"/>"),
    ("rest", "<path class=\"hollow\" d=\"M3 3 13 13M13 3 3 13\"/>"),
];

/// All marks, to be used by their names.
pub(super) fn marks() -> Markup {
    html! {
        svg class="store" aria-hidden="true" width="0" height="0" {
            @for (name, shape) in MARKS {
                symbol id=(format!("mark-{name}")) viewBox="0 0 16 16" { (PreEscaped(shape)) }
            }
        }
    }
}

/// The mark of an answer.
pub(super) fn mark(name: &str) -> Markup {
    html! {
        svg class=(format!("mark {name}")) viewBox="0 0 16 16" aria-hidden="true" { use href=(format!("#mark-{name}")) {} }
    }
}
