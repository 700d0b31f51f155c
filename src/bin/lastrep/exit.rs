//! How a command ends, as shells see it.

use std::process::ExitCode;

/// How a command ends. Wrong usage ends like [`Nothing`](Self::Nothing).
#[derive(Debug, Clone, Copy)]
pub(crate) enum Exit {
    /// All files were read.
    AllRead,
    /// Some files could not be read, or a check disagreed.
    SomeFailed,
    /// Nothing could be read.
    Nothing,
}

impl Exit {
    /// The end of a command with so many results and so many failures.
    pub(crate) fn of(done: usize, failed: usize) -> Self {
        match (done, failed) {
            (0, _) => Self::Nothing,
            (_, 0) => Self::AllRead,
            _ => Self::SomeFailed,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::AllRead => 0,
            Exit::SomeFailed => 1,
            Exit::Nothing => 2,
        })
    }
}
