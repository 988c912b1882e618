//! From a document without errors to the procedure that holds.

use indexmap::IndexMap;
use semver::VersionReq;

use super::field::{self, Field};
use super::step::{Argument, Instances, Moment, Step, TimeLimit, Used, Verification};
use super::{Procedure, digest};
use crate::document::{self, Document, Rounding};
use crate::formula::Formula;

/// The procedure. Nothing is given where a part can't be read in full, so that no half-understood procedure ever
/// runs; the rules have an error for each such part.
pub(super) fn procedure(document: Document) -> Option<Procedure> {
    let rounding = document.defaults.as_ref().and_then(|defaults| defaults.rounding).unwrap_or_default();
    let mut builder = Builder { document: &document, rounding, steps: Vec::new() };
    builder.add(&document.steps, None, "", &[])?;
    let steps = builder.steps;
    let inputs = fields(&document.inputs, rounding)?;
    Some(Procedure { digest: digest(&document), inputs, steps, document })
}

struct Builder<'d> {
    document: &'d Document,
    rounding: Rounding,
    steps: Vec<Step>,
}

impl Builder<'_> {
    fn add(
        &mut self,
        steps: &[document::Step],
        parent: Option<usize>,
        prefix: &str,
        by: &[String],
    ) -> Option<()> {
        for (position, said) in steps.iter().enumerate() {
            let index = self.steps.len();
            let number = format!("{prefix}{}", position + 1);
            let performers: &[String] = if said.by.is_empty() { by } else { &said.by };
            let inner = format!("{number}.");
            self.steps.push(self.step(said, index, parent, number, performers)?);
            self.add(&said.steps, Some(index), &inner, performers)?;
            let end = self.steps.len();
            self.steps.get_mut(index)?.end = end;
        }
        Some(())
    }

    fn step(
        &self,
        said: &document::Step,
        index: usize,
        parent: Option<usize>,
        number: String,
        performers: &[String],
    ) -> Option<Step> {
        let default = self.document.defaults.as_ref().and_then(|defaults| defaults.on_fail.as_ref());
        let on_fail = said.on_fail.as_ref().or(default).cloned();
        let said = document::Step { steps: Vec::new(), ..said.clone() };
        Some(Step {
            index,
            parent,
            end: index + 1,
            number,
            performers: performers.to_vec(),
            condition: formula(said.when.as_deref())?,
            fields: fields(&said.record, self.rounding)?,
            verifications: said
                .verify
                .iter()
                .map(|check| verification(check, &said))
                .collect::<Option<_>>()?,
            time_limits: said.time.iter().map(time_limit).collect(),
            on_fail,
            instances: instances(&said)?,
            used: used(&said)?,
            said,
        })
    }
}

/// A formula where there is one; nothing at all where it can't be read.
fn formula(text: Option<&str>) -> Option<Option<Formula>> {
    match text {
        Some(text) => Formula::parse(text).ok().map(Some),
        None => Some(None),
    }
}

fn fields(fields: &IndexMap<String, document::Field>, rounding: Rounding) -> Option<IndexMap<String, Field>> {
    let built = fields.iter().map(|(name, said)| {
        let field = Field {
            name: name.clone(),
            title: said.title.clone(),
            help: said.help.clone(),
            required: said.is_required(),
            condition: formula(said.when.as_deref())?,
            formula: formula(said.formula.as_deref())?,
            kind: field::kind(said, rounding)?,
        };
        Some((name.clone(), field))
    });
    built.collect()
}

fn verification(check: &document::Verification, step: &document::Step) -> Option<Verification> {
    Some(Verification {
        id: check.id.clone(),
        how: check.how,
        by: check.by.0.clone(),
        people: check.people(),
        condition: formula(check.when.as_deref())?,
        fields: check.fields(step).map(str::to_owned).collect(),
        agree: check.agree.clone(),
        apart_from: check.apart_from.clone(),
        before: check.before.unwrap_or_default(),
        within: check.within,
        uninterrupted: check.uninterrupted == Some(true),
        on_disagree: check.on_disagree.as_ref().map(|it| (it.attempts, it.then.clone())),
    })
}

fn time_limit(limit: &document::TimeLimit) -> TimeLimit {
    TimeLimit {
        at_most: limit.at_most,
        at_least: limit.at_least,
        after: Moment::parse(&limit.after),
        alert: limit.alert == Some(true),
        refuse: limit.refuse == Some(true),
    }
}

fn instances(said: &document::Step) -> Option<Option<Instances>> {
    let Some(repeat) = &said.repeat else { return Some(None) };
    Some(Some(match formula(repeat.times.as_deref())? {
        Some(times) => Instances::Computed { times, most: repeat.max },
        None => Instances::Open { least: repeat.min.unwrap_or(1), most: repeat.max },
    }))
}

fn used(said: &document::Step) -> Option<Option<Used>> {
    let Some(used) = &said.used else { return Some(None) };
    let argument = |(input, text): (&String, &String)| {
        Some(Argument { input: input.clone(), formula: Formula::parse(text).ok()? })
    };
    Some(Some(Used {
        procedure: used.procedure.clone(),
        version: match &used.version {
            Some(text) => VersionReq::parse(text).ok()?,
            None => VersionReq::STAR,
        },
        arguments: used.with.iter().map(argument).collect::<Option<_>>()?,
        roles: used.roles.clone(),
    }))
}
