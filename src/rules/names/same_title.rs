//! Two things of one kind that people see under the same title.

use indexmap::IndexMap;

use crate::document::Field;
use crate::rules::{Findings, Outline, Spot};
use crate::value::Text;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let document = outline.document;
    let roles = document.roles.iter().map(|(name, role)| (name.as_str(), &role.title));
    judge(findings, "roles", roles, || Spot::top("roles"));
    for (what, key, items) in [
        ("pieces of equipment", "equipment", &document.equipment),
        ("materials", "materials", &document.materials),
    ] {
        let titles = items.iter().map(|(name, item)| (name.as_str(), &item.title));
        judge(findings, what, titles, || Spot::top(key));
    }
    judge(findings, "inputs", titles(&document.inputs), || Spot::top("inputs"));
    for view in &outline.steps {
        judge(findings, "fields", titles(&view.step.record), || outline.spot(view).key("record"));
    }
}

/// The titles of the fields that are always asked; of two with conditions, perhaps only one is ever seen.
fn titles(fields: &IndexMap<String, Field>) -> impl Iterator<Item = (&str, &Text)> + Clone {
    let always = fields.iter().filter(|(_, field)| field.when.is_none());
    always.filter_map(|(name, field)| Some((name.as_str(), field.title.as_ref()?)))
}

fn judge<'d>(
    findings: &mut Findings<'_>,
    what: &str,
    titles: impl Iterator<Item = (&'d str, &'d Text)> + Clone,
    spot: impl Fn() -> Spot<'d>,
) {
    for (at, (name, title)) in titles.clone().enumerate().skip(1) {
        let same = titles.clone().take(at).find_map(|(first, other)| Some((first, shared(other, title)?)));
        let Some((first, (text, tag))) = same else { continue };
        let place = |name: &'d str| {
            let spot = spot().key(name).key("title");
            if tag.is_empty() { spot } else { spot.key(tag) }
        };
        findings
            .add(&place(name), format!("two {what} are called {}", crate::value::quoted(text)))
            .help("give them titles that people can tell apart")
            .related(&place(first), "first here");
    }
}

/// What two texts say alike in one language, and its tag.
fn shared<'d>(first: &'d Text, second: &'d Text) -> Option<(&'d str, &'d str)> {
    match (first, second) {
        (Text::Plain(a), Text::Plain(b)) => (a == b && !a.is_empty()).then_some((a.as_str(), "")),
        (Text::Languages(a), Text::Languages(b)) => a.iter().find_map(|(tag, text)| {
            let same = b.get(tag).is_some_and(|other| other == text && !text.is_empty());
            same.then_some((text.as_str(), tag.as_str()))
        }),
        _ => None,
    }
}
