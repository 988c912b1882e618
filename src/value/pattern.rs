//! Patterns that a whole text must match, bounded so that no file can make a host slow.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

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
    /// Made when it is first needed where the text is known to be a pattern by its form.
    whole: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// The longest pattern that is read, in bytes.
    pub const LONGEST: usize = 1000;

    /// The most memory that a compiled pattern may take, in bytes.
    const LARGEST: usize = 1024 * 1024;

    /// Whether a text is a pattern. The plain ones that most fields have are known by their form; making a pattern of
    /// them only to throw it away costs a tenth of what reading the file costs.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub fn check(text: &str) -> Result<(), PatternError> {
        if is_plain(text.as_bytes()) { Ok(()) } else { text.parse::<Pattern>().map(|_| ()) }
    }

    /// Whether the whole text matches.
    pub fn matches(&self, text: &str) -> bool {
        let whole = self.whole.get_or_init(|| whole(&self.text).ok());
        whole.as_ref().is_some_and(|whole| whole.is_match(text))
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
        if is_plain(text.as_bytes()) {
            return Ok(Pattern { text: text.to_owned(), whole: OnceLock::new() });
        }
        // Put between parentheses, `a)|(b` would become something else than it is by itself.
        if text.contains(')') {
            compiled(text)?;
        }
        let whole = OnceLock::from(Some(whole(text)?));
        Ok(Pattern { text: text.to_owned(), whole })
    }
}

/// The expression that a whole text must match.
fn whole(text: &str) -> Result<Regex, PatternError> {
    compiled(&format!(r"\A(?:{text})\z"))
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

/// Whether a text is letters, digits and classes of them, each perhaps repeated a few times: `[A-Z]{2}-[0-9]{4,6}`.
/// Every such text is a pattern, and far from too large.
fn is_plain(text: &[u8]) -> bool {
    const LONGEST: usize = 100;
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        let atom = match first {
            b'[' => class(after),
            b' ' | b'-' | b'_' | b'/' | b':' | b',' => Some(after),
            letter if letter.is_ascii_alphanumeric() => Some(after),
            _ => None,
        };
        let Some(after) = atom.and_then(repetition) else { return false };
        rest = after;
    }
    text.len() <= LONGEST
}

/// What follows a class of letters and digits whose opening bracket was read, if it is one.
fn class(mut rest: &[u8]) -> Option<&[u8]> {
    let mut is_empty = true;
    loop {
        rest = match rest {
            [b']', after @ ..] => return (!is_empty).then_some(after),
            [from, b'-', to, after @ ..]
                if from.is_ascii_alphanumeric() && to.is_ascii_alphanumeric() && from <= to =>
            {
                after
            }
            [letter, b']', ..] | [letter, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9', ..]
                if letter.is_ascii_alphanumeric() =>
            {
                rest.get(1..)?
            }
            _ => return None,
        };
        is_empty = false;
    }
}

/// What follows a repetition of at most 99 times, or of nothing.
fn repetition(rest: &[u8]) -> Option<&[u8]> {
    let Some(braced) = rest.strip_prefix(b"{") else {
        return Some(match rest {
            [b'?' | b'+' | b'*', after @ ..] => after,
            _ => rest,
        });
    };
    let (least, after) = number(braced)?;
    let (most, after) = match after.strip_prefix(b",") {
        Some(after) => number(after)?,
        None => (least, after),
    };
    let after = after.strip_prefix(b"}").filter(|_| least <= most)?;
    // One repetition of another is for the crate to judge.
    (!matches!(after, [b'?' | b'+' | b'*' | b'{', ..])).then_some(after)
}

fn number(rest: &[u8]) -> Option<(u8, &[u8])> {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, after) = rest.split_at_checked(digits).filter(|_| (1..=2).contains(&digits))?;
    Some((number.iter().fold(0, |sum, digit| sum * 10 + (digit - b'0')), after))
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
        let parts = [
            "[A-Z]", "[0-9]", "[AZ09]", "[]", "[^a]", "[a-]", "[z-a]", "[a&&b]", "[[a]", "a", "-", "°", ".",
            "\\d", "(", ")", "|", "{2}", "{4,6}", "{6,4}", "{4,}", "{,4}", "{999}", "{}", "?", "*", "+",
            "*?", " ", "{", "}", "]", "#",
        ];
        for first in parts {
            for second in parts {
                for third in parts {
                    let text = format!("{first}{second}{third}");
                    if is_plain(text.as_bytes()) {
                        assert!(whole(&text).is_ok(), "{text}");
                    }
                }
                let text = format!("{first}{second}");
                let made = if text.contains(')') { compiled(&text) } else { whole(&text) };
                assert_eq!(Pattern::check(&text).is_ok(), made.is_ok(), "{text}");
                assert_eq!(Pattern::check(&text), text.parse::<Pattern>().map(|_| ()), "{text}");
            }
        }
        for common in ["[A-Z]{2}[0-9]{4,6}", "[A-Z]{1,14}", "[A-H][0-9]{2}", "LOT-[0-9]+", "none"] {
            assert!(is_plain(common.as_bytes()), "{common}");
        }
        let longest = "[0-9A-Za-z]{99}".repeat(6);
        assert!(is_plain(longest.as_bytes()) && whole(&longest).is_ok());
    }
}
