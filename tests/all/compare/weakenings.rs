//! Every control of every shipped procedure is weakened in every way of a table, which knows nothing of how `compare`
//! judges: each is said to weaken and asks for a major step, and the way back is said to strengthen.

use std::collections::BTreeMap;

use countersign::compare::{Change, Effect, VersionStep, compare};
use countersign::document::Document;
use countersign::procedure::Procedure;
use serde_json::{Value, json};

use crate::mutate;
use crate::shipped;

/// What is done to a node.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// It is taken away.
    Remove,
    /// One item of the list is taken away.
    RemoveItem,
    /// A number becomes smaller.
    Lower,
    /// A number becomes greater.
    Raise,
    /// It becomes this.
    Set(&'static str),
    /// It becomes a word that stands later in this list than its own.
    Later(&'static [&'static str]),
    /// It goes to another key.
    Rename(&'static str),
    /// A key that it lacks comes: its value as JSON.
    Insert(&'static str, &'static str),
    /// One more role may do it.
    AddRole,
    /// One more option will do.
    AddOption,
}

use Way::{AddOption, AddRole, Insert, Later, Lower, Raise, Remove, RemoveItem, Rename, Set};

/// Where, by the last keys without the numbers of items, `*` for any name; and what weakens there.
const TABLE: &[(&str, Way)] = &[
    ("separate", RemoveItem),
    ("roles/*/needs", RemoveItem),
    ("safety", RemoveItem),
    ("release", Remove),
    ("release/by", AddRole),
    ("release/apart_from", Remove),
    ("defaults/late_after", Remove),
    ("defaults/late_after", Set("900 d")),
    ("steps/by", AddRole),
    ("steps/apart_from", Remove),
    ("steps", Insert("when", "\"1 = 2\"")),
    ("steps", Insert("not_applicable", "{\"by\": \"nobody\"}")),
    ("steps/danger", Remove),
    ("steps/warning", Remove),
    ("steps/caution", Remove),
    ("steps/danger", Rename("warning")),
    ("steps/warning", Rename("caution")),
    ("steps/critical", Remove),
    ("steps/hold_point", Remove),
    ("hold_point/by", AddRole),
    ("hold_point/apart_from", Remove),
    ("steps/order", Set("any")),
    ("steps/use", Remove),
    ("steps/repeat", Remove),
    ("repeat/min", Lower),
    ("steps/time", RemoveItem),
    ("steps/time", Insert("alert", "true")),
    ("time/at_most", Set("900 d")),
    ("time/at_least", Set("1 s")),
    ("time/refuse", Remove),
    ("steps/verify", Remove),
    ("steps/verify", Insert("when", "\"1 = 2\"")),
    ("steps/verify", Insert("before", "\"release\"")),
    ("steps/verify", Insert("on_disagree", "{\"attempts\": 2, \"then\": \"nobody\"}")),
    ("verify/by", AddRole),
    ("verify/how", Later(&["independent", "witness", "review"])),
    ("verify/people", Lower),
    ("verify/fields", RemoveItem),
    ("verify/agree/*", Raise),
    ("verify/apart_from", Remove),
    ("verify/within", Remove),
    ("verify/within", Set("900 d")),
    ("verify/before", Later(&["next", "group", "release"])),
    ("verify/uninterrupted", Remove),
    ("on_disagree/attempts", Raise),
    ("on_fail", Insert("block", "\"release\"")),
    ("on_fail/rework/attempts", Raise),
    ("on_fail/decide", Insert("use_as_is", "\"nobody\"")),
    ("on_fail/decide", Insert("regrade", "\"nobody\"")),
    ("on_fail/decide/*", AddRole),
    ("record/*", Insert("required", "false")),
    ("record/*", Insert("when", "\"1 = 2\"")),
    ("record/*/min", Remove),
    ("record/*/min", Lower),
    ("record/*/max", Remove),
    ("record/*/max", Raise),
    ("record/*/above", Remove),
    ("record/*/above", Lower),
    ("record/*/below", Remove),
    ("record/*/below", Raise),
    ("record/*/equals", Remove),
    ("record/*/tolerance", Remove),
    ("record/*/tolerance", Raise),
    ("record/*/tolerance/plus", Raise),
    ("record/*/tolerance/minus", Raise),
    ("record/*/pattern", Remove),
    ("record/*/min_length", Remove),
    ("record/*/max_length", Raise),
    ("record/*/accept", Remove),
    ("record/*/accept", AddOption),
    ("record/*/at_least", Lower),
    ("record/*/not_before", Remove),
    ("record/*/not_after", Remove),
    ("record/*/kinds", Remove),
    ("record/*/alert", Remove),
    ("alert/min", Lower),
    ("alert/max", Raise),
    ("record/*/readings", Remove),
    ("record/*/formula", Remove),
    ("inputs/*", Insert("required", "false")),
    ("inputs/*/min", Lower),
    ("inputs/*/max", Raise),
    ("inputs/*/pattern", Remove),
];

/// Ways that no shipped procedure has a place for.
const NOWHERE: &[&str] =
    &["safety RemoveItem", "steps/order Set(\"any\")", "record/*/below Remove", "record/*/below Raise"];

#[test]
fn every_weakening_is_seen_as_one() {
    let mut tried: BTreeMap<String, usize> = BTreeMap::new();
    let mut failures = Vec::new();
    for (name, text) in shipped::procedures() {
        let procedure = Procedure::parse(&text).unwrap_or_else(|report| panic!("{name}: {report}"));
        let json = serde_json::to_value(procedure.document()).expect("JSON");
        let strong: Document = serde_json::from_value(json.clone()).expect("a document");
        for path in mutate::paths(&json) {
            let parts = mutate::parts(&path);
            for (place, way) in TABLE.iter().filter(|(place, _)| ends_with(&parts, place)) {
                let Some(weak) = weaker(&json, &path, *way) else { continue };
                let Some(weak) = mutate::document(weak) else { continue };
                *tried.entry(format!("{place} {way:?}")).or_default() += 1;
                let (down, up) = (compare(&strong, &weak), compare(&weak, &strong));
                let is_right = has(&down.changes, Effect::Weakens)
                    && down.asked == VersionStep::Major
                    && has(&up.changes, Effect::Strengthens)
                    && !has(&up.changes, Effect::Weakens);
                if !is_right {
                    let (down, up) = (listed(&down.changes), listed(&up.changes));
                    failures.push(format!("{name}: {path}: {way:?}: {down} / {up}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
    let rows = TABLE.iter().map(|(place, way)| format!("{place} {way:?}"));
    let nowhere: Vec<String> = rows.filter(|row| !tried.contains_key(row)).collect();
    assert_eq!(nowhere, NOWHERE);
}

fn has(changes: &[Change], effect: Effect) -> bool {
    changes.iter().any(|change| change.effect == effect)
}

fn listed(changes: &[Change]) -> String {
    let one = |it: &Change| format!("{} {:?} {}", it.kind.word(), it.effect, it.step);
    changes.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Whether a path ends as a place of the table says.
fn ends_with(parts: &[String], place: &str) -> bool {
    let is_number = |part: &&String| part.chars().all(|character| character.is_ascii_digit());
    let names: Vec<&String> = parts.iter().filter(|part| !is_number(part)).collect();
    let place: Vec<&str> = place.split('/').collect();
    let fits = |(name, wanted): (&&String, &&str)| *wanted == "*" || name.as_str() == *wanted;
    // What stands alone is at the top.
    let is_deep_enough =
        if place.len() == 1 && place != ["steps"] && place != ["on_fail"] { names.len() == 1 } else { true };
    is_deep_enough && names.len() >= place.len() && names.iter().rev().zip(place.iter().rev()).all(fits)
}

/// The document with a node weakened; nothing where the way isn't one for it.
fn weaker(json: &Value, path: &str, way: Way) -> Option<Value> {
    let node = json.pointer(path)?;
    let is_item = path.rsplit('/').next()?.chars().all(|character| character.is_ascii_digit());
    let with = |other: Value| Some(mutate::with(json, path, other));
    match way {
        Remove => (!is_item).then(|| mutate::without(json, path)),
        RemoveItem => is_item.then(|| mutate::without(json, path)),
        Lower => with(number(node, -1)?),
        Raise => with(number(node, 1)?),
        Set(text) => with(Value::String(text.to_owned())).filter(|_| node != text),
        Later(words) => {
            let own = words.iter().position(|word| node == word)?;
            with(Value::String((*words.get(own + 1)?).to_owned()))
        }
        Rename(key) => {
            let (parent, _) = path.rsplit_once('/')?;
            let mut renamed = mutate::without(json, path);
            let map = renamed.pointer_mut(parent)?.as_object_mut()?;
            (!map.contains_key(key)).then(|| map.insert(key.to_owned(), node.clone()));
            Some(renamed)
        }
        Insert(key, value) => {
            let mut map = node.as_object()?.clone();
            let is_new = map.insert(key.to_owned(), serde_json::from_str(value).expect("JSON")).is_none();
            with(Value::Object(map)).filter(|_| is_new)
        }
        AddRole => {
            let mut roles = items(node);
            let all = json.pointer("/roles")?.as_object()?.keys();
            let other = all.map(|role| json!(role)).find(|role| !roles.contains(role))?;
            (!is_item).then(|| roles.push(other))?;
            with(Value::Array(roles))
        }
        AddOption => {
            let (field, _) = path.rsplit_once('/')?;
            let mut accepted = items(node);
            let options = json.pointer(&format!("{field}/options"))?;
            let names: Vec<Value> = match options.as_object() {
                Some(titled) => titled.keys().map(|name| json!(name)).collect(),
                None => items(options),
            };
            let other = names.into_iter().find(|name| !accepted.contains(name))?;
            (!is_item).then(|| accepted.push(other))?;
            with(Value::Array(accepted))
        }
    }
}

/// The items of a list, or the one that stands without it.
fn items(node: &Value) -> Vec<Value> {
    node.as_array().cloned().unwrap_or_else(|| vec![node.clone()])
}

/// A number that is so much more, written as the other one.
fn number(node: &Value, more: i64) -> Option<Value> {
    match node {
        Value::Number(number) => Some(json!(number.as_i64()? + more)),
        Value::String(text) => {
            let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
            let whole = whole.parse::<i64>().ok()? + more;
            Some(json!(if rest.is_empty() { whole.to_string() } else { format!("{whole}.{rest}") }))
        }
        _ => None,
    }
}
