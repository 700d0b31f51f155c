//! What could not be seen, where the runner can do something about it.

use crate::progression::decide::look::Look;
use crate::progression::decide::{Decision, Missing, Reason};

/// Most lines of what could not be seen.
const MOST: usize = 2;

/// Said of differences of pace that the recording hides: where marks would show them, and where they are marked.
const UNMARKED: &str = "Small differences of pace. The lap button, or the workout on the watch, would show them.";
const HIDDEN: &str = "Small differences of pace: reps so short, or so few, hide them.";

/// At most two lines, the most helpful first.
pub(super) fn unseen(look: &Look<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(look.unread.clone());
    let missing = |what| look.answer.missing.contains(&what);
    let is_first = matches!(look.answer.reason, Reason::First);
    let is_unseen = look.answer.missing.len() > 1 && matches!(look.answer.reason, Reason::Confirm);
    // The effort is asked for only where it would change the next step.
    if missing(Missing::Effort) && (is_first || is_unseen) {
        lines.push("How hard it was. A number from 0 to 10 in the journal lets you move on sooner.".to_owned());
    }
    if missing(Missing::Shape) && look.answer.decision == Decision::OnceMore {
        let is_marked = look.session.seen.as_ref().is_some_and(|seen| seen.is_marked);
        lines.push(if is_marked { HIDDEN.to_owned() } else { UNMARKED.to_owned() });
    }
    if missing(Missing::Anchor) && is_first {
        lines.push("Your level now. A race or time trial of the last weeks in athlete.toml would tell.".to_owned());
    }
    lines.truncate(MOST);
    lines
}
