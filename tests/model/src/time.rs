//! Time (rule 7): when things could start, and which limits have passed.

use countersign::document::{Before, Block, How};
use countersign::procedure::{Moment, TimeLimit};
use countersign::run::{Act, Code, TimedBy};
use countersign::value::{DateTime, Duration, Value};

use super::facts::{Breach, Model};
use super::formulas::Seen;
use super::order;
use super::people;
use super::places::{Kind, Tree, around, is_any_order, is_within, steps_in};

/// When an act was done, and whether it was entered late; or why that can't be.
pub fn performed_at(
    model: &Model,
    tree: &Tree,
    at: usize,
    act: &Act,
    now: DateTime,
    since: DateTime,
) -> Result<DateTime, Vec<Code>> {
    let done = act.performed_at.unwrap_or(now);
    let mut codes = Vec::new();
    codes.extend((done > now).then_some(Code::InFuture));
    codes.extend((done < model.started).then_some(Code::BeforeStart));
    codes.extend((done < since).then_some(Code::BeforeOpen));
    let late_after = late_after(model, tree, at);
    let late = late_after.is_some_and(|after| now > later(done, after));
    let has_other_use = act.reject;
    codes.extend((late && act.reason.is_none()).then_some(Code::LateWithoutReason));
    codes.extend((!late && act.reason.is_some() && !has_other_use).then_some(Code::OutOfPlace));
    if codes.is_empty() { Ok(done) } else { Err(codes) }
}

/// After how long an entry needs a reason.
fn late_after(model: &Model, tree: &Tree, at: usize) -> Option<Duration> {
    let procedure = people::procedure(model, tree, &tree[at].user);
    procedure.document().defaults.as_ref()?.late_after
}

/// A moment and a length of time after it.
pub fn later(moment: DateTime, length: Duration) -> DateTime {
    moment.checked_add(length).unwrap_or(moment)
}

/// Since when a place could have been started.
pub fn since(model: &Model, tree: &Tree, at: usize) -> DateTime {
    let own = model.of(&tree[at].path).restarted.unwrap_or(model.started);
    let Some(parent) = tree[at].parent else { return own };
    let mut latest = own.max(since(model, tree, parent));
    if !is_any_order(&tree[parent]) {
        for before in tree[parent].children.iter().take_while(|it| **it != at) {
            latest = latest.max(passed_at(model, tree, *before));
        }
    }
    latest
}

/// When a place let what comes after it start.
fn passed_at(model: &Model, tree: &Tree, at: usize) -> DateTime {
    if !order::is_wanted(model, tree, at) {
        return model.started;
    }
    let known = model.of(&tree[at].path);
    let mut last = known.restarted.unwrap_or(model.started);
    // In a group of order `any`, hold points act at the group's end.
    let loose = tree[at].parent.is_some_and(|parent| is_any_order(&tree[parent]));
    if let Some((_, at)) = known.released.as_ref().filter(|_| !loose) {
        last = last.max(*at);
    }
    if let Some(attempt) = known.standing() {
        last = last.max(attempt.performed_at);
        // Nothing after it could start until what stopped the run was decided.
        let blocking =
            model.deviations.iter().filter(|it| it.path == tree[at].path && it.block == Block::Run);
        last = blocking.filter_map(|it| it.decided_at).fold(last, DateTime::max);
        for (index, verification) in order::due(model, tree, at) {
            if verification.before == Before::Next && !loose {
                last = attempt.signatures_of(index).fold(last, |last, it| last.max(it.performed_at));
            }
        }
    }
    tree[at].children.iter().fold(last, |last, child| last.max(passed_at(model, tree, *child)))
}

/// When a place was done: the last of its steps, once all are.
pub fn done_at(model: &Model, tree: &Tree, at: usize) -> Option<DateTime> {
    let steps: Vec<usize> = steps_in(tree, at).filter(|it| order::is_wanted(model, tree, *it)).collect();
    if tree[at].kind != Kind::Step && steps.is_empty() && order::is_over(model, tree, at) {
        // Where nothing is to be done, it was done when its turn came.
        return Some(since(model, tree, at));
    }
    let times = steps.into_iter().map(|step| Some(model.of(&tree[step].path).standing()?.performed_at));
    times.collect::<Option<Vec<_>>>()?.into_iter().max()
}

/// When a step was verified, once it is.
fn verified_at(model: &Model, tree: &Tree, at: usize) -> Option<DateTime> {
    let known = model.of(&tree[at].path);
    let attempt = known.standing()?;
    let due = order::due(model, tree, at);
    if due.is_empty() || due.iter().any(|(index, it)| !order::is_complete(attempt, *index, it)) {
        return None;
    }
    attempt.signatures.iter().filter(|it| it.valid).map(|it| it.performed_at).max()
}

/// The moment since which a time limit of a place counts, once it has come.
pub fn moment(model: &Model, tree: &Tree, at: usize, limit: &TimeLimit) -> Option<DateTime> {
    // From outside a repeated group, the moment of its last instance.
    let there = |id: &str, of: &dyn Fn(usize) -> Option<DateTime>| {
        let same = |it: &usize| {
            tree[*it].user == tree[at].user
                && tree[*it].kind != Kind::Instance
                && tree[*it].step.is_some_and(|step| step.id() == id)
        };
        let inside =
            |outer: usize| (0..tree.len()).filter(same).filter(move |it| is_within(tree, *it, outer));
        let outer = around(tree, at).find(|outer| inside(*outer).next().is_some())?;
        let times = inside(outer).filter(|it| order::is_wanted(model, tree, *it)).map(of);
        times.collect::<Option<Vec<_>>>()?.into_iter().max()
    };
    let read = |name: String| {
        let formula = countersign::formula::Formula::parse(&name).ok()?;
        match (Seen { model, tree, at, own: &[], now: model.at }).value(&formula)? {
            Value::DateTime(moment) => Some(moment),
            _ => None,
        }
    };
    match &limit.after {
        Moment::Start => Some(model.started),
        Moment::Done(id) => there(id, &|it| done_at(model, tree, it)),
        Moment::Verified(id) => there(id, &|it| verified_at(model, tree, it)),
        Moment::Field(step, field) => read(format!("{step}.{field}")),
        Moment::Input(name) => read(format!("input.{name}")),
    }
}

/// How many performances are over: breaches of earlier ones are not found again.
pub fn round(model: &Model, tree: &Tree, at: usize) -> usize {
    steps_in(tree, at)
        .map(|step| model.of(&tree[step].path).attempts.iter().filter(|it| !it.stands).count())
        .sum()
}

/// Whether it can be said already that a place is to be done.
fn is_to_be_done(model: &Model, tree: &Tree, at: usize, now: DateTime) -> bool {
    let holds = |at: usize| {
        let place = &tree[at];
        let condition = place.step.filter(|_| place.kind != Kind::Instance).and_then(|step| step.condition());
        condition.is_none_or(|it| Seen { model, tree, at, own: &[], now }.holds(it) == Some(true))
    };
    order::is_wanted(model, tree, at) && std::iter::once(at).chain(around(tree, at)).all(holds)
}

/// The limits that have passed by a moment and were not found before, in the order in which they passed.
pub fn passed(model: &Model, tree: &Tree, now: DateTime) -> Vec<Breach> {
    let mut found: Vec<Breach> = Vec::new();
    for (at, place) in tree.iter().enumerate() {
        let Some(step) = place.step.filter(|_| place.kind != Kind::Instance) else { continue };
        if !is_to_be_done(model, tree, at, now) {
            continue;
        }
        let breach = |limit: TimedBy, happened: DateTime, alert: bool| Breach {
            path: place.path.clone(),
            attempt: round(model, tree, at),
            limit,
            happened,
            alert,
            in_time: false,
        };
        for (index, limit) in step.time_limits().iter().enumerate().filter(|(_, limit)| !limit.refuse) {
            let limit_name = TimedBy::Time(u32::try_from(index).unwrap_or(u32::MAX));
            let Some(moment) = moment(model, tree, at, limit) else { continue };
            let done = done_at(model, tree, at);
            if let Some(most) = limit.at_most {
                let latest = later(moment, most);
                if done.unwrap_or(now) > latest {
                    found.push(breach(limit_name, latest, limit.alert));
                }
            }
            if let (Some(least), Some(done)) = (limit.at_least, done)
                && done < later(moment, least)
            {
                found.push(breach(limit_name, done, limit.alert));
            }
        }
        let known = model.of(&place.path);
        let Some(attempt) = known.standing() else { continue };
        for (index, verification) in order::due(model, tree, at) {
            let Some(within) = verification.within.filter(|_| verification.how == How::Witness) else {
                continue;
            };
            let latest = later(attempt.performed_at, within);
            if !order::is_complete(attempt, index, verification) && now > latest {
                found.push(breach(TimedBy::Witness(u32::try_from(index).unwrap_or(u32::MAX)), latest, false));
            }
        }
    }
    let known = |breach: &Breach| {
        let same = |it: &Breach| {
            it.path == breach.path && it.limit == breach.limit && it.happened == breach.happened
        };
        model.breaches.iter().any(same)
    };
    found.retain(|breach| !known(breach));
    found.sort_by_key(|breach| breach.happened);
    found
}
