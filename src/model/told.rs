//! What was said of a session and no sensor measures, with the one that said it.

use serde::{Deserialize, Serialize};

/// The one that said something of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Teller {
    /// The runner's journal. It stands above all others.
    Journal,
    /// The list of a Strava export.
    Strava,
    /// The summaries of a Garmin account export.
    Garmin,
    /// The list of an Apple Health export.
    AppleHealth,
    /// The file of the recording itself: what the watch asked after the run.
    File,
}

impl Teller {
    /// The name used in tables and texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Journal => "journal",
            Self::Strava => "Strava",
            Self::Garmin => "Garmin Connect",
            Self::AppleHealth => "Apple Health",
            Self::File => "file",
        }
    }
}

/// A value with the one that said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said<T> {
    /// What was said.
    pub value: T,
    /// Who said it.
    pub by: Teller,
}

impl<T> Said<T> {
    /// What the file of the recording says.
    pub fn by_file(value: T) -> Self {
        Self { value, by: Teller::File }
    }
}

/// What was said of one session. Everything may be missing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Told {
    /// Its title, one line.
    pub title: Option<Said<String>>,
    /// Its description, one line.
    pub description: Option<Said<String>>,
    /// The shoes.
    pub gear: Option<Said<String>>,
    /// Session rating of perceived exertion, CR10 (0 to 10).
    pub rpe_cr10: Option<Said<f64>>,
    /// How it felt, 0 (very weak) to 100 (very strong).
    pub feel_pct: Option<Said<f64>>,
}

impl Told {
    /// The title; empty where nobody gave one.
    pub fn title(&self) -> &str {
        said(self.title.as_ref())
    }

    /// The description; empty where nobody gave one.
    pub fn description(&self) -> &str {
        said(self.description.as_ref())
    }

    /// The shoes; empty where nobody named them.
    pub fn gear(&self) -> &str {
        said(self.gear.as_ref())
    }

    /// Session RPE, CR10.
    pub fn rpe_cr10(&self) -> Option<f64> {
        self.rpe_cr10.map(|said| said.value)
    }

    /// How it felt, 0 to 100.
    pub fn feel_pct(&self) -> Option<f64> {
        self.feel_pct.map(|said| said.value)
    }

    /// A title that stands in the file of the recording.
    pub fn titled(title: Option<String>) -> Self {
        Self { title: title.map(Said::by_file), ..Self::default() }
    }

    /// All that is said here, and what the other says beyond that.
    #[must_use]
    pub fn above(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            description: self.description.or(other.description),
            gear: self.gear.or(other.gear),
            rpe_cr10: self.rpe_cr10.or(other.rpe_cr10),
            feel_pct: self.feel_pct.or(other.feel_pct),
        }
    }
}

fn said(text: Option<&Said<String>>) -> &str {
    text.map_or("", |said| said.value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_above_stays_and_the_rest_is_filled_in() {
        let said = |value: f64, by| Some(Said { value, by });
        let journal = Told { rpe_cr10: said(5.0, Teller::Journal), ..Told::default() };
        let file = Told { rpe_cr10: said(8.0, Teller::File), feel_pct: said(75.0, Teller::File), ..Told::default() };
        let both = journal.above(file);
        assert_eq!((both.rpe_cr10, both.feel_pct), (said(5.0, Teller::Journal), said(75.0, Teller::File)));
        assert_eq!((both.title(), both.rpe_cr10()), ("", Some(5.0)));
    }
}
