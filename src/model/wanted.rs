//! What a run is asked to write beside its tables.

/// Which pictures are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charts {
    /// PNG.
    #[default]
    Png,
    /// SVG.
    Svg,
    /// None.
    None,
}

/// Whether a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pages {
    /// One page, `index.html`, with a file of details for each run.
    #[default]
    Html,
    /// None.
    None,
}
