//! Arithmetic on decimals, exact wherever 28 digits can hold the answer.
//!
//! A decimal is a whole number of at most 28 digits and the number of its decimals. Sums and products are worked
//! out with 56 digits and then, only if they need to be, rounded once, half even. Nothing here knows text.

use std::cmp::Ordering;

/// The first whole number with 29 digits.
pub(super) const LIMIT: u128 = 10u128.pow(28);

/// The largest number of decimals.
pub(super) const MOST_DECIMALS: u32 = 28;

/// Half of the digits of [`LIMIT`].
const HALF: u128 = 10u128.pow(14);

/// A number apart from its sign, `high * 10^28 + low`, with `scale` decimals.
struct Wide {
    high: u128,
    low: u128,
    scale: u32,
}

/// A whole number with its sign, and the number of its decimals.
pub(super) type Parts = (i128, u32);

/// The sum of two decimals.
pub(super) fn add(left: Parts, right: Parts) -> Option<Parts> {
    let scale = left.1.max(right.1);
    let (left_shift, right_shift) = (scale - left.1, scale - right.1);
    if left_shift.max(right_shift) <= 9 {
        let sum = left.0 * 10i128.pow(left_shift) + right.0 * 10i128.pow(right_shift);
        if sum.unsigned_abs() < LIMIT {
            return Some((sum, scale));
        }
    }
    let a = multiply(left.0.unsigned_abs(), 10u128.pow(left_shift), scale);
    let b = multiply(right.0.unsigned_abs(), 10u128.pow(right_shift), scale);
    if (left.0 < 0) == (right.0 < 0) {
        let low = a.low + b.low;
        let sum = Wide { high: a.high + b.high + low / LIMIT, low: low % LIMIT, scale };
        return round(sum, left.0 < 0);
    }
    let (more, less, negative) =
        if (a.high, a.low) < (b.high, b.low) { (b, a, right.0 < 0) } else { (a, b, left.0 < 0) };
    let borrow = u128::from(more.low < less.low);
    let difference =
        Wide { high: more.high - less.high - borrow, low: more.low + borrow * LIMIT - less.low, scale };
    round(difference, negative)
}

/// The product of two decimals.
pub(super) fn product(left: Parts, right: Parts) -> Option<Parts> {
    let wide = multiply(left.0.unsigned_abs(), right.0.unsigned_abs(), left.1 + right.1);
    round(wide, (left.0 < 0) != (right.0 < 0))
}

/// The quotient of two decimals, with up to 28 digits; nothing if the divisor is zero.
pub(super) fn quotient(left: Parts, right: Parts) -> Option<Parts> {
    let (dividend, divisor) = (left.0.unsigned_abs(), right.0.unsigned_abs());
    let mut digits = dividend.checked_div(divisor)?;
    let mut rest = dividend.checked_rem(divisor)?;
    let mut scale = i64::from(left.1) - i64::from(right.1);
    while rest != 0 && digits < LIMIT / 10 && scale < i64::from(MOST_DECIMALS) {
        rest *= 10;
        digits = digits * 10 + rest / divisor;
        rest %= divisor;
        scale += 1;
    }
    if rest != 0 {
        digits += u128::from(rounds_up(digits, (rest * 2).cmp(&divisor)));
    }
    if digits >= LIMIT {
        digits /= 10;
        scale -= 1;
    }
    if digits == 0 && dividend != 0 {
        return None;
    }
    if scale < 0 {
        let missing = u32::try_from(-scale).ok()?;
        digits = digits.checked_mul(10u128.checked_pow(missing)?)?;
        scale = 0;
    }
    signed(digits, u32::try_from(scale).ok()?, (left.0 < 0) != (right.0 < 0))
}

/// What an exact half does when a number is rounded.
#[derive(Clone, Copy)]
pub(super) enum Tie {
    /// Away from zero.
    Away,
    /// To the even neighbour.
    Even,
}

/// A decimal with no more than `places` decimals.
pub(super) fn round_to(number: Parts, places: u32, tie: Tie) -> Parts {
    let Some(surplus) = number.1.checked_sub(places).filter(|surplus| *surplus > 0) else {
        return number;
    };
    let unit = 10u128.pow(surplus);
    let magnitude = number.0.unsigned_abs();
    let (kept, rest) = (magnitude / unit, magnitude % unit);
    let up = match tie {
        Tie::Away => rest * 2 >= unit,
        Tie::Even => rounds_up(kept, (rest * 2).cmp(&unit)),
    };
    signed(kept + u128::from(up), places, number.0 < 0).unwrap_or(number)
}

/// The product of two whole numbers of at most 10^28 each.
fn multiply(left: u128, right: u128, scale: u32) -> Wide {
    let (a, b) = ((left / HALF, left % HALF), (right / HALF, right % HALF));
    let middle = a.0 * b.1 + a.1 * b.0;
    let low = (middle % HALF) * HALF + a.1 * b.1;
    Wide { high: a.0 * b.0 + middle / HALF + low / LIMIT, low: low % LIMIT, scale }
}

/// The number with at most 28 digits and 28 decimals, rounded half even where that is fewer than it has.
///
/// Nothing if there are more than 28 digits before the point, or if something that isn't zero would become zero.
fn round(wide: Wide, negative: bool) -> Option<Parts> {
    let drop = digits(wide.high).max(wide.scale.saturating_sub(MOST_DECIMALS));
    if drop == 0 {
        return signed(wide.low, wide.scale, negative);
    }
    let mut scale = wide.scale.checked_sub(drop)?;
    let unit = 10u128.checked_pow(drop)?;
    let mut kept = wide.high * (LIMIT.checked_div(unit)?) + wide.low / unit;
    let rest = wide.low % unit;
    kept += u128::from(rounds_up(kept, (rest * 2).cmp(&unit)));
    if kept >= LIMIT {
        kept /= 10;
        scale = scale.checked_sub(1)?;
    }
    if kept == 0 && (wide.high != 0 || wide.low != 0) {
        return None;
    }
    signed(kept, scale, negative)
}

/// Whether half-even rounding goes up, given what is kept and how the rest compares with a half.
fn rounds_up(kept: u128, rest: Ordering) -> bool {
    match rest {
        Ordering::Less => false,
        Ordering::Equal => kept % 2 == 1,
        Ordering::Greater => true,
    }
}

/// The number of digits of a whole number; zero has none.
fn digits(number: u128) -> u32 {
    number.checked_ilog10().map_or(0, |last| last + 1)
}

fn signed(magnitude: u128, scale: u32, negative: bool) -> Option<Parts> {
    if magnitude >= LIMIT || scale > MOST_DECIMALS {
        return None;
    }
    let number = i128::try_from(magnitude).ok()?;
    Some((if negative { -number } else { number }, scale))
}

#[cfg(test)]
mod tests {
    use crate::value::Decimal;

    /// Operator, operands and result, worked out by Python's `decimal` with 28 digits, half even.
    const WORKED_OUT: &[&str] = &[
        "+ -30371195758514082219681699 -99999999999999.99999999999999 -30371195758614082219681699.00",
        "+ -0.000000000000059833854171498 99999999999999.9 99999999999999.89999999999994",
        "+ 9999999999999999999999999999 -6127889248644422724671354.62 9993872110751355577275328644",
        "+ -5.000000000000000000000000000 0.0000094 -4.999990600000000000000000000",
        "+ 0.00000004125873491482 -0.00000500000000000000 -0.00000495874126508518",
        "+ 9999999999999999999999999999 99999999999999999999.9999999 none",
        "- 99999999999999999999999999.9 -0.0000000000000099999999999999 99999999999999999999999999.90",
        "- 5000000000000000000000000.00 3358811.1835865 4999999999999999996641188.816",
        "- 0.000000000000000000000000032 -0.000000000000000000000000045 0.000000000000000000000000077",
        "- -50000000000000000000.0000000 999999.99999999999999 -50000000000001000000.00000000",
        "- -0.00000000000055 9.999999999999999999999999999 -10.00000000000055000000000000",
        "- 9999999999999999999999999999 -5.00000000000000 none",
        "* -0.5000000000000000000000000000 0.999999999999999999999999999 -0.4999999999999999999999999995",
        "* -0.000000000000000000000013880 -5555555555555.5 0.0000000000771111111111103400",
        "* -6.23878156839492 555555555555555555555555555.5 -3465989760219400000000000000",
        "* 0.0000000000000500000000000000 -86650158286409 -4.332507914320450000000000000",
        "* -0.50000000000000000000 -55555555555555 27777777777777.50000000000000",
        "* 999999.99999999999999 9999999999999999999999999.99 none",
        "/ 8854932.90231553855648743912 3.50176058578774 2528708.826712541647199133565",
        "/ 99999999999999999999999999.99 99999999999999999999.9999999 1000000.000000000000000000001",
        "/ -55555555555555 5.555555555555555555555555555 -9999999999999.900000000000001",
        "/ 3699300343268141566.3 0.0000000055555555555555555555 665874061788265481940658740.6",
        "/ -50000000000000 55555555.55555555555555555555 -900000.0000000000000000000001",
        "/ -136256231120185402636.7104946 -0.000000000000999999999999999 none",
    ];

    #[test]
    fn long_numbers_are_worked_out_as_elsewhere() {
        for line in WORKED_OUT {
            let words: Vec<&str> = line.split(' ').collect();
            let (left, right): (Decimal, Decimal) = (words[1].parse().unwrap(), words[2].parse().unwrap());
            let found = match words[0] {
                "+" => left.checked_add(right),
                "-" => left.checked_sub(right),
                "*" => left.checked_mul(right),
                _ => left.checked_div(right),
            };
            assert_eq!(found, words[3].parse().ok(), "{line}");
        }
    }
}
