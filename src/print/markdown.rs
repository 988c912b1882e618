//! Markdown.
use super::model::Checklist;
/// Writes a checklist as Markdown.
pub fn markdown(_: &Checklist) -> String { String::new() }
