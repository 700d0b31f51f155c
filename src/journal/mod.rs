//! The runner's own words: `journal.csv`, `athlete.toml`, a config file and a cut by hand into plain data.
//!
//! Text in, data out: nothing is read from disk here. All are written by hand, so they are read with patience: a
//! bad cell of a journal costs only itself, and every complaint names the row and the column, or the key.

mod athlete;
mod cells;
mod config;
mod first;
mod header;
mod ladder;
mod lines;
mod log;
mod own_cut;
mod plain;
mod rows;
mod table;
mod values;

pub use athlete::read_athlete;
pub use config::{Config, read_config};
pub use first::{Guesses, first_athlete, first_journal};
pub use ladder::{LADDER, read_ladder, standard_ladder};
pub use log::log;
pub use own_cut::read_cut;
pub(crate) use plain::unformulated;
pub use plain::{marked_name, name};
pub use table::{COLUMNS, Column, read_journal};
