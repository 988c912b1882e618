//! Limits: which values conform, side by side, whichever way they are written.
//!
//! What is written as `min` and `max` before and as `target` with its tolerance afterwards may be the same limit, and
//! a limit that is raised on one side may be lowered on the other: so each side is compared by its
//! [edge](super::edge). What only a run can work out is compared as text, and nothing is said of its effect.

use std::cmp::Ordering;

use super::edge::{Edge, Side, Worth, edge, number_edge, only_text, other_edge, written};
use super::kind::{ChangeKind, Effect};
use super::version_step::VersionStep;
use super::walk::{At, Walk, named, normal_formula, quoted};
use crate::document::{Band, Field, FieldType, Limit, List, OtherUnit};
use crate::value::Decimal;

impl<'d> Walk<'d> {
    /// Everything that decides which values of a field conform.
    pub(super) fn limits(&mut self, at: &At<'d>, what: &str, old: &'d Field, new: &'d Field) {
        let before = self.changes.len();
        // Numbers of different units or types say nothing about each other.
        let comparable = old.unit == new.unit && old.kind == new.kind;
        let (old_rounding, new_rounding) = self.rounding();
        let roundings = (old.rounding.unwrap_or(old_rounding), new.rounding.unwrap_or(new_rounding));
        for side in [Side::Lower, Side::Upper] {
            let mut edges = (edge(old, side, roundings.0), edge(new, side, roundings.1));
            if old.target != new.target {
                // A tolerance around another target moves because of the target.
                let both = [&mut edges.0, &mut edges.1].into_iter().flatten();
                both.filter(|edge| edge.key == "tolerance").for_each(|edge| edge.key = "target");
            }
            self.side(at, what, side, edges, comparable);
        }
        self.lengths(at, what, old, new);
        self.pattern(at, what, old, new);
        self.accepted(&at.key("accept"), what, (&old.accept, &new.accept));
        self.evidence(&at.key("kinds"), what, old, new);
        if self.changes.len() > before || written(old) == written(new) {
            return;
        }
        // The same values conform, and yet something about them is written otherwise.
        let of = |field: &Field| field.target.as_ref().map(|limit| normal_formula(limit.text()));
        if of(old) != of(new) && old.target.is_some() && new.target.is_some() {
            let message = format!("{what} aims at another value");
            self.changed(&at.key("target"), ChangeKind::TargetChanged, Effect::Neutral, message);
        } else {
            let both = written(old).into_iter().zip(written(new));
            let differs = both.into_iter().find(|((_, old), (_, new))| old != new).map(|((key, _), _)| key);
            let message = format!("the limit of {what} is the same, written in another way");
            let at = differs.map_or_else(|| at.clone(), |key| at.key(key));
            self.changed(&at, ChangeKind::LimitRewritten, Effect::Neutral, message);
        }
    }

    fn side(
        &mut self,
        at: &At<'d>,
        what: &str,
        side: Side,
        edges: (Option<Edge>, Option<Edge>),
        comparable: bool,
    ) {
        let name = if side == Side::Lower { "lower" } else { "upper" };
        match edges {
            (None, None) => {}
            (Some(old), None) => {
                let message = format!("{what} has no {name} limit any more, and had {}", quoted(&old.text));
                self.removed(&at.key(old.key), ChangeKind::LimitRemoved, Effect::Weakens, message);
            }
            (None, Some(new)) => {
                let message = format!("{what} has the {name} limit {} now", quoted(&new.text));
                self.added(&at.key(new.key), ChangeKind::LimitAdded, Effect::Strengthens, message);
            }
            (Some(old), Some(new)) => {
                let (kind, effect) = match old.against(&new, side).filter(|_| comparable) {
                    Some(Ordering::Equal) => return,
                    Some(Ordering::Less) => (ChangeKind::LimitNarrowed, Effect::Strengthens),
                    Some(Ordering::Greater) => (ChangeKind::LimitWidened, Effect::Weakens),
                    None if old.text == new.text => return,
                    None => (ChangeKind::LimitChanged, Effect::Neutral),
                };
                let message = format!("the {name} limit of {what} is {}, and was {}", new.said(), old.said());
                self.changed(&at.keys(old.key, new.key), kind, effect, message);
            }
        }
    }

    /// How many characters, options or pieces of evidence conform.
    fn lengths(&mut self, at: &At<'d>, what: &str, old: &'d Field, new: &'d Field) {
        let counts = [
            ("at_least", Side::Lower, old.at_least, new.at_least),
            ("at_most", Side::Upper, old.at_most, new.at_most),
            ("min_length", Side::Lower, old.min_length, new.min_length),
            ("max_length", Side::Upper, old.max_length, new.max_length),
        ];
        for (key, side, old, new) in counts {
            let edge = |count: Option<u32>| {
                let text = count?.to_string();
                let worth = text.parse().ok().map(Worth::Number);
                Some(Edge { key, text, worth, inclusive: true })
            };
            self.side(at, what, side, (edge(old), edge(new)), true);
        }
    }

    /// The pattern, or the only text that conforms.
    fn pattern(&mut self, at: &At<'d>, what: &str, old: &'d Field, new: &'d Field) {
        let is_text = |field: &Field| field.kind == FieldType::Text;
        let equal = |field: &Field| field.equals.as_ref().filter(|_| is_text(field)).map(only_text);
        let pairs = [
            ("pattern", "pattern", old.pattern.clone(), new.pattern.clone()),
            ("equals", "only text", equal(old), equal(new)),
        ];
        for (key, name, before, after) in pairs {
            let at = at.key(key);
            match (&before, &after) {
                (Some(_), None) => {
                    let message = format!("{what} has no {name} any more");
                    self.removed(&at, ChangeKind::LimitRemoved, Effect::Weakens, message);
                }
                (None, Some(_)) => {
                    let message = format!("{what} has a {name} now");
                    self.added(&at, ChangeKind::LimitAdded, Effect::Strengthens, message);
                }
                (Some(old), Some(new)) if old != new => {
                    let message = format!("the {name} of {what} is {}, and was {}", quoted(new), quoted(old));
                    self.changed(&at, ChangeKind::LimitChanged, Effect::Neutral, message);
                }
                _ => {}
            }
        }
    }

    /// The options that conform.
    fn accepted(
        &mut self,
        at: &At<'d>,
        what: &str,
        (old, new): (&Option<List<String>>, &Option<List<String>>),
    ) {
        match (old, new) {
            (Some(_), None) => {
                let message = format!("every option of {what} will do now");
                self.removed(at, ChangeKind::LimitRemoved, Effect::Weakens, message);
            }
            (None, Some(accepted)) => {
                let message = format!("of the options of {what} only {} will do now", named(accepted));
                self.added(at, ChangeKind::LimitAdded, Effect::Strengthens, message);
            }
            (Some(old), Some(new)) if old != new => {
                let came: Vec<String> = new.iter().filter(|it| !old.contains(it)).cloned().collect();
                let gone: Vec<String> = old.iter().filter(|it| !new.contains(it)).cloned().collect();
                if !came.is_empty() {
                    let message = format!("{} of {what} will do now", named(&came));
                    self.changed(at, ChangeKind::LimitWidened, Effect::Weakens, message);
                }
                if !gone.is_empty() {
                    let message = format!("{} of {what} won't do any more", named(&gone));
                    self.changed(at, ChangeKind::LimitNarrowed, Effect::Strengthens, message);
                }
                if came.is_empty() && gone.is_empty() {
                    let message = format!("the options of {what} that will do stand in another order");
                    self.changed(at, ChangeKind::LimitRewritten, Effect::Neutral, message)
                        .at_most(VersionStep::Patch);
                }
            }
            _ => {}
        }
    }

    /// The kinds of evidence that count; none named means that any does.
    fn evidence(&mut self, at: &At<'d>, what: &str, old: &'d Field, new: &'d Field) {
        let (old, new) = (&old.kinds, &new.kinds);
        if old == new {
            return;
        }
        let widens = new.is_empty() || !old.is_empty() && new.iter().any(|it| !old.contains(it));
        let narrows = old.is_empty() || !new.is_empty() && old.iter().any(|it| !new.contains(it));
        let (kind, effect, message) = match (widens, narrows) {
            (true, _) => (ChangeKind::LimitWidened, Effect::Weakens, "more kinds of evidence count for"),
            (_, true) => {
                (ChangeKind::LimitNarrowed, Effect::Strengthens, "fewer kinds of evidence count for")
            }
            _ => (
                ChangeKind::LimitRewritten,
                Effect::Neutral,
                "the kinds of evidence stand in another order for",
            ),
        };
        self.changed(at, kind, effect, format!("{message} {what}"));
    }

    /// A range whose values raise no question or no mark.
    pub(super) fn band(
        &mut self,
        at: &At<'d>,
        what: &str,
        (old, new): (&'d Option<Band>, &'d Option<Band>),
        kind: ChangeKind,
    ) {
        let none = Band::default();
        let (before, after) = (old.as_ref().unwrap_or(&none), new.as_ref().unwrap_or(&none));
        let Band { min, max } = after;
        let sides = [("min", Side::Lower, &before.min, min), ("max", Side::Upper, &before.max, max)];
        for (key, side, before, after) in sides {
            let edge = |limit: &Option<Limit>| limit.as_ref().map(|limit| number_edge(key, limit));
            let (old_edge, new_edge) = (edge(before), edge(after));
            let effect = match (&old_edge, &new_edge) {
                (None, None) => continue,
                (Some(_), None) => Effect::Weakens,
                (None, Some(_)) => Effect::Strengthens,
                (Some(old), Some(new)) if old.text == new.text => continue,
                (Some(old), Some(new)) => match old.against(new, side) {
                    Some(Ordering::Less) => Effect::Strengthens,
                    Some(Ordering::Greater) => Effect::Weakens,
                    Some(Ordering::Equal) | None => Effect::Neutral,
                },
            };
            // A question about typing is no control: a true value is never kept out by it.
            let effect = if kind == ChangeKind::PlausibilityChanged { Effect::Neutral } else { effect };
            let asks = if kind == ChangeKind::AlertChanged { "marked" } else { "asked about" };
            let message = format!("other values of {what} are {asks}");
            self.value_changed(&at.key(key), (before, after), kind, effect, message);
        }
    }

    /// The limit as declared in other units.
    pub(super) fn other_units(
        &mut self,
        at: &At<'d>,
        what: &str,
        old: &'d [OtherUnit],
        new: &'d [OtherUnit],
    ) {
        let same_text = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
            (Some(a), Some(b)) => a.same_text(b),
            (a, b) => a.is_none() && b.is_none(),
        };
        let same = |a: &OtherUnit, b: &OtherUnit| {
            let OtherUnit { unit, min, max, above, below } = b;
            a.unit == *unit
                && same_text(a.min, *min)
                && same_text(a.max, *max)
                && same_text(a.above, *above)
                && same_text(a.below, *below)
        };
        if old.len() == new.len() && old.iter().zip(new).all(|(a, b)| same(a, b)) {
            return;
        }
        let before = self.changes.len();
        for (at_old, a) in old.iter().enumerate() {
            let Some((at_new, b)) = new.iter().enumerate().find(|(_, b)| b.unit == a.unit) else { continue };
            for side in [Side::Lower, Side::Upper] {
                let what = format!("{what} in {}", quoted(&a.unit));
                let edges = (other_edge(a, side), other_edge(b, side));
                self.side(&at.items(at_old, at_new), &what, side, edges, true);
            }
        }
        if self.changes.len() == before {
            let message = format!("the limit of {what} is declared in other units than before");
            self.changed(at, ChangeKind::OtherUnitChanged, Effect::Neutral, message);
        }
    }
}
