//! Bytes to activities, beside the readers of other crates on the same files.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use lastrep::formats::read;

use crate::inputs;

/// Reads all files once.
fn all<T>(bencher: Bencher<'_, '_>, files: &[Vec<u8>], read: impl Fn(&[u8]) -> T + Sync) {
    bencher.counter(BytesCount::new(inputs::bytes(files))).bench(|| {
        for bytes in files {
            black_box(read(black_box(bytes)));
        }
    });
}

mod fit {
    use super::{Bencher, all, black_box, inputs, read};
    use rustyfit::{Decoder, StreamingIterator};

    /// Everything that this crate reads, with the checksum.
    #[divan::bench(max_time = 1)]
    fn lastrep(bencher: Bencher<'_, '_>) {
        all(bencher, &inputs::FIT, read);
    }

    /// The one-call reader of fitparser.
    #[divan::bench(sample_count = 3, sample_size = 1)]
    fn fitparser_from_bytes(bencher: Bencher<'_, '_>) {
        all(bencher, &inputs::FIT, fitparser::from_bytes);
    }

    /// The stream decoder of rustyfit, which lends one message after another and keeps none.
    #[divan::bench(max_time = 1)]
    fn rustyfit_stream(bencher: Bencher<'_, '_>) {
        all(bencher, &inputs::FIT, |bytes| {
            let (mut decoder, mut reader) = (Decoder::new(), bytes);
            let mut stream = decoder.stream(&mut reader);
            let mut events = 0_usize;
            while let Some(Ok(event)) = stream.next() {
                black_box(&event);
                events += 1;
            }
            events
        });
    }
}

mod gpx {
    use super::{Bencher, all, inputs, read};

    /// Everything, extensions and all.
    #[divan::bench(max_time = 1)]
    fn lastrep(bencher: Bencher<'_, '_>) {
        all(bencher, &inputs::GPX, read);
    }

    /// The gpx crate, which leaves the extensions out.
    #[divan::bench(max_time = 1)]
    fn gpx_crate(bencher: Bencher<'_, '_>) {
        all(bencher, &inputs::GPX, |bytes| ::gpx::read(bytes));
    }
}

mod tcx {
    use super::{Bencher, all, inputs, read};

    /// Everything.
    #[divan::bench(max_time = 1)]
    fn lastrep(bencher: Bencher<'_, '_>) {
        all(bencher, &inputs::TCX, read);
    }
}
