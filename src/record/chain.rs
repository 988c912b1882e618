//! What is hashed, and how one line follows from another.
//!
//! Each hash is SHA-256 (FIPS 180-4) over a line of text that says what is hashed, then canonical JSON:
//!
//! | hash | over |
//! | --- | --- |
//! | of the header | `countersign record 1 header`, the header without `hash` |
//! | `leaf` | `countersign record 1 leaf`, `{"asked", "by", "salt", "what"}` |
//! | of an event | `countersign record 1 hash`, `{"at", "key", "leaf", "more", "previous", "seq"}` |
//! | salt of an event | `countersign record 1 salt`, the act's salt, a line end, the event's position |
//!
//! Keys that a line doesn't have are not in the hashed text either. The last row is the first half of the digest; only
//! who writes a record needs it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::procedure::Digest;

/// Where a record ends: position and hash of its last event. Kept outside the record, or printed, it shows later
/// whether anything was cut off or written anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Position of the last event; 0 when there is none yet.
    pub seq: u64,
    /// Its hash; that of the header when there is no event yet.
    pub hash: Digest,
}

impl fmt::Display for Head {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.seq, self.hash)
    }
}

/// Why a text is not a head.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a head is the position of the last event and its hash, such as `12:sha256:…`")]
pub struct HeadError;

impl FromStr for Head {
    type Err = HeadError;

    fn from_str(text: &str) -> Result<Head, HeadError> {
        let (position, hash) = text.split_once(':').ok_or(HeadError)?;
        let seq = position.parse().map_err(|_| HeadError)?;
        let head = Head { seq, hash: hash.parse().map_err(|_| HeadError)? };
        (head.seq.to_string() == position).then_some(head).ok_or(HeadError)
    }
}

/// The hash of a header, of its canonical text without `hash`.
pub(super) fn header(text: &str) -> Digest {
    Digest::of(format!("countersign record 1 header\n{text}").as_bytes())
}

/// The salt of one event, so that each event of an act has its own, and none says anything about another.
pub(super) fn salt(act: &str, seq: u64) -> String {
    let digest = Digest::of(format!("countersign record 1 salt\n{act}\n{seq}").as_bytes()).to_string();
    digest.chars().skip("sha256:".len()).take(32).collect()
}

/// What the leaf of an event covers, and what may be taken out. Person and content are canonical JSON; the others are
/// without the quotes around them.
#[derive(Clone, Copy)]
pub(super) struct Leaf<'a> {
    pub(super) asked: Option<&'a str>,
    pub(super) by: &'a str,
    pub(super) salt: &'a str,
    pub(super) what: &'a str,
}

impl Leaf<'_> {
    pub(super) fn hash(&self) -> Digest {
        let mut text = String::with_capacity(160 + self.what.len());
        text.push_str("countersign record 1 leaf\n{");
        if let Some(asked) = self.asked {
            for part in ["\"asked\":\"", asked, "\","] {
                text.push_str(part);
            }
        }
        for part in ["\"by\":", self.by, ",\"salt\":\"", self.salt, "\",\"what\":", self.what, "}"] {
            text.push_str(part);
        }
        Digest::of(text.as_bytes())
    }
}

/// What the hash of an event covers. All texts are canonical JSON without the quotes around them.
#[derive(Clone, Copy)]
pub(super) struct Link<'a> {
    pub(super) at: &'a str,
    pub(super) key: Option<&'a str>,
    pub(super) leaf: &'a str,
    pub(super) more: bool,
    pub(super) previous: &'a str,
    pub(super) seq: &'a str,
}

impl Link<'_> {
    pub(super) fn hash(&self) -> Digest {
        let mut text = String::with_capacity(320);
        for part in ["countersign record 1 hash\n{\"at\":\"", self.at] {
            text.push_str(part);
        }
        if let Some(key) = self.key {
            text.push_str("\",\"key\":\"");
            text.push_str(key);
        }
        for part in ["\",\"leaf\":\"", self.leaf, if self.more { "\",\"more\":true" } else { "\"" }] {
            text.push_str(part);
        }
        for part in [",\"previous\":\"", self.previous, "\",\"seq\":", self.seq, "}"] {
            text.push_str(part);
        }
        Digest::of(text.as_bytes())
    }

    /// The line, with its hash and what its leaf covers; without the latter when that was taken out.
    pub(super) fn line(&self, hash: &str, content: Option<Leaf<'_>>) -> String {
        let Link { at, leaf, seq, .. } = self;
        let asked = content.and_then(|content| content.asked);
        let asked = asked.map(|asked| format!("\"asked\":\"{asked}\",")).unwrap_or_default();
        let by = content.map(|content| format!("\"by\":{},", content.by)).unwrap_or_default();
        let key = self.key.map(|key| format!("\"key\":\"{key}\",")).unwrap_or_default();
        let more = if self.more { "\"more\":true," } else { "" };
        let salt = content.map(|content| format!("\"salt\":\"{}\",", content.salt)).unwrap_or_default();
        let what = content.map(|content| format!(",\"what\":{}", content.what)).unwrap_or_default();
        format!(
            r#"{{{asked}"at":"{at}",{by}"hash":"{hash}",{key}"leaf":"{leaf}",{more}{salt}"seq":{seq}{what}}}"#
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_written_in_one_form() {
        let head = Head { seq: 12, hash: Digest::of(b"abc") };
        let text = head.to_string();
        assert_eq!(text.parse(), Ok(head));
        for wrong in [
            "",
            "12",
            "12:",
            &text.replace("12:", "012:"),
            &text.replace("12:", "+12:"),
            &text.replace("sha256", ""),
        ] {
            assert_eq!(wrong.parse::<Head>(), Err(HeadError), "{wrong}");
        }
    }

    #[test]
    fn every_part_moves_the_hash() {
        let link = || Link { at: "t", key: Some("k"), leaf: "l", more: true, previous: "p", seq: "1" };
        let mut hashes = vec![
            link().hash(),
            Link { at: "u", ..link() }.hash(),
            Link { key: None, ..link() }.hash(),
            Link { key: Some(""), ..link() }.hash(),
            Link { leaf: "m", ..link() }.hash(),
            Link { more: false, ..link() }.hash(),
            Link { previous: "q", ..link() }.hash(),
            Link { seq: "2", ..link() }.hash(),
        ];
        let leaf = || Leaf { asked: Some("a"), by: "b", salt: "s", what: "w" };
        hashes.extend([
            leaf().hash(),
            Leaf { asked: None, ..leaf() }.hash(),
            Leaf { asked: Some("z"), ..leaf() }.hash(),
            Leaf { by: "z", ..leaf() }.hash(),
            Leaf { salt: "z", ..leaf() }.hash(),
            Leaf { what: "z", ..leaf() }.hash(),
        ]);
        let distinct: std::collections::BTreeSet<_> = hashes.iter().collect();
        assert_eq!(distinct.len(), hashes.len());
        assert_ne!(salt("00", 1), salt("00", 2));
    }
}
