//! What can be said about a stored record.

use std::fmt;

use super::chain::Head;
use super::error::RecordError;
use super::stored::Record;

/// The answer to whether a record is as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Audit {
    /// Where the whole part of the record ends; nothing when not even the header is whole.
    pub head: Option<Head>,
    /// The first bad line; nothing when chain and sequence are whole.
    pub problem: Option<RecordError>,
    /// Positions of the events whose person, salt and content were taken out.
    pub taken_out: Vec<u64>,
    /// Whether the end is where it should be.
    pub end: End,
    /// Whether the run can be played again from the record.
    pub replay: Replay,
}

/// Whether a record ends where it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum End {
    /// No head from outside was given, so events cut off at the end can't be noticed.
    Unknown,
    /// The head from outside is in the record.
    Reached {
        /// How many events came after it.
        later: u64,
    },
    /// The record ends before the head from outside: events were cut off.
    CutOff {
        /// The head from outside.
        expected: Head,
    },
    /// Another event stands where the head from outside was: the record was written anew.
    Rewritten {
        /// The head from outside.
        expected: Head,
    },
}

/// Whether a run can be played again from its record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Replay {
    /// It was, and nothing differs.
    Done,
    /// Some content was taken out.
    Impossible,
    /// It was tried, and this differs.
    Failed(String),
    /// It was not tried, since the record is not whole.
    NotTried,
}

impl Audit {
    /// Audits the text of a record; see [`Record::audit`], which this is for a record that may be damaged.
    pub fn of(
        text: &[u8],
        expected: Option<Head>,
        replay: impl FnOnce(&Record) -> Result<(), String>,
    ) -> Audit {
        match Record::read(text) {
            (Some(record), None) => record.audit(expected, replay),
            (Some(record), problem) => Audit { problem, ..Audit::without_replay(&record, expected) },
            (None, problem) => Audit {
                head: None,
                problem,
                taken_out: Vec::new(),
                end: expected.map_or(End::Unknown, |expected| End::CutOff { expected }),
                replay: Replay::NotTried,
            },
        }
    }

    /// Audits the text of a record where the procedure is not at hand: chain, sequence and end, without a replay.
    pub fn of_chain(text: &[u8], expected: Option<Head>) -> Audit {
        let audit = Audit::of(text, expected, |_| Ok(()));
        Audit { replay: Replay::NotTried, ..audit }
    }

    /// Whether chain and sequence are whole and the end is where it should be, whatever a replay would say.
    pub fn is_whole(&self) -> bool {
        self.problem.is_none() && matches!(self.end, End::Unknown | End::Reached { .. })
    }

    /// Whether nothing speaks against the record. A record with content taken out may be sound.
    pub fn is_sound(&self) -> bool {
        self.is_whole() && matches!(self.replay, Replay::Done | Replay::Impossible)
    }

    pub(super) fn without_replay(record: &Record, expected: Option<Head>) -> Audit {
        let taken_out = record.lines().iter().filter(|line| line.is_taken_out()).map(|line| line.seq());
        Audit {
            head: Some(record.head()),
            problem: None,
            taken_out: taken_out.collect(),
            end: expected.map_or(End::Unknown, |expected| end(record, expected)),
            replay: Replay::NotTried,
        }
    }
}

fn end(record: &Record, expected: Head) -> End {
    let last = record.head();
    if last.seq < expected.seq {
        return End::CutOff { expected };
    }
    let is_expected = |line: &super::Line| line.head() == expected;
    if record.header().head() == expected || record.lines().iter().any(is_expected) {
        End::Reached { later: last.seq - expected.seq }
    } else {
        End::Rewritten { expected }
    }
}

impl fmt::Display for Audit {
    /// One sentence a line.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.problem, self.head) {
            (Some(problem), _) => writeln!(formatter, "{problem}; {}", problem.help())?,
            (None, Some(head)) => {
                writeln!(formatter, "chain and sequence are whole up to event {}", head.seq)?
            }
            (None, None) => {}
        }
        match self.end {
            End::Unknown => writeln!(
                formatter,
                "no head was given to compare with: events cut off at the end would not be noticed"
            )?,
            End::Reached { later: 0 } => writeln!(formatter, "the record ends where it should")?,
            End::Reached { later } => {
                writeln!(formatter, "the given head is in the record, and {later} events came after it")?;
            }
            End::CutOff { expected } => {
                writeln!(formatter, "events are missing at the end: it once reached event {}", expected.seq)?;
            }
            End::Rewritten { expected } => {
                writeln!(formatter, "event {} is not the one that once stood there", expected.seq)?;
            }
        }
        let positions: Vec<String> = self.taken_out.iter().map(u64::to_string).collect();
        if !positions.is_empty() {
            writeln!(formatter, "content was taken out of these events: {}", positions.join(", "))?;
        }
        match &self.replay {
            Replay::Done => writeln!(formatter, "the run was replayed and nothing differs"),
            Replay::Impossible => writeln!(formatter, "the run can't be replayed without what was taken out"),
            Replay::Failed(reason) => writeln!(formatter, "the replay differs: {reason}"),
            Replay::NotTried => writeln!(formatter, "the replay was not tried"),
        }
    }
}
