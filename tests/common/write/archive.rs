//! Packed exports: gzip of one file, zip of many.

use std::io::{Cursor, Write as _};

use flate2::{Compression, GzBuilder};
use zip::write::{SimpleFileOptions, ZipWriter};

/// The bytes as one gzip member without name or time.
pub(crate) fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The members as one zip archive, in order, each with the same fixed time.
pub(crate) fn zip(members: &[(&str, &[u8])]) -> std::io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let packed = bytes.starts_with(&[0x1F, 0x8B]) || bytes.starts_with(b"PK");
        let method = if packed { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        let options =
            SimpleFileOptions::default().compression_method(method).last_modified_time(zip::DateTime::default());
        writer.start_file(*name, options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
