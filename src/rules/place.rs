//! Symbolic places: a rule says which keys lead to what it speaks of, and the tree is asked for bytes only then.
//!
//! A rule that finds nothing therefore never touches the text.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use crate::source::Span;
use crate::yaml::{Kind, Node, Tree, shortened};

/// One step from a node to a node below it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment<'d> {
    Key(Cow<'d, str>),
    Item(usize),
}

/// The keys that lead to a place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Spot<'d> {
    segments: Vec<Segment<'d>>,
    /// Whether the last key itself is meant and not its value.
    at_key: bool,
    /// A part of the scalar's text.
    inside: Option<Range<usize>>,
}

impl<'d> Spot<'d> {
    /// The value under a key of the file's top map.
    pub(crate) fn top(key: &'d str) -> Self {
        Spot::default().key(key)
    }

    /// The value under a key of this map.
    pub(crate) fn key(mut self, key: impl Into<Cow<'d, str>>) -> Self {
        self.segments.push(Segment::Key(key.into()));
        self
    }

    /// An item of this list, from 0; a single item written without a list is its item 0.
    pub(crate) fn item(mut self, index: usize) -> Self {
        self.segments.push(Segment::Item(index));
        self
    }

    /// The key itself instead of its value.
    pub(crate) fn at_key(mut self) -> Self {
        self.at_key = true;
        self
    }

    /// A byte range of the scalar's text, such as a name inside a formula.
    pub(crate) fn inside(mut self, range: Range<usize>) -> Self {
        self.inside = Some(range);
        self
    }

    /// The same keys, to be kept longer than what they were taken from.
    pub(crate) fn into_owned(self) -> Spot<'static> {
        let owned = |segment| match segment {
            Segment::Key(key) => Segment::Key(Cow::Owned(key.into_owned())),
            Segment::Item(index) => Segment::Item(index),
        };
        let segments = self.segments.into_iter().map(owned).collect();
        Spot { segments, at_key: self.at_key, inside: self.inside }
    }

    /// The path as people write it: `steps[2].record.mass.min`.
    pub(crate) fn path(&self) -> String {
        let mut path = String::new();
        for segment in &self.segments {
            let written = match segment {
                Segment::Key(key) if path.is_empty() => write!(path, "{}", shortened(key)),
                Segment::Key(key) => write!(path, ".{}", shortened(key)),
                Segment::Item(index) => write!(path, "[{index}]"),
            };
            debug_assert!(written.is_ok(), "writing to a string can't fail");
        }
        path
    }

    /// The bytes, as far as the path can be followed: the deepest node that is there.
    pub(crate) fn span(&self, tree: &Tree<'_>) -> Span {
        let (found, whole) = self.follow(tree);
        match (found, &self.inside) {
            (None, _) => Span::default(),
            (Some((node, key)), _) if !whole => first_line(node, key),
            (Some((node, _)), Some(range)) => node.inside(range.clone()),
            (Some((_, Some(key))), None) if self.at_key => key.span(),
            (Some((node, key)), None) => first_line(node, key),
        }
    }

    /// What the file has here, be it readable or not.
    pub(crate) fn node<'t>(&self, tree: &'t Tree<'t>) -> Option<Node<'t>> {
        match self.follow(tree) {
            (Some((node, _)), true) => Some(node),
            _ => None,
        }
    }

    /// The deepest node that is there, with its key, and whether the whole path leads to it.
    fn follow<'t>(&self, tree: &'t Tree<'t>) -> (Option<Found<'t>>, bool) {
        let Some(mut node) = tree.root() else { return (None, false) };
        let mut key = None;
        for segment in &self.segments {
            let next = match segment {
                Segment::Key(name) => node.get(name),
                Segment::Item(0) if node.kind() != Kind::Sequence => continue,
                Segment::Item(index) => node.items().nth(*index).map(|item| (item, item)),
            };
            let Some((found_key, found)) = next else { return (Some((node, key)), false) };
            key = matches!(segment, Segment::Key(_)).then_some(found_key);
            node = found;
        }
        (Some((node, key)), true)
    }
}

/// A node and its key, where it stands in a map.
type Found<'t> = (Node<'t>, Option<Node<'t>>);

/// Where a node is shown: scalars and what stands on one line as they are, larger maps and lists by their key, or
/// by their first scalar where they have none.
fn first_line(node: Node<'_>, key: Option<Node<'_>>) -> Span {
    if node.is_scalar() && !node.span().range().is_empty() {
        return node.span();
    }
    match key {
        Some(key) => key.span(),
        None => node.children().next().map_or(node.span(), |first| first_line(first, None)),
    }
}
