//! `explain`: a rule's page.
//!
//! Piped, it is the page's Markdown. On a terminal the marks of Markdown become style, and nothing else changes.

use std::io::{self, Write};

use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use countersign::catalog;
use countersign::rules::Rule;

use crate::arguments::ExplainArguments;
use crate::exit::{Exit, Trouble};
use crate::levels;
use crate::terminal::Terminal;

const HEADING: Style = Style::new().effects(Effects::BOLD);
const MARK: Style = AnsiColor::Red.on_default();
const CODE: Style = AnsiColor::Cyan.on_default();

pub(crate) fn run(arguments: &ExplainArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let rules: Vec<&Rule> = if arguments.all {
        catalog::rules().collect()
    } else {
        arguments.rules.iter().map(|name| levels::named(name)).collect::<Result<_, _>>()?
    };
    let mut output = terminal.output();
    for (index, rule) in rules.into_iter().enumerate() {
        if index > 0 {
            writeln!(output)?;
        }
        if terminal.has_colors() {
            styled(rule, &mut *output)?;
        } else {
            plain(rule, &mut *output)?;
        }
    }
    output.flush()?;
    Ok(Exit::Fine)
}

/// What stands under the page: severity, whether a comment in the file can allow it, and whether it can be mended.
fn standing(rule: &Rule) -> String {
    let allowed = if rule.can_be_allowed() {
        format!("Allowed on the next line by `# countersign: allow({}): reason`.", rule.name())
    } else {
        "It can't be allowed.".to_owned()
    };
    let fixed = if rule.is_fixable() {
        " `check --fix` mends it where there is no doubt about what was meant."
    } else {
        ""
    };
    format!("Severity: {}. {allowed}{fixed}", rule.severity())
}

fn plain(rule: &Rule, output: &mut dyn Write) -> io::Result<()> {
    writeln!(output, "# {}\n\n{}\n\n{}", rule.name(), rule.page().trim_end(), standing(rule))
}

fn styled(rule: &Rule, output: &mut dyn Write) -> io::Result<()> {
    writeln!(output, "{HEADING}{}{HEADING:#}\n", rule.name())?;
    let mut is_example = false;
    for line in rule.page().trim_end().lines() {
        if line.starts_with("```") {
            is_example = !is_example;
        } else if is_example {
            let style = if is_mark(line) { MARK } else { Style::new() };
            writeln!(output, "    {style}{line}{style:#}")?;
        } else if let Some(heading) = line.strip_prefix("## ") {
            writeln!(output, "{HEADING}{heading}{HEADING:#}")?;
        } else {
            with_code(line, output)?;
        }
    }
    writeln!(output)?;
    with_code(&standing(rule), output)
}

/// Whether a line of an example only marks the line above it.
fn is_mark(line: &str) -> bool {
    line.trim_start().strip_prefix('#').is_some_and(|rest| rest.trim_start().starts_with(['^', '=']))
}

/// A line of prose, what stands in backticks in another colour.
fn with_code(line: &str, output: &mut dyn Write) -> io::Result<()> {
    for (index, part) in line.split('`').enumerate() {
        let style = if index % 2 == 1 { CODE } else { Style::new() };
        write!(output, "{style}{part}{style:#}")?;
    }
    writeln!(output)
}
