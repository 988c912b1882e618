//! Making lines of what happened.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use serde_json::json;
use thiserror::Error;

use super::chain::{self, Head, Leaf, Link};
use super::error::RecordProblem;
use super::line::{Line, MAX_KEY, MAX_LINE};
use super::scan;
use crate::procedure::Digest;
use crate::run::Signer;
use crate::value::{DateTime, canonical};

/// One event before it is sealed: when, who, and what happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    at: DateTime,
    /// Canonical JSON, as is what happened.
    by: String,
    what: String,
    key: Option<Key>,
}

/// The key of an act, as canonical JSON without its quotes, and the digest of what was asked under it.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    key: String,
    asked: String,
}

/// Random bytes that come with an act, so that what is taken out of the record later can't be found by trying.
/// A host takes them from the operating system's secure generator, 16 or more, new ones for every act.
#[derive(Clone, PartialEq, Eq)]
pub struct Salt(String);

/// Why something can't be sealed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SealError {
    /// The salt is too short, too long, or not in hexadecimal digits.
    #[error("a salt has 32 to 128 hexadecimal digits in lower case, two for each of its bytes")]
    Salt,
    /// The key of the act is empty or too long.
    #[error("the key of an act has 1 to {MAX_KEY} bytes")]
    Key,
    /// The person has no id.
    #[error("the person has no id")]
    NoPerson,
    /// An act without events changes nothing.
    #[error("there is no event to seal")]
    NoEvents,
    /// What happened can't be written in canonical form.
    #[error("what happened can't be kept: {reason}")]
    NotCanonical {
        /// What is not in the form.
        reason: String,
    },
    /// One event is longer than a line may be.
    #[error("event {seq} is longer than a line may be, {MAX_LINE} bytes")]
    TooLong {
        /// The event's position.
        seq: u64,
    },
    /// The record would be larger than a record may be.
    #[error("the record is full: it would have more than {limit} bytes")]
    Full {
        /// The most bytes of a record.
        limit: usize,
    },
    /// The line that was written can't be read again, which is a fault of the library.
    #[error("event {seq} can't be read again: {problem}")]
    Unreadable {
        /// The event's position.
        seq: u64,
        /// What is wrong with it.
        problem: RecordProblem,
    },
}

impl Fact {
    /// An event to be sealed.
    ///
    /// # Errors
    ///
    /// When the person has no id, or what happened can't be written in canonical form: it has numbers with a fraction
    /// or beyond 2^53 - 1, maps with keys that are no texts, or is nested deeper than 60 levels.
    pub fn new(at: DateTime, by: &Signer, what: &impl Serialize) -> Result<Fact, SealError> {
        if by.id.is_empty() {
            return Err(SealError::NoPerson);
        }
        let unfit = |reason: &str| SealError::NotCanonical { reason: reason.to_owned() };
        let what = serde_json::to_value(what).map_err(|error| unfit(&error.to_string()))?;
        let what = canonical(&what)
            .ok_or_else(|| unfit("a number has a fraction or is beyond 2^53 - 1; write it as a text"))?;
        // The line around it is one level more.
        if !scan::is_canonical(&format!("[[[[{what}]]]]")) {
            return Err(unfit("it is nested too deep"));
        }
        let by = canonical(&json!(by)).ok_or_else(|| unfit("the person"))?;
        Ok(Fact { at, by, what, key: None })
    }

    /// The same event with the key that the host gave its act, by which a journal finds it again, and the digest of
    /// what was asked under that key. The key stays when content is taken out, the digest goes with the content.
    ///
    /// # Errors
    ///
    /// When the key is empty or longer than 200 bytes.
    pub fn keyed(self, key: &str, asked: Digest) -> Result<Fact, SealError> {
        let text = canonical(&json!(key)).filter(|_| (1..=MAX_KEY).contains(&key.len()));
        let key = text.as_deref().and_then(|text| text.strip_prefix('"')?.strip_suffix('"'));
        let key = Key { key: key.ok_or(SealError::Key)?.to_owned(), asked: asked.to_string() };
        Ok(Fact { key: Some(key), ..self })
    }
}

impl FromStr for Salt {
    type Err = SealError;

    fn from_str(text: &str) -> Result<Salt, SealError> {
        let fits = (32..=128).contains(&text.len()) && text.len().is_multiple_of(2);
        let lower = text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        if fits && lower { Ok(Salt(text.to_owned())) } else { Err(SealError::Salt) }
    }
}

impl Salt {
    /// The salt of random bytes.
    ///
    /// # Errors
    ///
    /// When there are fewer than 16 or more than 64.
    pub fn new(bytes: &[u8]) -> Result<Salt, SealError> {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().parse()
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Salt(…)")
    }
}

/// Makes the lines of one act, to follow `previous`. The same facts and salt at the same head give the same bytes.
/// The lines are in no record yet: a journal appends them, then the run is folded.
///
/// # Errors
///
/// When there are no facts, or a line would be too long.
pub fn seal(previous: Head, facts: &[Fact], salt: &Salt) -> Result<Vec<Line>, SealError> {
    let mut lines: Vec<Line> = Vec::with_capacity(facts.len());
    let mut head = previous;
    for (index, fact) in facts.iter().enumerate() {
        let line = line(head, fact, salt, index + 1 < facts.len())?;
        head = line.head();
        lines.push(line);
    }
    if lines.is_empty() { Err(SealError::NoEvents) } else { Ok(lines) }
}

fn line(previous: Head, fact: &Fact, salt: &Salt, more: bool) -> Result<Line, SealError> {
    let number = previous.seq.saturating_add(1);
    let (at, seq) = (fact.at.to_string(), number.to_string());
    let before = previous.hash.to_string();
    let salt = chain::salt(&salt.0, number);
    let key = fact.key.as_ref();
    let asked = key.map(|key| key.asked.as_str());
    let content = Leaf { asked, by: &fact.by, salt: &salt, what: &fact.what };
    let leaf = content.hash().to_string();
    let key = key.map(|key| key.key.as_str());
    let link = Link { at: &at, key, leaf: &leaf, more, previous: &before, seq: &seq };
    let text = link.line(&link.hash().to_string(), Some(content));
    if text.len() > MAX_LINE {
        return Err(SealError::TooLong { seq: number });
    }
    // What is written is read at once, so that nothing can be kept that can't be loaded.
    Line::read_after(&text, previous.seq, &before)
        .map_err(|problem| SealError::Unreadable { seq: number, problem })
}
