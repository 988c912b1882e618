//! A translation that repeats the original.

use super::languages::own;
use crate::rules::texts::{self, same_language};
use crate::rules::{Findings, Outline};
use crate::value::Text;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let language = outline.document.language();
    texts::each(outline, |place, text| {
        let Text::Languages(strings) = text else { return };
        let Some((own_tag, original)) = own(text, language) else { return };
        let copies = strings.iter().filter(|(tag, copy)| *copy == original && !same_language(tag, own_tag));
        for (tag, _) in copies.filter(|_| is_a_sentence(original)) {
            findings
                .add(&place.spot().key(tag), format!("`{tag}` has the same text as `{own_tag}`"))
                .help("translate it");
        }
    });
}

/// Whether a text has at least three words in small letters; names and symbols are the same in many languages.
fn is_a_sentence(text: &str) -> bool {
    let small = |word: &str| word.chars().filter(|letter| letter.is_lowercase()).count() > 1;
    text.split_whitespace().filter(|word| small(word)).count() >= 3
}
