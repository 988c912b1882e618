//! How a finding is mended where there is no doubt about what was meant.
//!
//! A rule says only *what* belongs there; the edits are made when somebody asks for them, so that checking costs nothing
//! more. Whether to make them is for whoever asks.

use serde::{Deserialize, Serialize};

use crate::edit::Edit;
use crate::source::Span;

/// What to do at a finding's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fix {
    /// The scalar there, or the part of one, says this instead; its quotes stay, or are put where YAML needs them.
    Value(String),
    /// The bytes there become these.
    Bytes(String),
    /// The scalar there gets quotes.
    Quotes,
    /// The whole line goes.
    Line,
    /// Every line of the file ends with a line feed alone.
    LineEnds,
}

impl Fix {
    /// The edits of `text` that mend the finding at `place`; none where the text isn't as it was when it was checked.
    pub fn edits(&self, place: Span, text: &str) -> Vec<Edit> {
        let Some(found) = text.get(place.range()) else { return Vec::new() };
        match self {
            Fix::Value(value) => vec![Edit::replace(place, written(value, found))],
            Fix::Bytes(bytes) => vec![Edit::replace(place, bytes.as_str())],
            Fix::Quotes => vec![Edit::replace(place, quoted(found, '"'))],
            Fix::Line => vec![Edit::delete(line_of(place, text))],
            Fix::LineEnds => line_ends(text),
        }
    }
}

/// A value in the quotes of what stood there.
fn written(value: &str, found: &str) -> String {
    let quote = found.chars().next().filter(|first| matches!(first, '\'' | '"'));
    match quote.filter(|quote| found.len() > 1 && found.ends_with(*quote)) {
        Some(quote) => quoted(value, quote),
        None if is_plain(value) => value.to_owned(),
        None => quoted(value, '"'),
    }
}

fn quoted(value: &str, quote: char) -> String {
    let inner = match quote {
        '\'' => value.replace('\'', "''"),
        _ => value.replace('\\', "\\\\").replace('"', "\\\""),
    };
    format!("{quote}{inner}{quote}")
}

/// Whether YAML takes a value without quotes everywhere, and as text or number as it is; not all that it would take.
fn is_plain(value: &str) -> bool {
    let is_letter = |character: char| character.is_alphanumeric() || matches!(character, '_' | '°' | 'µ');
    value.starts_with(is_letter)
        && value.ends_with(is_letter)
        && value.chars().all(|character| is_letter(character) || " .-+/·²³".contains(character))
}

/// The line of a place, with its line end.
fn line_of(place: Span, text: &str) -> Span {
    let range = place.range();
    let start = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let rest = text.get(range.end..).unwrap_or_default();
    let end = rest.find('\n').map_or(text.len(), |at| range.end + at + 1);
    Span::new(start, end)
}

/// One edit for every carriage return that ends a line.
fn line_ends(text: &str) -> Vec<Edit> {
    let returns = text.match_indices('\r').map(|(at, _)| at);
    let edit = |at: usize| {
        let is_pair = text.as_bytes().get(at + 1) == Some(&b'\n');
        Edit::replace(Span::new(at, at + 1), if is_pair { "" } else { "\n" })
    };
    returns.map(edit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    #[test]
    fn only_what_is_meant_changes() {
        let check = |text: &str, found: &str, fix: Fix, expected: &str| {
            let at = text.find(found).expect("what was found");
            let edits = fix.edits(Span::new(at, at + found.len()), text);
            assert_eq!(apply(text, &edits).as_deref(), Ok(expected), "{fix:?}");
        };
        let value = |value: &str| Fix::Value(value.to_owned());
        check("titel: x # why\n", "titel", value("title"), "title: x # why\n");
        check("by: \"cok\" # why\n", "\"cok\"", value("cook"), "by: \"cook\" # why\n");
        check("by: 'cok'\n", "'cok'", value("cook"), "by: 'cook'\n");
        check("when: x = 'n'\n", "x", value("mass"), "when: mass = 'n'\n");
        check("unit: degC\n", "degC", value("°C"), "unit: °C\n");
        check("unit: pct\n", "pct", value("%"), "unit: \"%\"\n");
        check("a: [no, b]\n", "no", Fix::Quotes, "a: [\"no\", b]\n");
        check("a: x\n  # c\nb: y\n", "# c", Fix::Line, "a: x\nb: y\n");
        check("a: x\r\nb: y\rc: z\n", "b: y", Fix::LineEnds, "a: x\nb: y\nc: z\n");
        check("\u{feff}a: x\n", "\u{feff}", Fix::Bytes(String::new()), "a: x\n");
    }

    #[test]
    fn a_text_that_has_changed_is_left_alone() {
        assert_eq!(Fix::Line.edits(Span::new(2, 9), "short"), []);
    }
}
