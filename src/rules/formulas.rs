//! Every condition and formula of a file: where it stands, its syntax tree, its type, and what its names mean there.

use std::ops::Range;

use super::outline::{Outline, StepView};
use super::place::Spot;
use crate::document::{Equals, Field, FieldType, Limit, OtherUnit};
use crate::formula::{self, Formula, FormulaProblem, Name, NameProblem, Names, TwoUnits, Type};
use crate::value::Unit;

/// One condition or formula.
#[derive(Debug)]
pub(crate) struct FormulaView<'d> {
    pub(crate) site: Site<'d>,
    pub(crate) text: &'d str,
    pub(crate) parsed: Result<Formula, FormulaProblem>,
    /// Its type, or what doesn't go together in it; nothing where it could not be parsed.
    pub(crate) typed: Result<Option<Type>, Vec<FormulaProblem>>,
}

/// Where a formula stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Site<'d> {
    /// The step it belongs to; none for an input.
    pub(crate) step: Option<usize>,
    pub(crate) use_of: UseOf<'d>,
}

/// What a formula is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UseOf<'d> {
    /// `when` of a step.
    StepCondition,
    /// `when` of a verification, by its place in the list.
    VerificationCondition(usize),
    /// `repeat.times` of a group.
    Times,
    /// An input of a used procedure.
    Argument(&'d str),
    /// `when` of a field.
    FieldCondition(&'d str),
    /// `formula` of a field.
    Computes(&'d str),
    /// A limit of a field: the field, the key, and the key inside it, such as `alert` and `min`.
    Limit(&'d str, &'static str, Option<&'static str>),
}

impl<'d> Site<'d> {
    /// The name of the field it belongs to.
    pub(crate) fn field(self) -> Option<&'d str> {
        match self.use_of {
            UseOf::FieldCondition(name) | UseOf::Computes(name) | UseOf::Limit(name, ..) => Some(name),
            _ => None,
        }
    }

    /// Whether it must come out as yes or no.
    pub(crate) fn is_condition(self) -> bool {
        matches!(
            self.use_of,
            UseOf::StepCondition | UseOf::VerificationCondition(_) | UseOf::FieldCondition(_)
        )
    }
}

impl<'d> FormulaView<'d> {
    /// Where the formula's text stands.
    pub(crate) fn spot(&self, outline: &Outline<'d>) -> Spot<'d> {
        let step = self.site.step.and_then(|index| outline.steps.get(index));
        let base = step.map_or_else(Spot::default, |view| outline.spot(view));
        let field = |name: &'d str| match step {
            Some(_) => base.clone().key("record").key(name),
            None => Spot::top("inputs").key(name),
        };
        match self.site.use_of {
            UseOf::StepCondition => base.key("when"),
            UseOf::VerificationCondition(at) => base.key("verify").item(at).key("when"),
            UseOf::Times => base.key("repeat").key("times"),
            UseOf::Argument(name) => base.key("use").key("with").key(name),
            UseOf::FieldCondition(name) => field(name).key("when"),
            UseOf::Computes(name) => field(name).key("formula"),
            UseOf::Limit(name, key, None) => field(name).key(key),
            UseOf::Limit(name, key, Some(inner)) => field(name).key(key).key(inner),
        }
    }

    /// Where a part of the formula stands, by its bytes in the formula's text.
    pub(crate) fn spot_of(&self, outline: &Outline<'d>, range: Range<usize>) -> Spot<'d> {
        self.spot(outline).inside(range)
    }

    /// The field it belongs to.
    pub(crate) fn field(&self, outline: &Outline<'d>) -> Option<&'d Field> {
        let record = match self.site.step {
            Some(index) => &outline.steps.get(index)?.step.record,
            None => &outline.document.inputs,
        };
        record.get(self.site.field()?)
    }

    /// The step it belongs to.
    pub(crate) fn owner<'o>(&self, outline: &'o Outline<'d>) -> Option<&'o StepView<'d>> {
        outline.steps.get(self.site.step?)
    }
}

/// What a name in a formula stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'o, 'd> {
    /// The step that records it; none for an input.
    pub(crate) step: Option<&'o StepView<'d>>,
    pub(crate) name: &'d str,
    pub(crate) field: &'d Field,
    /// Whether there is one value an instance of a repeated group, seen from where it is read.
    pub(crate) many: bool,
}

impl<'d> Outline<'d> {
    /// What a name stands for in a formula at `site`; nothing where it is undefined, and for `today`.
    pub(crate) fn target(&self, site: Site<'d>, name: &Name) -> Option<Target<'_, 'd>> {
        let reader = site.step.and_then(|index| self.steps.get(index));
        let (step, record) = match name.owner() {
            Some("input") => (None, &self.document.inputs),
            Some(id) => self.step(id).map(|view| (Some(view), &view.step.record))?,
            None => reader.map(|view| (Some(view), &view.step.record))?,
        };
        let (name, field) = record.get_key_value(name.field())?;
        let many = step.and_then(|view| self.repeated(view)).is_some_and(|group| {
            let inside = |view: &StepView<'d>| {
                group <= view.index && self.steps.get(group).is_some_and(|it| view.index < it.end)
            };
            !reader.is_some_and(inside)
        });
        Some(Target { step, name, field, many })
    }

    /// Every name that a formula at `site` could read, for suggestions.
    fn readable(&self, site: Site<'d>) -> Vec<String> {
        let own = site.step.and_then(|index| self.steps.get(index)).map(|view| view.step);
        let mut names: Vec<String> = own.into_iter().flat_map(|step| step.record.keys().cloned()).collect();
        names.extend(self.document.inputs.keys().map(|name| format!("input.{name}")));
        names.extend(self.fields().map(|(view, name, _)| format!("{}.{name}", view.step.id)));
        names
    }
}

/// The names as one formula sees them.
struct Scope<'o, 'd> {
    outline: &'o Outline<'d>,
    site: Site<'d>,
}

impl Names for Scope<'_, '_> {
    fn type_of(&self, name: &Name) -> Result<Type, NameProblem> {
        let dated = matches!(self.site.use_of, UseOf::Limit(_, "not_before" | "not_after", _));
        if name.as_str() == "today" && dated {
            return Ok(Type::Date);
        }
        let Some(target) = self.outline.target(self.site, name) else {
            let known = self.outline.readable(self.site);
            return Err(NameProblem::unknown(name, known.iter().map(String::as_str)));
        };
        let single = type_of_field(target.field, name)?;
        let several = target.field.readings.is_some_and(|readings| readings > 1);
        Ok(if target.many || several { Type::List(Box::new(single)) } else { single })
    }
}

fn type_of_field(field: &Field, name: &Name) -> Result<Type, NameProblem> {
    let options = || field.options.names().map(str::to_owned).collect();
    Ok(match field.kind {
        FieldType::Confirm => Type::Truth,
        FieldType::Choice => Type::Choice(options()),
        FieldType::Choices => Type::Choices(options()),
        FieldType::Count => Type::PLAIN,
        FieldType::Number if !field.also.is_empty() => return Err(NameProblem::several_units(name)),
        FieldType::Number => Type::Number { unit: unit_of(field) },
        FieldType::Text => Type::Text,
        FieldType::Date => Type::Date,
        FieldType::Time => Type::Time,
        FieldType::DateTime => Type::DateTime,
        FieldType::Duration => Type::Duration,
        FieldType::Evidence => return Err(NameProblem::unreadable(name, "evidence")),
    })
}

/// The field's unit, where it is a known one.
pub(crate) fn unit_of(field: &Field) -> Option<Unit> {
    field.unit.as_deref().and_then(|unit| unit.parse().ok())
}

/// Parses and types every formula of the file.
pub(super) fn collect<'d>(outline: &Outline<'d>) -> Vec<FormulaView<'d>> {
    let mut collector = Collector { outline, views: Vec::new() };
    for (name, field) in &outline.document.inputs {
        collector.field(None, name, field);
    }
    for view in &outline.steps {
        let step = view.step;
        collector.add(Some(view.index), UseOf::StepCondition, step.when.as_deref());
        collector.add(
            Some(view.index),
            UseOf::Times,
            step.repeat.as_ref().and_then(|it| it.times.as_deref()),
        );
        for (name, field) in &step.record {
            collector.field(Some(view.index), name, field);
        }
        for (at, check) in step.verify.iter().enumerate() {
            collector.add(Some(view.index), UseOf::VerificationCondition(at), check.when.as_deref());
        }
        for (name, text) in step.used.iter().flat_map(|used| &used.with) {
            collector.add(Some(view.index), UseOf::Argument(name), Some(text));
        }
    }
    collector.views
}

struct Collector<'o, 'd> {
    outline: &'o Outline<'d>,
    views: Vec<FormulaView<'d>>,
}

impl<'d> Collector<'_, 'd> {
    fn field(&mut self, step: Option<usize>, name: &'d str, field: &'d Field) {
        self.add(step, UseOf::FieldCondition(name), field.when.as_deref());
        self.add(step, UseOf::Computes(name), field.formula.as_deref());
        for (key, limit) in field.limits() {
            self.limit(step, field, UseOf::Limit(name, key, None), limit);
        }
        for (key, band) in [("alert", &field.alert), ("plausible", &field.plausible)] {
            for (inner, limit) in band.iter().flat_map(|band| [("min", &band.min), ("max", &band.max)]) {
                if let Some(limit) = limit {
                    self.limit(step, field, UseOf::Limit(name, key, Some(inner)), limit);
                }
            }
        }
        match &field.equals {
            Some(Equals::Computed(it)) => {
                self.add(step, UseOf::Limit(name, "equals", Some("formula")), Some(&it.formula))
            }
            Some(Equals::Written(limit)) if field.kind != FieldType::Text => {
                self.limit(step, field, UseOf::Limit(name, "equals", None), limit);
            }
            _ => {}
        }
    }

    fn limit(&mut self, step: Option<usize>, field: &Field, use_of: UseOf<'d>, limit: &'d Limit) {
        let numeric = matches!(field.kind, FieldType::Number | FieldType::Count);
        // A plain number on a numeric field, which most limits are, needs no tree.
        if !(numeric && limit.decimal().is_some()) {
            self.add(step, use_of, Some(limit.text()));
        }
    }

    fn add(&mut self, step: Option<usize>, use_of: UseOf<'d>, text: Option<&'d str>) {
        let Some(text) = text else { return };
        let site = Site { step, use_of };
        let parsed = Formula::parse(text);
        let stated = matches!(use_of, UseOf::Computes(_));
        let two_units = if stated { TwoUnits::FieldStatesUnit } else { TwoUnits::Problem };
        let typed = match &parsed {
            Ok(formula) => {
                formula::type_of(formula, &Scope { outline: self.outline, site }, two_units).map(Some)
            }
            Err(_) => Ok(None),
        };
        self.views.push(FormulaView { site, text, parsed, typed });
    }
}

impl Field {
    /// The limits that may be formulas, with their keys.
    pub(crate) fn limits(&self) -> impl Iterator<Item = (&'static str, &Limit)> {
        let all = [
            ("min", &self.min),
            ("max", &self.max),
            ("above", &self.above),
            ("below", &self.below),
            ("target", &self.target),
            ("not_before", &self.not_before),
            ("not_after", &self.not_after),
        ];
        all.into_iter().filter_map(|(key, limit)| limit.as_ref().map(|limit| (key, limit)))
    }
}

impl OtherUnit {
    /// The declared unit, where it is a known one.
    pub(crate) fn unit(&self) -> Option<Unit> {
        self.unit.parse().ok()
    }
}
