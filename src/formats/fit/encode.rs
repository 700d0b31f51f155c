//! A small FIT writer for the tests of this reader: hand-made bytes, nothing clever.

use super::checksum::checksum;

/// Messages in the making.
#[derive(Debug, Clone, Default)]
pub(super) struct Encoder {
    messages: Vec<u8>,
}

/// Time of the first record in the tests, s since the FIT epoch.
pub(super) const START: u32 = 1_000_000_000;

/// Fields of a plain record: time, distance, speed, heart rate, cadence.
pub(super) const RECORD: &[(u8, u8, u8)] =
    &[(253, 4, 0x86), (5, 4, 0x86), (6, 2, 0x84), (3, 1, 0x02), (4, 1, 0x02), (53, 1, 0x02)];

impl Encoder {
    /// A file of a type by a maker, with nothing else yet.
    pub(super) fn file(file_type: u8, manufacturer: u16) -> Self {
        let mut encoder = Self::default();
        encoder.define(0, 0, &[(0, 1, 0x00), (1, 2, 0x84)]);
        encoder.data(0, &[&[file_type], &manufacturer.to_le_bytes()]);
        encoder
    }

    /// A little-endian definition: local type, message, fields of number, size and base type.
    pub(super) fn define(&mut self, local: u8, message: u16, fields: &[(u8, u8, u8)]) {
        self.messages.extend([0x40 | local, 0, 0]);
        self.messages.extend(message.to_le_bytes());
        self.push_fields(fields);
    }

    /// The same, big-endian.
    pub(super) fn define_big(&mut self, local: u8, message: u16, fields: &[(u8, u8, u8)]) {
        self.messages.extend([0x40 | local, 0, 1]);
        self.messages.extend(message.to_be_bytes());
        self.push_fields(fields);
    }

    /// The same, little-endian, with developer fields of number, size and developer index.
    pub(super) fn define_developer(
        &mut self,
        local: u8,
        message: u16,
        fields: &[(u8, u8, u8)],
        developer: &[(u8, u8, u8)],
    ) {
        self.define(local | 0x20, message, fields);
        self.push_fields(developer);
    }

    fn push_fields(&mut self, fields: &[(u8, u8, u8)]) {
        self.messages.push(fields.len() as u8);
        self.messages.extend(fields.iter().flat_map(|&(number, size, base)| [number, size, base]));
    }

    /// A message of a local type: the bytes of its fields.
    pub(super) fn data(&mut self, local: u8, fields: &[&[u8]]) {
        self.messages.push(local);
        self.messages.extend(fields.iter().copied().flatten());
    }

    /// A plain record of local type 1, as [`RECORD`]: seconds after the start, metres, m/s, bpm, strides/min.
    pub(super) fn record(&mut self, second: u32, distance_m: f64, speed_mps: f64, rate: u8, cadence: u8) {
        let (distance, speed) = ((distance_m * 100.0) as u32, (speed_mps * 1000.0) as u16);
        self.data(
            1,
            &[
                &(START + second).to_le_bytes(),
                &distance.to_le_bytes(),
                &speed.to_le_bytes(),
                &[rate],
                &[cadence],
                &[64],
            ],
        );
    }

    /// Records of a run at 4 m/s over some seconds.
    pub(super) fn run(&mut self, seconds: std::ops::Range<u32>) {
        self.define(1, 20, RECORD);
        for second in seconds {
            self.record(second, f64::from(second) * 4.0, 4.0, 150, 90);
        }
    }

    /// A session of local type 2: sport, start and elapsed seconds, first lap and their number.
    pub(super) fn session(&mut self, sport: u8, start: u32, elapsed_s: u32, first_lap: u16, laps: u16) {
        self.define(2, 18, &[(5, 1, 0), (2, 4, 0x86), (7, 4, 0x86), (25, 2, 0x84), (26, 2, 0x84), (193, 1, 2)]);
        self.data(
            2,
            &[
                &[sport],
                &(START + start).to_le_bytes(),
                &(elapsed_s * 1000).to_le_bytes(),
                &first_lap.to_le_bytes(),
                &laps.to_le_bytes(),
                &[70],
            ],
        );
    }

    /// The whole file, with a header of 12 or 14 bytes.
    pub(super) fn finish(&self, header_size: u8) -> Vec<u8> {
        let mut file = vec![header_size, 0x20, 0x54, 0x08];
        file.extend((self.messages.len() as u32).to_le_bytes());
        file.extend(b".FIT");
        if header_size == 14 {
            file.extend(checksum(&file).to_le_bytes());
        }
        file.extend(&self.messages);
        file.extend(checksum(&file).to_le_bytes());
        file
    }
}
