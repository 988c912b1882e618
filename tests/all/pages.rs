//! The rules' pages are executed: every failing example gives exactly the findings it marks, every right way none.
//!
//! Form of a page: the first line says what the rule finds, then why; under `## Fails` and `## Instead` stand YAML
//! blocks. A block need not be a whole procedure: the top-level keys it doesn't have are taken from [`BASE`]. After
//! the fence's `yaml` may stand `whole` (nothing is added), `escapes` (`\u{200b}`, `\t`, `\r` are resolved) and
//! `file=NAME` (without it, the procedure's id and `.yaml`); the blocks of a section that have names are the files of
//! one manual. A name such as `example.scenarios.yaml` makes a block a scenario, filled up from [`SCENARIO`], and it
//! tests the procedure of [`BASE`].
//! The blocks of a section with `before` and `after` are a manual before and after a change; without `file=NAME` both are
//! the same file. A digest that begins with `9f86d081` stands for that of the block itself.
//! Under a line that fails, a line of carets marks the place and says message and help; it is taken out before the
//! text is checked. A line `# => message` says a message without a place. A `text` block is not executed.

use countersign::catalog;
use countersign::compare::{self, Edition};
use countersign::finding::Report;
use countersign::fix::Fix;
use countersign::manual::{self, Plan};
use countersign::mend::mend;
use countersign::procedure::Procedure;
use countersign::rules::Rule;
use countersign::scenario::{self, Tested};
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

const SCENARIO: &[(&str, &str)] = &[
    ("scenario", "scenario: 1\n"),
    ("procedure", "procedure: example\n"),
    ("people", "people:\n  ana: {name: Ana Ruiz, roles: [cook]}\n"),
    (
        "cases",
        "cases:\n  - name: the soup is stirred\n    at: 2026-12-01T09:00:00Z\n    acts:\n      - {by: ana, start: trial}\n      - {by: ana, perform: stir}\n      - expect: {run: completed}\n",
    ),
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
    for manual in failing {
        if manual.iter().all(|block| block.expected.is_empty()) {
            return Err("a failing example marks nothing".to_owned());
        }
        for (block, found) in manual.iter().zip(findings(&manual, Some(rule))?) {
            if found != block.expected {
                let (expected, found) = (block.expected.join("\n  "), found.join("\n  "));
                return Err(format!("expected\n  {expected}\nfound\n  {found}\nin\n{}", block.text));
            }
        }
    }
    for manual in right {
        for (block, found) in manual.iter().zip(findings(&manual, None)?) {
            if !found.is_empty() {
                return Err(format!(
                    "the right way has findings\n  {}\nin\n{}",
                    found.join("\n  "),
                    block.text
                ));
            }
        }
    }
    Ok(())
}

#[test]
fn what_a_page_says_can_be_mended_is() {
    let mut failures = String::new();
    for rule in catalog::rules() {
        if let Err(failure) = check_fixes(rule) {
            failures.push_str(&format!("\n== {}.md\n{failure}", rule.name()));
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// A fixable rule's page says so, and one of its failing examples is mended: its finding is gone and nothing new is
/// there, only the marked bytes have changed, and mending it again changes nothing.
fn check_fixes(rule: &Rule) -> Result<(), String> {
    if rule.page().contains("`--fix`") != rule.is_fixable() {
        return Err(format!("the table says fixable: {}, and the page otherwise", rule.is_fixable()));
    }
    let (_, fails) = rule.page().split_once("\n## Fails\n").ok_or("no section `## Fails`")?;
    let (fails, _) = fails.split_once("\n## Instead\n").ok_or("no section `## Instead`")?;
    let mut mended = 0;
    for files in blocks(fails)? {
        for (block, report) in files.iter().zip(reports(&files)) {
            let fixable: Vec<_> = report.findings().iter().filter(|finding| finding.fix.is_some()).collect();
            if fixable.is_empty() {
                continue;
            }
            if !rule.is_fixable() {
                return Err("it mends a finding, and the table doesn't say so".to_owned());
            }
            let check = |text: &str| again(&files, block, text);
            let fixed = mend(&block.text, &report, &check).ok_or("nothing was mended")?;
            mended += 1;
            let left = check(&fixed.text);
            let is_less = left.findings().len() == report.findings().len() - fixable.len();
            if !is_less || left.findings().iter().any(|finding| finding.fix.is_some()) {
                return Err(format!("after it there is still\n{left}\nin\n{}", fixed.text));
            }
            if mend(&fixed.text, &left, &check).is_some() {
                return Err(format!("a second run changes it again:\n{}", fixed.text));
            }
            let first = fixable.iter().map(|it| it.place.span.range().start).min().unwrap_or(0);
            let last = fixable.iter().map(|it| it.place.span.range().end).max().unwrap_or(0);
            let whole_lines = fixable.iter().any(|it| matches!(it.fix, Some(Fix::Line | Fix::LineEnds)));
            let (before, after) = (&block.text[..first], &block.text[last..]);
            let is_around = fixed.text.starts_with(before) && fixed.text.ends_with(after);
            if !whole_lines && !is_around {
                return Err(format!("something else has changed in\n{}", fixed.text));
            }
            let without_returns = |text: &str| text.replace('\r', "");
            if whole_lines && !is_shortened(&without_returns(&block.text), &without_returns(&fixed.text)) {
                return Err(format!("other lines have changed in\n{}", fixed.text));
            }
        }
    }
    if rule.is_fixable() && mended == 0 {
        return Err("no failing example is mended".to_owned());
    }
    Ok(())
}

/// Whether a text is another with nothing but lines taken out.
fn is_shortened(text: &str, shorter: &str) -> bool {
    let mut lines = text.lines();
    shorter.lines().all(|line| lines.any(|other| other == line))
}

/// The report of one file of a manual once its text is another.
fn again(files: &[Block], block: &Block, text: &str) -> Report {
    let changed = |it: &Block| Block {
        file: it.file.clone(),
        is_named: it.is_named,
        is_before: it.is_before,
        text: if it.file == block.file { text.to_owned() } else { it.text.clone() },
        expected: Vec::new(),
    };
    let files: Vec<Block> = files.iter().map(changed).collect();
    let index = files.iter().position(|it| it.file == block.file).expect("the file");
    reports(&files).swap_remove(index)
}

/// The findings of each file as the marks say them: place, message and help; with a rule, all must be of that rule.
fn findings(files: &[Block], rule: Option<&Rule>) -> Result<Vec<Vec<String>>, String> {
    let mut found = Vec::new();
    for (report, block) in reports(files).iter().zip(files) {
        let mut lines = Vec::new();
        for finding in report.findings() {
            if rule.is_some_and(|rule| rule.name() != finding.rule) {
                return Err(format!("a finding of another rule: {finding}\nin\n{}", block.text));
            }
            let (start, end) = (finding.place.start, finding.place.end);
            let help = finding.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
            let place = if finding.place.span.range().is_empty() {
                String::new()
            } else {
                format!("{}:{}-{}: ", start.line, start.column, end.column)
            };
            lines.push(format!("{place}{}{help}", finding.message));
        }
        found.push(lines);
    }
    Ok(found)
}

/// The report of each file, the rules between files and on changes included.
fn reports(files: &[Block]) -> Vec<Report> {
    if files.iter().any(|block| block.is_before) {
        return changes(files);
    }
    let examined = files.iter().map(|block| {
        let source = Source::new(&block.file, &block.text);
        if block.is_scenario() {
            return (scenario::read(source, &tested).1, None);
        }
        manual::examine(source, AS_OF.parse().ok())
    });
    let (mut reports, signatures): (Vec<Report>, Vec<_>) = examined.unzip();
    let read = |file: &str| files.iter().find(|block| block.file == file).map(|block| block.text.clone());
    let together = files.iter().any(|block| block.is_named);
    if let Some(signatures) = signatures.into_iter().collect::<Option<Vec<_>>>().filter(|_| together) {
        for (report, between) in reports.iter_mut().zip(manual::between(&signatures, &read)) {
            report.extend(between.findings);
        }
    }
    reports
}

/// What is found of what changed from the blocks `before` to the blocks `after`.
fn changes(files: &[Block]) -> Vec<Report> {
    let editions = |is_before| {
        let blocks = files.iter().filter(move |block| block.is_before == is_before);
        blocks
            .map(|block| Edition::read(Source::new(&block.file, &block.text)).expect("a procedure"))
            .collect::<Vec<_>>()
    };
    let (before, after) = (editions(true), editions(false));
    let compare::Since { after: now, before: then } = compare::since(&before, &after);
    let (mut now, mut then) = (now.into_iter(), then.into_iter());
    let report = |block: &Block| {
        let mut report = manual::examine(Source::new(&block.file, &block.text), AS_OF.parse().ok()).0;
        report.extend(match block.is_before {
            true => then.next().unwrap_or_default(),
            false => now.next().unwrap_or_default().findings,
        });
        report
    };
    files.iter().map(report).collect()
}

/// The procedure that the scenarios of examples test.
fn tested(id: &str) -> Tested {
    let text: String = BASE.iter().map(|(_, lines)| *lines).collect();
    let procedure = Procedure::parse(&text).expect("the base is a procedure");
    if procedure.id() != id {
        return Tested::Missing { known: vec![procedure.id().to_owned()] };
    }
    Tested::Plan(Box::new(Plan::of(procedure).expect("a plan")))
}

struct Block {
    file: String,
    /// Whether it is one of the files of a manual, and not a file checked alone.
    is_named: bool,
    /// Whether it is the state before a change.
    is_before: bool,
    text: String,
    expected: Vec<String>,
}

impl Block {
    fn is_scenario(&self) -> bool {
        is_scenario(&self.file)
    }
}

fn is_scenario(file: &str) -> bool {
    file.ends_with(".scenarios.yaml")
}

/// The examples of a section: each a block by itself, or all the blocks with names together.
fn blocks(section: &str) -> Result<Vec<Vec<Block>>, String> {
    let (mut alone, mut named) = (Vec::new(), Vec::new());
    let mut rest = section;
    while let Some((_, after)) = rest.split_once("```") {
        let (info, after) = after.split_once('\n').ok_or("a fence without a line")?;
        let (body, after) = match after.strip_prefix("```") {
            Some(after) => ("", after),
            None => after.split_once("\n```").ok_or("a fence that isn't closed")?,
        };
        rest = after;
        let info: Vec<&str> = info.split_whitespace().collect();
        if info.first() != Some(&"yaml") {
            continue;
        }
        let is_version = info.contains(&"before") || info.contains(&"after");
        match info.iter().find_map(|word| word.strip_prefix("file=")) {
            Some(file) => named.push(block(Some(file), body, &info)),
            None if is_version => named.push(block(None, body, &info)),
            None => alone.push(vec![block(None, body, &info)]),
        }
    }
    alone.extend((!named.is_empty()).then_some(named));
    Ok(alone)
}

fn block(file: Option<&str>, body: &str, info: &[&str]) -> Block {
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
            text.push_str(&if info.contains(&"escapes") { unescaped(written) } else { written.to_owned() });
            text.push('\n');
        }
    }
    if !info.contains(&"whole") {
        for (key, lines) in if file.is_some_and(is_scenario) { SCENARIO } else { BASE } {
            if !text.lines().any(|line| line.starts_with(&format!("{key}:"))) {
                text.push_str(lines);
            }
        }
    }
    let id = text.lines().find_map(|line| line.strip_prefix("id: ")).unwrap_or("example");
    let is_named = file.is_some();
    let file = file.map_or_else(|| format!("{id}.yaml"), str::to_owned);
    let is_before = info.contains(&"before");
    let text = with_own_digest(&file, text);
    Block { file, is_named, is_before, text, expected }
}

/// The text with its own digest in the places that stand for it.
fn with_own_digest(file: &str, text: String) -> String {
    const OWN: &str = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    if !text.contains(OWN) {
        return text;
    }
    let own = Edition::read(Source::new(file, &text)).map(|edition| edition.digest().to_string());
    own.map_or_else(|| text.clone(), |own| text.replace(OWN, &own))
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
