//! What corrections make of what is recorded: the value, what is computed from it, and whose correction it was.

use std::sync::Arc;

use super::add;
use crate::run::event::{Corrected, Event, Recomputed};
use crate::run::person::Signer;
use crate::run::recorded::Recorded;
use crate::run::state::{Attempt, State};

impl State {
    pub(super) fn corrected(&mut self, it: &Corrected, event: &Event) -> Option<()> {
        let Some(path) = &it.step else {
            replace(Arc::make_mut(&mut self.inputs), &it.new);
            self.inputs_changed = event.seq;
            return Some(());
        };
        let capacity = &it.capacity;
        match it.verification {
            Some(verification) => {
                let (attempt, own) = self.touch_check(path, verification, event)?;
                let own = attempt.checks.get_mut(own)?;
                replace(&mut own.values, &it.new);
                attempt.note_correction([&it.new.field], &event.by);
            }
            None => {
                let attempt = self.touch_attempt(path, event)?;
                replace(&mut attempt.values, &it.new);
                attempt.content = event.seq;
                attempt.note_correction([&it.new.field], &event.by);
                add(&mut self.touch(path, event)?.performers, &event.by);
                self.take_roles_at(path, capacity, &event.by)?;
            }
        }
        Some(())
    }

    pub(super) fn recomputed(&mut self, it: &Recomputed, event: &Event) -> Option<()> {
        match it.verification {
            Some(verification) => {
                let (attempt, own) = self.touch_check(&it.step, verification, event)?;
                let own = attempt.checks.get_mut(own)?;
                let changed = changed(&own.values, &it.values);
                own.values = it.values.clone();
                own.differs = it.differs.clone();
                attempt.note_correction(&changed, &event.by);
            }
            None => {
                let attempt = self.touch_attempt(&it.step, event)?;
                let changed = changed(&attempt.values, &it.values);
                attempt.values = it.values.clone();
                attempt.content = event.seq;
                attempt.note_correction(&changed, &event.by);
            }
        }
        Some(())
    }

    /// The last attempt at a step and the place of a person's own signature in it.
    fn touch_check(&mut self, path: &str, verification: u32, event: &Event) -> Option<(&mut Attempt, usize)> {
        let attempt = self.step(self.layout.find(path)?)?.attempts.last()?;
        let mut checks = attempt.checks.iter();
        let own =
            checks.position(|check| check.verification == verification && check.by.id == event.by.id)?;
        Some((self.touch_attempt(path, event)?, own))
    }
}

impl Attempt {
    /// Remembers whose correction changed which fields.
    fn note_correction<'a>(&mut self, fields: impl IntoIterator<Item = &'a String>, by: &Signer) {
        for field in fields {
            add_text(&mut self.corrected, field);
            add_text(&mut self.correctors, &by.id);
        }
    }
}

fn add_text(texts: &mut Vec<String>, text: &str) {
    if !texts.iter().any(|known| known == text) {
        texts.push(text.to_owned());
    }
}

fn replace(values: &mut Vec<Recorded>, new: &Recorded) {
    match values.iter_mut().find(|old| old.field == new.field) {
        Some(old) => *old = new.clone(),
        None => values.push(new.clone()),
    }
}

/// The fields whose value or verdict came out differently.
fn changed(old: &[Recorded], new: &[Recorded]) -> Vec<String> {
    let same = |new: &Recorded| {
        let known = old.iter().find(|old| old.field == new.field);
        known.is_some_and(|old| old.value == new.value && old.verdict == new.verdict)
    };
    new.iter().filter(|new| !same(new)).map(|new| new.field.clone()).collect()
}
