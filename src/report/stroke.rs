//! Strokes a long polyline. The coverage of a pixel follows from the distance of its centre to the edge of the stroke.
//!
//! A trace has thousands of short pieces. To outline the trace and fill the outline would take most of the time of a
//! picture. Here each piece touches only the few pixels beside it. Joins and ends are round, and overlapping pieces do
//! not darken.

use std::cell::RefCell;

use tiny_skia::Pixmap;

use super::raster::{Paint, mix};

/// Pixels that are looked at together: most of the box of a trace lies beside the trace.
const BLOCK: usize = 16;

/// Room for the coverages of a stroke. Between strokes all of it is zero, so that no stroke has to clear its box first.
#[derive(Default)]
struct Room {
    cover: Vec<f32>,
    /// Whether a block of coverages may not be zero.
    touched: Vec<bool>,
}

thread_local! {
    static ROOM: RefCell<Room> = RefCell::default();
}

/// Pixels that a stroke covers: a box of coverages, 0 to 1, in rows of whole blocks.
struct Mask<'a> {
    left: i32,
    top: i32,
    width: i32,
    height: i32,
    /// Blocks of a row.
    blocks: usize,
    room: &'a mut Room,
}

/// Draws a polyline of a width in px onto an opaque picture; parts outside it are left out.
pub(super) fn stroke(picture: &mut Pixmap, points: &[(f32, f32)], width: f32, paint: Paint) {
    ROOM.with_borrow_mut(|room| {
        let half = width.max(1.0) / 2.0;
        let Some(mut mask) = Mask::around(picture, points, half + 1.0, room) else { return };
        if let [only] = points {
            mask.piece(*only, *only, half);
        }
        for pair in points.windows(2) {
            mask.piece(pair[0], pair[1], half);
        }
        mask.blend(picture, Paint { alpha: paint.alpha * width.min(1.0), ..paint });
    });
}

impl<'a> Mask<'a> {
    fn around(picture: &Pixmap, points: &[(f32, f32)], margin: f32, room: &'a mut Room) -> Option<Self> {
        let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
        for &(x, y) in points {
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        let (right, bottom) = (picture.width().cast_signed(), picture.height().cast_signed());
        let left = ((low.0 - margin).floor() as i32).clamp(0, right);
        let top = ((low.1 - margin).floor() as i32).clamp(0, bottom);
        let width = ((high.0 + margin).ceil() as i32).clamp(0, right) - left;
        let height = ((high.1 + margin).ceil() as i32).clamp(0, bottom) - top;
        if width <= 0 || height <= 0 {
            return None;
        }
        let blocks = (width as usize).div_ceil(BLOCK);
        let all = blocks * height as usize;
        if room.touched.len() < all {
            room.touched.resize(all, false);
            room.cover.resize(all * BLOCK, 0.0);
        }
        Some(Self { left, top, width, height, blocks, room })
    }

    /// Adds the piece from `a` to `b`, row by row.
    fn piece(&mut self, a: (f32, f32), b: (f32, f32), half: f32) {
        let reach = half + 0.5;
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let length2 = dx * dx + dy * dy;
        let inverse = if length2 > 0.0 { 1.0 / length2 } else { 0.0 };
        let first = ((a.1.min(b.1) - reach - 0.5).ceil() as i32).max(self.top);
        let last = ((a.1.max(b.1) + reach - 0.5).floor() as i32).min(self.top + self.height - 1);
        for row in first..=last {
            let y = row as f32 + 0.5;
            let (from, to) = self.columns(a, (dx, dy), y, reach);
            if from >= to {
                continue;
            }
            let first_block = (row - self.top) as usize * self.blocks;
            let start = first_block * BLOCK;
            for block in from as usize / BLOCK..=(to - 1) as usize / BLOCK {
                self.room.touched[first_block + block] = true;
            }
            for column in from..to {
                let x = (self.left + column) as f32 + 0.5;
                let t = (((x - a.0) * dx + (y - a.1) * dy) * inverse).clamp(0.0, 1.0);
                let (ex, ey) = (x - a.0 - t * dx, y - a.1 - t * dy);
                let cover = (reach - (ex * ex + ey * ey).sqrt()).min(1.0);
                let cell = &mut self.room.cover[start + column as usize];
                *cell = cell.max(cover);
            }
        }
    }

    /// The columns of the box that the piece can reach in the row at `y`.
    fn columns(&self, a: (f32, f32), (dx, dy): (f32, f32), y: f32, reach: f32) -> (i32, i32) {
        let (mut t0, mut t1) = (0.0_f32, 1.0_f32);
        if dy.abs() > f32::EPSILON {
            let (ta, tb) = ((y - reach - a.1) / dy, (y + reach - a.1) / dy);
            t0 = ta.min(tb).clamp(0.0, 1.0);
            t1 = ta.max(tb).clamp(0.0, 1.0);
        }
        let (xa, xb) = (a.0 + t0 * dx, a.0 + t1 * dx);
        let from = (xa.min(xb) - reach - 0.5).ceil() as i32 - self.left;
        let to = (xa.max(xb) + reach - 0.5).floor() as i32 + 1 - self.left;
        (from.clamp(0, self.width), to.clamp(0, self.width))
    }

    /// Mixes the covered pixels in, and clears their coverages for the next stroke.
    fn blend(self, picture: &mut Pixmap, paint: Paint) {
        let stride = picture.width() as usize * 4;
        let data = picture.data_mut();
        let rows = self.room.cover.chunks_exact_mut(self.blocks * BLOCK);
        let rows = rows.zip(self.room.touched.chunks_exact_mut(self.blocks)).take(self.height as usize);
        for (row, (covers, touched)) in rows.enumerate() {
            let start = (self.top as usize + row) * stride + self.left as usize * 4;
            let pixels = data[start..start + 4 * self.width as usize].chunks_mut(4 * BLOCK);
            for ((covers, pixels), touched) in covers.chunks_exact_mut(BLOCK).zip(pixels).zip(touched) {
                if std::mem::take(touched) {
                    blend_block(covers, pixels, paint);
                    covers.fill(0.0);
                }
            }
        }
    }
}

fn blend_block(covers: &[f32], pixels: &mut [u8], paint: Paint) {
    for (cover, pixel) in covers.iter().zip(pixels.chunks_exact_mut(4)) {
        if *cover > 0.0 {
            mix(pixel, paint.rgb, cover * paint.alpha);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    const BLACK: Paint = Paint { rgb: [0, 0, 0], alpha: 1.0 };

    fn drawn(points: &[(f32, f32)], width: f32) -> Pixmap {
        let mut picture = Pixmap::new(20, 20).unwrap();
        picture.fill(tiny_skia::Color::WHITE);
        stroke(&mut picture, points, width, BLACK);
        picture
    }

    fn red(picture: &Pixmap, x: u32, y: u32) -> u8 {
        picture.pixel(x, y).unwrap().red()
    }

    #[test]
    fn a_level_line_covers_whole_rows() {
        let picture = drawn(&[(2.0, 10.0), (18.0, 10.0)], 2.0);
        assert_eq!(
            (red(&picture, 9, 8), red(&picture, 9, 9), red(&picture, 9, 10), red(&picture, 9, 11)),
            (255, 0, 0, 255)
        );
    }

    #[test]
    fn ink_of_a_slope_is_its_length_times_its_width() {
        let picture = drawn(&[(5.0, 5.0), (14.0, 14.0)], 2.0);
        let ink: f64 = picture.data().chunks_exact(4).map(|p| 1.0 - f64::from(p[0]) / 255.0).sum();
        let expected = 9.0 * std::f64::consts::SQRT_2 * 2.0 + std::f64::consts::PI;
        assert!((ink - expected).abs() < 0.06 * expected, "{ink} {expected}");
    }

    #[test]
    fn a_stroke_leaves_nothing_to_the_next() {
        let alone = drawn(&[(12.0, 3.0), (13.0, 9.0)], 1.0);
        drawn(&[(1.0, 1.0), (19.0, 19.0), (1.0, 19.0)], 3.0);
        assert!(drawn(&[(12.0, 3.0), (13.0, 9.0)], 1.0).data() == alone.data());
    }

    #[test]
    fn nothing_is_drawn_outside_and_nothing_panics() {
        let picture = drawn(&[(-50.0, -3.0), (-10.0, 400.0), (f32::NAN, 3.0), (1e9, -1e9)], 3.0);
        assert_eq!(picture.width(), 20);
    }
}
