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
        let mut whole = (self.lines.len(), self.size);
        let result = self.read_each(text, &mut whole);
        let cut_off = self.lines.len() > whole.0;
        self.lines.truncate(whole.0);
        self.size = whole.1;
        match result {
            Err((seq, problem)) => Err(problem.at(seq.saturating_add(1))),
            Ok(seq) if cut_off => Err(RecordProblem::UnfinishedAct.at(seq.saturating_add(1))),
            Ok(_) => Ok(()),
        }
    }

    /// Reads lines one by one and notes how far the acts are whole. Gives the position of the last line, or that of
    /// the bad one.
    fn read_each(&mut self, text: &[u8], whole: &mut (usize, usize)) -> Result<u64, (u64, RecordProblem)> {
        let mut seq = self.head().seq;
        let mut previous = self.head().hash.to_string();
        for raw in text.split_inclusive(|byte| *byte == b'\n') {
            let bad = |problem| (seq.saturating_add(1), problem);
            if self.size + raw.len() > MAX_RECORD {
                return Err(bad(RecordProblem::TooLarge { limit: MAX_RECORD }));
            }
            let raw = raw.strip_suffix(b"\n").ok_or(bad(RecordProblem::Torn))?;
            let line = std::str::from_utf8(raw).map_err(|_| bad(RecordProblem::NotUtf8))?;
            let line = Line::read_after(line, seq, &previous).map_err(bad)?;
            seq = line.seq();
            previous = line.hash().to_string();
            self.size += raw.len() + 1;
            let more = line.more();
            self.lines.push(line);
            if !more {
                *whole = (self.lines.len(), self.size);
            }
        }
        Ok(seq)
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
        let before = (self.lines.len(), self.size);
        let result = self.read_lines(text_of(lines).as_bytes());
        if result.is_err() {
            self.lines.truncate(before.0);
            self.size = before.1;
        }
        result.map(|()| self.head())
    }

    /// The header.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// All events.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The events of each act.
    pub fn acts(&self) -> impl Iterator<Item = &[Line]> {
        self.lines.split_inclusive(|line| !line.more())
    }

    /// The events of the act that had this key; none when there was no such act.
    pub fn act(&self, key: &str) -> &[Line] {
        let has_key = |act: &&[Line]| act.first().is_some_and(|line| line.key() == Some(key));
        self.acts().find(has_key).unwrap_or_default()
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
        let size = self.header.text().len() + 1 + lines.iter().map(|line| line.text().len() + 1).sum::<usize>();
        Record { header: self.header.clone(), lines, size }
    }

    /// What can be said about the record: whether it reaches as far as `expected`, a head that was kept elsewhere,
    /// what was taken out, and whether the run can be replayed. Replaying is up to `replay`, which says what fails.
    pub fn audit(
        &self,
        expected: Option<Head>,
        replay: impl FnOnce(&Record) -> Result<(), String>,
    ) -> Audit {
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
        None if raw.starts_with(b"{") => Err(RecordProblem::Torn),
        None => Err(RecordProblem::NotCanonical),
    }
}
