//! Which words are names, and what is said about words and numbers that are not what they seem.

use std::ops::Range;

use super::expression::Function;
use super::parse::DEEPEST;
use super::problem::FormulaProblem;
use super::problem::ProblemKind;
use crate::value::Decimal;
use crate::value::DurationError;
use crate::value::Unit;
use crate::value::quoted;
use crate::value::{misspelt, nearest};

pub(super) fn unknown_function(word: &str, range: Range<usize>) -> FormulaProblem {
    let help = match nearest(word, Function::ALL.map(Function::name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "the functions are {}",
            Function::ALL.map(|known| format!("`{}`", known.name())).join(", ")
        ),
    };
    let message = format!("there is no function {}", quoted(word));
    let meant = misspelt(word, Function::ALL.map(Function::name)).map(str::to_owned);
    FormulaProblem::new(ProblemKind::UnknownFunction, range, message).help(help).meant(meant)
}

pub(super) fn too_deep(range: Range<usize>) -> FormulaProblem {
    let message = format!("the formula nests deeper than {DEEPEST} levels");
    FormulaProblem::new(ProblemKind::TooDeep, range, message).help(
        "use `in [...]` or a function with several arguments, or compute a part of it in a field of its own",
    )
}

pub(super) fn is_keyword(word: &str) -> bool {
    matches!(word, "and" | "or" | "not" | "in" | "true" | "false")
}

/// Whether a word is a name.
pub(super) fn is_name(word: &str) -> bool {
    !is_keyword(word) && check_name(word, &(0..word.len())).is_ok()
}

pub(super) fn check_name(word: &str, range: &Range<usize>) -> Result<(), FormulaProblem> {
    let starts_well = |part: &str| part.starts_with(|first: char| first.is_ascii_lowercase());
    let well_made = word.split('.').all(|part| {
        starts_well(part) && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    });
    if word.split('.').count() > 2 {
        let message = format!("{} has more than one point", quoted(word));
        return Err(FormulaProblem::syntax(range.clone(), message).help("a name is a field, or `step.field`"));
    }
    if well_made {
        return Ok(());
    }
    let problem = FormulaProblem::syntax(range.clone(), format!("{} is not a name", quoted(word)));
    let lower = word.to_ascii_lowercase();
    if is_keyword(&lower) || (lower != word && check_name(&lower, range).is_ok()) {
        return Err(problem.help(format!("did you mean `{lower}`?")));
    }
    Err(problem.help("names are written with `a` to `z`, digits and `_`, and one point after a step"))
}

pub(super) fn not_a_duration(
    range: Range<usize>,
    number: Decimal,
    word: &str,
    error: &DurationError,
) -> FormulaProblem {
    if let DurationError::UnknownUnit { meant: None, .. } = error {
        if word.parse::<Unit>().is_ok() || Unit::suggest(word).is_some() {
            return FormulaProblem::syntax(
                range,
                format!("`{number} {word}`: a number has no unit in a formula"),
            )
            .help(format!("write `{number}`: it is in the unit of what stands next to it"));
        }
        return FormulaProblem::syntax(range, format!("an operator is expected before {}", quoted(word)));
    }
    FormulaProblem::syntax(range, error.to_string()).maybe_help(error.help())
}
