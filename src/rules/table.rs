//! What a rule is, and the macro that makes a table of them.

use std::fmt;

use super::findings::Findings;
use super::outline::Outline;
use crate::finding::Severity;

/// One rule: its name, how much it matters, and its page.
#[derive(Clone, Copy)]
pub struct Rule {
    pub(crate) name: &'static str,
    pub(crate) severity: Severity,
    pub(crate) page: &'static str,
    pub(crate) needs: Needs,
    pub(crate) firm: bool,
    pub(crate) fixable: bool,
    /// None for rules that are found while the file is read, or between files.
    pub(crate) check: Option<Check>,
}

impl Rule {
    /// The name in kebab case; it reads after "allow", is stable, and is never used again for anything else.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// How much a finding of the rule matters, unless a host decides otherwise.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The page in Markdown: what, why, a failing example, the right way.
    pub fn page(&self) -> &'static str {
        self.page
    }

    /// The first line of the page: what the rule finds, in one sentence.
    pub fn summary(&self) -> &'static str {
        self.page.lines().next().unwrap_or_default()
    }

    /// Whether a comment in the file may allow a finding of it. Rules on syntax, identity, approval and
    /// self-verification can't be allowed.
    pub fn can_be_allowed(&self) -> bool {
        !self.firm
    }

    /// Whether a finding of it may come with a fix, which is made where there is no doubt about what was meant.
    pub fn is_fixable(&self) -> bool {
        self.fixable
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.name, self.severity)
    }
}

/// The function of a rule on one file.
pub(crate) type Check = fn(&Outline<'_>, &mut Findings<'_>);

/// How much of a file must have been readable for a rule to be fair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// It speaks of what is there.
    Anything,
    /// It speaks of what a step lacks: not where the step could not be read in full.
    SoundStep,
    /// It speaks of the file as a whole: not where anything could not be read.
    SoundFile,
}

/// A subject's table: `"the-name" => the_module, Severity;`, with `sound_step` or `sound_file` where the rule needs
/// it, `firm` where it can't be allowed and `fixable` where it may be mended; without a module for what is found elsewhere.
macro_rules! rules {
    ($($name:literal $(=> $module:ident)?, $severity:ident $(, $flag:ident)*;)+) => {
        $($(mod $module;)?)+

        /// The rules of this subject.
        pub(crate) const RULES: &[$crate::rules::Rule] = &[$(
            $crate::rules::Rule {
                name: $name,
                severity: $crate::finding::Severity::$severity,
                page: include_str!(concat!($name, ".md")),
                needs: $crate::rules::table::needs(&[$(stringify!($flag)),*]),
                fixable: $crate::rules::table::fixable(&[$(stringify!($flag)),*]),
                firm: $crate::rules::table::firm(&[$(stringify!($flag)),*]),
                check: $crate::rules::table::first(&[$(Some($module::check))?]),
            }
        ),+];
    };
}
pub(crate) use rules;

pub(crate) const fn needs(flags: &[&str]) -> Needs {
    if has(flags, b"sound_step") {
        Needs::SoundStep
    } else if has(flags, b"sound_file") {
        Needs::SoundFile
    } else {
        Needs::Anything
    }
}

pub(crate) const fn firm(flags: &[&str]) -> bool {
    has(flags, b"firm")
}

pub(crate) const fn fixable(flags: &[&str]) -> bool {
    has(flags, b"fixable")
}

/// The only function of a line in the table, if it has one.
pub(crate) const fn first(checks: &[Option<Check>]) -> Option<Check> {
    match checks {
        [check, ..] => *check,
        [] => None,
    }
}

const fn has(flags: &[&str], wanted: &[u8]) -> bool {
    let mut rest = flags;
    while let [flag, others @ ..] = rest {
        if equal(flag.as_bytes(), wanted) {
            return true;
        }
        rest = others;
    }
    false
}

const fn equal(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([x, more_a @ ..], [y, more_b @ ..]) = (a, b) {
        if *x != *y {
            return false;
        }
        (a, b) = (more_a, more_b);
    }
    a.is_empty() && b.is_empty()
}
