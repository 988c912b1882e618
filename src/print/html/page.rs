//! The rules of the paper: its size, and what stands in the margins of every page.

use std::fmt::Write as _;

use crate::print::labels::Direction;
use crate::print::model::{Checklist, Head, Paper};

/// Margin boxes with identity, page x of y and the QR code.
pub(super) fn rules(checklist: &Checklist) -> String {
    let (head, labels) = (&checklist.head, &checklist.labels);
    let size = match checklist.paper {
        Paper::A4 => "A4",
        Paper::Letter => "letter",
    };
    let (start, end) = match checklist.direction {
        Direction::Ltr => ("left", "right"),
        Direction::Rtl => ("right", "left"),
    };
    let mut identity = format!("{} · {} {} · {}", head.document, labels.version, head.version, head.status);
    if let Some(run) = &head.run {
        identity.push_str(&format!(" · {} {run}", labels.run));
    }
    let mut top = head.title.text.replace('\n', " ");
    if let Some(banner) = &head.banner {
        top = format!("{banner} — {top}");
    }
    let hash =
        head.record_head.as_ref().map(|hash| format!(" · {} {hash}", labels.record_ends)).unwrap_or_default();
    let foot = format!("{}\n{} {}{hash}", head.notice, labels.digest, head.short_digest);
    format!(
        "@page{{size:{size};\
         @top-{start}{{content:{}}}@top-{end}{{content:url(\"{}\")}}\
         @bottom-{start}{{content:{}}}@bottom-{end}{{content:{} counter(page) {} counter(pages)}}\
         @top-left{{text-align:{start}}}@bottom-left{{text-align:{start}}}}}",
        string(&format!("{}\n{identity}", shortened(&top, 90))),
        image(head),
        string(&foot),
        string(&format!("{} ", labels.page)),
        string(&format!(" {} ", labels.of)),
    )
}

/// So much of a text as fits beside the code.
fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Text as a CSS string: everything but plain letters and digits as its number, so that nothing can end it.
fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' | '.' | ',' | ':' | '-' | '_' => quoted.push(character),
            // Writing into a text never fails.
            _ => drop(write!(quoted, "\\{:x} ", u32::from(character))),
        }
    }
    quoted.push('"');
    quoted
}

/// The QR code as an image address that holds the drawing itself.
fn image(head: &Head) -> String {
    let size = head.modules.len().saturating_add(4);
    format!(
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='15mm' height='15mm' \
         viewBox='-2 -2 {size} {size}'%3E%3Cpath d='{}'/%3E%3C/svg%3E",
        head.drawing()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_css_string() {
        let check = |text: &str, expected: &str| assert_eq!(string(text), expected);
        check("Page 1", "\"Page 1\"");
        check("a\"}b", "\"a\\22 \\7d b\"");
        check("</style>", "\"\\3c \\2f style\\3e \"");
        check("a\\b\nc", "\"a\\5c b\\a c\"");
        check("é", "\"\\e9 \"");
    }
}
