//! One file or archive alone: its activities, or its bytes.

use super::gather::read_all;
use super::inputs::sources;
use super::ledger;
use super::lists::Lists;
use super::open::{Opened, open};
use super::options::Options;
use super::shelf::Shelf;
use super::uploads;
use super::work::Attention;
use crate::error::Result;
use crate::formats::other;
use crate::report::{Analysed, Problem};
use std::path::Path;

/// The activities and problems of one file or archive, with the advice that its own content allows.
///
/// # Errors
/// `Io` when the path cannot be read, `Config` when the runner's own cut fits several files in it.
pub fn show(path: &Path, options: &Options) -> Result<(Vec<Analysed>, Vec<Problem>)> {
    let listing = sources(&[path.to_path_buf()])?;
    let lists = Lists::of(&listing);
    let look = Attention { lists: Some(&lists), ..Attention::default() };
    let mut found = read_all(&listing, &Shelf::Memory, options, look, &|_| {})?;
    // The cut may be of a whole folder, so its names of other files are no problem.
    options.own_cuts.check(&found)?;
    uploads::set_aside(&mut found, |one| one.problem.as_ref());
    let (ledger, failed) = ledger::fold(found, options).ledger(&Shelf::Memory)?;
    Ok((ledger.done, failed))
}

/// The bytes of a file, or of each member of an archive, with its label.
///
/// # Errors
/// `Io` when the path cannot be read, and those of opening an archive.
pub fn contents(path: &Path) -> Result<Vec<(String, Result<Vec<u8>>)>> {
    let label = path.display().to_string();
    match open(path, &label)? {
        Opened::File(bytes) => Ok(vec![(label, Ok(bytes))]),
        Opened::Archive(archive) => Ok(archive.into_members().map(|member| (member.label, member.bytes)).collect()),
        Opened::Unknown(first) => {
            let known = other::of_file(&label, &first).map(other::Other::error);
            Ok(vec![(label, known.map_or(Ok(first), Err))])
        }
    }
}
