//! What happened to each step, found once in the events of a run: attempts, values as they stood one after the other,
//! signatures, and what voided them.

use std::collections::BTreeMap;

use crate::document::How;
use crate::run::{
    Breached, Capacity, Corrected, Decided, DeviationOpened, Event, Performed, Recorded, TimedBy, What,
};
use crate::value::DateTime;

/// A run as its record tells it.
#[derive(Debug, Default)]
pub(super) struct History<'a> {
    pub(super) inputs: Vec<Track<'a>>,
    pub(super) steps: BTreeMap<&'a str, Past<'a>>,
    pub(super) deviations: Vec<Deviation<'a>>,
    /// What was said about the run as a whole, in the order recorded.
    pub(super) log: Vec<&'a Event>,
}

/// What happened to one step, group or instance.
#[derive(Debug, Default)]
pub(super) struct Past<'a> {
    pub(super) attempts: Vec<Attempt<'a>>,
    /// Releases of its hold point, each with whether it no longer counts.
    pub(super) releases: Vec<(&'a Event, &'a Capacity, bool)>,
    pub(super) not_applicable: Vec<(&'a Event, &'a str)>,
    /// Time limits that passed, each with whether the work turned out to have been done in time.
    pub(super) breaches: Vec<(&'a Breached, bool)>,
}

/// One performance.
#[derive(Debug)]
pub(super) struct Attempt<'a> {
    pub(super) event: &'a Event,
    pub(super) performed: &'a Performed,
    pub(super) values: Vec<Track<'a>>,
    pub(super) checks: Vec<Check<'a>>,
    pub(super) ended: Option<Ended<'a>>,
}

/// Why an attempt no longer counts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ended<'a> {
    Reworked(u32),
    Interrupted(&'a str),
    Disagreed,
}

/// One signature of a second person; nothing in `how` means that it settled a disagreement.
#[derive(Debug)]
pub(super) struct Check<'a> {
    pub(super) event: &'a Event,
    pub(super) verification: u32,
    pub(super) how: Option<How>,
    pub(super) capacity: &'a Capacity,
    pub(super) performed_at: DateTime,
    pub(super) late: Option<&'a str>,
    pub(super) rejected: Option<&'a str>,
    pub(super) differs: &'a [String],
    pub(super) values: Vec<Track<'a>>,
    pub(super) void: bool,
}

/// One field with everything that stood in it, oldest first.
#[derive(Debug)]
pub(super) struct Track<'a> {
    pub(super) field: &'a str,
    pub(super) versions: Vec<(Option<&'a Recorded>, Change<'a>)>,
}

/// How a value came to stand there.
#[derive(Debug, Clone, Copy)]
pub(super) enum Change<'a> {
    First,
    Corrected(&'a Event, &'a Corrected),
    Recomputed(&'a Event),
    Adjudicated(&'a Event),
}

/// A deviation with its decision.
#[derive(Debug)]
pub(super) struct Deviation<'a> {
    pub(super) opened: &'a DeviationOpened,
    pub(super) decided: Option<(&'a Event, &'a Decided)>,
}

impl<'a> History<'a> {
    /// The history that events tell; they are those of one run.
    pub(super) fn of(events: &'a [Event]) -> History<'a> {
        let mut history = History::default();
        for event in events {
            history.add(event);
        }
        history
    }

    fn add(&mut self, event: &'a Event) {
        match &event.what {
            What::Started(it) => {
                self.inputs = tracks(&it.inputs);
                self.log.push(event);
            }
            What::Performed(performed) => {
                let values = tracks(&performed.values);
                let attempt = Attempt { event, performed, values, checks: Vec::new(), ended: None };
                self.past(&performed.step).attempts.push(attempt);
            }
            What::Verified(it) => self.check(
                &it.step,
                Check {
                    event,
                    verification: it.verification,
                    how: Some(it.how),
                    capacity: &it.capacity,
                    performed_at: it.performed_at,
                    late: it.late.as_deref(),
                    rejected: it.rejected.as_deref(),
                    differs: &it.differs,
                    values: tracks(&it.values),
                    void: false,
                },
            ),
            What::Adjudicated(it) => {
                self.revalue(&it.step, None, &it.values, Change::Adjudicated(event));
                self.check(
                    &it.step,
                    Check {
                        event,
                        verification: it.verification,
                        how: None,
                        capacity: &it.capacity,
                        performed_at: it.performed_at,
                        late: it.late.as_deref(),
                        rejected: None,
                        differs: &[],
                        values: Vec::new(),
                        void: false,
                    },
                );
            }
            What::Corrected(it) => self.correct(event, it),
            What::Recomputed(it) => {
                self.revalue(&it.step, it.verification, &it.values, Change::Recomputed(event));
            }
            What::Disagreed(it) if it.repeat => self.end(std::slice::from_ref(&it.step), Ended::Disagreed),
            What::Disagreed(_) => {}
            What::VerificationVoided(it) => {
                if let Some(attempt) = self.past(&it.step).attempts.last_mut() {
                    let checks = attempt.checks.iter_mut();
                    checks
                        .filter(|check| check.verification == it.verification)
                        .for_each(|it| it.void = true);
                }
            }
            What::HoldPointReleased(it) => self.past(&it.step).releases.push((event, &it.capacity, false)),
            What::HoldPointVoided(it) => {
                self.past(&it.step).releases.iter_mut().for_each(|(_, _, void)| *void = true);
            }
            What::DeclaredNotApplicable(it) => self.past(&it.step).not_applicable.push((event, &it.reason)),
            What::Breached(it) => self.past(&it.step).breaches.push((it, false)),
            What::DoneInTime(it) => self.in_time(&it.step, it.limit),
            What::DeviationOpened(opened) => self.deviations.push(Deviation { opened, decided: None }),
            What::Decided(it) => {
                let found = self.deviations.iter_mut().find(|open| open.opened.deviation == it.deviation);
                if let Some(deviation) = found {
                    deviation.decided = Some((event, it));
                }
                self.end(&it.restarted, Ended::Reworked(it.deviation));
            }
            What::Interrupted(it) => {
                self.end(&it.restarted, Ended::Interrupted(&it.reason));
                self.log.push(event);
            }
            What::ConditionTurned(_) | What::InstancesOpened(_) | What::UseOpened(_) => {}
            What::AnotherAsked(_)
            | What::EnoughSaid(_)
            | What::Noted(_)
            | What::Paused(_)
            | What::Resumed(_)
            | What::HandedOver(_)
            | What::TakenOver(_)
            | What::Released(_)
            | What::Aborted(_)
            | What::Ended(_) => self.log.push(event),
        }
    }

    fn past(&mut self, step: &'a str) -> &mut Past<'a> {
        self.steps.entry(step).or_default()
    }

    fn check(&mut self, step: &'a str, check: Check<'a>) {
        if let Some(attempt) = self.past(step).attempts.last_mut() {
            attempt.checks.push(check);
        }
    }

    /// The tracks of a step's last attempt: the performer's, or those of a verification's last signature.
    fn standing(&mut self, step: &'a str, verification: Option<u32>) -> Option<&mut Vec<Track<'a>>> {
        let attempt = self.past(step).attempts.last_mut()?;
        let Some(place) = verification else { return Some(&mut attempt.values) };
        let check = attempt.checks.iter_mut().rev().find(|check| check.verification == place)?;
        Some(&mut check.values)
    }

    fn correct(&mut self, event: &'a Event, corrected: &'a Corrected) {
        let tracks = match &corrected.step {
            Some(step) => self.standing(step, corrected.verification),
            None => Some(&mut self.inputs),
        };
        if let Some(tracks) = tracks {
            let old = corrected.old.as_ref();
            put(tracks, old, &corrected.new, Change::Corrected(event, corrected));
        }
    }

    fn revalue(&mut self, step: &'a str, place: Option<u32>, values: &'a [Recorded], change: Change<'a>) {
        let Some(tracks) = self.standing(step, place) else { return };
        for value in values {
            let known = tracks.iter().find(|track| track.field == value.field);
            let last = known.and_then(|track| track.versions.last()).and_then(|(last, _)| *last);
            if last != Some(value) {
                put(tracks, None, value, change);
            }
        }
    }

    fn end(&mut self, steps: &'a [String], how: Ended<'a>) {
        for step in steps {
            let attempt = self.steps.get_mut(step.as_str()).and_then(|past| past.attempts.last_mut());
            if let Some(attempt) = attempt.filter(|attempt| attempt.ended.is_none()) {
                attempt.ended = Some(how);
            }
        }
    }

    fn in_time(&mut self, step: &'a str, limit: TimedBy) {
        let breaches = self.past(step).breaches.iter_mut();
        breaches.filter(|(breach, _)| breach.limit == limit).for_each(|(_, in_time)| *in_time = true);
    }
}

fn tracks(values: &[Recorded]) -> Vec<Track<'_>> {
    let first = |value| (Some(value), Change::First);
    values.iter().map(|value| Track { field: &value.field, versions: vec![first(value)] }).collect()
}

/// Puts a new value over the one that stands; an optional value that had not been given has nothing under it.
fn put<'a>(tracks: &mut Vec<Track<'a>>, old: Option<&'a Recorded>, new: &'a Recorded, change: Change<'a>) {
    match tracks.iter_mut().find(|track| track.field == new.field) {
        Some(track) => track.versions.push((Some(new), change)),
        None => {
            let versions = vec![(old, Change::First), (Some(new), change)];
            tracks.push(Track { field: &new.field, versions });
        }
    }
}
