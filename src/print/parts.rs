//! The steps as they stand on paper, blank: what to do, what to record, who signs.

use super::history::History;
use super::labels::fill;
use super::model::{
    Condition, Failure, Group, Hold, Note, NoteKind, Part, Sheet, SignatureBlock, Step, TimeRule, Wording,
};
use super::phrase::Reader;
use super::place::{Kind, Place};
use super::tongue::Tongue;
use crate::document::{Apart, ApartWord, Before, Block, Disposition, How, List, Order};
use crate::manual::Plan;
use crate::procedure::{self, Instances, Moment, TimeLimit, Verification};
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

/// IF … do this, otherwise go to the step after it, by number and title.
fn condition(reader: Reader<'_>, place: &Place<'_>, after: Option<&Place<'_>>) -> Option<Condition> {
    let labels = reader.tongue.labels;
    let holds = format!("{} {}", labels.r#if, reader.phrase(place.step.condition()?));
    let target = match after {
        Some(after) => {
            let title = reader.tongue.within(after.scope.procedure.language()).line(after.step.title());
            fill(&labels.step_named, &[("number", &after.number), ("title", &title)])
        }
        None => labels.end_of_steps.clone(),
    };
    Some(Condition { holds, then: fill(&labels.then, &[("target", &target)]) })
}

fn repeat(reader: Reader<'_>, instances: &Instances) -> String {
    let labels = reader.tongue.labels;
    match instances {
        Instances::Computed { times, .. } => fill(&labels.repeat_times, &[("times", &reader.phrase(times))]),
        Instances::Open { least, most: Some(most) } => {
            fill(&labels.repeat_between, &[("least", &least.to_string()), ("most", &most.to_string())])
        }
        Instances::Open { least, most: None } => {
            fill(&labels.repeat_at_least, &[("least", &least.to_string())])
        }
    }
}

fn time_rule(reader: Reader<'_>, limit: &TimeLimit) -> TimeRule {
    let labels = reader.tongue.labels;
    let (scope, tongue) = (reader.scope, reader.tongue);
    let step = |id: &str| {
        scope.procedure.step(id).map_or_else(String::new, |step| {
            let (number, title) = (scope.number(step), tongue.line(step.title()));
            fill(&labels.step_named, &[("number", &number), ("title", &title)])
        })
    };
    let moment = match &limit.after {
        Moment::Start => labels.moment_start.clone(),
        Moment::Done(id) => step(id),
        Moment::Verified(id) => fill(&labels.moment_verified, &[("step", &step(id))]),
        Moment::Field(id, name) => {
            let found = scope.procedure.step(id).and_then(|step| Some((step, step.field(name)?)));
            found.map_or_else(String::new, |(step, field)| {
                let blanks = [("field", &*tongue.field(field).text), ("number", &*scope.number(step))];
                fill(&labels.in_step, &blanks)
            })
        }
        Moment::Input(name) => {
            scope.procedure.inputs().get(name).map_or_else(String::new, |field| tongue.field(field).text)
        }
    };
    let sides = [(limit.at_most, &labels.time_at_most), (limit.at_least, &labels.time_at_least)];
    let sides = sides.into_iter().filter_map(|(duration, label)| {
        let duration = tongue.number(&duration?.to_string());
        Some(fill(label, &[("duration", &duration), ("moment", &moment)]))
    });
    let mut rule = sides.collect::<Vec<_>>().join("; ");
    for (applies, label) in [(limit.alert, &labels.time_alert), (limit.refuse, &labels.time_refuse)] {
        if applies {
            rule.push_str(&format!(" ({label})"));
        }
    }
    let mut clocks = vec![labels.clock_start.clone()];
    clocks.extend(limit.at_least.map(|_| labels.clock_earliest.clone()));
    clocks.extend(limit.at_most.map(|_| labels.clock_latest.clone()));
    clocks.push(labels.clock_end.clone());
    TimeRule { rule, clocks }
}

pub(super) fn apart_from(reader: Reader<'_>, apart: &Apart) -> String {
    let labels = reader.tongue.labels;
    match apart {
        Apart::Whole(ApartWord::Run) => labels.apart_run.clone(),
        Apart::Whole(ApartWord::Group) => labels.apart_group.clone(),
        Apart::Steps(ids) => {
            let steps = ids.iter().filter_map(|id| reader.scope.procedure.step(id));
            let steps: Vec<String> =
                steps.map(|step| format!("{} {}", labels.step, reader.scope.number(step))).collect();
            fill(&labels.apart_steps, &[("steps", &steps.join(", "))])
        }
    }
}

/// What happens when a step fails; nothing where it can't (DESIGN: a limit, a verification or a time limit).
fn failure(reader: Reader<'_>, place: &Place<'_>) -> Option<Failure> {
    let labels = reader.tongue.labels;
    let step = place.step;
    let limited = step.fields().values().any(|field| {
        matches!(field.kind(), procedure::Kind::Confirm | procedure::Kind::Evidence { .. })
            || !reader.limits(field).is_empty()
    });
    let can_fail = limited
        || !step.verifications().is_empty()
        || step.time_limits().iter().any(|limit| !limit.alert && !limit.refuse);
    let on_fail = step.on_fail().filter(|_| can_fail)?;
    let block = match on_fail.block.unwrap_or_default() {
        Block::Run => &labels.stop_work,
        Block::Release => &labels.go_on,
    };
    let mut attempts = 1;
    let allowed: Vec<String> = on_fail
        .decide
        .iter()
        .map(|(disposition, roles)| {
            let roles = place.scope.roles(roles.iter(), reader.tongue);
            let mut word = reader.tongue.disposition(*disposition).to_owned();
            if let Some(rework) = on_fail.rework.as_ref().filter(|_| *disposition == Disposition::Rework) {
                attempts = rework.attempts.clamp(1, 9);
                let target = match rework.back_to.as_str() {
                    "self" => place.number.clone(),
                    id => {
                        reader.scope.procedure.step(id).map_or_else(String::new, |it| reader.scope.number(it))
                    }
                };
                let blanks = [("target", target.as_str()), ("attempts", &rework.attempts.to_string())];
                word = fill(&labels.rework_from, &blanks);
            }
            fill(&labels.decided_by_role, &[("disposition", &word), ("role", &roles.text)])
        })
        .collect();
    let decisions = format!("{}: {block}; {}.", labels.if_it_fails, allowed.join(", "));
    Some(Failure { decisions, attempts })
}
