//! The forms in which `diff` shows what changed.

mod human;
mod markdown;

use std::io::{self, Write};

use clap::ValueEnum;
use countersign::compare::{Change, Comparison};
use serde::Serialize;

/// The forms there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Human,
    /// For programs: one JSON object
    Json,
    /// To paste into a review
    Markdown,
}

/// What changed, and between which files.
#[derive(Debug, Serialize)]
pub(crate) struct Differences<'a> {
    pub(crate) old: &'a str,
    pub(crate) new: &'a str,
    /// Whether the version rose as far as the changes ask.
    #[serde(rename = "enough")]
    pub(crate) is_enough: bool,
    #[serde(flatten)]
    pub(crate) comparison: &'a Comparison,
}

/// The version of the JSON form. A key that is added doesn't change it; one that is taken away or changed does.
const FORMAT: u32 = 1;

/// Writes it in one of the forms.
pub(crate) fn write(
    differences: &Differences<'_>,
    format: Format,
    has_colors: bool,
    sink: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => human::write(differences, has_colors, sink),
        Format::Markdown => markdown::write(differences, sink),
        Format::Json => {
            #[derive(Serialize)]
            struct Whole<'a> {
                format: u32,
                least_version: String,
                #[serde(flatten)]
                differences: &'a Differences<'a>,
            }
            let least_version = differences.comparison.least_version().to_string();
            serde_json::to_writer(&mut *sink, &Whole { format: FORMAT, least_version, differences })?;
            writeln!(sink)
        }
    }
}

impl Differences<'_> {
    /// The result in one line.
    fn summary(&self) -> String {
        let it = self.comparison;
        if it.changes.is_empty() {
            return format!("`{}`: nothing changed", it.id);
        }
        let versions = format!("`{}` from {} to {}", it.id, it.old_version, it.new_version);
        let weakened = match it.weakened().count() {
            0 => String::new(),
            1 => ", and 1 weakens a control".to_owned(),
            more => format!(", and {more} weaken a control"),
        };
        let count = match it.changes.len() {
            1 => "1 change asks".to_owned(),
            more => format!("{more} changes ask"),
        };
        let asked = format!("{count} for {} step{weakened}", article(it.asked.word()));
        match self.is_enough {
            true => format!("{versions}: {asked}"),
            false => {
                let patch = countersign::compare::VersionStep::Patch;
                let least = it.asked.max(patch).after(&it.old_version);
                format!("{versions}: {asked}; the version must be {least} or later")
            }
        }
    }

    /// The changes, those that weaken a control first, and else in the order of the file.
    fn by_weight(&self) -> Vec<&Change> {
        let mut changes: Vec<&Change> = self.comparison.changes.iter().collect();
        changes.sort_by_key(|change| (change.effect, std::cmp::Reverse(change.step)));
        changes
    }

    /// Where a change stands: in the new file, or in the old one for what is gone.
    fn place(&self, change: &Change) -> String {
        let (file, site) = match (&change.new, &change.old) {
            (Some(site), _) => (self.new, site),
            (None, Some(site)) => (self.old, site),
            (None, None) => return self.new.to_owned(),
        };
        match site.start {
            Some(start) => format!("{file}:{}:{}", start.line, start.column),
            None => format!("{file}: {}", site.path),
        }
    }
}

fn article(word: &str) -> String {
    if word == "no" { word.to_owned() } else { format!("a {word}") }
}

/// What a change does to the controls, in one word, where it does something.
fn effect_word(change: &Change) -> &'static str {
    use countersign::compare::Effect;
    match change.effect {
        Effect::Weakens => "weakens",
        Effect::Neutral => "",
        Effect::Strengthens => "strengthens",
    }
}
