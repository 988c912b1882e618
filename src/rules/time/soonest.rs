//! How soon after an event a step can be done at all: the longest of the ways that lead to it.
//!
//! Only what always happens counts: steps with a condition, steps that may be declared not applicable and repeated
//! groups are left out, and the steps of a group in any order don't wait for each other.

use super::events::{Event, contains, is_ordered};
use crate::document::Order;
use crate::rules::{Outline, StepView};
use crate::value::Duration;

/// What is counted on the way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// The waits that time limits demand.
    Waits,
    /// The waits, and how long the steps are expected to take.
    WaitsAndWork,
}

/// Part of the time that passes on the way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The `at_least` of a step's time limit, by its place in the list.
    Wait(usize, usize),
    /// What a step is expected to take.
    Work(usize),
}

/// How long it takes at least, and what makes it so long.
pub(super) struct Way {
    pub(super) time: Duration,
    pub(super) parts: Vec<Part>,
}

/// The least time between the event called `after` and the moment `target` is done; none where the one doesn't lead
/// to the other.
pub(super) fn soonest<'d>(
    outline: &Outline<'d>,
    after: &'d str,
    target: &StepView<'d>,
    count: Count,
) -> Option<Duration> {
    let mut walk = Walk::new(outline, after, target, count)?;
    walk.run();
    walk.found.map(|reached| reached.time)
}

/// The same, with the parts of the way, first to last.
pub(super) fn way<'d>(
    outline: &Outline<'d>,
    after: &'d str,
    target: &StepView<'d>,
    count: Count,
) -> Option<Way> {
    let mut walk = Walk::new(outline, after, target, count)?;
    walk.explains = true;
    walk.run();
    let Reached { time, mut last } = walk.found?;
    let mut parts = Vec::new();
    while let Some((part, before)) = last.and_then(|at| walk.trail.get(at)) {
        parts.push(*part);
        last = *before;
    }
    parts.reverse();
    Some(Way { time, parts })
}

#[derive(Clone, Copy)]
struct Reached {
    time: Duration,
    /// The last part of the way, in the trail.
    last: Option<usize>,
}

impl Reached {
    const NOW: Reached = Reached { time: Duration::ZERO, last: None };
}

struct Walk<'o, 'd> {
    outline: &'o Outline<'d>,
    after: &'d str,
    event: Event<'o, 'd>,
    target: &'o StepView<'d>,
    count: Count,
    /// When each step can be done, as far as it is known.
    reached: Vec<Option<Reached>>,
    explains: bool,
    trail: Vec<(Part, Option<usize>)>,
    arrived: bool,
    found: Option<Reached>,
}

impl<'o, 'd> Walk<'o, 'd> {
    fn new(outline: &'o Outline<'d>, after: &'d str, target: &'o StepView<'d>, count: Count) -> Option<Self> {
        let event = Event::named(outline, after)?;
        let clear =
            event.is_prompt() && !event.is_later(outline, target) && !event.is_in_repeat(outline, target);
        clear.then(|| Walk {
            outline,
            after,
            event,
            target,
            count,
            reached: vec![None; outline.steps.len()],
            explains: false,
            trail: Vec::new(),
            arrived: false,
            found: None,
        })
    }

    fn run(&mut self) {
        let entry = matches!(self.event, Event::Start).then_some(Reached::NOW);
        self.in_order(0, self.outline.steps.len(), entry);
    }

    /// The steps directly inside `from..to`, one after the other.
    fn in_order(&mut self, from: usize, to: usize, entry: Option<Reached>) -> Option<Reached> {
        let (outline, mut now, mut next) = (self.outline, entry, from);
        while next < to
            && !self.arrived
            && let Some(view) = outline.steps.get(next)
        {
            now = self.step(view, now);
            next = view.end;
        }
        now
    }

    /// The same for a group in any order: each step may be the first.
    fn in_any_order(&mut self, group: &'o StepView<'d>, entry: Option<Reached>) -> Option<Reached> {
        let (outline, mut latest, mut next) = (self.outline, entry, group.index + 1);
        let leads_to_target = contains(group, self.target.index);
        while next < group.end
            && !self.arrived
            && let Some(view) = outline.steps.get(next)
        {
            if !leads_to_target || contains(view, self.target.index) {
                latest = later(latest, self.step(view, entry));
            }
            next = view.end;
        }
        latest
    }

    /// When a step can be done, if those before it were done at `entry`.
    fn step(&mut self, view: &'o StepView<'d>, entry: Option<Reached>) -> Option<Reached> {
        let step = view.step;
        let is_event = self.event.step().is_some_and(|event| event.index == view.index)
            && !matches!(self.event, Event::Value(..));
        let on_the_way = contains(view, self.target.index)
            || self.event.step().is_some_and(|event| contains(view, event.index));
        let certain = step.when.is_none() && step.not_applicable.is_none() && step.repeat.is_none();
        if !certain && !on_the_way {
            return entry;
        }
        let mut now = match (step.is_group(), step.order) {
            (false, _) => entry,
            (true, Some(Order::Any)) => self.in_any_order(view, entry),
            (true, _) => self.in_order(view.index + 1, view.end, entry),
        };
        if self.arrived {
            return None;
        }
        if let Some(takes) = step.takes.filter(|_| self.count == Count::WaitsAndWork) {
            now = later(now, self.plus(entry, takes, Part::Work(view.index)));
        }
        for (at, limit) in step.time.iter().enumerate() {
            let Some(wait) = limit.at_least.filter(|_| limit.alert != Some(true)) else { continue };
            let since = match limit.after == self.after {
                // The target's own wait for the event is for `inverted-time-limit` to judge.
                true if view.index == self.target.index => None,
                true => Some(Reached::NOW),
                false => self.since(&limit.after, view),
            };
            now = later(now, self.plus(since, wait, Part::Wait(view.index, at)));
        }
        if is_event {
            now = Some(Reached::NOW);
        }
        if view.index == self.target.index {
            (self.arrived, self.found) = (true, now);
        }
        if let Some(reached) = self.reached.get_mut(view.index) {
            *reached = now;
        }
        now
    }

    /// When the event of another wait can have happened, at the soonest.
    fn since(&self, name: &str, reader: &StepView<'d>) -> Option<Reached> {
        let (Event::Done(view) | Event::Verified(view)) = Event::named(self.outline, name)? else {
            return None;
        };
        let inside = contains(reader, view.index);
        let known = inside || is_ordered(self.outline, view, reader);
        self.reached.get(view.index).copied().flatten().filter(|_| known)
    }

    fn plus(&mut self, since: Option<Reached>, time: Duration, part: Part) -> Option<Reached> {
        let Reached { time: before, mut last } = since?;
        if self.explains {
            self.trail.push((part, last));
            last = self.trail.len().checked_sub(1);
        }
        Some(Reached { time: before.checked_add(time).unwrap_or(Duration::LONGEST), last })
    }
}

fn later(first: Option<Reached>, second: Option<Reached>) -> Option<Reached> {
    match (first, second) {
        (Some(a), Some(b)) => Some(if b.time > a.time { b } else { a }),
        (a, b) => a.or(b),
    }
}
