//! Patterns that a whole text must match, bounded so that no file can make a host slow.

use std::fmt;
use std::str::FromStr;

use regex::Regex;
use regex::RegexBuilder;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Class;
use regex_syntax::hir::Hir;
use regex_syntax::hir::HirKind;
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

    /// The deepest nesting of a pattern.
    const DEEPEST: u32 = 50;

    /// Whether a text is a pattern, without making one where that can be seen from its form; making one costs as
    /// much as reading half a file.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub fn check(text: &str) -> Result<(), PatternError> {
        let fine = text.len() <= Pattern::LONGEST && forms(text).iter().all(|form| is_small(form));
        if fine { Ok(()) } else { text.parse::<Pattern>().map(|_| ()) }
    }

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
        let [alone, whole] = forms(text);
        if alone != whole {
            compiled(&alone)?;
        }
        Ok(Pattern { text: text.to_owned(), whole: compiled(&whole)? })
    }
}

/// What has to be a regular expression: the text by itself, since between parentheses `a)|(b` would become something
/// else, and the text as it is held against a whole value. Both are the latter where the former adds nothing.
fn forms(text: &str) -> [String; 2] {
    let whole = format!(r"\A(?:{text})\z");
    let alone = if text.contains(')') { text.to_owned() } else { whole.clone() };
    [alone, whole]
}

/// Whether a regular expression is certainly one that compiles to far less than is allowed.
fn is_small(form: &str) -> bool {
    const SMALL: usize = 2000;
    let parsed = ParserBuilder::new().nest_limit(Pattern::DEEPEST).build().parse(form);
    parsed.ok().and_then(|parsed| parts(&parsed)).is_some_and(|parts| parts <= SMALL)
}

/// A bound on how many states and ranges of characters it compiles to; none where it has classes beyond ASCII.
fn parts(expression: &Hir) -> Option<usize> {
    Some(match expression.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(Class::Unicode(class)) if class.is_ascii() => class.ranges().len() + 1,
        HirKind::Class(_) => return None,
        HirKind::Capture(capture) => parts(&capture.sub)?.saturating_add(2),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(repetition.min);
            let times = usize::try_from(times).ok()?.saturating_add(1);
            parts(&repetition.sub)?.saturating_add(1).saturating_mul(times)
        }
        HirKind::Concat(all) | HirKind::Alternation(all) => {
            all.iter().try_fold(1, |sum: usize, part| Some(sum.saturating_add(parts(part)?)))?
        }
    })
}

fn compiled(text: &str) -> Result<Regex, PatternError> {
    let mut builder = RegexBuilder::new(text);
    builder.size_limit(Pattern::LARGEST).nest_limit(Pattern::DEEPEST);
    builder.build().map_err(|error| match error {
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

    #[test]
    fn checking_says_what_making_says() {
        let texts = [
            "[0-9]{1,6}|none",
            "[0-9",
            "a)|(?:b",
            "(a)|(b)",
            "(?<=a)b",
            "[A-Z]{999999999}",
            "(?x) a # note",
            r"\w+",
            "°?",
            "(?i)k",
            "((a{9}){9}){9}",
            "(((a{99}){99}){99}){99}",
            "a{5,2}",
            "(?:(?:))",
            "",
            r"\bx\b",
        ];
        for text in texts {
            assert_eq!(Pattern::check(text), text.parse::<Pattern>().map(|_| ()), "{text}");
        }
    }
}
