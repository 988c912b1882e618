//! Reading a document from a tree: every problem of shape in one go.
//!
//! Derived deserialization stops at the first mistake; this goes on. What can't be read is left out, the problem is
//! noted with its place, and the rest is read as if nothing had happened. No judgement beyond shape is made here.

mod keys;
mod scalars;

pub(crate) use keys::{Slot, keys};
pub(crate) use scalars::words;

use indexmap::IndexMap;

use super::Document;
use crate::finding::Report;
use crate::fix::Fix;
use crate::value::{misspelt, nearest};
pub(super) use crate::yaml::shortened;
use crate::yaml::{Kind, Node, Problem, Tree};

/// Reads the document; what could not be read is empty in it, and among the problems.
pub(crate) fn read(tree: &Tree<'_>, problems: &mut Vec<Problem>) -> Document {
    let Some(root) = tree.root() else {
        let problem =
            Problem::new("empty-file", crate::source::Span::default(), "the file holds no procedure");
        problems.push(problem.help("`countersign new` writes a file to start from"));
        return Document::default();
    };
    Document::read(root, &mut Reader::new(problems)).unwrap_or_default()
}

/// A type that can be read from a node.
pub(crate) trait Read: Sized {
    /// Reads the node; on a problem, notes it and gives nothing.
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self>;
}

/// Collects problems while a tree is read.
pub(crate) struct Reader<'p> {
    problems: &'p mut Vec<Problem>,
}

impl<'p> Reader<'p> {
    /// Problems are added to the list.
    pub(crate) fn new(problems: &'p mut Vec<Problem>) -> Self {
        Reader { problems }
    }

    /// Notes a problem; a file with very many keeps the first ones.
    pub(crate) fn note(&mut self, make: impl FnOnce() -> Problem) {
        if self.problems.len() <= Report::MOST {
            self.problems.push(make());
        }
    }

    pub(crate) fn wrong_type(&mut self, node: Node<'_>, expected: &str) {
        self.wrong_type_of(node, expected, None);
    }

    /// The same, where it may be known what was meant.
    pub(super) fn wrong_type_of(&mut self, node: Node<'_>, expected: &str, fix: Option<Fix>) {
        if node.kind() == Kind::Unreadable {
            return;
        }
        self.note(|| {
            let found = match node.kind() {
                Kind::Mapping => "a map".to_owned(),
                Kind::Sequence => "a list".to_owned(),
                Kind::Plain | Kind::Quoted | Kind::Unreadable => format!("`{}`", shortened(node.text())),
            };
            let message = format!("expected {expected}, found {found}");
            Problem::new("wrong-type", first_of(node), message).maybe_fix(fix)
        });
    }

    pub(crate) fn bad_value(&mut self, node: Node<'_>, what: &str, words: &[&str]) {
        self.note(|| {
            let message = format!("`{}` is not {what}", shortened(node.text()));
            let help = match nearest(node.text(), words.iter().copied()) {
                Some(word) => format!("did you mean `{word}`?"),
                None => format!("one of {}", listed(words)),
            };
            let meant = misspelt(node.text(), words.iter().copied());
            let fix = meant.map(|word| Fix::Value(word.to_owned()));
            Problem::new("bad-value", node.span(), message).help(help).maybe_fix(fix)
        });
    }

    /// Notes a key that a map doesn't have. `offered` are the keys that others of the same map were meant to be.
    pub(crate) fn unknown_key<'k>(
        &mut self,
        (key, map): (Node<'_>, Node<'_>),
        what: &str,
        known: &[&'k str],
        offered: &mut Vec<&'k str>,
    ) {
        if key.text() == "<<" {
            return;
        }
        self.note(|| {
            let message = format!("`{}` is not a key of {what}", shortened(key.text()));
            let help = match nearest(key.text(), known.iter().copied()) {
                Some(word) => format!("did you mean `{word}`?"),
                None => format!("the keys here are {}", listed(known)),
            };
            let meant = misspelt(key.text(), known.iter().copied());
            let meant = meant.filter(|meant| !offered.contains(meant) && map.get(meant).is_none());
            offered.extend(meant);
            let fix = meant.map(|meant| Fix::Value(meant.to_owned()));
            Problem::new("unknown-key", key.span(), message).help(help).maybe_fix(fix)
        });
    }

    pub(crate) fn duplicate_key(&mut self, key: Node<'_>, map: Node<'_>) {
        // Where a file has very many, looking for the first of each would take longer than reading it.
        const MOST_SHOWN: usize = 100;
        let shown = self.problems.len() < MOST_SHOWN;
        self.note(|| {
            let message = format!("`{}` stands twice in this map", shortened(key.text()));
            let problem = Problem::new("duplicate-key", key.span(), message).help("keep one of the two");
            match shown.then(|| map.get(key.text())).flatten() {
                Some((first, _)) => problem.related(first.span(), "first here"),
                None => problem,
            }
        });
    }

    pub(crate) fn missing_key(&mut self, map: Node<'_>, what: &str, key: &str) {
        self.note(|| {
            let message = format!("{what} needs `{key}`");
            Problem::new("missing-key", first_of(map), message).help(format!("add `{key}: …`"))
        });
    }

    /// Whether there is a value to read; a key with nothing after it is a problem of its own.
    pub(crate) fn has_value(&mut self, key: Node<'_>, value: Node<'_>) -> bool {
        if !value.is_nothing() {
            return value.kind() != Kind::Unreadable;
        }
        self.note(|| {
            let message = format!("`{}` is empty", shortened(key.text()));
            Problem::new("empty-value", key.span(), message).help("give it a value, or delete the key")
        });
        false
    }

    /// Keys and values of a map with names of the author's own; each name once.
    pub(crate) fn map<T: Read>(&mut self, node: Node<'_>, expected: &str) -> Option<IndexMap<String, T>> {
        if node.kind() != Kind::Mapping {
            self.wrong_type(node, expected);
            return None;
        }
        // Fields are large: room for exactly as many keeps them from being moved about.
        let mut map = IndexMap::with_capacity(node.pairs().count());
        for (key, value) in node.pairs() {
            if !key.is_scalar() {
                self.wrong_type(key, "a name as the key");
            } else if key.text() == "<<" {
                continue;
            } else if map.contains_key(key.text()) {
                self.duplicate_key(key, node);
            } else if self.has_value(key, value)
                && let Some(value) = T::read(value, self)
            {
                map.insert(key.text().to_owned(), value);
            }
        }
        Some(map)
    }

    pub(crate) fn list<T: Read>(&mut self, node: Node<'_>, expected: &str) -> Option<Vec<T>> {
        if node.kind() != Kind::Sequence {
            self.wrong_type(node, expected);
            return None;
        }
        let mut items = Vec::with_capacity(node.items().count());
        for item in node.items() {
            if item.is_nothing() {
                self.note(|| {
                    let problem =
                        Problem::new("empty-value", first_of(item), "an item of this list is empty");
                    problem.help("give it a value, or delete the dash")
                });
            } else if let Some(item) = T::read(item, self) {
                items.push(item);
            }
        }
        Some(items)
    }
}

/// The words in backticks, for people to choose from.
pub(crate) fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// The first line of a node: its first key where it is a map, so that a finding doesn't underline a whole step.
pub(crate) fn first_of(node: Node<'_>) -> crate::source::Span {
    match node.kind() {
        Kind::Mapping | Kind::Sequence => node.children().next().map_or(node.span(), first_of),
        _ => node.span(),
    }
}
