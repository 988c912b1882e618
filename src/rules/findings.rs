//! Collects what the rules find.

use super::place::Spot;
use crate::finding::{Finding, Place, Related, Report, Severity};
use crate::fix::Fix;
use crate::source::{Lines, Span};
use crate::value::{misspelt, nearest};
use crate::yaml::{Kind, Node, Problem, Tree};

/// The findings of one file while its rules run.
pub(crate) struct Findings<'a> {
    tree: &'a Tree<'a>,
    /// Made when the first finding needs it.
    lines: Option<Lines<'a>>,
    rule: &'static str,
    severity: Severity,
    findings: Vec<Finding>,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(tree: &'a Tree<'a>) -> Self {
        Findings { tree, lines: None, rule: "", severity: Severity::Error, findings: Vec::new() }
    }

    /// Says whose findings follow.
    pub(crate) fn of_rule(&mut self, rule: &'static str, severity: Severity) {
        (self.rule, self.severity) = (rule, severity);
    }

    /// Adds a finding of the rule that runs now. The message has no capital and no full stop.
    pub(crate) fn add(&mut self, spot: &Spot<'_>, message: impl Into<String>) -> Draft<'_, 'a> {
        let open = !self.is_full();
        if open {
            let place = self.place(spot.span(self.tree), spot.path());
            self.findings.push(Finding::new(self.rule, self.severity, place, clipped(message.into())));
        }
        Draft { findings: self, open }
    }

    /// Adds a problem of reading, with the severity of its rule.
    pub(crate) fn add_problem(&mut self, problem: Problem, severity: Severity) {
        let place = self.place(problem.span, self.tree.path_at(problem.span.start));
        let mut finding = Finding::new(problem.rule, severity, place, problem.message);
        finding.help = problem.help;
        finding.fix = problem.fix;
        if let Some((span, message)) = problem.related {
            let place = self.place(span, self.tree.path_at(span.start));
            finding.related.push(Related { file: None, place, message: message.to_owned() });
        }
        self.findings.push(finding);
    }

    /// Whether the file has something at a place, be it readable or not: what could not be read has a finding of its
    /// own, and is not also missing.
    pub(crate) fn is_written(&self, spot: &Spot<'_>) -> bool {
        spot.node(self.tree).is_some()
    }

    /// Whether the file has text without a character at a place.
    pub(crate) fn is_empty_text(&self, spot: &Spot<'_>) -> bool {
        spot.node(self.tree).is_some_and(|node| node.kind() == Kind::Quoted && node.text().is_empty())
    }

    /// What stands at a place, if anything does.
    pub(crate) fn node(&self, spot: &Spot<'_>) -> Option<Node<'_>> {
        spot.node(self.tree)
    }

    /// Whether no more findings are worth collecting.
    pub(crate) fn is_full(&self) -> bool {
        self.findings.len() > Report::MOST
    }

    pub(crate) fn count(&self) -> usize {
        self.findings.len()
    }

    /// Takes back findings that were added after the first `kept`.
    pub(crate) fn drop_since(&mut self, kept: usize, unfair: impl Fn(&Finding) -> bool) {
        let mut index = 0;
        self.findings.retain(|finding| {
            index += 1;
            index <= kept || !unfair(finding)
        });
    }

    pub(crate) fn into_list(self) -> Vec<Finding> {
        self.findings
    }

    /// A place with its lines and columns.
    pub(crate) fn place(&mut self, span: Span, path: String) -> Place {
        let lines = self.lines.get_or_insert_with(|| Lines::new(self.tree.text()));
        Place { path, span, start: lines.position(span.start), end: lines.position(span.end) }
    }
}

/// The finding just added, to which more can be said.
pub(crate) struct Draft<'f, 'a> {
    findings: &'f mut Findings<'a>,
    /// Whether the finding was kept; a file with very many keeps the first ones.
    open: bool,
}

impl Draft<'_, '_> {
    fn finding(&mut self) -> Option<&mut Finding> {
        self.findings.findings.last_mut().filter(|_| self.open)
    }

    /// Says what to do about it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        if let Some(finding) = self.finding() {
            finding.help = Some(clipped(help.into()));
        }
        self
    }

    /// Says how it is mended without a doubt, if it is.
    pub(crate) fn fix(mut self, fix: Option<Fix>) -> Self {
        if let Some(finding) = self.finding() {
            finding.fix = fix;
        }
        self
    }

    /// Offers the nearest of the names there are, or lists them where none is near; a misspelt one is mended.
    pub(crate) fn suggest<'n>(self, wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Self {
        let names: Vec<&str> = if self.open { names.into_iter().collect() } else { Vec::new() };
        let meant = misspelt(wrong, names.iter().copied());
        let draft = self.fix(meant.map(|name| Fix::Value(name.to_owned())));
        match nearest(wrong, names.iter().copied()) {
            Some(name) => draft.help(format!("did you mean `{name}`?")),
            None if names.is_empty() => draft,
            None => draft.help(format!("defined are {}", backticked(names))),
        }
    }

    /// Points to another place in the same file.
    pub(crate) fn related(mut self, spot: &Spot<'_>, message: &str) -> Self {
        let place = self.findings.place(spot.span(self.findings.tree), spot.path());
        if let Some(finding) = self.finding() {
            finding.related.push(Related { file: None, place, message: message.to_owned() });
        }
        self
    }
}

/// Names in backticks with commas; long lists are cut.
pub(crate) fn backticked<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    const MOST: usize = 12;
    let names: Vec<&str> = names.into_iter().collect();
    let shown: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > MOST { " and more" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// A text that is cut where a name in it is as long as a page, so that a thousand findings stay small.
fn clipped(mut text: String) -> String {
    const LONGEST: usize = 2_000;
    if text.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
        text.push('…');
    }
    text
}
