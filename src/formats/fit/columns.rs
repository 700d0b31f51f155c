//! The records of a file as columns: each field of a layout is decoded for a whole run of records at once.

use super::base_type::{self, BaseType, ByteOrder};
use super::layout::{DeveloperField, Field, MessageLayout};
use super::quantity::{QUANTITIES, Quantity, RECORD_FIELDS, RecordField, SPEED_AND_DISTANCE, Scaling};
use super::scan::{FileScan, RecordRun};
use crate::units::degrees_from_semicircles;

/// The quantities of all records of a file, NaN where missing; `None` where no record has one.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    len: usize,
    values: [Option<Vec<f64>>; QUANTITIES],
}

/// One step of a layout's plan: a field, and the column that it goes to.
#[derive(Debug, Clone, Copy)]
struct ColumnStep {
    field: Field,
    quantity: Quantity,
    scale: Scaling,
}

/// The order of trust among developer fields for one quantity: named before linked, then by developer and number.
type Rank = (bool, u8, u8);

impl Columns {
    /// The columns of a file's records.
    pub(super) fn decode(bytes: &[u8], part: &FileScan) -> Self {
        let mut columns = Self { len: part.starts.len(), values: Default::default() };
        let plans: Vec<Vec<ColumnStep>> = part.layouts.iter().map(plan).collect();
        columns.run(bytes, part, &plans);
        columns.unpack_speed_and_distance(bytes, part);
        columns.convert_positions();
        columns.drop_missing();
        let stand_ins = columns.stand_ins(part);
        columns.run(bytes, part, &stand_ins);
        columns.drop_missing();
        columns
    }

    /// The column of a quantity, if any record has it.
    pub(super) fn take(&mut self, quantity: Quantity) -> Option<Vec<f64>> {
        self.values[quantity as usize].take()
    }

    /// The column of a quantity, all missing if no record has it.
    pub(super) fn column_mut(&mut self, quantity: Quantity) -> &mut Vec<f64> {
        let len = self.len;
        self.values[quantity as usize].get_or_insert_with(|| vec![f64::NAN; len])
    }

    /// The columns at the given rows, in that order. A column without a value at these rows is left out.
    pub(super) fn select(&self, rows: &[usize]) -> Self {
        let mut picked = Self { len: rows.len(), values: Default::default() };
        for (to, from) in picked.values.iter_mut().zip(&self.values) {
            let column = from.as_ref().map(|column| rows.iter().map(|&row| column[row]).collect::<Vec<f64>>());
            *to = column.filter(|column| column.iter().any(|value| !value.is_nan()));
        }
        picked
    }

    /// Whether no record has any quantity.
    pub(super) fn is_empty(&self) -> bool {
        self.values.iter().all(Option::is_none)
    }

    /// Decodes every run by the plan of its layout.
    fn run(&mut self, bytes: &[u8], part: &FileScan, plans: &[Vec<ColumnStep>]) {
        let mut first = 0;
        for &RecordRun { layout, count } in &part.runs {
            let rows = first..first + count;
            for step in &plans[layout] {
                let column = &mut self.column_mut(step.quantity)[rows.clone()];
                step.run(bytes, &part.starts[rows.clone()], part.layouts[layout].order, column);
            }
            first += count;
        }
    }

    /// The plans of developer fields for the quantities that the watch itself did not measure.
    fn stand_ins(&self, part: &FileScan) -> Vec<Vec<ColumnStep>> {
        let candidates: Vec<_> = part.layouts.iter().map(|layout| candidates(layout, part)).collect();
        let mut best: [Option<Rank>; QUANTITIES] = [None; QUANTITIES];
        for (rank, step) in candidates.iter().flatten() {
            let known = &mut best[step.quantity as usize];
            if self.values[step.quantity as usize].is_none() && known.is_none_or(|known| *rank < known) {
                *known = Some(*rank);
            }
        }
        let chosen = |(rank, step): (Rank, ColumnStep)| (best[step.quantity as usize] == Some(rank)).then_some(step);
        candidates.into_iter().map(|steps| steps.into_iter().filter_map(chosen).collect()).collect()
    }

    /// Speed (1/100 m/s) and distance (1/16 m, running over at 256 m), twelve bits each, where there is nothing better.
    ///
    /// Source: FIT profile, message `record`, field `compressed_speed_distance`.
    fn unpack_speed_and_distance(&mut self, bytes: &[u8], part: &FileScan) {
        const RANGE: u64 = 1 << 12;
        let mut row = 0;
        let mut travelled: Option<u64> = None;
        for &RecordRun { layout, count } in &part.runs {
            let field = part.layouts[layout].field(SPEED_AND_DISTANCE).filter(|field| field.size == 3);
            for row in field.map_or(0..0, |_| row..row + count) {
                let start = part.starts[row] as usize + field.map_or(0, |field| field.offset);
                let Some(&[low, mixed, high]) = bytes.get(start..).and_then(|rest| rest.first_chunk()) else {
                    continue;
                };
                if [low, mixed, high] == [u8::MAX; 3] {
                    continue;
                }
                let speed = f64::from(u16::from(low) | u16::from(mixed & 0x0F) << 8) / 100.0;
                let bits = u64::from(mixed >> 4) | u64::from(high) << 4;
                let ticks = travelled.map_or(bits, |last| last + (bits + RANGE - last % RANGE) % RANGE);
                travelled = Some(ticks);
                for (quantity, value) in [(Quantity::Speed, speed), (Quantity::Distance, ticks as f64 / 16.0)] {
                    let cell = &mut self.column_mut(quantity)[row];
                    *cell = if cell.is_nan() { value } else { *cell };
                }
            }
            row += count;
        }
    }

    /// Semicircles to degrees. 0/0, 180/180, half a position and a position off the globe are missing.
    fn convert_positions(&mut self) {
        let [latitudes, longitudes, ..] = &mut self.values;
        let (Some(latitudes), Some(longitudes)) = (latitudes.as_mut(), longitudes.as_mut()) else {
            (*latitudes, *longitudes) = (None, None);
            return;
        };
        for (latitude, longitude) in latitudes.iter_mut().zip(longitudes) {
            let is_missing = latitude.is_nan() || longitude.is_nan() || (*latitude == 0.0 && *longitude == 0.0);
            let (north, east) =
                (degrees_from_semicircles(*latitude as i32), degrees_from_semicircles(*longitude as i32));
            let is_place = !is_missing && north.abs() <= 90.0;
            (*latitude, *longitude) = if is_place { (north, east) } else { (f64::NAN, f64::NAN) };
        }
    }

    /// Removes values that mean "not measured", and then columns without a value.
    pub(super) fn drop_missing(&mut self) {
        for field in &RECORD_FIELDS {
            let Some(column) = &mut self.values[field.quantity as usize] else { continue };
            if let Some(missing) = field.quantity.missing_value() {
                for value in column.iter_mut() {
                    *value = if value.total_cmp(&missing).is_eq() { f64::NAN } else { *value };
                }
            }
            let is_value = |value: &f64| !value.is_nan() && (*value != 0.0 || !field.quantity.is_absent_at_zero());
            if !column.iter().any(is_value) {
                self.values[field.quantity as usize] = None;
            }
        }
    }
}

/// The plan of a layout: the profile fields that are read. Of two fields for one quantity, the finer comes last.
fn plan(layout: &MessageLayout) -> Vec<ColumnStep> {
    let step = |known: &RecordField| {
        let field = *layout.field(known.number)?;
        Some(ColumnStep { field, quantity: known.quantity, scale: known.scale })
    };
    RECORD_FIELDS.iter().filter_map(step).collect()
}

/// The developer fields of a layout that can stand in for a quantity.
fn candidates(layout: &MessageLayout, part: &FileScan) -> Vec<(Rank, ColumnStep)> {
    let candidate = |field: &DeveloperField| {
        let description = part.marks.descriptions.get(&(field.developer, field.number))?;
        let stand_in = description.stand_in()?;
        let rank = (stand_in.is_linked, field.developer, field.number);
        let base = description.base;
        let field = Field { number: field.number, size: field.size, base, offset: field.offset };
        Some((rank, ColumnStep { field, quantity: stand_in.quantity, scale: stand_in.scale }))
    };
    layout.developer.iter().filter_map(candidate).collect()
}

impl ColumnStep {
    /// Decodes this field of the records that begin at `starts`; invalid values leave the column as it is.
    fn run(&self, bytes: &[u8], starts: &[u32], order: ByteOrder, column: &mut [f64]) {
        if self.field.size < self.field.base.size() {
            return;
        }
        let view = View { bytes, starts, offset: self.field.offset, scale: self.scale };
        match self.field.base {
            BaseType::Uint8 => view.fill(column, base_type::uint8),
            BaseType::Sint8 => view.fill(column, base_type::sint8),
            BaseType::Uint8z => view.fill(column, base_type::uint8z),
            BaseType::Sint16 => view.fill(column, |raw| base_type::sint16(raw, order)),
            BaseType::Uint16 => view.fill(column, |raw| base_type::uint16(raw, order)),
            BaseType::Uint16z => view.fill(column, |raw| base_type::uint16z(raw, order)),
            BaseType::Sint32 => view.fill(column, |raw| base_type::sint32(raw, order)),
            BaseType::Uint32 => view.fill(column, |raw| base_type::uint32(raw, order)),
            BaseType::Uint32z => view.fill(column, |raw| base_type::uint32z(raw, order)),
            BaseType::Sint64 => view.fill(column, |raw| base_type::sint64(raw, order)),
            BaseType::Uint64 => view.fill(column, |raw| base_type::uint64(raw, order)),
            BaseType::Uint64z => view.fill(column, |raw| base_type::uint64z(raw, order)),
            BaseType::Float32 => view.fill(column, |raw| base_type::float32(raw, order)),
            BaseType::Float64 => view.fill(column, |raw| base_type::float64(raw, order)),
            BaseType::Text | BaseType::Bytes => {}
        }
    }
}

/// One field across a run of records.
#[derive(Debug, Clone, Copy)]
struct View<'a> {
    bytes: &'a [u8],
    starts: &'a [u32],
    offset: usize,
    scale: Scaling,
}

impl View<'_> {
    /// The inner loop of reading: one type, one column, no choice per record.
    fn fill<const N: usize>(self, column: &mut [f64], decode: impl Fn([u8; N]) -> f64) {
        for (cell, &start) in column.iter_mut().zip(self.starts) {
            let at = start as usize + self.offset;
            if let Some(raw) = self.bytes.get(at..).and_then(|rest| rest.first_chunk()) {
                let value = self.scale.apply(decode(*raw));
                *cell = if value.is_nan() { *cell } else { value };
            }
        }
    }
}
