//! The steps as they stand on paper, blank: what to do, what to record, who signs.

use super::history::History;
use super::labels::fill;
use super::model::{Condition, Group, Hold, Note, NoteKind, Part, Sheet, SignatureBlock, Step, Wording};
use super::phrase::Reader;
use super::place::{Kind, Place};
use super::sentences::{apart_from, condition, failure, repeat, time_rule};
use super::tongue::Tongue;
use crate::document::{Before, How, List, Order};
use crate::manual::Plan;
use crate::procedure::{self, Verification};
use crate::run::Run;
use crate::value::Text;

/// Everything that the steps of a print are made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) plan: &'a Plan,
    pub(super) tongue: Tongue<'a>,
    pub(super) sheet: Sheet,
    /// The run that the print tells of, with what happened in it.
    pub(super) told: Option<(&'a Run, &'a History<'a>)>,
}

impl<'a> Source<'a> {
    /// The steps of a print.
    pub(super) fn parts(self, places: &'a [Place<'a>]) -> Vec<Part> {
        let mut parts = Vec::with_capacity(places.len());
        for (index, place) in places.iter().enumerate() {
            let within = places.iter().skip(index).take(place.span);
            if self.sheet == Sheet::Verifier
                && !within.clone().any(|place| independent(place).next().is_some())
            {
                continue;
            }
            let after = places.iter().skip(index.saturating_add(place.span)).find(|it| it.kind != Kind::Hold);
            match (place.kind, self.sheet) {
                (Kind::Step, Sheet::Performer) => parts.push(Part::Step(Box::new(self.step(place, after)))),
                (Kind::Step, Sheet::Verifier) => {
                    parts.extend(independent(place).map(|it| Part::Step(Box::new(self.second(place, it)))));
                }
                (Kind::Hold, Sheet::Performer) => parts.extend(self.hold(place).map(Part::Hold)),
                (Kind::Hold, Sheet::Verifier) => {}
                _ => parts.push(Part::Group(self.group(place, after))),
            }
        }
        parts
    }

    pub(super) fn reader(self, place: &'a Place<'a>) -> Reader<'a> {
        let tongue = self.tongue.within(place.scope.procedure.language());
        Reader { tongue, scope: &place.scope, step: Some(place.step) }
    }

    fn group(self, place: &'a Place<'a>, after: Option<&Place<'_>>) -> Group {
        let reader = self.reader(place);
        let (tongue, labels, said) = (reader.tongue, reader.tongue.labels, place.step.said());
        let (depth, number, title) = (place.depth, place.number.clone(), tongue.text(place.step.title()));
        if let Kind::Copy(copy) = place.kind {
            let copy = Some(fill(&labels.copy, &[("copy", &copy.to_string())]));
            let (notes, lines, times) = (Vec::new(), Vec::new(), Vec::new());
            return Group { depth, number, title, copy, notes, condition: None, lines, times };
        }
        let mut lines: Vec<Wording> = Vec::new();
        lines.extend(said.instruction.as_ref().map(|text| tongue.text(text)));
        if place.step.order() == Order::Any {
            lines.push(labels.any_order.as_str().into());
        }
        if said.uninterrupted == Some(true) {
            lines.push(labels.uninterrupted.as_str().into());
        }
        if let Some(instances) = place.step.instances() {
            lines.push(format!("{}. {}", repeat(reader, instances), labels.more_copies).into());
        }
        lines.extend(self.used(place));
        Group {
            depth,
            number,
            title,
            copy: None,
            notes: notes(tongue, [&said.danger, &said.warning, &said.caution, &said.note]),
            condition: condition(reader, place, after),
            lines,
            times: place.step.time_limits().iter().map(|limit| time_rule(reader, limit)).collect(),
        }
    }

    /// The procedure that is used here, with what it is given.
    fn used(self, place: &'a Place<'a>) -> Option<Wording> {
        let reader = self.reader(place);
        let used = self.plan.used_by(place.scope.procedure, place.step)?;
        let version = used.version().to_string();
        let blanks = [("procedure", used.id()), ("version", version.as_str())];
        let mut line = fill(&reader.tongue.labels.uses, &blanks);
        let given = place.step.used().map(|it| it.arguments.as_slice()).unwrap_or_default();
        let given: Vec<String> = given
            .iter()
            .filter_map(|argument| {
                let input = used.inputs().get(&argument.input)?;
                let title = reader.tongue.within(used.language()).field(input).text;
                Some(format!("{title} = {}", reader.phrase(&argument.formula)))
            })
            .collect();
        if !given.is_empty() {
            line.push_str(&format!(", {} {}", reader.tongue.labels.with, given.join(", ")));
        }
        Some(line.into())
    }

    /// A step on the performer's sheet, and on the print of a run.
    fn step(self, place: &'a Place<'a>, after: Option<&Place<'_>>) -> Step {
        let reader = self.reader(place);
        let (tongue, labels) = (reader.tongue, reader.tongue.labels);
        let (step, said) = (place.step, place.step.said());
        let attempts = self.attempts(place);
        let blank = self.told.is_none();
        Step {
            path: place.path.clone(),
            number: place.number.clone(),
            depth: place.depth,
            title: tongue.text(step.title()),
            critical: step.is_critical().then(|| labels.critical.clone()),
            standing: self.standing(place),
            notes: notes(tongue, [&said.danger, &said.warning, &said.caution, &said.note]),
            condition: condition(reader, place, after),
            instruction: said.instruction.as_ref().map(|text| tongue.text(text)),
            details: self.details(place),
            fields: if blank {
                step.fields().values().map(|it| reader.entry(it)).collect()
            } else {
                Vec::new()
            },
            times: step.time_limits().iter().map(|limit| time_rule(reader, limit)).collect(),
            not_applicable: said.not_applicable.as_ref().map(|it| {
                let roles = place.scope.roles(it.by.iter(), tongue);
                fill(&labels.not_applicable_by, &[("role", &roles.text)])
            }),
            failure: failure(reader, place),
            performer: Some(SignatureBlock {
                meaning: labels.first_person.clone(),
                roles: place.scope.roles(step.performers(), tongue),
                rules: said.apart_from.as_ref().map(|apart| apart_from(reader, apart)).into_iter().collect(),
                people: 1,
                elsewhere: None,
            }),
            verifiers: step.verifications().iter().map(|it| self.verifier(place, it)).collect(),
            attempts,
            remarks: self.remarks(place),
            hold: self.hold(place),
        }
    }

    /// A step on the verifier's sheet: its independent verification alone.
    fn second(self, place: &'a Place<'a>, verification: &'a Verification) -> Step {
        let reader = self.reader(place);
        let whole = self.step(place, None);
        let asked = asked_of_verifier(place.step, verification);
        Step {
            fields: asked.into_iter().map(|it| reader.entry(it)).collect(),
            times: Vec::new(),
            condition: verification.condition.as_ref().map(|condition| Condition {
                holds: format!("{} {}", reader.tongue.labels.r#if, reader.phrase(condition)),
                then: String::new(),
            }),
            not_applicable: None,
            failure: None,
            performer: None,
            verifiers: vec![SignatureBlock { elsewhere: None, ..self.verifier(place, verification) }],
            attempts: Vec::new(),
            hold: None,
            ..whole
        }
    }

    fn details(self, place: &'a Place<'a>) -> Vec<(String, Wording)> {
        let reader = self.reader(place);
        let (tongue, labels, said) = (reader.tongue, reader.tongue.labels, place.step.said());
        let document = place.scope.procedure.document();
        let mut details = Vec::new();
        details.extend(said.why.as_ref().map(|why| (labels.why.clone(), tongue.text(why))));
        let items = [
            (&labels.equipment, &said.equipment, &document.equipment),
            (&labels.materials, &said.materials, &document.materials),
        ];
        for (label, names, known) in items {
            let titles: Vec<Wording> = names
                .iter()
                .filter_map(|name| known.get(name))
                .map(|item| tongue.text(&item.title))
                .collect();
            if !titles.is_empty() {
                let text = titles.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(", ");
                let language = titles.into_iter().find_map(|it| it.language);
                details.push((label.clone(), Wording { text, language }));
            }
        }
        details.extend(said.takes.map(|takes| {
            let takes = tongue.number(&takes.to_string());
            (String::new(), fill(&labels.takes, &[("duration", &takes)]).into())
        }));
        details
    }

    fn verifier(self, place: &'a Place<'a>, verification: &Verification) -> SignatureBlock {
        let reader = self.reader(place);
        let (tongue, labels) = (reader.tongue, reader.tongue.labels);
        let (meaning, means) = match verification.how {
            How::Witness => (&labels.witness, &labels.witness_means),
            How::Independent => (&labels.independent, &labels.independent_means),
            How::Review => (&labels.review, &labels.review_means),
        };
        let mut rules = vec![means.clone()];
        if let Some(condition) = &verification.condition {
            rules.push(fill(&labels.record_if, &[("condition", &reader.phrase(condition))]));
        }
        match verification.before {
            Before::Next => {}
            Before::Group => rules.push(labels.before_group.clone()),
            Before::Release => rules.push(labels.before_release.clone()),
        }
        rules.extend(
            verification
                .within
                .map(|within| fill(&labels.within, &[("duration", &tongue.number(&within.to_string()))])),
        );
        if verification.people > 1 {
            rules.push(fill(&labels.people_each, &[("count", &verification.people.to_string())]));
        }
        rules.extend(verification.apart_from.as_ref().map(|apart| apart_from(reader, apart)));
        let elsewhere = verification.how == How::Independent && self.told.is_none();
        SignatureBlock {
            meaning: meaning.clone(),
            roles: place.scope.roles(&verification.by, tongue),
            rules,
            people: verification.people.clamp(1, 6),
            elsewhere: elsewhere.then(|| labels.on_verifier_sheet.clone()),
        }
    }

    /// The hold point after a step or group; the release of a procedure used here is one.
    fn hold(self, place: &'a Place<'a>) -> Option<Hold> {
        let reader = self.reader(place);
        let (tongue, labels) = (reader.tongue, reader.tongue.labels);
        let (roles, apart) = match &place.step.said().hold_point {
            Some(hold) => (place.scope.roles(hold.by.iter(), tongue), hold.apart_from.as_ref()),
            None => {
                let used = self.plan.used_by(place.scope.procedure, place.step)?;
                let release = used.document().release.as_ref()?;
                let ours = |name: &String| place.step.used().and_then(|it| it.roles.get(name)).cloned();
                let roles: Vec<String> = release.by.iter().filter_map(ours).collect();
                (place.scope.roles(&roles, tongue), release.apart_from.as_ref())
            }
        };
        Some(Hold {
            bar: fill(&labels.hold_point, &[("role", &roles.text)]),
            block: SignatureBlock {
                meaning: labels.released_by.clone(),
                roles,
                rules: apart.map(|apart| apart_from(reader, apart)).into_iter().collect(),
                people: 1,
                elsewhere: None,
            },
            signatures: self.releases(place),
        })
    }
}

/// The independent verifications of a place.
fn independent<'a>(place: &Place<'a>) -> impl Iterator<Item = &'a Verification> {
    let all = if place.kind == Kind::Step { place.step.verifications() } else { &[] };
    all.iter().filter(|verification| verification.how == How::Independent)
}

/// What the verifier records: the fields compared, and for a computed one what it is made of.
pub(super) fn asked_of_verifier<'a>(
    step: &'a procedure::Step,
    verification: &Verification,
) -> Vec<&'a procedure::Field> {
    let mut asked = verification.fields.clone();
    let mut next = 0;
    while let Some(name) = asked.get(next).cloned() {
        let formula = step.field(&name).and_then(procedure::Field::formula);
        for (read, _) in formula.iter().flat_map(|formula| formula.names()) {
            let own = read.owner().is_none_or(|owner| owner == step.id());
            if own && !asked.iter().any(|known| known == read.field()) {
                asked.push(read.field().to_owned());
            }
        }
        next = next.saturating_add(1);
    }
    step.fields().values().filter(|field| asked.iter().any(|name| name == field.name())).collect()
}

pub(super) fn notes(tongue: Tongue<'_>, [danger, warning, caution, note]: [&List<Text>; 4]) -> Vec<Note> {
    let labels = tongue.labels;
    let kinds = [
        (NoteKind::Danger, &labels.danger, danger),
        (NoteKind::Warning, &labels.warning, warning),
        (NoteKind::Caution, &labels.caution, caution),
        (NoteKind::Note, &labels.note, note),
    ];
    let all =
        kinds.into_iter().flat_map(|(kind, word, texts)| texts.iter().map(move |text| (kind, word, text)));
    all.map(|(kind, word, text)| Note { kind, word: word.clone(), text: tongue.text(text) }).collect()
}
