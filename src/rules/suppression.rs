//! Comments that allow one finding: `# countersign: allow(rule): reason`, on the line above.
//!
//! One comment allows one finding of one rule on the next line that isn't a comment. What it allows is kept in the
//! report, apart from the findings.

use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::source::{Lines, Span};
use crate::value::Date;
use crate::yaml::Tree;

const WORD: &str = "countersign";

/// One such comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Suppression {
    /// The comment.
    pub(crate) span: Span,
    /// The rule it names; none where the comment can't be read.
    pub(crate) rule: Option<String>,
    /// Where the rule's name stands.
    pub(crate) rule_span: Span,
    /// Whether it gives a reason.
    pub(crate) has_reason: bool,
    /// The last day on which it holds, where the reason ends with one.
    pub(crate) until: Option<Date>,
    /// Whether it has a line of its own; behind a value it allows nothing.
    pub(crate) is_alone: bool,
    /// The line, counted from 1, on which it allows a finding.
    pub(crate) line: u32,
    /// Whether it allowed one.
    pub(crate) used: bool,
}

/// All such comments of a file, and those that were meant to be one.
pub(crate) fn find(tree: &Tree<'_>) -> Vec<Suppression> {
    let text = tree.text();
    let mut found = Vec::new();
    let mut lines = None;
    for (word, _) in text.match_indices(WORD) {
        let Some((at, rest)) = comment_around(text, word) else { continue };
        let end = rest.find(['\n', '\r']).map_or(text.len(), |length| at + length);
        let span = Span::new(at, end);
        if !tree.is_inside_scalar(span.start) {
            let lines = lines.get_or_insert_with(|| Lines::new(text));
            found.push(parsed(text.get(at..end).unwrap_or_default(), span, lines));
        }
    }
    if let Some(lines) = lines {
        aim(&mut found, &lines);
    }
    found
}

/// Where the comment starts whose first word is at `word`, and the text from there on.
fn comment_around(text: &str, word: usize) -> Option<(usize, &str)> {
    let after = text.get(word + WORD.len()..)?.trim_start_matches(' ');
    let before = text.get(..word)?.trim_end_matches(' ');
    let at = before.len().checked_sub(1).filter(|_| before.ends_with('#') && after.starts_with(':'))?;
    Some((at, text.get(at..)?))
}

/// Takes out the findings that comments allow, one each, and says which comments were used. Findings of a firm rule are
/// allowed by none.
pub(crate) fn applied(
    mut suppressions: Vec<Suppression>,
    found: Vec<Finding>,
    is_firm: impl Fn(&str) -> bool,
) -> (Vec<Finding>, Vec<Finding>, Vec<Suppression>) {
    if suppressions.is_empty() {
        return (found, Vec::new(), suppressions);
    }
    let (allowed, kept) = found.into_iter().partition(|finding| {
        let fits = |it: &&mut Suppression| {
            it.line == finding.place.start.line
                && it.is_alone
                && !it.used
                && it.rule.as_deref() == Some(finding.rule)
        };
        match suppressions.iter_mut().find(fits).filter(|_| !is_firm(finding.rule)) {
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
    let line = lines.position(span.start).line;
    let is_alone = lines.line(line).trim_start().starts_with('#');
    let (rule, rule_span, has_reason, until) = (None, span, false, None);
    let mut it = Suppression { span, rule, rule_span, has_reason, until, is_alone, line, used: false };
    let Some(rest) = comment.strip_prefix("# countersign: allow(") else { return it };
    let Some((rule, reason)) = rest.split_once(')') else { return it };
    if !reason.is_empty() && !reason.starts_with(':') || rule.contains([',', ' ']) || rule.is_empty() {
        return it;
    }
    let start = span.range().start + comment.len() - rest.len();
    it.rule = Some(rule.to_owned());
    it.rule_span = Span::new(start, start + rule.len());
    it.until = reason.rsplit_once(" until ").and_then(|(_, day)| day.trim_end().parse().ok());
    it.has_reason = reason.strip_prefix(':').is_some_and(|reason| !reason.trim().is_empty());
    it
}

/// Sets the line on which each comment allows a finding: the next one that isn't a comment.
fn aim(suppressions: &mut [Suppression], lines: &Lines<'_>) {
    // From the last one to the first, so that a long block of comments is walked once.
    let mut below: Option<(u32, u32)> = None;
    for it in suppressions.iter_mut().rev() {
        let own = it.line;
        let is_comment = |line: u32| lines.line(line).trim_start().starts_with('#');
        let end = (own + 1..).find(|line| below.is_some_and(|(next, _)| next == *line) || !is_comment(*line));
        it.line = match (end, below) {
            (Some(line), Some((next, target))) if line == next => target,
            (line, _) => line.unwrap_or(own),
        };
        below = it.is_alone.then_some((own, it.line));
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::read;

    /// The lines that the comments of a text aim at, with the rules that they name.
    fn check(text: &str, expected: &[(u32, Option<&str>)]) {
        let (tree, problems) = read(text);
        assert!(problems.is_empty(), "{problems:?}");
        let found = super::find(&tree.expect("a tree"));
        let found: Vec<_> = found.iter().map(|it| (it.line, it.rule.as_deref())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn comments_aim_at_the_next_line_that_is_none() {
        check("# countersign: allow(a): x\nb: c\n", &[(2, Some("a"))]);
        check(
            "# countersign: allow(a): x\n# why\n# countersign: allow(b): y\nb: c\n",
            &[(4, Some("a")), (4, Some("b"))],
        );
        check("a: b\n  # countersign: allow(a): x\n\nc: d\n", &[(3, Some("a"))]);
        check("countersign: 1\ntext: the countersign: word\n".replace(": word", " word").as_str(), &[]);
        check("a: '# countersign: allow(b): x'\n", &[]);
        check("a: |\n  # countersign: allow(b): x\n", &[]);
    }

    #[test]
    fn what_looks_like_one_is_kept_without_a_rule() {
        for comment in ["#countersign: allow(a): x", "# countersign : allow(a)", "# countersign: allow a: x"]
        {
            check(&format!("{comment}\nb: c\n"), &[(2, None)]);
        }
        check("# countersign: allow(a, b): x\nb: c\n", &[(2, None)]);
        check("# countersign: allow(a) x\nb: c\n", &[(2, None)]);
        check("# the countersign: of all\nb: c\n", &[]);
    }
}
