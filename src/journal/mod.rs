//! The runner's own words: `journal.csv` and `athlete.toml` into plain data.
