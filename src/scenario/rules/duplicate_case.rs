//! Two cases of a scenario have one name.

use std::collections::BTreeMap;

use super::View;
use crate::rules::{Findings, Spot};

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    let mut seen: BTreeMap<&str, Spot<'_>> = BTreeMap::new();
    for (spot, case) in view.cases().filter(|(_, case)| !case.name.is_empty()) {
        let spot = spot.key("name");
        match seen.get(case.name.as_str()) {
            Some(first) => {
                findings
                    .add(&spot, format!("another case is called `{}` too", case.name))
                    .help("say what this one shows")
                    .related(first, "first here");
            }
            None => drop(seen.insert(&case.name, spot)),
        }
    }
}
