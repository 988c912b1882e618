//! Brackets and braces left open or closed for nothing.

use super::Failure;
use super::around::indentation;
use crate::source::Span;
use crate::yaml::{Problem, shortened};

impl Failure<'_> {
    pub(super) fn in_brackets(&self) -> Problem {
        let Some((open, bracket)) = self.open_bracket() else { return self.lone_bracket() };
        let close = closing(bracket);
        let next = self.next(self.at);
        let (open_line, opening) = self.line(open);
        let (own_line, own) = self.line(self.at);
        let deeper = indentation(own) > indentation(opening);
        if own_line == open_line && next.is_none_or(|it| it.is_ascii_whitespace())
            || own_line != open_line && !deeper
        {
            return self.open_problem(open, bracket);
        }
        match next {
            Some(wrong @ (']' | '}')) if wrong != close => {
                let message = format!("`{wrong}` closes what `{bracket}` opened");
                let span = Span::new(self.at, self.at + 1);
                Problem::new("syntax", span, message).help(format!("write `{close}`"))
            }
            Some('-') => Problem::new("syntax", Span::new(self.at, self.at + 1), "a dash inside brackets")
                .help("separate the items with commas"),
            Some(':') => {
                let word = self.before(self.at).rsplit([' ', ',', '{', '[', '\n']).next().unwrap_or_default();
                let start = self.at - word.len();
                let message = format!("`{word}:` in the middle of a value");
                let help = format!("put a comma before `{word}`, or put the whole value in quotes");
                Problem::new("syntax", Span::new(start, self.at + 1), message).help(help)
            }
            None => self.open_problem(open, bracket),
            _ => {
                let span = self.word(self.at);
                let word = self.text.get(span.range()).unwrap_or_default();
                let message = format!("`{}` follows without a comma", shortened(word));
                Problem::new("syntax", span, message)
                    .help("put a comma between, or put the whole value in quotes")
            }
        }
    }

    pub(super) fn open_problem(&self, open: usize, bracket: char) -> Problem {
        let message = format!("this `{bracket}` is not closed");
        let help = format!("close it with `{}`; lines that go on in between are indented", closing(bracket));
        Problem::new("syntax", Span::new(open, open + 1), message).help(help)
    }

    pub(super) fn lone_bracket(&self) -> Problem {
        let bracket = self.next(self.at).unwrap_or(']');
        let message = format!("a `{bracket}` that closes nothing");
        Problem::new("syntax", Span::new(self.at, self.at + bracket.len_utf8()), message)
            .help("delete it, or put the value in quotes")
    }

    /// The innermost bracket before the failure that nothing closes.
    pub(super) fn open_bracket(&self) -> Option<(usize, char)> {
        const FARTHEST: usize = 200;
        let before = self.text.get(self.from..self.at)?;
        let mut at = self.at;
        let mut closed = 0_usize;
        for line in before.split_inclusive('\n').rev().take(FARTHEST) {
            at -= line.len();
            for (offset, bracket) in brackets(line).into_iter().rev() {
                match bracket {
                    ']' | '}' => closed += 1,
                    _ if closed == 0 => return Some((at + offset, bracket)),
                    _ => closed -= 1,
                }
            }
        }
        None
    }

    // Keys and indentation.
}

fn closing(bracket: char) -> char {
    if bracket == '[' { ']' } else { '}' }
}

/// The brackets of a line that stand neither in quotes nor in a comment.
pub(super) fn brackets(line: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut quote = None;
    let mut before = ' ';
    for (offset, character) in line.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '#') if before == ' ' => break,
            (None, '"' | '\'') if matches!(before, ' ' | '{' | '[' | ',' | ':') => quote = Some(character),
            (None, '{' | '[' | '}' | ']') => found.push((offset, character)),
            _ => {}
        }
        before = character;
    }
    found
}
