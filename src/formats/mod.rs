//! Bytes in, activities out: the format is told from the bytes, the extension is only a hint.
