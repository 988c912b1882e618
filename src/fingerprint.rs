//! What a finding is about, in a form that stays the same while the lines of its file move.
//!
//! Tools that remember findings from run to run (baselines, code scanning) need to know one again. Line numbers change
//! with every line that is put in above, and messages change between versions; so a fingerprint is made of the rule, the
//! procedure's id, the path in which steps go by their ids, and a digest of what stands there. Another mistake in the
//! same place has another fingerprint.

use std::fmt::Write as _;

use crate::finding::Finding;
use crate::procedure::Digest;
use crate::yaml::{self, Kind, Node, Tree};

/// By what a finding is known again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint {
    /// The rule's name.
    pub rule: String,
    /// The procedure's id, or the file's name where it has none that can be read.
    pub procedure: String,
    /// The keys that lead there, steps by their ids: `steps[turkey].record.mass.min`.
    pub path: String,
    /// Twelve digits of a digest of what stands there and of the words of the file that the message repeats.
    pub content: String,
}

impl Fingerprint {
    /// All of it in one digest, for tools that keep one text for each finding.
    pub fn digest(&self) -> Digest {
        let Fingerprint { rule, procedure, path, content } = self;
        Digest::of([rule, procedure, path, content].map(String::as_str).join("\0").as_bytes())
    }
}

/// Makes the fingerprints of one file's findings; the file is read once for all of them.
#[derive(Debug)]
pub struct Fingerprints<'a> {
    tree: Tree<'a>,
    procedure: String,
}

impl<'a> Fingerprints<'a> {
    /// Reads the text of the file that the findings are about; `file` stands for the procedure where it has no id.
    pub fn new(file: &str, text: &'a str) -> Self {
        let tree = yaml::read(text).0.unwrap_or_else(|| Tree::of_text(text));
        let id = tree.root().and_then(|root| root.get("id")).map(|(_, id)| id.text());
        let procedure = id.filter(|id| !id.is_empty()).unwrap_or(file).to_owned();
        Fingerprints { tree, procedure }
    }

    /// The fingerprint of a finding in this file.
    pub fn of(&self, finding: &Finding) -> Fingerprint {
        let (path, node) = self.follow(&finding.place.path);
        let mut content = String::new();
        // What is said of the whole file would change with every word of it.
        if let Some(node) = node.filter(|_| !path.is_empty()) {
            push_content(node, &mut content);
        }
        for word in finding.message.split('`').skip(1).step_by(2) {
            content.extend(["\0", word]);
        }
        Fingerprint {
            rule: finding.rule.to_owned(),
            procedure: self.procedure.clone(),
            path,
            content: Digest::of(content.as_bytes()).short(),
        }
    }

    /// The path with ids for indices, and what stands there: as far as the file has it, the rest as it was.
    fn follow<'s>(&'s self, path: &str) -> (String, Option<Node<'s>>) {
        let mut written = String::new();
        let mut node = self.tree.root();
        let mut rest = path;
        while let Some((here, (name, after, next))) = node.and_then(|it| Some((it, step(it, rest)?))) {
            if here.kind() == Kind::Mapping && !written.is_empty() && !name.is_empty() {
                written.push('.');
            }
            written.push_str(&name);
            (rest, node) = (after.strip_prefix('.').unwrap_or(after), Some(next));
        }
        if !rest.is_empty() {
            let dot = if written.is_empty() || rest.starts_with('[') { "" } else { "." };
            written.extend([dot, rest]);
        }
        (written, node)
    }
}

/// The first part of a path in this node: as it is written, what follows, and where it leads.
fn step<'t, 'p>(node: Node<'t>, path: &'p str) -> Option<(String, &'p str, Node<'t>)> {
    // A single item may stand without a list around it.
    if let Some(after) = path.strip_prefix("[0]").filter(|_| node.kind() != Kind::Sequence) {
        return Some((String::new(), after, node));
    }
    match node.kind() {
        Kind::Mapping => {
            let fits = |(key, value): (Node<'t>, Node<'t>)| {
                let name = yaml::shortened(key.text());
                let after = path.strip_prefix(name.as_str()).filter(|_| !name.is_empty())?;
                (after.is_empty() || after.starts_with(['.', '['])).then_some((name, after, value))
            };
            // Names of an author's own may have dots in them: the longest that fits is meant.
            node.pairs().filter_map(fits).max_by_key(|(name, ..)| name.len())
        }
        Kind::Sequence => {
            let (index, after) = path.strip_prefix('[')?.split_once(']')?;
            let item = node.items().nth(index.parse().ok()?)?;
            let name = name_of(item).unwrap_or(index);
            Some((format!("[{}]", yaml::shortened(name)), after, item))
        }
        Kind::Plain | Kind::Quoted | Kind::Unreadable => None,
    }
}

/// What an item of a list goes by wherever it stands: its id, the version it tells of, or its own text.
fn name_of(item: Node<'_>) -> Option<&str> {
    let own = || item.is_scalar().then(|| item.text());
    let under = |key: &str| item.get(key).map(|(_, value)| value.text());
    under("id").or_else(|| under("version")).or_else(own).filter(|name| !name.is_empty())
}

/// What a node says, without comments and layout.
fn push_content(node: Node<'_>, content: &mut String) {
    let written = match node.kind() {
        Kind::Mapping => content.write_str("\u{1}{"),
        Kind::Sequence => content.write_str("\u{1}["),
        Kind::Plain | Kind::Quoted | Kind::Unreadable => write!(content, "\u{1}{}", node.text()),
    };
    debug_assert!(written.is_ok(), "writing to a string can't fail");
    for child in node.children() {
        push_content(child, content);
    }
    if !node.is_scalar() {
        content.push_str("\u{1}.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;
    use crate::source::Source;

    const TEXT: &str = "\
countersign: 1
id: soup
version: 1.0.0
title: Soup
changes:
  - {version: 1.0.0, on: 2026-11-20, what: First issue.}
roles:
  cook: {title: Cook}
steps:
  - id: stir
    title: Stir
    by: cock
  - id: taste
    title: Taste
    by: cok
";

    /// The fingerprints of all findings of a text, sorted.
    fn all(text: &str) -> Vec<Fingerprint> {
        let report = rules::check(Source::new("soup.yaml", text), None);
        let fingerprints = Fingerprints::new("soup.yaml", text);
        let mut found: Vec<_> = report.findings().iter().map(|finding| fingerprints.of(finding)).collect();
        found.sort();
        found
    }

    #[test]
    fn steps_go_by_their_ids() {
        let found = all(TEXT);
        assert!(found.iter().all(|it| it.procedure == "soup" && it.rule == "undefined-role"), "{found:?}");
        let paths: Vec<&str> = found.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(paths, ["steps[stir].by", "steps[taste].by"]);
    }

    #[test]
    fn what_moves_stays_the_same_and_what_changes_does_not() {
        let check = |from: &str, to: &str, same: bool| {
            let changed = TEXT.replacen(from, to, 1);
            assert_ne!(changed, TEXT, "{from}");
            assert_eq!(all(&changed) == all(TEXT), same, "{from} -> {to}");
        };
        check("steps:\n", "# a comment\n\nsteps:\n", true);
        check("    title: Stir\n    by: cock\n", "    by: cock\n    title: Stir\n", true);
        check("steps:\n", "steps:\n  - {id: salt, title: Salt it, by: cook}\n", true);
        check("by: cock", "by: cuck", false);
        check("by: cock", "by: [cock]", false);
        check("id: stir", "id: stirring", false);
    }

    #[test]
    fn one_mistake_for_another_in_the_same_place_is_seen() {
        let lacks = |key: &str| all(&TEXT.replacen(&format!("    {key}: "), "    note: ", 1));
        assert_ne!(lacks("title"), lacks("by"));
    }

    #[test]
    fn text_that_cannot_be_read_has_fingerprints_too() {
        assert_eq!(all("a: [\n").first().map(|it| it.procedure.as_str()), Some("soup.yaml"));
    }
}
