//! Who may act, and whose people are kept apart.

use std::collections::BTreeSet;

use super::kind::{ChangeKind, Effect};
use super::pairs::Pairs;
use super::version_step::VersionStep;
use super::walk::{At, Walk, effect_of_roles, named, quoted};
use crate::document::{Apart, ApartWord, List, Role};

impl<'d> Walk<'d> {
    /// The roles that may do something; `what` says what. To let others do it as well weakens the control.
    pub(super) fn roles_that(
        &mut self,
        at: &At<'d>,
        what: &str,
        (old, new): (&List<String>, &List<String>),
        kind: ChangeKind,
    ) {
        if old == new {
            return;
        }
        match effect_of_roles(old, new) {
            Some(effect) => {
                let message = format!("{what} is for {}, and was for {}", named(new), named(old));
                self.changed(at, kind, effect, message);
            }
            None => {
                let message = format!("{what} names its roles in another order");
                self.changed(at, kind, Effect::Neutral, message).at_most(VersionStep::Patch);
            }
        }
    }

    /// Whose people may not do something; `what` says what.
    pub(super) fn apart(&mut self, at: &At<'d>, what: &str, old: Option<&Apart>, new: Option<&Apart>) {
        let at = at.key("apart_from");
        match (old, new) {
            _ if old == new => {}
            (Some(_), None) => {
                let message = format!("{what} is no longer kept apart from anybody else");
                self.removed(&at, ChangeKind::SeparationRemoved, Effect::Weakens, message);
            }
            (None, Some(_)) => {
                let message = format!("{what} is now kept apart from others");
                self.added(&at, ChangeKind::SeparationAdded, Effect::Strengthens, message);
            }
            (Some(old), Some(new)) => {
                let message = format!("{what} is kept apart from others than before");
                let (effect, most) = effect_of_apart(old, new);
                self.changed(&at, ChangeKind::SeparationChanged, effect, message).at_most(most);
            }
            (None, None) => {}
        }
    }

    /// Sets of roles whose people are different people.
    pub(super) fn separate(&mut self, old: &'d [Vec<String>], new: &'d [Vec<String>]) {
        if old == new {
            return;
        }
        let at = At::default().key("separate");
        let (before, after) = (pairs_of(old), pairs_of(new));
        let words = |(a, b): &(&str, &str)| format!("{} and {}", quoted(a), quoted(b));
        for pair in before.difference(&after) {
            let message = format!("{} can be the same person now", words(pair));
            self.changed(&at, ChangeKind::SeparationRemoved, Effect::Weakens, message);
        }
        for pair in after.difference(&before) {
            let message = format!("{} are different people now", words(pair));
            self.changed(&at, ChangeKind::SeparationAdded, Effect::Strengthens, message);
        }
        if before == after {
            let message = "the roles of different people are listed in another way".to_owned();
            self.changed(&at, ChangeKind::SeparationChanged, Effect::Neutral, message)
                .at_most(VersionStep::Patch);
        }
    }

    /// The roles of the head.
    pub(super) fn roles(&mut self) {
        let (old, new) = (&self.old.roles, &self.new.roles);
        if old == new {
            return;
        }
        let at = At::default().key("roles");
        let pairs = Pairs::by_name(old.keys().map(String::as_str), new.keys().map(String::as_str));
        for (name, _) in pairs.removed.iter().filter_map(|at| old.get_index(*at)) {
            let message = format!("the role {} is gone", quoted(name));
            self.removed(&at.key(name), ChangeKind::RoleRemoved, Effect::Neutral, message);
        }
        for (name, _) in pairs.added.iter().filter_map(|at| new.get_index(*at)) {
            let message = format!("the role {} is new", quoted(name));
            self.added(&at.key(name), ChangeKind::RoleAdded, Effect::Neutral, message);
        }
        for (old, new) in &pairs.both {
            if let (Some((name, old)), Some((_, new))) =
                (self.old.roles.get_index(*old), self.new.roles.get_index(*new))
            {
                self.role(&at.key(name), name, old, new);
            }
        }
    }

    fn role(&mut self, at: &At<'d>, name: &str, old: &'d Role, new: &'d Role) {
        let Role { title, needs, people, note } = new;
        let role = format!("the role {}", quoted(name));
        self.text(&at.key("title"), &format!("the title of {role}"), Some(&old.title), Some(title));
        self.text(&at.key("note"), &format!("the note of {role}"), old.note.as_ref(), note.as_ref());
        let needs_at = at.key("needs");
        let mut others = 0;
        for gone in old.needs.iter().filter(|it| !needs.contains(it)) {
            let message = format!("{role} no longer needs the qualification {}", quoted(gone));
            self.changed(&needs_at, ChangeKind::QualificationRemoved, Effect::Weakens, message);
            others += 1;
        }
        for came in needs.iter().filter(|it| !old.needs.contains(it)) {
            let message = format!("{role} needs the qualification {} now", quoted(came));
            self.changed(&needs_at, ChangeKind::QualificationAdded, Effect::Strengthens, message);
            others += 1;
        }
        if others == 0 && old.needs != *needs {
            let message = format!("the qualifications of {role} stand in another order");
            self.changed(&needs_at, ChangeKind::QualificationAdded, Effect::Neutral, message)
                .at_most(VersionStep::Patch);
        }
        if old.people != *people {
            let message = format!("another number of people can hold {role}");
            self.value_changed(
                &at.key("people"),
                (&old.people, people),
                ChangeKind::RoleHoldersChanged,
                Effect::Neutral,
                message,
            );
        }
    }
}

/// Every two roles that are held by different people, the lesser name first.
fn pairs_of(lists: &[Vec<String>]) -> BTreeSet<(&str, &str)> {
    let mut pairs = BTreeSet::new();
    for list in lists {
        for (at, a) in list.iter().enumerate() {
            for b in list.iter().skip(at + 1) {
                pairs.insert((a.min(b).as_str(), a.max(b).as_str()));
            }
        }
    }
    pairs
}

/// What it does to keep apart from others, and the most that it asks for.
fn effect_of_apart(old: &Apart, new: &Apart) -> (Effect, VersionStep) {
    let effect = match (old, new) {
        (Apart::Whole(ApartWord::Run), _) => Effect::Weakens,
        (_, Apart::Whole(ApartWord::Run)) => Effect::Strengthens,
        (Apart::Steps(old), Apart::Steps(new)) => {
            let gone = old.iter().any(|step| !new.contains(step));
            let came = new.iter().any(|step| !old.contains(step));
            match (gone, came) {
                // Only the order is another one.
                (false, false) => return (Effect::Neutral, VersionStep::Patch),
                (true, _) => Effect::Weakens,
                (false, true) => Effect::Strengthens,
            }
        }
        // Which steps a group holds isn't looked at here.
        (Apart::Whole(ApartWord::Group), _) | (_, Apart::Whole(ApartWord::Group)) => Effect::Neutral,
    };
    (effect, VersionStep::Major)
}
