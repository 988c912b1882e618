//! What holds in every run, whatever was done.

use std::collections::BTreeSet;

use countersign::document::How;
use countersign::formula::Formula;
use countersign::run::{Act, Event, Offer, Person, Run, RunStatus};

use super::order;
use super::places::{self, Kind, Tree};
use super::walk::{Walk, is_offered};
use super::{people, refusals::Asked};

impl Walk<'_> {
    /// What a person is offered is what they may do: the sheet, the engine and the model say the same of every act.
    pub fn offers_are_exact(&self, person: &Person) {
        let sheet = self.run.sheet(person, self.now);
        let acts = self.every_act();
        let single = |act: &Act| -> bool {
            let tree = places::tree(&self.model);
            let at = act.step.as_ref().and_then(|path| places::find(&tree, path));
            at.and_then(|at| tree[at].step).is_some_and(|step| step.verifications().len() == 1)
        };
        for act in &acts {
            // A step with one verification needs no name for it, and gets none in an offer to verify.
            if act.act == countersign::run::ActKind::Verify && act.of.is_some() && single(act) {
                continue;
            }
            let offer = Offer {
                act: act.act,
                step: act.step.clone(),
                of: act.of.clone(),
                deviation: act.deviation,
                disposition: act.disposition,
            };
            let offered = sheet.offers.contains(&offer);
            let expected = is_offered(&self.model.ask(Asked { act, person, now: self.now }));
            assert_eq!(offered, expected, "offer of {offer} to {}\n{}", person.id, self.tale());
        }
        let all: BTreeSet<String> = acts.iter().map(|act| format!("{:?} {:?}", act.act, act.step)).collect();
        for offer in &sheet.offers {
            let known = all.contains(&format!("{:?} {:?}", offer.act, offer.step));
            assert!(known, "{offer} is offered to {}\n{}", person.id, self.tale());
        }
    }

    /// Nobody who could still be the second person sees what the first one found (rule 8).
    pub fn blind_values_are_hidden(&self) {
        let tree = places::tree(&self.model);
        for at in (1..tree.len()).filter(|at| tree[*at].kind == Kind::Step) {
            let place = &tree[at];
            let known = self.model.of(&place.path);
            let Some(attempt) = known.standing() else { continue };
            if !order::is_wanted(&self.model, &tree, at) || self.model.ended.is_some() {
                continue;
            }
            for (index, verification) in order::due(&self.model, &tree, at) {
                let waits =
                    attempt.disagreement == Some(index) || !order::is_complete(attempt, index, verification);
                if verification.how != How::Independent || !waits {
                    continue;
                }
                for person in &self.people {
                    let holds = |role: &String| {
                        let chain = people::chain(&tree, &place.user, role);
                        chain.last().is_some_and(|(_, role)| person.roles.contains(role))
                    };
                    if known.performers().contains(person.id.as_str()) || !verification.by.iter().any(holds) {
                        continue;
                    }
                    self.sees_nothing_of(&tree, at, person, &verification.fields);
                    let sheet = self.run.sheet(person, self.now);
                    let leaks = sheet.deviations.iter().any(|it| {
                        it.step == place.path
                            && usize::try_from(it.attempt) == Ok(known.attempts.len())
                            && !it.values.is_empty()
                    });
                    assert!(!leaks, "deviation of {} shows to {}\n{}", place.path, person.id, self.tale());
                }
            }
        }
    }

    /// Neither the fields themselves nor what is computed from them, in this step or another.
    fn sees_nothing_of(&self, tree: &Tree, at: usize, person: &Person, fields: &[String]) {
        let sheet = self.run.sheet(person, self.now);
        let mut hidden: BTreeSet<(String, String)> =
            fields.iter().map(|field| (tree[at].path.clone(), field.clone())).collect();
        for (other, place) in tree.iter().enumerate() {
            let stands = self.model.of(&place.path).standing().is_some();
            let Some(step) = place.step.filter(|_| place.kind == Kind::Step && stands) else { continue };
            for field in step.fields().values().filter(|it| it.formula().is_some()) {
                let reads = field.formula().into_iter().flat_map(Formula::names).any(|(name, _)| {
                    let path = match name.owner() {
                        None => Some(place.path.clone()),
                        Some(owner) if place.user == tree[at].user => {
                            tree[at].step.filter(|it| it.id() == owner).map(|_| tree[at].path.clone())
                        }
                        Some(_) => None,
                    };
                    path.is_some_and(|path| hidden.contains(&(path, name.field().to_owned())))
                });
                if reads {
                    hidden.insert((tree[other].path.clone(), field.name().to_owned()));
                }
            }
        }
        for step in &sheet.steps {
            let seen =
                step.values.iter().find(|value| hidden.contains(&(step.step.clone(), value.field.clone())));
            assert!(seen.is_none(), "{} sees {seen:?} of {}\n{}", person.id, step.step, self.tale());
        }
    }

    /// A run in which something failed is never plainly completed.
    pub fn failures_show(&self) {
        if self.run.status() == RunStatus::Completed {
            assert_eq!(self.run.deviations().count(), 0, "completed after a failure\n{}", self.tale());
        }
    }

    /// The record goes on without gaps and never back in time, and every prefix of it folds to the run as it was then,
    /// also through text.
    pub fn replays(&self) {
        let mut folded: Option<Run> = None;
        for (index, event) in self.events.iter().enumerate() {
            let text = serde_json::to_string(event).expect("JSON");
            let read: Event = serde_json::from_str(&text).expect("an event");
            assert_eq!(read, *event, "an event comes back from its text");
            let before = index.checked_sub(1).and_then(|it| self.events.get(it));
            assert!(
                before.is_none_or(|it| it.at <= event.at && it.seq + 1 == event.seq),
                "{text}\n{}",
                self.tale()
            );
            match &mut folded {
                None => folded = Some(Run::replay(self.plan, &[read]).expect("a start")),
                Some(run) => run.fold(&[read]).expect("an event that fits"),
            }
        }
        let whole = Run::replay(self.plan, &self.events).expect("a record");
        assert!(
            folded.as_ref() == Some(&whole) && whole == self.run,
            "replayed it is another run\n{}",
            self.tale()
        );
    }
}
