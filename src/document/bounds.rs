//! The limits of a number or count as bounds, whichever way they are written.
//!
//! `min`, `max`, `above`, `below`, `equals`, and `target` with its tolerance all say which values conform; a value
//! conforms when it is inside every bound. What a limit is worth comes in as a function, because a formula is known
//! only in a run and a rule looks only at what is written out.

use super::field::{Equals, Field, Tolerance};
use super::limit::Limit;
use crate::value::Decimal;

/// One end of what conforms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bound {
    /// The key that says it; `tolerance` for what follows from the target.
    pub(crate) key: &'static str,
    /// The outermost number.
    pub(crate) at: Decimal,
    /// Whether that number itself conforms.
    pub(crate) inclusive: bool,
}

impl Bound {
    /// Whether a number is on the right side of this lower bound.
    pub(crate) fn is_met_from_above(self, number: Decimal) -> bool {
        number > self.at || (self.inclusive && number == self.at)
    }

    /// Whether a number is on the right side of this upper bound.
    pub(crate) fn is_met_from_below(self, number: Decimal) -> bool {
        number < self.at || (self.inclusive && number == self.at)
    }
}

impl Field {
    /// Every lower bound of a number or count, where `value_of` knows what its limit is worth.
    pub(crate) fn lower_bounds(
        &self,
        value_of: impl Fn(&Limit) -> Option<Decimal>,
    ) -> impl Iterator<Item = Bound> {
        let simple = |key, limit: &Option<Limit>, inclusive| {
            limit.as_ref().and_then(&value_of).map(|at| Bound { key, at, inclusive })
        };
        let target = self.band(&value_of).map(|(at, _)| Bound { key: "tolerance", at, inclusive: true });
        let all = [
            simple("min", &self.min, true),
            simple("above", &self.above, false),
            target,
            self.equal(&value_of),
        ];
        all.into_iter().flatten()
    }

    /// Every upper bound of a number or count, where `value_of` knows what its limit is worth.
    pub(crate) fn upper_bounds(
        &self,
        value_of: impl Fn(&Limit) -> Option<Decimal>,
    ) -> impl Iterator<Item = Bound> {
        let simple = |key, limit: &Option<Limit>, inclusive| {
            limit.as_ref().and_then(&value_of).map(|at| Bound { key, at, inclusive })
        };
        let target = self.band(&value_of).map(|(_, at)| Bound { key: "tolerance", at, inclusive: true });
        let all = [
            simple("max", &self.max, true),
            simple("below", &self.below, false),
            target,
            self.equal(&value_of),
        ];
        all.into_iter().flatten()
    }

    /// The lower bound that is written out; the strictest where there are several.
    pub(crate) fn written_lower(&self) -> Option<Bound> {
        self.lower_bounds(Limit::decimal).max_by_key(|bound| (bound.at, !bound.inclusive))
    }

    /// The upper bound that is written out; the strictest where there are several.
    pub(crate) fn written_upper(&self) -> Option<Bound> {
        self.upper_bounds(Limit::decimal).min_by_key(|bound| (bound.at, bound.inclusive))
    }

    /// Both bounds that are written out; neither where they leave nothing between them.
    pub(crate) fn written_bounds(&self) -> (Option<Bound>, Option<Bound>) {
        match (self.written_lower(), self.written_upper()) {
            (Some(lower), Some(upper)) if !lower.is_met_from_above(upper.at) => (None, None),
            both => both,
        }
    }

    /// Target less and plus its tolerance; nothing where that is below zero.
    fn band(&self, value_of: impl Fn(&Limit) -> Option<Decimal>) -> Option<(Decimal, Decimal)> {
        let tolerance = self.tolerance.as_ref()?;
        let target = value_of(self.target.as_ref()?)?;
        let minus = Margin::of(tolerance.minus())?.amount(target)?;
        let plus = Margin::of(tolerance.plus())?.amount(target)?;
        if minus.is_negative() || plus.is_negative() {
            return None;
        }
        Some((target.checked_sub(minus)?, target.checked_add(plus)?))
    }

    fn equal(&self, value_of: impl Fn(&Limit) -> Option<Decimal>) -> Option<Bound> {
        match &self.equals {
            Some(Equals::Written(limit)) => {
                value_of(limit).map(|at| Bound { key: "equals", at, inclusive: true })
            }
            Some(Equals::Computed(_)) | None => None,
        }
    }
}

impl Tolerance {
    /// How far above the target.
    pub(crate) fn plus(&self) -> &Limit {
        match self {
            Tolerance::Even(both) => both,
            Tolerance::Sides(sides) => &sides.plus,
        }
    }

    /// How far below the target.
    pub(crate) fn minus(&self) -> &Limit {
        match self {
            Tolerance::Even(both) => both,
            Tolerance::Sides(sides) => &sides.minus,
        }
    }
}

/// One side of a tolerance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Margin {
    /// In the field's unit.
    Amount(Decimal),
    /// In hundredths of the target.
    Percent(Decimal),
}

impl Margin {
    /// Reads `5` or `0.2 %`; there is no other form.
    pub(crate) fn of(written: &Limit) -> Option<Margin> {
        match written.text().strip_suffix(" %") {
            Some(number) => number.parse().ok().map(Margin::Percent),
            None => written.decimal().map(Margin::Amount),
        }
    }

    /// The number that is written.
    pub(crate) fn number(self) -> Decimal {
        match self {
            Margin::Amount(number) | Margin::Percent(number) => number,
        }
    }

    /// How much it is at this target, in the field's unit.
    pub(crate) fn amount(self, target: Decimal) -> Option<Decimal> {
        match self {
            Margin::Amount(amount) => Some(amount),
            Margin::Percent(percent) => {
                target.abs().checked_mul(percent)?.checked_mul(Decimal::from_digits(1, 2)?)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(yaml: &str) -> String {
        let field: Field = serde_yaml::from_str(yaml).unwrap();
        let shown = |bound: Bound| {
            format!("{} {}{}", bound.key, bound.at, if bound.inclusive { "" } else { " exclusive" })
        };
        let lower = field.written_lower().map(shown).unwrap_or_default();
        let upper = field.written_upper().map(shown).unwrap_or_default();
        format!("{lower}; {upper}")
    }

    #[test]
    fn every_way_of_writing_gives_bounds() {
        let check = |yaml: &str, expected: &str| assert_eq!(bounds(yaml), expected, "{yaml}");
        check("{type: number, min: '2', max: '8.0'}", "min 2; max 8.0");
        check("{type: number, above: '2', below: '8'}", "above 2 exclusive; below 8 exclusive");
        check("{type: number, min: '2', above: '2'}", "above 2 exclusive; ");
        check("{type: number, max: '8', below: '8'}", "; below 8 exclusive");
        check(
            "{type: number, target: '57', tolerance: {plus: '6', minus: '3'}}",
            "tolerance 54; tolerance 63",
        );
        check("{type: number, target: '50', tolerance: 2 %}", "tolerance 49.00; tolerance 51.00");
        check("{type: number, target: '-50', tolerance: 2 %}", "tolerance -51.00; tolerance -49.00");
        check("{type: count, equals: '4'}", "equals 4; equals 4");
        check("{type: number, min: 100 + drag, max: '8'}", "; max 8");
        check("{type: number, target: '57', tolerance: 5 g}", "; ");
    }
}
