//! The second person's checks of a step.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::kind::{ChangeKind, Effect};
use super::pairs::Pairs;
use super::version_step::VersionStep;
use super::walk::{At, Walk, effect_of_more, quoted, shown};
use crate::document::{How, OnDisagree, Step, Verification};

impl<'d> Walk<'d> {
    /// All checks of a step: by their ids, and where they have none by their place.
    pub(super) fn verifications(&mut self, at: &At<'d>, step: &str, old: &'d Step, new: &'d Step) {
        let (before, after) = (&old.verify.0, &new.verify.0);
        let site = |spot: &crate::rules::Spot<'d>, count: usize, place: usize| {
            let spot = spot.clone().key("verify");
            // A single check is written without a list.
            if count == 1 { spot } else { spot.item(place) }
        };
        let at = |a: usize, b: usize| At {
            old: site(&at.old, before.len(), a),
            new: site(&at.new, after.len(), b),
        };
        let names = |checks: &'d [Verification]| checks.iter().map(|it| it.id.as_deref().unwrap_or_default());
        let mut pairs = Pairs::by_name(names(before), names(after));
        let moved = pairs.moved();
        // What has another id than before, or none, goes together in its order.
        let count = pairs.removed.len().min(pairs.added.len());
        let renamed: Vec<_> = pairs.removed.drain(..count).zip(pairs.added.drain(..count)).collect();
        for (a, b) in &renamed {
            let message = format!("the verification of {step} has another id");
            self.changed(&at(*a, *b), ChangeKind::VerificationRenamed, Effect::Neutral, message);
        }
        for (a, b) in moved {
            let message = format!("the verifications of {step} stand in another order");
            self.changed(&at(a, b), ChangeKind::VerificationMoved, Effect::Neutral, message);
        }
        for place in &pairs.removed {
            let message = format!("a second person's check of {step} is gone");
            self.removed(&at(*place, 0), ChangeKind::VerificationRemoved, Effect::Weakens, message);
        }
        for place in &pairs.added {
            let message = format!("a second person checks {step} now");
            self.added(&at(0, *place), ChangeKind::VerificationAdded, Effect::Strengthens, message);
        }
        for (a, b) in pairs.both.iter().chain(&renamed) {
            if let (Some(before), Some(after)) = (before.get(*a), after.get(*b)) {
                self.verification(&at(*a, *b), step, (old, before), (new, after));
            }
        }
    }

    fn verification(
        &mut self,
        at: &At<'d>,
        step: &str,
        (old_step, old): (&'d Step, &'d Verification),
        (new_step, new): (&'d Step, &'d Verification),
    ) {
        let Verification {
            id: _,
            when,
            by,
            how,
            people,
            fields: _,
            agree: _,
            apart_from,
            before,
            within,
            uninterrupted,
            on_disagree,
        } = new;
        let what = &format!("the verification of {step}");
        self.condition(at, what, (&old.when, when));
        self.roles_that(&at.key("by"), what, (&old.by, by), ChangeKind::VerifiersChanged);
        if old.how != *how {
            let message = format!("{what} is {}, and was {}", word(*how), word(old.how));
            let effect = effect_of_more(old.how, *how);
            self.changed(&at.key("how"), ChangeKind::VerificationMethodChanged, effect, message);
        }
        if old.people() != new.people() {
            let message = format!("{what} takes `{}` people, and took `{}`", new.people(), old.people());
            let effect = effect_of_more(old.people(), new.people());
            let both = (&old.people, people);
            self.value_changed(&at.key("people"), both, ChangeKind::VerifierCountChanged, effect, message);
        }
        self.verified_fields(at, what, (old_step, old), (new_step, new));
        self.agreement(&at.key("agree"), what, old, new);
        self.apart(at, what, old.apart_from.as_ref(), apart_from.as_ref());
        let due = (old.before.unwrap_or_default(), before.unwrap_or_default());
        if due.0 != due.1 {
            // Due before the next step is the strictest.
            let effect = effect_of_more(Reverse(due.0), Reverse(due.1));
            let when = if effect == Effect::Weakens { "later" } else { "earlier" };
            let message = format!("{what} is due {when} than before");
            let both = (&old.before, before);
            self.value_changed(&at.key("before"), both, ChangeKind::VerificationDueChanged, effect, message);
        }
        if old.within != *within {
            let effect = match (old.within, within) {
                (Some(old), Some(new)) if *new < old => Effect::Strengthens,
                (None, _) => Effect::Strengthens,
                _ => Effect::Weakens,
            };
            let message = format!(
                "the witness of {step} signs within {}, and did {}",
                shown(*within),
                shown(old.within)
            );
            let both = (&old.within, within);
            self.value_changed(&at.key("within"), both, ChangeKind::WitnessTimeChanged, effect, message);
        }
        self.interruption(at, what, &old.uninterrupted, uninterrupted);
        self.disagreement(&at.key("on_disagree"), step, &old.on_disagree, on_disagree);
    }

    fn verified_fields(
        &mut self,
        at: &At<'d>,
        what: &str,
        (old_step, old): (&'d Step, &'d Verification),
        (new_step, new): (&'d Step, &'d Verification),
    ) {
        let before: BTreeSet<&str> = old.fields(old_step).collect();
        let after: BTreeSet<&str> = new.fields(new_step).collect();
        // A field that came or went with the step has a change of its own.
        let lost = before.iter().find(|name| !after.contains(*name) && new_step.record.contains_key(**name));
        let gained =
            after.iter().find(|name| !before.contains(*name) && old_step.record.contains_key(**name));
        let (effect, message) = match (lost, gained) {
            (Some(name), _) => (Effect::Weakens, format!("{what} no longer covers {}", quoted(name))),
            (None, Some(name)) => (Effect::Strengthens, format!("{what} covers {} too", quoted(name))),
            (None, None) if named(old, old_step) != named(new, new_step) => {
                (Effect::Neutral, format!("{what} names its fields in another way"))
            }
            (None, None) => return,
        };
        let (at, kind) = (at.key("fields"), ChangeKind::VerifiedFieldsChanged);
        let change = self.value_changed(&at, (&old.fields, &new.fields), kind, effect, message);
        if effect == Effect::Neutral {
            change.at_most(VersionStep::Patch);
        }
    }

    /// How far performer and verifier may be apart. A field that isn't named must be equal.
    fn agreement(&mut self, at: &At<'d>, what: &str, old: &'d Verification, new: &'d Verification) {
        let gone = old.agree.keys().filter(|name| !new.agree.contains_key(*name));
        for name in gone.chain(new.agree.keys()) {
            let (before, after) = (old.agree.get(name).copied(), new.agree.get(name).copied());
            let effect = match (before, after) {
                (Some(old), Some(new)) if old.same_text(new) => continue,
                (Some(old), Some(new)) => effect_of_more(Reverse(old), Reverse(new)),
                (None, _) => Effect::Weakens,
                (_, None) => Effect::Strengthens,
            };
            let message = format!(
                "{what} allows a difference of {} in {}, and did {}",
                shown(after),
                quoted(name),
                shown(before)
            );
            let kind = ChangeKind::AgreementChanged;
            let change = self.value_changed(&at.key(name), (&before, &after), kind, effect, message);
            if effect == Effect::Neutral {
                change.at_most(VersionStep::Patch);
            }
        }
    }

    fn disagreement(
        &mut self,
        at: &At<'d>,
        step: &str,
        old: &'d Option<OnDisagree>,
        new: &'d Option<OnDisagree>,
    ) {
        let kind = ChangeKind::DisagreementChanged;
        match (old, new) {
            (Some(old), Some(new)) => {
                let OnDisagree { attempts, then } = new;
                if old.attempts != *attempts {
                    let message = format!(
                        "two who disagree on {step} perform `{attempts}` times in all, and did `{}`",
                        old.attempts
                    );
                    self.changed(&at.key("attempts"), kind, effect_of_more(*attempts, old.attempts), message);
                }
                if old.then != *then {
                    let message =
                        format!("{} adjudicates {step}, and {} did", quoted(then), quoted(&old.then));
                    self.changed(&at.key("then"), kind, Effect::Weakens, message);
                }
            }
            (None, None) => {}
            (_, Some(_)) => {
                let message = format!("two who disagree on {step} try again before a deviation opens");
                self.added(at, kind, Effect::Weakens, message);
            }
            (Some(_), _) => {
                let message = format!("a disagreement on {step} opens a deviation at once");
                self.removed(at, kind, Effect::Strengthens, message);
            }
        }
    }
}

/// The fields that a check names, or nothing where it names all that the step records in their order.
fn named<'d>(check: &'d Verification, step: &Step) -> Option<&'d [String]> {
    let fields = check.fields.as_ref().map(|fields| fields.0.as_slice())?;
    (!fields.iter().eq(step.record.keys())).then_some(fields)
}

fn word(how: How) -> &'static str {
    match how {
        How::Review => "`review`",
        How::Witness => "`witness`",
        How::Independent => "`independent`",
    }
}
