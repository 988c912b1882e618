//! The paths by which a case names steps, held against what the procedure has: `turkey`, `pack[2].weigh`,
//! `clean/wash`. Whether there is a second instance is not known before the run.

use crate::manual::Plan;
use crate::procedure::{Procedure, Step};

/// The step that a path names.
pub(super) fn step<'p>(plan: &'p Plan, path: &str) -> Option<&'p Step> {
    let mut procedure = plan.main();
    let mut parts = path.split('/').peekable();
    loop {
        let id = parts.next()?.rsplit('.').next()?;
        let id = id.split('[').next().unwrap_or(id);
        let step = procedure.step(id)?;
        if parts.peek().is_none() {
            return Some(step);
        }
        procedure = plan.used_by(procedure, step)?;
    }
}

/// The path without the numbers of instances and the groups around them: `weigh` of `pack[2].weigh`.
pub(super) fn bare(path: &str) -> String {
    let ids = path.split('/').map(|part| {
        let id = part.rsplit('.').next().unwrap_or(part);
        id.split('[').next().unwrap_or(id)
    });
    ids.collect::<Vec<_>>().join("/")
}

/// The bare paths of all steps and groups, those of used procedures included.
pub(super) fn all(plan: &Plan) -> Vec<String> {
    with_steps(plan).into_iter().map(|(path, _)| path).collect()
}

/// All steps and groups with their bare paths, in the order of work.
pub(super) fn with_steps(plan: &Plan) -> Vec<(String, &Step)> {
    let mut found = Vec::new();
    collect(plan, plan.main(), "", &mut found);
    found
}

fn collect<'p>(plan: &'p Plan, procedure: &'p Procedure, prefix: &str, found: &mut Vec<(String, &'p Step)>) {
    for step in procedure.steps() {
        let path = format!("{prefix}{}", step.id());
        let used = plan.used_by(procedure, step);
        found.push((path.clone(), step));
        if let Some(used) = used {
            collect(plan, used, &format!("{path}/"), found);
        }
    }
}
