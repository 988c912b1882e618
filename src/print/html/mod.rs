//! One self-contained HTML file, for the screen and for a browser's print dialogue.
//!
//! It loads nothing and runs nothing: no script, no link, no font, and a policy that forbids them. Page boxes with
//! `page x of y` and the QR code are style rules (CSS Paged Media), which Chromium has from version 131; elsewhere the
//! head block on the first page still says everything.

mod page;
mod words;
mod rooms;
mod blocks;
mod steps;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::model::{Checklist, Head, Part, Sheet};
use words::wording;

/// What a browser must not do with a print.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";

/// Writes a checklist as one HTML file.
pub fn html(checklist: &Checklist) -> String {
    let head = &checklist.head;
    let markup = html! {
        (DOCTYPE)
        html lang=(checklist.language) dir=(checklist.direction.word()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (head.title.text) " · " (head.document) " · " (head.version) }
                style { (PreEscaped(include_str!("style.css"))) (PreEscaped(page::rules(checklist))) }
            }
            body .verifier[checklist.sheet == Sheet::Verifier] .filled[checklist.filled_in] {
                main style=(format!("--no:{}mm", checklist.number_width())) {
                    (head_block(checklist))
                    @for section in &checklist.front { (blocks::section(section)) }
                    section {
                        h2 { (checklist.labels.steps) }
                        @for part in &checklist.parts { (steps::part(part, checklist)) }
                    }
                    @for section in &checklist.back { (blocks::section(section)) }
                    p .end { (checklist.labels.end) " · " (head.document) " · " (checklist.labels.version) " " (head.version) }
                }
            }
        }
    };
    markup.into_string()
}

fn head_block(checklist: &Checklist) -> Markup {
    let (head, labels) = (&checklist.head, &checklist.labels);
    html! {
        header {
            @if let Some(banner) = &head.banner { p .banner { (banner) } }
            div .identity {
                div {
                    p .kind { (head.kind) }
                    h1 { (wording(&head.title)) }
                }
                (drawing(head))
            }
            dl .facts {
                @for (name, value) in &head.facts {
                    div { dt { (name) } dd { (wording(value)) } }
                }
                div .run {
                    dt { (labels.run) }
                    dd { @if let Some(run) = &head.run { bdi .written { (run) } } @else { span .line {} } }
                }
            }
            p .notice { (head.notice) }
            p .digest { (labels.digest) " " bdi dir="ltr" { (head.digest) } }
            @if has_foreign(checklist) {
                p .notice { (super::labels::fill(&labels.translation_missing, &[("mark", "[…]")])) }
            }
        }
    }
}

fn drawing(head: &Head) -> Markup {
    let size = head.modules.len();
    html! {
        @if size > 0 {
            svg .code role="img" aria-label=(head.code) viewBox=(format!("-2 -2 {0} {0}", size.saturating_add(4))) {
                path d=(head.drawing()) {}
            }
        }
    }
}

/// Whether a text of the procedure is not translated; its title and steps tell.
fn has_foreign(checklist: &Checklist) -> bool {
    checklist.head.title.language.is_some()
        || checklist.parts.iter().any(|part| match part {
            Part::Group(group) => group.title.language.is_some(),
            Part::Step(step) => {
                step.title.language.is_some()
                    || step.instruction.as_ref().is_some_and(|it| it.language.is_some())
                    || step.notes.iter().any(|note| note.text.language.is_some())
                    || step.fields.iter().any(|field| field.title.language.is_some())
            }
            Part::Hold(_) => false,
        })
}
