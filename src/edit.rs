//! Changes to a text that leave everything else as it is, byte for byte.
//!
//! Whoever mends a file or signs it knows a few places and what belongs there; comments, order and layout are the
//! author's. An [`Edit`] says one such place, and [`apply`] makes the new text of all of them at once. What the new
//! text means is not looked at here: whoever edits reads it again.

use crate::source::Span;

/// One change: the bytes of a span are replaced by a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What goes; an empty span only says where the replacement is put in.
    pub span: Span,
    /// What comes; empty where something is only taken out.
    pub replacement: String,
}

impl Edit {
    /// Puts a text in the place of another.
    pub fn replace(span: Span, replacement: impl Into<String>) -> Edit {
        Edit { span, replacement: replacement.into() }
    }

    /// Puts a text in before the byte `at`.
    pub fn insert(at: u32, text: impl Into<String>) -> Edit {
        Edit::replace(Span { start: at, end: at }, text)
    }

    /// Takes a text out.
    pub fn delete(span: Span) -> Edit {
        Edit::replace(span, "")
    }

    /// Whether the two can't both be made: they change the same bytes, or one puts text in where the other changes
    /// the bytes around. Edits that only touch don't overlap.
    pub fn overlaps(&self, other: &Edit) -> bool {
        self.span.start < other.span.end && other.span.start < self.span.end
    }
}

/// Why edits can't be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Two edits change the same bytes.
    #[error("two edits change the same bytes, from {} and from {}", .0.start, .1.start)]
    Overlap(Span, Span),
    /// An edit reaches beyond the text, or starts or ends in the middle of a character.
    #[error("an edit from {} to {} doesn't fit the text", .0.start, .0.end)]
    Outside(Span),
}

/// The text with all edits made, whatever order they come in. Of several texts put in at one place, the one that is
/// given first comes first.
///
/// # Errors
///
/// When two edits overlap, or one doesn't fit the text; nothing is made then.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, EditError> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let added: usize = edits.iter().map(|edit| edit.replacement.len()).sum();
    let mut edited = String::with_capacity(text.len() + added);
    let mut before = Span::default();
    for edit in sorted {
        if edit.span.start < before.end {
            return Err(EditError::Overlap(before, edit.span));
        }
        let kept = text.get(before.range().end..edit.span.range().start);
        let gone = text.get(edit.span.range());
        let (Some(kept), Some(_)) = (kept, gone) else { return Err(EditError::Outside(edit.span)) };
        edited.push_str(kept);
        edited.push_str(&edit.replacement);
        before = edit.span;
    }
    edited.push_str(text.get(before.range().end..).unwrap_or_default());
    Ok(edited)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a: 1 °C # why\nb: 2\n";

    fn span(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    #[test]
    fn everything_else_stays() {
        let check = |edits: &[Edit], expected: &str| {
            assert_eq!(apply(TEXT, edits).as_deref(), Ok(expected));
        };
        check(&[], TEXT);
        check(&[Edit::replace(span(3, 4), "98.0")], "a: 98.0 °C # why\nb: 2\n");
        check(&[Edit::delete(span(8, 14)), Edit::insert(20, "c: 3\n")], "a: 1 °C\nb: 2\nc: 3\n");
        check(&[Edit::replace(span(18, 19), "3"), Edit::replace(span(3, 4), "2")], "a: 2 °C # why\nb: 3\n");
        check(
            &[Edit::insert(3, "x"), Edit::insert(3, "y"), Edit::delete(span(3, 4))],
            "a: xy °C # why\nb: 2\n",
        );
        check(&[Edit::replace(span(0, 1), "A"), Edit::replace(span(1, 2), "=")], "A= 1 °C # why\nb: 2\n");
    }

    #[test]
    fn edits_that_do_not_fit_are_refused() {
        let check = |edits: &[Edit], expected: EditError| {
            assert_eq!(apply(TEXT, edits), Err(expected));
        };
        let (wide, narrow) = (Edit::delete(span(3, 9)), Edit::insert(5, "x"));
        assert!(wide.overlaps(&narrow) && narrow.overlaps(&wide) && wide.overlaps(&wide));
        check(&[narrow, wide.clone()], EditError::Overlap(span(3, 9), span(5, 5)));
        check(&[wide.clone(), wide], EditError::Overlap(span(3, 9), span(3, 9)));
        check(&[Edit::delete(span(5, 6))], EditError::Outside(span(5, 6)));
        check(&[Edit::insert(21, "x")], EditError::Outside(span(21, 21)));
    }
}
