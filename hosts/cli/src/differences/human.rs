//! Changes for people: what changed, how much it asks for, and where.

use std::io::{self, Write};

use annotate_snippets::renderer::{DEFAULT_ERROR_STYLE, DEFAULT_NOTE_STYLE, DEFAULT_WARNING_STYLE};
use countersign::compare::{Effect, VersionStep};

use super::{Differences, effect_word};
use crate::output::visible::escaped;

pub(super) fn write(differences: &Differences<'_>, has_colors: bool, sink: &mut dyn Write) -> io::Result<()> {
    for change in differences.by_weight() {
        let style = match (change.effect, change.step) {
            _ if !has_colors => Default::default(),
            (Effect::Weakens, _) => DEFAULT_ERROR_STYLE,
            (_, VersionStep::Major | VersionStep::Minor) => DEFAULT_WARNING_STYLE,
            _ => DEFAULT_NOTE_STYLE,
        };
        let effect = match effect_word(change) {
            "" => String::new(),
            word => format!(", {word} a control"),
        };
        let head = format!("{}{effect}", change.step);
        writeln!(sink, "{style}{head}{style:#} [{}]: {}", change.kind.word(), escaped(&change.message))?;
        writeln!(sink, "  at {}", escaped(&differences.place(change)))?;
    }
    writeln!(sink, "{}", escaped(&differences.summary()))
}
