//! Adds an approval to a procedure file and leaves every other byte as it is.
//!
//! The approval is written in the layout of those that are there, or before the history where it is the first. What
//! can't be done exactly is refused and not done nearly: afterwards the file is read again, and must say what it said
//! before and the approval, and nothing else.

use serde_json::Value;

use super::digest;
use crate::document::{Approval, ApprovalRole};
use crate::edit::{Edit, apply};
use crate::finding::{Report, Severity};
use crate::rules::{self, Judged};
use crate::source::{Source, Span};
use crate::yaml::{Kind, Node, Tree};

/// Why a file was not approved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApproveError {
    /// The file has errors, or would have them with the approval, such as an author who approves.
    #[error("the file has errors, or would have them with this approval")]
    Errors(Report),
    /// The file is laid out in a way in which nothing can be added exactly.
    #[error("nothing can be added exactly to the approvals of this file as they are laid out")]
    Layout,
    /// The name has characters in it that don't show.
    #[error("the name has a character in it that doesn't show")]
    Name,
}

/// The edit that adds an approval, bound to the content of the file by its digest. Whatever digest `approval` carries
/// is replaced.
///
/// # Errors
///
/// When the name has characters that don't show, when the file has errors that the approval doesn't mend or would have
/// new ones with it, and when its layout doesn't let it be added exactly.
pub fn approve(source: Source<'_>, approval: &Approval) -> Result<Edit, ApproveError> {
    if approval.name.chars().any(char::is_control) {
        return Err(ApproveError::Name);
    }
    let before = rules::judge(source, None);
    let Judged { tree: Some(tree), document, sound: true, .. } = &before else {
        return Err(ApproveError::Errors(before.report));
    };
    let approval = Approval { digest: Some(digest(document).to_string()), ..approval.clone() };
    let edit = addition(tree, &approval).ok_or(ApproveError::Layout)?;
    let text = apply(source.text(), std::slice::from_ref(&edit)).map_err(|_| ApproveError::Layout)?;
    let after = rules::judge(Source::new(source.name(), &text), None);
    let mut expected = document.clone();
    expected.approvals.push(approval);
    if after.document != expected {
        return Err(ApproveError::Layout);
    }
    let in_the_way = after.report.judged(|finding| is_in_the_way(finding).then_some(finding.severity));
    match in_the_way.is_empty() {
        true => Ok(edit),
        false => Err(ApproveError::Errors(in_the_way)),
    }
}

/// Whether a finding keeps an approval out. That an approver is still missing doesn't: others sign after this one.
fn is_in_the_way(finding: &crate::finding::Finding) -> bool {
    finding.severity == Severity::Error && finding.rule != "no-approver"
}

fn addition(tree: &Tree<'_>, approval: &Approval) -> Option<Edit> {
    let root = tree.root().filter(|root| root.kind() == Kind::Mapping)?;
    let text = tree.text();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    match root.get("approvals") {
        Some((_, list)) => {
            if let Some(start) = bracket_of(text, list) {
                return in_brackets(start, list, approval);
            }
            let last = list.items().last()?;
            let layout = Layout::of(text, last)?;
            Some(inserted(text, end_of(last), &layout.written(approval, line_end)?, line_end))
        }
        // A file in braces has no lines to add to.
        None if text.get(root.span().range())?.starts_with('{') => None,
        None => {
            // Behind what says which procedure it is and who answers for it.
            let keys =
                ["version", "title", "number", "language", "status", "effective", "review_by", "owner"];
            let (key, value) = root.pairs().filter(|(key, _)| keys.contains(&key.text())).last()?;
            let indent = indent_of(text, key.span())?;
            let layout =
                Layout { before_dash: format!("{indent}  "), after_dash: " ".to_owned(), is_flow: true };
            let entry = format!("{indent}approvals:{line_end}{}", layout.written(approval, line_end)?);
            Some(inserted(text, end_of(value), &entry, line_end))
        }
    }
}

/// Where the bracket stands that a list begins with; nothing for one of lines with dashes.
fn bracket_of(text: &str, list: Node<'_>) -> Option<u32> {
    let start = list.span().start;
    let is_list = list.kind() == Kind::Sequence;
    (is_list && text.get(list.span().range())?.starts_with('[')).then_some(start)
}

/// The addition to a list in brackets, behind its last item or as its only one.
fn in_brackets(start: u32, list: Node<'_>, approval: &Approval) -> Option<Edit> {
    let entry = in_braces(approval)?;
    Some(match list.items().last() {
        Some(last) => Edit::insert(end_of(last), format!(", {entry}")),
        None => Edit::insert(start + 1, entry),
    })
}

/// How the items of a list are written.
struct Layout {
    /// The white space before the dash.
    before_dash: String,
    /// The white space after the dash.
    after_dash: String,
    /// Whether an item is a map in braces.
    is_flow: bool,
}

impl Layout {
    /// The layout of an item; nothing where it doesn't begin with a dash on a line of its own.
    fn of(text: &str, item: Node<'_>) -> Option<Layout> {
        let start = item.span().range().start;
        let line = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
        let (before, after) = text.get(line..start)?.split_once('-')?;
        let is_blank = |part: &str| part.chars().all(|character| character == ' ');
        let is_flow = text.get(start..)?.starts_with('{');
        (is_blank(before) && is_blank(after) && !after.is_empty()).then(|| Layout {
            before_dash: before.to_owned(),
            after_dash: after.to_owned(),
            is_flow,
        })
    }

    fn written(&self, approval: &Approval, line_end: &str) -> Option<String> {
        let Layout { before_dash, after_dash, is_flow } = self;
        let start = format!("{before_dash}-{after_dash}");
        if *is_flow {
            return Some(format!("{start}{}{line_end}", in_braces(approval)?));
        }
        let inner = " ".repeat(start.chars().count());
        let lines = pairs(approval)?.into_iter().enumerate().map(|(at, (key, value))| {
            let indent = if at == 0 { &start } else { &inner };
            format!("{indent}{key}: {value}{line_end}")
        });
        Some(lines.collect())
    }
}

/// An approval as a map in braces.
fn in_braces(approval: &Approval) -> Option<String> {
    let pairs = pairs(approval)?.map(|(key, value)| format!("{key}: {value}"));
    Some(format!("{{{}}}", pairs.join(", ")))
}

/// What an approval says, as YAML.
fn pairs(approval: &Approval) -> Option<[(&'static str, String); 4]> {
    let Approval { role, name, on, digest } = approval;
    let role = match role {
        ApprovalRole::Author => "author",
        ApprovalRole::Reviewer => "reviewer",
        ApprovalRole::Approver => "approver",
    };
    let digest = format!("\"{}\"", digest.as_deref()?);
    Some([("role", role.to_owned()), ("name", scalar(name)), ("on", on.to_string()), ("digest", digest)])
}

/// A name as YAML that reads back as the same name.
fn scalar(name: &str) -> String {
    let is_plain = name.chars().all(|it| it.is_alphabetic() || matches!(it, ' ' | '.' | '-'))
        && name.contains(' ')
        && name.starts_with(char::is_alphabetic)
        && name.trim() == name;
    if is_plain { name.to_owned() } else { Value::from(name).to_string() }
}

/// Where the last scalar of a node ends.
fn end_of(node: Node<'_>) -> u32 {
    match node.children().last() {
        // Brackets and braces end behind their last item.
        Some(last) => end_of(last).max(if is_closed(node) { node.span().end } else { 0 }),
        None => node.span().end,
    }
}

/// Whether a map or list ends with a bracket or brace, and not wherever the next line begins.
fn is_closed(node: Node<'_>) -> bool {
    node.children().next().is_some_and(|first| first.span().start > node.span().start)
}

/// The white space before a key; nothing where something else stands before it on its line.
fn indent_of(text: &str, key: Span) -> Option<&str> {
    let start = key.range().start;
    let line = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    text.get(line..start).filter(|before| before.chars().all(|character| character == ' '))
}

/// Puts whole lines in behind the line in which something ends.
fn inserted(text: &str, end: u32, lines: &str, line_end: &str) -> Edit {
    let at = Span { start: end, end }.range().start;
    // A text of several lines may end where the next line begins.
    let ended = text.get(..at).is_some_and(|before| before.ends_with('\n'));
    let rest = text.get(at..).unwrap_or_default();
    match rest.find('\n') {
        _ if ended => Edit::insert(end, lines),
        Some(length) => Edit::insert(end + u32::try_from(length + 1).unwrap_or(0), lines),
        None => {
            let end = u32::try_from(text.len()).unwrap_or(end);
            Edit::insert(end, format!("{line_end}{}", lines.trim_end_matches(['\r', '\n'])))
        }
    }
}
