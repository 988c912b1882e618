//! A scenario plays so many lines that nobody would wait for it.

use super::View;
use crate::rules::{Findings, Spot};
use crate::scenario::sequence::MOST_LINES;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    if !view.fits {
        let message = format!("the cases play more than {MOST_LINES} lines");
        let help = "split the scenario into several files, or follow shorter cases";
        findings.add(&Spot::top("cases").at_key(), message).help(help);
    }
}
