//! Room to write in, and what was written.

use maud::{Markup, html};

use super::words::{island, wording};
use crate::print::model::{Entry, Mark, Room, Written};

/// Things to record, in rows.
pub(super) fn entries(entries: &[Entry]) -> Markup {
    html! {
        @if !entries.is_empty() {
            div .entries {
                @for row in rows(entries) { @for it in row { (entry(it, row.len() > 1)) } }
            }
        }
    }
}

/// Things to record, one in a row, or two where both are short.
pub(super) fn rows(entries: &[Entry]) -> Vec<&[Entry]> {
    let mut rows = Vec::new();
    let mut rest = entries;
    while let Some(first) = rest.first() {
        let shares = first.is_short && rest.get(1).is_some_and(|it| it.is_short);
        let Some((row, others)) = rest.split_at_checked(if shares { 2 } else { 1 }) else { break };
        rows.push(row);
        rest = others;
    }
    rows
}

/// Whether it needs rows of its own for the boxes to tick.
fn has_many_options(entry: &Entry) -> bool {
    matches!(&entry.room, Room::Ticks { options } if options.len() > 4) && entry.values.is_empty()
}

fn entry(entry: &Entry, half: bool) -> Markup {
    html! {
        div .entry
            .plain[entry.limits.is_empty()]
            .half[half]
            .choice[matches!(entry.room, Room::Ticks { .. }) && entry.values.is_empty()]
            .many[has_many_options(entry)]
        {
            div .asked {
                span .name { (wording(&entry.title)) }
                @for asked in &entry.asked { span .help { (asked) } }
                @if let Some(help) = &entry.help { span .help { (wording(help)) } }
            }
            @if entry.values.is_empty() {
                (room(&entry.room))
            } @else {
                div .values { @for value in &entry.values { (written(value)) } }
            }
            @if !entry.limits.is_empty() {
                div .limits {
                    @for limit in &entry.limits {
                        span { @if !limit.word.is_empty() { (limit.word) " " } (island(&limit.value)) }
                    }
                }
            }
        }
    }
}

/// A value that was written; an old one stays readable under its line.
fn written(value: &Written) -> Markup {
    html! {
        span .value {
            @if value.struck { s .written { (value.text) } } @else { bdi .written { (value.text) } }
            @if let Some(verdict) = &value.verdict {
                " " span .verdict .bad[value.mark == Mark::Bad] .alert[value.mark == Mark::Alert] {
                    @if value.mark == Mark::Good { "✓ " }
                    (verdict)
                }
            }
            @if let Some(remark) = &value.remark { span .remark { (remark) } }
        }
    }
}

fn room(room: &Room) -> Markup {
    html! {
        @match room {
            Room::Digits { sign, whole, decimals, point, units, readings } => {
                div .readings {
                    @for reading in named(readings) {
                        div .reading {
                            @if let Some(name) = reading { span .help { (name) } }
                            span .cells aria-hidden="true" {
                                @if *sign { b .sign { "±" } }
                                @for _ in 0..*whole { i {} }
                                @if *decimals > 0 { b { (point) } @for _ in 0..*decimals { i {} } }
                            }
                            (unit(units))
                        }
                    }
                }
            }
            Room::Line { units, readings } => {
                div .readings {
                    @for reading in named(readings) {
                        div .reading {
                            @if let Some(name) = reading { span .help { (name) } }
                            span .box aria-hidden="true" {}
                            (unit(units))
                        }
                    }
                }
            }
            Room::Lines => { div .lines aria-hidden="true" { i {} i {} } }
            Room::Ticks { options } => {
                div .ticks { @for option in options { (tick(option)) } }
            }
            Room::Date => { (date()) }
            Room::Time => { (time()) }
            Room::DateTime => { div .moment { (date()) (time()) } }
            Room::Attached { count, kinds } => {
                div .readings {
                    @for _ in 0..*count { div .reading { span .box aria-hidden="true" {} span .unit { (kinds) } } }
                }
            }
        }
    }
}

/// A box to tick with what it means.
pub(super) fn tick(meaning: &str) -> Markup {
    html! { span .tick { i aria-hidden="true" {} span { (meaning) } } }
}

fn named(readings: &[String]) -> Vec<Option<&str>> {
    if readings.is_empty() { vec![None] } else { readings.iter().map(|name| Some(name.as_str())).collect() }
}

/// The unit; of several, the one that was read is ringed.
fn unit(units: &[String]) -> Markup {
    html! { @if !units.is_empty() { span .unit { (island(&units.join(" / "))) } } }
}

/// Year, month and day, in the order that can't be misread.
fn date() -> Markup {
    html! {
        span .cells .date dir="ltr" aria-hidden="true" {
            i {} i {} i {} i {} b { "-" } i {} i {} b { "-" } i {} i {}
        }
    }
}

fn time() -> Markup {
    html! { span .cells dir="ltr" aria-hidden="true" { i {} i {} b { ":" } i {} i {} } }
}
