//! Text of others before it goes on paper: what can't be seen, or turns round what stands beside it, is taken out.
//!
//! Markup is not looked for here. It is each writer's part to write text as text.

/// The text without control characters (line breaks stay), overrides and isolates of the writing direction, and byte
/// order marks.
///
/// A right-to-left override shows `gpj.exe` for what is called `exe.jpg`, and an escape character reaches the terminal
/// through which a print is read. Letters that join or don't join (U+200C, U+200D) stay: languages need them.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => cleaned.push('\n'),
            '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push(' '),
            _ if is_hidden(character) => {}
            _ => cleaned.push(character),
        }
    }
    cleaned
}

/// The same on one line.
pub(super) fn line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}')
        || matches!(character, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(character, '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(clean(text), expected);
    }

    #[test]
    fn what_cannot_be_seen_goes() {
        check("a\u{1b}[31mb\u{7}\u{9b}", "a[31mb");
        check("exe.\u{202e}gpj", "exe.gpj");
        check("\u{2066}a\u{2069}\u{feff}", "a");
        check("two\r\nlines\u{2028}three", "two\nlines\nthree");
        check("a\tb", "a b");
        check("می\u{200c}روم", "می\u{200c}روم");
        assert_eq!(line("two\nlines"), "two lines");
    }
}
