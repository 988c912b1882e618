//! Changes as Markdown, to paste into a review. Text of the files is shown as it is, and never as markup.

use std::io::{self, Write};

use super::{Differences, effect_word};
use crate::output::visible::escaped;

pub(super) fn write(differences: &Differences<'_>, sink: &mut dyn Write) -> io::Result<()> {
    writeln!(sink, "{}", plain(&differences.summary()))?;
    let changes = differences.by_weight();
    if changes.is_empty() {
        return Ok(());
    }
    writeln!(sink, "\n| step | control | change | where |\n| --- | --- | --- | --- |")?;
    for change in changes {
        let effect = match effect_word(change) {
            "weakens" => "**weakens**",
            word => word,
        };
        let (message, place) = (plain(&change.message), plain(&differences.place(change)));
        writeln!(sink, "| {} | {effect} | {message} (`{}`) | {place} |", change.step, change.kind.word())?;
    }
    Ok(())
}

/// Text with everything escaped that Markdown, or HTML within it, would take for markup. What stands between backticks
/// in a message is a quotation, and stays visible as one by its backticks.
fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 16);
    for character in escaped(text).chars() {
        if matches!(
            character,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '+'
                | '!'
                | '|'
                | '~'
                | '&'
                | '@'
        ) {
            shown.push('\\');
        }
        shown.push(character);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_markup() {
        let check = |text: &str, expected: &str| assert_eq!(plain(text), expected);
        check("the title reads `Wash`", "the title reads \\`Wash\\`");
        check("<img src=x> | [a](b) @all", "\\<img src=x\\> \\| \\[a\\](b) \\@all");
        check("a\u{202e}b\n", "a\\\\u\\{202e\\}b\\\\n");
    }
}
