//! Every place where a procedure names one of its roles.

use crate::document::OnFail;
use crate::rules::{Outline, Spot};

/// What is called with each role that is named, whether it acts there, and a way to the place. The roles of
/// `separate` don't act: nobody does anything by being kept apart.
type Visit<'v, 'd> = dyn FnMut(&'d str, bool, &dyn Fn() -> Spot<'d>) + 'v;

/// Calls `visit` with every role that is named.
pub(super) fn each<'d>(outline: &Outline<'d>, visit: &mut Visit<'_, 'd>) {
    let document = outline.document;
    for (set, roles) in document.separate.iter().enumerate() {
        for (at, role) in roles.iter().enumerate() {
            visit(role, false, &|| Spot::top("separate").item(set).item(at));
        }
    }
    if let Some(on_fail) = document.defaults.as_ref().and_then(|defaults| defaults.on_fail.as_ref()) {
        deciders(on_fail, &|| Spot::top("defaults").key("on_fail"), visit);
    }
    for view in &outline.steps {
        let step = view.step;
        let spot = || outline.spot(view);
        list(&step.by, &spot, visit);
        for (at, check) in step.verify.iter().enumerate() {
            let spot = || outline.verification_spot(view, at);
            list(&check.by, &spot, visit);
            if let Some(on_disagree) = &check.on_disagree {
                visit(&on_disagree.then, true, &|| spot().key("on_disagree").key("then"));
            }
        }
        if let Some(hold_point) = &step.hold_point {
            list(&hold_point.by, &|| spot().key("hold_point"), visit);
        }
        if let Some(on_fail) = &step.on_fail {
            deciders(on_fail, &|| spot().key("on_fail"), visit);
        }
        if let Some(not_applicable) = &step.not_applicable {
            list(&not_applicable.by, &|| spot().key("not_applicable"), visit);
        }
        for (theirs, ours) in step.used.iter().flat_map(|used| &used.roles) {
            visit(ours, true, &|| spot().key("use").key("roles").key(theirs));
        }
    }
    if let Some(release) = &document.release {
        list(&release.by, &|| Spot::top("release"), visit);
    }
}

/// The roles under `by` of a map.
fn list<'d>(roles: &'d [String], spot: &dyn Fn() -> Spot<'d>, visit: &mut Visit<'_, 'd>) {
    for (at, role) in roles.iter().enumerate() {
        visit(role, true, &|| spot().key("by").item(at));
    }
}

fn deciders<'d>(on_fail: &'d OnFail, spot: &dyn Fn() -> Spot<'d>, visit: &mut Visit<'_, 'd>) {
    for (disposition, roles) in &on_fail.decide {
        for (at, role) in roles.iter().enumerate() {
            visit(role, true, &|| spot().key("decide").key(disposition.word()).item(at));
        }
    }
}
