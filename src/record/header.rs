//! The first line of a record: which run this is, and of what.

use semver::Version;
use serde_json::{Map, Value as Json, json};
use thiserror::Error;

use super::chain::{self, Head};
use super::error::RecordProblem;
use super::line::MAX_LINE;
use super::scan;
use crate::procedure::Digest;
use crate::value::canonical;

/// The version of the record format that is written.
pub const FORMAT: u64 = 1;

/// Which run a record is of, and which procedures it is held against. It doesn't change as long as the record lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    run: String,
    procedure: String,
    version: Version,
    digest: Digest,
    uses: Vec<Digest>,
    trial: bool,
    hash: Digest,
    text: String,
}

/// Why there is no such header.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum HeaderError {
    /// The run's id is empty, too long, or has characters that can't be seen.
    #[error("a run's id has 1 to 80 bytes, without control characters and without blanks at its ends")]
    Run,
    /// The procedure's id is empty or too long.
    #[error("a procedure's id has 1 to 200 bytes")]
    Procedure,
    /// No digest was given.
    #[error("a record names the digest of its procedure")]
    NoDigest,
    /// More procedures, or a longer version, than fit in a line.
    #[error("the header is longer than a line may be")]
    TooLong,
}

impl Header {
    /// A header. Of the digests, the first is that of the procedure itself and the others are those of the procedures
    /// it uses, as a plan gives them; each is kept once.
    ///
    /// # Errors
    ///
    /// When the run's id is empty, longer than 80 bytes, or has control characters or blanks at its ends; when there
    /// is no digest; when the line would be too long.
    pub fn new(
        run: &str,
        procedure: &str,
        version: &Version,
        digests: impl IntoIterator<Item = Digest>,
        trial: bool,
    ) -> Result<Header, HeaderError> {
        let mut digests = digests.into_iter();
        let digest = digests.next().ok_or(HeaderError::NoDigest)?;
        let mut uses: Vec<Digest> = digests.filter(|other| *other != digest).collect();
        uses.sort();
        uses.dedup();
        if !is_run_id(run) {
            return Err(HeaderError::Run);
        }
        if procedure.is_empty() || procedure.len() > 200 {
            return Err(HeaderError::Procedure);
        }
        let mut said = Map::new();
        for (key, value) in [
            ("digest", json!(digest)),
            ("format", json!(FORMAT)),
            ("procedure", json!(procedure)),
            ("run", json!(run)),
            ("trial", json!(trial)),
            ("version", json!(version)),
        ] {
            said.insert(key.to_owned(), value);
        }
        if !uses.is_empty() {
            said.insert("uses".to_owned(), json!(uses));
        }
        let unsealed = canonical(&Json::Object(said.clone())).ok_or(HeaderError::TooLong)?;
        let hash = chain::header(&unsealed);
        said.insert("hash".to_owned(), json!(hash));
        let text = canonical(&Json::Object(said));
        let text = text.filter(|text| text.len() <= MAX_LINE).ok_or(HeaderError::TooLong)?;
        let (run, procedure) = (run.to_owned(), procedure.to_owned());
        Ok(Header { run, procedure, version: version.clone(), digest, uses, trial, hash, text })
    }

    /// Reads the first line of a record, without its line end.
    ///
    /// # Errors
    ///
    /// When it isn't exactly as it was written.
    pub fn read(text: &str) -> Result<Header, RecordProblem> {
        if text.len() > MAX_LINE {
            return Err(RecordProblem::LineTooLong { limit: MAX_LINE });
        }
        let members = scan::members(text).ok_or(RecordProblem::NotCanonical)?;
        let find = |key: &'static str| {
            let found = members.iter().find(|(name, _)| *name == key);
            found.and_then(|(_, place)| text.get(place.clone())).ok_or(RecordProblem::MissingKey { key })
        };
        let format = find("format")?;
        if format != FORMAT.to_string() {
            return Err(RecordProblem::UnknownFormat { format: format.to_owned() });
        }
        const KEYS: [&str; 8] = ["digest", "format", "hash", "procedure", "run", "trial", "uses", "version"];
        if let Some((key, _)) = members.iter().find(|(name, _)| !KEYS.contains(name)) {
            return Err(RecordProblem::UnknownKey { key: scan::unescaped(key).into_owned() });
        }
        let wrong = |key, expected| RecordProblem::WrongValue { key, expected };
        let mut digests = vec![value::<Digest>(find("digest")?).ok_or(wrong("digest", "a digest"))?];
        if let Ok(uses) = find("uses") {
            digests.extend(value::<Vec<Digest>>(uses).ok_or(wrong("uses", "a list of digests"))?);
        }
        let procedure = value::<String>(find("procedure")?).ok_or(wrong("procedure", "a procedure's id"))?;
        let run = value::<String>(find("run")?).ok_or(wrong("run", "a run's id"))?;
        let trial = value::<bool>(find("trial")?).ok_or(wrong("trial", "true or false"))?;
        let version = value::<Version>(find("version")?).ok_or(wrong("version", "a semantic version"))?;
        let hash = value::<Digest>(find("hash")?).ok_or(wrong("hash", "a digest"))?;
        let header =
            Header::new(&run, &procedure, &version, digests, trial).map_err(|problem| match problem {
                HeaderError::Procedure => wrong("procedure", "a procedure's id"),
                _ => wrong("run", "a run's id"),
            })?;
        if header.hash != hash {
            return Err(RecordProblem::Hash);
        }
        if header.text == text { Ok(header) } else { Err(RecordProblem::NotCanonical) }
    }

    /// The run's id.
    pub fn run(&self) -> &str {
        &self.run
    }

    /// The id of its procedure.
    pub fn procedure(&self) -> &str {
        &self.procedure
    }

    /// The version of its procedure.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// The digest of its procedure.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The digests of the procedures that its procedure uses, sorted.
    pub fn uses(&self) -> &[Digest] {
        &self.uses
    }

    /// Whether the run is a trial.
    pub fn is_trial(&self) -> bool {
        self.trial
    }

    /// The head of a record that has no events yet.
    pub fn head(&self) -> Head {
        Head { seq: 0, hash: self.hash }
    }

    /// The line, without its end.
    pub fn text(&self) -> &str {
        &self.text
    }
}

fn value<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

fn is_run_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 80 && text.trim() == text && !text.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(run: &str) -> Result<Header, HeaderError> {
        let digests = [Digest::of(b"a"), Digest::of(b"c"), Digest::of(b"b"), Digest::of(b"c")];
        Header::new(run, "turkey-sandwich", &Version::new(1, 2, 0), digests, true)
    }

    #[test]
    fn a_header_is_read_as_it_was_written() {
        let header = header("R-0042").expect("a header");
        assert_eq!(Header::read(header.text()), Ok(header.clone()));
        assert_eq!(header.uses().len(), 2);
        let check = |from: &str, to: &str, expected: RecordProblem| {
            let text = header.text().replacen(from, to, 1);
            assert_ne!(text, header.text());
            assert_eq!(Header::read(&text), Err(expected), "{text}");
        };
        check("turkey", "donkey", RecordProblem::Hash);
        check("true", "false", RecordProblem::Hash);
        check("\"format\":1", "\"format\":2", RecordProblem::UnknownFormat { format: "2".into() });
        check("\"run\"", "\"rum\"", RecordProblem::UnknownKey { key: "rum".into() });
        check("\"run\":\"R-0042\",", "", RecordProblem::MissingKey { key: "run" });
        check("\"trial\"", "\"triam\":1,\"trial\"", RecordProblem::NotCanonical);
        check("\"trial\"", "\"tria\":1,\"trial\"", RecordProblem::UnknownKey { key: "tria".into() });
        check("1.2.0", "1.2", RecordProblem::WrongValue { key: "version", expected: "a semantic version" });
        check("R-0042", " ", RecordProblem::WrongValue { key: "run", expected: "a run's id" });
        check(":", ": ", RecordProblem::NotCanonical);
    }

    #[test]
    fn a_run_has_a_name_that_can_be_seen() {
        for run in ["", " a", "a\n", "a\u{1b}b", &"x".repeat(81)] {
            assert_eq!(header(run), Err(HeaderError::Run), "{run:?}");
        }
        assert!(header("Auftrag 17/ä").is_ok());
        let none = Header::new("r", "p", &Version::new(1, 0, 0), [], false);
        assert_eq!(none, Err(HeaderError::NoDigest));
    }
}
