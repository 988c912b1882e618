//! What a host says about a print.

use super::labels::Labels;
use super::model::{Paper, Sheet};

/// How a checklist is printed: language, paper, for whom.
///
/// ```
/// use countersign::print::{Options, Paper};
///
/// let options = Options::default().language("it").paper(Paper::Letter).copy("7");
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    pub(super) language: Option<String>,
    pub(super) labels: Option<Labels>,
    pub(super) paper: Paper,
    pub(super) sheet: Sheet,
    pub(super) copy: Option<String>,
    pub(super) copies: Option<u32>,
}

impl Options {
    /// The language, as a BCP 47 tag; without it, the procedure's own. Texts that are not translated stand in the
    /// language they are in, with a mark.
    #[must_use]
    pub fn language(mut self, tag: impl Into<String>) -> Options {
        self.language = Some(tag.into());
        self
    }

    /// Labels of a language that doesn't ship; the print is in their language, unless another is asked for.
    #[must_use]
    pub fn labels(mut self, labels: Labels) -> Options {
        self.labels = Some(labels);
        self
    }

    /// The size of the paper.
    #[must_use]
    pub fn paper(mut self, paper: Paper) -> Options {
        self.paper = paper;
        self
    }

    /// For whom the sheet is.
    #[must_use]
    pub fn sheet(mut self, sheet: Sheet) -> Options {
        self.sheet = sheet;
        self
    }

    /// The number of a controlled copy; without it the print says that it is uncontrolled.
    #[must_use]
    pub fn copy(mut self, number: impl Into<String>) -> Options {
        self.copy = Some(number.into());
        self
    }

    /// How many copies a blank print has of each repeated group whose number is not fixed; without it, the fewest
    /// that are done, and at least one.
    #[must_use]
    pub fn copies(mut self, copies: u32) -> Options {
        self.copies = Some(copies);
        self
    }
}
