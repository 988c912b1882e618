//! What can be wrong with a text that should be a decimal number.

use thiserror::Error;

use super::Decimal;
use super::quoted;

/// A text that is not a decimal, and why.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{} is not a decimal number: {problem}", quoted(.text))]
pub struct DecimalError {
    /// What was written.
    pub text: String,
    /// What is wrong with it.
    pub problem: DecimalProblem,
}

impl DecimalError {
    /// How to write it instead, where that can be said.
    pub fn help(&self) -> Option<String> {
        let better = match self.problem {
            DecimalProblem::PlusSign => self.text.trim_start_matches('+').to_owned(),
            DecimalProblem::NothingBeforePoint => self.text.replacen('.', "0.", 1),
            DecimalProblem::NothingAfterPoint => self.text.trim_end_matches('.').to_owned(),
            DecimalProblem::Separator(',') if self.text.matches(',').count() == 1 => {
                self.text.replace(',', ".")
            }
            DecimalProblem::Separator(separator) => self.text.replace(separator, ""),
            DecimalProblem::LeadingZero => {
                let (sign, number) =
                    self.text.strip_prefix('-').map_or(("", &*self.text), |rest| ("-", rest));
                let number = number.trim_start_matches('0');
                let zero = if number.starts_with(|next: char| next.is_ascii_digit()) { "" } else { "0" };
                format!("{sign}{zero}{number}")
            }
            _ => return None,
        };
        better.parse::<Decimal>().ok().map(|_| format!("write {}", quoted(&better)))
    }
}

/// What is wrong with a text that is not a decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DecimalProblem {
    /// Nothing was written.
    #[error("it is empty")]
    Empty,
    /// `+7`
    #[error("it starts with a plus sign")]
    PlusSign,
    /// `007`
    #[error("it starts with a zero that means nothing")]
    LeadingZero,
    /// `.5`
    #[error("there is no digit before the point")]
    NothingBeforePoint,
    /// `5.`
    #[error("there is no digit after the point")]
    NothingAfterPoint,
    /// `1e5`
    #[error("exponents are not used")]
    Exponent,
    /// `1,5`, `1_000`, `1'000`
    #[error("`{0}` is neither a digit nor a decimal point")]
    Separator(char),
    /// `1 000`, ` 5`
    #[error("there is a space in it")]
    Space,
    /// `1x`
    #[error("{} is not a digit", quoted(.0.encode_utf8(&mut [0; 4])))]
    NotADigit(char),
    /// More than 28 significant digits.
    #[error("it has more than 28 significant digits")]
    TooLong,
    /// More than 28 decimals.
    #[error("it has more than 28 decimals")]
    TooFine,
}

impl DecimalProblem {
    /// What is wrong with a text because of a character that is neither a digit nor the point.
    pub(super) fn of_character(text: &str, character: char) -> DecimalProblem {
        match character {
            '+' if text.starts_with('+') => DecimalProblem::PlusSign,
            'e' | 'E' if text.starts_with(|first: char| first.is_ascii_digit() || first == '-') => {
                DecimalProblem::Exponent
            }
            ',' | '_' | '\'' => DecimalProblem::Separator(character),
            space if space.is_whitespace() => DecimalProblem::Space,
            other => DecimalProblem::NotADigit(other),
        }
    }
}
