//! The procedures that ship with the library, and the scenarios beside them.

use std::fs;
use std::path::PathBuf;

/// Name and text of every shipped procedure, sorted.
pub(crate) fn procedures() -> Vec<(String, String)> {
    let found = files(|name| !name.ends_with(".scenarios.yaml"));
    assert!(found.len() >= 15, "only {} shipped procedures", found.len());
    found
}

/// Name and text of every shipped scenario file, sorted.
pub(crate) fn scenarios() -> Vec<(String, String)> {
    files(|name| name.ends_with(".scenarios.yaml"))
}

fn files(wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("procedures");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        if name.ends_with(".yaml") && wanted(&name) {
            found.push((name, fs::read_to_string(path).expect("text")));
        }
    }
    found.sort();
    found
}
