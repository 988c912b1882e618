//! Scripts that test a procedure: people play runs of it, and each line says what must happen.
//!
//! A [`ScenarioDocument`] is what a scenario file says, possibly wrong; a [`Scenario`] can be played. [`read`] makes
//! one of the other, with every finding in one go, and [`Scenario::play`] plays one case: acts, refusals that must
//! come, what a person may see, and what must hold. A failing case has the run's story in words, so that whoever
//! wrote the procedure sees what went otherwise. [`Coverage`] says what no case has tried.
//!
//! ```
//! use countersign::manual::{Manual, Plan};
//! use countersign::procedure::Procedure;
//! use countersign::scenario::{self, Tested};
//! use countersign::source::Source;
//!
//! # let text = "
//! # countersign: 1
//! # id: hand-washing
//! # version: 1.0.0
//! # title: Wash your hands
//! # changes: [{version: 1.0.0, on: 2026-11-20, what: First issue.}]
//! # roles: {cook: {title: Cook}, lead: {title: Shift lead}}
//! # steps:
//! #   - id: wash
//! #     title: Wash for twenty seconds
//! #     by: cook
//! #     record: {washing: {type: number, unit: s, min: 20}}
//! #     on_fail: {decide: {cancel: lead}}
//! # ";
//! let plan = Plan::of(Procedure::parse(text).expect("no errors")).expect("a plan");
//! let scenario = "
//! scenario: 1
//! procedure: hand-washing
//! people:
//!   ana: {name: Ana Ruiz, roles: [cook]}
//! cases:
//!   - name: nineteen seconds are too short
//!     at: 2026-12-01T09:00:00Z
//!     acts:
//!       - {by: ana, start: trial}
//!       - {by: ana, perform: wash, values: {washing: 19}}
//!       - expect: {run: running, verdicts: {wash.washing: nonconforming}, open_deviations: 1}
//! ";
//! let source = Source::new("hand-washing.scenarios.yaml", scenario);
//! let (scenario, report) = scenario::read(source, &|_| Tested::Plan(Box::new(plan.clone())));
//! let scenario = scenario.unwrap_or_else(|| panic!("{report}"));
//! let results: Vec<_> = scenario.cases().iter().map(|case| scenario.play(case)).collect();
//! assert!(results.iter().all(|result| result.passed()));
//! ```
//!
//! No clock, no files: times stand in the file, and a host finds the procedures.

mod document;
mod kind;
mod schema;
mod read;
mod sequence;
mod paths;
mod rules;
mod script;
mod outcome;
mod expect;
mod play;
mod goal;
mod coverage;

pub use coverage::{Coverage, Share};
pub use document::{CaseEntry, Expect, Follows, LineEntry, Participant, ScenarioDocument, StartAs, Tally};
pub use goal::{Goal, Side};
pub use outcome::{CaseResult, Difference, Failure, Told};
pub(crate) use rules::RULES;
pub use schema::scenario_schema;
pub use script::{Case, Scenario};

use crate::finding::{Finding, Report, Severity};
use crate::manual::Plan;
use crate::rules::{self as rules_on_files, Findings, Rule, Spot};
use crate::source::Source;
use crate::yaml::{self, Kind, Problem, Tree};
use rules::View;
use script::Places;

/// What a host found under the name after `procedure:`.
#[derive(Debug, Clone)]
pub enum Tested {
    /// The procedure with every procedure it uses.
    Plan(Box<Plan>),
    /// There is no such procedure.
    Missing {
        /// The ids or files that there are.
        known: Vec<String>,
    },
    /// It is there, but there are errors in it, so that nothing can be said about names and nothing be played.
    Unsound,
}

/// Reads a scenario and says everything that is wrong with it; there is no scenario where the report has errors, or
/// where the procedure has some. `find` gives the procedure that is tested, by what stands after `procedure:`.
pub fn read(source: Source<'_>, find: &dyn Fn(&str) -> Tested) -> (Option<Scenario>, Report) {
    let (tree, mut problems) = yaml::read(source.text());
    let Some(tree) = tree else {
        let tree = Tree::of_text(source.text());
        return (None, report(source, &tree, found(&tree, problems)));
    };
    let document = read::read(&tree, &mut problems);
    let sound = problems.is_empty();
    let readable =
        tree.root().is_some_and(|root| root.kind() == Kind::Mapping) && (document.scenario == 1 || !sound);
    let mut findings = found(&tree, problems);
    if !readable {
        return (None, report(source, &tree, findings));
    }
    let tested = if document.procedure.is_empty() { Tested::Unsound } else { find(&document.procedure) };
    let (sequences, fits) = sequence::sequences(&document);
    let plan = match &tested {
        Tested::Plan(plan) => Some(plan.as_ref()),
        _ => None,
    };
    let mut judged = Findings::new(&tree);
    nothing_to_test(&document, &tested, &mut judged);
    rules::check(&View { document: &document, sequences: &sequences, fits, plan }, sound, &mut judged);
    findings.extend(judged.into_list());
    let report = report(source, &tree, findings);
    let Tested::Plan(plan) = tested else { return (None, report) };
    if report.has_errors() {
        return (None, report);
    }
    let places = places(&tree);
    (script::scenario(source.name(), *plan, &document, &sequences, &places), report)
}

/// Says what is wrong with a scenario by itself, whatever procedure it tests.
pub fn check(source: Source<'_>) -> Report {
    read(source, &|_| Tested::Unsound).1
}

fn nothing_to_test(document: &ScenarioDocument, tested: &Tested, findings: &mut Findings<'_>) {
    if let Tested::Missing { known } = tested {
        findings.of_rule("nothing-to-test", Severity::Error);
        let message = format!("there is no procedure `{}`", document.procedure);
        let known = known.iter().map(String::as_str);
        findings.add(&Spot::top("procedure"), message).suggest(&document.procedure, known);
    }
}

/// The problems of reading as findings, with the severities of the tables.
fn found(tree: &Tree<'_>, problems: Vec<Problem>) -> Vec<Finding> {
    let mut findings = Findings::new(tree);
    for problem in problems {
        let known = rules_on_files::RULES.iter().copied().flatten().chain(RULES);
        let rule = known.clone().find(|rule| rule.name() == problem.rule);
        findings.add_problem(problem, rule.map_or(Severity::Error, Rule::severity));
        if findings.is_full() {
            break;
        }
    }
    findings.into_list()
}

fn report(source: Source<'_>, tree: &Tree<'_>, findings: Vec<Finding>) -> Report {
    Report::new(source.name(), rules_on_files::at_most(Report::MOST, findings, tree), Vec::new())
}

/// Where the cases and their lines stand, found in one walk over the tree.
fn places(tree: &Tree<'_>) -> Places {
    let mut places = Places::default();
    let mut find = Findings::new(tree);
    let cases = tree.root().and_then(|root| root.get("cases")).map(|(_, cases)| cases);
    for (index, case) in cases.into_iter().flat_map(|cases| cases.items()).enumerate() {
        let name = case.get("name").map_or(case.span(), |(_, name)| name.span());
        let own = find.place(name, format!("cases[{index}].name"));
        let acts = case.get("acts").into_iter().flat_map(|(_, acts)| acts.items()).enumerate();
        let lines = acts.map(|(line, node)| find.place(node.span(), format!("cases[{index}].acts[{line}]")));
        places.cases.push((own, lines.collect()));
    }
    places
}
