//! What is wrong where a text stops being YAML, in words for people who don't know its grammar, and where reading
//! can go on.
//!
//! The parser says where it noticed the mistake; that is often a line or more after it was made. The lines around
//! are looked at again to find the quote or bracket that was left open, or the line without a colon.

use super::Problem;
use crate::source::Span;

/// Where the parser gave up, and what it said.
pub(super) struct Failure<'a> {
    pub(super) text: &'a str,
    /// Where the part starts that was being read.
    pub(super) from: usize,
    /// Where the parser stopped.
    pub(super) at: usize,
    /// What it said.
    pub(super) info: &'a str,
}

/// Parts of what the parser says, each with what is made of it; the first that fits holds.
type Reading = for<'a> fn(&Failure<'a>) -> Option<Problem>;
const READINGS: &[(&str, Reading)] = &[
    ("recursion limit", |it| Some(it.too_deep())),
    ("document indicator", |it| Some(it.open_quote(it.at))),
    ("unexpected end of stream", |it| Some(it.open_quote(it.at))),
    ("indentation in quoted", |it| Some(it.open_quote(it.at))),
    ("trailing content after double-quoted", |it| Some(it.after_quote())),
    ("escape", |it| Some(it.bad_escape())),
    ("hexadecimal", |it| Some(it.bad_escape())),
    ("flow mapping", |it| Some(it.in_brackets())),
    ("flow sequence", |it| Some(it.in_brackets())),
    ("only valid inside a block", |it| Some(it.in_brackets())),
    ("flow construct", |it| Some(it.in_brackets())),
    ("illegal placement", |it| Some(it.in_brackets())),
    ("may not precede", |it| Some(it.in_brackets())),
    ("misplaced bracket", |it| Some(it.lone_bracket())),
    ("mapping values are not allowed", |it| Some(it.second_colon())),
    ("simple key expect", |it| Some(it.no_colon())),
    ("did not find expected key", |it| Some(it.out_of_line())),
    ("did not find expected '-'", |it| Some(it.out_of_line())),
    ("expected <document", |it| Some(it.beside_the_map())),
    ("after document end", |it| Some(it.beside_the_map())),
    ("end marker before directive", |it| Some(it.bad_start())),
    ("sequence entries are not allowed", |it| Some(it.list_beside_key())),
    ("expected comment or line break", |it| Some(it.text_after_mark())),
    ("block scalar", |it| Some(it.bad_block())),
    ("tab", |_| None),
    ("valid yaml whitespace", |it| it.tab_after_colon()),
    ("unexpected character", |it| Some(it.bad_start())),
    ("anchor", |it| Some(it.bad_start())),
    ("parsing a tag", |it| Some(it.bad_start())),
    ("tag character", |it| Some(it.bad_start())),
    ("directive", |it| Some(it.bad_start())),
    ("scanning a tag", |it| Some(it.bad_start())),
    ("handle wasn't declared", |it| Some(it.bad_start())),
    ("keys are not allowed", |it| Some(it.bad_start())),
    ("expected node content", |it| Some(it.bad_start())),
    ("cannot start with", |it| Some(it.bad_start())),
    ("invalid indentation", |it| Some(it.in_brackets())),
];

impl<'a> Failure<'a> {
    /// The problem, at the place where the mistake was made as far as that can be told.
    pub(super) fn problem(&self) -> Problem {
        let said = self.info.to_lowercase();
        let known = READINGS.iter().find(|(part, _)| said.contains(part));
        known.and_then(|(_, reading)| reading(self)).unwrap_or_else(|| self.plain(&said))
    }

    fn plain(&self, said: &str) -> Problem {
        if said.contains("tab") {
            return self.word_problem("a tab where YAML expects spaces").help("write spaces");
        }
        self.word_problem(format!("not YAML: {said}"))
    }

    fn too_deep(&self) -> Problem {
        let message = format!("nested more than {} levels deep", super::DEEPEST);
        Problem::new("nested-too-deep", self.word(self.at), message).help("reading stops here")
    }

    // Quotes.

    fn open_quote(&self, at: usize) -> Problem {
        let quote = self.next(at).unwrap_or('"');
        let span = Span::new(at, self.line_end(at).max(at));
        let help = match quote {
            '\'' => "close it with `'`; an apostrophe inside is written twice: `''`".to_owned(),
            _ => format!("close it with `{quote}`"),
        };
        Problem::new("syntax", span, "this quote is not closed").help(help)
    }

    fn after_quote(&self) -> Problem {
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

    fn odd_quote_before(&self, line_start: usize, quote: char) -> Option<usize> {
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

    fn bad_escape(&self) -> Problem {
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

    fn in_brackets(&self) -> Problem {
        let Some((open, bracket)) = self.open_bracket() else { return self.lone_bracket() };
        let close = closing(bracket);
        let next = self.next(self.at);
        let (open_line, opening) = self.line(open);
        let (own_line, own) = self.line(self.at);
        let deeper = indentation(own) > indentation(opening);
        if own_line == open_line && next.is_none_or(|it| it.is_ascii_whitespace())
            || own_line != open_line && !deeper
        {
            return self.open_problem(open, bracket);
        }
        match next {
            Some(wrong @ (']' | '}')) if wrong != close => {
                let message = format!("`{wrong}` closes what `{bracket}` opened");
                let span = Span::new(self.at, self.at + 1);
                Problem::new("syntax", span, message).help(format!("write `{close}`"))
            }
            Some('-') => Problem::new("syntax", Span::new(self.at, self.at + 1), "a dash inside brackets")
                .help("separate the items with commas"),
            Some(':') => {
                let word = self.before(self.at).rsplit([' ', ',', '{', '[', '\n']).next().unwrap_or_default();
                let start = self.at - word.len();
                let message = format!("`{word}:` in the middle of a value");
                let help = format!("put a comma before `{word}`, or put the whole value in quotes");
                Problem::new("syntax", Span::new(start, self.at + 1), message).help(help)
            }
            None => self.open_problem(open, bracket),
            _ => {
                let span = self.word(self.at);
                let word = self.text.get(span.range()).unwrap_or_default();
                let message = format!("`{}` follows without a comma", super::shortened(word));
                Problem::new("syntax", span, message)
                    .help("put a comma between, or put the whole value in quotes")
            }
        }
    }

    fn open_problem(&self, open: usize, bracket: char) -> Problem {
        let message = format!("this `{bracket}` is not closed");
        let help = format!("close it with `{}`; lines that go on in between are indented", closing(bracket));
        Problem::new("syntax", Span::new(open, open + 1), message).help(help)
    }

    fn lone_bracket(&self) -> Problem {
        let bracket = self.next(self.at).unwrap_or(']');
        let message = format!("a `{bracket}` that closes nothing");
        Problem::new("syntax", Span::new(self.at, self.at + bracket.len_utf8()), message)
            .help("delete it, or put the value in quotes")
    }

    /// The innermost bracket before the failure that nothing closes.
    fn open_bracket(&self) -> Option<(usize, char)> {
        const FARTHEST: usize = 200;
        let before = self.text.get(self.from..self.at)?;
        let mut at = self.at;
        let mut closed = 0_usize;
        for line in before.split_inclusive('\n').rev().take(FARTHEST) {
            at -= line.len();
            for (offset, bracket) in brackets(line).into_iter().rev() {
                match bracket {
                    ']' | '}' => closed += 1,
                    _ if closed == 0 => return Some((at + offset, bracket)),
                    _ => closed -= 1,
                }
            }
        }
        None
    }

    // Keys and indentation.

    fn second_colon(&self) -> Problem {
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
    fn missing_colon(&self, start: usize, line: &str) -> Option<Problem> {
        let text = line.trim_start().trim_start_matches("- ").trim();
        let (key, value) = text.split_once(' ')?;
        let is_key = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !is_key || !value.starts_with(['[', '{']) {
            return None;
        }
        let at = start + line.find(text)?;
        let problem =
            Problem::new("syntax", Span::new(at, at + key.len()), format!("no colon after `{key}`"));
        Some(problem.help(format!("write `{key}: {}`", super::shortened(value))))
    }

    fn no_colon(&self) -> Problem {
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

    fn stray_line(&self, start: usize, line: &str) -> Problem {
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
                .help(format!("write `- {}`", super::shortened(bare)));
        }
        if is_glued(line)
            && let Some((key, value)) = bare.split_once(':')
        {
            return Problem::new("syntax", span, "a colon without a space after it")
                .help(format!("write `{key}: {}`", super::shortened(value)));
        }
        if let Some(problem) = self.missing_colon(start, line) {
            return problem;
        }
        Problem::new("syntax", span, "a line without `: ` where a key is expected")
            .help("write `key: value`, or indent the line below the value that it continues")
    }

    /// A line whose indentation fits nothing above it, or text behind a bracket.
    fn out_of_line(&self) -> Problem {
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
    fn columns_before(&self, start: usize) -> (Vec<usize>, Vec<usize>) {
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

    fn beside_the_map(&self) -> Problem {
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

    fn bad_start(&self) -> Problem {
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
            Some(mark) if self.at == self.line(self.at).0 && mark == '%' => {
                Problem::new("syntax", span, "a line can't start with `%`")
                    .help("put the text in quotes, or delete the line")
            }
            Some('`') => Problem::new("syntax", span, "a value can't start with a backtick")
                .help("put the value in quotes"),
            Some(mark) => Problem::new("syntax", span, format!("a value can't start with `{mark}`"))
                .help("put the value in quotes"),
            None => Problem::new("syntax", span, "the text ends in the middle of a value"),
        }
    }

    fn list_beside_key(&self) -> Problem {
        Problem::new("syntax", Span::new(self.at, self.at + 1), "a list can't start beside its key")
            .help("start the list on the next line, or put the value in quotes")
    }

    fn text_after_mark(&self) -> Problem {
        let mark = self.next(self.at).unwrap_or('>');
        Problem::new("syntax", self.rest_of_line(self.at), format!("text on the same line after `{mark}`"))
            .help("put the value in quotes, or start the text on the next line")
    }

    fn bad_block(&self) -> Problem {
        Problem::new(
            "syntax",
            self.rest_of_line(self.at),
            "a text of several lines that isn't indented evenly",
        )
        .help("indent all its lines with the same number of spaces, deeper than the key")
    }

    fn tab_after_colon(&self) -> Option<Problem> {
        let (start, line) = self.line(self.at);
        let tab = start + line.find(":\t")? + 1;
        let span = Span::new(tab, tab + 1);
        Some(Problem::new("syntax", span, "a tab where YAML expects a space").help("write a space"))
    }

    // Places.

    fn next(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn before(&self, at: usize) -> &'a str {
        self.text.get(self.from..at).unwrap_or_default().trim_end()
    }

    fn line(&self, at: usize) -> (usize, &'a str) {
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |found| found + 1);
        (start, self.text.get(start..self.line_end(at)).unwrap_or_default())
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.find(['\n', '\r']).unwrap_or(rest.len())
    }

    /// The nearest line above that isn't empty or a comment.
    fn content_before(&self, start: usize) -> Option<(usize, &'a str)> {
        let mut at = start;
        for line in self.text.get(self.from..start)?.split_inclusive('\n').rev() {
            at -= line.len();
            let text = line.trim();
            if !text.is_empty() && !text.starts_with('#') {
                return Some((at, line.trim_end()));
            }
        }
        None
    }

    fn rest_of_line(&self, at: usize) -> Span {
        let text = self.text.get(at..self.line_end(at)).unwrap_or_default();
        Span::new(at, at + text.trim_end().len())
    }

    /// The word at a place, or the only character there.
    fn word(&self, at: usize) -> Span {
        let rest = self.text.get(at..self.line_end(at)).unwrap_or_default();
        let length = rest.find([' ', '\t', ',', ']', '}']).filter(|found| *found > 0);
        Span::new(
            at,
            at + length
                .unwrap_or_else(|| if rest.starts_with([',', ']', '}', ' ', '\t']) { 1 } else { rest.len() }),
        )
    }

    fn word_problem(&self, message: impl Into<String>) -> Problem {
        Problem::new("syntax", self.word(self.at), message)
    }
}

fn closing(bracket: char) -> char {
    if bracket == '[' { ']' } else { '}' }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// What stands before the first colon of a line, without dashes.
fn key_of(line: &str) -> &str {
    let text = line.trim_start().trim_start_matches("- ").trim_start();
    text.split_once(':').map_or(text, |(key, _)| key)
}

/// Whether the colon after a line's first word has no space behind it.
fn is_glued(line: &str) -> bool {
    let text = line.trim().trim_start_matches('-').trim_start();
    text.split_once(':').is_some_and(|(key, value)| {
        let is_key = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        is_key && !key.is_empty() && !value.is_empty() && !value.starts_with(' ')
    })
}

fn nearest(column: usize, columns: &[usize]) -> Option<usize> {
    columns.iter().copied().min_by_key(|other| other.abs_diff(column))
}

/// The brackets of a line that stand neither in quotes nor in a comment.
fn brackets(line: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut quote = None;
    let mut before = ' ';
    for (offset, character) in line.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '#') if before == ' ' => break,
            (None, '"' | '\'') if matches!(before, ' ' | '{' | '[' | ',' | ':') => quote = Some(character),
            (None, '{' | '[' | '}' | ']') => found.push((offset, character)),
            _ => {}
        }
        before = character;
    }
    found
}

/// The parts of a text at which reading can start anew after a failure: from a line that starts a key of the top
/// map to the end, or from a list item `- id:` to the end of its list.
pub(super) struct Restarts<'a> {
    text: &'a str,
    /// The indentations in which such items stood so far.
    dashes: Vec<usize>,
    /// Where the lines start that were not looked at yet.
    at: usize,
}

impl<'a> Restarts<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Restarts { text, dashes: Vec::new(), at: 0 }
    }

    /// The next part that starts after the line of `failure`.
    pub(super) fn after(&mut self, failure: usize) -> Option<std::ops::Range<usize>> {
        let lines = self.text.get(self.at..)?.split_inclusive('\n');
        for line in lines {
            let start = self.at;
            self.at += line.len();
            let indent = indentation(line);
            let item = line.trim_start().starts_with("- id:");
            let starts = || is_top_key(line) && self.goes_on_as(line);
            if start > failure && (item && self.dashes.contains(&indent) || starts()) {
                let end = if item { self.end_of_list(indent) } else { self.text.len() };
                return Some(start..end);
            }
            if item && !self.dashes.contains(&indent) {
                self.dashes.push(indent);
            }
        }
        None
    }

    /// Goes on after a part that was read without failure.
    pub(super) fn skip_to(&mut self, end: usize) {
        self.at = self.at.max(end);
    }

    /// Whether the lines that follow a key of the top map fit it; where a line was broken in two, they mostly don't.
    fn goes_on_as(&self, key: &str) -> bool {
        let has_value = !key.trim_end().ends_with(':') && !key.contains(": |") && !key.contains(": >");
        let mut later = self.text.get(self.at..).unwrap_or_default().lines();
        let next = later.find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
        match next {
            Some(line) if has_value => !line.starts_with([' ', '-']),
            Some(line) => line.starts_with([' ', '-']),
            None => has_value,
        }
    }

    fn end_of_list(&self, indent: usize) -> usize {
        let mut end = self.at;
        for line in self.text.get(self.at..).unwrap_or_default().split_inclusive('\n') {
            let text = line.trim_start();
            let own = indentation(line);
            let ends = own < indent || own == indent && !text.starts_with("- ");
            if ends && !text.is_empty() && !text.starts_with('#') {
                break;
            }
            end += line.len();
        }
        end
    }
}

/// Whether a line starts with a word in small letters and a colon in its first column.
fn is_top_key(line: &str) -> bool {
    let length = line.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
    let rest = line.get(length..).unwrap_or_default();
    length > 0 && (rest.starts_with(": ") || rest.trim_end() == ":")
}
