//! Numbers as they stand in prose, in any language.
//!
//! `1.500` is one and a half in English and fifteen hundred in Spanish, so a number has every reading it may have,
//! and two numbers are the same when they share one.

use std::ops::Range;

use crate::value::Decimal;

/// One number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// What it may mean.
    readings: [Option<Decimal>; 2],
    /// Whether it is part of a name such as `A4`, or an ordinal such as `2nd`.
    pub(crate) in_word: bool,
}

impl Number {
    /// Whether both may mean the same.
    pub(crate) fn equals(&self, other: &Number) -> bool {
        self.readings().any(|reading| other.readings().any(|it| it == reading))
    }

    /// What it may mean.
    pub(crate) fn readings(&self) -> impl Iterator<Item = Decimal> {
        self.readings.into_iter().flatten()
    }

    /// Whether people may write it as a word: a whole number up to twelve.
    pub(crate) fn may_be_a_word(&self) -> bool {
        self.readings().any(|it| it.to_i64().is_some_and(|whole| (0..=12).contains(&whole)))
    }
}

/// Whether there is a digit at all; most texts have none.
pub(crate) fn any(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        || !text.is_ascii() && text.chars().any(|it| digit(it).is_some())
}

/// The numbers of a text. With `grouped`, a space before three digits separates thousands: `10 000`.
pub(crate) fn of(text: &str, grouped: bool) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(|it| digit(it).is_some())) {
        let start = at + start;
        let number = Written::read(text, start, grouped);
        at = number.end;
        let before = text.get(..start).and_then(|it| it.chars().next_back());
        let after = text.get(at..).unwrap_or_default();
        let named = before.is_some_and(|it| it.is_alphabetic() && it.is_ascii() || it == '_');
        // The zero minutes of `14:00` are often left out.
        if before == Some(':') && number.digits == "00" {
            continue;
        }
        found.push(Number {
            range: start..at,
            readings: number.readings(),
            in_word: named || is_ordinal(after),
        });
    }
    found
}

/// The digits of a number with the separators between them.
struct Written {
    digits: String,
    /// Each separator with how many digits stand before it.
    separators: Vec<(char, usize)>,
    end: usize,
}

impl Written {
    fn read(text: &str, start: usize, grouped: bool) -> Written {
        let mut it = Written { digits: String::new(), separators: Vec::new(), end: start };
        let mut rest = text.get(start..).unwrap_or_default().chars();
        // A later part of `1,2,3` or `01.12.2026` stands for itself.
        let listed = text.get(..start).is_some_and(|before| {
            before.strip_suffix(['.', ',']).is_some_and(|it| it.ends_with(|last| digit(last).is_some()))
        });
        while let Some(next) = rest.next() {
            if let Some(value) = digit(next) {
                it.digits.extend(char::from_digit(value, 10));
                it.end = text.len() - rest.as_str().len();
                continue;
            }
            let group = rest.as_str().chars().take_while(|it| digit(*it).is_some()).count();
            let separates = match next {
                '.' | ',' | '٫' => group > 0 && !listed,
                '\'' | '’' | '٬' | '\u{2009}' | '\u{202f}' => group == 3,
                ' ' | '\u{a0}' => grouped && group == 3 && it.digits.len() - it.last_separator() <= 3,
                _ => false,
            };
            if !separates {
                break;
            }
            if it.separators.iter().any(|(earlier, _)| *earlier == next)
                && (group != 3 || it.digits.len() - it.last_separator() != 3)
            {
                return it.first_part(text, start);
            }
            it.separators.push((next, it.digits.len()));
        }
        it
    }

    /// The digits before the first separator only.
    fn first_part(mut self, text: &str, start: usize) -> Written {
        let length = self.separators.first().map_or(self.digits.len(), |(_, before)| *before);
        self.digits.truncate(length);
        self.separators.clear();
        let digits = text.get(start..).unwrap_or_default().chars().take(length);
        self.end = start + digits.map(char::len_utf8).sum::<usize>();
        self
    }

    fn last_separator(&self) -> usize {
        self.separators.last().map_or(0, |(_, before)| *before)
    }

    /// The values that the digits may stand for.
    fn readings(&self) -> [Option<Decimal>; 2] {
        let whole = self.decimal(None);
        let Some((last, before)) = self.separators.last() else { return [whole, None] };
        let point = self.decimal(Some(*before));
        let behind = self.digits.len() - before;
        let others = || self.separators.iter().filter(|(it, _)| it == last).count();
        match last {
            ' ' | '\u{a0}' | '\'' | '’' | '٬' | '\u{2009}' | '\u{202f}' => [whole, None],
            '٫' => [point, None],
            // Twice the same one: they separate thousands, or the number is a version or a date.
            _ if others() > 1 => [whole, None],
            _ if self.separators.len() > 1 => [point, None],
            _ if behind == 3 && *before <= 3 && !self.digits.starts_with('0') => [whole, point],
            _ => [point, None],
        }
    }

    fn decimal(&self, point: Option<usize>) -> Option<Decimal> {
        let decimals = point.map_or(0, |before| self.digits.len() - before);
        Decimal::from_digits(self.digits.parse().ok()?, u32::try_from(decimals).ok()?)
    }
}

/// The value of a decimal digit of the scripts that people write numbers in.
fn digit(character: char) -> Option<u32> {
    const ZEROS: [u32; 9] = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xe50, 0xff10];
    if character.is_ascii() {
        return character.to_digit(10);
    }
    let code = u32::from(character);
    ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|value| *value < 10))
}

/// Whether what follows a number makes it an ordinal: `2nd`, `2º`, `2.ª`, `2ème`.
fn is_ordinal(after: &str) -> bool {
    let word = after.split(|it: char| !it.is_alphanumeric() && it != '.').next().unwrap_or_default();
    matches!(word.trim_end_matches('.'), "st" | "nd" | "rd" | "th" | "er" | "ère" | "e" | "ème")
        || word.trim_start_matches('.').starts_with(['º', 'ª'])
}

/// Whether a text writes numbers in a way that another language may write with other numbers: times of a clock of
/// twelve hours, dates of three numbers, fractions, and numerals of ten thousand.
pub(crate) fn are_hard_to_compare(text: &str) -> bool {
    const MARKS: [char; 13] = ['½', '⅓', '⅔', '¼', '¾', '⅛', '万', '億', '亿', '千', '百', '만', '억'];
    let half_day = || {
        of(text, false).iter().any(|number| {
            let after = text.get(number.range.end..).unwrap_or_default().trim_start();
            let word = after.split(|it: char| !it.is_alphabetic() && it != '.').next().unwrap_or_default();
            let word = word.replace('.', "").to_lowercase();
            let part = |separator: char| {
                after.strip_prefix(separator).is_some_and(|rest| {
                    let more = rest.trim_start_matches(|it: char| it.is_ascii_digit());
                    more.len() < rest.len() && more.starts_with(separator)
                })
            };
            matches!(word.as_str(), "am" | "pm") || part('-') || part('/')
        })
    };
    text.contains(MARKS) || half_day()
}

/// The numbers of `one` and of `other` that have no partner in the other list.
pub(crate) fn unpaired<'n>(one: &'n [Number], other: &'n [Number]) -> (Vec<&'n Number>, Vec<&'n Number>) {
    let mut partners: Vec<Option<usize>> = vec![None; other.len()];
    for at in 0..one.len() {
        let mut tried = vec![false; other.len()];
        pair(at, one, other, &mut partners, &mut tried);
    }
    let alone = |at: &usize| !partners.contains(&Some(*at));
    let left = (0..one.len()).filter(alone).filter_map(|at| one.get(at)).collect();
    let right =
        other.iter().zip(&partners).filter(|(_, it)| it.is_none()).map(|(number, _)| number).collect();
    (left, right)
}

/// Finds a partner for a number, moving others to another partner where needed.
fn pair(
    at: usize,
    one: &[Number],
    other: &[Number],
    partners: &mut [Option<usize>],
    tried: &mut [bool],
) -> bool {
    let Some(number) = one.get(at) else { return false };
    for (index, candidate) in other.iter().enumerate() {
        let Some(seen) = tried.get_mut(index).filter(|seen| !**seen && number.equals(candidate)) else {
            continue;
        };
        *seen = true;
        let owner = partners.get(index).copied().flatten();
        if owner.is_none_or(|owner| pair(owner, one, other, partners, tried)) {
            if let Some(place) = partners.get_mut(index) {
                *place = Some(at);
            }
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[&str]]) {
        let found: Vec<Vec<String>> =
            of(text, true).iter().map(|it| it.readings().map(|it| it.to_string()).collect()).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn separators_of_every_language() {
        check("heat to 75 °C for 1.5 h", &[&["75"], &["1.5"]]);
        check("a 75,5 °C", &[&["75.5"]]);
        check("1,000 pieces", &[&["1000", "1.000"]]);
        check("1.234,5 g", &[&["1234.5"]]);
        check("10 000 pieces", &[&["10000"]]);
        check("1’000 g", &[&["1000"]]);
        check("0.125 g", &[&["0.125"]]);
        check("٧٥ °C", &[&["75"]]);
        check("at 14:00 and 9:30", &[&["14"], &["9"], &["30"]]);
        check("to 75.", &[&["75"]]);
        check("1,2,3 and 01.12.2026", &[&["1"], &["2"], &["3"], &["1"], &["12"], &["2026"]]);
        check("1,000,000", &[&["1000000"]]);
        check("3, 4 and 5", &[&["3"], &["4"], &["5"]]);
    }

    #[test]
    fn words_with_digits_are_marked() {
        let marked = |text: &str| of(text, false).iter().map(|it| it.in_word).collect::<Vec<_>>();
        assert_eq!(marked("valve A4, 5kg, the 2nd, el 2.º, 75°C"), [true, false, true, true, false]);
    }

    #[test]
    fn partners_are_found_however_they_stand() {
        let (one, other) = (of("1,000 and 1", false), of("1 and 1000", false));
        assert_eq!(unpaired(&one, &other), (Vec::new(), Vec::new()));
        let (one, other) = (of("1 and 1,000", false), of("1.000 1", false));
        assert_eq!(unpaired(&one, &other), (Vec::new(), Vec::new()));
        let (one, other) = (of("75 and 2", false), of("2 and 57", false));
        let (left, right) = unpaired(&one, &other);
        assert_eq!((left.len(), right.len()), (1, 1));
    }
}
