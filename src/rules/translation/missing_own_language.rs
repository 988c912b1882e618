//! A text in several languages without the one that the procedure is written in.

use super::languages::{Tag, is_written_without, kind_of, own};
use crate::rules::texts;
use crate::rules::{Findings, Outline, Spot};
use crate::value::Text;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let language = outline.document.language();
    if kind_of(language) != Tag::Known {
        return;
    }
    let (mut all, mut lacking, mut first) = (0_u32, Vec::new(), None);
    texts::each(outline, |place, text| {
        let Text::Languages(strings) = text else { return };
        all += 1;
        if own(text, language).is_none() && is_written_without(findings, place, language) {
            first = first.or(strings.keys().next());
            lacking.push(place);
        }
    });
    if lacking.len() > 1 && usize::try_from(all) == Ok(lacking.len()) {
        let named = outline.document.language.is_some();
        let message = format!("no text is in `{language}`, the language of the procedure");
        let other = first.map_or("…", String::as_str);
        findings
            .add(&Spot::top(if named { "language" } else { "title" }), message)
            .help(format!("write `language: {other}`, or add the texts in `{language}`"));
        return;
    }
    for place in lacking {
        let message = format!("this text is missing in `{language}`, the language of the procedure");
        findings.add(&place.spot(), message).help(format!("add `{language}: …`"));
    }
}
