//! Places inside a scalar: from the resolved text back to the bytes of the file.
//!
//! A formula's mistake is known as an offset in the formula; the formula may stand in quotes with escapes, or be
//! folded over several lines. The two texts are walked side by side. This happens only when there is a finding.

use std::ops::Range;

use crate::source::Span;

/// The span in `text` of a byte range of `value`, which is what the scalar at `scalar` resolves to.
pub(super) fn locate(text: &str, scalar: Span, value: &str, range: Range<usize>) -> Span {
    let Some(raw) = text.get(scalar.range()) else { return scalar };
    let base = scalar.range().start;
    let mut walk = Walk { raw, at: 0, quote: None };
    walk.open();
    let mut start = None;
    let mut end = None;
    for (offset, character) in value.char_indices() {
        let (from, to) = walk.step(character);
        if offset >= range.start && start.is_none() {
            start = Some(from);
        }
        if offset < range.end {
            end = Some(to);
        }
    }
    let start = start.unwrap_or(walk.at);
    let end = end.filter(|end| *end > start).unwrap_or(start);
    let span = Span::new(base + start, base + end);
    if scalar.contains(span) { span } else { scalar }
}

struct Walk<'a> {
    raw: &'a str,
    at: usize,
    quote: Option<char>,
}

impl Walk<'_> {
    fn open(&mut self) {
        self.quote = self.raw.chars().next().filter(|first| matches!(first, '\'' | '"'));
        self.at = self.quote.map_or(0, char::len_utf8);
    }

    fn rest(&self) -> &str {
        self.raw.get(self.at..).unwrap_or_default()
    }

    /// The raw bytes that stand for the next character of the resolved text.
    fn step(&mut self, character: char) -> (usize, usize) {
        self.skip_line_continuation();
        let from = self.at;
        let rest = self.rest();
        let length = match (rest.chars().next(), self.quote) {
            (Some('\\'), Some('"')) => escape_length(rest),
            (Some('\''), Some('\'')) if rest.starts_with("''") => 2,
            (Some(next), _) if is_white(next) && is_white(character) => self.fold_length(character),
            (Some(next), _) if is_white(next) && !is_white(character) => {
                // White space that the resolved text doesn't have.
                let skipped = rest.len() - rest.trim_start().len();
                self.at += skipped;
                let from = self.at;
                self.at += character.len_utf8();
                return (from, self.at);
            }
            (Some(next), _) => next.len_utf8(),
            (None, _) => 0,
        };
        self.at += length;
        (from, self.at)
    }

    /// How much white space one blank or line break of the resolved text stands for.
    fn fold_length(&self, character: char) -> usize {
        let rest = self.rest();
        let run = rest.len() - rest.trim_start().len();
        match (rest.get(..run).and_then(|white| white.find('\n')), character) {
            // The indentation that follows, and a line break that folding takes away, are left for the next step.
            (Some(at), '\n') => at + 1,
            (Some(_), _) => run,
            (None, _) => 1,
        }
    }

    fn skip_line_continuation(&mut self) {
        while self.quote == Some('"')
            && (self.rest().starts_with("\\\n") || self.rest().starts_with("\\\r\n"))
        {
            let rest = self.rest().trim_start_matches('\\');
            self.at = self.raw.len() - rest.trim_start().len();
        }
    }
}

fn is_white(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

fn escape_length(rest: &str) -> usize {
    match rest.as_bytes().get(1) {
        Some(b'x') => 4,
        Some(b'u') => 6,
        Some(b'U') => 10,
        Some(_) => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::yaml::read;

    /// The word `weigh` of the value of `a` is found in the text as `expected`, at the marked place.
    fn check(text: &str) {
        let (tree, problems) = read(text);
        assert!(problems.is_empty(), "{problems:?}");
        let tree = tree.expect("a tree");
        let (_, value) = tree.root().and_then(|root| root.get("a")).expect("a key `a`");
        let at = value.text().find("weigh").expect("the word");
        let span = value.inside(at..at + 5);
        assert_eq!(Source::new("", text).slice(span), "weigh", "{span:?} in {text:?}");
        assert_eq!(text.find("weigh"), Some(span.range().start), "{text:?}");
    }

    #[test]
    fn a_word_inside_a_scalar_is_found() {
        check("a: x = weigh.net\n");
        check("a: 'it''s' weigh\n".replace("' weigh", " weigh'").as_str());
        check("a: \"x\\t\\u00e9 \\\"q\\\" weigh\"\n");
        check("a: \"x \\\n   weigh\"\n");
        check("a: >-\n  x and\n  y and\n\n  weigh or\n  z\n");
        check("a: |\n  x\n    y\n\n\n  z weigh\n");
        check("a: first\n  second °C\n  weigh\n");
        check("é: ü\na: °C weigh\n");
    }
}
