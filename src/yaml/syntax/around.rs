//! The text around the place where the parser stopped.

use super::Failure;
use crate::source::Span;
use crate::yaml::Problem;

impl<'a> Failure<'a> {
    pub(super) fn next(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    pub(super) fn before(&self, at: usize) -> &'a str {
        self.text.get(self.from..at).unwrap_or_default().trim_end()
    }

    pub(super) fn line(&self, at: usize) -> (usize, &'a str) {
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |found| found + 1);
        (start, self.text.get(start..self.line_end(at)).unwrap_or_default())
    }

    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.find(['\n', '\r']).unwrap_or(rest.len())
    }

    /// The nearest line above that isn't empty or a comment.
    pub(super) fn content_before(&self, start: usize) -> Option<(usize, &'a str)> {
        let mut at = start;
        for line in self.text.get(self.from..start)?.split_inclusive('\n').rev() {
            at -= line.len();
            let text = line.trim();
            if !text.is_empty() && !text.starts_with('#') {
                return Some((at, line.trim_end()));
            }
        }
        None
    }

    pub(super) fn rest_of_line(&self, at: usize) -> Span {
        let text = self.text.get(at..self.line_end(at)).unwrap_or_default();
        Span::new(at, at + text.trim_end().len())
    }

    /// The word at a place, or the only character there.
    pub(super) fn word(&self, at: usize) -> Span {
        let rest = self.text.get(at..self.line_end(at)).unwrap_or_default();
        let length = rest.find([' ', '\t', ',', ']', '}']).filter(|found| *found > 0);
        Span::new(
            at,
            at + length
                .unwrap_or_else(|| if rest.starts_with([',', ']', '}', ' ', '\t']) { 1 } else { rest.len() }),
        )
    }

    pub(super) fn word_problem(&self, message: impl Into<String>) -> Problem {
        Problem::new("syntax", self.word(self.at), message)
    }
}

pub(super) fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// What stands before the first colon of a line, without dashes.
pub(super) fn key_of(line: &str) -> &str {
    let text = line.trim_start().trim_start_matches("- ").trim_start();
    text.split_once(':').map_or(text, |(key, _)| key)
}

/// Whether the colon after a line's first word has no space behind it.
pub(super) fn is_glued(line: &str) -> bool {
    let text = line.trim().trim_start_matches('-').trim_start();
    text.split_once(':').is_some_and(|(key, value)| {
        let is_key = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        is_key && !key.is_empty() && !value.is_empty() && !value.starts_with(' ')
    })
}

pub(super) fn nearest(column: usize, columns: &[usize]) -> Option<usize> {
    columns.iter().copied().min_by_key(|other| other.abs_diff(column))
}
