//! What a run adds to a step on paper: values with their verdicts, old ones struck through, attempts, signatures.

use super::history::{Attempt, Change, Check, Ended, Track};
use super::hygiene::line;
use super::labels::fill;
use super::model::{self, Entry, Limit, Mark, Room, Signature, Wording, Written};
use super::parts::Source;
use super::phrase::Reader;
use super::place::Place;
use super::tongue::{Tongue, in_words};
use crate::document::How;
use crate::procedure::{self, Field, Kind};
use crate::run::{Against, Capacity, Edge, Event, Recorded, Signer, StepStatus, TimedBy, Verdict};
use crate::value::DateTime;

impl<'a> Source<'a> {
    /// Every performance of a step, oldest first.
    pub(super) fn attempts(self, place: &'a Place<'a>) -> Vec<model::Attempt> {
        let Some((_, history)) = self.told else { return Vec::new() };
        let Some(past) = history.steps.get(place.path.as_str()) else { return Vec::new() };
        let several = past.attempts.len() > 1;
        let numbered = past.attempts.iter().zip(1_u32..);
        numbered.map(|(attempt, number)| self.attempt(place, attempt, several.then_some(number))).collect()
    }

    fn attempt(self, place: &'a Place<'a>, attempt: &Attempt<'a>, number: Option<u32>) -> model::Attempt {
        let reader = self.reader(place);
        let (tongue, labels) = (reader.tongue, reader.tongue.labels);
        let ended = attempt.ended.map(|ended| match ended {
            Ended::Reworked(number) => fill(&labels.attempt_rework, &[("number", &number.to_string())]),
            Ended::Interrupted(reason) => fill(&labels.attempt_interrupted, &[("reason", &line(reason))]),
            Ended::Disagreed => labels.attempt_disagreed.clone(),
        });
        let number = number.map(|number| fill(&labels.attempt_numbered, &[("number", &number.to_string())]));
        let heading: Vec<String> = number.into_iter().chain(ended).collect();
        let done = attempt.performed;
        let by = done.performed_by.as_ref().unwrap_or(&attempt.event.by);
        let mut performed = signature(reader, &labels.first_person, by, &done.capacity, done.performed_at);
        if by.id != attempt.event.by.id {
            let blanks =
                [("name", &*line(&attempt.event.by.name)), ("when", &tongue.moment(attempt.event.at))];
            performed.remarks.push(fill(&labels.recorded_by, &blanks));
        }
        performed.remarks.extend(late(tongue, done.late.as_deref(), attempt.event));
        model::Attempt {
            heading: (!heading.is_empty()).then(|| heading.join(": ")),
            void: attempt.ended.is_some(),
            fields: attempt.values.iter().map(|track| entry(reader, place.step, track)).collect(),
            performed: vec![performed],
            verified: attempt.checks.iter().map(|check| verified(reader, place.step, check)).collect(),
        }
    }

    /// Where a step stands, where its signatures don't say it.
    pub(super) fn standing(self, place: &Place<'_>) -> Option<String> {
        let (run, _) = self.told?;
        let labels = self.tongue.labels;
        let label = match run.step_status(&place.path)? {
            StepStatus::Pending | StepStatus::Open => &labels.pending,
            StepStatus::NotApplicable => &labels.not_applicable,
            StepStatus::Superseded => &labels.superseded,
            StepStatus::NotPerformed => &labels.not_performed,
            StepStatus::Recorded
            | StepStatus::AwaitingVerification
            | StepStatus::Disagreed
            | StepStatus::Failed
            | StepStatus::Closed => return None,
        };
        Some(label.clone())
    }

    /// What else was said or found about a step.
    pub(super) fn remarks(self, place: &'a Place<'a>) -> Vec<String> {
        let Some((_, history)) = self.told else { return Vec::new() };
        let (tongue, labels) = (self.tongue, self.tongue.labels);
        let mut remarks = Vec::new();
        if let Some(past) = history.steps.get(place.path.as_str()) {
            remarks.extend(past.not_applicable.iter().map(|(event, reason)| {
                let reason = fill(&labels.declared_not_applicable, &[("reason", &line(reason))]);
                format!("{reason} ({}, {})", line(&event.by.name), tongue.moment(event.at))
            }));
            remarks.extend(past.breaches.iter().map(|(breach, in_time)| {
                let label = match breach.limit {
                    TimedBy::Time(_) => &labels.breached,
                    TimedBy::Witness(_) => &labels.missed_witness,
                };
                let when = fill(label, &[("when", &tongue.moment(breach.happened))]);
                if *in_time { format!("{when}; {}", labels.done_in_time) } else { when }
            }));
        }
        let here = history.deviations.iter().filter(|deviation| deviation.opened.step == place.path);
        remarks.extend(here.map(|deviation| {
            fill(&labels.see_deviation, &[("number", &deviation.opened.deviation.to_string())])
        }));
        remarks
    }

    /// The signatures under a hold point.
    pub(super) fn releases(self, place: &'a Place<'a>) -> Vec<Signature> {
        let past = self.told.and_then(|(_, history)| history.steps.get(place.path.as_str()));
        let (tongue, labels) = (self.tongue, self.tongue.labels);
        let releases = past.map(|past| past.releases.as_slice()).unwrap_or_default();
        let signed = releases.iter().map(|(event, capacity, void)| {
            let signed = signature(self.reader(place), &labels.released_by, &event.by, capacity, event.at);
            if *void { voided(tongue, signed) } else { signed }
        });
        signed.collect()
    }
}

/// A signature under an act.
fn signature(reader: Reader<'_>, meaning: &str, by: &Signer, capacity: &Capacity, at: DateTime) -> Signature {
    let tongue = reader.tongue;
    Signature {
        meaning: meaning.to_owned(),
        name: line(&by.name),
        id: line(&by.id),
        role: reader.scope.capacity(capacity, tongue),
        date: tongue.date(at.date()),
        time: tongue.clock(at),
        remarks: Vec::new(),
        void: false,
        values: Vec::new(),
    }
}

fn voided(tongue: Tongue<'_>, mut signature: Signature) -> Signature {
    signature.void = true;
    signature.remarks.push(tongue.labels.void.clone());
    signature
}

fn verified(reader: Reader<'_>, step: &procedure::Step, check: &Check<'_>) -> Signature {
    let (tongue, labels) = (reader.tongue, reader.tongue.labels);
    let meaning = match check.how {
        Some(How::Witness) => &labels.witness,
        Some(How::Independent) => &labels.independent,
        Some(How::Review) => &labels.review,
        None => &labels.adjudicated,
    };
    let mut signed = signature(reader, meaning, &check.event.by, check.capacity, check.performed_at);
    signed.values = check.values.iter().map(|track| entry(reader, step, track)).collect();
    signed.remarks.extend(late(tongue, check.late, check.event));
    signed.remarks.extend(check.rejected.map(|reason| fill(&labels.rejected, &[("reason", &line(reason))])));
    if !check.differs.is_empty() {
        let fields = check.differs.iter().map(|name| title(tongue, step.field(name), name).text);
        let fields = fields.collect::<Vec<_>>().join(", ");
        signed.remarks.push(fill(&labels.differs, &[("fields", &fields)]));
    }
    if check.void { voided(tongue, signed) } else { signed }
}

fn late(tongue: Tongue<'_>, reason: Option<&str>, event: &Event) -> Option<String> {
    let when = tongue.moment(event.at);
    Some(fill(&tongue.labels.late, &[("when", &when), ("reason", &line(reason?))]))
}

fn title(tongue: Tongue<'_>, field: Option<&Field>, name: &str) -> Wording {
    field.map_or_else(|| in_words(name).into(), |field| tongue.field(field))
}

/// A field with everything that stood in it.
fn entry(reader: Reader<'_>, step: &procedure::Step, track: &Track<'_>) -> Entry {
    told(reader, step.field(track.field), track)
}

/// A field or an input with everything that stood in it, oldest first.
pub(super) fn told(reader: Reader<'_>, field: Option<&Field>, track: &Track<'_>) -> Entry {
    let tongue = reader.tongue;
    let last = track.versions.len().saturating_sub(1);
    let written = track.versions.iter().enumerate();
    let values = written.map(|(index, (recorded, change))| {
        let text = recorded.map_or_else(|| tongue.labels.not_given.clone(), |it| tongue.recorded(it, field));
        let verdict = recorded.map_or(Verdict::Neutral, |it| it.verdict);
        Written {
            text,
            struck: index != last,
            verdict: tongue.verdict(verdict).map(str::to_owned),
            mark: match verdict {
                Verdict::Neutral => Mark::None,
                Verdict::Conforming => Mark::Good,
                Verdict::Alert => Mark::Alert,
                Verdict::Nonconforming => Mark::Bad,
            },
            remark: remark(tongue, *change)
                .or_else(|| recorded.and_then(|it| it.not_computable.as_deref()).map(line)),
        }
    });
    let standing = track.versions.last().and_then(|(recorded, _)| *recorded);
    Entry {
        title: title(tongue, field, track.field),
        help: None,
        asked: Vec::new(),
        limits: standing.map(|it| limits_met(reader, field, it)).unwrap_or_default(),
        room: Room::Line { units: Vec::new(), readings: Vec::new() },
        values: values.collect(),
        is_short: false,
    }
}

fn remark(tongue: Tongue<'_>, change: Change<'_>) -> Option<String> {
    let labels = tongue.labels;
    Some(match change {
        Change::First => return None,
        Change::Corrected(event, corrected) => {
            let (name, when) = (line(&event.by.name), tongue.moment(event.at));
            let blanks = [("name", &*name), ("when", &*when), ("reason", &*line(&corrected.reason))];
            fill(&labels.corrected, &blanks)
        }
        Change::Recomputed(event) => fill(&labels.recomputed, &[("when", &tongue.moment(event.at))]),
        Change::Adjudicated(event) => {
            let blanks = [("name", &*line(&event.by.name)), ("when", &*tongue.moment(event.at))];
            fill(&labels.adjudicated_value, &blanks)
        }
    })
}

/// The limits as they were evaluated when the value was judged; those that are no bounds as the procedure says them.
fn limits_met(reader: Reader<'_>, field: Option<&Field>, recorded: &Recorded) -> Vec<Limit> {
    let (tongue, labels) = (reader.tongue, reader.tongue.labels);
    let side = |edge: &Edge, closed: &str, open: &str| Limit {
        word: if edge.inclusive { closed.to_owned() } else { open.to_owned() },
        value: tongue.value(&edge.value, field),
    };
    let mut limits = Vec::new();
    for judged in recorded.judged.iter().filter(|judged| judged.against == Against::Limit) {
        match (&judged.lower, &judged.upper) {
            (Some(lower), Some(upper)) if lower == upper => {
                limits.push(side(lower, &labels.exactly, &labels.above))
            }
            (lower, upper) => {
                limits.extend(lower.as_ref().map(|edge| side(edge, &labels.min, &labels.above)));
                limits.extend(upper.as_ref().map(|edge| side(edge, &labels.max, &labels.below)));
            }
        }
        if let Some(compared) = judged.compared.as_ref().filter(|it| Some(*it) != recorded.value.as_ref()) {
            limits.push(Limit { word: "→".to_owned(), value: tongue.value(compared, field) });
        }
        match (field.map(Field::kind), &judged.expected) {
            (Some(Kind::Text { equals: Some(_), .. }), Some(text)) => {
                limits.push(Limit { word: labels.exactly.clone(), value: line(text) });
            }
            (Some(_), Some(_)) => limits.extend(field.map(|field| reader.limits(field)).unwrap_or_default()),
            (None, Some(text)) => limits.push(Limit { word: String::new(), value: line(text) }),
            (_, None) => {}
        }
    }
    // Several judgements may hold the value against the same limits.
    let mut distinct = Vec::with_capacity(limits.len());
    for limit in limits {
        if !distinct.contains(&limit) {
            distinct.push(limit);
        }
    }
    distinct
}
