//! Steps: what to do and record on one side, who signs on the other, never torn apart.

use maud::{Markup, html};

use super::blocks::notes;
use super::rooms::{entries, tick};
use super::words::wording;
use crate::print::labels::Labels;
use crate::print::model::{
    Attempt, Checklist, Condition, Failure, Group, Hold, Part, Signature, SignatureBlock, Step, TimeRule,
    Wording,
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

fn step(step: &Step, filled_in: bool, labels: &Labels) -> Markup {
    html! {
        article .step .alone[step.performer.is_none()] {
            div .no {
                // A step outside every group stands directly under the heading of all steps.
                @if step.depth > 1 { h4 { (step.number) } } @else { h3 { (step.number) } }
                @if let Some(critical) = &step.critical { span .critical { (critical) } }
            }
            div .what {
                @if let Some(it) = &step.condition { (condition(it)) }
                (notes(&step.notes))
                p .title { (wording(&step.title)) }
                @if let Some(text) = &step.instruction { p { (wording(text)) } }
                @if !filled_in {
                    (details(&step.details))
                    (entries(&step.fields))
                }
                @for rule in &step.times { @if filled_in { p .detail { (rule.rule) } } @else { (time(rule)) } }
                @if !filled_in {
                    @if let Some(text) = &step.not_applicable { (not_applicable(text, labels)) }
                }
                @if let Some(standing) = &step.standing { p .standing { (standing) } }
                @for remark in &step.remarks { p .remark { (remark) } }
            }
            @if filled_in {
                @for it in &step.attempts { (attempt(it)) }
            } @else {
                div .signs {
                    @if let Some(block) = &step.performer {
                        (signature_block(block, step.failure.as_ref(), labels))
                    }
                    @if let Some(it) = &step.failure { p .failure { (it.decisions) } }
                    @for block in &step.verifiers { (signature_block(block, None, labels)) }
                }
            }
            @if let Some(it) = &step.hold { (hold(it, filled_in, labels)) }
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

fn attempt(attempt: &Attempt) -> Markup {
    html! {
        div .attempt .void[attempt.void] {
            @if attempt.heading.is_some() || !attempt.fields.is_empty() {
                div .what {
                    @if let Some(heading) = &attempt.heading { p .heading { (heading) } }
                    (entries(&attempt.fields))
                }
            }
            div .signs .first[attempt.heading.is_none() && attempt.fields.is_empty()] { @for it in attempt.performed.iter().chain(&attempt.verified) { (signature(it)) } }
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
