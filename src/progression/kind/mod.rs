//! The words of the field: kinds of session, their ladder, and training speeds.

pub(crate) mod daniels;
pub(crate) mod ladder;
pub(crate) mod lever;
pub(crate) mod plain;

pub use lever::Lever;
