//! Somebody acts who is not among the people.

use super::View;
use crate::rules::{Findings, Spot};

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    let people = &view.document.people;
    let mut judge = |spot: Spot<'_>, name: &str| {
        if !name.is_empty() && !people.contains_key(name) && findings.is_written(&Spot::top("people")) {
            let message = format!("nobody here is called `{name}`");
            findings.add(&spot, message).suggest(name, people.keys().map(String::as_str));
        }
    };
    for (spot, line) in view.lines() {
        if let Some(by) = &line.by {
            judge(spot.clone().key("by"), by);
        }
        if let Some(by) = &line.performed_by {
            judge(spot.clone().key("performed_by"), by);
        }
        let available = line.expect.iter().flat_map(|expect| expect.available.keys());
        for name in available {
            judge(spot.clone().key("expect").key("available").key(name.as_str()).at_key(), name);
        }
    }
}
