//! What a condition can come to, alone and under the conditions around it.

use crate::document::FieldType;
use crate::formula::{Answer, Expression, ExpressionKind, Literal, Operator};
use crate::rules::Outline;
use crate::rules::conditions::{Outcome, Together, answer, names_of};
use crate::rules::formulas::{FormulaView, Site};

/// What a condition always comes to; nothing where it decides something, or where nobody can tell.
pub(super) fn outcome<'d>(outline: &Outline<'d>, view: &FormulaView<'d>) -> Option<Outcome> {
    *view.outcome.get_or_init(|| worked_out(outline, view))
}

fn worked_out<'d>(outline: &Outline<'d>, view: &FormulaView<'d>) -> Option<Outcome> {
    let formula = view.parsed.as_ref().ok().filter(|_| view.is_sound_condition())?;
    formula.names().next()?;
    if !is_plainly_open(outline, view.site, formula.expression()) {
        match answer(outline, view) {
            Answer::Never => return Some(Outcome::Never),
            Answer::Always => return Some(Outcome::Always),
            _ => {}
        }
    }
    // Conditions that read nothing in common can't say anything about each other.
    let around = outline.conditions_around(view);
    let nearest = *around.iter().find(|it| share_a_name(outline, view, it))?;
    let place = || outline.formulas.iter().position(|it| std::ptr::eq(it, nearest));
    let outside = || around.iter().fold(Together::new(outline, view.site), |all, it| all.and(it));
    // Conditions that exclude each other further out have a finding of their own.
    if outside().can_hold() == Answer::Never {
        return None;
    }
    if outside().and(view).can_hold() == Answer::Never {
        return place().map(Outcome::Excluded);
    }
    let implied = outside().and_not(view).can_hold() == Answer::Never;
    implied.then(place)?.map(Outcome::Implied)
}

/// Whether two conditions read the same value.
fn share_a_name<'d>(outline: &Outline<'d>, a: &FormulaView<'d>, b: &FormulaView<'d>) -> bool {
    let (Ok(first), Ok(second)) = (&a.parsed, &b.parsed) else { return false };
    share(outline, (a.site, first.expression()), (b.site, second.expression()))
}

/// Whether two parts of formulas read the same value.
fn share<'d>(
    outline: &Outline<'d>,
    (site, part): (Site<'d>, &Expression),
    (other_site, other_part): (Site<'d>, &Expression),
) -> bool {
    names_of(part).filter_map(|(name, _)| outline.target(site, name)).any(|one| {
        let mut others = names_of(other_part).filter_map(|(name, _)| outline.target(other_site, name));
        others.any(|other| std::ptr::eq(one.field, other.field))
    })
}

/// Whether a condition is one of the common kinds that can obviously be true and false: a recorded value compared
/// with fixed ones, or several such that have nothing to do with each other.
fn is_plainly_open<'d>(outline: &Outline<'d>, site: Site<'d>, expression: &Expression) -> bool {
    let ExpressionKind::Binary { operator, left, right } = &expression.kind else { return false };
    if matches!(operator, Operator::And | Operator::Or) {
        let open = |part: &Expression| is_plainly_open(outline, site, part);
        return open(left) && open(right) && !share(outline, (site, left), (site, right));
    }
    let ExpressionKind::Name(name) = &left.kind else { return false };
    let Some(target) = outline.target(site, name) else { return false };
    let (field, recorded) = (target.field, target.step.is_some());
    match (field.kind, &right.kind) {
        (FieldType::Choice, ExpressionKind::Literal(Literal::Text(_))) => {
            field.accept.is_none() && field.options.names().nth(1).is_some()
        }
        (FieldType::Choice, ExpressionKind::List(items)) => {
            let named = |option: &str| {
                items.iter().any(|item| match &item.kind {
                    ExpressionKind::Literal(Literal::Text(text)) => text == option,
                    _ => true,
                })
            };
            field.accept.is_none() && field.options.names().any(named) && !field.options.names().all(named)
        }
        (FieldType::Number, ExpressionKind::Literal(Literal::Number(_))) => recorded,
        (FieldType::Count, ExpressionKind::Literal(Literal::Number(_))) => {
            recorded && *operator == Operator::Greater
        }
        _ => false,
    }
}
