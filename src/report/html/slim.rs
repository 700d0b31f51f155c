//! A picture as it stands in the page: without what the page says anyway.

/// Attributes that hold anyway, or that the style of the page sets.
const SAID_ANYWAY: [&str; 3] = [
    " opacity=\"1\"",
    " stroke=\"none\" stroke-width=\"1\"",
    " font-family=\"&apos;Source Sans 3&apos;, &apos;Source Sans Pro&apos;, sans-serif\"",
];

/// The document without these attributes. Texts hold no quotation marks, so none of them is changed.
pub(super) fn slim(svg: &str) -> String {
    SAID_ANYWAY.iter().fold(svg.to_owned(), |svg, attribute| svg.replace(attribute, ""))
}
