//! Colour on pixels: mixes one pixel, and fills a rectangle by the share of each pixel that it covers.

use tiny_skia::Pixmap;

/// A colour and its opacity, 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub(super) rgb: [u8; 3],
    pub(super) alpha: f32,
}

/// Mixes a colour into an opaque pixel. `share` is the share of the colour, 0 to 1.
pub(super) fn mix(pixel: &mut [u8], rgb: [u8; 3], share: f32) {
    for (old, new) in pixel.iter_mut().zip(rgb) {
        let mixed = f32::from(*old) + (f32::from(new) - f32::from(*old)) * share;
        *old = (mixed + 0.5) as u8;
    }
}

/// Fills the rectangle between two opposite corners, px. Parts outside the picture are left out.
pub(super) fn rectangle(picture: &mut Pixmap, a: (f32, f32), b: (f32, f32), paint: Paint) {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let across = (a.0.min(b.0).clamp(0.0, width), a.0.max(b.0).clamp(0.0, width));
    let down = (a.1.min(b.1).clamp(0.0, height), a.1.max(b.1).clamp(0.0, height));
    let columns = across.0.floor() as usize..across.1.ceil() as usize;
    let covers: Vec<f32> = columns.clone().map(|column| paint.alpha * shared(column, across)).collect();
    let stride = picture.width() as usize * 4;
    let whole = whole(&covers);
    let [r, g, b] = paint.rgb;
    for row in down.0.floor() as usize..down.1.ceil() as usize {
        let share = shared(row, down);
        let start = row * stride + columns.start * 4;
        let pixels = &mut picture.data_mut()[start..start + 4 * covers.len()];
        let inner = if share >= 1.0 { whole.clone() } else { 0..0 };
        paint_whole(&mut pixels[4 * inner.start..4 * inner.end], [r, g, b, u8::MAX]);
        for at in (0..inner.start).chain(inner.end..covers.len()) {
            mix(&mut pixels[4 * at..4 * at + 3], paint.rgb, share * covers[at]);
        }
    }
}

/// The pixels of a row that are covered whole: all but those at the ends.
fn whole(covers: &[f32]) -> std::ops::Range<usize> {
    let is_whole = |cover: &f32| *cover >= 1.0;
    match (covers.iter().position(is_whole), covers.iter().rposition(is_whole)) {
        (Some(first), Some(last)) => first..last + 1,
        _ => 0..0,
    }
}

/// Sets opaque pixels to one colour. Each copy doubles what is filled.
fn paint_whole(pixels: &mut [u8], color: [u8; 4]) {
    if pixels.len() < 4 {
        return;
    }
    pixels[..4].copy_from_slice(&color);
    let mut filled = 4;
    while filled < pixels.len() {
        let more = filled.min(pixels.len() - filled);
        let (done, rest) = pixels.split_at_mut(filled);
        rest[..more].copy_from_slice(&done[..more]);
        filled += more;
    }
}

/// The share of a pixel that lies between two edges.
fn shared(pixel: usize, (low, high): (f32, f32)) -> f32 {
    let start = pixel as f32;
    ((start + 1.0).min(high) - start.max(low)).clamp(0.0, 1.0)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn edges_take_the_share_that_is_covered() {
        let mut picture = Pixmap::new(4, 4).unwrap();
        picture.fill(tiny_skia::Color::WHITE);
        let black = Paint { rgb: [0, 0, 0], alpha: 1.0 };
        rectangle(&mut picture, (2.5, 3.0), (0.5, 1.0), black);
        let row: Vec<u8> = (0..4).map(|x| picture.pixel(x, 1).unwrap().red()).collect();
        assert_eq!(row, [128, 0, 128, 255]);
        assert_eq!(picture.pixel(1, 3).unwrap().red(), 255);
        rectangle(&mut picture, (-9.0, -9.0), (99.0, f32::NAN), black);
    }
}
