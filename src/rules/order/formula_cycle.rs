//! Computed fields that need each other.

use crate::formula::Formula;
use crate::rules::formulas::{FormulaView, UseOf};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for views in outline.formulas.chunk_by(|a, b| a.site.step == b.site.step) {
        let needs = |view: &FormulaView<'_>| needed(outline, views, view).next().is_some();
        if views.iter().any(|view| computed(view).is_some() && needs(view)) {
            for ring in rings(outline, views) {
                report(outline, findings, views, &ring);
            }
        }
    }
}

fn report(outline: &Outline<'_>, findings: &mut Findings<'_>, views: &[FormulaView<'_>], ring: &[usize]) {
    let names: Vec<&str> = ring.iter().filter_map(|index| computed(views.get(*index)?)).collect();
    let message = match names.as_slice() {
        [own] => format!("`{own}` is computed from itself"),
        names => {
            let shown: Vec<String> =
                names.iter().chain(names.first()).map(|name| format!("`{name}`")).collect();
            format!("none of these can be computed first: {}", shown.join(" needs "))
        }
    };
    if let Some(first) = ring.first().and_then(|index| views.get(*index)) {
        findings.add(&first.spot(outline), message);
    }
}

/// The name of the field that a formula computes.
fn computed<'d>(view: &FormulaView<'d>) -> Option<&'d str> {
    match view.site.use_of {
        UseOf::Computes(name) => Some(name),
        _ => None,
    }
}

/// The computed fields of the same step that a formula reads, by their place among the step's formulas.
fn needed<'v, 'd>(
    outline: &'v Outline<'d>,
    views: &'v [FormulaView<'d>],
    view: &'v FormulaView<'d>,
) -> impl Iterator<Item = usize> + 'v {
    view.parsed.iter().flat_map(Formula::names).filter_map(move |(name, _)| {
        let target = outline.target(view.site, name)?;
        let own = target.step.map(|step| step.index) == view.site.step && target.field.is_computed();
        own.then(|| views.iter().position(|it| computed(it) == Some(target.name)))?
    })
}

/// Rings of formulas that need each other, each once, with the first in the file in front.
fn rings(outline: &Outline<'_>, views: &[FormulaView<'_>]) -> Vec<Vec<usize>> {
    let needs: Vec<Vec<usize>> = views
        .iter()
        .map(|view| match computed(view) {
            Some(_) => needed(outline, views, view).collect(),
            None => Vec::new(),
        })
        .collect();
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    let mut open: Vec<usize> = Vec::with_capacity(needs.len());
    for (user, needs) in needs.iter().enumerate() {
        open.push(needs.len());
        for need in needs {
            if let Some(users) = users.get_mut(*need) {
                users.push(user);
            }
        }
    }
    // What needs nothing that is open can be computed; what is left in the end stands in a ring, or needs one.
    let mut ready: Vec<usize> = (0..needs.len()).filter(|index| open.get(*index) == Some(&0)).collect();
    while let Some(done) = ready.pop() {
        for user in users.get(done).into_iter().flatten() {
            if let Some(count) = open.get_mut(*user) {
                *count -= 1;
                if *count == 0 {
                    ready.push(*user);
                }
            }
        }
    }
    let is_open = |index: &usize| open.get(*index).is_some_and(|count| *count > 0);
    let mut seen = vec![false; needs.len()];
    let mut rings = Vec::new();
    for start in (0..needs.len()).filter(is_open) {
        let (mut path, mut next) = (Vec::new(), Some(start));
        while let Some(index) = next.filter(|index| seen.get(*index) == Some(&false)) {
            if let Some(seen) = seen.get_mut(index) {
                *seen = true;
            }
            path.push(index);
            next = needs.get(index).and_then(|needs| needs.iter().copied().find(is_open));
        }
        // Only a path that came back to itself has found a ring that wasn't seen before.
        if let Some(from) = path.iter().position(|index| Some(*index) == next) {
            let mut ring = path.split_off(from);
            let first = ring.iter().enumerate().min_by_key(|(_, index)| **index).map_or(0, |(at, _)| at);
            ring.rotate_left(first);
            rings.push(ring);
        }
    }
    rings
}
