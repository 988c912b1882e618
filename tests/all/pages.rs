//! The rules' pages are executed: every failing example gives exactly the findings it marks, every right way none.
//!
//! Form of a page: the first line says what the rule finds, then why; under `## Fails` and `## Instead` stand YAML
//! blocks. A block need not be a whole procedure: the top-level keys it doesn't have are taken from [`BASE`]. After
//! the fence's `yaml` may stand `whole` (nothing is added), `escapes` (`\u{200b}`, `\t`, `\r` are resolved) and
//! `file=NAME` (the file's name; without it, the procedure's id and `.yaml`).
//! Under a line that fails, a line of carets marks the place and says message and help; it is taken out before the
//! text is checked. A line `# => message` says a message without a place. A `text` block is not executed.

use countersign::catalog;
use countersign::rules::{self, Rule};
use countersign::source::Source;

const BASE: &[(&str, &str)] = &[
    ("countersign", "countersign: 1\n"),
    ("id", "id: example\n"),
    ("version", "version: 1.0.0\n"),
    ("title", "title: Example\n"),
    ("changes", "changes:\n  - {version: 1.0.0, on: 2026-11-20, what: First issue.}\n"),
    ("roles", "roles:\n  cook: {title: Cook}\n"),
    ("steps", "steps:\n  - id: stir\n    title: Stir the soup\n    by: cook\n"),
];

/// The day on which examples are judged.
const AS_OF: &str = "2026-12-01";

#[test]
fn every_page_says_what_the_rule_does() {
    let mut failures = String::new();
    for rule in catalog::rules() {
        if let Err(failure) = check_page(rule) {
            failures.push_str(&format!("\n== {}.md\n{failure}", rule.name()));
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

fn check_page(rule: &Rule) -> Result<(), String> {
    let page = rule.page();
    let (_, fails) = page.split_once("\n## Fails\n").ok_or("no section `## Fails`")?;
    let (fails, instead) = fails.split_once("\n## Instead\n").ok_or("no section `## Instead`")?;
    if !rule.summary().ends_with('.') || rule.summary().len() > 120 {
        return Err("the first line is one short sentence".to_owned());
    }
    let (failing, right) = (blocks(fails)?, blocks(instead)?);
    if !fails.contains("```") || !instead.contains("```") {
        return Err("both sections need an example".to_owned());
    }
    for block in failing {
        if block.expected.is_empty() {
            return Err(format!("a failing example marks nothing:\n{}", block.text));
        }
        let found = findings(&block, Some(rule))?;
        if found != block.expected {
            return Err(format!(
                "expected\n  {}\nfound\n  {}\nin\n{}",
                block.expected.join("\n  "),
                found.join("\n  "),
                block.text
            ));
        }
    }
    for block in right {
        let found = findings(&block, None)?;
        if !found.is_empty() {
            return Err(format!("the right way has findings\n  {}\nin\n{}", found.join("\n  "), block.text));
        }
    }
    Ok(())
}

/// The findings as the marks say them: place, message and help; with a rule, all must be of that rule.
fn findings(block: &Block, rule: Option<&Rule>) -> Result<Vec<String>, String> {
    let text = &block.text;
    let report = rules::check(Source::new(&block.file, text), AS_OF.parse().ok());
    let mut found = Vec::new();
    for finding in report.findings() {
        if rule.is_some_and(|rule| rule.name() != finding.rule) {
            return Err(format!("a finding of another rule: {finding}\nin\n{text}"));
        }
        let (start, end) = (finding.place.start, finding.place.end);
        let help = finding.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        let place = if finding.place.span.range().is_empty() {
            String::new()
        } else {
            format!("{}:{}-{}: ", start.line, start.column, end.column)
        };
        found.push(format!("{place}{}{help}", finding.message));
    }
    Ok(found)
}

struct Block {
    file: String,
    text: String,
    expected: Vec<String>,
}

fn blocks(section: &str) -> Result<Vec<Block>, String> {
    let mut blocks = Vec::new();
    let mut rest = section;
    while let Some((_, after)) = rest.split_once("```") {
        let (info, after) = after.split_once('\n').ok_or("a fence without a line")?;
        let (body, after) = match after.strip_prefix("```") {
            Some(after) => ("", after),
            None => after.split_once("\n```").ok_or("a fence that isn't closed")?,
        };
        rest = after;
        let info: Vec<&str> = info.split_whitespace().collect();
        if info.first() == Some(&"yaml") {
            let file = info.iter().find_map(|word| word.strip_prefix("file="));
            blocks.push(block(body, file, info.contains(&"whole"), info.contains(&"escapes")));
        }
    }
    Ok(blocks)
}

fn block(body: &str, file: Option<&str>, whole: bool, escapes: bool) -> Block {
    let (mut text, mut expected, mut line) = (String::new(), Vec::new(), 0);
    for written in body.lines() {
        let bare = written.trim_start();
        let marks = bare.strip_prefix('#').unwrap_or(bare).trim_start();
        if let Some(message) = bare.strip_prefix("# => ") {
            expected.push(message.to_owned());
        } else if marks.starts_with('^') {
            let start = written.chars().take_while(|c| *c != '^').count() + 1;
            let length = marks.chars().take_while(|c| *c == '^').count();
            expected.push(format!(
                "{line}:{start}-{}: {}",
                start + length,
                marks.trim_start_matches('^').trim()
            ));
        } else {
            line += 1;
            text.push_str(&if escapes { unescaped(written) } else { written.to_owned() });
            text.push('\n');
        }
    }
    if !whole {
        for (key, lines) in BASE {
            if !text.lines().any(|line| line.starts_with(&format!("{key}:"))) {
                text.push_str(lines);
            }
        }
    }
    let id = text.lines().find_map(|line| line.strip_prefix("id: ")).unwrap_or("example");
    let file = file.map_or_else(|| format!("{id}.yaml"), str::to_owned);
    Block { file, text, expected }
}

fn unescaped(line: &str) -> String {
    let mut text = line.replace("\\t", "\t").replace("\\r", "\r");
    while let Some((before, after)) = text.split_once("\\u{") {
        let (code, after) = after.split_once('}').expect("a closing brace");
        let code = u32::from_str_radix(code, 16).expect("a hexadecimal number");
        text = format!("{before}{}{after}", char::from_u32(code).expect("a character"));
    }
    text
}
