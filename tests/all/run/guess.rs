//! Values for fields: such as may be typed, and such as meet a limit that was missed.

use countersign::procedure::{Field, Kind};
use countersign::run::{Given, Judged, Recorded};
use countersign::value::{DateTime, Decimal, Quantity, Value};

use super::dice::Dice;

/// Something that may be typed into a field.
pub(super) fn guess(field: &Field, now: DateTime, dice: &mut Dice) -> Given {
    match field.kind() {
        Kind::Confirm => Given::from("yes"),
        Kind::Choice { options, accept } => {
            let names: Vec<String> = options.iter().map(|(name, _)| name.clone()).collect();
            Given::One(dice.pick(accept.as_ref().unwrap_or(&names)).expect("an option").clone())
        }
        Kind::Choices { options, accept, at_least, .. } => {
            let names: Vec<String> = options.iter().map(|(name, _)| name.clone()).collect();
            let from = accept.as_ref().unwrap_or(&names);
            let count = usize::try_from(at_least.unwrap_or(1)).expect("a count");
            Given::Several(from.iter().take(count.max(1)).cloned().collect())
        }
        Kind::Count(limits) => {
            match limits.lower.as_ref().and_then(|it| it.formula.to_string().parse::<i64>().ok()) {
                Some(least) => Given::One(least.to_string()),
                None => Given::One(dice.roll(3).to_string()),
            }
        }
        Kind::Number(number) => {
            let literal =
                |formula: &countersign::formula::Formula| formula.to_string().parse::<Decimal>().ok();
            let limits = &number.limits;
            let target = limits.target.as_ref().and_then(|(target, ..)| literal(target));
            let bound = target
                .or_else(|| limits.lower.as_ref().and_then(|it| literal(&it.formula)))
                .or_else(|| limits.upper.as_ref().and_then(|it| literal(&it.formula)));
            let one = match bound {
                Some(bound) if limits.lower.as_ref().is_some_and(|it| !it.inclusive) => {
                    bound.checked_add(Decimal::ONE).expect("a number").to_string()
                }
                Some(bound) => bound.to_string(),
                None => (dice.roll(3) + 1).to_string(),
            };
            match number.readings {
                1 => Given::One(one),
                several => Given::Several((0..several).map(|_| one.clone()).collect()),
            }
        }
        Kind::Text { pattern, equals, .. } => {
            let known = ["123456", "AB12CD34", "A-100", "A1", "ABCDEFGH", "ana", "2026", "AB123456"];
            let text = pattern.as_ref().and_then(|pattern| {
                let whole = regex::Regex::new(&format!("^(?:{pattern})$")).expect("a pattern");
                known.iter().find(|text| whole.is_match(text))
            });
            match equals {
                Some(bound) => Given::One(bound.formula.to_string().trim_matches('\'').to_owned()),
                None => Given::from(*text.unwrap_or(&"some words here that say it")),
            }
        }
        Kind::Date(_) => Given::One(now.date().to_string()),
        Kind::Time(_) => Given::One(now.time().to_string()),
        Kind::DateTime(_) => Given::One(now.to_string()),
        Kind::Duration(limits) => {
            let bound = limits.lower.as_ref().map(|it| it.formula.to_string());
            Given::One(bound.unwrap_or("1 min".to_owned()))
        }
        Kind::Evidence { kinds, at_least } => {
            let kind = match kinds.first() {
                Some(countersign::document::EvidenceKind::Signature) => "signature",
                Some(countersign::document::EvidenceKind::File) => "file",
                _ => "photo",
            };
            let one =
                |number: u32| format!("{kind} image/jpeg sha256:{:064x} {now} item {number}", number + 1);
            Given::Several((0..(*at_least).max(1)).map(one).collect())
        }
    }
}

/// A value that meets a limit which was missed.
pub(super) fn fit(judged: &Judged, value: &Recorded) -> Option<Given> {
    let number = |value: &Value| value.as_number();
    let lower = judged.lower.as_ref();
    let upper = judged.upper.as_ref();
    let better = match (lower, upper) {
        (Some(lower), Some(upper)) => match (number(&lower.value), number(&upper.value)) {
            (Some(low), Some(high)) => {
                let decimals = match value.value.as_ref().and_then(Value::as_number) {
                    Some(own) => own.value.scale(),
                    None => 0,
                };
                let two = Decimal::from_digits(2, 0)?;
                let middle = low.value.checked_add(high.value)?.checked_div(two)?;
                let middle = middle.round_half_even(decimals.max(low.value.scale()));
                Value::Number(Quantity::new(middle, low.unit))
            }
            _ => lower.value.clone(),
        },
        (Some(edge), None) | (None, Some(edge)) => match (number(&edge.value), edge.inclusive) {
            (Some(edge_number), false) => {
                let one = Decimal::ONE;
                let moved = if lower.is_some() {
                    edge_number.value.checked_add(one)
                } else {
                    edge_number.value.checked_sub(one)
                };
                Value::Number(Quantity::new(moved?, edge_number.unit))
            }
            _ => edge.value.clone(),
        },
        (None, None) => return judged.expected.as_ref().map(|text| Given::One(text.clone())),
    };
    let text = better.to_string();
    Some(match &value.entered {
        Some(Given::Several(texts)) => Given::Several(texts.iter().map(|_| text.clone()).collect()),
        _ => Given::One(text),
    })
}
