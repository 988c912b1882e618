//! Results for build servers, in the JUnit form that they all read: a suite a file, a test case a case.
//!
//! A file that can't be played is a case with an error. No times are written, so that the same scenarios give the
//! same bytes.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Output, Played, Totals, message, story};

/// Collects results as JUnit XML.
#[derive(Default)]
pub(crate) struct Junit {
    suites: String,
    errors: usize,
}

impl Output for Junit {
    fn file(&mut self, played: &Played, _: &mut dyn Write) -> io::Result<()> {
        let file = attribute(played.report.file());
        let class = attribute(played.procedure.as_deref().unwrap_or(played.report.file()));
        let errors = usize::from(played.is_unplayed());
        let tests = played.results.len() + errors;
        let failures = played.results.iter().filter(|result| !result.passed()).count();
        self.errors += errors;
        let mut suite = format!(
            "  <testsuite name=\"{file}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\">\n"
        );
        for result in &played.results {
            let name = attribute(&result.name);
            let line = result.place.start.line;
            let start = format!(
                "    <testcase classname=\"{class}\" name=\"{name}\" file=\"{file}\" line=\"{line}\""
            );
            match (&result.failure, message(result)) {
                (Some(failure), Some(message)) => {
                    let place = format!("{}:{}", played.report.file(), failure.place.start.line);
                    let mut text = format!("{place}: {message}\n");
                    for line in story(result) {
                        text.push_str(&line);
                        text.push('\n');
                    }
                    let message = attribute(&message);
                    let text = element(&text);
                    put(
                        &mut suite,
                        format_args!(
                            "{start}>\n      <failure message=\"{message}\" type=\"case\">{text}</failure>\n    </testcase>\n"
                        ),
                    );
                }
                _ => put(&mut suite, format_args!("{start}/>\n")),
            }
        }
        if errors > 0 {
            let text = match &played.obstacle {
                Some(obstacle) => obstacle.clone(),
                None => played.report.to_string(),
            };
            let first = attribute(text.lines().next().unwrap_or_default());
            let text = element(&text);
            put(
                &mut suite,
                format_args!(
                    "    <testcase classname=\"{class}\" name=\"the scenario can be played\" file=\"{file}\">\n      <error message=\"{first}\" type=\"scenario\">{text}</error>\n    </testcase>\n"
                ),
            );
        }
        suite.push_str("  </testsuite>\n");
        self.suites.push_str(&suite);
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, sink: &mut dyn Write) -> io::Result<()> {
        let tests = totals.passed + totals.failed + self.errors;
        let (failures, errors) = (totals.failed, self.errors);
        writeln!(sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(
            sink,
            "<testsuites name=\"countersign\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">"
        )?;
        sink.write_all(self.suites.as_bytes())?;
        writeln!(sink, "</testsuites>")
    }
}

fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    let written = text.write_fmt(what);
    debug_assert!(written.is_ok(), "writing to a string can't fail");
}

/// Text between tags.
fn element(text: &str) -> String {
    escaped(text, false)
}

/// Text between double quotes; line breaks would become spaces there.
fn attribute(text: &str) -> String {
    escaped(text, true)
}

/// Characters that XML 1.0 has no form for are written out as Rust and JavaScript write them.
fn escaped(text: &str, in_quotes: bool) -> String {
    let mut written = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' if in_quotes => written.push_str("&quot;"),
            '\n' | '\t' if !in_quotes => written.push(character),
            '\n' => written.push_str("&#10;"),
            '\t' => written.push_str("&#9;"),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {
                written.extend(character.escape_default());
            }
            character => written.push(character),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        let check = |text: &str, in_element: &str, in_attribute: &str| {
            assert_eq!((element(text).as_str(), attribute(text).as_str()), (in_element, in_attribute));
        };
        check("a < b & \"c\"", "a &lt; b &amp; \"c\"", "a &lt; b &amp; &quot;c&quot;");
        check("]]>", "]]&gt;", "]]&gt;");
        check("a\nb", "a\nb", "a&#10;b");
        check("a\u{1b}[31mb", "a\\u{1b}[31mb", "a\\u{1b}[31mb");
        check("più °C 日本", "più °C 日本", "più °C 日本");
    }
}
