//! The text of one file, and places in it.
//!
//! Places are byte spans while work is going on, because bytes are cheap to carry and exact to cut. Lines and
//! columns are computed only when somebody is going to read them. This module knows nothing of YAML, and it
//! never reads a file: a host hands the text in.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of bytes in a text, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset just after the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; offsets beyond 4 GiB, which no accepted file has, are held at the largest one.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: offset(start), end: offset(end.max(start)) }
    }

    /// The offsets as a range, to cut a text with.
    pub fn range(self) -> Range<usize> {
        widen(self.start)..widen(self.end)
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A place as people count: both numbers start at 1, and columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// The text of one file with the name people know it by.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    name: &'a str,
    text: &'a str,
}

impl<'a> Source<'a> {
    /// Names a text. The name is only repeated in findings; nothing is opened.
    pub fn new(name: &'a str, text: &'a str) -> Self {
        Source { name, text }
    }

    /// The file's name as the host gave it.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The bytes of a span as text; empty where the span doesn't fit the text.
    pub fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// Finds lines and columns in one text; made once per text that has something to report.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<u32>,
}

impl<'a> Lines<'a> {
    /// Notes where each line starts.
    pub fn new(text: &'a str) -> Self {
        let breaks =
            text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| offset(at + 1));
        Lines { text, starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The position of a byte offset; offsets beyond the end answer with the end.
    pub fn position(&self, at: u32) -> Position {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(widen(start)..widen(at)).unwrap_or_default();
        Position { line: offset(line), column: offset(before.chars().count() + 1) }
    }

    /// The text of a line, counted from 1, without its line break.
    pub fn line(&self, number: u32) -> &'a str {
        let Some(index) = widen(number).checked_sub(1) else { return "" };
        let Some(start) = self.starts.get(index).copied().map(widen) else { return "" };
        let end = self.starts.get(index + 1).copied().map_or(self.text.len(), widen);
        self.text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r'])
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn widen(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("a: °C\nb: x\r\n\nend");
        let check = |at, line, column| assert_eq!(lines.position(at), Position { line, column });
        check(0, 1, 1);
        check(5, 1, 5);
        check(7, 2, 1);
        check(13, 3, 1);
        check(14, 4, 1);
        check(900, 4, 1);
        assert_eq!(lines.line(2), "b: x");
        assert_eq!(lines.line(9), "");
    }
}
