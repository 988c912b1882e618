//! One thing to record: its limits, and room for it or what was written.

use serde::Serialize;

use super::sheet::Wording;

/// One thing to record: what it is called, its limits, and room for it or what was written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// What it is called.
    pub title: Wording,
    /// How to find or measure it.
    pub help: Option<Wording>,
    /// When it is asked, and whether it may be left out.
    pub asked: Vec<String>,
    /// Minimum, maximum and the like.
    pub limits: Vec<Limit>,
    /// Room for it.
    pub room: Room,
    /// What was written, oldest first; empty on a blank print.
    pub values: Vec<Written>,
    /// Whether half the width of a page is enough for it, so that two stand side by side.
    pub is_short: bool,
}

impl Room {
    /// Whether half the width of a page is enough, beside a title and nothing else.
    pub(in crate::print) fn is_short(&self) -> bool {
        match self {
            Room::Digits { whole, decimals, readings, units, .. } => {
                readings.is_empty() && units.len() <= 1 && whole.saturating_add(*decimals) <= 8
            }
            Room::Line { readings, .. } => readings.is_empty(),
            Room::Ticks { options } => {
                options.len() <= 2 && options.iter().all(|option| option.chars().count() <= 8)
            }
            Room::Date | Room::Time => true,
            Room::Lines | Room::DateTime | Room::Attached { .. } => false,
        }
    }
}

/// One side of a limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// Which side: `min`, `max`.
    pub word: String,
    /// The value with its unit, always written from left to right.
    pub value: String,
}

/// Room to write a value in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Room {
    /// Cells for the digits before and after the decimal sign.
    Digits {
        /// Whether it may be negative.
        sign: bool,
        /// Cells before the decimal sign.
        whole: u32,
        /// Cells after it.
        decimals: u32,
        /// The decimal sign.
        point: String,
        /// The unit, printed; where the value may be read in several, all of them.
        units: Vec<String>,
        /// Names of the readings, where there are several.
        readings: Vec<String>,
    },
    /// A line.
    Line {
        /// The unit, printed.
        units: Vec<String>,
        /// Names of the readings, where there are several.
        readings: Vec<String>,
    },
    /// Several lines.
    Lines,
    /// Boxes to tick.
    Ticks {
        /// What each box means.
        options: Vec<String>,
    },
    /// Cells for year, month and day.
    Date,
    /// Cells for hour and minute.
    Time,
    /// Both.
    DateTime,
    /// Boxes with what is attached.
    Attached {
        /// How many.
        count: u32,
        /// What counts.
        kinds: String,
    },
}

/// A value that was written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Written {
    /// The value.
    pub text: String,
    /// Whether it was replaced later: shown struck through, still readable.
    pub struck: bool,
    /// The verdict in words.
    pub verdict: Option<String>,
    /// How the verdict looks.
    pub mark: Mark,
    /// Who changed it, when and why.
    pub remark: Option<String>,
}

/// How a verdict looks; its word is always there too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// No verdict.
    None,
    /// It conforms.
    Good,
    /// It conforms, and is marked.
    Alert,
    /// It doesn't conform.
    Bad,
}
