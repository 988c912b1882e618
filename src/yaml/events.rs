//! From the parser's events to the tree, with every budget kept and every forbidden construct named.
//!
//! The parser is streaming, so that text nested too deeply, or a second document, is left where it is met.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as Marks};

use super::syntax::{Failure, Restarts};
use super::tree::{Entry, Kind, Tree};
use super::{DEEPEST, LARGEST_FILE, MOST_COMMAS, MOST_NODES, Problem, characters};
use crate::finding::Report;
use crate::source::Span;

/// The most failures after which reading goes on.
const MOST_FAILURES: usize = 100;

/// The tree of a text, where it is YAML from beginning to end, and everything wrong with the text as YAML.
pub(crate) fn read(text: &str) -> (Option<Tree<'_>>, Vec<Problem>) {
    if let Some(problem) = too_large(text.len()) {
        return (None, vec![problem]);
    }
    let mut problems = Vec::new();
    characters::inspect(text, &mut problems);
    if text.contains('\0') {
        return (None, problems);
    }
    if let Some(problem) = too_many_commas(text) {
        problems.push(problem);
        return (None, problems);
    }
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut builder = Builder::new(text, start..text.len(), problems);
    let end = builder.run();
    let Builder { tree, mut problems, .. } = builder;
    if let End::Failed(at) = end {
        go_on(text, at, &mut problems);
    }
    (matches!(end, End::Whole).then_some(tree), problems)
}

/// What is wrong with a file of so many bytes, if it is too large.
pub(crate) fn too_large(bytes: usize) -> Option<Problem> {
    (bytes > LARGEST_FILE).then(|| {
        let message = format!("the file has {bytes} bytes, and at most {LARGEST_FILE} are read");
        let problem = Problem::new("file-too-large", Span::new(0, 0), message);
        problem.help("split it into several procedures joined by `use`")
    })
}

/// What is wrong with a text that has more commas than are read; those of an ordinary file are not even counted.
fn too_many_commas(text: &str) -> Option<Problem> {
    if text.len() <= MOST_COMMAS {
        return None;
    }
    let (at, _) = text.match_indices(',').nth(MOST_COMMAS)?;
    let message = format!("the file has more than {MOST_COMMAS} commas, and at most that many are read");
    let problem = Problem::new("file-too-large", Span::new(at, at + 1), message);
    Some(problem.help("split it into several procedures joined by `use`"))
}

/// Reads the parts after a failure, each for itself, so that one run says all mistakes of the file.
fn go_on(text: &str, first: usize, problems: &mut Vec<Problem>) {
    let mut restarts = Restarts::new(text);
    let mut failed = first;
    for _ in 0..MOST_FAILURES {
        let Some(part) = restarts.after(failed) else { return };
        let mut builder = Builder::new(text, part.clone(), std::mem::take(problems));
        let end = builder.run();
        *problems = builder.problems;
        match end {
            End::Whole => {
                restarts.skip_to(part.end);
                failed = part.end.saturating_sub(1);
            }
            End::Failed(at) => failed = at.max(part.start),
            End::Stopped => return,
        }
    }
}

/// How reading a part of the text ended.
#[derive(Clone, Copy)]
enum End {
    /// Everything was read.
    Whole,
    /// It isn't YAML; the mistake was made here.
    Failed(usize),
    /// Nothing more is worth reading.
    Stopped,
}

struct Builder<'a> {
    tree: Tree<'a>,
    /// The lists and maps that are open, each with how many nodes directly in it were met.
    open: Vec<(usize, u32)>,
    problems: Vec<Problem>,
    cursor: Cursor<'a>,
    documents: usize,
    /// Where the last scalar or flow collection ended.
    last_end: u32,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, part: Range<usize>, problems: Vec<Problem>) -> Self {
        let body = text.get(part.clone()).unwrap_or_default();
        // A part after a failure is mostly left soon.
        let capacity = if part.end - part.start == text.len() { text.len() / 8 } else { 0 };
        Builder {
            tree: Tree { text, nodes: Vec::with_capacity(capacity) },
            open: Vec::new(),
            problems,
            cursor: Cursor::new(body, part.start),
            documents: 0,
            last_end: 0,
        }
    }

    fn run(&mut self) -> End {
        let mut parser = Parser::new_from_str(self.cursor.text);
        while let Some(event) = parser.next_event() {
            match event {
                Ok((event, marks)) => {
                    if !self.take(event, marks) || self.problems.len() > Report::MOST {
                        return End::Stopped;
                    }
                }
                Err(error) => return self.failed(&error),
            }
        }
        End::Whole
    }

    fn take(&mut self, event: Event<'a>, marks: Marks) -> bool {
        if self.tree.nodes.len() >= MOST_NODES {
            let span = self.span(marks);
            let message = format!(
                "the file has more than {MOST_NODES} keys and values, and at most that many are read"
            );
            let problem = Problem::new("file-too-large", span, message);
            self.note(problem.help("split it into several procedures joined by `use`"));
            return false;
        }
        match event {
            Event::DocumentStart(_) => return self.document(marks),
            Event::Scalar(value, style, anchor, tag) => {
                let span = self.span(marks);
                self.forbidden(span, anchor, tag.is_some());
                let kind = if style == ScalarStyle::Plain { Kind::Plain } else { Kind::Quoted };
                self.merge(kind, &value, span);
                self.push(value, span, kind);
            }
            Event::Alias(_) => {
                let span = self.span(marks);
                let problem = Problem::new("anchor", span, "an alias hides the value that holds here");
                self.note(problem.help("write the value itself"));
                self.push(Cow::Borrowed(""), span, Kind::Unreadable);
            }
            Event::SequenceStart(anchor, tag) => {
                return self.start(Kind::Sequence, marks, anchor, tag.is_some());
            }
            Event::MappingStart(anchor, tag) => {
                return self.start(Kind::Mapping, marks, anchor, tag.is_some());
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(marks),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        true
    }

    fn document(&mut self, marks: Marks) -> bool {
        self.documents += 1;
        if self.documents == 1 {
            return true;
        }
        let span = self.span(marks);
        let problem = Problem::new("several-documents", span, "a second document starts here");
        self.note(problem.help("a file holds one procedure: put the other one into its own file"));
        // What was read before is whole and can be judged.
        self.open.is_empty()
    }

    fn start(&mut self, kind: Kind, marks: Marks, anchor: usize, tagged: bool) -> bool {
        let span = self.span(marks);
        if self.open.len() >= DEEPEST {
            let message = format!("nested more than {DEEPEST} levels deep");
            self.note(Problem::new("nested-too-deep", span, message).help("reading stops here"));
            return false;
        }
        self.forbidden(span, anchor, tagged);
        let index = self.tree.nodes.len();
        self.push(Cow::Borrowed(""), span, kind);
        self.open.push((index, 0));
        true
    }

    fn end(&mut self, marks: Marks) {
        let Some((index, _)) = self.open.pop() else { return };
        let after = u32::try_from(self.tree.nodes.len()).unwrap_or(u32::MAX);
        // A block ends with its last child; only a flow collection has an end of its own.
        if marks.end.index() > marks.start.index() {
            self.last_end = self.span(marks).end;
        }
        if let Some(entry) = self.tree.nodes.get_mut(index) {
            entry.after = after;
            entry.span.end = self.last_end.max(entry.span.end);
        }
    }

    fn push(&mut self, value: Cow<'a, str>, span: Span, kind: Kind) {
        let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        let (parent, position) = match self.open.last_mut() {
            Some((parent, met)) => {
                *met += 1;
                (number(*parent), *met - 1)
            }
            None => (u32::MAX, 0),
        };
        self.last_end = span.end;
        let after = number(self.tree.nodes.len() + 1);
        self.tree.nodes.push(Entry { value, span, after, parent, position, kind });
    }

    fn forbidden(&mut self, span: Span, anchor: usize, tagged: bool) {
        if anchor > 0 {
            let problem =
                Problem::new("anchor", self.before(span, '&'), "an anchor lets a value be repeated unseen");
            self.note(problem.help("write the value where it holds"));
        }
        if tagged {
            let problem = Problem::new("tag", self.before(span, '!'), "a tag changes how a value is read");
            self.note(problem.help("delete the tag: the key decides what the value means"));
        }
    }

    fn merge(&mut self, kind: Kind, value: &str, span: Span) {
        if kind == Kind::Plain && value == "<<" {
            let problem = Problem::new("merge-key", span, "a merge key hides where values come from");
            self.note(problem.help("write the keys themselves"));
        }
    }

    /// The word that starts with `mark` shortly before a node, else the node.
    fn before(&self, span: Span, mark: char) -> Span {
        let text = self.tree.text;
        let at_node =
            text.get(span.range()).is_some_and(|node| node.starts_with(mark)).then_some(span.range().start);
        let earlier = || text.get(..span.range().start).and_then(|before| before.rfind(mark));
        let Some(at) = at_node.or_else(earlier) else { return span };
        let word = text.get(at..).and_then(|rest| rest.split_whitespace().next()).unwrap_or_default();
        Span::new(at, at + word.len())
    }

    fn span(&mut self, marks: Marks) -> Span {
        let start = self.cursor.byte(marks.start.index());
        let end = self.cursor.byte(marks.end.index());
        trimmed(self.tree.text, start, end)
    }

    fn failed(&mut self, error: &ScanError) -> End {
        let text = self.tree.text;
        let at = self.cursor.byte(error.marker().index()).min(text.len());
        let mut problem = Failure { text, from: self.cursor.base, at, info: error.info() }.problem();
        problem.span = fitted(text, problem.span);
        let place = problem.span.range().start;
        let too_deep = problem.rule == "nested-too-deep";
        if !self.is_near_a_tab(place, at) && !self.is_at_a_mark(at) {
            self.note(problem);
        }
        if too_deep { End::Stopped } else { End::Failed(place) }
    }

    /// Whether tabs are the reason of a failure; each has its own finding.
    fn is_near_a_tab(&self, place: usize, at: usize) -> bool {
        let text = self.tree.text;
        let before = text.get(..place).unwrap_or_default();
        let start = before.trim_end().rfind('\n').unwrap_or(0);
        let end = text
            .get(at..)
            .map_or(at, |rest| rest.match_indices('\n').nth(1).map_or(text.len(), |(offset, _)| at + offset));
        let near = Span::new(start, end);
        self.problems.iter().any(|it| it.rule == "tab-indentation" && near.contains(it.span))
    }

    /// Whether a byte order mark inside the text is the reason; it has its own finding.
    fn is_at_a_mark(&self, at: usize) -> bool {
        self.tree.text.get(at..).is_some_and(|rest| rest.starts_with('\u{feff}'))
    }

    /// Keeps a problem; of a text with very many, the first ones.
    fn note(&mut self, problem: Problem) {
        if self.problems.len() <= Report::MOST {
            self.problems.push(problem);
        }
    }
}

/// The part of a span that lies in the text, on borders of characters.
fn fitted(text: &str, span: Span) -> Span {
    let border =
        |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    Span::new(border(span.range().start), border(span.range().end))
}

/// The span without white space at its end, which the parser counts in for some scalars.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let part = text.get(start..end).unwrap_or_default();
    match part.as_bytes().last() {
        Some(b'!'..=b'~') => Span::new(start, start + part.len()),
        _ => Span::new(start, start + part.trim_end().len()),
    }
}

/// Turns the parser's character counts into byte offsets.
struct Cursor<'a> {
    text: &'a str,
    base: usize,
    /// Every character of more than one byte: which it is, and how many bytes more than characters there are up to
    /// its end.
    wide: Vec<(usize, usize)>,
    /// How many of these lie before the last place asked for; the next place is mostly near.
    passed: usize,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a str, base: usize) -> Self {
        const CHUNK: usize = 32;
        let mut wide = Vec::new();
        let mut more = 0;
        for (index, chunk) in text.as_bytes().chunks(CHUNK).enumerate() {
            if chunk.is_ascii() {
                continue;
            }
            for (offset, byte) in chunk.iter().enumerate() {
                let length = match byte {
                    0..0xc0 => continue, // A character of one byte, or not the first byte of one.
                    0xc0..0xe0 => 2,
                    0xe0..0xf0 => 3,
                    0xf0.. => 4,
                };
                let character = index * CHUNK + offset - more;
                more += length - 1;
                wide.push((character, more));
            }
        }
        Cursor { text, base, wide, passed: 0 }
    }

    fn byte(&mut self, character: usize) -> usize {
        while self.wide.get(self.passed).is_some_and(|(wide, _)| *wide < character) {
            self.passed += 1;
        }
        while let Some(before) = self.passed.checked_sub(1)
            && self.wide.get(before).is_some_and(|(wide, _)| *wide >= character)
        {
            self.passed = before;
        }
        let before = self.passed.checked_sub(1).and_then(|before| self.wide.get(before));
        let more = before.map_or(0, |(_, more)| *more);
        self.base + (character + more).min(self.text.len())
    }
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    /// Every scalar's span cuts the scalar out of the text, as far as it is written plainly.
    fn check_spans(text: &str) {
        let (tree, problems) = read(text);
        assert!(problems.is_empty(), "{problems:?}");
        for entry in &tree.expect("a tree").nodes {
            let cut = text.get(entry.span.range()).expect("a span on character borders");
            match entry.kind {
                Kind::Plain => assert_eq!(cut, entry.value, "{text:?}"),
                Kind::Quoted => assert!(cut.contains(entry.value.trim_end()), "{cut:?} {:?}", entry.value),
                _ => {}
            }
        }
    }

    #[test]
    fn spans_cut_scalars_out_of_the_text() {
        check_spans("a: b\n° key: °v # °\nc: ['é', x, {ü: 1}]\nd:\n  - e\n  - f: ñandú y más\n");
        check_spans("list: [a, [b, c], {d: e}]\nnext: \"q\"\n");
    }

    #[test]
    fn collections_end_with_their_last_child() {
        let text = "a:\n  b: c\n  d: [e, f]\ng: {h: i}\n";
        let (tree, _) = read(text);
        let tree = tree.expect("a tree");
        let value = |name: &str| {
            let (_, value) = tree.root().expect("a root").get(name).expect("a key");
            &text[value.span().range()]
        };
        assert_eq!(value("a"), "b: c\n  d: [e, f]");
        assert_eq!(value("g"), "{h: i}");
    }

    #[test]
    fn forbidden_constructs_are_named() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let (_, problems) = read(text);
            let found: Vec<_> =
                problems.iter().map(|p| (p.rule, text.get(p.span.range()).unwrap())).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("a: &x 1\nb: *x\n", &[("anchor", "&x"), ("anchor", "*x")]);
        check("a: !!str 1\n", &[("tag", "!!str")]);
        check("<<: {a: 1}\n", &[("merge-key", "<<")]);
        check("a: 1\n---\nb: 1\n", &[("several-documents", "---")]);
        check("a: b\u{200b}\n", &[("invisible-character", "\u{200b}")]);
        check("\u{feff}a: b\n", &[("byte-order-mark", "\u{feff}")]);
        check("a: b\r\nb: c\n", &[("mixed-line-ends", "b: c")]);
        check("a:\n\tb: c\n", &[("tab-indentation", "\t")]);
        check("a: \u{202e}b\n", &[("bidirectional-control", "\u{202e}")]);
        check("a: \u{7}\n", &[("control-character", "\u{7}")]);
    }
}
