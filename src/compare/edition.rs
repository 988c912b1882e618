//! One state of a procedure file: as it was at a revision, or as it is now.

use semver::Version;

use super::change::Site;
use crate::digest::{Digest, digest};
use crate::document::{self, Document, Status};
use crate::edit::Edit;
use crate::finding::Place;
use crate::rules::{Spot, Suppression, find_suppressions, is_archived};
use crate::source::{Lines, Source, Span};
use crate::yaml::{self, Tree};

/// A file in one of its states, read and not judged: older versions are compared as they are, also where rules that
/// came later would object to them.
#[derive(Debug)]
pub struct Edition<'a> {
    source: Source<'a>,
    lines: Lines<'a>,
    tree: Tree<'a>,
    document: Document,
    is_sound: bool,
}

impl<'a> Edition<'a> {
    /// Reads a file; nothing where it is no YAML, or doesn't even say which procedure it is.
    pub fn read(source: Source<'a>) -> Option<Edition<'a>> {
        let (tree, mut problems) = yaml::read(source.text());
        let tree = tree?;
        let document = document::read(&tree, &mut problems);
        let lines = Lines::new(source.text());
        let is_sound = problems.is_empty();
        (!document.id.is_empty()).then_some(Edition { source, lines, tree, document, is_sound })
    }

    /// Name of the file, as the host gave it.
    pub fn file(&self) -> &'a str {
        self.source.name()
    }

    /// Id of the procedure.
    pub fn id(&self) -> &str {
        &self.document.id
    }

    /// What the file says.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Whether the whole file could be read. What is missing in one that couldn't may well be there.
    pub fn is_sound(&self) -> bool {
        self.is_sound
    }

    /// The digest of what the file says.
    pub fn digest(&self) -> Digest {
        digest(&self.document)
    }

    /// Where it stands in its life.
    pub fn status(&self) -> Status {
        self.document.status()
    }

    /// The edit that gives the file another version, and leaves every other byte as it is. Nothing where the version
    /// isn't written on one line as it is meant.
    pub fn with_version(&self, version: &Version) -> Option<Edit> {
        let (_, written) = self.tree.root()?.get("version")?;
        let text = self.source.slice(written.span());
        let at = text.find(written.text()).and_then(|at| u32::try_from(at).ok())?;
        let start = written.span().start + at;
        let length = u32::try_from(written.text().len()).ok()?;
        written.is_scalar().then(|| Edit::replace(Span { start, end: start + length }, version.to_string()))
    }

    /// Whether it is an older version that is kept for the runs that used it.
    pub(super) fn is_archived(&self) -> bool {
        is_archived(self.source.name())
    }

    /// Comments that allow findings.
    pub(super) fn suppressions(&self) -> Vec<Suppression> {
        find_suppressions(&self.tree)
    }

    /// A place in the file.
    pub(super) fn place(&self, spot: &Spot<'_>) -> Place {
        let span = spot.span(&self.tree);
        let (start, end) = (self.lines.position(span.start), self.lines.position(span.end));
        Place { path: spot.path(), span, start, end }
    }

    /// Looks up where a change stands in this state.
    pub(super) fn locate(&self, site: &mut Site) {
        site.locate(&self.tree, &self.lines);
    }
}
