//! Steps: what to do and record on one side, who signs on the other, never torn apart.

use maud::{Markup, html};

use super::blocks::notes;
use super::rooms::{entries, rows, tick};
use super::words::wording;
use crate::print::labels::Labels;
use crate::print::model::{
    Attempt, Checklist, Condition, Entry, Failure, Group, Hold, LONG_ATTEMPT, LONG_STEP, Part, Signature,
    SignatureBlock, Step, TimeRule, Wording,
};

pub(super) fn part(part: &Part, checklist: &Checklist) -> Markup {
    let labels = &checklist.labels;
    html! {
        @match part {
            Part::Group(it) => { (group(it, checklist.filled_in)) }
            Part::Step(it) => { (step(it, checklist.filled_in, labels)) }
            Part::Hold(it) => { div .hold { (hold(it, checklist.filled_in, labels)) } }
        }
    }
}

fn group(group: &Group, filled_in: bool) -> Markup {
    html! {
        div .group .copy[group.copy.is_some()] {
            h3 {
                span .number { (group.number) } " " (wording(&group.title))
                @if let Some(copy) = &group.copy { " · " (copy) }
            }
            @if let Some(it) = &group.condition { (condition(it)) }
            @for line in &group.lines { p { (wording(line)) } }
            @if !filled_in { @for rule in &group.times { (time(rule)) } }
            (notes(&group.notes))
        }
    }
}

/// A step stays on one page. A long one may be continued on the next, and then every page has its number and title at
/// the top and all its signature boxes at the foot: nobody signs for what stands on another page.
fn step(step: &Step, filled_in: bool, labels: &Labels) -> Markup {
    let rows = rows(&step.fields);
    let number = html! {
        div .no {
            // A step outside every group stands directly under the heading of all steps.
            @if step.depth > 1 { h4 { (step.number) } } @else { h3 { (step.number) } }
        }
    };
    let before = html! {
        @if let Some(it) = &step.condition { (condition(it)) }
        (notes(&step.notes))
    };
    let title = html! {
        p .title {
            @if let Some(critical) = &step.critical { span .critical { (critical) } }
            (wording(&step.title))
        }
    };
    let what = html! {
        @if let Some(text) = &step.instruction { p { (wording(text)) } }
        @if !filled_in { (details(&step.details)) }
    };
    let after = html! {
        @for rule in &step.times { @if filled_in { p .detail { (rule.rule) } } @else { (time(rule)) } }
        @if !filled_in {
            @if let Some(text) = &step.not_applicable { (not_applicable(text, labels)) }
        }
        @if let Some(standing) = &step.standing { p .standing { (standing) } }
        @for remark in &step.remarks { p .remark { (remark) } }
    };
    let signs = html! {
        @if let Some(block) = &step.performer { (signature_block(block, step.failure.as_ref(), labels)) }
        @if let Some(it) = &step.failure { p .failure { (it.decisions) } }
        @for block in &step.verifiers { (signature_block(block, None, labels)) }
    };
    let is_long = rows.len().saturating_add(usize::from(!after.0.is_empty())) >= LONG_STEP;
    let starts_with_title = step.condition.is_none() && step.notes.is_empty();
    html! {
        article .step .long[is_long] .alone[step.performer.is_none()] {
            @if !is_long || !starts_with_title { (number) }
            @if is_long {
                @if !starts_with_title { div .what .before { (before) } }
                @let top = html! {
                    @if starts_with_title { (number) } @else { div .no aria-hidden="true" { (step.number) } }
                    div .what { (title) }
                };
                (sheet(&top, &what, &rows, &after, &signs))
            } @else {
                div .what { (before) (title) (what) (entries(&step.fields)) (after) }
                @if !filled_in { div .signs { (signs) } }
            }
            @if filled_in { @for it in &step.attempts { (attempt(it, step)) } }
            @if let Some(it) = &step.hold { (hold(it, filled_in, labels)) }
        }
    }
}

/// Rows between a top and signatures that are repeated on every page.
fn sheet(top: &Markup, what: &Markup, rows: &[&[Entry]], after: &Markup, signs: &Markup) -> Markup {
    html! {
        div .sheet {
            div .top { div { div { (top) } } }
            div .rows {
                @if !what.0.is_empty() { div { div .what { (what) } } }
                @for row in rows { div { div .what { (entries(row)) } } }
                @if !after.0.is_empty() { div { div .what { (after) } } }
            }
            div .foot { div { div { div .signs { (signs) } } } }
        }
    }
}

/// Reason, equipment and the like, in one paragraph.
fn details(details: &[(String, Wording)]) -> Markup {
    html! {
        @if !details.is_empty() {
            p .detail {
                @for (index, (name, text)) in details.iter().enumerate() {
                    @if index > 0 { " · " }
                    @if !name.is_empty() { em { (name) ":" } " " }
                    (wording(text))
                }
            }
        }
    }
}

fn condition(condition: &Condition) -> Markup {
    html! { p .condition { strong { (condition.holds) } @if !condition.then.is_empty() { ": " (condition.then) } } }
}

fn time(rule: &TimeRule) -> Markup {
    html! {
        div .time {
            p { (rule.rule) }
            div .clocks { @for clock in &rule.clocks { span { (clock) i aria-hidden="true" {} } } }
        }
    }
}

fn not_applicable(text: &str, labels: &Labels) -> Markup {
    html! {
        div .exception {
            (tick(text))
            span .blank { (labels.reason) i aria-hidden="true" {} }
            span .blank .short { (labels.initials) i aria-hidden="true" {} }
        }
    }
}

/// Where a failure is noted: the number of its deviation, and which attempt this is.
fn fate(failure: &Failure, labels: &Labels) -> Markup {
    html! {
        div .fate {
            span .blank { (labels.deviation_number) i aria-hidden="true" {} }
            @if failure.attempts > 1 {
                span .attempts {
                    span { (labels.attempt) }
                    @for attempt in 1..=failure.attempts { b { (attempt) } }
                }
            }
        }
    }
}

/// A signature to be given: what it means, who may, and room for initials, date and time; beside the performer's also
/// what a failure asks for.
fn signature_block(block: &SignatureBlock, failure: Option<&Failure>, labels: &Labels) -> Markup {
    html! {
        div .sign {
            div .who {
                p { strong { (block.meaning) } " " (wording(&block.roles)) }
                @if !block.rules.is_empty() { p .rule { (block.rules.join("; ")) } }
            }
            @if let Some(it) = failure { (fate(it, labels)) }
            @match &block.elsewhere {
                Some(elsewhere) => { p .elsewhere { (elsewhere) } }
                None => {
                    div .inks {
                        @for _ in 0..block.people {
                            div .ink {
                                span { (labels.initials) }
                                span { (labels.date_word) }
                                span { (labels.time_word) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn hold(hold: &Hold, filled_in: bool, labels: &Labels) -> Markup {
    html! {
        div .bar { (hold.bar) }
        @if filled_in {
            div .released { @for it in &hold.signatures { (signature(it)) } }
        } @else {
            div .released { (signature_block(&hold.block, None, labels)) }
        }
    }
}

fn attempt(attempt: &Attempt, step: &Step) -> Markup {
    let rows = rows(&attempt.fields);
    let heading = html! { @if let Some(heading) = &attempt.heading { p .heading { (heading) } } };
    let signs = html! { @for it in attempt.performed.iter().chain(&attempt.verified) { (signature(it)) } };
    html! {
        div .attempt .void[attempt.void] {
            @if rows.len() >= LONG_ATTEMPT {
                @let top = html! { div .no aria-hidden="true" { (step.number) } div .what { (heading) } };
                (sheet(&top, &html! {}, &rows, &html! {}, &signs))
            } @else {
                @if attempt.heading.is_some() || !attempt.fields.is_empty() {
                    div .what { (heading) (entries(&attempt.fields)) }
                }
                div .signs .first[attempt.heading.is_none() && attempt.fields.is_empty()] { (signs) }
            }
        }
    }
}

/// A signature that was given: printed name, date and time, meaning.
fn signature(signature: &Signature) -> Markup {
    html! {
        div .sign .void[signature.void] {
            p { strong { (signature.meaning) } " " bdi .written { (signature.name) } " (" (signature.role) ")" }
            p .written .when { bdi { (signature.date) } " " bdi dir="ltr" { (signature.time) } }
            (entries(&signature.values))
            @for remark in &signature.remarks { p .remark { (remark) } }
        }
    }
}
