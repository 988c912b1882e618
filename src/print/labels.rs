//! The words on paper that no procedure says: headings, meanings of signatures, verdicts. Plain data, a file for each
//! language; a host adds another language by translating one of those files.
//!
//! Numbers and dates are written for the language too, so their forms stand here: the decimal sign, the months, and the
//! order of day, month and year. Months are words and never numbers, so that no date can be read two ways.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::hygiene::line;

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    #[default]
    Ltr,
    /// From right to left, as Arabic and Hebrew are.
    Rtl,
}

impl Direction {
    /// The word for it in markup: `ltr` or `rtl`.
    pub fn word(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

macro_rules! labels {
    ($($name:ident),* $(,)?) => {
        /// Everything a print says by itself, in one language.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Labels {
            pub(super) language: String,
            pub(super) direction: Direction,
            pub(super) months: [String; 12],
            $(pub(super) $name: String,)*
        }

        impl Labels {
            /// Labels of a host are text of others too: nothing in them hides, or reaches a terminal.
            fn cleaned(mut self) -> Labels {
                self.language = line(&self.language);
                self.months = self.months.map(|month| line(&month));
                $(self.$name = line(&self.$name);)*
                self
            }
        }
    };
}

labels! {
    decimal_sign, date, yes, no, and, or, not, r#in, today, checklist, verifier_sheet, completed_record,
    record_so_far, document, version, status, draft, effective, retired, effective_date, review_by,
    owner, page, of, digest, run, trial, uncontrolled, controlled_copy, end, purpose, scope,
    definitions, references, safety, equipment, materials, item, ready, identity, approvals, author,
    reviewer, approver, changes, change, inputs, people, role, needs, name, signature, initials,
    date_word, time_word, separate, ink, translation_missing, steps, step, first_person, danger,
    warning, caution, note, critical, why, takes, any_order, uninterrupted, repeat_times,
    repeat_between, repeat_at_least, more_copies, copy, uses, with, r#if, then, record_if, optional,
    end_of_steps, step_named, in_step, min, max, above, below, exactly, target, tolerance, alert,
    accepted, at_least_chosen, at_most_chosen, pattern, min_length, max_length, reading, judge_mean,
    judge_min, judge_max, judge_range, sum, count_of, absolute, rounded, computed, rounding_half_up,
    rounding_half_even, photo, file, signature_kind, time_at_most, time_at_least, time_alert,
    time_refuse, moment_start, moment_verified, clock_start, clock_latest, clock_earliest, clock_end,
    witness, independent, review, adjudicated, witness_means, independent_means, review_means,
    on_verifier_sheet, before_group, before_release, within, apart_run, apart_group, apart_steps,
    people_each, blind, comparison, comparison_means, value, first_value, second_value,
    allowed_difference, equal, agrees, hold_point, released_by, release, release_means,
    deviation_number, attempt, if_it_fails, rework_from, decided_by_role, stop_work, go_on, use_as_is,
    rework, repair, regrade, r#return, scrap, cancel, entry_error, not_applicable_by, reason,
    deviations, what_happened, decision, decided_by, pages_attached, remarks, conforming, nonconforming,
    alert_verdict, corrected, recomputed, adjudicated_value, not_given, attempt_numbered,
    attempt_rework, attempt_interrupted, attempt_disagreed, late, recorded_by, void, rejected, differs,
    declared_not_applicable, breached, missed_witness, done_in_time, see_deviation, cause_values,
    cause_rejected, cause_disagreed, cause_time, cause_inputs, undecided, pending, not_applicable,
    superseded, not_performed, log, when, who, what, started, noted, paused, resumed, handed_over,
    taken_over, another, enough, interrupted, released, aborted_because, ended, running, paused_status,
    awaiting_release, completed, completed_with_deviation, completed_after_rework, rejected_status,
    aborted, signatures, meaning, record_section, events, record_ends,
}

/// Why a text holds no labels.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("labels can't be read: {reason}")]
pub struct LabelsError {
    reason: String,
}

/// The languages that ship, each as the file it is kept in.
const SHIPPED: [(&str, &str); 3] = [
    ("en", include_str!("labels/en.json")),
    ("es", include_str!("labels/es.json")),
    ("it", include_str!("labels/it.json")),
];

impl Labels {
    /// The labels of a language that ships, by its tag or the tag's first part: `it` for `it-CH`. English where the
    /// language doesn't ship.
    pub fn shipped(language: &str) -> Labels {
        let text = Labels::text(language).unwrap_or(SHIPPED[0].1);
        // A test reads each of the files, so this never fails.
        serde_json::from_str(text).unwrap_or_else(|_| unreachable!("the labels that ship can be read"))
    }

    /// The file of a language that ships, to be translated into another one; nothing for other languages.
    pub fn text(language: &str) -> Option<&'static str> {
        let main = language.split('-').next().unwrap_or_default();
        SHIPPED.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(main)).map(|(_, text)| *text)
    }

    /// Reads labels as the files that ship are written: one JSON object with every label.
    ///
    /// # Errors
    ///
    /// When it is no such object, or a label is missing or unknown: a print is never half in another language.
    pub fn from_json(text: &str) -> Result<Labels, LabelsError> {
        let labels: Result<Labels, _> = serde_json::from_str(text);
        labels.map(Labels::cleaned).map_err(|error| LabelsError { reason: error.to_string() })
    }

    /// The tag of the language.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Which way the language is written.
    pub fn direction(&self) -> Direction {
        self.direction
    }
}

/// A label with its blanks, such as `{role}`, filled in. What is filled in is never looked into for further blanks.
pub(super) fn fill(label: &str, blanks: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(label.len() + 16);
    let mut rest = label;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}') {
            Some((name, after)) => {
                filled.push_str(blanks.iter().find(|(blank, _)| *blank == name).map_or("", |(_, text)| text));
                rest = after;
            }
            None => rest = after,
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn words(text: &str) -> BTreeMap<String, serde_json::Value> {
        serde_json::from_str(text).expect("an object")
    }

    /// The blanks of a label, sorted.
    fn blanks(label: &serde_json::Value) -> Vec<String> {
        let label = label.as_str().unwrap_or_default();
        let mut found: Vec<String> =
            label.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect();
        found.sort();
        found
    }

    #[test]
    fn every_language_says_everything_with_the_same_blanks() {
        let english = words(SHIPPED[0].1);
        for (tag, text) in SHIPPED {
            assert_eq!(Labels::from_json(text).expect("labels").language(), tag);
            for (name, label) in words(text) {
                assert_eq!(blanks(&label), blanks(&english[&name]), "{tag}: {name}");
                assert!(label.as_str().is_none_or(|label| !label.trim().is_empty()), "{tag}: {name}");
            }
        }
    }

    #[test]
    fn half_a_language_is_none() {
        let check = |from: &str, to: &str, expected: &str| {
            let text = SHIPPED[0].1.replacen(from, to, 1);
            let error = Labels::from_json(&text).expect_err("no labels").to_string();
            assert!(error.contains(expected), "{error}");
        };
        check("\"yes\"", "\"yess\"", "unknown field `yess`");
        check("\"yes\": \"Yes\",", "", "missing field `yes`");
        check("ltr", "up", "unknown variant `up`");
    }

    #[test]
    fn what_cannot_be_seen_goes_from_the_labels_of_a_host() {
        let text = SHIPPED[0].1.replacen("\"Yes\"", "\"\\u001b[31mYes\\u202e\"", 1);
        assert_eq!(Labels::from_json(&text).expect("labels").yes, "[31mYes");
        for (tag, text) in SHIPPED {
            assert_eq!(Labels::from_json(text).expect("labels"), Labels::shipped(tag), "{tag}");
        }
    }

    #[test]
    fn what_is_filled_in_is_not_looked_into() {
        let check = |label: &str, expected: &str| {
            assert_eq!(fill(label, &[("a", "{b}"), ("b", "B")]), expected);
        };
        check("x {a} y {b}", "x {b} y B");
        check("{unknown}{", "");
        check("none", "none");
    }
}
