//! Printed checklists as PDF: tagged, for archives (PDF/A-2a, ISO 19005-2) and for screen readers (PDF/UA-1,
//! ISO 14289-1). Both standards are enforced: what would break them is an error and never a PDF.
//!
//! The typesetter Typst is inside, with the fonts it needs; nothing is read from the machine, and the same checklist
//! gives the same bytes. A crate of its own, because Typst is larger than everything else together.
//!
//! ```no_run
//! use countersign::manual::Plan;
//! use countersign::print::{Checklist, Options};
//! use countersign::procedure::Procedure;
//! use countersign_pdf::Printer;
//!
//! let text = std::fs::read_to_string("procedures/ham-sandwich.yaml").expect("a file");
//! let plan = Plan::of(Procedure::parse(&text).expect("no errors")).expect("it uses no other");
//! let pdf: Vec<u8> = Printer::new().pdf(&Checklist::blank(&plan, &Options::default())).expect("a PDF");
//! ```

mod data;
mod world;

use countersign::print::Checklist;
use thiserror::Error;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use world::{Fonts, Sheet};

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PdfError {
    /// The text can't be set, most often because no font has a letter of it.
    #[error("{reason}")]
    NotTypeset {
        /// What the typesetter says.
        reason: String,
    },
}

impl PdfError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        "give `Printer::with_fonts` a font that has all letters of the text"
    }
}

/// Writes PDFs. Making one reads the fonts, so keep it.
#[derive(Debug)]
pub struct Printer {
    fonts: Fonts,
}

impl Printer {
    /// A printer with fonts for Latin, Greek and Cyrillic.
    pub fn new() -> Printer {
        Printer::with_fonts([])
    }

    /// A printer with further fonts, each an OpenType file, for what those that ship don't have: Arabic, Hebrew, Thai,
    /// Chinese, Japanese, Korean. They are used in the order given; what is no font is passed over.
    pub fn with_fonts(files: impl IntoIterator<Item = Vec<u8>>) -> Printer {
        Printer { fonts: Fonts::new(files) }
    }

    /// Writes a checklist as PDF.
    ///
    /// # Errors
    ///
    /// When the standards can't be met, above all when no font has a letter: a procedure is never printed with gaps.
    pub fn pdf(&self, checklist: &Checklist) -> Result<Vec<u8>, PdfError> {
        let sheet = Sheet::new(&self.fonts, checklist);
        let written = typeset(&sheet, checklist);
        // Every layout is kept otherwise, and memory grows with each document.
        comemo::evict(0);
        written
    }
}

impl Default for Printer {
    fn default() -> Printer {
        Printer::new()
    }
}

fn typeset(sheet: &Sheet<'_>, checklist: &Checklist) -> Result<Vec<u8>, PdfError> {
    let not_typeset = |problems: Vec<String>| PdfError::NotTypeset { reason: problems.join("; ") };
    let document = typst::compile::<PagedDocument>(sheet).output;
    let document =
        document.map_err(|errors| not_typeset(errors.iter().map(|it| it.message.to_string()).collect()))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]);
    let standards = standards.map_err(|error| not_typeset(vec![error.message().to_string()]))?;
    let head = &checklist.head;
    let options = PdfOptions {
        ident: typst::foundations::Smart::Custom(format!(
            "{} {}",
            head.digest,
            head.run.as_deref().unwrap_or_default()
        )),
        creator: typst::foundations::Smart::Custom(Some("countersign".to_owned())),
        timestamp: None,
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options)
        .map_err(|errors| not_typeset(errors.iter().map(|it| it.message.to_string()).collect()))
}
