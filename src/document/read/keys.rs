//! Which keys each map of the format has, and which of them it needs.
//!
//! One line a key; a test holds the lines against the JSON Schema, so that neither knows a key the other doesn't.

use super::super::{
    Approval, ApprovalRole, Band, Change, Computed, Defaults, Document, Field, FieldType, HoldPoint, Item,
    NotApplicable, Notes, OnDisagree, OnFail, OtherUnit, Reference, Release, Repeat, Rework, Role, Sides,
    Step, TimeLimit, Use, Verification,
};
use super::{Read, Reader};
use crate::value::{Date, Text};
use crate::yaml::{Kind, Node, Problem};

/// How a key's value goes into its place: as it is, or as the value of an `Option`.
pub(crate) trait Slot {
    fn fill(&mut self, node: Node<'_>, reader: &mut Reader<'_>);
}

impl<T: Read> Slot for T {
    fn fill(&mut self, node: Node<'_>, reader: &mut Reader<'_>) {
        if let Some(value) = T::read(node, reader) {
            *self = value;
        }
    }
}

impl<T: Read> Read for Option<T> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        T::read(node, reader).map(Some)
    }
}

macro_rules! keys {
    ($($type:ident, $what:literal, from $empty:expr, $(then $then:path,)? { $($key:literal => $slot:ident $($need:ident)?),+ $(,)? })+) => {
        $(
            impl Read for $type {
                fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                    const KEYS: &[&str] = &[$($key),+];
                    const NEEDED: &[bool] = &[$(keys!(@needed $($need)?)),+];
                    if node.kind() != Kind::Mapping {
                        reader.wrong_type(node, concat!($what, " as a map"));
                        return None;
                    }
                    let mut it = $empty;
                    let mut seen: u64 = 0;
                    let mut offered = Vec::new();
                    for (key, value) in node.pairs() {
                        let mut position: u64 = 1;
                        $(
                            if key.text() == $key {
                                if seen & position != 0 {
                                    reader.duplicate_key(key, node);
                                } else if reader.has_value(key, value) {
                                    it.$slot.fill(value, reader);
                                }
                                seen |= position;
                                continue;
                            }
                            position <<= 1;
                        )+
                        let _ = position;
                        reader.unknown_key((key, node), $what, KEYS, &mut offered);
                    }
                    for (index, (key, needed)) in KEYS.iter().zip(NEEDED).enumerate() {
                        if *needed && seen & (1 << index) == 0 {
                            reader.missing_key(node, $what, key);
                        }
                    }
                    $($then(&it, node, reader)?;)?
                    Some(it)
                }
            }
        )+

        /// Every map of the format with its keys, for the test that holds them against the schema.
        #[cfg(test)]
        const MAPS: &[(&str, &[&str], &[bool])] =
            &[$((stringify!($type), &[$($key),+], &[$(keys!(@needed $($need)?)),+])),+];
    };
    (@needed needed) => { true };
    (@needed) => { false };
}
pub(crate) use keys;

keys! {
    Document, "a procedure", from Document::default(), then known_format_and_steps, {
        "countersign" => countersign needed, "id" => id needed, "version" => version needed, "title" => title needed,
        "number" => number, "language" => language, "status" => status, "effective" => effective,
        "review_by" => review_by, "owner" => owner, "approvals" => approvals, "changes" => changes,
        "purpose" => purpose, "scope" => scope, "definitions" => definitions, "references" => references,
        "safety" => safety, "equipment" => equipment, "materials" => materials, "roles" => roles needed,
        "separate" => separate, "inputs" => inputs, "defaults" => defaults, "steps" => steps needed,
        "release" => release,
    }
    Approval, "an approval", from empty_approval()?, {
        "role" => role needed, "name" => name needed, "on" => on needed, "digest" => digest,
    }
    Change, "an entry of the history", from empty_change()?, {
        "version" => version needed, "on" => on needed, "what" => what needed, "why" => why,
    }
    Reference, "a reference", from Reference::default(), { "title" => title needed, "url" => url }
    Notes, "safety messages", from Notes::default(), {
        "danger" => danger, "warning" => warning, "caution" => caution, "note" => note,
    }
    Item, "an item", from Item::default(), { "title" => title needed, "note" => note }
    Role, "a role", from Role::default(), {
        "title" => title needed, "needs" => needs, "people" => people, "note" => note,
    }
    Defaults, "the defaults", from Defaults::default(), {
        "late_after" => late_after, "rounding" => rounding, "on_fail" => on_fail,
    }
    Release, "the release", from Release::default(), { "by" => by needed, "apart_from" => apart_from }
    Step, "a step", from Step::default(), then some_steps, {
        "id" => id needed, "title" => title needed, "do" => instruction, "why" => why, "danger" => danger,
        "warning" => warning, "caution" => caution, "note" => note, "by" => by, "apart_from" => apart_from,
        "when" => when, "record" => record, "verify" => verify, "hold_point" => hold_point, "time" => time,
        "on_fail" => on_fail, "critical" => critical, "not_applicable" => not_applicable, "equipment" => equipment,
        "materials" => materials, "takes" => takes, "steps" => steps, "order" => order,
        "uninterrupted" => uninterrupted, "repeat" => repeat, "use" => used,
    }
    Verification, "a verification", from Verification::default(), {
        "id" => id, "when" => when, "by" => by needed, "how" => how needed, "people" => people, "fields" => fields,
        "agree" => agree, "apart_from" => apart_from, "before" => before, "within" => within,
        "uninterrupted" => uninterrupted, "on_disagree" => on_disagree,
    }
    OnDisagree, "`on_disagree`", from OnDisagree::default(), { "attempts" => attempts needed, "then" => then needed }
    HoldPoint, "a hold point", from HoldPoint::default(), { "by" => by needed, "apart_from" => apart_from }
    TimeLimit, "a time limit", from TimeLimit::default(), {
        "at_most" => at_most, "at_least" => at_least, "after" => after needed, "alert" => alert, "refuse" => refuse,
    }
    OnFail, "`on_fail`", from OnFail::default(), { "block" => block, "rework" => rework, "decide" => decide needed }
    Rework, "`rework`", from Rework::default(), { "back_to" => back_to needed, "attempts" => attempts needed }
    NotApplicable, "`not_applicable`", from NotApplicable::default(), { "by" => by needed }
    Repeat, "`repeat`", from Repeat::default(), { "times" => times, "min" => min, "max" => max }
    Use, "`use`", from Use::default(), {
        "procedure" => procedure needed, "version" => version, "with" => with, "roles" => roles,
    }
    Field, "a field", from Field::default(), then keys_of_type, {
        "type" => kind needed, "title" => title, "help" => help, "required" => required, "record_only" => record_only,
        "when" => when, "formula" => formula, "options" => options, "accept" => accept, "at_least" => at_least,
        "at_most" => at_most, "min" => min, "max" => max, "above" => above, "below" => below, "equals" => equals,
        "target" => target, "tolerance" => tolerance, "unit" => unit, "decimals" => decimals, "alert" => alert,
        "plausible" => plausible, "rounding" => rounding, "readings" => readings, "judge" => judge, "also" => also,
        "pattern" => pattern, "min_length" => min_length, "max_length" => max_length, "multiline" => multiline,
        "not_before" => not_before, "not_after" => not_after, "kinds" => kinds,
    }
    Computed, "a formula", from Computed::default(), { "formula" => formula needed }
    Sides, "a tolerance", from Sides::default(), { "plus" => plus needed, "minus" => minus needed }
    Band, "a range", from Band::default(), { "min" => min, "max" => max }
    OtherUnit, "a limit in another unit", from OtherUnit::default(), {
        "unit" => unit needed, "min" => min, "max" => max, "above" => above, "below" => below,
    }
}

/// A format that this version doesn't know is said so once, instead of a finding for each of its new keys; and a
/// procedure without steps is none.
fn known_format_and_steps(document: &Document, node: Node<'_>, reader: &mut Reader<'_>) -> Option<()> {
    if let Some((key, steps)) = node.get("steps")
        && steps.kind() == Kind::Sequence
        && steps.items().next().is_none()
    {
        reader.note(|| {
            let problem = Problem::new("no-steps", key.span(), "the procedure has no steps");
            problem.help("a procedure has at least one step")
        });
    }
    if document.countersign != 1
        && let Some((_, value)) = node.get("countersign")
    {
        reader.note(|| {
            let message = format!("format `{}` is not known", document.countersign);
            Problem::new("unknown-format", value.span(), message).help("the format described here is `1`")
        });
    }
    Some(())
}

/// A group is a group by its steps, so that an empty list would make it a plain step.
fn some_steps(_: &Step, node: Node<'_>, reader: &mut Reader<'_>) -> Option<()> {
    if let Some((key, steps)) = node.get("steps")
        && steps.kind() == Kind::Sequence
        && steps.items().next().is_none()
    {
        reader.note(|| {
            let problem = Problem::new("empty-group", key.span(), "the group has no steps");
            problem.help("add its steps, or delete `steps`")
        });
    }
    Some(())
}

/// Keys that are known, but not for this type of field. A field whose type can't be read is left out: the problem
/// has been noted, and nothing else could be judged about it.
fn keys_of_type(field: &Field, node: Node<'_>, reader: &mut Reader<'_>) -> Option<()> {
    node.get("type").filter(|(_, value)| value.text() == field.kind.word())?;
    for (key, _) in node.pairs() {
        let text = key.text();
        if FieldType::COMMON_KEYS.contains(&text) || field.kind.keys().contains(&text) {
            continue;
        }
        let others: Vec<&str> = FieldType::ALL
            .iter()
            .filter(|kind| kind.keys().contains(&text))
            .map(|kind| kind.word())
            .collect();
        if others.is_empty() {
            continue;
        }
        reader.note(|| {
            let message = format!("`{text}` doesn't go with the type `{}`", field.kind.word());
            let help = format!("it goes with {}", super::listed(&others));
            Problem::new("key-not-for-type", key.span(), message).help(help)
        });
    }
    Some(())
}

/// Stands for a date that could not be read; the report has an error for it.
fn unread_date() -> Option<Date> {
    "1970-01-01".parse().ok()
}

fn empty_approval() -> Option<Approval> {
    Some(Approval { role: ApprovalRole::Author, name: String::new(), on: unread_date()?, digest: None })
}

fn empty_change() -> Option<Change> {
    Some(Change {
        version: semver::Version::new(0, 0, 0),
        on: unread_date()?,
        what: Text::default(),
        why: None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::document::procedure_schema;

    #[test]
    fn the_schema_knows_the_same_keys() {
        let schema = procedure_schema();
        for (name, keys, needed) in MAPS {
            let object = match *name {
                "Document" => &schema,
                "Field" => continue, // One branch a type; tested beside the schema.
                name => &schema["$defs"][name],
            };
            let mut known: Vec<&str> = keys.to_vec();
            known.sort_unstable();
            let mut described: Vec<&str> =
                object["properties"].as_object().expect(name).keys().map(String::as_str).collect();
            described.sort_unstable();
            assert_eq!(known, described, "{name}");
            let mut required: Vec<&str> =
                keys.iter().zip(*needed).filter(|(_, needed)| **needed).map(|(key, _)| *key).collect();
            required.sort_unstable();
            let empty = Vec::new();
            let listed = object["required"].as_array().unwrap_or(&empty);
            let mut listed: Vec<&str> = listed.iter().filter_map(Value::as_str).collect();
            listed.sort_unstable();
            assert_eq!(required, listed, "{name}");
        }
    }
}
