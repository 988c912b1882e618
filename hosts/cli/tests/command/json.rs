//! `--format json`: the shape that is promised, and the schema that says so.

use serde_json::{Value, json};

use crate::project::{Answer, CLEAN, Project, broken};

#[test]
fn one_object_with_everything() {
    let twice = CLEAN.replace("    by: cook", "    by: cook\n    by: cook");
    let project = Project::new().file("a/stir.yaml", broken()).file("a/b.yaml", twice);
    let answer = project.run(&["check", "a", "gone", "--format", "json"]).code(3);
    assert!(answer.out.starts_with(r#"{"format":1,"files":2,"errors":2,"warnings":0,"#), "{}", answer.out);
    let found = parsed(&answer);
    assert_eq!(
        found["findings"][1],
        json!({
            "rule": "unknown-key", "severity": "error", "file": "a/stir.yaml", "path": "steps[0].tilte",
            "line": 13, "column": 5, "end_line": 13, "end_column": 10,
            "message": "`tilte` is not a key of a step", "help": "did you mean `title`?", "related": []
        })
    );
    assert_eq!(found["findings"][0]["related"][0]["line"], 12);
    assert_eq!(found["unread"], json!([{"file": "gone", "message": "there is no such file or folder"}]));
}

#[test]
fn output_is_valid_by_its_schema() {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let twice = CLEAN.replace("    by: cook", "    by: cook\n    by: cook");
    let project =
        Project::new().file("a/stir.yaml", broken()).file("a/b.yaml", twice).file("a/c.yaml", b"\xff");
    for paths in [&["a", "gone"][..], &["a/b.yaml"], &["gone"]] {
        let answer = project.run(&[&["check", "--format", "json"], paths].concat());
        validate(&schema, &schema, &parsed(&answer), "$");
    }
}

#[test]
fn the_stored_schema_is_the_printed_one() {
    let stored = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/findings.json");
    let stored = std::fs::read_to_string(stored).unwrap();
    assert!(stored == schema(), "run `countersign schema findings > schema/findings.json`");
}

fn schema() -> String {
    Project::new().run(&["schema", "findings"]).code(0).out
}

fn parsed(answer: &Answer) -> Value {
    serde_json::from_str(&answer.out).unwrap()
}

/// Holds a value against the few words of JSON Schema that the schema of findings uses; a key that the schema doesn't
/// name fails too, so that nothing is printed that isn't described.
fn validate(root: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return validate(root, root.pointer(reference.trim_start_matches('#')).unwrap(), value, at);
    }
    if let Some(constant) = schema.get("const") {
        assert_eq!(value, constant, "{at}");
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        assert!(words.contains(value), "{at}: {value}");
    }
    if let Some(kind) = schema.get("type") {
        let kinds: Vec<&str> = match kind {
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
            kind => kind.as_str().into_iter().collect(),
        };
        assert!(kinds.iter().any(|kind| is_kind(kind, value)), "{at}: {value} is none of {kinds:?}");
    }
    if let (Some(least), Some(number)) = (schema.get("minimum"), value.as_u64()) {
        assert!(number >= least.as_u64().unwrap(), "{at}: {value}");
    }
    if let (Some(items), Some(values)) = (schema.get("items"), value.as_array()) {
        values.iter().for_each(|value| validate(root, items, value, &format!("{at}[]")));
    }
    if let (Some(Value::Object(properties)), Some(object)) = (schema.get("properties"), value.as_object()) {
        for required in schema["required"].as_array().unwrap().iter().filter_map(Value::as_str) {
            assert!(object.contains_key(required), "{at} lacks `{required}`");
        }
        for (key, value) in object {
            let schema = properties.get(key).unwrap_or_else(|| panic!("{at}.{key} is not described"));
            validate(root, schema, value, &format!("{at}.{key}"));
        }
    }
}

fn is_kind(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        "null" => value.is_null(),
        _ => false,
    }
}
