//! Quotes left open, closed too early, or with a wrong escape in them.

use super::Failure;
use crate::source::Span;
use crate::yaml::Problem;

impl Failure<'_> {
    pub(super) fn open_quote(&self, at: usize) -> Problem {
        let quote = self.next(at).unwrap_or('"');
        let span = Span::new(at, self.line_end(at).max(at));
        let help = match quote {
            '\'' => "close it with `'`; an apostrophe inside is written twice: `''`".to_owned(),
            _ => format!("close it with `{quote}`"),
        };
        Problem::new("syntax", span, "this quote is not closed").help(help)
    }

    pub(super) fn after_quote(&self) -> Problem {
        let before = self.before(self.at);
        let quote = before.chars().next_back().unwrap_or('"');
        // A quote that was left open on an earlier line ends where the next one was meant to start.
        let own_line = self.line(self.at).0;
        let on_line = self.text.get(own_line..self.at).unwrap_or_default();
        if on_line.matches(quote).count() % 2 == 1
            && let Some(at) = self.odd_quote_before(own_line, quote)
        {
            return self.open_quote(at);
        }
        let message = "text after the closing quote";
        let help = match quote {
            _ if self.open_bracket().is_some() => "put a comma between, or both parts in one pair of quotes",
            '\'' => "an apostrophe inside single quotes is written twice: `''`",
            _ => "put the whole value in quotes, and write `\\\"` for a quote inside it",
        };
        Problem::new("syntax", self.rest_of_line(self.at), message).help(help)
    }

    pub(super) fn odd_quote_before(&self, line_start: usize, quote: char) -> Option<usize> {
        let earlier = self.text.get(self.from..line_start)?;
        let mut at = line_start;
        for line in earlier.split_inclusive('\n').rev() {
            at -= line.len();
            if line.matches(quote).count() % 2 == 1 {
                return line.rfind(quote).map(|inside| at + inside);
            }
        }
        None
    }

    pub(super) fn bad_escape(&self) -> Problem {
        let value = self.text.get(self.at..).unwrap_or_default();
        let mut rest = value.char_indices().skip(1).peekable();
        while let Some((offset, character)) = rest.next() {
            if character != '\\' {
                continue;
            }
            let Some((_, escape)) = rest.next() else { break };
            let digits = match escape {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                known if "0abtnvfre \"/\\N_LP\t\n\r".contains(known) => continue,
                _ => 0,
            };
            let after = value.get(offset + 1 + escape.len_utf8()..).unwrap_or_default();
            let code: String = after.chars().take(digits).take_while(char::is_ascii_hexdigit).collect();
            let valid = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32).is_some();
            if digits > 0 && code.len() == digits && valid {
                continue;
            }
            let start = self.at + offset;
            let span = Span::new(start, start + 1 + escape.len_utf8());
            let message = format!("`\\{escape}` can't stand in double quotes");
            return Problem::new("syntax", span, message)
                .help("write `\\\\` for a backslash, or put the value in single quotes");
        }
        self.word_problem("a backslash in double quotes that says nothing")
    }

    // Brackets.
}
