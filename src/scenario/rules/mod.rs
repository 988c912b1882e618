//! Rules on a scenario: that it can be played at all, and that playing it says something.
//!
//! They are not rules on procedures, and no comment allows a finding of them: a scenario that can't be played tests
//! nothing.

mod duplicate_case;
mod undefined_case;
mod until_nowhere;
mod oversized_scenario;
mod undefined_person;
mod act_before_start;
mod started_twice;
mod case_without_end;
mod unknown_role_of_person;
mod unknown_input_in_case;
mod unknown_step_in_case;
mod unknown_field_in_case;

use super::document::{CaseEntry, LineEntry, ScenarioDocument};
use super::sequence::{self, Sequence};
use crate::manual::Plan;
use crate::rules::{Findings, Spot, rules};

rules! {
    "no-act", Error, firm;
    "several-acts", Error, firm;
    "key-not-for-act", Error, firm;
    "nothing-to-test", Error, firm, fixable;
    "duplicate-case", Error, firm;
    "undefined-case", Error, firm, fixable;
    "until-nowhere", Error, firm;
    "oversized-scenario", Error, firm;
    "undefined-person", Error, firm;
    "act-before-start", Error, firm;
    "started-twice", Error, firm;
    "case-without-end", Error, firm;
    "unknown-role-of-person", Error, firm;
    "unknown-input-in-case", Error, firm;
    "unknown-step-in-case", Error, firm, fixable;
    "unknown-field-in-case", Error, firm;
}

/// What the rules judge.
pub(super) struct View<'d> {
    pub(super) document: &'d ScenarioDocument,
    /// What each case plays.
    pub(super) sequences: &'d [Sequence],
    /// Whether the cases are few enough to be played.
    pub(super) fits: bool,
    /// What is tested; nothing where it can't be known.
    pub(super) plan: Option<&'d Plan>,
}

/// Holds every rule against a document; those that speak of what a case lacks are silent where the file could not be
/// read in full.
pub(super) fn check(view: &View<'_>, sound: bool, findings: &mut Findings<'_>) {
    for (name, check) in CHECKS {
        let speaks_of_lack = matches!(*name, "case-without-end" | "act-before-start" | "until-nowhere");
        if speaks_of_lack && !sound {
            continue;
        }
        if let Some(rule) = RULES.iter().find(|rule| rule.name() == *name) {
            findings.of_rule(rule.name(), rule.severity());
            check(view, findings);
        }
        if findings.is_full() {
            break;
        }
    }
}

type Check = fn(&View<'_>, &mut Findings<'_>);

const CHECKS: &[(&str, Check)] = &[
    ("duplicate-case", duplicate_case::check),
    ("undefined-case", undefined_case::check),
    ("until-nowhere", until_nowhere::check),
    ("oversized-scenario", oversized_scenario::check),
    ("undefined-person", undefined_person::check),
    ("act-before-start", act_before_start::check),
    ("started-twice", started_twice::check),
    ("case-without-end", case_without_end::check),
    ("unknown-role-of-person", unknown_role_of_person::check),
    ("unknown-input-in-case", unknown_input_in_case::check),
    ("unknown-step-in-case", unknown_step_in_case::check),
    ("unknown-field-in-case", unknown_field_in_case::check),
];

impl<'d> View<'d> {
    /// Every case with its place.
    fn cases(&self) -> impl Iterator<Item = (Spot<'d>, &'d CaseEntry)> {
        let cases = self.document.cases.iter().enumerate();
        cases.map(|(index, case)| (Spot::top("cases").item(index), case))
    }

    /// Every line with its place.
    fn lines(&self) -> impl Iterator<Item = (Spot<'d>, &'d LineEntry)> {
        self.cases().flat_map(|(spot, case)| {
            let lines = case.acts.iter().enumerate();
            lines.map(move |(index, line)| (spot.clone().key("acts").item(index), line))
        })
    }

    /// The lines that a case plays: whether each is its own, and the line.
    fn played(&self, case: usize) -> impl Iterator<Item = (Option<Spot<'d>>, &'d LineEntry)> {
        let lines = self.sequences.get(case).map(|sequence| sequence.lines.as_slice()).unwrap_or_default();
        lines.iter().filter_map(move |place| {
            let own = place.0 == case;
            let spot = own.then(|| Spot::top("cases").item(case).key("acts").item(place.1));
            Some((spot, sequence::line(self.document, *place)?))
        })
    }

    /// Whether everything that a case plays is known.
    fn is_whole(&self, case: usize) -> bool {
        let entry = self.document.cases.get(case);
        let follows = entry.is_some_and(|entry| entry.follows.is_some());
        self.fits
            && self.sequences.get(case).is_some_and(|it| it.is_left && (it.follows.is_some() || !follows))
    }
}
