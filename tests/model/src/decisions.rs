//! Decisions about deviations (rules 4 and 5), and corrections of inputs (rule 6).

use countersign::document::Disposition;
use countersign::procedure::Kind as FieldKind;
use countersign::run::{Cause, Code, Given, TimedBy, Verdict};
use countersign::value::DateTime;
use indexmap::IndexMap;

use super::facts::{Deviation, Model, Noted};
use super::people;
use super::places::{self, Kind, Tree, around};
use super::reading::is_in_place;
use super::refusals::{Asked, Refusals};

impl<'p> Model<'p> {
    pub(crate) fn decide(&mut self, tree: &Tree<'p>, asked: Asked) -> Result<(), Vec<Code>> {
        let Asked { act, person, now } = asked;
        let Some(number) = act.deviation else {
            return Err(vec![Code::MissingDisposition, Code::UnknownDeviation]);
        };
        let index = usize::try_from(number).ok().and_then(|it| it.checked_sub(1));
        let Some((index, deviation)) = index.and_then(|it| Some((it, self.deviations.get(it)?.clone())))
        else {
            return Err(vec![Code::UnknownDeviation]);
        };
        let mut refusals = Refusals::default();
        refusals.when(deviation.decided.is_some(), Code::AlreadyDecided);
        // What failed may stand in an instance that is no longer there.
        let everything = &places::everything(self);
        let at = places::find(everything, &deviation.path).unwrap_or(0);
        let on_fail = everything[at].step.and_then(|step| step.on_fail());
        let listed = |wanted: Disposition| on_fail.and_then(|it| it.decide.get(&wanted));
        let anybody: Vec<String> = on_fail
            .into_iter()
            .flat_map(|it| it.decide.values().flat_map(|list| list.iter().cloned()))
            .collect();
        let by = act.disposition.and_then(listed).map_or(anybody, |list| list.0.clone());
        refusals.when(person.device, Code::Device);
        let capacity = people::capacity(self, tree, &everything[at].user, &by, person, now.date());
        refusals.all(capacity.as_ref().err().copied());
        let performers = self.everyone(everything, at);
        let own = performers.contains(&person.id) && act.disposition != Some(Disposition::Rework);
        refusals.when(own, Code::SelfDecision);
        // Nobody calls an entry wrong who made the correction that puts it right, wherever that was.
        let corrected =
            self.of(&deviation.path).standing().is_some_and(|it| it.correctors.contains(&person.id));
        refusals.when(corrected && act.disposition == Some(Disposition::EntryError), Code::SelfDecision);
        refusals.when(!is_in_place(act, &["deviation", "disposition", "reason"]), Code::OutOfPlace);
        refusals.when(act.reason.is_none(), Code::MissingReason);
        let Some(disposition) = act.disposition else {
            refusals.when(true, Code::MissingDisposition);
            return refusals.first();
        };
        let allowed = listed(disposition).is_some() || disposition == Disposition::EntryError;
        refusals.when(!allowed, Code::NotAllowed);
        let rework = on_fail.and_then(|it| it.rework.as_ref());
        if disposition == Disposition::Rework && !deviation.overtaken {
            let performed = self.of(&deviation.path).attempts.iter().filter(|it| !it.repeated).count();
            // A step that was not done at all when its time ran out has used up an attempt too.
            let reworked = self.deviations.iter().filter(|it| {
                it.path == deviation.path && it.decided == Some(Disposition::Rework) && !it.overtaken
            });
            let used = performed.max(reworked.count() + 1);
            let most = rework.map_or(0, |it| it.attempts);
            refusals.when(u32::try_from(used).is_ok_and(|it| it >= most), Code::NoAttemptsLeft);
        }
        if disposition == Disposition::EntryError {
            refusals.when(!self.is_corrected(everything, at, index), Code::NotCorrected);
        }
        refusals.first()?;
        let values = self.values_now(&deviation);
        self.deviations[index].values = values;
        self.deviations[index].decided = Some(disposition);
        self.deviations[index].decided_at = Some(now);
        self.acts_as(&person.id, capacity.ok());
        if let (Cause::Breached(TimedBy::Witness(verification)), false) =
            (&deviation.cause, disposition == Disposition::Rework)
        {
            let verification = usize::try_from(*verification).unwrap_or(usize::MAX);
            if let Some(attempt) = self.of_mut(&deviation.path).standing_mut() {
                attempt.excused.insert(verification);
            }
        }
        match disposition {
            Disposition::Rework if !deviation.overtaken => {
                let target = rework.map_or("self", |it| it.back_to.as_str());
                let at = places::find(tree, &deviation.path).unwrap_or(0);
                let from = self.target(tree, at, target);
                self.restart(from, at, now);
            }
            Disposition::Return | Disposition::Scrap | Disposition::Cancel => {
                self.ended = Some(countersign::run::RunStatus::Rejected);
            }
            _ => {}
        }
        Ok(())
    }

    /// Everyone who performed a step, or the steps of a group.
    fn everyone(&self, tree: &Tree, at: usize) -> std::collections::BTreeSet<String> {
        let steps = places::steps_in(tree, at).flat_map(|it| &self.of(&tree[it].path).attempts);
        steps.flat_map(|it| it.people.iter().cloned()).collect()
    }

    /// The place from which rework starts again: the one of that name in the smallest surrounding.
    fn target(&self, tree: &Tree, at: usize, name: &str) -> usize {
        if name == "self" {
            return at;
        }
        let same = |it: usize| {
            tree[it].user == tree[at].user
                && tree[it].kind != Kind::Instance
                && tree[it].step.is_some_and(|step| step.id() == name)
        };
        let named =
            |outer: usize| (0..tree.len()).find(|it| same(*it) && places::is_within(tree, *it, outer));
        std::iter::once(at).chain(around(tree, at)).find_map(named).unwrap_or(at)
    }

    /// The values that a deviation is about, as they are now.
    fn values_now(&self, deviation: &Deviation) -> Vec<Noted> {
        let known = self.of(&deviation.path);
        let attempt = known.standing().filter(|_| known.attempts.len() == deviation.attempt);
        let now = |old: &Noted| {
            let attempt = attempt?;
            let theirs = attempt.signatures.iter().filter(|it| it.valid).flat_map(|it| &it.values);
            let mut all = attempt.values.iter().chain(theirs).filter(|it| it.field == old.field);
            let bad = all.clone().find(|it| it.verdict == Verdict::Nonconforming);
            bad.or_else(|| all.next()).cloned()
        };
        deviation.values.iter().map(|old| now(old).unwrap_or(old.clone())).collect()
    }

    /// Whether a value that opened a deviation was corrected, and all conform now and are no verified identity.
    fn is_corrected(&self, tree: &Tree, at: usize, index: usize) -> bool {
        let deviation = &self.deviations[index];
        let known = self.of(&deviation.path);
        let (Some(attempt), Some(step)) = (known.standing(), tree[at].step) else { return false };
        let about = |name: &String| deviation.values.iter().any(|it| it.field == *name);
        let is_text =
            |it: &Noted| step.field(&it.field).is_some_and(|it| matches!(it.kind(), FieldKind::Text { .. }));
        let identity = step.is_critical() && deviation.values.iter().any(is_text);
        if identity || deviation.attempt != known.attempts.len() || !attempt.corrected.iter().any(about) {
            return false;
        }
        let unsettled =
            attempt.signatures.iter().filter(|it| it.valid && !attempt.settled.contains(&it.verification));
        let mut all =
            attempt.values.iter().chain(unsettled.flat_map(|it| &it.values)).filter(|it| about(&it.field));
        let conforming = all.all(|it| it.verdict != Verdict::Nonconforming);
        match &deviation.cause {
            Cause::Values => conforming,
            Cause::Disagreed(verification) => {
                let verification = usize::try_from(*verification).unwrap_or(usize::MAX);
                let mut signatures = attempt.signatures_of(verification).peekable();
                conforming && signatures.peek().is_some() && signatures.all(|it| it.differs.is_empty())
            }
            Cause::Inputs | Cause::Rejected(_) | Cause::Breached(_) => false,
        }
    }

    pub(crate) fn correct_input(&mut self, tree: &Tree<'p>, asked: Asked) -> Result<(), Vec<Code>> {
        let Asked { act, person, now } = asked;
        let mut refusals = Refusals::default();
        refusals.when(super::steps::any_role(self, person).is_empty(), Code::WrongRole);
        refusals.when(!is_in_place(act, &["field", "values", "reason", "confirmed"]), Code::OutOfPlace);
        refusals.when(act.reason.is_none(), Code::MissingReason);
        let fields: Vec<_> = self.plan.main().inputs().values().collect();
        let old = self.of("").inputs.clone().unwrap_or_default();
        let given: IndexMap<String, Given> =
            old.iter().filter_map(|it| Some((it.field.clone(), it.given.clone()?))).collect();
        refusals.all(self.correction(tree, 0, asked, &fields, &old).err().into_iter().flatten());
        let given: IndexMap<String, Given> = given.into_iter().chain(act.values.clone()).collect();
        let inputs = self.inputs(tree, &given, now);
        let bad = inputs.iter().any(|it| it.verdict == Verdict::Nonconforming);
        refusals.when(bad, Code::InputRefused);
        refusals.first()?;
        self.of_mut("").inputs = Some(inputs);
        self.of_mut("").corrections += 1;
        self.reconsider(Vec::new(), None, &person.id, now);
        Ok(())
    }

    /// The inputs of the run as they are typed.
    pub(crate) fn inputs(
        &self,
        tree: &Tree<'p>,
        given: &IndexMap<String, Given>,
        now: DateTime,
    ) -> Vec<Noted> {
        let fields = self.plan.main().inputs().values().collect();
        let entry = super::reading::Entry { model: self, tree, at: 0, now, fields, confirmed: true };
        entry.read_all(given).0
    }
}
