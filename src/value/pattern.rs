//! Patterns that a whole text must match, bounded so that no file can make a host slow.

use std::fmt;
use std::str::FromStr;

use regex::Regex;
use regex::RegexBuilder;
use thiserror::Error;

/// A regular expression that is held against a whole text: `[0-9]{1,6}`.
///
/// The syntax is that of the crate `regex`; matching takes time in proportion to the text, whatever the pattern. A
/// pattern has at most 1000 bytes and compiles to at most 1 MiB.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    whole: Regex,
}

impl Pattern {
    /// The longest pattern that is read, in bytes.
    pub const LONGEST: usize = 1000;

    /// The most memory that a compiled pattern may take, in bytes.
    const LARGEST: usize = 1024 * 1024;

    /// Whether the whole text matches.
    pub fn matches(&self, text: &str) -> bool {
        self.whole.is_match(text)
    }

    /// The pattern as written.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Pattern) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}

impl fmt::Display for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl FromStr for Pattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Pattern, PatternError> {
        if text.len() > Pattern::LONGEST {
            return Err(PatternError::TooLong);
        }
        // Put between parentheses, `a)|(b` would become something else than it is by itself.
        if text.contains(')') {
            compiled(text)?;
        }
        let whole = compiled(&format!(r"\A(?:{text})\z"))?;
        Ok(Pattern { text: text.to_owned(), whole })
    }
}

fn compiled(text: &str) -> Result<Regex, PatternError> {
    RegexBuilder::new(text).size_limit(Pattern::LARGEST).nest_limit(50).build().map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => PatternError::TooLarge,
        other => {
            let message = other.to_string();
            let reason = message.lines().last().unwrap_or_default();
            PatternError::Syntax(reason.trim().trim_start_matches("error: ").to_owned())
        }
    })
}

/// Why a text is not a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PatternError {
    /// It doesn't have the form of a regular expression.
    #[error("{0}")]
    Syntax(String),
    /// It has more bytes than are read.
    #[error("it is longer than {} bytes", Pattern::LONGEST)]
    TooLong,
    /// It repeats too much.
    #[error("it takes too much memory; its repetitions are too many")]
    TooLarge,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_text_must_match() {
        let pattern: Pattern = "[0-9]{1,6}|none".parse().unwrap();
        for (text, expected) in
            [("40", true), ("none", true), ("40 ", false), ("", false), ("1234567", false), ("40\n", false)]
        {
            assert_eq!(pattern.matches(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        let check = |text: &str, message: &str| {
            assert_eq!(text.parse::<Pattern>().unwrap_err().to_string(), message, "{text}");
        };
        check("[0-9", "unclosed character class");
        check("a)|(?:b", "unopened group");
        check("(?<=a)b", "look-around, including look-ahead and look-behind, is not supported");
        check(r"[A-Z]{999999999}", "it takes too much memory; its repetitions are too many");
        check(&"a".repeat(1001), "it is longer than 1000 bytes");
    }
}
