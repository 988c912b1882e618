//! A language tag whose language doesn't exist.

use super::languages::{Tag, each_tag, meant};
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    each_tag(outline, Tag::Unknown, |spot, tag| {
        let draft = findings.add(&spot, format!("`{tag}` is not a language"));
        match meant(tag) {
            Some(code) => draft.help(format!("did you mean `{code}`?")),
            None => draft.help("languages are written with their code of ISO 639, such as `en`, `es` or `it`"),
        };
    });
}
