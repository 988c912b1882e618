//! Exact fractions for deciding whether conditions can hold.
//!
//! Every operation says nothing instead of overflowing; the decision is then "unknown".

use std::cmp::Ordering;

use crate::value::Decimal;

/// A fraction in lowest terms with a denominator above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rational {
    over: i128,
    under: i128,
}

impl Rational {
    pub(super) const ZERO: Rational = Rational { over: 0, under: 1 };
    pub(super) const ONE: Rational = Rational { over: 1, under: 1 };

    pub(super) fn whole(number: impl Into<i128>) -> Rational {
        Rational { over: number.into(), under: 1 }
    }

    pub(super) fn of(decimal: Decimal) -> Option<Rational> {
        Rational::new(decimal.digits(), 10i128.checked_pow(decimal.scale())?)
    }

    pub(super) fn new(over: i128, under: i128) -> Option<Rational> {
        let common = i128::try_from(divisor(over.unsigned_abs(), under.unsigned_abs())).ok()?;
        let (over, under) = (over.checked_div(common)?, under.checked_div(common)?);
        if under < 0 {
            Some(Rational { over: over.checked_neg()?, under: under.checked_neg()? })
        } else {
            (under != 0).then_some(Rational { over, under })
        }
    }

    pub(super) fn plus(self, other: Rational) -> Option<Rational> {
        let over = self.over.checked_mul(other.under)?.checked_add(other.over.checked_mul(self.under)?)?;
        Rational::new(over, self.under.checked_mul(other.under)?)
    }

    pub(super) fn minus(self, other: Rational) -> Option<Rational> {
        self.plus(other.negated())
    }

    pub(super) fn times(self, other: Rational) -> Option<Rational> {
        let left = Rational::new(self.over, other.under)?;
        let right = Rational::new(other.over, self.under)?;
        Rational::new(left.over.checked_mul(right.over)?, left.under.checked_mul(right.under)?)
    }

    /// The inverse; nothing for zero.
    pub(super) fn inverse(self) -> Option<Rational> {
        Rational::new(self.under, self.over)
    }

    pub(super) fn negated(self) -> Rational {
        Rational { over: self.over.saturating_neg(), under: self.under }
    }

    pub(super) fn sign(self) -> Ordering {
        self.over.cmp(&0)
    }

    pub(super) fn is_whole(self) -> bool {
        self.under == 1
    }

    /// Whether it is a decimal with few digits.
    pub(super) fn is_short_decimal(self) -> bool {
        1_000_000_000_000 % self.under == 0
    }

    pub(super) fn compare(self, other: Rational) -> Option<Ordering> {
        Some(self.minus(other)?.sign())
    }

    /// The largest whole number that isn't larger.
    pub(super) fn floor(self) -> Rational {
        Rational::whole(self.over.div_euclid(self.under))
    }
}

fn divisor(mut left: u128, mut right: u128) -> u128 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}
