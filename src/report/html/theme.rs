//! The colours of the page by role, in light and dark. The pictures are drawn light, and the page recolours them.

use std::fmt::Write;

/// A role with its colour in light and in dark.
type Role = (&'static str, &'static str, &'static str);

/// The palette of the reports.
const ROLES: [Role; 23] = [
    ("page", "#FFFFFF", "#10161B"),
    ("panel", "#F4F6F8", "#1A232B"),
    ("ink", "#17212B", "#E9EEF2"),
    ("second", "#51606E", "#A9B6C1"),
    ("grid", "#DFE5EA", "#28333C"),
    ("edge", "#C9D2DA", "#3A4751"),
    ("target", "#F7E7A9", "#3F3A1C"),
    ("target-edge", "#9A7B12", "#D9B945"),
    ("work", "#3F86BD", "#69B0E3"),
    ("work-fill", "#CFE1EF", "#1F4058"),
    ("stride", "#8FB9D9", "#4A86B0"),
    ("last", "#B23A0E", "#FF8A55"),
    ("last-fill", "#F3C9B5", "#5A2C1A"),
    ("recovery", "#A9B4BE", "#65737F"),
    ("warmup", "#E8D7A3", "#7C6B34"),
    ("cooldown", "#CBC3DC", "#62587F"),
    ("heart", "#8E2A6B", "#E583BF"),
    ("cadence", "#0B7A5F", "#43CDA4"),
    ("interval", "#6B7884", "#93A1AD"),
    ("trace", "#1F5E92", "#69B0E3"),
    ("hatch", "#B9C3CC", "#44525D"),
    ("lighter", "#6A4FA3", "#B6A0EE"),
    ("easy", "#8A6A00", "#D9B945"),
];

/// The colours as variables: light, dark where the system or the reader asks for it, and light in print.
pub(super) fn style() -> String {
    let (light, dark) = (variables(|role| role.1), variables(|role| role.2));
    format!(
        ":root{{color-scheme:light;{light}}}\n:root[data-theme=dark]{{color-scheme:dark;{dark}}}\n\
         @media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n\
         @media print{{:root,:root[data-theme],:root:not([data-theme=light]){{color-scheme:light;{light}}}}}\n"
    )
}

fn variables(color: impl Fn(&Role) -> &'static str) -> String {
    let mut text = String::new();
    for role in &ROLES {
        // Writing into a string cannot fail.
        let _ = write!(text, "--{}:{};", role.0, color(role));
    }
    text
}

/// Light and dark of each role, for the script that recolours the pictures.
pub(super) fn pairs() -> Vec<(&'static str, &'static str)> {
    ROLES.iter().map(|role| (role.1, role.2)).collect()
}
