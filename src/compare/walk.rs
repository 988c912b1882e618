//! Goes through two documents side by side and collects what differs.
//!
//! Each part has a file of its own, and takes the types of the document apart without leaving a key out, so that a
//! key that comes later can't be forgotten here.

use std::collections::BTreeMap;

use super::change::{Change, Site};
use super::kind::{ChangeKind, Effect};
use crate::document::{Document, List, Rounding};
use crate::formula::Formula;
use crate::rules::Spot;
use crate::yaml::shortened;

/// Two documents and what differs.
pub(super) struct Walk<'d> {
    pub(super) old: &'d Document,
    pub(super) new: &'d Document,
    /// The changes in the order in which they are found.
    pub(super) changes: BTreeMap<usize, Change>,
}

/// The same part in both documents: where it stands, or would stand.
#[derive(Debug, Clone, Default)]
pub(super) struct At<'d> {
    pub(super) old: Spot<'d>,
    pub(super) new: Spot<'d>,
}

impl<'d> At<'d> {
    /// The value under a key.
    pub(super) fn key(&self, key: &'d str) -> At<'d> {
        self.keys(key, key)
    }

    /// The value under a key that is another one in each.
    pub(super) fn keys(&self, old: &'d str, new: &'d str) -> At<'d> {
        At { old: self.old.clone().key(old), new: self.new.clone().key(new) }
    }

    /// An item of a list, where it stands in each.
    pub(super) fn items(&self, old: usize, new: usize) -> At<'d> {
        At { old: self.old.clone().item(old), new: self.new.clone().item(new) }
    }
}

impl<'d> Walk<'d> {
    /// A part that is in both and differs.
    pub(super) fn changed(
        &mut self,
        at: &At<'_>,
        kind: ChangeKind,
        effect: Effect,
        message: String,
    ) -> &mut Change {
        self.push(Some(&at.old), Some(&at.new), kind, effect, message)
    }

    /// A part that is in the new one only.
    pub(super) fn added(
        &mut self,
        at: &At<'_>,
        kind: ChangeKind,
        effect: Effect,
        message: String,
    ) -> &mut Change {
        self.push(None, Some(&at.new), kind, effect, message)
    }

    /// A part that is in the old one only.
    pub(super) fn removed(
        &mut self,
        at: &At<'_>,
        kind: ChangeKind,
        effect: Effect,
        message: String,
    ) -> &mut Change {
        self.push(Some(&at.old), None, kind, effect, message)
    }

    /// A value that may be missing on either side.
    pub(super) fn value_changed<T>(
        &mut self,
        at: &At<'_>,
        (old, new): (&Option<T>, &Option<T>),
        kind: ChangeKind,
        effect: Effect,
        message: String,
    ) -> &mut Change {
        self.push(old.as_ref().map(|_| &at.old), new.as_ref().map(|_| &at.new), kind, effect, message)
    }

    fn push(
        &mut self,
        old: Option<&Spot<'_>>,
        new: Option<&Spot<'_>>,
        kind: ChangeKind,
        effect: Effect,
        message: String,
    ) -> &mut Change {
        let site = |spot: Option<&Spot<'_>>| spot.map(|spot| Site::new(spot.clone()));
        let change =
            Change { kind, effect, step: kind.least_step(effect), message, old: site(old), new: site(new) };
        self.changes.entry(self.changes.len()).or_insert(change)
    }

    /// How numbers meet their limits where a field doesn't say so itself: before and after.
    pub(super) fn rounding(&self) -> (Rounding, Rounding) {
        let of =
            |document: &Document| document.defaults.as_ref().and_then(|it| it.rounding).unwrap_or_default();
        (of(self.old), of(self.new))
    }
}

/// Whether two formulas are the same, however they are spaced and bracketed.
pub(super) fn same_formula(old: &str, new: &str) -> bool {
    old == new || normal_formula(old) == normal_formula(new)
}

/// A formula from its syntax tree; text that is none as it stands.
pub(super) fn normal_formula(text: &str) -> String {
    Formula::parse(text).map_or_else(|_| text.to_owned(), |formula| formula.to_string())
}

/// What a truth that went from one value to the other does, where `true` is the stricter one.
pub(super) fn effect_of_truth(new: bool) -> Effect {
    if new { Effect::Strengthens } else { Effect::Weakens }
}

/// What a change of a number does, where more is stricter.
pub(super) fn effect_of_more<T: Ord>(old: T, new: T) -> Effect {
    match new.cmp(&old) {
        std::cmp::Ordering::Less => Effect::Weakens,
        std::cmp::Ordering::Equal => Effect::Neutral,
        std::cmp::Ordering::Greater => Effect::Strengthens,
    }
}

/// What it does to let other roles act: to let any act that didn't weakens, to let only fewer act strengthens. Nothing
/// where the roles are the same and only stand in another order.
pub(super) fn effect_of_roles(old: &List<String>, new: &List<String>) -> Option<Effect> {
    let gained = new.iter().any(|role| !old.contains(role));
    let lost = old.iter().any(|role| !new.contains(role));
    match (gained, lost) {
        (true, _) => Some(Effect::Weakens),
        (false, true) => Some(Effect::Strengthens),
        (false, false) => None,
    }
}

/// Names for a message.
pub(super) fn named(names: &[String]) -> String {
    match names {
        [] => "nobody".to_owned(),
        _ => names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "),
    }
}

/// Text of a file for a message.
pub(super) fn quoted(text: &str) -> String {
    format!("`{}`", shortened(text))
}

/// A value that may be missing, for a message.
pub(super) fn shown<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| quoted(&value.to_string()))
}
