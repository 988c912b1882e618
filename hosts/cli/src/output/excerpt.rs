//! The part of a line that is shown around what a finding means.
//!
//! Long lines are cut on both sides of the first character that is meant, and characters that can't be seen are
//! written out; the range that is marked moves along with both.

use std::ops::Range;

use countersign::finding::Place;
use countersign::source::Lines;

use super::visible;

/// The most characters of a line that are shown.
const WIDEST: usize = 110;

/// How many of them stand before what is meant, in a line that is cut.
const BEFORE: usize = 50;

/// What is shown of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The text, safe to print.
    pub(crate) text: String,
    /// The line's number, from 1.
    pub(crate) line: u32,
    /// Characters of the line that are shown, from 0.
    window: Range<usize>,
}

impl Excerpt {
    /// The line of a place, cut so that the place's start can be seen.
    pub(crate) fn new(lines: &Lines<'_>, place: &Place) -> Self {
        Excerpt::of_line(lines, place.start.line, column(place.start.column))
    }

    /// A line, cut so that this character, counted from 0, can be seen.
    pub(crate) fn of_line(lines: &Lines<'_>, line: u32, around: usize) -> Self {
        let text = lines.line(line);
        let length = text.chars().count();
        let window = if length <= WIDEST {
            0..length
        } else {
            let start = around.min(length).saturating_sub(BEFORE).min(length - WIDEST);
            start..start + WIDEST
        };
        let mut excerpt = Excerpt { text: String::new(), line, window };
        if excerpt.window.start > 0 {
            excerpt.text.push('…');
        }
        for character in text.chars().skip(excerpt.window.start).take(excerpt.window.len()) {
            visible::push(character, &mut excerpt.text);
        }
        if excerpt.window.end < length {
            excerpt.text.push('…');
        }
        excerpt
    }

    /// The bytes of [`text`](Excerpt::text) that show a place on this line; none if it is on another line or was cut
    /// off. Of a place of several lines the first is marked.
    pub(crate) fn marked(&self, lines: &Lines<'_>, place: &Place) -> Option<Range<usize>> {
        let start = column(place.start.column);
        if place.start.line != self.line || start < self.window.start || start > self.window.end {
            return None;
        }
        let end = if place.end.line > place.start.line { usize::MAX } else { column(place.end.column) };
        let before = start - self.window.start;
        let within = end.min(self.window.end).saturating_sub(start);
        let mut characters = lines.line(self.line).chars().skip(self.window.start);
        let first = self.cut_width() + width(characters.by_ref().take(before));
        let last = first + width(characters.take(within));
        Some(first..last)
    }

    fn cut_width(&self) -> usize {
        if self.window.start > 0 { '…'.len_utf8() } else { 0 }
    }
}

/// The bytes that these characters take when shown.
fn width(characters: impl Iterator<Item = char>) -> usize {
    let mut shown = String::new();
    characters.for_each(|character| visible::push(character, &mut shown));
    shown.len()
}

/// A column from 1 as a number from 0.
fn column(column: u32) -> usize {
    usize::try_from(column).unwrap_or(usize::MAX).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use countersign::source::{Position, Span};

    use super::*;

    fn check(text: &str, columns: Range<u32>, expected: &str) {
        let at = |column| Position { line: 1, column };
        let place = Place {
            path: String::new(),
            span: Span::default(),
            start: at(columns.start),
            end: at(columns.end),
        };
        let lines = Lines::new(text);
        let excerpt = Excerpt::new(&lines, &place);
        let marked = excerpt.marked(&lines, &place).unwrap();
        assert_eq!(excerpt.text.get(marked), Some(expected), "{}", excerpt.text);
    }

    #[test]
    fn the_mark_moves_with_what_is_cut_and_written_out() {
        check("by: shift_laed", 5..15, "shift_laed");
        check("by: sh\u{202e}ift", 7..8, "\\u{202e}");
        check("\u{202e}°C: x", 6..7, "x");
        check(&format!("{}mark{}", "ä".repeat(500), "ö".repeat(500)), 501..505, "mark");
        check(&format!("{}mark", "ä".repeat(500)), 501..505, "mark");
        check("end", 4..4, "");
        check("end", 3..9, "d");
    }

    #[test]
    fn a_long_line_is_cut() {
        let text = format!("{}mark{}", "a".repeat(5000), "b".repeat(5000));
        let excerpt = Excerpt::of_line(&Lines::new(&text), 1, 5000);
        assert_eq!(excerpt.text.chars().count(), WIDEST + 2);
        assert!(excerpt.text.contains("mark"));
    }
}
