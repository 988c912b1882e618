//! What stands after the steps: comparison of independent values, deviations, the course of a run, release, signatures.

use std::collections::BTreeMap;

use super::front::{section, text_cell};
use super::history::History;
use super::hygiene::line;
use super::labels::fill;
use super::model::{Block, Cell, Section, Sheet, Table};
use super::parts::Source;
use super::place::{Kind, Place, Scope};
use super::tongue::in_words;
use crate::document::How;
use crate::procedure;
use crate::record::Head;
use crate::run::{Capacity, Cause, Event, Run, What};

impl<'a> Source<'a> {
    /// What stands after the steps.
    pub(super) fn back(
        self,
        places: &'a [Place<'a>],
        scope: &'a Scope<'a>,
        head: Option<Head>,
    ) -> Vec<Section> {
        let mut sections = Vec::new();
        match (self.told, self.sheet) {
            (Some((run, history)), _) => {
                sections.extend(self.deviations(history, places));
                sections.push(self.log(history));
                sections.push(self.signatures(history));
                sections.push(self.record(run, head));
            }
            (None, Sheet::Performer) => {
                sections.extend(self.comparison(places));
                sections.push(self.blank_deviations());
                sections.extend(self.release(scope));
                sections.extend(self.history_of_procedure());
            }
            (None, Sheet::Verifier) => {}
        }
        sections
    }

    /// Where first and second values are held against each other, once both sheets are complete.
    fn comparison(self, places: &'a [Place<'a>]) -> Option<Section> {
        let labels = self.tongue.labels;
        let mut rows = Vec::new();
        for place in places.iter().filter(|place| place.kind == Kind::Step) {
            let tongue = self.reader(place).tongue;
            let independent = place.step.verifications().iter().filter(|it| it.how == How::Independent);
            for (verification, name) in
                independent.flat_map(|it| it.fields.iter().map(move |name| (it, name)))
            {
                let Some(field) = place.step.field(name) else { continue };
                let allowed = match (verification.agree.get(name), unit(field)) {
                    (Some(most), Some(unit)) => format!("{}\u{a0}{unit}", tongue.decimal(*most)),
                    (Some(most), None) => tongue.decimal(*most),
                    (None, _) => labels.equal.clone(),
                };
                rows.push(vec![
                    text_cell(place.number.clone()),
                    Cell::Text(tongue.field(field)),
                    Cell::Blank,
                    Cell::Blank,
                    text_cell(allowed),
                    Cell::Ticks(vec![labels.yes.clone(), labels.no.clone()]),
                    Cell::Blank,
                ]);
            }
        }
        if rows.is_empty() {
            return None;
        }
        let columns = vec![
            (labels.step.clone(), 3),
            (labels.value.clone(), 8),
            (labels.first_value.clone(), 6),
            (labels.second_value.clone(), 6),
            (labels.allowed_difference.clone(), 5),
            (labels.agrees.clone(), 9),
            (labels.initials.clone(), 4),
        ];
        let table = Block::Table(Table { columns, rows, to_fill_in: true });
        let blocks = vec![Block::Instruction(labels.comparison_means.clone()), table];
        Some(Section { title: labels.comparison.clone(), blocks })
    }

    fn blank_deviations(self) -> Section {
        let labels = self.tongue.labels;
        let rows = (1..=3).map(|number: u32| {
            vec![text_cell(number.to_string()), Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank]
        });
        let columns = vec![
            (labels.deviation_number.clone(), 3),
            (labels.step.clone(), 2),
            (labels.what_happened.clone(), 6),
            (labels.decision.clone(), 6),
            (format!("{} · {} · {}", labels.decided_by, labels.date_word, labels.time_word), 5),
        ];
        let table = Block::Table(Table { columns, rows: rows.collect(), to_fill_in: true });
        let columns = vec![(labels.remarks.clone(), 5), (labels.pages_attached.clone(), 1)];
        let remarks =
            Block::Table(Table { columns, rows: vec![vec![Cell::Blank, Cell::Blank]], to_fill_in: true });
        Section { title: labels.deviations.clone(), blocks: vec![table, remarks] }
    }

    /// The act that closes a run, with its signature.
    fn release(self, scope: &'a Scope<'a>) -> Option<Section> {
        let labels = self.tongue.labels;
        let release = self.plan.main().document().release.as_ref()?;
        let roles = scope.roles(release.by.iter(), self.tongue);
        let columns = vec![
            (labels.released_by.clone(), 5),
            (labels.name.clone(), 5),
            (labels.signature.clone(), 5),
            (labels.date_word.clone(), 3),
            (labels.time_word.clone(), 3),
        ];
        let rows = vec![vec![Cell::Text(roles), Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank]];
        let mut blocks = vec![Block::Paragraph(labels.release_means.as_str().into())];
        if let Some(apart) = &release.apart_from {
            let reader = super::phrase::Reader { tongue: self.tongue, scope, step: None };
            blocks.push(Block::Paragraph(super::sentences::apart_from(reader, apart).into()));
        }
        blocks.push(Block::Table(Table { columns, rows, to_fill_in: true }));
        Some(Section { title: labels.release.clone(), blocks })
    }

    fn deviations(self, history: &History<'_>, places: &[Place<'_>]) -> Option<Section> {
        let (tongue, labels) = (self.tongue, self.tongue.labels);
        let rows: Vec<Vec<Cell>> = history
            .deviations
            .iter()
            .map(|deviation| {
                let opened = deviation.opened;
                let place = places.iter().find(|place| place.path == opened.step);
                let cause = match &opened.cause {
                    Cause::Values => &labels.cause_values,
                    Cause::Rejected(_) => &labels.cause_rejected,
                    Cause::Disagreed(_) => &labels.cause_disagreed,
                    Cause::Breached(_) => &labels.cause_time,
                    Cause::Inputs => &labels.cause_inputs,
                };
                let values = opened.values.iter().map(|value| {
                    let field = place.and_then(|place| place.step.field(&value.field));
                    let title =
                        field.map_or_else(|| in_words(&value.field), |field| tongue.field(field).text);
                    format!("{title}: {}", tongue.recorded(value, field))
                });
                let values = values.collect::<Vec<_>>().join("; ");
                let what = if values.is_empty() { cause.clone() } else { format!("{cause}: {values}") };
                let happened = format!("{what} ({})", tongue.moment(opened.happened));
                let (decision, by) = match deviation.decided {
                    Some((event, decided)) => (
                        format!("{}: {}", tongue.disposition(decided.disposition), line(&decided.reason)),
                        format!("{}, {}", self.signed(event, &decided.capacity), tongue.moment(event.at)),
                    ),
                    None => (labels.undecided.clone(), String::new()),
                };
                let number = place.map_or_else(|| line(&opened.step), |place| place.number.clone());
                vec![
                    text_cell(opened.deviation.to_string()),
                    text_cell(number),
                    Cell::Written(happened),
                    Cell::Written(decision),
                    Cell::Written(by),
                ]
            })
            .collect();
        if rows.is_empty() {
            return None;
        }
        let columns = vec![
            (labels.deviation_number.clone(), 3),
            (labels.step.clone(), 2),
            (labels.what_happened.clone(), 7),
            (labels.decision.clone(), 6),
            (labels.decided_by.clone(), 5),
        ];
        Some(section(&labels.deviations, Block::Table(Table { columns, rows, to_fill_in: false })))
    }

    fn signed(self, event: &Event, capacity: &Capacity) -> String {
        let role = Scope::of(self.plan.main()).capacity(capacity, self.tongue);
        format!("{} ({role})", line(&event.by.name))
    }

    /// What was said about the run as a whole.
    fn log(self, history: &History<'_>) -> Section {
        let labels = self.tongue.labels;
        let rows = history.log.iter().filter_map(|event| {
            let what = self.said(&event.what)?;
            let when = self.tongue.moment(event.at);
            let by = if matches!(event.what, What::Ended(_)) { String::new() } else { line(&event.by.name) };
            Some(vec![text_cell(when), Cell::Written(by), Cell::Written(what)])
        });
        let columns = vec![(labels.when.clone(), 4), (labels.who.clone(), 3), (labels.what.clone(), 8)];
        section(&labels.log, Block::Table(Table { columns, rows: rows.collect(), to_fill_in: false }))
    }

    fn said(self, what: &What) -> Option<String> {
        let labels = self.tongue.labels;
        let because = |label: &str, reason: &str| fill(label, &[("reason", &line(reason))]);
        Some(match what {
            What::Started(_) => labels.started.clone(),
            What::Interrupted(it) => because(&labels.interrupted, &it.reason),
            What::AnotherAsked(it) => fill(&labels.another, &[("number", &it.instances.to_string())]),
            What::EnoughSaid(_) => labels.enough.clone(),
            What::Noted(it) => fill(&labels.noted, &[("text", &line(&it.text))]),
            What::Paused(it) => because(&labels.paused, it.reason.as_deref().unwrap_or_default()),
            What::Resumed(it) => because(&labels.resumed, it.reason.as_deref().unwrap_or_default()),
            What::HandedOver(it) => because(&labels.handed_over, &it.note),
            What::TakenOver(_) => labels.taken_over.clone(),
            What::Released(_) => labels.released.clone(),
            What::Aborted(it) => because(&labels.aborted_because, it.reason.as_deref().unwrap_or_default()),
            What::Ended(it) => fill(&labels.ended, &[("status", self.tongue.run_status(it.status))]),
            _ => return None,
        })
    }

    /// Everybody who signed anything, with what their signatures mean.
    fn signatures(self, history: &History<'_>) -> Section {
        let labels = self.tongue.labels;
        let mut people: BTreeMap<(String, String), Vec<(&str, u32)>> = BTreeMap::new();
        let mut count = |event: &Event, meaning| {
            let known = people.entry((line(&event.by.id), line(&event.by.name))).or_default();
            match known.iter_mut().find(|(word, _)| *word == meaning) {
                Some((_, times)) => *times = times.saturating_add(1),
                None => known.push((meaning, 1)),
            }
        };
        for past in history.steps.values() {
            for attempt in &past.attempts {
                count(attempt.event, labels.first_person.as_str());
                for check in &attempt.checks {
                    let meaning = match check.how {
                        Some(How::Witness) => &labels.witness,
                        Some(How::Independent) => &labels.independent,
                        Some(How::Review) => &labels.review,
                        None => &labels.adjudicated,
                    };
                    count(check.event, meaning);
                }
            }
            past.releases.iter().for_each(|(event, ..)| count(event, &labels.released_by));
        }
        history
            .deviations
            .iter()
            .filter_map(|it| it.decided)
            .for_each(|(event, _)| count(event, &labels.decided_by));
        let released = history.log.iter().filter(|event| matches!(event.what, What::Released(_)));
        released.for_each(|event| count(event, &labels.release));
        let rows = people.into_iter().map(|((id, name), meanings)| {
            let meanings: Vec<String> =
                meanings.into_iter().map(|(meaning, times)| format!("{meaning} ({times})")).collect();
            vec![Cell::Written(name), text_cell(id), text_cell(meanings.join(", "))]
        });
        let columns = vec![(labels.name.clone(), 3), ("ID".to_owned(), 2), (labels.meaning.clone(), 8)];
        section(&labels.signatures, Block::Table(Table { columns, rows: rows.collect(), to_fill_in: false }))
    }

    fn record(self, run: &Run, head: Option<Head>) -> Section {
        let (tongue, labels) = (self.tongue, self.tongue.labels);
        let mut rows = vec![
            (labels.run.clone(), line(run.id())),
            (labels.started.clone(), tongue.moment(run.started_at())),
            (labels.status.clone(), tongue.run_status(run.status()).to_owned()),
            (labels.events.clone(), run.seq().to_string()),
        ];
        rows.extend(self.plan.procedures().map(|procedure| {
            (format!("{} {}", line(procedure.id()), procedure.version()), procedure.digest().to_string())
        }));
        rows.extend(head.map(|head| (labels.record_ends.clone(), head.to_string())));
        let rows = rows.into_iter().map(|(name, value)| vec![text_cell(name), text_cell(value)]).collect();
        let columns = vec![(labels.item.clone(), 2), (labels.value.clone(), 5)];
        section(&labels.record_section, Block::Table(Table { columns, rows, to_fill_in: false }))
    }
}

fn unit(field: &procedure::Field) -> Option<crate::value::Unit> {
    match field.kind() {
        procedure::Kind::Number(number) => number.unit,
        _ => None,
    }
}
