//! Acts about one step: done, verified, settled, released, corrected, not applicable, interrupted.

use std::collections::BTreeSet;

use countersign::document::How;
use countersign::procedure::{Field, Step, Verification};
use countersign::run::{Act, ActKind, Code, Person, TimedBy};
use countersign::value::{Decimal, Value};
use indexmap::IndexMap;

use super::blind::{self, Hidden};
use super::facts::{Attempt, Model, Noted, Signature};
use super::order;
use super::people;
use super::places::{self, Kind, Tree};
use super::reading::{Entry, is_in_place, made_of};
use super::refusals::{Asked, Refusals};
use super::time;

type Done = Result<(), Vec<Code>>;

impl<'p> Model<'p> {
    /// The place that an act names.
    pub(crate) fn place(&self, tree: &Tree, act: &Act) -> Result<usize, Vec<Code>> {
        act.step.as_ref().and_then(|path| places::find(tree, path)).ok_or(vec![Code::UnknownStep])
    }

    /// A place that is something to do, with its step.
    fn step(&self, tree: &Tree<'p>, act: &Act) -> Result<(usize, &'p Step), Vec<Code>> {
        let at = self.place(tree, act)?;
        match (tree[at].kind, tree[at].step) {
            (Kind::Step, Some(step)) => Ok((at, step)),
            _ => Err(vec![Code::NotForThisStep]),
        }
    }

    /// Who acts in which role; noted, so that separation is known from then on.
    pub(crate) fn acts_as(&mut self, person: &str, capacity: Option<people::Capacity>) {
        for (user, role) in capacity.into_iter().flatten() {
            self.acted.insert((person.to_owned(), user, role));
        }
    }

    pub(crate) fn perform(&mut self, tree: &Tree<'p>, asked: Asked) -> Done {
        let Asked { act, person, now } = asked;
        let (at, step) = self.step(tree, act)?;
        let path = tree[at].path.clone();
        let known = self.of(&path).clone();
        let mut refusals = Refusals::default();
        refusals.when(!order::is_wanted(self, tree, at), Code::StepNotApplicable);
        let disagreement = known.standing().and_then(|it| it.disagreement);
        refusals.when(known.standing().is_some() && disagreement.is_none(), Code::AlreadyRecorded);
        refusals.when(disagreement.is_some(), Code::DisagreementOpen);
        refusals.when(known.standing().is_none() && !order::is_open(self, tree, at), Code::NotOpen);
        refusals.when(order::is_blocked(self, &path), Code::Blocked);
        // Where it is not its turn either, a deviation that bars all others may be named as well.
        refusals.when(!order::is_open(self, tree, at) && order::is_blocked(self, ""), Code::Blocked);
        // A time that can't be is refused as such; until then it is judged as now.
        let done = act.performed_at.unwrap_or(now).min(now);
        let around =
            std::iter::once(at).chain(places::around(tree, at)).filter(|it| tree[*it].kind != Kind::Instance);
        let limits = around.flat_map(|it| {
            let step = tree[it].step.into_iter();
            step.flat_map(|step| step.time_limits()).map(move |limit| (it, limit))
        });
        for (holder, limit) in limits.filter(|(_, limit)| limit.refuse) {
            let Some(moment) = time::moment(self, tree, holder, limit) else { continue };
            refusals
                .when(limit.at_least.is_some_and(|least| done < time::later(moment, least)), Code::TooEarly);
            refusals.when(limit.at_most.is_some_and(|most| done > time::later(moment, most)), Code::TooLate);
        }
        let doer = act.performed_by.as_ref().unwrap_or(person);
        let capacity = people::capacity(self, tree, &tree[at].user, step.performers(), doer, now.date());
        refusals.all(capacity.as_ref().err().copied());
        let records = doer.id == person.id || !any_role(self, person).is_empty();
        refusals.when(!records, Code::WrongRole);
        for one in [doer, person] {
            refusals.when(!people::is_apart(self, &tree[at].path, &one.id, None), Code::NotApart);
        }
        refusals.when(
            !is_in_place(act, &["step", "values", "performed_at", "performed_by", "confirmed", "reason"]),
            Code::OutOfPlace,
        );
        let since = time::since(self, tree, at);
        let performed_at = time::performed_at(self, tree, at, act, now, since);
        refusals.all(performed_at.clone().err().into_iter().flatten());
        let entry = self.entry(tree, at, asked, step.fields().values().collect());
        let values = entry.read(&act.values);
        refusals.all(values.clone().err().into_iter().flatten());
        refusals.first()?;
        if let Some(attempt) = self.of_mut(&path).attempts.last_mut() {
            attempt.disagreement = None;
        }
        let attempt = Attempt {
            stands: true,
            repeated: false,
            disagreed: false,
            superseded: false,
            performed_at: performed_at.unwrap_or(now),
            recorded_at: now,
            people: [doer.id.clone(), person.id.clone()].into(),
            given: act.values.clone(),
            values: values.unwrap_or_default(),
            signatures: Vec::new(),
            disagreement: None,
            third: BTreeSet::new(),
            settled: BTreeSet::new(),
            excused: BTreeSet::new(),
            corrected: BTreeSet::new(),
            correctors: BTreeSet::new(),
        };
        self.of_mut(&path).attempts.push(attempt);
        self.acts_as(&doer.id, capacity.ok());
        // What counts still and was computed from an earlier attempt is worked out again.
        if !known.attempts.is_empty() {
            self.reconsider(Vec::new(), None, &person.id, now);
        }
        Ok(())
    }

    fn entry<'a>(
        &'a self,
        tree: &'a Tree<'p>,
        at: usize,
        asked: Asked,
        fields: Vec<&'p Field>,
    ) -> Entry<'a, 'p> {
        let confirmed = asked.act.confirmed;
        Entry { model: self, tree, at, now: asked.now, fields, confirmed }
    }

    /// Which verification of a step an act means.
    fn which(&self, step: &'p Step, act: &Act) -> Result<(usize, &'p Verification), Vec<Code>> {
        let all = step.verifications();
        let named = |of: &String, it: &Verification| match &it.id {
            Some(id) => id == of,
            None => word(it.how) == of,
        };
        match (&act.of, all) {
            (_, []) => Err(vec![Code::NotForThisStep]),
            (Some(of), all) => {
                let found = all.iter().enumerate().find(|(_, it)| named(of, it));
                found.ok_or(vec![Code::UnknownVerification])
            }
            (None, [only]) => Ok((0, only)),
            (None, _) => Err(vec![Code::WhichVerification]),
        }
    }

    pub(crate) fn verify(&mut self, tree: &Tree<'p>, asked: Asked) -> Done {
        let Asked { act, person, now } = asked;
        let (at, step) = self.step(tree, act)?;
        let path = tree[at].path.clone();
        let known = self.of(&path).clone();
        let mut refusals = Refusals::default();
        let (index, verification) = match self.which(step, act) {
            Ok(which) => which,
            Err(codes) => {
                refusals.all(codes);
                refusals.when(!order::is_wanted(self, tree, at), Code::StepNotApplicable);
                refusals.when(known.standing().is_none() && !known.repeats(), Code::NotRecorded);
                refusals.when(
                    known.attempts.last().is_some_and(|it| it.disagreement.is_some()),
                    Code::DisagreementOpen,
                );
                refusals.first()?;
                return Ok(());
            }
        };
        refusals.when(!order::is_wanted(self, tree, at), Code::StepNotApplicable);
        let Some(attempt) = known.standing() else {
            refusals.when(true, if known.repeats() { Code::DisagreementOpen } else { Code::NotRecorded });
            return refusals.first();
        };
        refusals.when(attempt.disagreement.is_some(), Code::DisagreementOpen);
        let is_due = order::due(self, tree, at).iter().any(|(due, _)| *due == index);
        refusals.when(!is_due, Code::NotDue);
        let complete = order::is_complete(attempt, index, verification) && attempt.disagreement.is_none();
        refusals.when(complete, Code::AlreadyVerified);
        // A time that can't be is refused as such; until then it is judged as now.
        let done = act.performed_at.unwrap_or(now).min(now);
        let latest = verification.within.map(|within| time::later(attempt.performed_at, within));
        refusals.when(latest.is_some_and(|latest| done > latest), Code::WitnessTooLate);
        refusals.when(person.device, Code::Device);
        let capacity = people::capacity(self, tree, &tree[at].user, &verification.by, person, now.date());
        refusals.all(capacity.as_ref().err().copied());
        refusals.when(known.performers().contains(person.id.as_str()), Code::SelfVerification);
        let signed = attempt.signatures.iter().any(|it| it.valid && it.by == person.id);
        refusals.when(signed, Code::SameVerifier);
        refusals.when(!people::is_apart(self, &tree[at].path, &person.id, Some(index)), Code::NotApart);
        refusals.when(
            !is_in_place(act, &["step", "of", "values", "reject", "performed_at", "confirmed", "reason"]),
            Code::OutOfPlace,
        );
        refusals.when(act.reject && act.reason.is_none(), Code::MissingReason);
        let performed_at = time::performed_at(self, tree, at, act, now, attempt.performed_at);
        refusals.all(performed_at.clone().err().into_iter().flatten());
        let blind = verification.how == How::Independent;
        let fields =
            if blind { made_of(step.fields(), step.fields(), &verification.fields) } else { Vec::new() };
        let asks = blind && !act.reject;
        let fields = if asks { fields } else { Vec::new() };
        let values = self.entry(tree, at, asked, fields).read(&act.values);
        refusals.all(values.clone().err().into_iter().flatten());
        refusals.first()?;
        let values = values.unwrap_or_default();
        let differs = if asks { differs(verification, &attempt.values, &values) } else { Vec::new() };
        let signature = Signature {
            verification: index,
            by: person.id.clone(),
            performed_at: performed_at.unwrap_or(now),
            recorded_at: now,
            rejected: act.reject,
            given: act.values.clone(),
            values,
            differs,
            valid: true,
            reported: false,
        };
        if let Some(attempt) = self.of_mut(&path).standing_mut() {
            attempt.signatures.push(signature);
        }
        self.acts_as(&person.id, capacity.ok());
        let of_witness = TimedBy::Witness(u32::try_from(index).unwrap_or(u32::MAX));
        for breach in self.breaches.iter_mut().filter(|it| it.path == path && it.limit == of_witness) {
            breach.in_time |= done <= breach.happened && attempt.performed_at < breach.happened;
        }
        Ok(())
    }

    pub(crate) fn adjudicate(&mut self, tree: &Tree<'p>, asked: Asked) -> Done {
        let Asked { act, person, now } = asked;
        let (at, step) =
            self.step(tree, act).map_err(|codes| [codes, vec![Code::NoDisagreement]].concat())?;
        if step.verifications().iter().all(|it| it.on_disagree.is_none()) {
            return Err(vec![Code::NotForThisStep, Code::NoDisagreement]);
        }
        let path = tree[at].path.clone();
        let known = self.of(&path).clone();
        let mut refusals = Refusals::default();
        refusals.when(!order::is_wanted(self, tree, at), Code::StepNotApplicable);
        let open = known.standing().and_then(|it| it.disagreement.map(|open| (it, open)));
        let Some((attempt, open)) = open else {
            refusals.when(known.standing().is_none(), Code::NotRecorded);
            refusals.when(known.repeats(), Code::DisagreementOpen);
            refusals.when(true, Code::NoDisagreement);
            return refusals.first();
        };
        let Some(verification) = step.verifications().get(open) else { return Ok(()) };
        let role = verification.on_disagree.as_ref().map(|(_, role)| role.clone());
        refusals.when(person.device, Code::Device);
        let by: Vec<String> = role.into_iter().collect();
        let capacity = people::capacity(self, tree, &tree[at].user, &by, person, now.date());
        refusals.all(capacity.as_ref().err().copied());
        refusals.when(known.performers().contains(person.id.as_str()), Code::SelfVerification);
        let signed = known.attempts.iter().flat_map(|it| &it.signatures).any(|it| it.by == person.id);
        let third = known.attempts.iter().any(|it| it.third.contains(&person.id));
        refusals.when(signed || third, Code::SameVerifier);
        refusals.when(!people::is_apart(self, &tree[at].path, &person.id, Some(open)), Code::NotApart);
        refusals.when(
            !is_in_place(act, &["step", "of", "values", "performed_at", "confirmed", "reason"]),
            Code::OutOfPlace,
        );
        let performed_at = time::performed_at(self, tree, at, act, now, attempt.performed_at);
        refusals.all(performed_at.clone().err().into_iter().flatten());
        let fields = made_of(step.fields(), step.fields(), &verification.fields);
        let values = self.entry(tree, at, asked, fields).read(&act.values);
        refusals.all(values.err().into_iter().flatten());
        refusals.first()?;
        let settled = open;
        let given: IndexMap<_, _> = attempt.given.clone().into_iter().chain(act.values.clone()).collect();
        let values = self.entry(tree, at, asked, step.fields().values().collect()).read_again(&given);
        if let Some(attempt) = self.of_mut(&path).standing_mut() {
            attempt.given = given;
            attempt.values = values;
            attempt.disagreement = None;
            attempt.settled.insert(settled);
            attempt.third.insert(person.id.clone());
        }
        self.acts_as(&person.id, capacity.ok());
        self.reconsider(Vec::new(), None, &person.id, now);
        Ok(())
    }

    pub(crate) fn release_hold_point(&mut self, tree: &Tree<'p>, asked: Asked) -> Done {
        let Asked { act, person, now } = asked;
        let at = self.place(tree, act)?;
        let Some(hold) = places::hold_point(self, &tree[at]) else { return Err(vec![Code::NotForThisStep]) };
        let path = tree[at].path.clone();
        let known = self.of(&path).clone();
        let mut refusals = Refusals::default();
        refusals.when(!order::is_wanted(self, tree, at), Code::StepNotApplicable);
        refusals.when(known.released.is_some(), Code::AlreadyReleased);
        refusals.when(order::is_blocked(self, ""), Code::Blocked);
        refusals.when(!self.is_releasable(tree, at), Code::NotReleasable);
        refusals.when(person.device, Code::Device);
        let capacity = people::capacity(self, tree, &hold.user, hold.by, person, now.date());
        refusals.all(capacity.as_ref().err().copied());
        let others = people::kept_apart(self, &path, &hold.user, hold.apart);
        refusals.when(others.contains(&person.id), Code::NotApart);
        refusals.when(!is_in_place(act, &["step"]), Code::OutOfPlace);
        refusals.first()?;
        self.of_mut(&path).released = Some((person.id.clone(), now));
        self.acts_as(&person.id, capacity.ok());
        Ok(())
    }

    /// Whether a hold point has its turn: all before it is done and verified.
    fn is_releasable(&self, tree: &Tree<'p>, at: usize) -> bool {
        order::is_reached(self, tree, at)
            && !order::is_undetermined(self, tree, at)
            && order::is_holdable(self, tree, at)
    }

    pub(crate) fn not_applicable(&mut self, tree: &Tree<'p>, asked: Asked) -> Done {
        let Asked { act, person, now } = asked;
        let at = self.place(tree, act)?;
        let said = tree[at]
            .step
            .filter(|_| tree[at].kind != Kind::Instance)
            .and_then(|step| step.said().not_applicable.as_ref());
        let Some(said) = said else { return Err(vec![Code::NotForThisStep]) };
        let path = tree[at].path.clone();
        let known = self.of(&path).clone();
        let mut refusals = Refusals::default();
        refusals.when(!order::is_wanted(self, tree, at), Code::StepNotApplicable);
        refusals.when(known.standing().is_some() || known.repeats(), Code::AlreadyRecorded);
        refusals.when(!order::is_open(self, tree, at), Code::NotOpen);
        refusals.when(order::is_blocked(self, &path), Code::Blocked);
        // Where it is not its turn either, a deviation that bars all others may be named as well.
        refusals.when(!order::is_open(self, tree, at) && order::is_blocked(self, ""), Code::Blocked);
        refusals.when(person.device, Code::Device);
        let capacity = people::capacity(self, tree, &tree[at].user, &said.by, person, now.date());
        refusals.all(capacity.as_ref().err().copied());
        refusals.when(!is_in_place(act, &["step", "reason"]), Code::OutOfPlace);
        refusals.when(act.reason.is_none(), Code::MissingReason);
        refusals.first()?;
        self.of_mut(&path).declared = true;
        self.acts_as(&person.id, capacity.ok());
        Ok(())
    }

    pub(crate) fn instances(&mut self, tree: &Tree<'p>, asked: Asked) -> Done {
        let Asked { act, person, now } = asked;
        let at = self.place(tree, act)?;
        let step = tree[at].step.filter(|_| tree[at].kind == Kind::Repeat);
        let open = step.and_then(|step| match step.instances() {
            Some(countersign::procedure::Instances::Open { most, .. }) => Some((step, *most)),
            _ => None,
        });
        let Some((step, most)) = open else { return Err(vec![Code::NotForThisStep]) };
        let path = tree[at].path.clone();
        let known = self.of(&path).clone();
        let mut refusals = Refusals::default();
        refusals.when(!order::is_wanted(self, tree, at), Code::StepNotApplicable);
        let count = known.instances.unwrap_or(0);
        let done = tree[at].children.iter().all(|it| order::has_passed(self, tree, *it));
        let has_turn = known.instances.is_some() && order::is_reached(self, tree, at) && done;
        refusals.when(!has_turn, Code::NotOpen);
        refusals.when(known.enough || most.is_some_and(|most| count >= most), Code::MostReached);
        refusals.when(order::is_blocked(self, ""), Code::Blocked);
        let capacity = people::capacity(self, tree, &tree[at].user, step.performers(), person, now.date());
        refusals.all(capacity.as_ref().err().copied());
        refusals.when(!is_in_place(act, &["step"]), Code::OutOfPlace);
        refusals.first()?;
        let known = self.of_mut(&path);
        match act.act {
            ActKind::Another => {
                known.instances = Some(count + 1);
                known.most_instances = known.most_instances.max(count + 1);
            }
            _ => known.enough = true,
        }
        self.acts_as(&person.id, capacity.ok());
        Ok(())
    }

    pub(crate) fn interrupt(&mut self, tree: &Tree<'p>, asked: Asked) -> Done {
        let Asked { act, person, now } = asked;
        let at = self.place(tree, act)?;
        let Some(step) = tree[at].step else { return Err(vec![Code::NotForThisStep]) };
        let sensitive = step.verifications().iter().any(|it| it.uninterrupted);
        let is_group = matches!(tree[at].kind, Kind::Group | Kind::Instance);
        let whole = is_group && step.said().uninterrupted == Some(true);
        if !sensitive && !whole {
            return Err(vec![Code::NotForThisStep]);
        }
        let mut refusals = Refusals::default();
        refusals.when(!order::is_wanted(self, tree, at), Code::StepNotApplicable);
        let steps: Vec<usize> = places::steps_in(tree, at).collect();
        let begun =
            steps.iter().map(|it| self.of(&tree[*it].path)).any(|it| it.standing().is_some() || it.repeats());
        refusals.when(!begun, Code::NotRecorded);
        refusals.when(order::is_holdable(self, tree, at), Code::AlreadyRecorded);
        let inside =
            (0..tree.len()).filter(|it| places::is_within(tree, *it, at)).filter_map(|it| tree[it].step);
        let roles = inside.flat_map(|it| {
            it.performers()
                .iter()
                .chain(it.verifications().iter().flat_map(|it| &it.by))
                .cloned()
                .collect::<Vec<_>>()
        });
        let holds = |role: String| {
            people::chain(tree, &tree[at].user, &role)
                .last()
                .is_some_and(|(_, role)| person.roles.contains(role))
        };
        refusals.when(!roles.into_iter().any(holds), Code::WrongRole);
        refusals.when(!is_in_place(act, &["step", "reason"]), Code::OutOfPlace);
        refusals.when(act.reason.is_none(), Code::MissingReason);
        refusals.first()?;
        for inside in (1..tree.len()).filter(|it| places::is_within(tree, *it, at)) {
            self.start_again(&tree[inside].path, true, now);
        }
        Ok(())
    }

    pub(crate) fn correct(&mut self, tree: &Tree<'p>, asked: Asked) -> Done {
        let Asked { act, person, now } = asked;
        if act.step.is_none() {
            return self.correct_input(tree, asked);
        }
        let (at, step) = self.step(tree, act)?;
        let path = tree[at].path.clone();
        let known = self.of(&path).clone();
        let mut refusals = Refusals::default();
        refusals.when(step.fields().is_empty(), Code::NotForThisStep);
        refusals.when(!order::is_wanted(self, tree, at), Code::StepNotApplicable);
        let Some(attempt) = known.standing() else {
            refusals.when(true, if known.repeats() { Code::DisagreementOpen } else { Code::NotRecorded });
            return refusals.first();
        };
        refusals.when(attempt.disagreement.is_some(), Code::DisagreementOpen);
        let whose = match &act.of {
            None => None,
            Some(_) => Some(self.which(step, act)?),
        };
        let signature = whose.and_then(|(index, _)| {
            attempt.signatures_of(index).find(|it| it.by == person.id && !it.values.is_empty())
        });
        let signed =
            whose.is_none_or(|(index, _)| attempt.signatures_of(index).any(|it| !it.values.is_empty()));
        refusals.when(!signed, Code::NotRecorded);
        let by = whose.map_or(step.performers().to_vec(), |(_, it)| it.by.clone());
        refusals.when(person.device && whose.is_some(), Code::Device);
        let capacity = people::capacity(self, tree, &tree[at].user, &by, person, now.date());
        refusals.all(capacity.as_ref().err().copied());
        refusals.when(whose.is_some() && signature.is_none(), Code::NotTheVerifier);
        refusals.when(
            whose.is_none() && !people::is_apart(self, &tree[at].path, &person.id, None),
            Code::NotApart,
        );
        refusals.when(
            !is_in_place(act, &["step", "of", "field", "values", "reason", "confirmed"]),
            Code::OutOfPlace,
        );
        refusals.when(act.reason.is_none(), Code::MissingReason);
        let old = signature.map_or(&attempt.given, |it| &it.given);
        let fields = match whose {
            Some((_, it)) => made_of(step.fields(), step.fields(), &it.fields),
            None => step.fields().values().collect(),
        };
        let one =
            self.correction(tree, at, asked, &fields, signature.map_or(&attempt.values, |it| &it.values));
        refusals.all(one.err().into_iter().flatten());
        refusals.first()?;
        let given: IndexMap<_, _> = old.clone().into_iter().chain(act.values.clone()).collect();
        let entry = Entry { model: self, tree, at, now: attempt.performed_at, fields, confirmed: true };
        let values = entry.read_all(&given).0;
        let mut changed: Vec<(usize, String)> = Vec::new();
        self.of_mut(&path).corrections += 1;
        match whose {
            None => {
                let mut differing = super::consequences::differing(&values, &attempt.values);
                // A value that is written once more is signed once more, whether or not it is another one.
                differing.extend(act.values.keys().cloned());
                changed.extend(differing.into_iter().map(|field| (at, field)));
                if let Some(attempt) = self.of_mut(&path).standing_mut() {
                    attempt.given = given;
                    attempt.values = values;
                    attempt.people.insert(person.id.clone());
                    attempt.corrected.extend(act.values.keys().cloned());
                    attempt.correctors.insert(person.id.clone());
                }
            }
            Some((index, verification)) => {
                let differs = differs(verification, &attempt.values, &values);
                let attempt = self.of_mut(&path).standing_mut();
                let own = attempt.into_iter().flat_map(|it| &mut it.signatures);
                for signature in own.filter(|it| it.valid && it.verification == index && it.by == person.id) {
                    signature.given = given.clone();
                    signature.values = values.clone();
                    signature.differs = differs.clone();
                }
                if let Some(attempt) = self.of_mut(&path).standing_mut() {
                    attempt.corrected.extend(act.values.keys().cloned());
                    attempt.correctors.insert(person.id.clone());
                }
            }
        }
        self.acts_as(&person.id, capacity.ok());
        // Nothing is computed from a verifier's own value.
        if whose.is_none() {
            self.reconsider(changed, Some((at, person.id.as_str())), &person.id, now);
        }
        Ok(())
    }

    /// Whether the one value of a correction can be read, and is another one.
    pub(crate) fn correction(
        &self,
        tree: &Tree<'p>,
        at: usize,
        asked: Asked,
        fields: &[&'p Field],
        values: &[Noted],
    ) -> Result<(), Vec<Code>> {
        let act = asked.act;
        let mut names = act.values.keys();
        let (Some(name), None) = (names.next(), names.next()) else {
            return Err(vec![Code::MissingValue, Code::UnexpectedValue]);
        };
        let field = fields.iter().find(|field| field.name() == name && field.formula().is_none());
        let Some(field) = field else { return Err(vec![Code::UnexpectedValue]) };
        let entry = self.entry(tree, at, asked, Vec::new());
        if !entry.is_asked(field, values) {
            return Err(vec![Code::UnexpectedValue]);
        }
        let new = entry.one(field, &act.values[name], values).map_err(|code| vec![code])?;
        let text = |it: &Noted| it.value.as_ref().map(ToString::to_string);
        let old = values.iter().find(|it| it.field == *name);
        let same = old.is_some_and(|old| text(old).is_some() && text(old) == text(&new));
        // Whoever must not see a value yet can't find it out by guessing either.
        let own = asked.act.of.is_some();
        let hides = |it: &Hidden| it.contains(&(at, name.clone()));
        let same = same && (own || !hides(&blind::hidden_from_person(self, tree, asked.person)));
        if same { Err(vec![Code::NothingChanged]) } else { Ok(()) }
    }
}

/// The fields in which a verifier differs from what stands.
fn differs(verification: &Verification, theirs: &[Noted], own: &[Noted]) -> Vec<String> {
    let value = |values: &[Noted], name: &str| super::formulas::noted(values, name);
    let all = verification.fields.iter();
    all.filter(|name| {
        let (theirs, own) = (value(theirs, name), value(own, name));
        !agrees(theirs.as_ref(), own.as_ref(), verification.agree.get(*name).copied())
    })
    .cloned()
    .collect()
}

fn agrees(left: Option<&Value>, right: Option<&Value>, allowed: Option<Decimal>) -> bool {
    match (left, right, allowed) {
        (Some(Value::Number(left)), Some(Value::Number(right)), allowed) if left.unit == right.unit => {
            let difference = left.value.checked_sub(right.value).map(Decimal::abs);
            difference.is_some_and(|it| it <= allowed.unwrap_or_default())
        }
        (Some(Value::List(left)), Some(Value::List(right)), allowed) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| agrees(Some(left), Some(right), allowed))
        }
        (left, right, _) => left == right,
    }
}

fn word(how: How) -> &'static str {
    match how {
        How::Review => "review",
        How::Witness => "witness",
        How::Independent => "independent",
    }
}

/// Any role of the main procedure.
pub(crate) fn any_role(model: &Model, person: &Person) -> Vec<String> {
    let roles = model.plan.main().document().roles.keys();
    roles.filter(|role| person.roles.contains(role)).cloned().collect()
}
