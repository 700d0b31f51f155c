//! The command that reads each file with a second, independent reader and prints where the two disagree.

use crate::exit::Exit;
use crate::messages;
use anyhow::Result;
use lastrep::batch;
use lastrep::report::page::Page;
use std::path::{Path, PathBuf};

/// How many files and members of archives were read, and how many failed or disagreed.
#[derive(Debug, Default)]
struct Counts {
    read: usize,
    failed: usize,
}

pub(crate) fn check(files: &[PathBuf]) -> Result<Exit> {
    // The other reader can panic on damaged files. The panic is caught, and its message would only frighten.
    std::panic::set_hook(Box::new(|_| {}));
    let mut counts = Counts::default();
    for path in files {
        counts.add_file(path)?;
    }
    Ok(Exit::of(counts.read, counts.failed))
}

impl Counts {
    fn add_file(&mut self, path: &Path) -> Result<()> {
        match batch::contents(path) {
            Ok(members) => members.into_iter().try_for_each(|(label, bytes)| self.add_member(&label, bytes)),
            Err(error) => {
                self.fail(&error.into());
                Ok(())
            }
        }
    }

    fn add_member(&mut self, label: &str, bytes: lastrep::error::Result<Vec<u8>>) -> Result<()> {
        match bytes.and_then(|bytes| lastrep::check::check(&bytes)) {
            Ok(found) => {
                self.read += 1;
                self.failed += usize::from(!found.agrees);
                messages::show(&Page::from(format!("{label}\n{found}").as_str()))
            }
            Err(error) => {
                self.fail(&anyhow::Error::new(error).context(label.to_owned()));
                Ok(())
            }
        }
    }

    fn fail(&mut self, error: &anyhow::Error) {
        self.failed += 1;
        messages::error(error);
    }
}
