//! The head: what stands before the steps, and the release after them.

use indexmap::IndexMap;

use super::hazards::hazards;
use super::kind::{ChangeKind, Effect};
use super::pairs::Pairs;
use super::version_step::VersionStep;
use super::walk::{At, Walk, quoted, shown};
use crate::document::{Change as Entry, Defaults, Document, Item, Notes, Reference, Release};
use crate::value::Text;

impl<'d> Walk<'d> {
    /// Everything but roles, inputs and steps. `status` and `approvals` are no content.
    pub(super) fn head(&mut self) {
        let (old, new) = (self.old, self.new);
        let Document {
            countersign: _,
            id: _,
            version: _,
            title,
            number,
            language,
            status: _,
            effective,
            review_by,
            owner,
            approvals: _,
            changes,
            purpose,
            scope,
            definitions,
            references,
            safety,
            equipment,
            materials,
            roles: _,
            separate,
            inputs: _,
            defaults,
            steps: _,
            release,
        } = new;
        let at = At::default();
        self.identity();
        self.text(&at.key("title"), "the title", Some(&old.title), Some(title));
        if old.number != *number {
            let message =
                format!("the number is {}, and was {}", shown(number.as_ref()), shown(old.number.as_ref()));
            let both = (&old.number, number);
            self.value_changed(&at.key("number"), both, ChangeKind::NumberChanged, Effect::Neutral, message);
        }
        if old.language() != new.language() {
            let message =
                format!("plain text is in {}, and was in {}", quoted(new.language()), quoted(old.language()));
            let both = (&old.language, language);
            self.value_changed(
                &at.key("language"),
                both,
                ChangeKind::LanguageChanged,
                Effect::Neutral,
                message,
            );
        }
        let dates = [
            ("effective", "effective date", &old.effective, effective),
            ("review_by", "review date", &old.review_by, review_by),
        ];
        for (key, what, old, new) in dates.into_iter().filter(|(_, _, old, new)| old != new) {
            let message = format!("the {what} is {}, and was {}", shown(new.as_ref()), shown(old.as_ref()));
            self.value_changed(&at.key(key), (old, new), ChangeKind::DateChanged, Effect::Neutral, message);
        }
        self.text(&at.key("owner"), "the owner", old.owner.as_ref(), owner.as_ref());
        self.history(&old.changes, changes);
        self.text(&at.key("purpose"), "the purpose", old.purpose.as_ref(), purpose.as_ref());
        self.text(&at.key("scope"), "the scope", old.scope.as_ref(), scope.as_ref());
        self.definitions(&old.definitions, definitions);
        self.references(&old.references, references);
        if old.safety != *safety {
            let collected = |safety: &'d [Notes]| {
                let entries = safety.iter().enumerate().flat_map(|(at, notes)| {
                    let Notes { danger, warning, caution, note } = notes;
                    let spot = crate::rules::Spot::top("safety");
                    // A single entry is written without a list.
                    let spot = if safety.len() == 1 { spot } else { spot.item(at) };
                    hazards(&spot, [danger, warning, caution, note])
                });
                entries.collect()
            };
            let before = self.changes.len();
            self.hazards("the procedure", collected(&old.safety), collected(safety));
            if self.changes.len() == before {
                let message = "the safety messages of the procedure are grouped in another way".to_owned();
                self.changed(&at.key("safety"), ChangeKind::HazardChanged, Effect::Neutral, message)
                    .at_most(VersionStep::Patch);
            }
        }
        self.items("equipment", &old.equipment, equipment);
        self.items("materials", &old.materials, materials);
        self.separate(&old.separate, separate);
        self.defaults(old.defaults.as_ref(), defaults.as_ref());
        self.release(old.release.as_ref(), release.as_ref());
    }

    fn identity(&mut self) {
        let (old, new) = (self.old, self.new);
        let at = At::default();
        if old.countersign != new.countersign {
            let message = format!("the file format is {}, and was {}", new.countersign, old.countersign);
            self.changed(&at.key("countersign"), ChangeKind::FormatChanged, Effect::Neutral, message);
        }
        if old.id != new.id {
            let message = format!("the procedure is {}, and was {}", quoted(&new.id), quoted(&old.id));
            self.changed(&at.key("id"), ChangeKind::IdChanged, Effect::Neutral, message);
        }
        if old.version != new.version {
            let message = format!("the version is `{}`, and was `{}`", new.version, old.version);
            self.changed(&at.key("version"), ChangeKind::VersionChanged, Effect::Neutral, message);
        }
    }

    /// The history: what is new at its top, and what was rewritten further down.
    fn history(&mut self, old: &'d [Entry], new: &'d [Entry]) {
        if old == new {
            return;
        }
        let at = At::default().key("changes");
        let names = |entries: &[Entry]| entries.iter().map(|it| it.version.to_string()).collect::<Vec<_>>();
        let (old_names, new_names) = (names(old), names(new));
        let pairs =
            Pairs::by_name(old_names.iter().map(String::as_str), new_names.iter().map(String::as_str));
        for (place, entry) in pairs.removed.iter().filter_map(|place| Some((*place, old.get(*place)?))) {
            let message = format!("the history no longer speaks of `{}`", entry.version);
            self.removed(&at.items(place, 0), ChangeKind::HistoryRewritten, Effect::Neutral, message);
        }
        for (place, entry) in pairs.added.iter().filter_map(|place| Some((*place, new.get(*place)?))) {
            let message = format!("the history speaks of `{}` now", entry.version);
            self.added(&at.items(0, place), ChangeKind::HistoryAdded, Effect::Neutral, message);
        }
        let moved = pairs.moved();
        for (before, after) in &pairs.both {
            let (Some(a), Some(b)) = (old.get(*before), new.get(*after)) else { continue };
            if a != b || moved.contains(&(*before, *after)) {
                let message = format!("the history tells of `{}` in another way", b.version);
                let at = at.items(*before, *after);
                self.changed(&at, ChangeKind::HistoryRewritten, Effect::Neutral, message);
            }
        }
    }

    fn definitions(&mut self, old: &'d IndexMap<String, Text>, new: &'d IndexMap<String, Text>) {
        let at = At::default().key("definitions");
        for term in union(old, new) {
            let what = format!("the definition of {}", quoted(term));
            self.text(&at.key(term), &what, old.get(term), new.get(term));
        }
    }

    fn references(&mut self, old: &'d [Reference], new: &'d [Reference]) {
        let at = At::default().key("references");
        for place in 0..old.len().max(new.len()) {
            let (before, after) = (old.get(place).cloned(), new.get(place).cloned());
            if before != after {
                let message = "the references are others, or stand in another order".to_owned();
                let at = at.items(place, place);
                let kind = ChangeKind::ReferenceChanged;
                self.value_changed(&at, (&before, &after), kind, Effect::Neutral, message);
            }
        }
    }

    fn items(&mut self, key: &'static str, old: &'d IndexMap<String, Item>, new: &'d IndexMap<String, Item>) {
        for name in union(old, new) {
            let at = At::default().key(key).key(name);
            match (old.get(name), new.get(name)) {
                (Some(_), None) => {
                    let message = format!("{} is no longer among the {key}", quoted(name));
                    self.removed(&at, ChangeKind::ItemRemoved, Effect::Neutral, message);
                }
                (None, Some(_)) => {
                    let message = format!("{} is among the {key} now", quoted(name));
                    self.added(&at, ChangeKind::ItemAdded, Effect::Neutral, message);
                }
                (Some(old), Some(new)) if old != new => {
                    let Item { title, note } = new;
                    self.text(
                        &at.key("title"),
                        &format!("the title of {}", quoted(name)),
                        Some(&old.title),
                        Some(title),
                    );
                    let what = format!("the note of {}", quoted(name));
                    self.text(&at.key("note"), &what, old.note.as_ref(), note.as_ref());
                }
                _ => {}
            }
        }
    }

    /// What holds for every step and field that doesn't say otherwise.
    fn defaults(&mut self, old: Option<&'d Defaults>, new: Option<&'d Defaults>) {
        if old == new {
            return;
        }
        let at = At::default().key("defaults");
        let (none, also_none) = (Defaults::default(), Defaults::default());
        let Defaults { late_after, rounding, on_fail } = new.unwrap_or(&none);
        let old_values = old.unwrap_or(&also_none);
        if old_values.late_after != *late_after {
            let effect = match (old_values.late_after, late_after) {
                (Some(old), Some(new)) if *new < old => Effect::Strengthens,
                (None, _) => Effect::Strengthens,
                _ => Effect::Weakens,
            };
            let message = format!(
                "an entry is late after {}, and was after {}",
                shown(*late_after),
                shown(old_values.late_after)
            );
            let both = (&old_values.late_after, late_after);
            self.value_changed(&at.key("late_after"), both, ChangeKind::LateEntryChanged, effect, message);
        }
        let inherited = self.rounding();
        if inherited.0 != inherited.1 {
            let both = (&old_values.rounding, rounding);
            self.rounding_changed(&at.key("rounding"), "a value", both, inherited);
        }
        match (old.and_then(|it| it.on_fail.as_ref()), new.and_then(|it| it.on_fail.as_ref())) {
            (Some(old), Some(new)) => {
                self.on_fail(&at.key("on_fail"), "steps without their own `on_fail`", old, new, ("", ""))
            }
            (None, None) => {}
            (before, _) => {
                let message = match before {
                    Some(_) => "steps no longer have a common `on_fail`",
                    None => "steps without their own `on_fail` have a common one now",
                };
                let both = (&old_values.on_fail, on_fail);
                let at = at.key("on_fail");
                self.value_changed(&at, both, ChangeKind::DefaultMoved, Effect::Neutral, message.to_owned());
            }
        }
    }

    fn release(&mut self, old: Option<&'d Release>, new: Option<&'d Release>) {
        let at = At::default().key("release");
        match (old, new) {
            (Some(old), Some(new)) => {
                let Release { by, apart_from } = new;
                self.roles_that(&at.key("by"), "the release", (&old.by, by), ChangeKind::ReleasersChanged);
                self.apart(&at, "the release", old.apart_from.as_ref(), apart_from.as_ref());
            }
            (Some(_), None) => {
                let message = "nobody releases the run any more".to_owned();
                self.removed(&at, ChangeKind::ReleaseRemoved, Effect::Weakens, message);
            }
            (None, Some(_)) => {
                let message = "somebody releases the run now".to_owned();
                self.added(&at, ChangeKind::ReleaseAdded, Effect::Strengthens, message);
            }
            (None, None) => {}
        }
    }
}

/// The names of both maps, each once.
fn union<'d, T: PartialEq>(
    old: &'d IndexMap<String, T>,
    new: &'d IndexMap<String, T>,
) -> impl Iterator<Item = &'d str> {
    let differ = move |name: &&String| old.get(*name) != new.get(*name);
    let gone = old.keys().filter(move |name| !new.contains_key(*name));
    gone.chain(new.keys()).filter(differ).map(String::as_str)
}
