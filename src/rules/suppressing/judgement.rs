//! What is wrong with a comment that allows a finding: one problem each, the first that applies.

use super::RULES;
use crate::finding::{Finding, Report, Severity};
use crate::fix::Fix;
use crate::rules::suppression::Suppression;
use crate::rules::table::Needs;
use crate::rules::{Findings, Rule};
use crate::value::{Date, nearest};
use crate::yaml::{Problem, Tree};

/// Rules between the files of a manual, and between the versions of a procedure, that a comment may allow: whether one
/// for them is used isn't known from one file.
const BETWEEN_FILES: &[&str] = &[
    "undefined-procedure",
    "circular-use",
    "missing-input",
    "unknown-input",
    "input-type",
    "input-outside-limits",
    "unmapped-role",
    "unknown-role-mapping",
    "lost-separation",
    "too-few-people",
    "version-not-satisfied",
    "unpinned-use",
    "retired-procedure-used",
    "draft-procedure-used",
    "use-nested-too-deep",
    "version-not-raised",
    "version-lowered",
    "version-step-too-small",
    "version-without-change",
    "step-id-reused",
    "control-weakened",
];

/// Those of them that no comment may allow.
const FIRM_BETWEEN_FILES: &[&str] = &[
    "duplicate-procedure-id",
    "effective-edited",
    "history-rewritten",
    "procedure-removed",
    "procedure-id-reused",
    "approval-carried-over",
];

/// Rules that are silent without a day on which to judge.
const ON_A_DAY: &[&str] = &["approval-in-future", "not-yet-effective", "review-overdue"];

/// Which rules could say what they find.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct Heard {
    /// Whether the whole file could be read, so that all rules were asked.
    pub(in crate::rules) all: bool,
    /// The day on which to judge, if there was one.
    pub(in crate::rules) as_of: Option<Date>,
}

/// What is wrong with the comments themselves, once it is known which were used.
pub(in crate::rules) fn about(suppressions: &[Suppression], tree: &Tree<'_>, heard: Heard) -> Vec<Finding> {
    let mut findings = Findings::new(tree);
    for problem in suppressions.iter().filter_map(|it| problem_of(it, heard)).take(Report::MOST + 1) {
        let rule = RULES.iter().find(|rule| rule.name() == problem.rule);
        findings.add_problem(problem, rule.map_or(Severity::Error, Rule::severity));
    }
    findings.into_list()
}

fn problem_of(it: &Suppression, heard: Heard) -> Option<Problem> {
    let Some(name) = it.rule.as_deref().filter(|_| it.is_alone) else { return Some(malformed(it)) };
    let rule = known(name);
    if rule.map_or(FIRM_BETWEEN_FILES.contains(&name), |rule| rule.firm) {
        let message = format!("`{name}` can't be allowed");
        let problem = Problem::new("suppression-of-firm-rule", it.rule_span, message);
        return Some(problem.help("mend what it finds, and delete this comment"));
    }
    let Some(rule) = rule else {
        return (!BETWEEN_FILES.contains(&name))
            .then(|| unknown(it, name))
            .or_else(|| without_reason(it))
            .or_else(|| expired(it, heard.as_of?));
    };
    let asked = heard.all || rule.needs == Needs::Anything && rule.check.is_none();
    let could_speak = asked && (heard.as_of.is_some() || !ON_A_DAY.contains(&name));
    if !it.used && could_speak {
        let message = format!("`{name}` finds nothing on the next line");
        let problem = Problem::new("unused-suppression", it.span, message);
        let problem = problem.help("delete the comment, or put it directly above what it allows");
        return Some(problem.fix(Fix::Line));
    }
    without_reason(it).or_else(|| expired(it, heard.as_of?))
}

fn malformed(it: &Suppression) -> Problem {
    let problem = |message| Problem::new("malformed-suppression", it.span, message);
    if !it.is_alone {
        return problem("a comment behind a value allows nothing")
            .help("put it on a line of its own, above the line of the finding");
    }
    problem("this comment allows nothing").help("write `# countersign: allow(rule): reason`, one rule each")
}

fn unknown(it: &Suppression, name: &str) -> Problem {
    let names = super::super::RULES.iter().copied().flatten().map(Rule::name);
    let message = format!("no rule is called `{}`", crate::yaml::shortened(name));
    let problem = Problem::new("unknown-rule-in-suppression", it.rule_span, message);
    match nearest(name, names.chain(BETWEEN_FILES.iter().copied())) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("`countersign rules` lists all names"),
    }
}

fn without_reason(it: &Suppression) -> Option<Problem> {
    (!it.has_reason).then(|| {
        let problem = Problem::new("suppression-without-reason", it.span, "this comment gives no reason");
        problem.help("say why after a colon: `# countersign: allow(rule): reason`")
    })
}

fn expired(it: &Suppression, as_of: Date) -> Option<Problem> {
    let until = it.until.filter(|until| *until < as_of)?;
    let message = format!("this exception ended on `{until}`");
    let problem = Problem::new("expired-suppression", it.span, message);
    Some(problem.help("mend what it allows, or say why it still holds and until when"))
}

fn known(name: &str) -> Option<&'static Rule> {
    super::super::RULES.iter().copied().flatten().find(|rule| rule.name() == name)
}
