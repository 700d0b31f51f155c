//! Answers: of one file alone, and of all files of a runner.

use super::files::{Request, Words};
use super::options::WorkerOptions;
use super::rows::Answer;
use crate::batch::{Options, RunnerFiles, analyse_alone};
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
            for one in analyse_alone(request.name(), bytes, options) {
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
    /// What the first row says.
    words: Words,
    files: RunnerFiles,
    /// What is wrong with rows without bytes.
    problems: Vec<Problem>,
}

impl OneRunner {
    /// The runner of a first row, which is not added yet.
    pub(super) fn new(first: &Request) -> Self {
        let (name, words) = (first.runner.clone(), first.words.clone());
        Self { files: RunnerFiles::new(&name), name, words, problems: Vec::new() }
    }

    /// Adds a file of the runner.
    pub(super) fn add(&mut self, row: Request) {
        match row.bytes {
            Some(bytes) => self.files.add(row.path, bytes),
            None => self.problems.push(Problem::new(&self.name, &row.path, Stage::Read, &empty())),
        }
    }

    /// The answer, once all rows are there.
    pub(super) fn finish(self, asked: &WorkerOptions) -> Answer {
        let told = self.told().and_then(|words| words.options(asked));
        let Self { name, files, mut problems, .. } = self;
        let mut activities = Vec::new();
        match told.and_then(|options| files.fold(&options)) {
            Ok((done, failed)) => {
                activities = done;
                problems.extend(failed);
            }
            Err(error) => problems.push(Problem::new(&name, "athlete", Stage::Read, &error)),
        }
        Answer { runner: name, path: None, activities, problems }
    }

    /// What the runner told: in the columns of the first row, else in files of that name.
    fn told(&self) -> Result<Words> {
        let Words { athlete, journal } = &self.words;
        let or_file = |text: &String, file: Result<Option<String>>| {
            if text.is_empty() { file.map(Option::unwrap_or_default) } else { Ok(text.clone()) }
        };
        Ok(Words { athlete: or_file(athlete, self.files.athlete())?, journal: or_file(journal, self.files.journal())? })
    }
}

fn empty() -> Error {
    Error::new(ErrorKind::NoUsableData, "the bytes of a file", "an empty cell")
        .at("column bytes")
        .hint("send the file as it is, packed or not")
}
