//! Makes characters visible that a terminal would obey or hide.
//!
//! Text from files can hold control characters, marks that reorder what is seen, and characters of no width. None of
//! them reaches a terminal: each is written as Rust and JavaScript write it, such as `\u{202e}`. Letters of every
//! language pass as they are.

use std::borrow::Cow;

/// The text with such characters written out, line breaks and tabs included.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        push(character, &mut shown);
    }
    Cow::Owned(shown)
}

/// Adds one character in its visible form.
pub(crate) fn push(character: char, shown: &mut String) {
    if is_unseen(character) {
        shown.extend(character.escape_default());
    } else {
        shown.push(character);
    }
}

/// Whether a character moves the cursor, changes how others are seen, or can't be seen and isn't a plain space.
fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{a0}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("Cuente las unidades: 98.0 °C", "Cuente las unidades: 98.0 °C");
        check("שלום 日本", "שלום 日本");
        check("a\u{1b}[31mb", "a\\u{1b}[31mb");
        check("a\u{9b}31mb", "a\\u{9b}31mb");
        check("\r\n\t", "\\r\\n\\t");
        check("a\u{202e}b\u{200b}c\u{feff}", "a\\u{202e}b\\u{200b}c\\u{feff}");
    }
}
