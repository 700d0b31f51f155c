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
    for row in down.0.floor() as usize..down.1.ceil() as usize {
        let share = shared(row, down);
        let start = row * stride + columns.start * 4;
        for (pixel, cover) in picture.data_mut()[start..].chunks_exact_mut(4).zip(&covers) {
            if share * cover >= 1.0 {
                pixel[..3].copy_from_slice(&paint.rgb);
            } else {
                mix(pixel, paint.rgb, share * cover);
            }
        }
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
