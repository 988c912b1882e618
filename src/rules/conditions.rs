//! Conditions taken together: what must hold where something is done, and whether it can.

use super::formulas::{FormulaView, Site, UseOf};
use super::outline::{Outline, StepView};
use crate::document::{Equals, Field, FieldType, Limit};
use crate::formula::{Answer, Bounds, Domain, Expression, ExpressionKind, Formula, Name, Type, can_hold};
use crate::value::Decimal;

impl<'d> Outline<'d> {
    /// The condition of one step or group, where it has one that can be judged.
    pub(crate) fn own_condition(&self, view: &StepView<'d>) -> Option<&FormulaView<'d>> {
        view.step.when.as_ref()?;
        // The formulas stand in the order of the steps, a step's own condition first.
        let first = self.formulas.partition_point(|it| it.site.step < Some(view.index));
        let condition = self.formulas.get(first).filter(|it| it.site.step == Some(view.index))?;
        (condition.site.use_of == UseOf::StepCondition && condition.is_sound_condition()).then_some(condition)
    }

    /// The conditions of the groups around a step, innermost first.
    pub(crate) fn group_conditions(&self, view: &StepView<'d>) -> impl Iterator<Item = &FormulaView<'d>> {
        self.ancestors(view).filter_map(|group| self.own_condition(group))
    }

    /// The condition of a field of a step or of an input, where it has one that can be judged.
    pub(crate) fn field_condition(
        &self,
        step: Option<usize>,
        name: &str,
        field: &Field,
    ) -> Option<&FormulaView<'d>> {
        field.when.as_ref()?;
        let site = |it: &&FormulaView<'d>| {
            it.site.step == step && matches!(it.site.use_of, UseOf::FieldCondition(own) if own == name)
        };
        self.formulas.iter().find(site).filter(|it| it.is_sound_condition())
    }

    /// The conditions that hold wherever the formula is worked out, without the formula itself.
    pub(crate) fn conditions_around<'o>(&'o self, view: &FormulaView<'d>) -> Vec<&'o FormulaView<'d>> {
        let mut around = Vec::new();
        let record = match view.owner(self) {
            Some(step) => {
                if view.site.use_of != UseOf::StepCondition {
                    around.extend(self.own_condition(step));
                }
                around.extend(self.group_conditions(step));
                &step.step.record
            }
            None => &self.document.inputs,
        };
        if let UseOf::Computes(name) | UseOf::Limit(name, ..) = view.site.use_of
            && let Some(field) = record.get(name)
        {
            around.extend(self.field_condition(view.site.step, name, field));
        }
        around
    }
}

impl<'d> FormulaView<'d> {
    /// Whether it is a condition with nothing wrong in itself.
    pub(crate) fn is_sound_condition(&self) -> bool {
        self.site.is_condition() && matches!(self.typed, Ok(Some(Type::Truth)))
    }

    /// The formula, where nothing is wrong with it in itself.
    pub(crate) fn sound(&self) -> Option<&Formula> {
        matches!(self.typed, Ok(Some(_))).then_some(self.parsed.as_ref().ok())?
    }

    /// The id of the step whose fields it may name without their step.
    pub(crate) fn owner_id<'o>(&self, outline: &'o Outline<'d>) -> &'o str {
        self.owner(outline).map_or("", |step| step.step.id.as_str())
    }
}

/// Several conditions as one, each name with its step, so that they can come from different steps.
pub(crate) struct Together<'o, 'd> {
    outline: &'o Outline<'d>,
    /// Where the names are read from.
    site: Site<'d>,
    text: String,
}

impl<'o, 'd> Together<'o, 'd> {
    pub(crate) fn new(outline: &'o Outline<'d>, site: Site<'d>) -> Self {
        Together { outline, site, text: String::new() }
    }

    /// Adds a condition that must hold as well.
    pub(crate) fn and(mut self, view: &FormulaView<'d>) -> Self {
        if let Ok(formula) = &view.parsed {
            self.add(view, formula.expression(), true);
        }
        self
    }

    /// Adds a condition that must not hold.
    pub(crate) fn and_not(mut self, view: &FormulaView<'d>) -> Self {
        if let Ok(formula) = &view.parsed {
            self.add(view, formula.expression(), false);
        }
        self
    }

    /// Adds a part of a formula that must hold, or must not.
    pub(crate) fn add(&mut self, view: &FormulaView<'d>, part: &Expression, holds: bool) {
        let joint = if self.text.is_empty() { "" } else { " and " };
        let not = if holds { "" } else { "not " };
        self.text.push_str(joint);
        self.text.push_str(not);
        self.text.push('(');
        let owner = view.owner_id(self.outline);
        let mut from = part.range.start;
        for (name, range) in names_of(part).filter(|(name, _)| name.owner().is_none() && !owner.is_empty()) {
            self.text.push_str(view.text.get(from..range.start).unwrap_or_default());
            self.text.push_str(&format!("{owner}.{name}"));
            from = range.end;
        }
        self.text.push_str(view.text.get(from..part.range.end).unwrap_or_default());
        self.text.push(')');
    }

    /// Whether all of it can hold.
    pub(crate) fn can_hold(&self) -> Answer {
        match Formula::parse(&self.text) {
            Ok(formula) => can_hold(&formula, &Recordable { outline: self.outline, site: self.site }),
            Err(_) => Answer::Unknown,
        }
    }
}

/// Whether a condition can hold, whatever is recorded.
pub(crate) fn answer(outline: &Outline<'_>, view: &FormulaView<'_>) -> Answer {
    match &view.parsed {
        Ok(formula) => can_hold(formula, &Recordable { outline, site: view.site }),
        Err(_) => Answer::Unknown,
    }
}

/// Every name in a part of a formula, from left to right.
pub(crate) fn names_of(part: &Expression) -> impl Iterator<Item = (&Name, std::ops::Range<usize>)> {
    let mut waiting = vec![part];
    std::iter::from_fn(move || {
        while let Some(expression) = waiting.pop() {
            if let ExpressionKind::Name(name) = &expression.kind {
                return Some((name, expression.range.clone()));
            }
            waiting.extend(expression.children().rev());
        }
        None
    })
}

/// What can be recorded under each name. A limit bounds nothing, since a value outside it is recorded as well; only
/// an input outside its limits is refused.
struct Recordable<'o, 'd> {
    outline: &'o Outline<'d>,
    site: Site<'d>,
}

impl Bounds for Recordable<'_, '_> {
    fn domain_of(&self, name: &Name) -> Domain {
        match self.outline.target(self.site, name) {
            Some(target) if target.many || target.field.readings.is_some_and(|readings| readings > 1) => {
                Domain::Unknown
            }
            Some(target) => domain_of(target.field, target.step.is_none()),
            None => Domain::Unknown,
        }
    }
}

fn domain_of(field: &Field, is_input: bool) -> Domain {
    let options = || {
        let accepted = |option: &&str| match &field.accept {
            Some(accept) if is_input => accept.iter().any(|accepted| accepted == option),
            _ => true,
        };
        field.options.names().filter(accepted).map(str::to_owned).collect()
    };
    match field.kind {
        FieldType::Confirm => Domain::Truth,
        FieldType::Choice => Domain::Choice(options()),
        FieldType::Choices => Domain::Choices(options()),
        FieldType::Count | FieldType::Number => {
            let count = field.kind == FieldType::Count && !field.is_computed();
            let limits = is_input && !field.is_computed();
            let (lower, upper) = if limits { input_bounds(field) } else { (None, None) };
            let lowest = if count { Some(Decimal::ZERO) } else { None };
            Domain::Number { at_least: lower.max(lowest), at_most: upper, whole: count }
        }
        FieldType::Text => Domain::Text,
        FieldType::Date => Domain::Date,
        FieldType::Time => Domain::Time,
        FieldType::DateTime => Domain::DateTime,
        FieldType::Duration => Domain::Duration,
        FieldType::Evidence => Domain::Unknown,
    }
}

/// The smallest and largest number an input can have, where they are written out.
pub(crate) fn input_bounds(field: &Field) -> (Option<Decimal>, Option<Decimal>) {
    let number = |limit: &Option<Limit>| limit.as_ref().and_then(Limit::decimal);
    let fixed = match &field.equals {
        Some(Equals::Written(limit)) => limit.decimal(),
        _ => None,
    };
    let lower = [fixed, number(&field.min), number(&field.above)].into_iter().flatten().max();
    let upper = [fixed, number(&field.max), number(&field.below)].into_iter().flatten().min();
    (lower, upper)
}
