//! Changes one node of a document at a time, wherever it stands.

use serde_json::Value;

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

/// The document with one node changed, and with the node taken away.
pub(crate) fn mutations(json: &Value, path: &str) -> Vec<Value> {
    let mut results = Vec::new();
    let mut changed = json.clone();
    let node = changed.pointer_mut(path).expect("a node");
    let other = match &*node {
        Value::String(text) => Some(Value::String(format!("{text}1"))),
        Value::Number(number) => number.as_u64().map(|number| Value::from(number + 1)),
        Value::Bool(truth) => Some(Value::Bool(!truth)),
        Value::Array(items) if items.len() > 1 => Some(Value::Array(items.iter().rev().cloned().collect())),
        _ => None,
    };
    if let Some(other) = other {
        *node = other;
        results.push(changed);
    }
    let (parent, key) = path.rsplit_once('/').expect("a path");
    let mut shorter = json.clone();
    match shorter.pointer_mut(parent).expect("a parent") {
        Value::Object(map) => {
            map.remove(&key.replace("~1", "/").replace("~0", "~"));
        }
        Value::Array(items) => {
            items.remove(key.parse().expect("an index"));
        }
        _ => {}
    }
    results.push(shorter);
    results
}
