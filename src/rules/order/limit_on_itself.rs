//! A limit that is computed from the value it judges.

use crate::rules::formulas::{Site, UseOf};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in &outline.formulas {
        let Site { use_of: UseOf::Limit(own, ..), step } = view.site else { continue };
        let Ok(formula) = &view.parsed else { continue };
        for (name, range) in formula.names() {
            let Some(target) = outline.target(view.site, name) else { continue };
            // Several readings may well be held against their own mean.
            let single = target.field.readings.is_none_or(|readings| readings < 2);
            if target.name == own && target.step.map(|step| step.index) == step && single {
                let message = format!("the limit of `{own}` depends on `{own}` itself");
                findings.add(&view.spot_of(outline, range), message).help("compare it with another value");
                break;
            }
        }
    }
}
