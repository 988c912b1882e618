//! A printed sheet as a whole: what identifies it, and what stands before and after the steps.

use serde::Serialize;

use super::entry::Entry;
use super::step::Part;
use crate::print::code;
use crate::print::labels::{Direction, Labels};

/// A printed checklist, blank or filled in.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Checklist {
    /// Language tag of its words.
    pub language: String,
    /// Which way it is written.
    pub direction: Direction,
    /// The paper it is for.
    pub paper: Paper,
    /// For whom it is.
    pub sheet: Sheet,
    /// Whether it tells of a run.
    pub filled_in: bool,
    /// What a writer's own headings say.
    pub labels: Labels,
    /// What stands on every page and at the top.
    pub head: Head,
    /// What stands before the steps.
    pub front: Vec<Section>,
    /// The steps in the order of work.
    pub parts: Vec<Part>,
    /// What stands after the steps.
    pub back: Vec<Section>,
}

impl Checklist {
    /// How wide the column of numbers is, in millimetres: enough for the longest one.
    pub fn number_width(&self) -> usize {
        let lengths = self.parts.iter().map(|part| match part {
            Part::Step(step) => step.number.chars().count(),
            Part::Group(_) | Part::Hold(_) => 0,
        });
        lengths.max().unwrap_or(0).saturating_mul(2).saturating_add(4).max(12)
    }
}

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 210 × 297 mm (ISO 216).
    #[default]
    A4,
    /// 8.5 × 11 inches (ANSI/ASME Y14.1).
    Letter,
}

/// For whom a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sheet {
    /// All steps, for whoever performs, witnesses, reviews and releases.
    #[default]
    Performer,
    /// The independent verifications alone, without a place for the first values.
    Verifier,
}

/// What identifies the print, on every page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Head {
    /// What kind of print it is.
    pub kind: String,
    /// Title of the procedure.
    pub title: Wording,
    /// The organisation's number of the procedure, or its id where there is none.
    pub document: String,
    /// The procedure's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Where it stands in its life, in words.
    pub status: String,
    /// The day of the content, year first: the first day in force, or that of the newest change.
    pub date: Option<String>,
    /// Whatever must be seen on every page: a draft, a trial, a run that was rejected.
    pub banner: Option<String>,
    /// The id of the run, where it tells of one.
    pub run: Option<String>,
    /// That a print is uncontrolled, or the number of the copy.
    pub notice: String,
    /// The digest in full.
    pub digest: String,
    /// The digest in short.
    pub short_digest: String,
    /// Where the record ends, as position and hash, where it tells of a run and that is known.
    pub record_head: Option<String>,
    /// Names and values of the head block.
    pub facts: Vec<(String, Wording)>,
    /// What the QR code says.
    pub code: String,
    /// The QR code: rows of dark (`true`) and light modules.
    #[serde(skip)]
    pub modules: Vec<Vec<bool>>,
}

impl Head {
    /// The QR code as the path of a drawing with one unit a module.
    pub fn drawing(&self) -> String {
        code::path(&self.modules)
    }
}

/// Text with the language it is in, where that is not the language of the print.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Wording {
    /// The text.
    pub text: String,
    /// Language tag of a text that is not translated.
    pub language: Option<String>,
}

impl From<String> for Wording {
    fn from(text: String) -> Wording {
        Wording { text, language: None }
    }
}

impl From<&str> for Wording {
    fn from(text: &str) -> Wording {
        Wording { text: text.to_owned(), language: None }
    }
}

/// A heading with what stands under it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// One thing in a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph(Wording),
    /// A paragraph about how to fill in what follows.
    Instruction(String),
    /// Safety messages.
    Notes(Vec<Note>),
    /// A table.
    Table(Table),
    /// Fields to fill in, or filled in.
    Fields(Vec<Entry>),
}

/// A table with a heading over each column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Headings, each with the share of the width that its column takes.
    pub columns: Vec<(String, u32)>,
    /// Rows of cells.
    pub rows: Vec<Vec<Cell>>,
    /// Whether people write into it, so that rows are high enough.
    pub to_fill_in: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Text.
    Text(Wording),
    /// Text that a person wrote or signed.
    Written(String),
    /// Space to write in.
    Blank,
    /// Nothing, and nothing to write.
    Unused,
    /// A box to tick.
    Tick,
    /// Boxes to tick, each with what it means.
    Ticks(Vec<String>),
}

/// A safety message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Note {
    /// Its strength.
    pub kind: NoteKind,
    /// Its signal word.
    pub word: String,
    /// The message.
    pub text: Wording,
}

/// Strength of a safety message, strongest first (ANSI Z535.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Will cause death or serious injury.
    Danger,
    /// Could cause death or serious injury.
    Warning,
    /// Could cause minor injury or damage.
    Caution,
    /// Worth knowing.
    Note,
}
