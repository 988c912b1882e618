//! A language tag that is none by its form.

use super::languages::{Tag, each_tag, meant};
use crate::rules::{Findings, Outline};
use crate::fix::Fix;
use crate::value::quoted;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    each_tag(outline, Tag::Malformed, |spot, tag| {
        let message = format!("{} is not a language tag", quoted(tag));
        let hyphens = tag.replace('_', "-");
        let help = match meant(tag) {
            Some(code) => format!("did you mean `{code}`?"),
            None if super::languages::kind_of(&hyphens) == Tag::Known => format!("write `{hyphens}`"),
            None => "a tag is a language such as `en`, or with a region such as `pt-BR`".to_owned(),
        };
        let is_meant = meant(tag).is_none() && super::languages::kind_of(&hyphens) == Tag::Known;
        let fix = is_meant.then_some(Fix::Value(hyphens));
        findings.add(&spot, message).help(help).fix(fix);
    });
}
