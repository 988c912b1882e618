//! Changes one node of a document at a time, wherever it stands.

use countersign::document::Document;
use serde_json::Value;

/// Words that stand for each other: where one is allowed the others of its line are.
const WORDS: [&[&str]; 11] = [
    &["draft", "effective", "retired"],
    &["author", "reviewer", "approver"],
    &["witness", "independent", "review"],
    &["next", "group", "release"],
    &["run", "group"],
    &["run", "release"],
    &["strict", "any"],
    &["exact", "half_up", "half_even"],
    &["each", "mean", "min", "max", "range"],
    &["photo", "file", "signature"],
    &[
        "confirm", "choice", "choices", "count", "number", "text", "date", "time", "datetime", "duration",
        "evidence",
    ],
];

/// Values of the forms that a text may have, where nothing can be added to its end.
const FORMS: [&str; 4] = ["2.1.9", "2031-10-31", "2031-10-31T10:11:12Z", "41 min"];

/// The JSON pointers (RFC 6901) of all nodes, innermost first.
pub(crate) fn paths(value: &Value) -> Vec<String> {
    let mut paths = Vec::new();
    collect(value, String::new(), &mut paths);
    paths
}

fn collect(value: &Value, path: String, paths: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                collect(value, format!("{path}/{}", key.replace('~', "~0").replace('/', "~1")), paths);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{path}/{index}"), paths);
            }
        }
        _ => {}
    }
    if !path.is_empty() {
        paths.push(path);
    }
}

/// What the JSON says, if it is a document.
pub(crate) fn document(json: Value) -> Option<Document> {
    serde_json::from_value(json).ok()
}

/// The document with another value in the node, of which not every node can have every form; nothing for a map, whose
/// nodes have their own.
pub(crate) fn changed(json: &Value, path: &str) -> Option<Document> {
    let others: Vec<Value> = match json.pointer(path).expect("a node") {
        Value::String(text) => {
            let words = WORDS.iter().filter(|words| words.contains(&text.as_str())).copied().flatten();
            let others = words.copied().filter(|word| word != text).chain(FORMS).map(str::to_owned);
            std::iter::once(format!("{text}1")).chain(others).map(Value::String).collect()
        }
        Value::Number(number) => number.as_u64().map(|number| Value::from(number + 1)).into_iter().collect(),
        Value::Bool(truth) => vec![Value::Bool(!truth)],
        Value::Array(items) if items.len() > 1 => vec![Value::Array(items.iter().rev().cloned().collect())],
        _ => Vec::new(),
    };
    others.into_iter().find_map(|other| document(with(json, path, other)))
}

/// The document with another node there.
pub(crate) fn with(json: &Value, path: &str, other: Value) -> Value {
    let mut changed = json.clone();
    *changed.pointer_mut(path).expect("a node") = other;
    changed
}

/// The document without the node.
pub(crate) fn without(json: &Value, path: &str) -> Value {
    let (parent, key) = path.rsplit_once('/').expect("a path");
    let mut shorter = json.clone();
    match shorter.pointer_mut(parent).expect("a parent") {
        Value::Object(map) => {
            map.remove(&unescaped(key));
        }
        Value::Array(items) => {
            items.remove(key.parse().expect("an index"));
        }
        _ => {}
    }
    shorter
}

/// The document with the node under another name; nothing for an item of a list.
pub(crate) fn renamed(json: &Value, path: &str) -> Option<Value> {
    let (parent, key) = path.rsplit_once('/').expect("a path");
    let key = unescaped(key);
    let mut renamed = json.clone();
    let map = renamed.pointer_mut(parent).expect("a parent").as_object_mut()?;
    let value = map.remove(&key)?;
    map.insert(format!("{key}1"), value);
    Some(renamed)
}

/// A part of a pointer as it is in the document.
fn unescaped(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

/// The parts of a pointer.
pub(crate) fn parts(path: &str) -> Vec<String> {
    path.split('/').skip(1).map(unescaped).collect()
}
