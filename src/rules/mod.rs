//! Rules on one procedure file.
//!
//! A rule is one function in one file, a page beside it, and one line in the table of its subject. The page says
//! what, why, a failing example and the right way; a test runs the examples. Names are resolved once, in the
//! `Outline`, and rules read that. Rules between the files of a manual are not here but in
//! [`manual`](crate::manual).
//!
//! Adding a rule: write `<subject>/<rule_name>.rs` and `<subject>/<rule-name>.md`, add its line to
//! `<subject>/mod.rs` and its name to `tests/data/rules.txt`; the tests say what is missing.

mod archive;
mod bytes;
mod place;
mod findings;
mod outline;
mod formulas;
mod conditions;
pub(crate) mod table;
mod suppression;
mod texts;
mod numbers;

mod text;
mod shape;
mod names;
mod order;
mod people;
mod values;
mod time;
mod failure;
mod head;
mod wording;
mod translation;
mod suppressing;

pub(crate) use archive::is_archived;
pub(crate) use findings::{Findings, backticked};
pub(crate) use formulas::UseOf;
pub(crate) use outline::{Outline, StepView};
pub(crate) use people::shortage;
pub(crate) use place::Spot;
pub(crate) use suppression::{Suppression, applied, find as find_suppressions};
pub use table::Rule;
pub(crate) use table::rules;

use crate::document::{self, Document};
use crate::finding::{Finding, Report, Severity};
use crate::source::{Source, Span};
use crate::value::Date;
use crate::yaml::{self, Tree};
use suppressing::Heard;
use table::Needs;

/// All rules on one file, by subject.
pub(crate) const RULES: &[&[Rule]] = &[
    text::RULES,
    shape::RULES,
    names::RULES,
    order::RULES,
    people::RULES,
    values::RULES,
    time::RULES,
    failure::RULES,
    head::RULES,
    wording::RULES,
    translation::RULES,
    suppressing::RULES,
];

/// Reads a file and says everything that is wrong with it by itself. Rules about dates that pass, such as an overdue
/// review, need the day `as_of` which to judge; without it they are silent.
///
/// What is wrong between files is for [`Manual`](crate::manual) to say.
pub fn check(source: Source<'_>, as_of: Option<Date>) -> Report {
    judge(source, as_of).report
}

/// The same for a file as it is stored: bytes that should be UTF-8.
pub fn check_bytes(name: &str, bytes: &[u8], as_of: Option<Date>) -> Report {
    if let Some(problem) = yaml::too_large(bytes.len()) {
        return Report::new(name, reading_findings(&Tree::default(), vec![problem]), Vec::new());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => check(Source::new(name, text), as_of),
        Err(error) => Report::new(name, vec![bytes::not_utf8(bytes, error)], Vec::new()),
    }
}

/// What came of reading and judging one file.
pub(crate) struct Judged<'a> {
    /// The tree, where the text could be read to its end.
    pub(crate) tree: Option<Tree<'a>>,
    /// What the file says, as far as it could be read.
    pub(crate) document: Document,
    /// What is wrong with it.
    pub(crate) report: Report,
    /// Whether the whole file could be read.
    pub(crate) sound: bool,
    /// Comments that allow findings, for the rules between files.
    pub(crate) suppressions: Vec<Suppression>,
}

/// Reads a file and holds every rule on one file against it.
pub(crate) fn judge<'a>(source: Source<'a>, as_of: Option<Date>) -> Judged<'a> {
    // Dates that pass mean nothing to a version that is no longer in force.
    let as_of = as_of.filter(|_| !is_archived(source.name()));
    let text = source.text();
    let (tree, mut problems) = yaml::read(text);
    let Some(tree) = tree else {
        let tree = Tree::of_text(text);
        let found = at_most(Report::MOST, reading_findings(&tree, problems), &tree);
        let report = Report::new(source.name(), found, Vec::new());
        return Judged {
            tree: None,
            document: Document::default(),
            report,
            sound: false,
            suppressions: Vec::new(),
        };
    };
    let document = document::read(&tree, &mut problems);
    let suppressions = suppression::find(&tree);
    let sound = problems.is_empty();
    let (report, suppressions) = {
        let damaged: Vec<_> = problems.iter().map(|problem| problem.span).collect();
        let mut found = reading_findings(&tree, problems);
        // Where the file is not a map at all, or of a format to come, rules would only repeat that.
        if tree.root().is_some_and(|root| root.kind() == yaml::Kind::Mapping) && document.countersign == 1 {
            match oversized(&document) {
                Some(problem) => found.extend(reading_findings(&tree, vec![problem])),
                None => {
                    found.extend(rule_findings(
                        &tree,
                        &Outline::new(&document, source.name(), as_of),
                        &damaged,
                    ));
                }
            }
        }
        let heard = Heard { all: sound && found.len() <= Report::MOST, as_of };
        let (mut found, allowed, suppressions) = applied(suppressions, found, is_firm);
        found.extend(suppressing::about(&suppressions, &tree, heard));
        let report = Report::new(source.name(), at_most(Report::MOST, found, &tree), allowed);
        (report, suppressions)
    };
    Judged { tree: Some(tree), document, report, sound, suppressions }
}

/// Whether findings of a rule on one file can't be allowed.
fn is_firm(name: &str) -> bool {
    RULES.iter().copied().flatten().any(|rule| rule.name() == name && rule.firm)
}

/// A document so large that holding the rules against it would take longer than anybody waits.
fn oversized(document: &Document) -> Option<yaml::Problem> {
    const MOST: usize = 1000;
    let (mut steps, mut fields) = (0, document.inputs.len());
    let mut waiting: Vec<_> = document.steps.iter().collect();
    while let Some(step) = waiting.pop() {
        steps += 1;
        fields = fields.max(step.record.len());
        waiting.extend(&step.steps);
    }
    let counted = [(steps, "steps"), (fields, "fields in one place"), (document.roles.len(), "roles")];
    let (count, what) = counted.into_iter().find(|(count, _)| *count > MOST)?;
    let message = format!("the procedure has {count} {what}, and at most {MOST} are judged");
    let problem = yaml::Problem::new("oversized-procedure", Span::default(), message);
    Some(problem.help("split it into several procedures joined by `use`"))
}

/// The problems of reading as findings, with the severities of the table.
fn reading_findings(tree: &Tree<'_>, problems: Vec<yaml::Problem>) -> Vec<Finding> {
    let mut findings = Findings::new(tree);
    for problem in problems {
        let rule = RULES.iter().copied().flatten().find(|rule| rule.name() == problem.rule);
        debug_assert!(rule.is_some(), "`{}` is in no table", problem.rule);
        findings.add_problem(problem, rule.map_or(Severity::Error, Rule::severity));
        if findings.is_full() {
            break;
        }
    }
    findings.into_list()
}

/// So many findings; where there are more, the last one says so, at the end of the file.
pub(crate) fn at_most(most: usize, mut found: Vec<Finding>, tree: &Tree<'_>) -> Vec<Finding> {
    if found.len() > most {
        found.truncate(most.saturating_sub(1));
        let end = tree.text().len();
        let message = format!("more than {most} findings, of which the first {} are shown", found.len());
        let problem = yaml::Problem::new("too-many-findings", Span::new(end, end), message);
        found.extend(reading_findings(tree, vec![problem.help("mend these and check again")]));
    }
    found
}

fn rule_findings(tree: &Tree<'_>, outline: &Outline<'_>, damaged: &[Span]) -> Vec<Finding> {
    let mut findings = Findings::new(tree);
    for rule in RULES.iter().copied().flatten() {
        let Some(check) = rule.check else { continue };
        if rule.needs == Needs::SoundFile && !damaged.is_empty() {
            continue;
        }
        let before = findings.count();
        findings.of_rule(rule.name(), rule.severity());
        check(outline, &mut findings);
        if rule.needs == Needs::SoundStep && !damaged.is_empty() {
            findings.drop_since(before, |finding| is_damaged(tree, finding, damaged));
        }
        if findings.is_full() {
            break;
        }
    }
    findings.into_list()
}

/// Whether the step that a finding speaks of could not be read in full, so that what it misses may well be there.
fn is_damaged(tree: &Tree<'_>, finding: &Finding, damaged: &[Span]) -> bool {
    let mut node = tree.root();
    let mut innermost = None;
    while let Some(here) = node.take() {
        let Some((_, steps)) = here.get("steps") else { break };
        node = steps.items().find(|step| step.span().contains(finding.place.span));
        innermost = node.or(innermost);
    }
    innermost.is_some_and(|step| damaged.iter().any(|span| step.span().contains(*span)))
}
