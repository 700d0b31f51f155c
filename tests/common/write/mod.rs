//! Writers of watch exports for tests: plain enough to be checked by eye against the formats' own documents.

pub(crate) mod archive;
pub(crate) mod clock;
pub(crate) mod fit;
pub(crate) mod fit_bytes;
mod fit_codes;
pub(crate) mod gpx;
pub(crate) mod polar;
pub(crate) mod tcx;
