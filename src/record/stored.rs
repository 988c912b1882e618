//! A whole record: header and events.

use std::fmt;

use super::audit::{Audit, Replay};
use super::chain::Head;
use super::error::{RecordError, RecordProblem};
use super::header::Header;
use super::line::Line;
use super::seal::{Fact, Salt, SealError, seal};

/// The most bytes of a record.
pub const MAX_RECORD: usize = 64 << 20;

/// The record of a run: what is in it is whole, in sequence, and as it was sealed.
///
/// That says nothing about events missing at its end: only a [`Head`] kept elsewhere shows that, see
/// [`Record::audit`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    header: Header,
    lines: Vec<Line>,
    size: usize,
}

impl Record {
    /// A record without events.
    pub fn new(header: Header) -> Record {
        let size = header.text().len() + 1;
        Record { header, lines: Vec::new(), size }
    }

    /// Reads a record and checks every line of it.
    ///
    /// # Errors
    ///
    /// The first line that is not as it was written, with what is wrong and what to do about it.
    pub fn parse(text: &[u8]) -> Result<Record, RecordError> {
        match Record::read(text) {
            (Some(record), None) => Ok(record),
            (_, Some(error)) => Err(error),
            (None, None) => Err(RecordProblem::Empty.at(1)),
        }
    }

    /// Reads as much of a record as is whole: all acts before the first bad line, and that line. There is no record
    /// where the header is bad.
    pub fn read(text: &[u8]) -> (Option<Record>, Option<RecordError>) {
        if text.len() > MAX_RECORD {
            return (None, Some(RecordProblem::TooLarge { limit: MAX_RECORD }.at(1)));
        }
        let mut record = match first_line(text) {
            Ok(header) => Record::new(header),
            Err(problem) => return (None, Some(problem.at(1))),
        };
        let error = record.read_lines(text.get(record.size..).unwrap_or_default()).err();
        (Some(record), error)
    }

    /// Reads further lines, each with its end, that were written behind those that are here.
    ///
    /// # Errors
    ///
    /// The first line that is not as it was written. All acts before it are in the record then.
    pub fn read_lines(&mut self, text: &[u8]) -> Result<(), RecordError> {
        let tail = Tail::read(self.head(), self.size, text);
        self.size += tail.size;
        self.lines.extend(tail.lines);
        tail.error.map_or(Ok(()), Err)
    }

    /// Makes the lines of one act that would follow what is here, as [`seal`] does; the record stays as it is.
    ///
    /// # Errors
    ///
    /// As [`seal`], and when the record is full.
    pub fn seal(&self, facts: &[Fact], salt: &Salt) -> Result<Vec<Line>, SealError> {
        let lines = seal(self.head(), facts, salt)?;
        let more: usize = lines.iter().map(|line| line.text().len() + 1).sum();
        if self.size + more > MAX_RECORD {
            return Err(SealError::Full { limit: MAX_RECORD });
        }
        Ok(lines)
    }

    /// Puts the lines of whole acts behind what is here: all of them or none.
    ///
    /// # Errors
    ///
    /// The first line that doesn't follow. The record is unchanged then.
    pub fn append(&mut self, lines: &[Line]) -> Result<Head, RecordError> {
        let tail = Tail::read(self.head(), self.size, text_of(lines).as_bytes());
        if let Some(error) = tail.error {
            return Err(error);
        }
        self.size += tail.size;
        self.lines.extend(tail.lines);
        Ok(self.head())
    }

    /// The header.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// All events.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// At most `most` events after position `after`.
    pub fn after(&self, after: u64, most: usize) -> &[Line] {
        let start = usize::try_from(after).unwrap_or(usize::MAX).min(self.lines.len());
        let later = self.lines.get(start..).unwrap_or_default();
        later.get(..most.min(later.len())).unwrap_or_default()
    }

    /// The events of each act.
    pub fn acts(&self) -> impl Iterator<Item = &[Line]> {
        self.lines.split_inclusive(|line| !line.more())
    }

    /// The events of the act that had this key; none when there was no such act.
    pub fn act(&self, key: &str) -> &[Line] {
        let start = self.lines.iter().position(|line| line.key() == Some(key)).unwrap_or(self.lines.len());
        let rest = self.lines.get(start..).unwrap_or_default();
        rest.split_inclusive(|line| !line.more()).next().unwrap_or_default()
    }

    /// Where it ends. A host that keeps this elsewhere finds out later whether the end was cut off.
    pub fn head(&self) -> Head {
        self.lines.last().map_or(self.header.head(), Line::head)
    }

    /// How many bytes its text has.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The same record without person, salt and content of the events at these positions. The chain stays whole, but
    /// the run can't be replayed any more. Who took them out, and why, belongs into an event that is appended first.
    #[must_use]
    pub fn take_out(&self, positions: &[u64]) -> Record {
        let line = |line: &Line| if positions.contains(&line.seq()) { line.take_out() } else { line.clone() };
        let lines: Vec<Line> = self.lines.iter().map(line).collect();
        let size =
            self.header.text().len() + 1 + lines.iter().map(|line| line.text().len() + 1).sum::<usize>();
        Record { header: self.header.clone(), lines, size }
    }

    /// What can be said about the record: whether it reaches as far as `expected`, a head that was kept elsewhere,
    /// what was taken out, and whether the run can be replayed. Replaying is up to `replay`, which says what fails.
    pub fn audit(&self, expected: Option<Head>, replay: impl FnOnce(&Record) -> Result<(), String>) -> Audit {
        let mut audit = Audit::without_replay(self, expected);
        audit.replay = match (audit.taken_out.is_empty(), replay) {
            (false, _) => Replay::Impossible,
            (true, replay) => replay(self).map_or_else(Replay::Failed, |()| Replay::Done),
        };
        audit
    }
}

impl fmt::Display for Record {
    /// The text of the record: the header, then a line an event.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}", self.header.text())?;
        self.lines.iter().try_for_each(|line| writeln!(formatter, "{}", line.text()))
    }
}

/// The whole acts of a text that was written behind a record, and the first bad line after them.
pub(super) struct Tail {
    pub(super) lines: Vec<Line>,
    /// How many bytes they have.
    pub(super) size: usize,
    pub(super) error: Option<RecordError>,
}

impl Tail {
    /// Reads what was written behind a record that ends at `head` and has `before` bytes.
    pub(super) fn read(head: Head, before: usize, text: &[u8]) -> Tail {
        let mut tail = Tail { lines: Vec::new(), size: 0, error: None };
        let mut whole = 0;
        let mut read = 0;
        let mut previous = head.hash.to_string();
        let mut seq = head.seq;
        for raw in text.split_inclusive(|byte| *byte == b'\n') {
            read += raw.len();
            let line = if before + read > MAX_RECORD {
                Err(RecordProblem::TooLarge { limit: MAX_RECORD })
            } else {
                read_line(raw, seq, &previous)
            };
            // The header is line 1, and event 1 stands in line 2.
            let number = seq.saturating_add(2);
            match line {
                Ok(line) => {
                    seq = line.seq();
                    previous = line.hash().to_string();
                    if !line.more() {
                        (whole, tail.size) = (tail.lines.len() + 1, read);
                    }
                    tail.lines.push(line);
                }
                Err(problem) => {
                    tail.error = Some(problem.at(number));
                    break;
                }
            }
        }
        if tail.error.is_none() && tail.lines.len() > whole {
            tail.error = Some(RecordProblem::UnfinishedAct.at(seq.saturating_add(1)));
        }
        tail.lines.truncate(whole);
        tail
    }
}

fn read_line(raw: &[u8], seq: u64, previous: &str) -> Result<Line, RecordProblem> {
    let raw = raw.strip_suffix(b"\n").ok_or(RecordProblem::Torn)?;
    Line::read_after(std::str::from_utf8(raw).map_err(|_| RecordProblem::NotUtf8)?, seq, previous)
}

/// Where a record that ends at `previous` ends after these lines, which are whole acts.
///
/// # Errors
///
/// What is wrong with the first line that doesn't follow.
pub fn follow(previous: Head, lines: &[Line]) -> Result<Head, RecordProblem> {
    let mut head = previous;
    for line in lines {
        head = Line::read(line.text(), head)?.head();
    }
    let unfinished = lines.last().is_some_and(Line::more);
    if unfinished { Err(RecordProblem::UnfinishedAct) } else { Ok(head) }
}

/// Lines as they are stored, each with its end.
pub(super) fn text_of(lines: &[Line]) -> String {
    lines.iter().flat_map(|line| [line.text(), "\n"]).collect()
}

fn first_line(text: &[u8]) -> Result<Header, RecordProblem> {
    let raw = text.split_inclusive(|byte| *byte == b'\n').next().ok_or(RecordProblem::Empty)?;
    match raw.strip_suffix(b"\n") {
        Some(raw) => Header::read(std::str::from_utf8(raw).map_err(|_| RecordProblem::NotUtf8)?),
        // A power cut may leave a file that has its size, but not yet its bytes.
        None if raw.starts_with(b"{") || raw.iter().all(|byte| *byte == 0) => Err(RecordProblem::Torn),
        None => Err(RecordProblem::NotCanonical),
    }
}
