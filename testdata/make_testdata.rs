//! Writes every generated file of `testdata/`, the same bytes each time.

#[path = "../tests/common/mod.rs"]
#[expect(dead_code, reason = "some of it serves the tests alone")]
mod common;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    for (path, bytes) in common::fixtures::files()? {
        let target = root.join(path);
        std::fs::create_dir_all(target.parent().unwrap_or(&root))?;
        std::fs::write(target, bytes)?;
    }
    Ok(())
}
