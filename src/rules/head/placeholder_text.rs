//! Text of an effective procedure that stands for text to come.

use std::ops::Range;

use crate::document::Status;
use crate::rules::{Findings, Outline, Spot, texts};
use crate::value::{Text, quoted};

/// Words that stand for text to come.
const WORDS: [&str; 5] = ["TBD", "TBC", "TODO", "FIXME", "XXX"];

/// Texts that say nothing by themselves.
const WHOLE: [&str; 4] = ["…", "...", "?", "??"];

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    if outline.document.status() != Status::Effective {
        return;
    }
    let own = outline.document.language();
    texts::each(outline, |place, text| match text {
        Text::Plain(text) => judge(findings, text, own, || place.spot()),
        Text::Languages(texts) => {
            for (language, text) in texts {
                judge(findings, text, language, || place.spot().key(language.as_str()));
            }
        }
    });
    if let Some(number) = &outline.document.number {
        judge(findings, number, own, || Spot::top("number"));
    }
}

fn judge<'d>(findings: &mut Findings<'_>, text: &str, language: &str, spot: impl Fn() -> Spot<'d>) {
    if let Some(range) = placeholder(text, language) {
        let shown = quoted(text.get(range.clone()).unwrap_or_default());
        findings
            .add(&spot().inside(range), format!("{shown} stands for text to come"))
            .help("write what is meant, or set `status: draft` until it is known");
    }
}

/// Where the first placeholder of a text stands.
fn placeholder(text: &str, language: &str) -> Option<Range<usize>> {
    let bare = text.trim();
    if WHOLE.contains(&bare) {
        let start = text.len() - text.trim_start().len();
        return Some(start..start + bare.len());
    }
    word(text, language).or_else(|| {
        let start = text.find("???")?;
        let length = text.get(start..)?.bytes().take_while(|byte| *byte == b'?').count();
        Some(start..start + length)
    })
}

fn word(text: &str, language: &str) -> Option<Range<usize>> {
    // In these languages it is also a word, "all".
    let todo_is_a_word = ["es", "pt", "gl"].iter().any(|tag| language.starts_with(tag));
    let mut start = 0;
    for token in text.split(|it: char| !(it.is_alphanumeric() || it == '-' || it == '_')) {
        let range = start..start + token.len();
        start = range.end + text.get(range.end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let is_placeholder = WORDS.contains(&token)
            && !(token == "TODO"
                && todo_is_a_word
                && token.len() < text.trim().len()
                && !text.get(range.end..).is_some_and(|rest| rest.starts_with(':')));
        let is_filler = token.eq_ignore_ascii_case("lorem")
            && text.get(range.end..).is_some_and(|rest| {
                rest.split_whitespace().next().is_some_and(|next| next.eq_ignore_ascii_case("ipsum"))
            });
        if is_placeholder || is_filler {
            return Some(range);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_exact_words() {
        let check = |text: &str, found: Option<&str>| {
            assert_eq!(placeholder(text, "en").and_then(|range| text.get(range)), found, "{text}");
        };
        check("Stir for TBD minutes", Some("TBD"));
        check("TODO: write", Some("TODO"));
        check("é XXX", Some("XXX"));
        check("Lorem ipsum dolor", Some("Lorem"));
        check(" … ", Some("…"));
        check("Who is it????", Some("????"));
        check("Count one, two, …", None);
        check("Put on an XXX-large gown", None);
        check("todo", None);
        check("Is it clean?", None);
    }

    #[test]
    fn a_spanish_word_is_no_placeholder() {
        assert_eq!(placeholder("LIMPIE TODO EL BANCO", "es"), None);
        assert_eq!(placeholder("TODO: tiempo", "es-MX"), Some(0..4));
        assert_eq!(placeholder("TODO", "es"), Some(0..4));
    }
}
