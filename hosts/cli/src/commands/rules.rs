//! `rules`: the list of all rules.

use std::io::Write as _;

use countersign::catalog;
use countersign::rules::Rule;
use serde_json::json;

use crate::arguments::{ListFormat, RulesArguments};
use crate::exit::{Exit, Trouble};
use crate::terminal::Terminal;

pub(crate) fn run(arguments: &RulesArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let mut output = terminal.output();
    match arguments.format {
        ListFormat::Human => {
            let widest = catalog::rules().map(|rule| rule.name().len()).max().unwrap_or(0);
            for rule in catalog::rules() {
                let severity = rule.severity().word();
                writeln!(output, "{:widest$}  {severity:7}  {}", rule.name(), rule.summary())?;
            }
        }
        ListFormat::Json => {
            let rules: Vec<_> = catalog::rules().map(entry).collect();
            writeln!(output, "{}", json!({"format": 1, "rules": rules}))?;
        }
    }
    output.flush()?;
    Ok(Exit::Fine)
}

fn entry(rule: &Rule) -> serde_json::Value {
    json!({
        "name": rule.name(),
        "severity": rule.severity(),
        "can_be_allowed": rule.can_be_allowed(),
        "fixable": rule.is_fixable(),
        "summary": rule.summary(),
    })
}
