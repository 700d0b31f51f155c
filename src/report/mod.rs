//! Finished results in, bytes out: tables, text, pictures. Nothing is computed here that a score should own.
