//! Files in, results out: every file read in parallel, the runner's history folded in order, outputs written whole.
//!
//! The unit of work is [`analyse_bytes`], a pure function of one file's bytes. This module alone touches the file
//! system and the thread pool.

mod absent;
mod again;
mod beside;
mod cache;
mod charts;
mod content;
mod earlier;
mod found;
mod gaining;
mod gather;
mod groups;
mod guard;
mod hash;
mod init;
mod inputs;
mod keep;
mod ledger;
mod list_files;
mod lists;
mod members;
mod next;
mod next_step;
mod open;
mod options;
mod outline;
mod outputs;
mod over_time;
mod own_cuts;
mod own_journal;
mod page;
mod people;
mod picture;
mod place;
mod run;
mod runner_files;
mod season;
mod shelf;
mod show;
mod team;
mod uploads;
mod work;
mod write;

pub use crate::model::{Charts, Pages, TableFiles};
pub use absent::absent;
pub use beside::{OwnFiles, OwnFilesFound, beside, folder_of, journal_of};
pub use cache::{Said, SaidResult, said, said_of_results};
pub use found::{FileName, Found};
pub(crate) use gather::pool;
pub use init::{FirstFiles, init};
pub use inputs::{Listing, Source, SourceKind, runners, sources};
pub use keep::{keep_inputs, tables};
pub use members::is_run_name;
pub use next::{Next, next};
pub use next_step::NextStep;
pub use options::{CachePlace, Options, OwnWords, Progress};
pub use over_time::{Compared, Histories, RunnerHistory, compare, history};
pub use own_cuts::OwnCuts;
pub use own_journal::log;
pub use run::{Outcome, run};
pub use runner_files::{RunnerFiles, analyse_alone};
pub use season::{Days, Seasons, season};
pub use show::{contents, show};
pub use work::{Knowledge, analyse_bytes};
