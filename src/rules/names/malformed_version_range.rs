//! A range of versions that can't be read.

use crate::rules::{Findings, Outline};
use crate::value::quoted;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for view in &outline.steps {
        let Some(range) = view.step.used.as_ref().and_then(|used| used.version.as_deref()) else { continue };
        if semver::VersionReq::parse(range).is_err() {
            findings
                .add(&outline.spot(view).key("use").key("version"), format!("{} is not a range of versions", quoted(range)))
                .help("write `>=1.2, <2`, or `=1.2.0` for one version only");
        }
    }
}
