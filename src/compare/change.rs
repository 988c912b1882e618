//! One change between two versions of a procedure, and where it stands in both.

use schemars::JsonSchema;
use serde::Serialize;

use super::kind::{ChangeKind, Effect};
use super::version_step::VersionStep;
use crate::finding::Place;
use crate::rules::Spot;
use crate::source::{Lines, Position, Span};
use crate::yaml::Tree;

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// Whether it weakens a control.
    pub effect: Effect,
    /// The least version step that it asks for.
    pub step: VersionStep,
    /// What changed: no capital, no full stop, what the file says in backticks.
    pub message: String,
    /// Where it stood; nothing for what came.
    pub old: Option<Site>,
    /// Where it stands; nothing for what is gone.
    pub new: Option<Site>,
}

impl Change {
    /// Whether it weakens a control.
    pub fn weakens(&self) -> bool {
        self.effect == Effect::Weakens
    }

    /// A change of this kind never asks for more than `most`, unless it weakens a control.
    pub(super) fn at_most(&mut self, most: VersionStep) {
        if !self.weakens() {
            self.step = self.step.min(most);
        }
    }

    /// A change of this kind asks for `least` here.
    pub(super) fn at_least(&mut self, least: VersionStep) {
        self.step = self.step.max(least);
    }
}

/// Where a change stands in one of the two versions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Site {
    /// The keys that lead there, such as `steps[2].record.mass.min`.
    pub path: String,
    /// The bytes, where the text is at hand.
    #[serde(skip)]
    pub span: Option<Span>,
    /// The first character, where the text is at hand.
    pub start: Option<Position>,
    /// Just after the last character, where the text is at hand.
    pub end: Option<Position>,
    #[serde(skip)]
    spot: Spot<'static>,
}

impl Site {
    pub(super) fn new(spot: Spot<'_>) -> Site {
        Site { path: spot.path(), span: None, start: None, end: None, spot: spot.into_owned() }
    }

    /// Looks the bytes up.
    pub(super) fn locate(&mut self, tree: &Tree<'_>, lines: &Lines<'_>) {
        let span = self.spot.span(tree);
        self.span = Some(span);
        self.start = Some(lines.position(span.start));
        self.end = Some(lines.position(span.end));
    }

    /// The place, where the text is at hand.
    pub fn place(&self) -> Option<Place> {
        Some(Place { path: self.path.clone(), span: self.span?, start: self.start?, end: self.end? })
    }
}
