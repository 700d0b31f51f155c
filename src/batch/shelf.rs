//! Where the results of files wait until the history is known: in memory or, packed, in a file without a name.
//!
//! The scores of a session of reps take some 50 kB. The history needs an [`Outline`] of each session alone, and tables need the
//! whole of a few sessions at a time.

use super::found::{FileName, Found};
use super::outline::Outline;
use crate::error::{Error, ErrorKind, Result};
use crate::model::Span;
use crate::report::{Analysed, Problem};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Where results wait.
#[derive(Debug)]
pub(super) enum Shelf {
    Memory,
    Disk(DiskShelf),
}

/// A file that has no name and is gone with the program, and the folder that it is in.
#[derive(Debug)]
pub(super) struct DiskShelf {
    folder: PathBuf,
    /// The file, and the number of its bytes.
    file: Mutex<(File, u64)>,
}

/// What one file, or one member of an archive, gave, its activities held on a shelf.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) activities: Vec<HeldActivity>,
    /// Why it gave none.
    pub(super) problem: Option<Problem>,
    /// Hash of its bytes.
    pub(super) content: u128,
    /// The times that each of its activities tells of.
    pub(super) told: Vec<Span>,
}

/// An activity whose whole waits on a shelf.
#[derive(Debug)]
pub(super) struct HeldActivity {
    pub(super) outline: Outline,
    pub(super) whole: Whole,
}

/// The whole of an activity, or its place on the disk.
#[derive(Debug)]
pub(super) enum Whole {
    Here(Box<Analysed>),
    OnDisk(Place),
}

/// A place in the file of a shelf, bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    start: u64,
    length: usize,
}

impl Shelf {
    /// A shelf on the disk of a folder.
    ///
    /// # Errors
    /// `Io` where the folder takes no file.
    pub(super) fn on_disk(folder: &Path) -> Result<Self> {
        let file = tempfile::tempfile_in(folder).map_err(|cause| unheld(folder, cause))?;
        Ok(Self::Disk(DiskShelf { folder: folder.to_path_buf(), file: Mutex::new((file, 0)) }))
    }

    /// Puts what a file gave on the shelf.
    ///
    /// # Errors
    /// `Io` where the disk takes no more.
    pub(super) fn hold(&self, found: Found) -> Result<Held> {
        let Found { activities, problem, content, told } = found;
        let mut held = Vec::with_capacity(activities.len());
        for analysed in activities {
            let outline = Outline::of(&analysed);
            let whole = match self {
                Self::Memory => Whole::Here(Box::new(analysed)),
                Self::Disk(disk) => Whole::OnDisk(disk.put(&analysed)?),
            };
            held.push(HeldActivity { outline, whole });
        }
        Ok(Held { activities: held, problem, content, told })
    }

    /// The whole of an activity.
    ///
    /// # Errors
    /// `Io` where the disk does not give it back.
    pub(super) fn take(&self, whole: Whole) -> Result<Analysed> {
        match whole {
            Whole::Here(analysed) => Ok(*analysed),
            Whole::OnDisk(place) => self.read(place),
        }
    }

    /// What a file gave, while it stays on the shelf.
    ///
    /// # Errors
    /// Those of [`Shelf::take`].
    pub(super) fn copy(&self, held: &Held) -> Result<Found> {
        let activity = |one: &HeldActivity| match &one.whole {
            Whole::Here(analysed) => Ok(Analysed::clone(analysed)),
            Whole::OnDisk(place) => self.read(*place),
        };
        let activities = held.activities.iter().map(activity).collect::<Result<_>>()?;
        Ok(Found { activities, problem: held.problem.clone(), content: held.content, told: held.told.clone() })
    }

    fn read(&self, place: Place) -> Result<Analysed> {
        match self {
            Self::Disk(disk) => disk.read(place),
            Self::Memory => Err(damaged("another shelf")),
        }
    }
}

impl DiskShelf {
    fn put(&self, analysed: &Analysed) -> Result<Place> {
        let bytes = postcard::to_stdvec(analysed).map_err(|cause| damaged(&cause.to_string()))?;
        let mut held = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, end) = &mut *held;
        let put = file.seek(SeekFrom::Start(*end)).and_then(|_| file.write_all(&bytes));
        put.map_err(|cause| unheld(&self.folder, cause))?;
        let place = Place { start: *end, length: bytes.len() };
        *end += bytes.len() as u64;
        Ok(place)
    }

    fn read(&self, place: Place) -> Result<Analysed> {
        let mut bytes = vec![0; place.length];
        let mut held = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = &mut held.0;
        let read = file.seek(SeekFrom::Start(place.start)).and_then(|_| file.read_exact(&mut bytes));
        drop(held);
        read.map_err(|cause| unheld(&self.folder, cause))?;
        postcard::from_bytes(&bytes).map_err(|cause| damaged(&cause.to_string()))
    }
}

impl Held {
    /// A file that gave nothing.
    pub(super) fn none(problem: Problem) -> Self {
        Self { activities: Vec::new(), problem: Some(problem), content: 0, told: Vec::new() }
    }

    /// The runner, where it gave anything at all.
    pub(super) fn runner(&self) -> Option<&str> {
        let of_problem = || self.problem.as_ref().map(|problem| problem.runner.as_str());
        self.name().map(|name| name.runner).or_else(of_problem)
    }

    /// The file, as its results name it; `None` where there is no result.
    pub(super) fn name(&self) -> Option<FileName<'_>> {
        self.activities.first().map(|first| first.outline.name())
    }

    /// The outlines of its activities.
    pub(super) fn outlines(&self) -> impl Iterator<Item = &Outline> {
        self.activities.iter().map(|one| &one.outline)
    }
}

fn unheld(folder: &Path, cause: std::io::Error) -> Error {
    Error::io(folder, "a temporary file that results can wait in", cause)
}

fn damaged(found: &str) -> Error {
    Error::new(ErrorKind::Internal, "results as they were put down", found)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::batch::{Knowledge, Options, analyse_bytes};

    fn sessions() -> Vec<Found> {
        let name = FileName { runner: "ann", label: "a.fit" };
        let files: [&[u8]; 2] = [
            include_bytes!("../../testdata/fit/track-2x4x200-sets.fit"),
            include_bytes!("../../testdata/fit/multisport-duathlon.fit"),
        ];
        files.map(|bytes| analyse_bytes(name, bytes, &Options::default(), Knowledge::default())).into()
    }

    /// By their words, as two NaN are not equal.
    fn words(found: &Found) -> String {
        format!("{found:?}")
    }

    #[test]
    fn what_is_put_on_a_shelf_comes_back_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        for shelf in [Shelf::Memory, Shelf::on_disk(folder.path()).unwrap()] {
            let held: Vec<Held> = sessions().into_iter().map(|found| shelf.hold(found).unwrap()).collect();
            // The last first: the order on the disk is not that of the asking.
            for (held, found) in held.into_iter().zip(sessions()).rev() {
                assert_eq!(words(&shelf.copy(&held).unwrap()), words(&found));
                let taken = held.activities.into_iter().map(|one| shelf.take(one.whole)).collect::<Result<Vec<_>>>();
                assert_eq!(words(&Found { activities: taken.unwrap(), ..found.clone() }), words(&found));
            }
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "the file has no name");
    }

    #[test]
    fn what_is_damaged_is_an_error_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::on_disk(folder.path()).unwrap();
        let held = shelf.hold(sessions().remove(0)).unwrap();
        let Whole::OnDisk(place) = held.activities[0].whole else { panic!("it is on the disk") };
        let far = Place { start: place.length as u64, ..place };
        assert_eq!(shelf.take(Whole::OnDisk(far)).unwrap_err().kind(), ErrorKind::Io, "beyond the end");
        for length in 0..place.length.min(400) {
            let short = shelf.take(Whole::OnDisk(Place { length, ..place }));
            assert_eq!(short.unwrap_err().kind(), ErrorKind::Internal, "{length} bytes");
        }
        assert_eq!(Shelf::on_disk(&folder.path().join("none")).unwrap_err().kind(), ErrorKind::Io);
    }
}
