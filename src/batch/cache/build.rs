//! The build of the program.

use super::super::content::content;
use super::super::hash::hash_of;
use super::super::options::CachePlace;
use super::marks::Marks;

/// The build of the program: another build may find something else, and tell it in another way.
pub(in super::super) fn build_of(place: &CachePlace) -> u128 {
    let marks = Marks::of(&place.program);
    let bytes = if marks.is_none() { content(&place.program) } else { None };
    hash_of(&(crate::VERSION, &place.program, marks, bytes))
}
