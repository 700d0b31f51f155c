//! Guards the work on one file. A panic is a defect of this program: it costs this file, not the batch, and its error asks
//! for a report.

use crate::error::{Error, ErrorKind, Result};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The result of work on one file.
///
/// # Errors
/// `Internal` when the work panicked. The work must not leave half-changed what it shares with other files.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| defect(payload.as_ref()))
}

fn defect(payload: &(dyn Any + Send)) -> Error {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
    Error::new(ErrorKind::Internal, "an answer, whatever the file holds", format!("a defect of lastrep ({text})"))
        .at("the whole file")
        .hint("please report it, with the file if you can share it; the other files are not touched by it")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_its_file_and_asks_for_a_report() {
        assert_eq!(guarded(|| 7).unwrap(), 7);
        for error in [guarded(|| panic!("at 12")).err().unwrap(), guarded(|| panic!("at {}", 12)).err().unwrap()] {
            assert_eq!((error.kind(), error.found()), (ErrorKind::Internal, "a defect of lastrep (at 12)"));
            assert!(error.advice().starts_with("please report it"));
        }
    }
}
