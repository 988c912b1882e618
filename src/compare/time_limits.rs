//! Time limits: those that stayed as they are go together, and the others by what they count from.

use std::collections::BTreeMap;

use super::kind::{ChangeKind, Effect};
use super::pairs::Pairs;
use super::version_step::VersionStep;
use super::walk::{At, Walk, quoted};
use crate::document::TimeLimit;
use crate::value::Duration;

impl<'d> Walk<'d> {
    pub(super) fn time_limits(
        &mut self,
        at: &At<'d>,
        step: &str,
        old: &'d [TimeLimit],
        new: &'d [TimeLimit],
    ) {
        if old == new {
            return;
        }
        let (old_names, new_names) = (names(old, new), names(new, old));
        let pairs =
            Pairs::by_name(old_names.iter().map(String::as_str), new_names.iter().map(String::as_str));
        for (place, limit) in pairs.removed.iter().filter_map(|place| Some((*place, old.get(*place)?))) {
            let message = format!("a time limit of {step} after {} is gone", quoted(&limit.after));
            self.removed(&at.items(place, 0), ChangeKind::TimeLimitRemoved, Effect::Weakens, message);
        }
        for (place, limit) in pairs.added.iter().filter_map(|place| Some((*place, new.get(*place)?))) {
            let message = format!("there is a time limit of {step} after {} now", quoted(&limit.after));
            self.added(&at.items(0, place), ChangeKind::TimeLimitAdded, Effect::Strengthens, message);
        }
        for (before, after) in pairs.moved() {
            let message = format!("the time limits of {step} stand in another order");
            self.changed(&at.items(before, after), ChangeKind::TimeLimitChanged, Effect::Neutral, message)
                .at_most(VersionStep::Patch);
        }
        for (before, after) in &pairs.both {
            if let (Some(old), Some(new)) = (old.get(*before), new.get(*after)) {
                self.time_limit(&at.items(*before, *after), step, old, new);
            }
        }
    }

    fn time_limit(&mut self, at: &At<'d>, step: &str, old: &'d TimeLimit, new: &'d TimeLimit) {
        let TimeLimit { at_most, at_least, after, alert, refuse } = new;
        let kind = ChangeKind::TimeLimitChanged;
        let what = format!("the time limit of {step} after {}", quoted(after));
        if old.at_most != *at_most {
            let effect = match (old.at_most, at_most) {
                (Some(old), Some(new)) if *new < old => Effect::Strengthens,
                (None, _) => Effect::Strengthens,
                _ => Effect::Weakens,
            };
            let message = format!("{what} is at most {}, and was {}", said(*at_most), said(old.at_most));
            self.value_changed(&at.key("at_most"), (&old.at_most, at_most), kind, effect, message);
        }
        if old.at_least != *at_least {
            let effect = match (old.at_least, at_least) {
                (Some(old), Some(new)) if *new > old => Effect::Strengthens,
                (None, _) => Effect::Strengthens,
                _ => Effect::Weakens,
            };
            let message = format!("{what} is at least {}, and was {}", said(*at_least), said(old.at_least));
            self.value_changed(&at.key("at_least"), (&old.at_least, at_least), kind, effect, message);
        }
        if old.alert.unwrap_or(false) != alert.unwrap_or(false) {
            let (effect, now) = match alert {
                Some(true) => (Effect::Weakens, "only marks a breach"),
                _ => (Effect::Strengthens, "opens a deviation on a breach"),
            };
            self.value_changed(&at.key("alert"), (&old.alert, alert), kind, effect, format!("{what} {now}"));
        }
        if old.refuse.unwrap_or(false) != refuse.unwrap_or(false) {
            let (effect, now) = match refuse {
                Some(true) => (Effect::Strengthens, "bars the step on a breach"),
                _ => (Effect::Weakens, "no longer bars the step on a breach"),
            };
            self.value_changed(
                &at.key("refuse"),
                (&old.refuse, refuse),
                kind,
                effect,
                format!("{what} {now}"),
            );
        }
    }
}

/// A name for each limit of a step: all that it says where the other version has it too, or else what it counts from;
/// and how many before it have the same name.
fn names(limits: &[TimeLimit], others: &[TimeLimit]) -> Vec<String> {
    let count = |limits: &[TimeLimit], limit: &TimeLimit| limits.iter().filter(|it| *it == limit).count();
    let mut counts = BTreeMap::new();
    let numbered = |(at, it): (usize, &TimeLimit)| {
        let is_kept = count(limits.get(..at).unwrap_or_default(), it) < count(others, it);
        let name = if is_kept { format!("{it:?}") } else { it.after.clone() };
        let number = counts.entry(name.clone()).and_modify(|number| *number += 1).or_insert(1);
        format!("{name} {number}")
    };
    limits.iter().enumerate().map(numbered).collect()
}

fn said(duration: Option<Duration>) -> String {
    duration.map_or_else(|| "any time".to_owned(), |duration| quoted(&duration.to_string()))
}
