//! What stands on the paper: a checklist as plain data, every word of it written out.
//!
//! Nothing here is decided any more. A writer only says how it looks, so that all writers say the same, and a host
//! can write its own. As data it goes into other programs too: it serializes.

use serde::Serialize;

use super::code;
use super::labels::{Direction, Labels};

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

/// One part of the steps, in the order of work.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The heading of a group, of a copy of a repeated group, or of a procedure used here.
    Group(Group),
    /// A step.
    Step(Box<Step>),
    /// A hold point after a group.
    Hold(Hold),
}

/// A heading among the steps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// How deep it lies, from 1.
    pub depth: u32,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: Wording,
    /// Which copy of a repeated group it is.
    pub copy: Option<String>,
    /// Safety messages.
    pub notes: Vec<Note>,
    /// When it is done, and where to go on otherwise.
    pub condition: Option<Condition>,
    /// What holds for the whole group: order, repetition, the procedure used.
    pub lines: Vec<Wording>,
    /// Its time limits.
    pub times: Vec<TimeRule>,
}

/// A condition: IF … go to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Condition {
    /// What must hold.
    pub holds: String,
    /// What to do then, and where to go on otherwise.
    pub then: String,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Its path in a run, which never changes meaning.
    pub path: String,
    /// Its number, for paper only.
    pub number: String,
    /// How deep it lies, from 1.
    pub depth: u32,
    /// Its title.
    pub title: Wording,
    /// Whether no decision outweighs it, in a word.
    pub critical: Option<String>,
    /// Where it stands, where that must be said.
    pub standing: Option<String>,
    /// Safety messages, shown before it.
    pub notes: Vec<Note>,
    /// When it is done, and where to go on otherwise.
    pub condition: Option<Condition>,
    /// The instruction.
    pub instruction: Option<Wording>,
    /// Reason, equipment, materials and the like, each with its name.
    pub details: Vec<(String, Wording)>,
    /// What is to be recorded.
    pub fields: Vec<Entry>,
    /// Its time limits.
    pub times: Vec<TimeRule>,
    /// Who may declare it not applicable, in a sentence.
    pub not_applicable: Option<String>,
    /// What happens when it fails; nothing where it can't.
    pub failure: Option<Failure>,
    /// The performer's signature; none on the verifier's sheet.
    pub performer: Option<SignatureBlock>,
    /// The second persons' signatures.
    pub verifiers: Vec<SignatureBlock>,
    /// What was done, attempt by attempt; empty on a blank print.
    pub attempts: Vec<Attempt>,
    /// What else was said or found about it, in sentences.
    pub remarks: Vec<String>,
    /// The hold point after it.
    pub hold: Option<Hold>,
}

/// What happens when a step fails.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Failure {
    /// Who decides what, in a sentence.
    pub decisions: String,
    /// How many attempts there are; 1 where it is not done again.
    pub attempts: u32,
}

/// A time limit with its places to write.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimeRule {
    /// The limit in a sentence.
    pub rule: String,
    /// What is written down: when it started, the latest time, when it ended.
    pub clocks: Vec<String>,
}

/// A signature to be given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SignatureBlock {
    /// What it means.
    pub meaning: String,
    /// The roles that may sign.
    pub roles: Wording,
    /// What else holds: by when, how many people.
    pub rules: Vec<String>,
    /// How many people sign.
    pub people: u32,
    /// Why nothing is signed here, where it is signed on another sheet.
    pub elsewhere: Option<String>,
}

/// A hold point: nothing goes on until it is released.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hold {
    /// The bar's words.
    pub bar: String,
    /// The signature that releases it.
    pub block: SignatureBlock,
    /// The signatures there are, on a print of a run.
    pub signatures: Vec<Signature>,
}

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

/// One performance of a step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attempt {
    /// Which it is, where there are several, and what became of it.
    pub heading: Option<String>,
    /// Whether it no longer counts.
    pub void: bool,
    /// The performer's values.
    pub fields: Vec<Entry>,
    /// The performer's signature.
    pub performed: Vec<Signature>,
    /// The second persons' signatures.
    pub verified: Vec<Signature>,
}

/// A signature that was given (21 CFR 11.50: printed name, date and time, meaning).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Signature {
    /// What it means.
    pub meaning: String,
    /// Printed name.
    pub name: String,
    /// The person's id.
    pub id: String,
    /// In which role.
    pub role: String,
    /// Day of the work.
    pub date: String,
    /// Time of the work, with its offset.
    pub time: String,
    /// What must be said about it: late, rejected, void.
    pub remarks: Vec<String>,
    /// Whether it no longer counts.
    pub void: bool,
    /// The second person's own values.
    pub values: Vec<Entry>,
}
