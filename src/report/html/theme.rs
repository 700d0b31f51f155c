//! The colours of the page as variables of its style, and in pairs for the script that recolours the pictures.

use crate::report::colors::{ROLES, Shades};
use std::fmt::Write;

/// The colours as variables: light, dark where the system or the reader asks for it, and light in print.
pub(super) fn style() -> String {
    let (light, dark) = (variables(|role| role.light), variables(|role| role.dark));
    format!(
        ":root{{color-scheme:light;{light}}}\n:root[data-theme=dark]{{color-scheme:dark;{dark}}}\n\
         @media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n\
         @media print{{:root,:root[data-theme],:root:not([data-theme=light]){{color-scheme:light;{light}}}}}\n"
    )
}

fn variables(color: impl Fn(&Shades) -> u32) -> String {
    let mut text = String::new();
    for role in &ROLES {
        // Writing into a string cannot fail.
        let _ = write!(text, "--{}:{};", role.role, hex(color(role)));
    }
    text
}

/// Light and dark of each role, for the script that recolours the pictures.
pub(super) fn pairs() -> Vec<(String, String)> {
    ROLES.iter().map(|role| (hex(role.light), hex(role.dark))).collect()
}

fn hex(color: u32) -> String {
    format!("#{color:06X}")
}
