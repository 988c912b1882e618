//! The parts of checking a file that are measured one by one, the files to measure them on, and a run for the engine.

pub mod generate;
pub mod history;
mod libyaml;

use countersign::procedure::Procedure;
use countersign::rules;
use countersign::source::Source;

/// A piece of work on one file. Each gives a number that depends on all of it, so that nothing can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Looks at the bytes and does nothing else: what the harness itself costs.
    Nothing,
    /// Events of the system's libyaml, in C, each thrown away: the measure of the others, where it is there.
    #[cfg(feature = "system-libyaml")]
    Libyaml,
    /// Events of libyaml in its port to Rust, which `serde_yaml` uses.
    Port,
    /// Events of the parser that countersign is built on, each thrown away.
    Events,
    /// Everything: tree, places, document, all rules, report.
    Check,
    /// The same, and the procedure with its digest made of it.
    Procedure,
}

impl Part {
    /// All parts; the second is the measure of those after it.
    pub const ALL: &[Part] = &[
        Part::Nothing,
        #[cfg(feature = "system-libyaml")]
        Part::Libyaml,
        Part::Port,
        Part::Events,
        Part::Check,
        Part::Procedure,
    ];

    /// Its name on the command line and in tables.
    pub fn name(self) -> &'static str {
        match self {
            Part::Nothing => "nothing",
            #[cfg(feature = "system-libyaml")]
            Part::Libyaml => "libyaml",
            Part::Port => "port",
            Part::Events => "events",
            Part::Check => "check",
            Part::Procedure => "procedure",
        }
    }

    /// Does the work on one file.
    pub fn run(self, name: &str, text: &str) -> usize {
        match self {
            Part::Nothing => text.len(),
            #[cfg(feature = "system-libyaml")]
            Part::Libyaml => libyaml::system::events(text),
            Part::Port => libyaml::events(text),
            Part::Events => saphyr_parser::Parser::new_from_str(text).filter(Result::is_ok).count(),
            Part::Check => rules::check(Source::new(name, text), None).findings().len(),
            Part::Procedure => match Procedure::read(Source::new(name, text), None) {
                (Some(procedure), _) => procedure.steps().len(),
                (None, report) => report.findings().len(),
            },
        }
    }
}

/// The first files of the generator, each without a finding, as name and text.
///
/// # Panics
///
/// When a file has a finding: then something else would be measured than meant.
pub fn files(count: u64) -> Vec<generate::Generated> {
    let files: Vec<_> = (0..count).map(generate::procedure).collect();
    for file in &files {
        let report = rules::check(Source::new(&file.name, &file.text), None);
        assert!(report.is_empty(), "a generated file has findings:\n{report}");
    }
    files
}
