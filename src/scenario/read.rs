//! Reading a scenario document from a tree: every problem of shape in one go.

use super::document::{CaseEntry, Expect, Follows, LineEntry, Participant, ScenarioDocument, StartAs, Tally};
use super::kind::LineKind;
use crate::document::{Read, Reader, Slot, first_of, keys, words};
use crate::run::{Code, Given, RunStatus, StepStatus, Verdict};
use crate::source::Span;
use crate::value::{DateTime, nearest};
use crate::yaml::{Kind, Node, Problem, Tree, shortened};

/// Reads the document; what could not be read is empty in it, and among the problems.
pub(super) fn read(tree: &Tree<'_>, problems: &mut Vec<Problem>) -> ScenarioDocument {
    let Some(root) = tree.root() else {
        let problem = Problem::new("empty-file", Span::default(), "the file holds no scenario");
        problems.push(problem.help("it begins with `scenario: 1` and `procedure: …`"));
        return ScenarioDocument::default();
    };
    ScenarioDocument::read(root, &mut Reader::new(problems)).unwrap_or_default()
}

keys! {
    ScenarioDocument, "a scenario", from ScenarioDocument::default(), then known_format_and_cases, {
        "scenario" => scenario needed, "procedure" => procedure needed, "people" => people needed,
        "cases" => cases needed,
    }
    Participant, "a person", from Participant::default(), {
        "name" => name needed, "roles" => roles, "qualifications" => qualifications, "device" => device,
    }
    CaseEntry, "a case", from CaseEntry::default(), then a_beginning, {
        "name" => name needed, "follows" => follows, "inputs" => inputs, "at" => at, "acts" => acts,
    }
    Follows, "`follows`", from Follows::default(), { "case" => case needed, "until" => until }
    LineEntry, "a line", from LineEntry::default(), then one_kind, {
        "by" => by, "at" => at, "after" => after, "start" => start, "perform" => perform, "verify" => verify,
        "adjudicate" => adjudicate, "release_hold_point" => release_hold_point, "decide" => decide,
        "correct" => correct, "not_applicable" => not_applicable, "another" => another, "enough" => enough,
        "interrupt" => interrupt, "note" => note, "pause" => pause, "resume" => resume, "hand_over" => hand_over,
        "take_over" => take_over, "tick" => tick, "release" => release, "abort" => abort, "sees" => sees,
        "expect" => expect, "values" => values, "reject" => reject, "of" => of, "disposition" => disposition,
        "field" => field, "value" => value, "reason" => reason, "performed_at" => performed_at, "ago" => ago,
        "performed_by" => performed_by, "confirmed" => confirmed, "key" => key, "seen" => seen, "step" => step,
        "hidden" => hidden, "shown" => shown, "refused" => refused,
    }
    Expect, "`expect`", from Expect::default(), {
        "run" => run, "steps" => steps, "verdicts" => verdicts, "values" => values, "attempts" => attempts,
        "open_deviations" => open_deviations, "deviations" => deviations, "breaches" => breaches,
        "available" => available,
    }
}

/// A format that this version doesn't know is said so once; and a scenario without cases tests nothing.
fn known_format_and_cases(
    document: &ScenarioDocument,
    node: Node<'_>,
    reader: &mut Reader<'_>,
) -> Option<()> {
    if document.scenario != 1
        && let Some((_, value)) = node.get("scenario")
    {
        reader.note(|| {
            let message = format!("format `{}` is not known", document.scenario);
            Problem::new("unknown-format", value.span(), message).help("the format described here is `1`")
        });
    }
    if let Some((key, cases)) = node.get("cases")
        && cases.kind() == Kind::Sequence
        && cases.items().next().is_none()
    {
        reader.note(|| {
            let problem = Problem::new("empty-value", key.span(), "the scenario has no cases");
            problem.help("a scenario has at least one case")
        });
    }
    Some(())
}

/// A case begins at a time, its own or that of the case that it follows.
fn a_beginning(_: &CaseEntry, node: Node<'_>, reader: &mut Reader<'_>) -> Option<()> {
    if node.get("at").is_none() && node.get("follows").is_none() {
        reader.note(|| {
            let problem = Problem::new("missing-key", first_of(node), "a case needs `at`");
            problem.help("add the time at which it begins: `at: 2026-12-01T09:00:00Z`")
        });
    }
    Some(())
}

/// A line is one thing: an act, a look at the sheet, or an expectation; other keys must go with it.
fn one_kind(_: &LineEntry, node: Node<'_>, reader: &mut Reader<'_>) -> Option<()> {
    let kind_of = |key: Node<'_>| LineKind::all().find(|kind| kind.word() == key.text());
    let mut kinds = node.pairs().filter_map(|(key, _)| Some((key, kind_of(key)?)));
    let Some((first, kind)) = kinds.next() else {
        reader.note(|| {
            let problem = Problem::new("no-act", first_of(node), "the line says nothing to do");
            problem.help("name an act such as `perform: STEP`, or write `sees: STEP` or `expect: {…}`")
        });
        return Some(());
    };
    let second = kinds.find(|(key, _)| key.text() != first.text());
    if let Some((second, _)) = second {
        reader.note(|| {
            let message = format!("the line says `{}` and `{}`", first.text(), second.text());
            Problem::new("several-acts", second.span(), message)
                .help("write a line for each")
                .related(first.span(), "first here")
        });
        return Some(());
    }
    for (key, _) in node.pairs() {
        let text = key.text();
        let known = LineKind::all().any(|kind| kind.keys().contains(&text));
        if known && !kind.keys().contains(&text) {
            reader.note(|| {
                let message = format!("`{text}` doesn't go with `{}`", kind.word());
                let problem = Problem::new("key-not-for-act", key.span(), message);
                match kind.keys() {
                    [] => problem.help("an expectation stands alone on its line"),
                    keys => problem.help(format!("what goes with it: {}", crate::document::listed(keys))),
                }
            });
        }
    }
    if kind != LineKind::Expect && node.get("by").is_none() {
        reader.missing_key(node, &format!("`{}`", kind.word()), "by");
    }
    if let Some((key, _)) = node.get("after").filter(|_| node.get("at").is_some()) {
        reader.note(|| {
            let problem = Problem::new(
                "key-not-for-act",
                key.span(),
                "a line has a time of its own or one after the line before",
            );
            problem.help("delete `at` or `after`")
        });
    }
    if let Some((key, _)) = node.get("ago").filter(|_| node.get("performed_at").is_some()) {
        reader.note(|| {
            let problem =
                Problem::new("key-not-for-act", key.span(), "`performed_at` says already when it was done");
            problem.help("delete `ago` or `performed_at`")
        });
    }
    Some(())
}

impl Read for Given {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.kind() {
            Kind::Sequence => Some(Given::Several(reader.list(node, "a list of values")?)),
            Kind::Plain | Kind::Quoted => Some(Given::from(node.text())),
            _ => {
                reader.wrong_type(node, "a value as a person would type it, or a list of them");
                None
            }
        }
    }
}

impl Read for DateTime {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        const EXPECTED: &str = "a time with its offset, such as `2026-12-01T09:00:00Z`";
        if !node.is_scalar() {
            reader.wrong_type(node, EXPECTED);
            return None;
        }
        match node.text().parse() {
            Ok(at) => Some(at),
            Err(error) => {
                reader.note(|| {
                    let message = crate::value::DateTimeError::to_string(&error);
                    Problem::new("wrong-type", node.span(), message).help(format!("expected {EXPECTED}"))
                });
                None
            }
        }
    }
}

impl Read for Code {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let found = Code::ALL.iter().copied().find(|code| node.is_scalar() && code.word() == node.text());
        if found.is_none() {
            reader.note(|| {
                let message = format!("`{}` is not a refusal", shortened(node.text()));
                let problem = Problem::new("bad-value", node.span(), message);
                match nearest(node.text(), Code::ALL.iter().map(|code| code.word())) {
                    Some(word) => problem.help(format!("did you mean `{word}`?")),
                    None => problem.help("the refusals are listed at `countersign::run::Code`"),
                }
            });
        }
        found
    }
}

impl Read for Tally {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.kind() {
            Kind::Sequence => Some(Tally::Steps(reader.list(node, "a list of steps")?)),
            _ => u32::read(node, reader).map(Tally::Count),
        }
    }
}

words! {
    StartAs, "a way to start" { "yes" => Yes, "trial" => Trial }
    RunStatus, "a status of a run" {
        "running" => Running, "paused" => Paused, "awaiting_release" => AwaitingRelease, "completed" => Completed,
        "completed_with_deviation" => CompletedWithDeviation, "completed_after_rework" => CompletedAfterRework,
        "rejected" => Rejected, "aborted" => Aborted,
    }
    StepStatus, "a status of a step" {
        "pending" => Pending, "open" => Open, "recorded" => Recorded,
        "awaiting_verification" => AwaitingVerification, "disagreed" => Disagreed, "failed" => Failed,
        "closed" => Closed, "not_applicable" => NotApplicable, "superseded" => Superseded,
        "not_performed" => NotPerformed,
    }
    Verdict, "a verdict" {
        "neutral" => Neutral, "conforming" => Conforming, "alert" => Alert, "nonconforming" => Nonconforming,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::scenario_schema;

    #[test]
    fn the_schema_knows_the_same_keys() {
        let schema = scenario_schema();
        for (name, keys, needed) in MAPS {
            let object = match *name {
                "ScenarioDocument" => &schema,
                "LineEntry" => continue,
                name => &schema["$defs"][name],
            };
            let described = object["properties"].as_object().expect(name);
            let mut known = keys.to_vec();
            known.sort_unstable();
            let mut found: Vec<&str> = described.keys().map(String::as_str).collect();
            found.sort_unstable();
            assert_eq!(known, found, "{name}");
            let required = keys.iter().zip(*needed).filter(|(_, needed)| **needed).map(|(key, _)| *key);
            let mut required: Vec<&str> = required.collect();
            required.sort_unstable();
            let mut listed: Vec<&str> =
                object["required"].as_array().into_iter().flatten().filter_map(|key| key.as_str()).collect();
            listed.sort_unstable();
            assert_eq!(required, listed, "{name}");
        }
    }

    #[test]
    fn every_key_of_a_line_goes_with_some_kind() {
        let (_, keys, _) = MAPS.iter().find(|(name, ..)| *name == "LineEntry").expect("the line");
        let schema = scenario_schema();
        let branches = schema["$defs"]["LineEntry"]["oneOf"].as_array().expect("branches");
        for key in *keys {
            let described = |branch: &serde_json::Value| branch["properties"][key].is_object();
            assert!(branches.iter().any(described), "{key}");
        }
    }
}
