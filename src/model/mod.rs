//! Plain data of the field: no input, no output, no behaviour beyond invariants.

mod activity;
mod athlete;
mod day;
mod gait;
mod goal;
mod hearts;
mod ladder;
mod lap;
mod listed;
mod note;
pub(crate) mod outing;
mod own_cut;
pub(crate) mod records;
mod told;
mod track;
mod wanted;
mod word;
mod zone;

pub use activity::{Activity, Device, DeviceSplit, Format, HeartRateSensor, Reading, Sport, Surface};
pub use athlete::{Athlete, GoalRace, JournalDay, Race, Sex, UnreadCell};
pub use day::{Day, Weekday};
pub(crate) use gait::RUNNING_MPS;
pub use goal::Goal;
pub use hearts::Hearts;
pub use ladder::{Family, Ladder, Prerequisites, Rung, RungRecovery, Shape};
pub use lap::{Intensity, Lap, LapTrigger, StepEnd, Workout, WorkoutStep};
pub use listed::{Beside, Listed, Timed};
pub use note::{Note, Stage};
pub use own_cut::{OwnRow, SegmentKind};
pub use told::{Said, Teller, Told};
pub use track::{Channel, Span, Track};
pub use wanted::{Charts, Pages, TableFiles, TableFormat};
pub use word::Word;
pub(crate) use word::{one as one_word, word};
pub use zone::Zone;
pub(crate) use zone::sun_offset_s;
