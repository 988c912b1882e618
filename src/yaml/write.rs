//! A value back to YAML text.
//!
//! Writing is left to `serde_yaml`. Afterwards every scalar that a YAML 1.1 reader would take for something else
//! (`no`, `12:30`, `2026-12-01`, `0012`) is put in quotes, so that the text means the same to every reader.

use serde::Serialize;

use super::events::read;
use super::tree::{Kind, Node};
use crate::value::Decimal;

/// Why a value could not be written.
#[derive(Debug, thiserror::Error)]
#[error("could not write YAML: {0}")]
pub struct WriteError(#[from] serde_yaml::Error);

/// Writes a value as YAML text that reads back as the same value.
///
/// # Errors
///
/// When the value's own serialization fails, or holds what YAML can't say (such as bytes).
pub fn write<T: Serialize>(value: &T) -> Result<String, WriteError> {
    write_numbers(value, |_, _| false)
}

/// The same, with decimals that are text in the value written as plain numbers under the keys that `is_number` picks
/// by a key and the key above it.
pub(crate) fn write_numbers<T: Serialize>(
    value: &T,
    is_number: impl Fn(&str, &str) -> bool,
) -> Result<String, WriteError> {
    let text = serde_yaml::to_string(value)?;
    let (Some(tree), _) = read(&text) else { return Ok(text) };
    let mut spelling =
        Spelling { text: &text, done: 0, written: String::with_capacity(text.len()), is_number };
    if let Some(root) = tree.root() {
        spelling.node(root, "", "");
    }
    spelling.written.push_str(text.get(spelling.done..).unwrap_or_default());
    Ok(spelling.written)
}

/// Copies a text and spells some of its scalars in another way.
struct Spelling<'t, F> {
    text: &'t str,
    done: usize,
    written: String,
    is_number: F,
}

impl<F: Fn(&str, &str) -> bool> Spelling<'_, F> {
    fn node(&mut self, node: Node<'_>, key: &str, above: &str) {
        match node.kind() {
            Kind::Plain if is_ambiguous(node.text()) => self.replace(node, &format!("'{}'", node.text())),
            Kind::Quoted if node.text().parse::<Decimal>().is_ok() && (self.is_number)(key, above) => {
                self.replace(node, node.text());
            }
            Kind::Mapping => {
                for (inner, value) in node.pairs() {
                    self.node(inner, "", "");
                    self.node(value, inner.text(), key);
                }
            }
            _ => node.items().for_each(|item| self.node(item, key, above)),
        }
    }

    fn replace(&mut self, node: Node<'_>, spelled: &str) {
        let range = node.span().range();
        self.written.push_str(self.text.get(self.done..range.start).unwrap_or_default());
        self.written.push_str(spelled);
        self.done = range.end;
    }
}

/// Whether a YAML 1.1 reader takes these characters for a truth value, a date, a time or an octal number, although
/// they stand for text here; true numbers and truth values of YAML 1.2 are not among them.
fn is_ambiguous(plain: &str) -> bool {
    let word = plain.to_ascii_lowercase();
    if matches!(word.as_str(), "y" | "n" | "yes" | "no" | "on" | "off" | "<<" | "=") {
        return true;
    }
    let digits = plain.trim_start_matches(['+', '-']);
    let numeric = digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.chars().all(|c| {
            c.is_ascii_hexdigit() || matches!(c, ':' | '-' | '_' | '.' | 'T' | 'Z' | 'x' | 'o' | '+')
        });
    let leading_zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    numeric && (leading_zero || digits.contains([':', '-', '_', 'x', 'o', 'e', 'E']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_older_readers_misread_is_quoted() {
        let texts =
            ["no", "Yes", "12:30", "2026-12-01", "0012", "12e4", "1_000", "plain", "4.0.1 beta", "", "a: b"];
        let written = write(&texts).expect("text");
        for quoted in ["'no'", "'Yes'", "'12:30'", "'2026-12-01'", "'0012'", "'1_000'"] {
            assert!(written.contains(quoted), "{written}");
        }
        let again: Vec<String> = serde_yaml::from_str(&written).expect("YAML");
        assert_eq!(again, texts);
        assert_eq!(write(&(1.5, 7, true)).expect("text"), "- 1.5\n- 7\n- true\n");
    }
}
