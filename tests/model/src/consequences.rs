//! What follows from facts: conditions that come out, groups that are reached, failures, limits that pass, the end.

use std::collections::BTreeSet;

use countersign::document::{Block, Disposition, OnFail};
use countersign::procedure::Instances;
use countersign::run::{Cause, RunStatus, TimedBy, Verdict};
use countersign::value::{DateTime, Value};

use super::blind;
use super::facts::{Attempt, Deviation, Known, Model, Noted};
use super::formulas::Seen;
use super::order;
use super::places::{self, Kind, Tree, around, is_any_order};
use super::reading::Entry;
use super::time;
use super::verdicts;

impl Model<'_> {
    /// Time limits that have passed by a moment become breaches, and open deviations unless they only alert.
    pub fn tick(&mut self, now: DateTime) {
        if self.ended.is_some() {
            return;
        }
        let tree = places::tree(self);
        for breach in time::passed(self, &tree, now) {
            self.breaches.push(breach.clone());
            if !breach.alert {
                let cause = Cause::Breached(breach.limit);
                self.open(&tree, &breach.path, cause, Vec::new(), breach.happened);
            }
        }
    }

    /// Work that was entered after a breach may have been done in time.
    fn find_done_in_time(&mut self) {
        let tree = places::tree(self);
        for index in 0..self.breaches.len() {
            let breach = &self.breaches[index];
            let at = places::find(&tree, &breach.path);
            let limit = at.and_then(|at| match breach.limit {
                TimedBy::Time(limit) => tree[at].step?.time_limits().get(usize::try_from(limit).ok()?),
                TimedBy::Witness(_) => None,
            });
            let done = at.and_then(|at| time::done_at(self, &tree, at));
            let in_time =
                limit.is_some_and(|it| it.at_most.is_some()) && done.is_some_and(|it| it <= breach.happened);
            self.breaches[index].in_time |= in_time;
        }
    }

    /// Everything that follows, until nothing more does.
    pub fn settle(&mut self, now: DateTime) {
        loop {
            let before = (self.known.clone(), self.deviations.len(), self.breaches.len());
            // A failure comes first: what it holds up doesn't open on the strength of a value that is in doubt.
            self.fail();
            if before.1 == self.deviations.len() && before.0 == self.known {
                self.reach(now);
                self.tick(now);
            }
            self.find_done_in_time();
            if before == (self.known.clone(), self.deviations.len(), self.breaches.len()) {
                break;
            }
        }
        let tree = places::tree(self);
        let closes_itself = self.plan.main().document().release.is_none();
        if self.ended.is_none() && closes_itself && order::is_done(self, &tree) {
            self.ended = Some(self.end_status());
        }
    }

    /// As what a run ends whose work is done: never plainly completed after a failure.
    pub fn end_status(&self) -> RunStatus {
        let decided = |wanted: &[Disposition]| {
            self.deviations.iter().filter_map(|it| it.decided).any(|it| wanted.contains(&it))
        };
        use Disposition::{EntryError, Regrade, Repair, Rework, UseAsIs};
        match () {
            () if decided(&[UseAsIs, Repair, Regrade, EntryError]) => RunStatus::CompletedWithDeviation,
            () if decided(&[Rework]) => RunStatus::CompletedAfterRework,
            () => RunStatus::Completed,
        }
    }

    /// Opens a deviation of a place.
    pub fn open(&mut self, tree: &Tree, path: &str, cause: Cause, values: Vec<Noted>, happened: DateTime) {
        let place = &tree[places::find(tree, path).unwrap_or(0)];
        let block = on_fail(place.step).and_then(|it| it.block).unwrap_or(Block::Run);
        let attempt = self.of(path).attempts.len();
        self.deviations.push(Deviation {
            path: path.to_owned(),
            attempt,
            cause,
            happened,
            block,
            values,
            overtaken: false,
            decided: None,
            decided_at: None,
        });
    }

    /// Conditions that come out or turn, instances of repeated groups, inputs of used procedures.
    fn reach(&mut self, now: DateTime) {
        let tree = places::tree(self);
        let hidden = blind::hidden(self, &tree);
        for at in 1..tree.len() {
            let place = &tree[at];
            let Some(step) = place.step.filter(|_| place.kind != Kind::Instance) else { continue };
            let reached = order::is_reached(self, &tree, at);
            let known = self.of(&place.path).clone();
            let seen = Seen { model: self, tree: &tree, at, own: &[], now };
            let begun = places::steps_in(&tree, at).any(|it| self.of(&tree[it].path).standing().is_some());
            if let Some(condition) = step.condition()
                && (reached || known.holds == Some(false) || begun)
                && around(&tree, at).all(|it| order::is_wanted(self, &tree, it))
                && !blind::reads(&tree, at, condition, &hidden)
                && let Some(holds) = came_out(seen.holds(condition), reached, known.holds)
                && known.holds != Some(holds)
            {
                self.of_mut(&place.path).holds = Some(holds);
                if !holds {
                    self.supersede(&tree, at);
                }
                return;
            }
            if place.kind == Kind::Use
                && ((known.inputs.is_some() && !blind::waits(self, &tree, at))
                    || (reached && order::is_wanted(self, &tree, at)))
            {
                self.reach_use(&tree, at, now);
                continue;
            }
            if !reached || !order::is_wanted(self, &tree, at) {
                continue;
            }
            if place.kind == Kind::Repeat && known.instances.is_none() {
                let seen = Seen { model: self, tree: &tree, at, own: &[], now };
                let instances = match step.instances() {
                    Some(Instances::Computed { times, .. }) => seen.value(times).and_then(|it| whole(&it)),
                    Some(Instances::Open { least, .. }) => Some(*least),
                    None => None,
                };
                if instances.is_some() {
                    let known = self.of_mut(&place.path);
                    known.instances = instances;
                    known.most_instances = known.most_instances.max(instances.unwrap_or(0));
                    return;
                }
            }
        }
    }

    /// What was done in a place whose condition no longer holds stays on record, and is to be done again should it hold
    /// once more.
    fn supersede(&mut self, tree: &Tree, at: usize) {
        for place in
            tree.iter().enumerate().filter(|(it, _)| places::is_within(tree, *it, at)).map(|(_, it)| it)
        {
            let Some(known) = self.known.get_mut(&place.path) else { continue };
            known.released = None;
            if let Some(attempt) = known.standing_mut() {
                (attempt.stands, attempt.superseded) = (false, true);
            }
        }
    }

    fn reach_use(&mut self, tree: &Tree, at: usize, now: DateTime) {
        let place = &tree[at];
        let Some((used, procedure)) =
            place.step.and_then(|step| step.used().zip(self.plan.used_by(place.procedure, step)))
        else {
            return;
        };
        let mut inputs: Vec<Noted> = Vec::new();
        for argument in &used.arguments {
            let Some(field) = procedure.inputs().get(&argument.input) else { continue };
            let seen = Seen { model: self, tree, at, own: &[], now };
            let value = seen.value(&argument.formula);
            let verdict = match &value {
                None => Verdict::Nonconforming,
                Some(value) => verdicts::judge(field, std::slice::from_ref(value), &seen).verdict,
            };
            inputs.push(Noted {
                field: argument.input.clone(),
                given: None,
                value,
                verdict,
                against: Vec::new(),
            });
        }
        let known = self.of(&place.path).clone();
        if known.inputs.as_ref() == Some(&inputs) || inputs.iter().any(|it| it.value.is_none()) {
            return;
        }
        let bad: Vec<Noted> =
            inputs.iter().filter(|it| it.verdict == Verdict::Nonconforming).cloned().collect();
        self.of_mut(&place.path).inputs = Some(inputs);
        if !bad.is_empty() {
            self.open(tree, &place.path, Cause::Inputs, bad, now);
        }
    }

    /// What comes of recorded steps: rejections, disagreements, values outside their limits; unless a blind
    /// verification would learn of it.
    fn fail(&mut self) {
        let tree = places::tree(self);
        let hidden = blind::hidden(self, &tree);
        for at in places::steps_in(&tree, 0).collect::<Vec<_>>() {
            let path = tree[at].path.clone();
            let known = self.of(&path).clone();
            let (Some(attempt), Some(step)) = (known.standing(), tree[at].step) else { continue };
            for (index, signature) in attempt.signatures.iter().enumerate().filter(|(_, it)| it.valid) {
                if signature.rejected && !signature.reported {
                    let cause = Cause::Rejected(small(signature.verification));
                    self.open(&tree, &path, cause, Vec::new(), signature.performed_at);
                    if let Some(attempt) = self.of_mut(&path).standing_mut() {
                        attempt.signatures[index].reported = true;
                    }
                    return;
                }
            }
            if order::is_blind(self, &tree, at) || attempt.disagreement.is_some() {
                continue;
            }
            let bad = failing(attempt);
            let differing =
                attempt.signatures.iter().filter(|it| it.valid && !it.differs.is_empty()).find(|it| {
                    let opened = self.deviations.iter().any(|known| {
                        known.path == path
                            && known.attempt == self.of(&path).attempts.len()
                            && known.cause == Cause::Disagreed(small(it.verification))
                            && known.decided != Some(Disposition::EntryError)
                    });
                    !attempt.settled.contains(&it.verification) && !opened
                });
            if let Some(signature) = differing {
                let index = signature.verification;
                let on_disagree = step.verifications().get(index).and_then(|it| it.on_disagree.as_ref());
                if let Some((attempts, _)) = on_disagree {
                    // Performances in a row that ended in a disagreement, with this one.
                    let earlier = known.attempts.iter().rev().skip(1).take_while(|it| it.disagreed).count();
                    let repeat = small(earlier + 1) < *attempts;
                    if let Some(attempt) = self.of_mut(&path).standing_mut() {
                        attempt.disagreement = Some(index);
                        (attempt.stands, attempt.repeated, attempt.disagreed) = (!repeat, repeat, repeat);
                    }
                } else {
                    let mut values = bad;
                    for field in attempt.signatures_of(index).flat_map(|it| &it.differs) {
                        if !values.iter().any(|it| it.field == *field) {
                            values.extend(attempt.values.iter().find(|it| it.field == *field).cloned());
                        }
                    }
                    let last = attempt.signatures_of(index).map(|it| it.performed_at).max();
                    let happened = last.unwrap_or(attempt.performed_at);
                    self.open(&tree, &path, Cause::Disagreed(small(index)), values, happened);
                }
                return;
            }
            let bad = bad.into_iter().filter(|it| !hidden.contains(&(at, it.field.clone())));
            let uncovered: Vec<Noted> = bad.filter(|it| !self.is_covered(&path, it)).collect();
            if !uncovered.is_empty() {
                self.open(&tree, &path, Cause::Values, uncovered, attempt.performed_at);
                return;
            }
        }
    }

    /// Whether a deviation is about a value: about its field while undecided, about the value as it was once decided.
    fn is_covered(&self, path: &str, value: &Noted) -> bool {
        self.deviations.iter().any(|it| {
            let same = |known: &Noted| {
                known.field == value.field
                    && (it.decided.is_none()
                        || (known.value == value.value
                            && known.given == value.given
                            && known.against == value.against))
            };
            it.path == path
                && it.attempt == self.of(path).attempts.len()
                && it.decided != Some(Disposition::EntryError)
                && it.values.iter().any(same)
        })
    }

    /// After a correction, everything is worked out again: values, what was signed for them, conditions, until nothing
    /// changes any more.
    pub(crate) fn reconsider(
        &mut self,
        changed: Vec<(usize, String)>,
        corrector: Option<(usize, &str)>,
        person: &str,
        now: DateTime,
    ) {
        let mut changed = changed;
        let mut corrector = corrector;
        loop {
            self.recompute(&mut changed, person);
            self.void(&changed, corrector.take());
            let before = (self.known.clone(), self.deviations.len());
            self.settle(now);
            if before == (self.known.clone(), self.deviations.len()) {
                return;
            }
            changed.clear();
        }
    }

    /// Works out all values again after a correction.
    fn recompute(&mut self, changed: &mut Vec<(usize, String)>, person: &str) {
        let tree = places::tree(self);
        for at in places::steps_in(&tree, 0).collect::<Vec<_>>() {
            let Some(step) = tree[at].step else { continue };
            let known = self.of(&tree[at].path);
            let Some(attempt) = known.standing().filter(|_| order::is_wanted(self, &tree, at)) else {
                continue;
            };
            let fields = step.fields().values().collect();
            let now = attempt.performed_at;
            let entry = Entry { model: self, tree: &tree, at, now, fields, confirmed: true };
            let values = entry.read_again(&attempt.given);
            let fields = differing(&values, &attempt.values);
            changed.extend(fields.iter().map(|field| (at, field.clone())));
            if let Some(attempt) = self.of_mut(&tree[at].path).standing_mut() {
                if !fields.is_empty() {
                    attempt.correctors.insert(person.to_owned());
                }
                attempt.corrected.extend(fields);
                // What is no longer asked for is typed again, should it be asked for once more.
                attempt.given.retain(|name, _| values.iter().any(|it| it.field == *name));
                attempt.values = values;
            }
        }
    }

    /// What was signed for fields that have changed no longer counts, nor what the corrector signed, nor the release of
    /// hold points after them.
    fn void(&mut self, changed: &[(usize, String)], corrector: Option<(usize, &str)>) {
        let tree = places::tree(self);
        let touched = changed.iter().map(|(at, _)| *at).chain(corrector.map(|(at, _)| at));
        for at in touched.clone().collect::<BTreeSet<_>>() {
            let Some(step) = tree[at].step else { continue };
            let fields: Vec<&String> =
                changed.iter().filter(|(it, _)| *it == at).map(|(_, field)| field).collect();
            for (index, verification) in step.verifications().iter().enumerate() {
                let covers = verification.fields.iter().any(|it| fields.contains(&it));
                let Some(attempt) = self.of_mut(&tree[at].path).standing_mut() else { continue };
                let own = corrector.is_some_and(|(it, id)| {
                    it == at && attempt.signatures_of(index).any(|signature| signature.by == id)
                });
                if covers || own {
                    attempt.settled.remove(&index);
                    for signature in attempt.signatures.iter_mut().filter(|it| it.verification == index) {
                        signature.valid = false;
                    }
                }
            }
        }
        let Some(first) = touched.min() else { return };
        for (other, place) in tree.iter().enumerate().skip(1) {
            let after = other >= first || around(&tree, first).any(|it| it == other);
            if after && let Some(known) = self.known.get_mut(&place.path) {
                known.released = None;
            }
        }
    }

    /// Everything from a place on is done again, and the failed place itself; beside it in a group of order `any`
    /// everything stays.
    pub fn restart(&mut self, from: usize, failed: usize, now: DateTime) {
        let tree = places::tree(self);
        let beside = |at: usize| {
            let mut loose = around(&tree, from).filter(|group| is_any_order(&tree[*group]));
            loose.any(|group| {
                let own = tree[group].children.iter().find(|child| places::is_within(&tree, from, **child));
                places::is_within(&tree, at, group)
                    && own.is_some_and(|own| !places::is_within(&tree, at, *own))
            })
        };
        let again = |at: usize| (at >= from && !beside(at)) || places::is_within(&tree, at, failed);
        for at in (1..tree.len()).filter(|at| again(*at)) {
            self.start_again(&tree[at].path, false, now);
        }
        // What is around it is not over any more.
        for outer in around(&tree, from) {
            if let Some(known) = self.known.get_mut(&tree[outer].path) {
                known.released = None;
            }
        }
    }

    /// One place is done again, if anything was done there.
    pub(crate) fn start_again(&mut self, path: &str, interrupted: bool, now: DateTime) {
        let Some(known) = self.known.get_mut(path) else { return };
        let begun = known.standing().is_some()
            || known.repeats()
            || known.holds == Some(false)
            || known.declared
            || known.instances.is_some()
            || known.inputs.is_some()
            || known.enough
            || known.released.is_some();
        let attempts = std::mem::take(&mut known.attempts);
        let restarted = if begun { Some(now) } else { known.restarted };
        let (most_instances, corrections) = (known.most_instances, known.corrections);
        *known = Known { restarted, attempts, most_instances, corrections, ..Known::default() };
        if let Some(attempt) = known.attempts.last_mut() {
            if attempt.stands {
                (attempt.stands, attempt.repeated) = (false, interrupted);
            } else if attempt.disagreement.is_some() {
                // A repeat that was due is overtaken, so it counts as any other performance.
                attempt.repeated = interrupted;
            }
            attempt.disagreement = None;
            attempt.disagreed = false;
        }
        for deviation in
            self.deviations.iter_mut().filter(|it| begun && it.path == path && it.decided.is_none())
        {
            deviation.overtaken = true;
        }
    }
}

/// The values that don't conform: the performer's, or else a verifier's.
pub fn failing(attempt: &Attempt) -> Vec<Noted> {
    let bad = |values: &[Noted]| -> Vec<Noted> {
        values.iter().filter(|it| it.verdict == Verdict::Nonconforming).cloned().collect()
    };
    let mut failing = bad(&attempt.values);
    for signature in
        attempt.signatures.iter().filter(|it| it.valid && !attempt.settled.contains(&it.verification))
    {
        for value in bad(&signature.values) {
            if !failing.iter().any(|it| it.field == value.field) {
                failing.push(value);
            }
        }
    }
    failing
}

/// A count as events keep it.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What a condition comes out as: what can't be worked out leaves the step to be done, so that nothing passes by default.
fn came_out(holds: Option<bool>, reached: bool, before: Option<bool>) -> Option<bool> {
    holds.or((reached && before.is_none()).then_some(true))
}

/// What happens when a step fails.
pub fn on_fail(step: Option<&countersign::procedure::Step>) -> Option<&OnFail> {
    step?.on_fail()
}

/// The fields in which two lists of values differ.
pub fn differing(left: &[Noted], right: &[Noted]) -> BTreeSet<String> {
    let names = left.iter().chain(right).map(|it| it.field.clone());
    let one = |list: &[Noted], name: &str| list.iter().find(|it| it.field == name).cloned();
    names.filter(|name| one(left, name) != one(right, name)).collect()
}

/// A number as how often something is done.
pub fn whole(value: &Value) -> Option<u32> {
    u32::try_from(value.as_number()?.value.to_i64()?).ok()
}
