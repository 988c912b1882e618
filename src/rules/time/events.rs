//! What the event of a time limit is, and where it stands in the order of the steps.

use crate::document::{Before, Field, Order, TimeLimit};
use crate::rules::{Outline, Spot, StepView};

/// What `after` of a time limit names.
#[derive(Clone, Copy)]
pub(super) enum Event<'o, 'd> {
    /// The start of the run.
    Start,
    /// A step or group is done.
    Done(&'o StepView<'d>),
    /// A step is verified.
    Verified(&'o StepView<'d>),
    /// What a field or an input says; without a step, an input.
    Value(Option<&'o StepView<'d>>, &'d Field),
    /// A step of a procedure that is used here, which only the manual knows.
    Elsewhere,
}

impl<'o, 'd> Event<'o, 'd> {
    /// The event of a name; none where it is undefined.
    pub(super) fn named(outline: &'o Outline<'d>, name: &str) -> Option<Self> {
        if name == "start" {
            return Some(Event::Start);
        }
        let Some((owner, field)) = name.split_once('.') else {
            return match outline.step(name) {
                Some(view) => Some(Event::Done(view)),
                None => outline.names_step(name).then_some(Event::Elsewhere),
            };
        };
        if owner == "input" {
            return Some(Event::Value(None, outline.document.inputs.get(field)?));
        }
        let Some(view) = outline.step(owner) else {
            return outline.names_step(owner).then_some(Event::Elsewhere);
        };
        match view.step.record.get(field) {
            Some(found) => Some(Event::Value(Some(view), found)),
            None => (field == "verified").then_some(Event::Verified(view)),
        }
    }

    /// The step that it happens in.
    pub(super) fn step(self) -> Option<&'o StepView<'d>> {
        match self {
            Event::Done(view) | Event::Verified(view) => Some(view),
            Event::Value(view, _) => view,
            Event::Start | Event::Elsewhere => None,
        }
    }

    /// Whether it happens in a repeated group, of which a reader outside can't tell the instance.
    pub(super) fn is_in_repeat(self, outline: &Outline<'d>, reader: &StepView<'d>) -> bool {
        let Some(view) = self.step() else { return false };
        // A repeated group is done once, when its last instance is.
        let view = match (self, view.parent.and_then(|parent| outline.steps.get(parent))) {
            (Event::Done(_), parent) if view.step.repeat.is_some() => parent,
            _ => Some(view),
        };
        let group = view.and_then(|view| outline.repeated(view)).and_then(|group| outline.steps.get(group));
        group.is_some_and(|group| !contains(group, reader.index))
    }

    /// Whether it can only happen after the reader, or when the reader itself is done.
    pub(super) fn is_later(self, outline: &Outline<'d>, reader: &StepView<'d>) -> bool {
        let Some(view) = self.step() else { return false };
        if view.index == reader.index {
            return !matches!(self, Event::Value(..));
        }
        let around = contains(view, reader.index);
        around || (view.index >= reader.end && is_ordered(outline, view, reader))
    }

    /// Whether it has happened when the next step starts.
    pub(super) fn is_prompt(self) -> bool {
        match self {
            Event::Verified(view) => {
                view.step.verify.iter().all(|it| matches!(it.before, None | Some(Before::Next)))
            }
            _ => true,
        }
    }
}

/// Whether a step is this one or stands inside it.
pub(super) fn contains(view: &StepView<'_>, index: usize) -> bool {
    view.index <= index && index < view.end
}

/// Whether two steps, neither inside the other, are done in the order of the file.
pub(super) fn is_ordered(outline: &Outline<'_>, first: &StepView<'_>, second: &StepView<'_>) -> bool {
    let common = outline.ancestors(first).find(|group| contains(group, second.index));
    common.is_none_or(|group| group.step.order != Some(Order::Any))
}

/// What follows from a breach.
pub(super) fn consequence(limit: &TimeLimit) -> (bool, bool) {
    (limit.alert == Some(true), limit.refuse == Some(true))
}

/// Where a key of a time limit stands.
pub(super) fn spot<'d>(outline: &Outline<'d>, view: &StepView<'d>, at: usize, key: &'static str) -> Spot<'d> {
    outline.spot(view).key("time").item(at).key(key)
}

/// An event as a message says it.
pub(super) fn described(name: &str) -> String {
    if name == "start" { "the start".to_owned() } else { crate::value::quoted(name) }
}
