//! A text that lacks a language in which most other texts of the file are written.

use super::languages::{Tag, is_written_without, kind_of};
use crate::rules::texts::{self, TextPlace, same_language, serves};
use crate::rules::{Findings, Outline, backticked};
use crate::value::Text;

/// A language of the file, beside its own.
struct Language<'o, 'd> {
    tag: &'d str,
    /// How many texts are written in it.
    texts: usize,
    first: TextPlace<'o, 'd>,
}

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let own = outline.document.language();
    let mut languages: Vec<Language<'_, '_>> = Vec::new();
    let mut all = 0;
    texts::each(outline, |place, text| {
        all += 1;
        for tag in text.languages().filter(|tag| !same_language(tag, own)) {
            if let Some(language) = languages.iter_mut().find(|it| it.tag == tag) {
                language.texts += 1;
            } else if languages.len() < MOST_LANGUAGES {
                languages.push(Language { tag, texts: 1, first: place });
            }
        }
    });
    languages.retain(|it| it.texts < all && kind_of(it.tag) == Tag::Known);
    let (common, rare): (Vec<_>, Vec<_>) = languages.into_iter().partition(|it| it.texts * 2 > all);
    for Language { tag, texts, first } in rare {
        let wider = common.iter().any(|it| serves(it.tag, tag));
        if !wider {
            let are = if texts == 1 { "is" } else { "are" };
            let message = format!("only {texts} of {all} texts {are} in `{tag}`");
            findings
                .add(&first.spot().key(tag).at_key(), message)
                .help(format!("write all texts in `{tag}`, or none"));
        }
    }
    if common.is_empty() {
        return;
    }
    texts::each(outline, |place, text| {
        let has = |wanted: &str| text.languages().any(|tag| serves(tag, wanted));
        if common.iter().all(|it| has(it.tag)) {
            return;
        }
        let missing = common.iter().map(|it| it.tag).filter(|tag| !has(tag));
        let missing: Vec<&str> = missing.filter(|tag| is_written_without(findings, place, tag)).collect();
        if missing.is_empty() {
            return;
        }
        let help = match text {
            Text::Plain(_) => format!("write it as a map: `{{{own}: …, {}: …}}`", missing.join(": …, ")),
            Text::Languages(_) => format!("add `{}: …`", missing.join(": …`, `")),
        };
        findings
            .add(&place.spot(), format!("this text is missing in {}", backticked(missing)))
            .help(help);
    });
}

/// More languages than any file has; the rest of hostile ones is passed over.
const MOST_LANGUAGES: usize = 100;
