//! The shape of the source tree: layers, sizes, and what may be named where.

use std::fs;
use std::path::{Path, PathBuf};

/// Files over this many lines need a reason.
const LONGEST: usize = 500;

/// The files that are longer, each with its reason.
const LONG_FOR_A_REASON: &[(&str, &str)] = &[];

#[test]
fn a_module_names_only_modules_above_it() {
    let library = read(&source().join("lib.rs"));
    let modules: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(modules.len() >= 9, "the modules of src/lib.rs could not be read: {modules:?}");
    for file in files(&source()) {
        let relative = file.strip_prefix(source()).expect("below src").to_str().expect("text").to_owned();
        let module = relative.split(['/', '.']).next().expect("a module");
        let Some(own) = modules.iter().position(|name| *name == module) else { continue };
        let code = code_of(&read(&file));
        assert!(
            !code.contains("crate::{"),
            "{relative}: one `use` for each module, so that layers can be read off"
        );
        for (at, _) in code.match_indices("crate::") {
            let named: String =
                code[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if let Some(other) = modules.iter().position(|name| *name == named) {
                assert!(other <= own, "{relative} names `{named}`, which comes later in src/lib.rs");
            }
        }
    }
}

#[test]
fn only_one_module_names_a_yaml_parser() {
    for file in files(&source()).into_iter().filter(|file| !file.starts_with(source().join("yaml"))) {
        for name in ["saphyr_parser", "serde_yaml"] {
            assert!(!code_of(&read(&file)).contains(name), "{} names `{name}`", file.display());
        }
    }
}

#[test]
fn files_stay_readable() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut long = Vec::new();
    for folder in ["src", "hosts", "examples"] {
        for file in files(&root.join(folder)) {
            let relative =
                file.strip_prefix(&root).expect("below the root").to_str().expect("text").to_owned();
            let lines = read(&file).lines().count();
            if lines > LONGEST && LONG_FOR_A_REASON.iter().all(|(name, _)| *name != relative) {
                long.push(format!("{relative}: {lines} lines"));
            }
        }
    }
    assert!(long.is_empty(), "split them by concern, or give a reason: {long:#?}");
}

fn source() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a text file")
}

/// The text without comments, and without the tests at its end.
fn code_of(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().expect("a first part");
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("target") {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}
