//! What holds for a step, in sentences: its condition, its time limits, who is kept apart, what happens when it fails.

use super::labels::fill;
use super::model::{Condition, Failure, TimeRule};
use super::phrase::Reader;
use super::place::Place;
use crate::document::{Apart, ApartWord, Block, Disposition};
use crate::procedure::{self, Instances, Moment, TimeLimit};

/// IF … do this, otherwise go to the step after it, by number and title.
pub(super) fn condition(
    reader: Reader<'_>,
    place: &Place<'_>,
    after: Option<&Place<'_>>,
) -> Option<Condition> {
    let labels = reader.tongue.labels;
    let holds = format!("{} {}", labels.r#if, reader.phrase(place.step.condition()?));
    let target = match after {
        Some(after) => {
            let title = reader.tongue.within(after.scope.procedure.language()).line(after.step.title());
            fill(&labels.step_named, &[("number", &after.number), ("title", &title)])
        }
        None => labels.end_of_steps.clone(),
    };
    Some(Condition { holds, then: fill(&labels.then, &[("target", &target)]) })
}

pub(super) fn repeat(reader: Reader<'_>, instances: &Instances) -> String {
    let labels = reader.tongue.labels;
    match instances {
        Instances::Computed { times, .. } => fill(&labels.repeat_times, &[("times", &reader.phrase(times))]),
        Instances::Open { least, most: Some(most) } => {
            fill(&labels.repeat_between, &[("least", &least.to_string()), ("most", &most.to_string())])
        }
        Instances::Open { least, most: None } => {
            fill(&labels.repeat_at_least, &[("least", &least.to_string())])
        }
    }
}

pub(super) fn time_rule(reader: Reader<'_>, limit: &TimeLimit) -> TimeRule {
    let labels = reader.tongue.labels;
    let (scope, tongue) = (reader.scope, reader.tongue);
    let step = |id: &str| {
        scope.procedure.step(id).map_or_else(String::new, |step| {
            let (number, title) = (scope.number(step), tongue.line(step.title()));
            fill(&labels.step_named, &[("number", &number), ("title", &title)])
        })
    };
    let moment = match &limit.after {
        Moment::Start => labels.moment_start.clone(),
        Moment::Done(id) => step(id),
        Moment::Verified(id) => fill(&labels.moment_verified, &[("step", &step(id))]),
        Moment::Field(id, name) => {
            let found = scope.procedure.step(id).and_then(|step| Some((step, step.field(name)?)));
            found.map_or_else(String::new, |(step, field)| {
                let blanks = [("field", &*tongue.field(field).text), ("number", &*scope.number(step))];
                fill(&labels.in_step, &blanks)
            })
        }
        Moment::Input(name) => {
            scope.procedure.inputs().get(name).map_or_else(String::new, |field| tongue.field(field).text)
        }
    };
    let sides = [(limit.at_most, &labels.time_at_most), (limit.at_least, &labels.time_at_least)];
    let sides = sides.into_iter().filter_map(|(duration, label)| {
        let duration = tongue.number(&duration?.to_string());
        Some(fill(label, &[("duration", &duration), ("moment", &moment)]))
    });
    let mut rule = sides.collect::<Vec<_>>().join("; ");
    for (applies, label) in [(limit.alert, &labels.time_alert), (limit.refuse, &labels.time_refuse)] {
        if applies {
            rule.push_str(&format!(" ({label})"));
        }
    }
    let mut clocks = vec![labels.clock_start.clone()];
    clocks.extend(limit.at_least.map(|_| labels.clock_earliest.clone()));
    clocks.extend(limit.at_most.map(|_| labels.clock_latest.clone()));
    clocks.push(labels.clock_end.clone());
    TimeRule { rule, clocks }
}

pub(super) fn apart_from(reader: Reader<'_>, apart: &Apart) -> String {
    let labels = reader.tongue.labels;
    match apart {
        Apart::Whole(ApartWord::Run) => labels.apart_run.clone(),
        Apart::Whole(ApartWord::Group) => labels.apart_group.clone(),
        Apart::Steps(ids) => {
            let steps = ids.iter().filter_map(|id| reader.scope.procedure.step(id));
            let steps: Vec<String> =
                steps.map(|step| format!("{} {}", labels.step, reader.scope.number(step))).collect();
            fill(&labels.apart_steps, &[("steps", &steps.join(", "))])
        }
    }
}

/// What happens when a step fails; nothing where it can't (DESIGN: a limit, a verification or a time limit).
pub(super) fn failure(reader: Reader<'_>, place: &Place<'_>) -> Option<Failure> {
    let labels = reader.tongue.labels;
    let step = place.step;
    let limited = step.fields().values().any(|field| {
        matches!(field.kind(), procedure::Kind::Confirm | procedure::Kind::Evidence { .. })
            || !reader.limits(field).is_empty()
    });
    let can_fail = limited
        || !step.verifications().is_empty()
        || step.time_limits().iter().any(|limit| !limit.alert && !limit.refuse);
    let on_fail = step.on_fail().filter(|_| can_fail)?;
    let block = match on_fail.block.unwrap_or_default() {
        Block::Run => &labels.stop_work,
        Block::Release => &labels.go_on,
    };
    let mut attempts = 1;
    let allowed: Vec<String> = on_fail
        .decide
        .iter()
        .map(|(disposition, roles)| {
            let roles = place.scope.roles(roles.iter(), reader.tongue);
            let mut word = reader.tongue.disposition(*disposition).to_owned();
            if let Some(rework) = on_fail.rework.as_ref().filter(|_| *disposition == Disposition::Rework) {
                attempts = rework.attempts.clamp(1, 9);
                let target = match rework.back_to.as_str() {
                    "self" => place.number.clone(),
                    id => {
                        reader.scope.procedure.step(id).map_or_else(String::new, |it| reader.scope.number(it))
                    }
                };
                let blanks = [("target", target.as_str()), ("attempts", &rework.attempts.to_string())];
                word = fill(&labels.rework_from, &blanks);
            }
            fill(&labels.decided_by_role, &[("disposition", &word), ("role", &roles.text)])
        })
        .collect();
    let decisions = format!("{}: {block}; {}.", labels.if_it_fails, allowed.join(", "));
    Some(Failure { decisions, attempts })
}
