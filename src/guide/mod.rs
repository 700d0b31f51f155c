//! The guide: pages for runners, coaches and scientists, which `lastrep help TOPIC` prints.
//!
//! A page is a file of this folder and a row of [`TOPICS`]. The terminal shows little of Markdown: headings, paragraphs,
//! lists of one level, tables, blocks of code, and code within a line.

/// A page of the guide.
#[derive(Debug, Clone, Copy)]
pub struct Topic {
    /// What `lastrep help` calls it.
    pub name: &'static str,
    /// What it is about, in a line.
    pub about: &'static str,
    /// The page, in Markdown.
    pub text: &'static str,
}

/// A module for each page, so that the documentation shows it, and the table of all.
macro_rules! pages {
    ($($page:ident, $name:literal, $about:literal;)*) => {
        /// Every page, in the order of reading.
        pub const TOPICS: &[Topic] =
            &[$(Topic { name: $name, about: $about, text: include_str!(concat!($name, ".md")) }),*];
        $(
            #[doc = include_str!(concat!($name, ".md"))]
            pub mod $page {}
        )*
    };
}

pages! {
    files, "files", "what is read, what it may hold, and what counts where a file contradicts itself";
    output, "output", "pictures and tables, and how they are written";
    tables, "tables", "the tables as CSV, Parquet and JSON, and where each old column went";
    pictures, "pictures", "how to read the picture of a season";
    athlete, "athlete", "athlete.toml: what you tell of yourself";
    journal, "journal", "journal.csv: what you tell of each day";
    places, "places", "where your own files are found, a team, and the config file";
    at_hand, "at-hand", "a watched folder, completions, manual pages, and what is handed on";
    reps, "reps", "how reps are found, and your own cut";
    accuracy, "accuracy", "how often the reps are right and the intervals hold: method and figures";
    same_workout, "same-workout", "when two sessions are the same workout, and best efforts";
    next_step, "next-step", "the seven answers, the ladder, and your own ladder";
    weeks_ahead, "weeks-ahead", "how the plan shares out the weeks";
    safety, "safety", "how careful the advice is, and how it was tried";
    on_the_watch, "on-the-watch", "the next workout on the watch";
    limits, "limits", "what lastrep does not see or gets wrong";
    robustness, "robustness", "damaged files, killed runs, and other things that were tried";
    speed, "speed", "how fast it is";
    changes, "changes", "what differs from earlier versions";
    contributing, "contributing", "how to add a format, a score, a chart or a rule";
}
