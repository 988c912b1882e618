//! Checks every procedure file of a folder and prints what is wrong, one line a finding.
//!
//! `cargo run --example check_folder -- procedures`

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an example is a host: hosts read files and print"
)]
#![allow(clippy::print_stdout, reason = "an example is a host: hosts print")]

use countersign::rules;
use countersign::source::Source;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "procedures".to_owned());
    let mut paths: Vec<_> =
        std::fs::read_dir(&folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|it| it == "yaml")) {
        let text = std::fs::read_to_string(path)?;
        let report = rules::check(Source::new(&path.display().to_string(), &text), None);
        print!("{report}");
    }
    Ok(())
}
