//! Comments that allow one finding: `# countersign: allow(rule): reason`, on the line above.
//!
//! One comment allows one finding of one rule on the next line that isn't a comment. What it allows is kept in the
//! report, apart from the findings.

use crate::finding::Finding;
use crate::source::{Lines, Span};
use crate::yaml::Tree;

const MARK: &str = "# countersign:";

/// One such comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Suppression {
    /// The comment.
    pub(crate) span: Span,
    /// The rule it names; none where the comment can't be read.
    pub(crate) rule: Option<String>,
    /// Where the rule's name stands.
    pub(crate) rule_span: Span,
    /// Whether it gives a reason.
    pub(crate) has_reason: bool,
    /// The line, counted from 1, on which it allows a finding.
    pub(crate) line: u32,
    /// Whether it allowed one.
    pub(crate) used: bool,
}

/// All such comments of a file.
pub(crate) fn find(tree: &Tree<'_>) -> Vec<Suppression> {
    let text = tree.text();
    let mut found = Vec::new();
    if !text.contains(MARK) {
        return found;
    }
    let lines = Lines::new(text);
    for (at, _) in text.match_indices(MARK) {
        let end =
            text.get(at..).and_then(|rest| rest.find(['\n', '\r'])).map_or(text.len(), |length| at + length);
        let span = Span::new(at, end);
        if !tree.is_inside_scalar(span.start) {
            found.push(parsed(text.get(at..end).unwrap_or_default(), span, &lines));
        }
    }
    found
}

/// Takes out the findings that comments allow, one each, and says which comments were used.
pub(crate) fn applied(
    mut suppressions: Vec<Suppression>,
    found: Vec<Finding>,
) -> (Vec<Finding>, Vec<Finding>, Vec<Suppression>) {
    if suppressions.is_empty() {
        return (found, Vec::new(), suppressions);
    }
    let may =
        |rule: &str| super::RULES.iter().copied().flatten().all(|known| known.name() != rule || !known.firm);
    let (allowed, kept) = found.into_iter().partition(|finding| {
        let fits = |it: &&mut Suppression| {
            it.line == finding.place.start.line && it.rule.as_deref() == Some(finding.rule) && !it.used
        };
        match suppressions.iter_mut().find(fits).filter(|_| may(finding.rule)) {
            Some(suppression) => {
                suppression.used = true;
                true
            }
            None => false,
        }
    });
    (kept, allowed, suppressions)
}

fn parsed(comment: &str, span: Span, lines: &Lines<'_>) -> Suppression {
    let own = lines.position(span.start).line;
    let is_comment = |line: u32| {
        let line = lines.line(line).trim_start();
        line.starts_with('#')
    };
    let line = if is_comment(own) { (own..).find(|line| !is_comment(*line)).unwrap_or(own) } else { own + 1 };
    let mut it = Suppression { span, rule: None, rule_span: span, has_reason: false, line, used: false };
    let Some((_, rest)) = comment.split_once("allow(") else { return it };
    let Some((rule, reason)) = rest.split_once(')') else { return it };
    let start = span.range().start + comment.len() - rest.len();
    it.rule = Some(rule.trim().to_owned());
    it.rule_span = Span::new(start, start + rule.len());
    it.has_reason = reason.trim_start().strip_prefix(':').is_some_and(|reason| !reason.trim().is_empty());
    it
}
