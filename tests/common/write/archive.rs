//! Packed exports: gzip of one file, zip of many, and what is in them.

use std::io::{Error, Read, Result, Write as _};

use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use flate2::{Compression, GzBuilder};
use rawzip::path::EntryPath;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveWriter};
use rayon::prelude::*;

/// The bytes as one gzip member without name or time.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The members as one zip archive, in order and without times, each under its name as it is.
pub(crate) fn zip(members: &[(&str, &[u8])]) -> Result<Vec<u8>> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, bytes) in members {
        let packed = bytes.starts_with(&[0x1F, 0x8B]) || bytes.starts_with(b"PK");
        let method = if packed { CompressionMethod::STORE } else { CompressionMethod::DEFLATE };
        let file = archive.new_file(EntryPath::verbatim(name.as_bytes())).compression_method(method);
        let (mut entry, config) = file.start().map_err(Error::other)?;
        let descriptor = if packed {
            let mut writer = config.wrap(&mut entry);
            writer.write_all(bytes)?;
            writer.finish().map_err(Error::other)?.1
        } else {
            let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
            writer.write_all(bytes)?;
            let (encoder, descriptor) = writer.finish().map_err(Error::other)?;
            encoder.finish()?;
            descriptor
        };
        entry.finish(descriptor).map_err(Error::other)?;
    }
    archive.finish().map_err(Error::other)
}

/// What is made of each file in a zip archive, by name and bytes, in order.
pub(crate) fn unzip<T: Send>(zip: &[u8], make: impl Fn(&str, Vec<u8>) -> T + Sync) -> Result<Vec<T>> {
    let archive = ZipArchive::from_slice(zip).map_err(Error::other)?;
    let records: Vec<_> = archive.entries().collect::<std::result::Result<_, _>>().map_err(Error::other)?;
    let unpack = |record: &rawzip::ZipFileHeaderRecord<'_>| {
        let entry = archive.get_entry(record.wayfinder()).map_err(Error::other)?;
        let mut bytes = Vec::new();
        if record.compression_method() == CompressionMethod::STORE {
            entry.verifying_reader(entry.data()).read_to_end(&mut bytes)?;
        } else {
            entry.verifying_reader(DeflateDecoder::new(entry.data())).read_to_end(&mut bytes)?;
        }
        Ok(make(&String::from_utf8_lossy(record.file_path().as_bytes()), bytes))
    };
    records.par_iter().map(unpack).collect()
}
