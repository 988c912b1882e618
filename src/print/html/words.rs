//! Words in HTML: texts with the language they are in.

use maud::{Markup, html};

use crate::print::model::Wording;

/// A text; one that is not translated says its language to the eye and to a screen reader.
pub(super) fn wording(wording: &Wording) -> Markup {
    html! {
        @match &wording.language {
            None => { (wording.text) }
            Some(language) => {
                span lang=(language) dir="auto" { (wording.text) }
                " " span .mark { "[" (language) "]" }
            }
        }
    }
}

/// Numbers with units stand from left to right in every language.
pub(super) fn island(text: &str) -> Markup {
    html! { bdi dir="ltr" { (text) } }
}
