//! A pipe that can be read on from, as a reader that may skip.

use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom, copy, sink};

/// Skips forwards by reading. The Arrow reader skips the padding between buffers, and never goes back.
pub(super) struct Pipe<R> {
    input: R,
    position: u64,
}

impl<R: Read> Pipe<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, position: 0 }
    }
}

impl<R: Read> Read for Pipe<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let count = self.input.read(buffer)?;
        self.position += count as u64;
        Ok(count)
    }
}

impl<R: Read> Seek for Pipe<R> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let ahead = match to {
            SeekFrom::Current(by) => u64::try_from(by).ok(),
            SeekFrom::Start(at) => at.checked_sub(self.position),
            SeekFrom::End(_) => None,
        };
        let ahead = ahead.ok_or_else(|| Error::new(ErrorKind::Unsupported, "a pipe does not go back"))?;
        copy(&mut Read::take(&mut *self, ahead), &mut sink())?;
        Ok(self.position)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_skips_forwards_alone() {
        let mut pipe = Pipe::new(&b"abcdefgh"[..]);
        let mut two = [0; 2];
        pipe.read_exact(&mut two).unwrap();
        assert_eq!((pipe.seek(SeekFrom::Current(3)).unwrap(), pipe.stream_position().unwrap()), (5, 5));
        pipe.read_exact(&mut two).unwrap();
        assert_eq!(&two, b"fg");
        assert!(pipe.seek(SeekFrom::Start(2)).is_err() && pipe.seek(SeekFrom::Current(-1)).is_err());
    }
}
