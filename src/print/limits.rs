//! What makes a value conform, as it stands beside its box: minimum and maximum, each with its unit.

use super::labels::fill;
use super::model::Limit;
use super::phrase::Reader;
use crate::document::{Judge, Rounding};
use crate::formula::{ExpressionKind, Formula, Literal};
use crate::procedure::{Bound, Field, Kind, Limits, Margin, Numeric};
use crate::value::{Decimal, Unit};

impl Reader<'_> {
    /// The limits of a field, each side with its word.
    pub(super) fn limits(self, field: &Field) -> Vec<Limit> {
        let labels = self.tongue.labels;
        match field.kind() {
            Kind::Confirm => Vec::new(),
            Kind::Choice { accept, .. } => self.accepted(field, accept.as_deref()),
            Kind::Choices { accept, at_least, at_most, .. } => {
                let mut limits = self.accepted(field, accept.as_deref());
                let counts = [(at_least, &labels.at_least_chosen), (at_most, &labels.at_most_chosen)];
                limits.extend(counts.into_iter().filter_map(|(count, label)| {
                    Some(plain(fill(label, &[("count", &count.as_ref()?.to_string())])))
                }));
                limits
            }
            Kind::Number(number) => self.of_number(number),
            Kind::Count(limits)
            | Kind::Date(limits)
            | Kind::Time(limits)
            | Kind::DateTime(limits)
            | Kind::Duration(limits) => self.sides(limits, None),
            Kind::Text { pattern, equals, min_length, max_length, .. } => {
                let mut limits = Vec::new();
                if let Some(equals) = equals {
                    let value = match &equals.formula.expression().kind {
                        ExpressionKind::Literal(Literal::Text(text)) => super::hygiene::line(text),
                        _ => self.phrase(&equals.formula),
                    };
                    limits.push(Limit { word: labels.exactly.clone(), value });
                }
                limits.extend(pattern.as_ref().map(|pattern| {
                    plain(fill(&labels.pattern, &[("pattern", &super::hygiene::line(pattern.text()))]))
                }));
                let lengths = [(min_length, &labels.min_length), (max_length, &labels.max_length)];
                limits.extend(lengths.into_iter().filter_map(|(count, label)| {
                    Some(plain(fill(label, &[("count", &count.as_ref()?.to_string())])))
                }));
                limits
            }
            Kind::Evidence { at_least, .. } => {
                vec![Limit { word: labels.min.clone(), value: at_least.to_string() }]
            }
        }
    }

    fn accepted(self, field: &Field, accept: Option<&[String]>) -> Vec<Limit> {
        let Some(accept) = accept else { return Vec::new() };
        let options: Vec<String> = accept.iter().map(|name| self.tongue.option(field, name)).collect();
        let or = format!(" {} ", self.tongue.labels.or);
        vec![plain(fill(&self.tongue.labels.accepted, &[("options", &options.join(&or))]))]
    }

    fn of_number(self, number: &Numeric) -> Vec<Limit> {
        let labels = self.tongue.labels;
        let mut limits = self.sides(&number.limits, number.unit);
        for (unit, also) in &number.also {
            limits.extend(self.sides(also, Some(*unit)));
        }
        if !number.alert.is_empty() {
            let sides = self.sides(&number.alert, number.unit);
            let sides: Vec<String> =
                sides.iter().map(|side| format!("{} {}", side.word, side.value)).collect();
            limits.push(plain(fill(&labels.alert, &[("limits", &sides.join(", "))])));
        }
        let judged = match number.judge {
            Judge::Each => None,
            Judge::Mean => Some(&labels.judge_mean),
            Judge::Min => Some(&labels.judge_min),
            Judge::Max => Some(&labels.judge_max),
            Judge::Range => Some(&labels.judge_range),
        };
        if let Some(judged) = judged.filter(|_| number.readings > 1)
            && let Some(first) = limits.first_mut()
        {
            first.word = format!("{judged} {}", first.word);
        }
        match number.rounding {
            Rounding::Exact => {}
            _ if number.limits.is_empty() => {}
            Rounding::HalfUp => limits.push(plain(labels.rounding_half_up.clone())),
            Rounding::HalfEven => limits.push(plain(labels.rounding_half_even.clone())),
        }
        limits
    }

    /// Minimum and maximum; a tolerance is worked out where the target is a number.
    fn sides(self, limits: &Limits, unit: Option<Unit>) -> Vec<Limit> {
        let labels = self.tongue.labels;
        if let Some((target, plus, minus)) = &limits.target {
            return self.around(target, *plus, *minus, unit);
        }
        if let (Some(lower), Some(upper)) = (&limits.lower, &limits.upper)
            && lower == upper
        {
            return vec![Limit { word: labels.exactly.clone(), value: self.bound(lower, unit) }];
        }
        let word = |bound: &Bound, closed: &str, open: &str| {
            if bound.inclusive { closed.to_owned() } else { open.to_owned() }
        };
        let lower = limits.lower.as_ref().map(|bound| Limit {
            word: word(bound, &labels.min, &labels.above),
            value: self.bound(bound, unit),
        });
        let upper = limits.upper.as_ref().map(|bound| Limit {
            word: word(bound, &labels.max, &labels.below),
            value: self.bound(bound, unit),
        });
        lower.into_iter().chain(upper).collect()
    }

    fn bound(self, bound: &Bound, unit: Option<Unit>) -> String {
        with_unit(self.phrase(&bound.formula), unit)
    }

    fn around(self, target: &Formula, plus: Margin, minus: Margin, unit: Option<Unit>) -> Vec<Limit> {
        let labels = self.tongue.labels;
        let aim = Limit { word: labels.target.clone(), value: with_unit(self.phrase(target), unit) };
        let reach = decimal(target).and_then(|target| {
            let lower = target.checked_sub(margin(minus, target)?)?;
            let upper = target.checked_add(margin(plus, target)?)?;
            Some((lower, upper))
        });
        match reach {
            Some((lower, upper)) => vec![
                Limit { word: labels.min.clone(), value: with_unit(self.tongue.decimal(lower), unit) },
                Limit { word: labels.max.clone(), value: with_unit(self.tongue.decimal(upper), unit) },
                aim,
            ],
            None => {
                let value = format!("+{} −{}", self.margin(plus, unit), self.margin(minus, unit));
                vec![aim, Limit { word: labels.tolerance.clone(), value }]
            }
        }
    }

    fn margin(self, margin: Margin, unit: Option<Unit>) -> String {
        let number = self.tongue.decimal(margin.value);
        if margin.percent { format!("{number}\u{a0}%") } else { with_unit(number, unit) }
    }
}

fn plain(text: String) -> Limit {
    Limit { word: String::new(), value: text }
}

fn with_unit(text: String, unit: Option<Unit>) -> String {
    match unit {
        Some(unit) => format!("{text}\u{a0}{unit}"),
        None => text,
    }
}

/// The number that a formula is, if it is one.
pub(super) fn decimal(formula: &Formula) -> Option<Decimal> {
    match &formula.expression().kind {
        ExpressionKind::Literal(Literal::Number(number)) => Some(*number),
        ExpressionKind::Negate(operand) => match &operand.kind {
            ExpressionKind::Literal(Literal::Number(number)) => Some(number.negate()),
            _ => None,
        },
        _ => None,
    }
}

fn margin(margin: Margin, target: Decimal) -> Option<Decimal> {
    if margin.percent {
        margin.value.checked_mul(target.abs())?.checked_div(Decimal::from(100))
    } else {
        Some(margin.value)
    }
}
