//! Bytes that are not text.

use std::str::Utf8Error;

use crate::finding::{Finding, Place, Severity};
use crate::source::{Lines, Position, Span};

/// The finding on a file that isn't UTF-8, at its first wrong byte.
pub(super) fn not_utf8(bytes: &[u8], error: Utf8Error) -> Finding {
    let at = error.valid_up_to();
    let before = bytes.get(..at).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or_default();
    let wrong = bytes.get(at).copied().unwrap_or_default();
    let start = Lines::new(before).position(u32::try_from(at).unwrap_or(u32::MAX));
    let end = Position { line: start.line, column: start.column + 1 };
    let length = error.error_len().unwrap_or(bytes.len() - at);
    let place = Place { path: String::new(), span: Span::new(at, at + length), start, end };
    let (message, help) = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        ("the file is UTF-16".to_owned(), "save it as UTF-8".to_owned())
    } else if error.error_len().is_none() {
        ("the file ends in the middle of a character".to_owned(), "it was probably cut off".to_owned())
    } else {
        let guess = match char::from(wrong) {
            letter if letter.is_alphabetic() => format!(": in Windows-1252 it would be `{letter}`"),
            _ => String::new(),
        };
        (format!("the byte {wrong:02X} is not UTF-8{guess}"), "save the file as UTF-8".to_owned())
    };
    let mut finding = Finding::new("not-utf8", Severity::Error, place, message);
    finding.help = Some(help);
    finding
}
