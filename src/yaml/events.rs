//! From the parser's events to the tree, with every budget kept and every forbidden construct named.
//!
//! The parser is streaming, so that text nested too deeply, or a second document, is left where it is met.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as Marks, StrInput};

use super::tree::{Entry, Kind, Tree};
use super::{DEEPEST, LARGEST_FILE, Problem, characters};
use crate::source::Span;

/// The tree of a text, as far as there is one, and everything wrong with the text as YAML.
pub(crate) fn read(text: &str) -> (Option<Tree<'_>>, Vec<Problem>) {
    let mut problems = Vec::new();
    if text.len() > LARGEST_FILE {
        let message = format!("the file has {} bytes, and at most {LARGEST_FILE} are read", text.len());
        let problem = Problem::new("file-too-large", Span::new(0, 0), message);
        return (None, vec![problem.help("split it into several procedures joined by `use`")]);
    }
    characters::inspect(text, &mut problems);
    if text.contains('\0') {
        return (None, problems);
    }
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut builder = Builder {
        tree: Tree { text, nodes: Vec::with_capacity(text.len() / 8) },
        open: Vec::new(),
        problems,
        cursor: Cursor::new(body, text.len() - body.len()),
        documents: 0,
        last_end: 0,
    };
    let finished = builder.run(Parser::new_from_str(body));
    (finished.then_some(builder.tree), builder.problems)
}

struct Builder<'a> {
    tree: Tree<'a>,
    open: Vec<usize>,
    problems: Vec<Problem>,
    cursor: Cursor,
    documents: usize,
    /// Where the last scalar or flow collection ended.
    last_end: u32,
}

impl<'a> Builder<'a> {
    /// Whether the text was read to its end.
    fn run(&mut self, mut parser: Parser<'a, StrInput<'a>>) -> bool {
        while let Some(event) = parser.next_event() {
            match event {
                Ok((event, marks)) => {
                    if !self.take(event, marks) {
                        return false;
                    }
                }
                Err(error) => {
                    self.syntax(&error);
                    return false;
                }
            }
        }
        true
    }

    fn take(&mut self, event: Event<'a>, marks: Marks) -> bool {
        match event {
            Event::DocumentStart(_) => return self.document(marks),
            Event::Scalar(value, style, anchor, tag) => {
                let span = self.span(marks);
                self.forbidden(span, anchor, tag.is_some());
                let kind = if style == ScalarStyle::Plain { Kind::Plain } else { Kind::Quoted };
                self.merge(kind, &value, span);
                self.push(Entry { value, span, after: 0, kind });
            }
            Event::Alias(_) => {
                let span = self.span(marks);
                let problem = Problem::new("anchor", span, "an alias hides the value that holds here");
                self.problems.push(problem.help("write the value itself"));
                self.push(Entry { value: Cow::Borrowed(""), span, after: 0, kind: Kind::Unreadable });
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
        self.problems.push(problem.help("a file holds one procedure: put the other one into its own file"));
        // What was read before is whole and can be judged.
        self.open.is_empty()
    }

    fn start(&mut self, kind: Kind, marks: Marks, anchor: usize, tagged: bool) -> bool {
        let span = self.span(marks);
        if self.open.len() >= DEEPEST {
            let message = format!("nested more than {DEEPEST} levels deep");
            self.problems.push(Problem::new("nested-too-deep", span, message).help("reading stops here"));
            return false;
        }
        self.forbidden(span, anchor, tagged);
        self.open.push(self.tree.nodes.len());
        self.push(Entry { value: Cow::Borrowed(""), span, after: 0, kind });
        true
    }

    fn end(&mut self, marks: Marks) {
        let Some(index) = self.open.pop() else { return };
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

    fn push(&mut self, mut entry: Entry<'a>) {
        entry.after = u32::try_from(self.tree.nodes.len() + 1).unwrap_or(u32::MAX);
        self.last_end = entry.span.end;
        self.tree.nodes.push(entry);
    }

    fn forbidden(&mut self, span: Span, anchor: usize, tagged: bool) {
        if anchor > 0 {
            let problem =
                Problem::new("anchor", self.before(span, '&'), "an anchor lets a value be repeated unseen");
            self.problems.push(problem.help("write the value where it holds"));
        }
        if tagged {
            let problem = Problem::new("tag", self.before(span, '!'), "a tag changes how a value is read");
            self.problems.push(problem.help("delete the tag: the key decides what the value means"));
        }
    }

    fn merge(&mut self, kind: Kind, value: &str, span: Span) {
        if kind == Kind::Plain && value == "<<" {
            let problem = Problem::new("merge-key", span, "a merge key hides where values come from");
            self.problems.push(problem.help("write the keys themselves"));
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

    fn syntax(&mut self, error: &ScanError) {
        let at = self.cursor.byte(error.marker().index()).min(self.tree.text.len());
        let line_end = self.tree.text.get(at..).and_then(|rest| rest.find(['\n', '\r']));
        let end = line_end.map_or(self.tree.text.len(), |length| at + length);
        let next = self.tree.text.get(at..end).and_then(|rest| rest.chars().next());
        let span = Span::new(at, at + next.map_or(0, char::len_utf8));
        let tab = self.problems.iter().any(|problem| problem.rule == "tab-indentation");
        if tab {
            return; // The tabs are the reason, and each has its own finding.
        }
        let (message, help) = explain(error.info());
        let problem = Problem::new("syntax", span, message);
        self.problems.push(match help {
            Some(help) => problem.help(help),
            None => problem,
        });
    }
}

/// What the parser says, in words for people who don't know its grammar.
fn explain(info: &str) -> (String, Option<&'static str>) {
    const KNOWN: &[(&str, &str, &str)] = &[
        (
            "mapping values are not allowed",
            "a `:` where no key can stand",
            "put text that holds `: ` in quotes, or check the indentation",
        ),
        ("unexpected end of", "the text ends inside a quoted scalar", "close the quote"),
        ("did not find expected ',' or ']'", "a list in brackets isn't closed", "close it with `]`"),
        ("did not find expected ',' or '}'", "a map in braces isn't closed", "close it with `}`"),
        (
            "did not find expected key",
            "a line that is neither a key nor part of the value above",
            "check the indentation",
        ),
        ("did not find expected '-'", "a line that isn't part of the list above", "check the indentation"),
        (
            "simple key expect",
            "a line without `:` where a key is expected",
            "write `key: value`, or indent the line",
        ),
        ("tab", "a tab where YAML expects spaces", "write spaces"),
        (
            "invalid indentation in quoted",
            "quoted text goes on with too little indentation, or its quote isn't closed",
            "close the quote",
        ),
    ];
    let lower = info.to_lowercase();
    match KNOWN.iter().find(|(part, ..)| lower.contains(part)) {
        Some((_, message, help)) => ((*message).to_owned(), Some(help)),
        None => (format!("not YAML: {lower}"), None),
    }
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
struct Cursor {
    base: usize,
    /// Length of the text in bytes.
    length: usize,
    /// Every character of more than one byte: which it is, and how many bytes more than characters there are up to
    /// its end.
    wide: Vec<(usize, usize)>,
    /// How many of these lie before the last place asked for; the next is mostly near.
    passed: usize,
}

impl Cursor {
    fn new(text: &str, base: usize) -> Self {
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
        Cursor { base, length: text.len(), wide, passed: 0 }
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
        self.base + (character + more).min(self.length)
    }
}

#[cfg(test)]
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
        check("a: b\r\nb: c\n", &[("mixed-line-ends", "\n")]);
        check("a:\n\tb: c\n", &[("tab-indentation", "\t")]);
        check("a: \u{202e}b\n", &[("bidirectional-control", "\u{202e}")]);
        check("a: \u{7}\n", &[("control-character", "\u{7}")]);
    }
}
