//! What a condition can come to, alone and under the conditions around it.

use crate::document::FieldType;
use crate::formula::{Answer, ExpressionKind, Literal, Operator};
use crate::rules::Outline;
use crate::rules::conditions::{Together, answer};
use crate::rules::formulas::FormulaView;

/// What a condition can come to.
pub(super) enum Outcome<'o, 'd> {
    /// It is never true, whatever is recorded.
    Never,
    /// It is never true where it is asked: what stands around it excludes it.
    Excluded(&'o FormulaView<'d>),
    /// It is always true, whatever is recorded.
    Always,
    /// It is always true where it is asked: what stands around it says it already.
    Implied(&'o FormulaView<'d>),
}

/// The outcome of a condition that has only one; nothing where it decides something, or where nobody can tell.
pub(super) fn outcome<'o, 'd>(
    outline: &'o Outline<'d>,
    view: &'o FormulaView<'d>,
) -> Option<Outcome<'o, 'd>> {
    let formula = view.parsed.as_ref().ok().filter(|_| view.is_sound_condition())?;
    formula.names().next()?;
    let around = outline.conditions_around(view);
    if around.is_empty() && is_plainly_open(outline, view) {
        return None;
    }
    match answer(outline, view) {
        Answer::Never => return Some(Outcome::Never),
        Answer::Always => return Some(Outcome::Always),
        _ => {}
    }
    let nearest = *around.first()?;
    let outside = || around.iter().fold(Together::new(outline, view.site), |all, it| all.and(it));
    // Conditions that exclude each other further out have a finding of their own.
    if outside().can_hold() == Answer::Never {
        return None;
    }
    if outside().and(view).can_hold() == Answer::Never {
        return Some(Outcome::Excluded(nearest));
    }
    (outside().and_not(view).can_hold() == Answer::Never).then_some(Outcome::Implied(nearest))
}

/// Whether a condition is one of the common kinds that can obviously be true and false: a recorded value compared
/// with a fixed one.
fn is_plainly_open(outline: &Outline<'_>, view: &FormulaView<'_>) -> bool {
    let Ok(formula) = &view.parsed else { return false };
    let ExpressionKind::Binary { operator, left, right } = &formula.expression().kind else { return false };
    let (ExpressionKind::Name(name), ExpressionKind::Literal(literal)) = (&left.kind, &right.kind) else {
        return false;
    };
    let Some(target) = outline.target(view.site, name) else { return false };
    let field = target.field;
    match (field.kind, literal) {
        (FieldType::Choice, Literal::Text(_)) => {
            field.accept.is_none() && field.options.names().nth(1).is_some()
        }
        (FieldType::Number, Literal::Number(_)) => target.step.is_some(),
        (FieldType::Count, Literal::Number(_)) => target.step.is_some() && *operator == Operator::Greater,
        _ => false,
    }
}
