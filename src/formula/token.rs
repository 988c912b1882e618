//! The words and signs of a formula, which borrow its text.

use std::ops::Range;

use super::problem::FormulaProblem;
use crate::value::Date;
use crate::value::DateTime;
use crate::value::Decimal;
use crate::value::DecimalError;
use crate::value::Duration;
use crate::value::Time;
use crate::value::quoted;

/// A word or sign, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind<'a>,
    pub(super) range: Range<usize>,
}

/// What a word or sign is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum TokenKind<'a> {
    Number(Decimal),
    Date(Date),
    Time(Time),
    DateTime(DateTime),
    /// What stands between the quotes, quotes inside still doubled.
    Text(&'a str),
    /// A keyword, a name or a function, points included.
    Word(&'a str),
    Sign(&'static str),
    End,
}

/// Reads one word or sign after the other.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Tokens<'a> {
        Tokens { text, at: 0 }
    }

    pub(super) fn next(&mut self) -> Result<Token<'a>, FormulaProblem> {
        let rest = self.rest().trim_start_matches([' ', '\t', '\n', '\r']);
        let start = self.text.len() - rest.len();
        self.at = start;
        let Some(first) = rest.bytes().next() else {
            return Ok(Token { kind: TokenKind::End, range: start..start });
        };
        let kind = match first {
            b'0'..=b'9' => self.number()?,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => TokenKind::Word(self.word()),
            b'\'' => TokenKind::Text(self.quoted_text()?),
            _ => self.sign(rest)?,
        };
        Ok(Token { kind, range: start..self.at })
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Takes so many bytes.
    fn take(&mut self, length: usize) -> &'a str {
        let taken = self.rest().get(..length).unwrap_or("");
        self.at += taken.len();
        taken
    }

    fn take_while(&mut self, belongs: impl Fn(u8) -> bool) -> &'a str {
        let length = self.rest().bytes().take_while(|byte| belongs(*byte)).count();
        self.take(length)
    }

    fn word(&mut self) -> &'a str {
        self.take_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.')
    }

    /// A number, or a date or time that starts like one.
    fn number(&mut self) -> Result<TokenKind<'a>, FormulaProblem> {
        let rest = self.rest();
        if has_shape(rest, b"0000-00-00") {
            return self.date();
        }
        if has_shape(rest, b"00:00") {
            let start = self.at;
            let text = self.take_while(|byte| byte.is_ascii_digit() || byte == b':');
            let found = text.parse::<Time>().map(TokenKind::Time);
            return found.map_err(|error| FormulaProblem::syntax(start..self.at, error.to_string()));
        }
        let start = self.at;
        let digits = |byte: u8| byte.is_ascii_digit();
        self.take_while(digits);
        if self.rest().starts_with('.') {
            self.take(1);
            self.take_while(digits);
        }
        let number = self.text.get(start..self.at).unwrap_or("");
        let glued = self.take_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.');
        if !glued.is_empty() {
            let whole = self.text.get(start..self.at).unwrap_or("");
            let problem =
                FormulaProblem::syntax(start..self.at, format!("{} is not a number", quoted(whole)));
            let spaced = format!("{number} {glued}");
            let duration = spaced.parse::<Duration>().is_ok();
            return Err(if duration { problem.help(format!("write `{spaced}`")) } else { problem });
        }
        number.parse().map(TokenKind::Number).map_err(|error: DecimalError| {
            FormulaProblem::syntax(start..self.at, error.to_string()).maybe_help(error.help())
        })
    }

    fn date(&mut self) -> Result<TokenKind<'a>, FormulaProblem> {
        let start = self.at;
        self.take(10);
        if self.rest().starts_with('T') {
            self.take(1);
            self.take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
            let offset = self.rest();
            if offset.starts_with('Z') {
                self.take(1);
            } else if has_shape(offset, b"+00:00") || has_shape(offset, b"-00:00") {
                self.take(6);
            }
            let text = self.text.get(start..self.at).unwrap_or("");
            let found = text.parse::<DateTime>().map(TokenKind::DateTime);
            return found.map_err(|error| FormulaProblem::syntax(start..self.at, error.to_string()));
        }
        self.take_while(|byte| byte.is_ascii_alphanumeric());
        let text = self.text.get(start..self.at).unwrap_or("");
        let found = text.parse::<Date>().map(TokenKind::Date);
        found.map_err(|error| FormulaProblem::syntax(start..self.at, error.to_string()))
    }

    fn quoted_text(&mut self) -> Result<&'a str, FormulaProblem> {
        let start = self.at;
        self.take(1);
        let inside = self.at;
        loop {
            self.take_while(|byte| byte != b'\'');
            if self.rest().starts_with("''") {
                self.take(2);
            } else if self.rest().is_empty() {
                return Err(FormulaProblem::syntax(start..self.at, "text without a closing quote")
                    .help("text ends with `'`; a quote inside it is doubled"));
            } else {
                let text = self.text.get(inside..self.at).unwrap_or("");
                self.take(1);
                return Ok(text);
            }
        }
    }

    fn sign(&mut self, rest: &str) -> Result<TokenKind<'a>, FormulaProblem> {
        const WRONG: [(&str, &str); 11] = [
            ("==", "did you mean `=`?"),
            ("=<", "did you mean `<=`?"),
            ("=>", "did you mean `>=`?"),
            ("<>", "did you mean `!=`?"),
            ("&&", "did you mean `and`?"),
            ("||", "did you mean `or`?"),
            ("≤", "did you mean `<=`?"),
            ("≥", "did you mean `>=`?"),
            ("≠", "did you mean `!=`?"),
            ("×", "did you mean `*`?"),
            ("÷", "did you mean `/`?"),
        ];
        const SIGNS: [&str; 15] =
            ["!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ","];
        if let Some((wrong, help)) = WRONG.iter().find(|(wrong, _)| rest.starts_with(wrong)) {
            let range = self.at..self.at + wrong.len();
            return Err(FormulaProblem::syntax(range, format!("`{wrong}` is not an operator")).help(*help));
        }
        if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            self.take(sign.len());
            return Ok(TokenKind::Sign(sign));
        }
        let first: String = rest.chars().take(1).collect();
        let problem = FormulaProblem::syntax(
            self.at..self.at + first.len(),
            format!("{} is not used in a formula", quoted(&first)),
        );
        Err(match first.as_str() {
            "!" => problem.help("did you mean `not`, or `!=`?"),
            "&" => problem.help("did you mean `and`?"),
            "|" => problem.help("did you mean `or`?"),
            "\"" | "“" | "”" | "‘" | "’" | "`" => {
                problem.help("text stands between single quotes: `'text'`")
            }
            "−" | "–" | "—" => problem.help("did you mean `-`?"),
            "%" | "°" | "µ" | "Ω" | "$" | "€" | "£" => {
                problem.help("write the number alone: it is in the unit of what stands next to it")
            }
            ":" | ";" | "{" | "}" | "?" | "\\" | "^" | "~" | "@" | "#" | "." => problem,
            _ => problem.help("names are written with `a` to `z`, digits and `_`"),
        })
    }
}

/// Whether a text starts with these signs, `0` standing for any digit.
fn has_shape(text: &str, shape: &[u8]) -> bool {
    let mut bytes = text.bytes();
    shape.iter().all(|wanted| {
        bytes.next().is_some_and(|byte| if *wanted == b'0' { byte.is_ascii_digit() } else { byte == *wanted })
    })
}
