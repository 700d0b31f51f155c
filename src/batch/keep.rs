//! No command writes over what it reads. This is checked before the work, so that neither a file nor time is lost.

use super::open::{Opened, open};
use super::write::table_files;
use crate::error::{Error, ErrorKind, Result};
use crate::formats::archive::is_activity_name;
use crate::formats::{read, read_workout};
use crate::model::TableFiles;
use std::path::{Path, PathBuf};

/// The tables that [`run`](super::run()) writes into a folder.
pub fn tables(out: &Path, files: TableFiles) -> Vec<PathBuf> {
    table_files(files).map(|name| out.join(name)).collect()
}

/// Refuses an output that is an input, an activity file, or another output. Each input comes with the flag that names it.
///
/// # Errors
/// `Config`, with the output and the file that it would write over.
pub fn keep_inputs(outputs: &[PathBuf], inputs: &[(&str, &Path)]) -> Result<()> {
    for (at, output) in outputs.iter().enumerate() {
        let same = inputs.iter().find(|(_, input)| is_one_file(output, input));
        let what = match same {
            Some((name, _)) => format!("the file of {name}"),
            None if outputs[..at].iter().any(|other| entry(other) == entry(output)) => "another output".to_owned(),
            None if output.is_file() && !may_be_replaced(output) => "an activity file".to_owned(),
            None => continue,
        };
        return Err(Error::new(ErrorKind::Config, "an output that writes over nothing that is read", what)
            .with_path(output)
            .hint("write to another place, or copy the file to another name and read the copy"));
    }
    Ok(())
}

/// Whether two paths lead to one file, through links and whatever the case of the letters.
fn is_one_file(one: &Path, other: &Path) -> bool {
    // Opening a pipe would wait for its writer.
    one.is_file() && other.is_file() && same_file::is_same_file(one, other).unwrap_or(false)
}

/// The place of a file that may not exist yet.
fn entry(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf()).join(path.file_name().unwrap_or_default())
}

/// Whether a file may be written over: by its bytes and its name it is no recording, or it is a workout.
fn may_be_replaced(path: &Path) -> bool {
    match open(path, "") {
        Ok(Opened::File(bytes)) => is_workout(&bytes),
        Ok(Opened::Unknown(_)) => !path.file_name().is_some_and(|name| is_activity_name(&name.to_string_lossy())),
        Ok(Opened::Archive(_)) | Err(_) => false,
    }
}

fn is_workout(bytes: &[u8]) -> bool {
    read_workout(bytes).is_ok() && read(bytes).is_err()
}
