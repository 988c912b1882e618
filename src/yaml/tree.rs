//! The tree: one flat list of nodes in the order of the text.
//!
//! A node's children follow it directly, and each node knows where its subtree ends, so that the tree costs one
//! allocation and is walked without chasing pointers.

use std::borrow::Cow;

use super::inside;
use crate::source::Span;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A scalar without quotes.
    Plain,
    /// A scalar in quotes, or a block scalar: text, and never "nothing".
    Quoted,
    /// A list.
    Sequence,
    /// A map.
    Mapping,
    /// An alias, which was reported and stands for nothing.
    Unreadable,
}

/// A YAML document as a tree with places.
#[derive(Debug, Clone, Default)]
pub struct Tree<'a> {
    pub(super) text: &'a str,
    pub(super) nodes: Vec<Entry<'a>>,
}

#[derive(Debug, Clone)]
pub(super) struct Entry<'a> {
    pub(super) value: Cow<'a, str>,
    pub(super) span: Span,
    /// The index just after this node's subtree.
    pub(super) after: u32,
    pub(super) kind: Kind,
}

/// One node of a tree.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    entry: &'t Entry<'t>,
    index: u32,
}

impl<'a> Tree<'a> {
    /// A tree without nodes, for text that could not be read as YAML.
    pub(crate) fn of_text(text: &'a str) -> Self {
        Tree { text, nodes: Vec::new() }
    }

    /// The top node; none where the file holds nothing.
    pub fn root(&self) -> Option<Node<'_>> {
        self.node(0)
    }

    /// The text the tree was read from.
    pub fn text(&self) -> &'a str {
        self.text
    }

    fn node(&self, index: u32) -> Option<Node<'_>> {
        let entry = self.nodes.get(usize::try_from(index).ok()?)?;
        Some(Node { tree: self, entry, index })
    }

    /// The keys that lead to the innermost node at a byte: `steps[2].record.mass.min`.
    pub(crate) fn path_at(&self, at: u32) -> String {
        let mut path = String::new();
        let mut node = self.root();
        while let Some(here) = node.take() {
            let covers = |child: &Node<'_>| child.span().start <= at && at <= child.span().end;
            if here.kind() == Kind::Mapping {
                if let Some((key, value)) = here.pairs().find(|(key, value)| covers(key) || covers(value)) {
                    let dot = if path.is_empty() { "" } else { "." };
                    path = format!("{path}{dot}{}", super::shortened(key.text()));
                    node = covers(&value).then_some(value);
                }
            } else if let Some((index, item)) = here.items().enumerate().find(|(_, item)| covers(item)) {
                path = format!("{path}[{index}]");
                node = Some(item);
            }
        }
        path
    }

    /// Whether a byte lies inside a scalar, and so can't start a comment.
    pub(crate) fn is_inside_scalar(&self, at: u32) -> bool {
        let later = self.nodes.partition_point(|entry| entry.span.start <= at);
        let last = later.checked_sub(1).and_then(|index| self.nodes.get(index));
        last.is_some_and(|entry| matches!(entry.kind, Kind::Plain | Kind::Quoted) && at < entry.span.end)
    }
}

impl<'t> Node<'t> {
    /// What the node is.
    pub fn kind(self) -> Kind {
        self.entry.kind
    }

    /// Where the node stands.
    pub fn span(self) -> Span {
        self.entry.span
    }

    /// A scalar's text, with quotes and escapes resolved; empty for lists and maps.
    pub fn text(self) -> &'t str {
        &self.entry.value
    }

    /// Whether the node is a scalar.
    pub fn is_scalar(self) -> bool {
        matches!(self.entry.kind, Kind::Plain | Kind::Quoted)
    }

    /// Whether nothing was written, or one of the words by which YAML says "nothing".
    pub fn is_nothing(self) -> bool {
        self.entry.kind == Kind::Plain && matches!(self.text(), "" | "~" | "null" | "Null" | "NULL")
    }

    /// The items of a list, or keys and values of a map in turn.
    pub fn children(self) -> impl Iterator<Item = Node<'t>> {
        let mut next = match self.entry.kind {
            Kind::Sequence | Kind::Mapping => self.index + 1,
            Kind::Plain | Kind::Quoted | Kind::Unreadable => self.entry.after,
        };
        std::iter::from_fn(move || {
            let node = (next < self.entry.after).then(|| self.tree.node(next))??;
            next = node.entry.after;
            Some(node)
        })
    }

    /// The keys and values of a map; nothing for other nodes.
    pub fn pairs(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> {
        let mut children = (self.entry.kind == Kind::Mapping).then(|| self.children());
        std::iter::from_fn(move || {
            let children = children.as_mut()?;
            Some((children.next()?, children.next()?))
        })
    }

    /// The items of a list; nothing for other nodes.
    pub fn items(self) -> impl Iterator<Item = Node<'t>> {
        let mut children = (self.entry.kind == Kind::Sequence).then(|| self.children());
        std::iter::from_fn(move || children.as_mut()?.next())
    }

    /// The key and the value under a name in a map; the first where there are several.
    pub fn get(self, name: &str) -> Option<(Node<'t>, Node<'t>)> {
        self.pairs().find(|(key, _)| key.text() == name)
    }

    /// The place in the file of a byte range of the scalar's resolved text, also in quoted and folded scalars.
    pub fn inside(self, range: std::ops::Range<usize>) -> Span {
        inside::locate(self.tree.text, self.entry.span, self.text(), range)
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?} at {:?}: {:?}", self.entry.kind, self.entry.span, self.text())
    }
}
