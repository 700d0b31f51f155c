//! The two fonts of the pictures as a file beside the page, whole and with their licence.

use crate::report::glyphs::{REGULAR, SEMIBOLD};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The licence asks to go with the fonts.
const LICENCE: &str = include_str!("../fonts/OFL.txt");

/// The weights of the two faces, as style sheets count them.
const WEIGHTS: [u32; 2] = [400, 600];

/// A script with two calls, each of which hands over one face. The page loads it with the first picture.
pub fn fonts() -> String {
    let call = |(weight, face): (u32, &[u8])| format!("lastrepFont({weight}, \"{}\");\n", STANDARD.encode(face));
    let [regular, bold] = [(WEIGHTS[0], REGULAR), (WEIGHTS[1], SEMIBOLD)].map(call);
    format!("/*\n{}\n*/\n{regular}{bold}", LICENCE.trim_end().replace("*/", "* /"))
}
