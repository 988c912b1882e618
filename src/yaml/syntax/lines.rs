//! Lines that are neither a key nor part of what stands above them.

use super::Failure;
use super::around::{indentation, is_glued, key_of, nearest};
use crate::source::Span;
use crate::yaml::{Problem, shortened};

impl Failure<'_> {
    pub(super) fn second_colon(&self) -> Problem {
        let (start, line) = self.line(self.at);
        let own = self.text.get(start..self.at).unwrap_or_default();
        let colon = Span::new(self.at, self.at + 1);
        let content = own.trim_start().trim_start_matches("- ").trim_start();
        if let Some(problem) = self.missing_colon(start, line) {
            return problem;
        }
        if let Some((key, _)) = content.split_once(": ") {
            let whole = line.trim_start().trim_start_matches("- ").trim_start();
            let value = whole.split_once(": ").map_or("", |(_, value)| value.trim());
            let quote = if value.contains('"') { '\'' } else { '"' };
            let help = if value.contains(quote) || value.len() > 60 || value.contains(" #") {
                "put the whole value in quotes".to_owned()
            } else {
                format!("write `{key}: {quote}{value}{quote}`")
            };
            return Problem::new("syntax", colon, "a second `: ` in a value without quotes").help(help);
        }
        let key = Span::new(self.at - content.len(), self.at);
        match self.content_before(start) {
            Some((above_start, above)) if indentation(above) < indentation(line) => {
                let above_key = key_of(above);
                let offset = above.len() - above.trim_start().trim_start_matches("- ").trim_start().len();
                let message =
                    format!("`{content}` is indented below `{above_key}`, which has a value already");
                let problem = Problem::new("syntax", key, message);
                problem.help("start both in the same column").related(
                    Span::new(above_start + offset, above_start + offset + above_key.len()),
                    "has a value",
                )
            }
            Some((above_start, above)) if is_glued(above) => self.stray_line(above_start, above),
            _ => Problem::new("syntax", colon, "a `:` where no key can stand")
                .help("put text that holds `: ` in quotes, or check the indentation"),
        }
    }

    /// A key with brackets or braces after it and no colon between.
    pub(super) fn missing_colon(&self, start: usize, line: &str) -> Option<Problem> {
        let text = line.trim_start().trim_start_matches("- ").trim();
        let (key, value) = text.split_once(' ')?;
        let is_key = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !is_key || !value.starts_with(['[', '{']) {
            return None;
        }
        let at = start + line.find(text)?;
        let problem =
            Problem::new("syntax", Span::new(at, at + key.len()), format!("no colon after `{key}`"));
        Some(problem.help(format!("write `{key}: {}`", shortened(value))))
    }

    pub(super) fn no_colon(&self) -> Problem {
        let (own_start, own) = self.line(self.at);
        // A key is read up to 1024 characters.
        if self.at - own_start > 1024 {
            return Problem::new(
                "syntax",
                self.rest_of_line(own_start),
                "a key of more than 1024 characters",
            )
            .help("shorten it");
        }
        let at_start = self.at == self.text.len() && !own.trim().is_empty() && !own.contains(':');
        let Some((start, line)) =
            (if at_start { Some((own_start, own)) } else { self.content_before(own_start) })
        else {
            return self.word_problem("a line without `: `").help("write `key: value`");
        };
        self.stray_line(start, line)
    }

    pub(super) fn stray_line(&self, start: usize, line: &str) -> Problem {
        let text = line.trim();
        let indent = indentation(line);
        let span = Span::new(start + indent, start + indent + text.len());
        if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| text.starts_with(mark)) {
            return Problem::new("syntax", span, "two versions of the file were merged and not reconciled")
                .help("keep one of the two versions and delete the marks");
        }
        let bare = text.trim_start_matches('-').trim_start();
        if text.starts_with('-') && !text.starts_with("- ") && text.len() > 1 {
            let span = Span::new(span.range().start, span.range().start + 1);
            return Problem::new("syntax", span, "a dash without a space after it")
                .help(format!("write `- {}`", shortened(bare)));
        }
        if is_glued(line)
            && let Some((key, value)) = bare.split_once(':')
        {
            return Problem::new("syntax", span, "a colon without a space after it")
                .help(format!("write `{key}: {}`", shortened(value)));
        }
        if let Some(problem) = self.missing_colon(start, line) {
            return problem;
        }
        Problem::new("syntax", span, "a line without `: ` where a key is expected")
            .help("write `key: value`, or indent the line below the value that it continues")
    }

    /// A line whose indentation fits nothing above it, or text behind a bracket.
    pub(super) fn out_of_line(&self) -> Problem {
        let (start, line) = self.line(self.at);
        let before = self.text.get(start..self.at).unwrap_or_default();
        if before.trim_end().ends_with([']', '}']) {
            let message = "text after the closing bracket";
            return Problem::new("syntax", self.rest_of_line(self.at), message)
                .help("put the whole value in quotes, or delete what follows the bracket");
        }
        let text = line.trim_start();
        if text.starts_with('-') && !text.starts_with("- ") || !text.contains(':') && !text.starts_with('-') {
            return self.stray_line(start, line);
        }
        let column = indentation(line) + 1;
        let (keys, dashes) = self.columns_before(start);
        if text.starts_with("- ") || text == "-" {
            let message = "a list item that is in line with no list above it";
            let near = nearest(column, &dashes);
            let dash = start + indentation(line);
            let problem = Problem::new("syntax", Span::new(dash, dash + 1), message);
            return problem.help(match near {
                Some(near) if near != column => format!("start its dash in column {near}"),
                _ => "delete the dash, or put the list below a key of its own".to_owned(),
            });
        }
        let key = key_of(line);
        let offset = start + indentation(line);
        let message = format!("`{key}` is in line with no key above it");
        let problem = Problem::new("syntax", Span::new(offset, offset + key.len()), message);
        match nearest(column, &keys) {
            Some(near) if near != column => problem.help(format!("start it in column {near}")),
            _ => problem.help("check the indentation, or start it with `- ` as an item of the list"),
        }
    }

    /// The columns in which the keys and dashes above stand that this line could be in line with.
    pub(super) fn columns_before(&self, start: usize) -> (Vec<usize>, Vec<usize>) {
        const FARTHEST: usize = 400;
        let (mut keys, mut dashes) = (Vec::new(), Vec::new());
        let mut least = usize::MAX;
        for line in self.text.get(self.from..start).unwrap_or_default().lines().rev().take(FARTHEST) {
            let text = line.trim_start();
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            let indent = indentation(line);
            if indent < least {
                least = indent;
                if text.starts_with("- ") {
                    dashes.push(indent + 1);
                    keys.push(indent + 1 + text.len() - text.trim_start_matches("- ").trim_start().len());
                } else {
                    keys.push(indent + 1);
                }
            }
            if indent == 0 {
                break;
            }
        }
        (keys, dashes)
    }

    pub(super) fn beside_the_map(&self) -> Problem {
        let (start, line) = self.line(self.at);
        if let Some((_, above)) = self.content_before(start)
            && above.starts_with("...")
        {
            return Problem::new("syntax", self.rest_of_line(start), "text after `...`, which ends the file")
                .help("delete the line `...`");
        }
        if self.text.get(self.from..start).unwrap_or_default().lines().any(|line| line.starts_with('%')) {
            return self
                .word_problem("a line that starts with `%` and is no comment")
                .help("delete that line");
        }
        if !line.contains(": ") && !line.ends_with(':') {
            return self.stray_line(start, line);
        }
        let key = key_of(line);
        let offset = start + indentation(line);
        let message = format!("`{key}` starts further left than the keys above it");
        Problem::new("syntax", Span::new(offset, offset + key.len()), message)
            .help("start all keys of the file in column 1")
    }

    // Values that can't start so.

    pub(super) fn bad_start(&self) -> Problem {
        let span = self.word(self.at);
        match self.next(self.at) {
            Some(',') if self.open_bracket().is_some() => {
                Problem::new("syntax", Span::new(self.at, self.at + 1), "nothing stands before this comma")
                    .help("delete the comma, or write the value")
            }
            Some(']' | '}') => self.lone_bracket(),
            Some('>') if self.text.get(self.at..).is_some_and(|rest| rest.starts_with(">>>>>>>")) => {
                let (start, line) = self.line(self.at);
                self.stray_line(start, line)
            }
            _ if self.line(self.at).1.starts_with('%') => {
                let (start, line) = self.line(self.at);
                let span = Span::new(start, start + line.trim_end().len());
                Problem::new("syntax", span, "a line can't start with `%`")
                    .help("put the text in quotes, or delete the line")
            }
            Some(mark) if mark.is_whitespace() => {
                Problem::new("syntax", span, "nothing stands where a value has to be").help("write the value")
            }
            Some(mark) if mark.is_control() => {
                let message = format!("a value can't start with `U+{:04X}`", u32::from(mark));
                Problem::new("syntax", span, message).help("delete the character")
            }
            Some('`') => Problem::new("syntax", span, "a value can't start with a backtick")
                .help("put the value in quotes"),
            Some(mark) => Problem::new("syntax", span, format!("a value can't start with `{mark}`"))
                .help("put the value in quotes"),
            None => Problem::new("syntax", span, "the text ends in the middle of a value"),
        }
    }

    pub(super) fn list_beside_key(&self) -> Problem {
        Problem::new("syntax", Span::new(self.at, self.at + 1), "a list can't start beside its key")
            .help("start the list on the next line, or put the value in quotes")
    }

    pub(super) fn text_after_mark(&self) -> Problem {
        let mark = self.next(self.at).unwrap_or('>');
        Problem::new("syntax", self.rest_of_line(self.at), format!("text on the same line after `{mark}`"))
            .help("put the value in quotes, or start the text on the next line")
    }

    pub(super) fn bad_block(&self) -> Problem {
        Problem::new(
            "syntax",
            self.rest_of_line(self.at),
            "a text of several lines that isn't indented evenly",
        )
        .help("indent all its lines with the same number of spaces, deeper than the key")
    }

    /// A colon or a dash with a tab behind it.
    pub(super) fn tab_after_mark(&self) -> Problem {
        let (start, line) = self.line(self.at);
        let tab = [":\t", "-\t"].iter().find_map(|mark| line.find(mark)).map_or(self.at, |it| start + it + 1);
        Problem::new("syntax", Span::new(tab, tab + 1), "a tab where YAML expects a space")
            .help("write a space")
    }

    /// A `#` where a comment can't start.
    pub(super) fn comment_inside(&self) -> Problem {
        let (start, line) = self.line(self.at);
        let before = self.at.saturating_sub(start);
        let mark = line
            .get(before..)
            .and_then(|rest| rest.find('#'))
            .map(|it| before + it)
            .or_else(|| line.rfind('#'));
        let at = mark.map_or(self.at, |it| start + it);
        Problem::new("syntax", self.rest_of_line(at), "a comment in the middle of a value")
            .help("move it to the line above, or put the value in quotes if the `#` belongs to it")
    }
}
