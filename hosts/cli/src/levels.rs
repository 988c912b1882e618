//! How much each finding counts in this run: `--deny`, `--warn`, `--allow`, `--notes`.
//!
//! What is named by rule counts before what is meant by `warnings`. The library's own severities hold for all else.

use std::collections::BTreeMap;

use countersign::catalog;
use countersign::finding::{Finding, Severity};
use countersign::rules::Rule;

use crate::arguments::{CheckArguments, FailOn};
use crate::exit::Trouble;

/// The word that stands for all warnings after `--deny`.
const WARNINGS: &str = "warnings";

/// The decisions of one run.
#[derive(Debug)]
pub(crate) struct Levels {
    /// By rule; none leaves its findings out.
    named: BTreeMap<&'static str, Option<Severity>>,
    deny_warnings: bool,
    show_notes: bool,
}

impl Levels {
    /// Reads the names of rules.
    ///
    /// # Errors
    ///
    /// A name that no rule has, a rule that may not be weakened, and a rule of which two things are asked.
    pub(crate) fn new(arguments: &CheckArguments) -> Result<Self, Trouble> {
        let show_notes = arguments.notes || arguments.fail_on == FailOn::Note;
        let mut levels = Levels { named: BTreeMap::new(), deny_warnings: false, show_notes };
        for name in &arguments.deny {
            if name == WARNINGS {
                levels.deny_warnings = true;
            } else {
                levels.set(name, Some(Severity::Error))?;
            }
        }
        for name in &arguments.warn {
            levels.set(name, Some(Severity::Warning))?;
        }
        for name in &arguments.allow {
            levels.set(name, None)?;
        }
        Ok(levels)
    }

    /// The severity of a finding in this run; none leaves it out.
    pub(crate) fn decide(&self, finding: &Finding) -> Option<Severity> {
        match self.named.get(finding.rule) {
            Some(decided) => *decided,
            None if self.deny_warnings && finding.severity == Severity::Warning => Some(Severity::Error),
            None if self.hides(finding) => None,
            None => Some(finding.severity),
        }
    }

    /// Whether the finding is left out only because nobody asked for notes.
    pub(crate) fn hides(&self, finding: &Finding) -> bool {
        finding.severity == Severity::Note && !self.show_notes && !self.named.contains_key(finding.rule)
    }

    fn set(&mut self, name: &str, severity: Option<Severity>) -> Result<(), Trouble> {
        let rule = named(name)?;
        if !rule.can_be_allowed() && severity < Some(rule.severity()) {
            let message = format!("findings of `{name}` are always {}s", rule.severity());
            return Err(Trouble::misused(message, Some("correct the file instead".to_owned())));
        }
        match self.named.insert(rule.name(), severity) {
            Some(earlier) if earlier != severity => {
                let message = format!("two different things are asked of the rule `{name}`");
                Err(Trouble::misused(
                    message,
                    Some("name it after one of --deny, --warn, --allow".to_owned()),
                ))
            }
            _ => Ok(()),
        }
    }
}

/// The rule of this name, or "did you mean".
pub(crate) fn named(name: &str) -> Result<&'static Rule, Trouble> {
    catalog::rule(name).map_err(|near| {
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`countersign rules` lists them".to_owned(),
        };
        Trouble::misused(format!("there is no rule `{name}`"), Some(help))
    })
}
