//! What a browser may do for the page: run the one script, use the one style, and fetch nothing.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The content-security policy of a page with this script and this style.
///
/// `strict-dynamic` lets the script load the files of details. A browser that opens files does not tell these files from
/// those of others by their address.
pub(super) fn policy(script: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src {} 'strict-dynamic'; style-src {}; base-uri 'none'; form-action 'none'",
        source(script),
        source(style)
    )
}

/// A text as the policy names it.
fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_named_by_its_hash() {
        // The example of the Content Security Policy, Level 2, section 7.17.5.
        assert_eq!(source("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }
}
