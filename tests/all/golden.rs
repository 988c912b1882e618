//! Files that hold what something looked like when somebody last looked. `UPDATE=1 cargo test` writes them anew.

use std::fs;
use std::path::PathBuf;

/// Compares a text with a stored file.
pub(crate) fn check(path: &str, actual: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(&file, actual).expect("written");
    }
    let stored = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        stored == actual,
        "{path} differs: look at the difference, then run the tests with UPDATE=1\n{actual}"
    );
}
