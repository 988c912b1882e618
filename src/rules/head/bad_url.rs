//! A reference whose address can't be opened.

use crate::rules::{Findings, Outline, Spot};
use crate::value::quoted;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (at, reference) in outline.document.references.iter().enumerate() {
        let Some(url) = reference.url.as_deref().filter(|url| !is_address(url)) else { continue };
        let spot = Spot::top("references").item(at).key("url");
        let draft = findings.add(&spot, format!("{} is not a web address", quoted(url)));
        let whole = format!("https://{url}");
        if is_address(&whole) && url.contains('.') && !url.contains(':') {
            draft.help(format!("did you mean `{whole}`?"));
        } else {
            draft.help("an address starts with `https://` or `http://` and has no spaces");
        }
    }
}

/// Whether it is an absolute address for the web, written so that it can be printed and opened.
fn is_address(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let plain = |character: char| {
        !(character.is_whitespace() || character.is_control() || "<>\"{}|\\^`".contains(character))
    };
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
        && host.starts_with(|first: char| first.is_alphanumeric() || first == '[')
        && url.chars().all(plain)
}
