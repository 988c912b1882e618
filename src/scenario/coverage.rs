//! What cases have tried in a procedure, and what they have not.

use std::collections::BTreeSet;

use super::goal::{self, Goal, Side};
use super::outcome::CaseResult;
use super::paths;
use crate::manual::Plan;
use crate::run::{Against, Event, Judged, Recorded, TimedBy, What};
use crate::value::Value;

/// What cases have tried in a procedure, and what they have not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    goals: Vec<Goal>,
    reached: BTreeSet<Goal>,
}

/// How many of the goals of one group were reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The group: `steps`, `verifications`, `limit edges`, `time limits`, `refusals`, `dispositions` or `events`.
    pub group: &'static str,
    /// How many were reached.
    pub reached: usize,
    /// How many there are.
    pub goals: usize,
}

impl Coverage {
    /// Nothing tried yet in this plan.
    pub fn of(plan: &Plan) -> Coverage {
        Coverage { goals: goal::goals(plan), reached: BTreeSet::new() }
    }

    /// Adds what a case tried; one that failed adds what it did before.
    pub fn add(&mut self, result: &CaseResult) {
        let mut reached = BTreeSet::new();
        reached.extend(result.refusals.iter().copied().map(Goal::Refusal));
        let mut steps = Deviations::default();
        for event in &result.events {
            of_event(event, &mut steps, &mut reached);
        }
        self.reached.extend(reached);
    }

    /// Every goal of the plan, in the order of their groups.
    pub fn goals(&self) -> &[Goal] {
        &self.goals
    }

    /// The goals that no case has reached.
    pub fn missing(&self) -> impl Iterator<Item = &Goal> {
        self.goals.iter().filter(|goal| !self.reached.contains(goal))
    }

    /// Everything that was reached, goals of the plan or not.
    pub fn reached(&self) -> impl Iterator<Item = &Goal> {
        self.reached.iter()
    }

    /// How many of each group were reached, in the order of the groups; groups without goals are left out.
    pub fn shares(&self) -> Vec<Share> {
        let mut shares: Vec<Share> = Vec::new();
        for goal in &self.goals {
            let reached = usize::from(self.reached.contains(goal));
            match shares.iter_mut().find(|share| share.group == goal.group()) {
                Some(share) => {
                    share.goals += 1;
                    share.reached += reached;
                }
                None => shares.push(Share { group: goal.group(), reached, goals: 1 }),
            }
        }
        shares
    }
}

/// The step of each deviation, by its number.
#[derive(Default)]
struct Deviations(Vec<(u32, String)>);

fn of_event(event: &Event, deviations: &mut Deviations, reached: &mut BTreeSet<Goal>) {
    reached.insert(Goal::Event(word(&event.what)));
    match &event.what {
        What::Started(it) => judged("input", &it.inputs, reached),
        What::Performed(it) => {
            let step = paths::bare(&it.step);
            judged(&step, &it.values, reached);
            reached.insert(Goal::Step(step));
        }
        What::Verified(it) => {
            let step = paths::bare(&it.step);
            judged(&step, &it.values, reached);
            if it.rejected.is_none() && it.differs.is_empty() {
                reached.insert(Goal::Verified(step, it.verification));
            }
        }
        What::Adjudicated(it) => judged(&paths::bare(&it.step), &it.values, reached),
        What::Recomputed(it) => judged(&paths::bare(&it.step), &it.values, reached),
        What::Corrected(it) => {
            let step = it.step.as_deref().map_or_else(|| "input".to_owned(), paths::bare);
            judged(&step, std::slice::from_ref(&it.new), reached);
        }
        What::Breached(it) => {
            let step = paths::bare(&it.step);
            reached.insert(match it.limit {
                TimedBy::Time(number) => Goal::Breach(step, number),
                TimedBy::Witness(number) => Goal::MissedWitness(step, number),
            });
        }
        What::DeviationOpened(it) => deviations.0.push((it.deviation, paths::bare(&it.step))),
        What::Decided(it) => {
            let opened = deviations.0.iter().find(|(number, _)| *number == it.deviation);
            if let Some((_, step)) = opened {
                reached.insert(Goal::Disposition(step.clone(), it.disposition));
            }
        }
        _ => {}
    }
}

fn judged(step: &str, values: &[Recorded], reached: &mut BTreeSet<Goal>) {
    for recorded in values {
        for side in recorded.judged.iter().flat_map(sides) {
            let (step, field) = (step.to_owned(), recorded.field.clone());
            reached.insert(Goal::Edge { step, field, side });
        }
    }
}

/// The sides of edges that one judgement tried.
fn sides(judged: &Judged) -> Vec<Side> {
    match judged.against {
        Against::Plausible => return Vec::new(),
        Against::Alert => return if judged.met { Vec::new() } else { vec![Side::Alert] },
        Against::Limit => {}
    }
    let Some(compared) = &judged.compared else {
        return vec![if judged.met { Side::Met } else { Side::Missed }];
    };
    let values = match compared {
        Value::List(values) => values.as_slice(),
        value => std::slice::from_ref(value),
    };
    let mut sides = Vec::new();
    for value in values {
        if let Some(lower) = &judged.lower {
            match value.compare(&lower.value) {
                Some(std::cmp::Ordering::Less) => sides.push(Side::BelowLower),
                Some(std::cmp::Ordering::Equal) if !lower.inclusive => sides.push(Side::BelowLower),
                Some(std::cmp::Ordering::Equal) => sides.push(Side::AtLower),
                Some(std::cmp::Ordering::Greater) if !lower.inclusive => sides.push(Side::AtLower),
                _ => {}
            }
        }
        if let Some(upper) = &judged.upper {
            match value.compare(&upper.value) {
                Some(std::cmp::Ordering::Greater) => sides.push(Side::AboveUpper),
                Some(std::cmp::Ordering::Equal) if !upper.inclusive => sides.push(Side::AboveUpper),
                Some(std::cmp::Ordering::Equal) => sides.push(Side::AtUpper),
                Some(std::cmp::Ordering::Less) if !upper.inclusive => sides.push(Side::AtUpper),
                _ => {}
            }
        }
    }
    sides
}

/// The word of an event in the record.
fn word(what: &What) -> &'static str {
    match what {
        What::Started(_) => "started",
        What::ConditionTurned(_) => "condition_turned",
        What::InstancesOpened(_) => "instances_opened",
        What::UseOpened(_) => "use_opened",
        What::Performed(_) => "performed",
        What::Verified(_) => "verified",
        What::Disagreed(_) => "disagreed",
        What::Adjudicated(_) => "adjudicated",
        What::Breached(_) => "breached",
        What::DoneInTime(_) => "done_in_time",
        What::DeviationOpened(_) => "deviation_opened",
        What::Decided(_) => "decided",
        What::Corrected(_) => "corrected",
        What::Recomputed(_) => "recomputed",
        What::VerificationVoided(_) => "verification_voided",
        What::HoldPointVoided(_) => "hold_point_voided",
        What::HoldPointReleased(_) => "hold_point_released",
        What::DeclaredNotApplicable(_) => "declared_not_applicable",
        What::AnotherAsked(_) => "another_asked",
        What::EnoughSaid(_) => "enough_said",
        What::Interrupted(_) => "interrupted",
        What::Noted(_) => "noted",
        What::Paused(_) => "paused",
        What::Resumed(_) => "resumed",
        What::HandedOver(_) => "handed_over",
        What::TakenOver(_) => "taken_over",
        What::Released(_) => "released",
        What::Aborted(_) => "aborted",
        What::Ended(_) => "ended",
    }
}
