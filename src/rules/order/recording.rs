//! When and under which conditions a value is recorded, seen from the formula that reads it.

use crate::document::{Field, Order};
use crate::formula::{Answer, Expression, ExpressionKind, Operator};
use crate::rules::conditions::{Together, names_of};
use crate::rules::formulas::{FormulaView, Target};
use crate::rules::{Outline, StepView};

/// When a value is recorded, seen from where it is read.
#[derive(Clone, Copy)]
pub(super) enum Moment<'o, 'd> {
    /// It is an input, and the run has started.
    AtStart,
    /// In an earlier step.
    Before,
    /// In the same step, or among the same inputs.
    Together,
    /// Before or after, since the steps of this group are done in any order.
    AnyOrder(&'o StepView<'d>),
    /// In a later step, or in a step of the group that is decided upon.
    Later,
}

/// When the value is recorded that a formula reads.
pub(super) fn moment<'o, 'd>(
    outline: &'o Outline<'d>,
    view: &FormulaView<'d>,
    target: &Target<'o, 'd>,
) -> Moment<'o, 'd> {
    let (reader, recorder) = match (view.owner(outline), target.step) {
        (None, None) => return Moment::Together,
        (Some(_), None) => return Moment::AtStart,
        (None, Some(_)) => return Moment::Later,
        (Some(reader), Some(recorder)) => (reader, recorder),
    };
    if reader.index == recorder.index {
        return Moment::Together;
    }
    if contains(reader, recorder) {
        return Moment::Later;
    }
    let shared = outline.ancestors(reader).find(|group| contains(group, recorder));
    match shared.filter(|group| group.step.order == Some(Order::Any)) {
        Some(group) => Moment::AnyOrder(group),
        None if recorder.index < reader.index => Moment::Before,
        None => Moment::Later,
    }
}

/// Whether a step is the group itself or stands in it.
pub(super) fn contains(group: &StepView<'_>, step: &StepView<'_>) -> bool {
    group.index <= step.index && step.index < group.end
}

/// Why a value may not be there.
pub(super) enum Gap<'o, 'd> {
    /// The condition of its field, its step or a group around it doesn't hold for certain.
    Condition(&'o FormulaView<'d>),
    /// Its field is not required.
    Optional,
    /// A person may declare its step not applicable.
    Declared(&'o StepView<'d>),
}

/// Why the value that `part` of a formula reads may not be there; nothing where it always is.
pub(super) fn gap<'o, 'd>(
    outline: &'o Outline<'d>,
    view: &FormulaView<'d>,
    target: &Target<'o, 'd>,
    at: &std::ops::Range<usize>,
) -> Option<Gap<'o, 'd>> {
    let reader = view.owner(outline);
    if !target.field.is_required() && !target.field.is_computed() {
        return Some(Gap::Optional);
    }
    let around =
        || target.step.into_iter().flat_map(|step| std::iter::once(step).chain(outline.ancestors(step)));
    // What holds for the recording step and not already for the reader, because the reader stands in it.
    let apart = || around().take_while(|step| !reader.is_some_and(|reader| contains(step, reader)));
    if let Some(declared) = apart().find(|step| step.step.not_applicable.is_some()) {
        return Some(Gap::Declared(declared));
    }
    let conditional = target.field.when.is_some() || apart().any(|step| step.step.when.is_some());
    if !conditional {
        return None;
    }
    let on_field = field_condition(outline, target);
    let needed: Vec<_> =
        on_field.into_iter().chain(apart().filter_map(|step| outline.own_condition(step))).collect();
    let known = Known::at(outline, view, at);
    if needed.iter().all(|condition| known.says(condition)) {
        return None;
    }
    let open = needed.iter().copied().find(|condition| !known.implies(condition));
    open.map(Gap::Condition)
}

fn field_condition<'o, 'd>(outline: &'o Outline<'d>, target: &Target<'o, 'd>) -> Option<&'o FormulaView<'d>> {
    let field: &Field = target.field;
    outline.field_condition(target.step.map(|step| step.index), target.name, field)
}

/// What is known to hold where a name is read.
struct Known<'o, 'd> {
    outline: &'o Outline<'d>,
    view: &'o FormulaView<'d>,
    facts: Vec<Fact<'o, 'd>>,
}

/// A part of a condition that holds, or doesn't.
#[derive(Clone, Copy)]
struct Fact<'o, 'd> {
    view: &'o FormulaView<'d>,
    part: &'o Expression,
    holds: bool,
}

impl<'o, 'd> Known<'o, 'd> {
    fn at(outline: &'o Outline<'d>, view: &'o FormulaView<'d>, at: &std::ops::Range<usize>) -> Self {
        let mut facts = Vec::new();
        for view in outline.conditions_around(view) {
            if let Ok(formula) = &view.parsed {
                split(Fact { view, part: formula.expression(), holds: true }, &mut facts);
            }
        }
        if let Ok(formula) = &view.parsed {
            before(view, formula.expression(), at, &mut facts);
        }
        Known { outline, view, facts }
    }

    /// Whether a condition is among what is known, in so many words.
    fn says(&self, condition: &'o FormulaView<'d>) -> bool {
        let Ok(formula) = &condition.parsed else { return true };
        let mut parts = Vec::new();
        split(Fact { view: condition, part: formula.expression(), holds: true }, &mut parts);
        parts.iter().all(|part| self.facts.iter().any(|fact| self.same(fact, part)))
    }

    /// Whether a condition follows from what is known.
    fn implies(&self, condition: &'o FormulaView<'d>) -> bool {
        if self.says(condition) {
            return true;
        }
        let mut together = Together::new(self.outline, self.view.site);
        for fact in &self.facts {
            together.add(fact.view, fact.part, fact.holds);
        }
        together.and_not(condition).can_hold() == Answer::Never
    }

    fn same(&self, a: &Fact<'o, 'd>, b: &Fact<'o, 'd>) -> bool {
        let owners = (a.view.owner_id(self.outline), b.view.owner_id(self.outline));
        if a.holds == b.holds && same(a.part, b.part, owners) {
            return true;
        }
        // `a != b` is what `a = b` is not.
        let (
            ExpressionKind::Binary { operator: one, left, right },
            ExpressionKind::Binary { operator: other, .. },
        ) = (&a.part.kind, &b.part.kind)
        else {
            return false;
        };
        let mut sides = b.part.children();
        let both = sides.next().zip(sides.next());
        a.holds != b.holds
            && opposite(*one) == Some(*other)
            && both.is_some_and(|(first, second)| same(left, first, owners) && same(right, second, owners))
    }
}

fn opposite(operator: Operator) -> Option<Operator> {
    Some(match operator {
        Operator::Equal => Operator::NotEqual,
        Operator::NotEqual => Operator::Equal,
        Operator::Less => Operator::GreaterOrEqual,
        Operator::GreaterOrEqual => Operator::Less,
        Operator::Greater => Operator::LessOrEqual,
        Operator::LessOrEqual => Operator::Greater,
        _ => return None,
    })
}

/// A fact in its smallest parts: both sides of an `and` that holds, both sides of an `or` that doesn't.
fn split<'o, 'd>(fact: Fact<'o, 'd>, parts: &mut Vec<Fact<'o, 'd>>) {
    match &fact.part.kind {
        ExpressionKind::Binary { operator: Operator::And, left, right } if fact.holds => {
            split(Fact { part: left, ..fact }, parts);
            split(Fact { part: right, ..fact }, parts);
        }
        ExpressionKind::Binary { operator: Operator::Or, left, right } if !fact.holds => {
            split(Fact { part: left, ..fact }, parts);
            split(Fact { part: right, ..fact }, parts);
        }
        ExpressionKind::Not(operand) => split(Fact { part: operand, holds: !fact.holds, ..fact }, parts),
        _ => parts.push(fact),
    }
}

/// What a formula has made sure of before it comes to a name, since `and` and `or` stop as soon as they can.
fn before<'o, 'd>(
    view: &'o FormulaView<'d>,
    expression: &'o Expression,
    at: &std::ops::Range<usize>,
    facts: &mut Vec<Fact<'o, 'd>>,
) {
    let holds = |part: &Expression| part.range.start <= at.start && at.end <= part.range.end;
    if let ExpressionKind::Binary { operator: operator @ (Operator::And | Operator::Or), left, right } =
        &expression.kind
        && holds(right)
    {
        split(Fact { view, part: left, holds: *operator == Operator::And }, facts);
    }
    if let Some(inner) = expression.children().find(|child| holds(child)) {
        before(view, inner, at, facts);
    }
}

/// Whether two parts say the same, a name without its step being one of the owner's.
fn same(a: &Expression, b: &Expression, owners: (&str, &str)) -> bool {
    match (&a.kind, &b.kind) {
        (ExpressionKind::Name(a), ExpressionKind::Name(b)) => {
            a.field() == b.field() && a.owner().unwrap_or(owners.0) == b.owner().unwrap_or(owners.1)
        }
        (ExpressionKind::Literal(a), ExpressionKind::Literal(b)) => a == b,
        (ExpressionKind::Binary { operator: one, .. }, ExpressionKind::Binary { operator: other, .. })
            if one != other =>
        {
            false
        }
        (ExpressionKind::Call { function: one, .. }, ExpressionKind::Call { function: other, .. })
            if one != other =>
        {
            false
        }
        (a_kind, b_kind) => {
            std::mem::discriminant(a_kind) == std::mem::discriminant(b_kind)
                && a.children().count() == b.children().count()
                && a.children().zip(b.children()).all(|(a, b)| same(a, b, owners))
        }
    }
}

/// Whether a condition around a formula has a gap for the same step's values, which is then reported there.
pub(super) fn is_gap_around<'o, 'd>(
    outline: &'o Outline<'d>,
    view: &FormulaView<'d>,
    target: &Target<'o, 'd>,
) -> bool {
    outline.conditions_around(view).into_iter().any(|around| {
        let Ok(formula) = &around.parsed else { return false };
        names_of(formula.expression()).any(|(name, range)| {
            let read = outline.target(around.site, name).filter(|it| is_same_source(it, target));
            read.is_some_and(|it| gap(outline, around, &it, &range).is_some())
        })
    })
}

/// Whether anything that is known where a name is read speaks of the same step's values.
pub(super) fn is_known_of<'d>(
    outline: &Outline<'d>,
    view: &FormulaView<'d>,
    target: &Target<'_, 'd>,
    at: &std::ops::Range<usize>,
) -> bool {
    Known::at(outline, view, at).facts.iter().any(|fact| {
        names_of(fact.part).any(|(name, _)| {
            outline.target(fact.view.site, name).is_some_and(|it| it.many && is_same_source(&it, target))
        })
    })
}

/// Whether two names read from the same step, or the same input.
pub(super) fn is_same_source(a: &Target<'_, '_>, b: &Target<'_, '_>) -> bool {
    match (a.step, b.step) {
        (Some(a), Some(b)) => a.index == b.index,
        (None, None) => a.name == b.name,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use crate::source::Source;

    /// The rules on recording that find something in a second step with these lines, of which the first asks
    /// `known`, and `since` only when that is 'yes'.
    fn found(inputs: &str, lines: &str) -> Vec<&'static str> {
        let text = format!(
            "countersign: 1\nid: example\nversion: 1.0.0\ntitle: Example\n\
             changes: [{{version: 1.0.0, on: 2026-11-20, what: First issue.}}]\n\
             roles: {{cook: {{title: Cook}}}}\ninputs:\n  kind: {{title: Kind, type: choice, options: [new, old]}}\n{inputs}\
             steps:\n  - id: ask\n    title: Ask\n    by: cook\n    record:\n\
             \x20     known: {{type: choice, options: ['yes', 'no', unsure], record_only: true}}\n\
             \x20     years: {{type: count, record_only: true}}\n\
             \x20     since: {{type: count, when: known = 'yes' and years > 2, record_only: true}}\n\
             \x20 - id: act\n    title: Act\n    by: cook\n{lines}"
        );
        let report = check(Source::new("example.yaml", &text), None);
        let own = ["value-recorded-later", "value-not-always-recorded", "syntax", "formula-syntax"];
        report.findings().iter().map(|finding| finding.rule).filter(|rule| own.contains(rule)).collect()
    }

    fn fine(lines: &str) {
        assert_eq!(found("", lines), Vec::<&str>::new(), "{lines}");
    }

    fn gap(lines: &str) {
        assert_eq!(found("", lines), ["value-not-always-recorded"], "{lines}");
    }

    #[test]
    fn the_same_condition_makes_sure_of_a_value() {
        fine("    when: ask.known = 'yes' and ask.years > 2 and ask.since > 3\n");
        fine("    when: ask.years > 2 and (ask.known = 'yes' and ask.since > 3)\n");
        fine("    when: ask.known != 'yes' or ask.years <= 2 or ask.since > 3\n");
        fine("    when: not (ask.known = 'yes' and ask.years > 2) or ask.since > 3\n");
        gap("    when: ask.since > 3\n");
        gap("    when: ask.since > 3 and ask.known = 'yes' and ask.years > 2\n");
        gap("    when: ask.known = 'yes' and ask.since > 3\n");
        gap("    when: ask.known = 'yes' or ask.years > 2 or ask.since > 3\n");
        gap("    when: ask.known = 'no' and ask.years > 2 and ask.since > 3\n");
    }

    #[test]
    fn a_stronger_condition_makes_sure_of_a_value() {
        fine("    when: ask.known = 'yes' and ask.years > 5 and ask.since > 3\n");
        fine("    when: ask.known = 'yes' and ask.years >= 3 and ask.since > 3\n");
        fine("    when: ask.known != 'no' and ask.known != 'unsure' and 2 < ask.years and ask.since > 3\n");
        gap("    when: ask.known != 'no' and 2 < ask.years and ask.since > 3\n");
    }

    #[test]
    fn conditions_around_make_sure_of_a_value() {
        fine(
            "    when: ask.known = 'yes' and ask.years > 2\n    record:\n      half: {type: number, formula: ask.since / 2, record_only: true}\n",
        );
        fine(
            "    record:\n      half: {type: number, when: ask.known = 'yes' and ask.years > 2, formula: ask.since / 2, record_only: true}\n",
        );
        gap(
            "    when: ask.known = 'yes'\n    record:\n      half: {type: number, formula: ask.since / 2, record_only: true}\n",
        );
    }

    #[test]
    fn one_mistake_is_said_once() {
        gap(
            "    when: ask.since > 3 and ask.since < 9\n    record:\n      half: {type: number, formula: ask.since / 2, record_only: true}\n",
        );
    }

    #[test]
    fn an_input_may_depend_on_another() {
        let mass = "  mass: {title: Mass, type: number, unit: kg, when: input.kind = 'new', min: 1}\n";
        assert_eq!(found(mass, "    when: input.kind = 'new' and input.mass > 3\n"), Vec::<&str>::new());
        assert_eq!(found(mass, "    when: input.mass > 3\n"), ["value-not-always-recorded"]);
        let later = "  late: {title: Late, type: count, max: ask.years}\n";
        assert_eq!(found(later, ""), ["value-recorded-later"]);
    }

    #[test]
    fn steps_in_any_order_don_t_wait_for_each_other() {
        let group = |order: &str| {
            format!(
                "    order: {order}\n    steps:\n      - id: a\n        title: A\n        record:\n          x: {{type: count, record_only: true}}\n      - id: b\n        title: B\n        when: a.x > 1\n"
            )
        };
        assert_eq!(found("", &group("any")), ["value-recorded-later"]);
        assert_eq!(found("", &group("strict")), Vec::<&str>::new());
    }
}
