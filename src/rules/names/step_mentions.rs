//! Every place, formulas and time limits aside, where a procedure names one of its steps.

use crate::document::{Apart, OnFail};
use crate::rules::{Outline, Spot};

/// What is called with each step that is named, and a way to the place.
type Visit<'v, 'd> = dyn FnMut(&'d str, &dyn Fn() -> Spot<'d>) + 'v;

/// Calls `visit` with every step that is named; `self` is left out.
pub(super) fn each<'d>(outline: &Outline<'d>, visit: &mut Visit<'_, 'd>) {
    let document = outline.document;
    if let Some(on_fail) = document.defaults.as_ref().and_then(|defaults| defaults.on_fail.as_ref()) {
        back_to(on_fail, &|| Spot::top("defaults").key("on_fail"), visit);
    }
    for view in &outline.steps {
        let step = view.step;
        let spot = || outline.spot(view);
        apart(step.apart_from.as_ref(), &spot, visit);
        for (at, check) in step.verify.iter().enumerate() {
            apart(check.apart_from.as_ref(), &|| outline.verification_spot(view, at), visit);
        }
        if let Some(hold_point) = &step.hold_point {
            apart(hold_point.apart_from.as_ref(), &|| spot().key("hold_point"), visit);
        }
        if let Some(on_fail) = &step.on_fail {
            back_to(on_fail, &|| spot().key("on_fail"), visit);
        }
    }
    if let Some(release) = &document.release {
        apart(release.apart_from.as_ref(), &|| Spot::top("release"), visit);
    }
}

fn apart<'d>(apart_from: Option<&'d Apart>, spot: &dyn Fn() -> Spot<'d>, visit: &mut Visit<'_, 'd>) {
    let Some(Apart::Steps(steps)) = apart_from else { return };
    for (at, step) in steps.iter().enumerate() {
        visit(step, &|| spot().key("apart_from").item(at));
    }
}

fn back_to<'d>(on_fail: &'d OnFail, spot: &dyn Fn() -> Spot<'d>, visit: &mut Visit<'_, 'd>) {
    if let Some(rework) = on_fail.rework.as_ref().filter(|rework| rework.back_to != "self") {
        visit(&rework.back_to, &|| spot().key("rework").key("back_to"));
    }
}
