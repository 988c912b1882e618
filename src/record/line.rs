//! One event as it is stored.

use std::ops::Range;

use serde::Deserialize;
use thiserror::Error;

use super::chain::{Head, Leaf, Link};
use super::error::RecordProblem;
use super::scan;
use crate::procedure::Digest;
use crate::run::Signer;
use crate::value::DateTime;

/// The most bytes of a line, without its end.
pub const MAX_LINE: usize = 1 << 20;

/// The most bytes of the key of an act.
pub const MAX_KEY: usize = 200;

/// One event of a record, sealed: its leaf and hash are right, and it follows the event before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    text: String,
    seq: u64,
    at: DateTime,
    key: Option<String>,
    more: bool,
    leaf: Digest,
    hash: Digest,
    content: Option<Content>,
}

/// Where the text has what may be taken out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Content {
    asked: Option<Range<usize>>,
    by: Range<usize>,
    salt: Range<usize>,
    what: Range<usize>,
}

/// Why what happened can't be given.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ContentError {
    /// The content was taken out of the record.
    #[error("the content of event {seq} was taken out")]
    TakenOut {
        /// The event's position.
        seq: u64,
    },
    /// The content doesn't have the form that was asked for.
    #[error("event {seq} can't be read: {reason}")]
    Unreadable {
        /// The event's position.
        seq: u64,
        /// What doesn't fit.
        reason: String,
    },
}

impl Line {
    /// Reads a line, without its end, that follows `previous`.
    ///
    /// # Errors
    ///
    /// When it isn't exactly as it was sealed, or was sealed after something else.
    pub fn read(text: &str, previous: Head) -> Result<Line, RecordProblem> {
        Line::read_after(text, previous.seq, &previous.hash.to_string())
    }

    /// As [`Line::read`], for a reader that has the previous hash as text.
    pub(super) fn read_after(text: &str, before: u64, previous: &str) -> Result<Line, RecordProblem> {
        let parts = Parts::find(text)?;
        let expected = before.saturating_add(1);
        let seq = parts
            .seq
            .parse()
            .map_err(|_| RecordProblem::WrongValue { key: "seq", expected: "the position of an event" })?;
        if seq != expected {
            return Err(RecordProblem::Sequence { expected, found: seq });
        }
        let digest = |key, text: &str| {
            text.parse::<Digest>().map_err(|_| RecordProblem::WrongValue { key, expected: "a digest" })
        };
        let leaf = digest("leaf", parts.leaf)?;
        if parts.content.as_ref().is_some_and(|content| content.leaf(text).hash() != leaf) {
            return Err(RecordProblem::Leaf);
        }
        let hash = parts.link(previous).hash();
        if digest("hash", parts.hash)? != hash {
            return Err(RecordProblem::Hash);
        }
        let wrong_at = RecordProblem::WrongValue { key: "at", expected: "a date and time with its offset" };
        Ok(Line {
            seq,
            at: parts.at.parse().map_err(|_| wrong_at)?,
            key: parts.key.map(|key| scan::unescaped(key).into_owned()),
            more: parts.more,
            leaf,
            hash,
            content: parts.content,
            text: text.to_owned(),
        })
    }

    /// The line as it is stored, without its end.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its position, from 1.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// When it was recorded, by the host's clock.
    pub fn at(&self) -> DateTime {
        self.at
    }

    /// The key the host gave the act.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// Whether the next event belongs to the same act.
    pub fn more(&self) -> bool {
        self.more
    }

    /// The hash that stands for person, salt and content, also when they were taken out.
    pub fn leaf(&self) -> Digest {
        self.leaf
    }

    /// The hash over position, time, key, leaf and all lines before.
    pub fn hash(&self) -> Digest {
        self.hash
    }

    /// The head of a record that ends here.
    pub fn head(&self) -> Head {
        Head { seq: self.seq, hash: self.hash }
    }

    /// Whether person, salt and what happened were taken out.
    pub fn is_taken_out(&self) -> bool {
        self.content.is_none()
    }

    /// The digest of what was asked under the key; nothing when there is no key, or it was taken out.
    pub fn asked(&self) -> Option<Digest> {
        self.text.get(self.content.as_ref()?.asked.clone()?)?.parse().ok()
    }

    /// Who did it; nothing when that was taken out.
    pub fn by(&self) -> Option<Signer> {
        let content = self.content.as_ref()?;
        serde_json::from_str(self.text.get(content.by.clone())?).ok()
    }

    /// The salt of the event, in hexadecimal digits; nothing when it was taken out.
    pub fn salt(&self) -> Option<&str> {
        self.text.get(self.content.as_ref()?.salt.clone())
    }

    /// What happened, as canonical JSON; nothing when it was taken out.
    pub fn what_text(&self) -> Option<&str> {
        self.text.get(self.content.as_ref()?.what.clone())
    }

    /// What happened, in the form that is asked for.
    ///
    /// # Errors
    ///
    /// When it was taken out, or has another form.
    pub fn what<'a, E: Deserialize<'a>>(&'a self) -> Result<E, ContentError> {
        let text = self.what_text().ok_or(ContentError::TakenOut { seq: self.seq })?;
        serde_json::from_str(text)
            .map_err(|error| ContentError::Unreadable { seq: self.seq, reason: error.to_string() })
    }

    /// The same line without person, salt and content. Its leaf and hash stay, so that the chain stays whole; without
    /// the salt nobody can find out by trying what was there.
    #[must_use]
    pub fn take_out(&self) -> Line {
        let text = match Parts::find(&self.text) {
            Ok(parts) => parts.link("").line(parts.hash, None),
            Err(_) => self.text.clone(),
        };
        Line { text, content: None, ..self.clone() }
    }
}

impl Content {
    fn leaf<'a>(&self, text: &'a str) -> Leaf<'a> {
        let part = |place: &Range<usize>| text.get(place.clone()).unwrap_or_default();
        Leaf {
            asked: self.asked.as_ref().map(part),
            by: part(&self.by),
            salt: part(&self.salt),
            what: part(&self.what),
        }
    }
}

/// The parts of a line as they are written, without the quotes around strings.
struct Parts<'a> {
    at: &'a str,
    key: Option<&'a str>,
    leaf: &'a str,
    hash: &'a str,
    more: bool,
    seq: &'a str,
    content: Option<Content>,
}

impl<'a> Parts<'a> {
    fn find(text: &'a str) -> Result<Parts<'a>, RecordProblem> {
        if text.len() > MAX_LINE {
            return Err(RecordProblem::LineTooLong { limit: MAX_LINE });
        }
        let members = scan::members(text).ok_or(RecordProblem::NotCanonical)?;
        let (mut asked, mut at, mut by, mut hash, mut key, mut leaf) = (None, None, None, None, None, None);
        let (mut more, mut salt, mut seq, mut what) = (None, None, None, None);
        for (name, place) in members {
            *match name {
                "asked" => &mut asked,
                "at" => &mut at,
                "by" => &mut by,
                "hash" => &mut hash,
                "key" => &mut key,
                "leaf" => &mut leaf,
                "more" => &mut more,
                "salt" => &mut salt,
                "seq" => &mut seq,
                "what" => &mut what,
                _ => return Err(RecordProblem::UnknownKey { key: scan::unescaped(name).into_owned() }),
            } = Some(place);
        }
        let string = |key: &'static str, place: Option<Range<usize>>, expected: &'static str| {
            let place = inside(text, place.ok_or(RecordProblem::MissingKey { key })?);
            place.ok_or(RecordProblem::WrongValue { key, expected })
        };
        let said = |place: Range<usize>| text.get(place).unwrap_or_default();
        let key = key.map(|place| string("key", Some(place), "a text").map(said)).transpose()?;
        if key.is_some_and(|key| !(1..=MAX_KEY).contains(&scan::unescaped(key).len())) {
            return Err(RecordProblem::WrongValue { key: "key", expected: "a text of 1 to 200 bytes" });
        }
        if more.clone().is_some_and(|place| said(place) != "true") {
            return Err(RecordProblem::WrongValue { key: "more", expected: "true" });
        }
        let content = match (asked, by, salt, what) {
            (None, None, None, None) => None,
            (asked, by, salt, what) => {
                let by = by.ok_or(RecordProblem::MissingKey { key: "by" })?;
                let salt = string("salt", salt, "a text")?;
                let what = what.ok_or(RecordProblem::MissingKey { key: "what" })?;
                let asked = asked.map(|place| string("asked", Some(place), "a digest")).transpose()?;
                check_by(said(by.clone()))?;
                if !is_salt(said(salt.clone())) {
                    return Err(RecordProblem::WrongValue { key: "salt", expected: "32 hexadecimal digits" });
                }
                check_asked(key, asked.clone().map(said))?;
                Some(Content { asked, by, salt, what })
            }
        };
        Ok(Parts {
            at: said(string("at", at, "a date and time with its offset")?),
            key,
            leaf: said(string("leaf", leaf, "a digest")?),
            hash: said(string("hash", hash, "a digest")?),
            more: more.is_some(),
            seq: said(seq.ok_or(RecordProblem::MissingKey { key: "seq" })?),
            content,
        })
    }

    fn link(&self, previous: &'a str) -> Link<'a> {
        let Parts { at, key, leaf, more, seq, .. } = *self;
        Link { at, key, leaf, more, previous, seq }
    }
}

/// The place inside the quotes of a string.
fn inside(text: &str, place: Range<usize>) -> Option<Range<usize>> {
    let string = text.get(place.clone())?;
    (string.len() >= 2 && string.starts_with('"')).then_some(place.start + 1..place.end - 1)
}

fn is_salt(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

/// A key goes with the digest of what was asked under it, and the other way round.
fn check_asked(key: Option<&str>, asked: Option<&str>) -> Result<(), RecordProblem> {
    match (key, asked) {
        (None, None) => Ok(()),
        (Some(_), Some(asked)) if asked.parse::<Digest>().is_ok() => Ok(()),
        (Some(_), Some(_)) => Err(RecordProblem::WrongValue { key: "asked", expected: "a digest" }),
        (Some(_), None) => Err(RecordProblem::MissingKey { key: "asked" }),
        (None, Some(_)) => Err(RecordProblem::MissingKey { key: "key" }),
    }
}

fn check_by(text: &str) -> Result<(), RecordProblem> {
    let is_string = |place: &Range<usize>| inside(text, place.clone()).is_some();
    match scan::members(text).as_deref() {
        Some([("id", id), ("name", name)]) if is_string(id) && is_string(name) && id.len() > 2 => Ok(()),
        _ => Err(RecordProblem::WrongValue { key: "by", expected: "a person's id and name" }),
    }
}
