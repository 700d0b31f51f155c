//! Answers: of one file alone, and of all files of a runner.

use super::files::Request;
use super::rows::Answer;
use crate::batch::{Knowledge, Options, RunnerFiles, analyse_packed};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Stage;
use crate::report::Problem;

/// The answer for a file, read alone.
pub(super) fn alone(request: &Request, told: &Result<Options>) -> Answer {
    let mut answer = Answer { runner: request.runner.clone(), path: Some(request.path.clone()), ..Answer::default() };
    let problem = |error: &Error| Problem::new(&request.runner, &request.path, Stage::Read, error);
    match (told, &request.bytes) {
        (Err(error), _) => answer.problems.push(problem(error)),
        (_, None) => answer.problems.push(problem(&empty())),
        (Ok(options), Some(bytes)) => {
            for one in analyse_packed(request.name(), bytes, options, Knowledge::default()) {
                answer.activities.extend(one.activities);
                answer.problems.extend(one.problem);
            }
        }
    }
    answer
}

/// A runner whose rows are coming in.
pub(super) struct OneRunner {
    pub(super) name: String,
    files: Option<RunnerFiles>,
    /// What is wrong with the runner's words, and with rows without bytes.
    problems: Vec<Problem>,
}

impl OneRunner {
    /// A runner, with what the first of the rows tells.
    pub(super) fn new(name: &str, told: &Result<Options>) -> Self {
        let files = told.as_ref().ok().map(|options| RunnerFiles::new(name, options.clone()));
        let wrong = told.as_ref().err().map(|error| Problem::new(name, "athlete", Stage::Read, error));
        Self { name: name.to_owned(), files, problems: wrong.into_iter().collect() }
    }

    /// Reads more files of the runner.
    pub(super) fn add(&mut self, rows: &[Request]) {
        let Some(files) = &mut self.files else { return };
        let empty_rows = rows.iter().filter(|row| row.bytes.is_none());
        self.problems.extend(empty_rows.map(|row| Problem::new(&self.name, &row.path, Stage::Read, &empty())));
        let named: Vec<(&str, &[u8])> =
            rows.iter().filter_map(|row| Some((row.path.as_str(), row.bytes.as_deref()?))).collect();
        files.add(&named);
    }

    /// The answer, once all rows are there.
    pub(super) fn finish(self) -> Answer {
        let (activities, failed) = self.files.map(RunnerFiles::fold).unwrap_or_default();
        let problems = self.problems.into_iter().chain(failed).collect();
        Answer { runner: self.name, path: None, activities, problems }
    }
}

fn empty() -> Error {
    Error::new(ErrorKind::NoUsableData, "the bytes of a file", "an empty cell")
        .at("column bytes")
        .hint("send the file as it is, packed or not")
}
