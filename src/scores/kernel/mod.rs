//! What scores are made of: inputs, values, cards, and the measures that several scores share.

pub mod anchors;
pub(crate) mod card;
pub mod conditions;
pub mod course;
pub(crate) mod decoupling;
pub(crate) mod fade_line;
pub mod grade;
pub mod heart_rate;
pub mod heart_rate_sensor;
pub(crate) mod heart_rate_validity;
pub(crate) mod info;
pub(crate) mod input;
pub mod load;
pub(crate) mod means;
pub(crate) mod middle;
pub(crate) mod needs;
pub mod noise;
pub mod own;
pub(crate) mod passage;
pub(crate) mod score;
pub(crate) mod terrain;
pub(crate) mod works;

pub use card::{Grade, RepScore, ScoreCard, SetCard};
pub use course::{Course, Going, WorkRep};
pub use fade_line::{FadeLine, FadePoint};
pub use info::{EvidenceGrade, Interval, Level, ScoreInfo, ScoreNeed};
pub use input::ScoreContext;
pub(crate) use input::{RepInput, SessionInput, SetInput};
pub use means::SpanMeans;
pub(crate) use means::span_means;
pub use own::{Own, Traces};
pub use passage::{Passage, PassagePart, Stops, Turn};
pub use score::{Score, Scores, Unavailable, Value};
pub use terrain::Hill;
pub(crate) use works::works;
