//! What is wrong where a text stops being YAML, in words for people who don't know its grammar, and where reading
//! can go on.
//!
//! The parser says where it noticed the mistake; that is often a line or more after it was made. The lines around
//! are looked at again to find the quote or bracket that was left open, or the line without a colon.

mod around;
mod quotes;
mod brackets;
mod lines;
mod restarts;

pub(super) use restarts::Restarts;

use super::Problem;
use crate::source::Span;

/// Where the parser gave up, and what it said.
pub(super) struct Failure<'a> {
    pub(super) text: &'a str,
    /// Where the part starts that was being read.
    pub(super) from: usize,
    /// Where the parser stopped.
    pub(super) at: usize,
    /// What it said.
    pub(super) info: &'a str,
}

/// Parts of what the parser says, each with what is made of it; the first that fits holds.
type Reading = for<'a> fn(&Failure<'a>) -> Option<Problem>;
const READINGS: &[(&str, Reading)] = &[
    ("recursion limit", |it| Some(it.too_deep())),
    ("document indicator", |it| Some(it.open_quote(it.at))),
    ("unexpected end of stream", |it| Some(it.open_quote(it.at))),
    ("indentation in quoted", |it| Some(it.open_quote(it.at))),
    ("trailing content after double-quoted", |it| Some(it.after_quote())),
    ("escape", |it| Some(it.bad_escape())),
    ("hexadecimal", |it| Some(it.bad_escape())),
    ("flow mapping", |it| Some(it.in_brackets())),
    ("flow sequence", |it| Some(it.in_brackets())),
    ("only valid inside a block", |it| Some(it.in_brackets())),
    ("flow construct", |it| Some(it.in_brackets())),
    ("illegal placement", |it| Some(it.in_brackets())),
    ("may not precede", |it| Some(it.in_brackets())),
    ("misplaced bracket", |it| Some(it.lone_bracket())),
    ("mapping values are not allowed", |it| Some(it.second_colon())),
    ("simple key expect", |it| Some(it.no_colon())),
    ("did not find expected key", |it| Some(it.out_of_line())),
    ("did not find expected '-'", |it| Some(it.out_of_line())),
    ("expected <document", |it| Some(it.beside_the_map())),
    ("after document end", |it| Some(it.beside_the_map())),
    ("end marker before directive", |it| Some(it.bad_start())),
    ("sequence entries are not allowed", |it| Some(it.list_beside_key())),
    ("expected comment or line break", |it| Some(it.text_after_mark())),
    ("block scalar", |it| Some(it.bad_block())),
    ("tab", |_| None),
    ("valid yaml whitespace", |it| Some(it.tab_after_mark())),
    ("expected whitespace", |it| Some(it.bad_start())),
    ("comment", |it| Some(it.comment_inside())),
    ("verbatim tag", |it| Some(it.bad_start())),
    ("tag,", |it| Some(it.bad_start())),
    ("unexpected character", |it| Some(it.bad_start())),
    ("anchor", |it| Some(it.bad_start())),
    ("parsing a tag", |it| Some(it.bad_start())),
    ("tag character", |it| Some(it.bad_start())),
    ("directive", |it| Some(it.bad_start())),
    ("scanning a tag", |it| Some(it.bad_start())),
    ("handle wasn't declared", |it| Some(it.bad_start())),
    ("keys are not allowed", |it| Some(it.bad_start())),
    ("expected node content", |it| Some(it.bad_start())),
    ("cannot start with", |it| Some(it.bad_start())),
    ("invalid indentation", |it| Some(it.in_brackets())),
];

impl<'a> Failure<'a> {
    /// The problem, at the place where the mistake was made as far as that can be told.
    pub(in crate::yaml) fn problem(&self) -> Problem {
        let said = self.info.to_lowercase();
        let known = READINGS.iter().find(|(part, _)| said.contains(part));
        let mut problem = known.and_then(|(_, reading)| reading(self)).unwrap_or_else(|| self.plain(&said));
        problem.span = self.on_characters(problem.span);
        problem.related = problem.related.map(|(span, message)| (self.on_characters(span), message));
        problem
    }

    /// The whole characters of a span. A mark is counted as one byte, and white space as blanks; in a hostile text
    /// neither need be so.
    fn on_characters(&self, span: Span) -> Span {
        let range = span.range();
        let within = |at: &usize| self.text.is_char_boundary(*at);
        let start = (0..=range.start.min(self.text.len())).rev().find(within).unwrap_or(0);
        let end = (range.end.max(start)..=self.text.len()).find(within).unwrap_or(self.text.len());
        Span::new(start, end)
    }

    fn plain(&self, said: &str) -> Problem {
        if said.contains("byte order mark") {
            return self.word_problem("a byte order mark inside the file").help("delete it");
        }
        if said.contains("tab") {
            return self.word_problem("a tab where YAML expects spaces").help("write spaces");
        }
        self.word_problem(format!("not YAML: {said}"))
    }

    fn too_deep(&self) -> Problem {
        let message = format!("nested more than {} levels deep", super::DEEPEST);
        Problem::new("nested-too-deep", self.word(self.at), message).help("reading stops here")
    }
}
