//! The digest moves with every change of meaning, and with nothing else.

use countersign::document::Document;
use countersign::procedure::{Procedure, digest};
use serde_json::Value;

use crate::mutate;
use crate::shipped;

#[test]
fn comments_order_of_keys_and_formatting_dont_move_it() {
    for (name, text) in shipped::procedures() {
        let original = Procedure::parse(&text).unwrap_or_else(|report| panic!("{name}: {report}"));
        let written = countersign::document::write(original.document()).expect("YAML");
        let again = Procedure::parse(&written).unwrap_or_else(|report| panic!("{name}: {report}\n{written}"));
        assert_eq!(again.digest(), original.digest(), "{name}: another layout");
        assert_eq!(again.document(), original.document(), "{name}");
        let json = serde_json::to_string(original.document()).expect("JSON");
        let through_json: Document = serde_json::from_str(&json).expect("a document");
        let commented =
            format!("# a comment\n{}", text.replace("\nsteps:\n", "\n\n# here they come\nsteps:\n"));
        assert_eq!(
            Procedure::parse(&commented).expect("no errors").digest(),
            original.digest(),
            "{name}: comments"
        );
        assert_eq!(digest(&through_json), original.digest(), "{name}: through JSON");
    }
}

#[test]
fn every_node_moves_it() {
    let mut tried = 0;
    for (name, text) in shipped::procedures() {
        let procedure = Procedure::parse(&text).unwrap_or_else(|report| panic!("{name}: {report}"));
        let json = serde_json::to_value(procedure.document()).expect("JSON");
        // A JSON value may sort its keys, so the document that comes of it is the one to compare with.
        let original: Document = serde_json::from_value(json.clone()).expect("a document");
        let before = digest(&original);
        for path in mutate::paths(&json) {
            let without = mutate::document(mutate::without(&json, &path));
            for document in mutate::changed(&json, &path).into_iter().chain(without) {
                if document == original || is_outside(&path) || is_spelled_out(&path, &json, &document) {
                    continue;
                }
                tried += 1;
                assert_ne!(digest(&document), before, "{name}: {path}");
            }
        }
    }
    assert!(tried > 12_000, "only {tried} mutations were tried");
}

/// Parts that the digest doesn't cover, on purpose.
fn is_outside(path: &str) -> bool {
    path.starts_with("/status") || path.starts_with("/approvals")
}

/// Taking away what only said a default aloud changes nothing.
fn is_spelled_out(path: &str, json: &Value, changed: &Document) -> bool {
    let defaults = [
        ("/language", "en"),
        ("/before", "next"),
        ("/block", "run"),
        ("/order", "strict"),
        ("/judge", "each"),
    ];
    if let Some((step, _)) = path.rsplit_once("/verify").filter(|_| path.ends_with("/fields")) {
        let recorded =
            json.pointer(&format!("{step}/record")).and_then(Value::as_object).expect("a record").len();
        // One name is written without a list.
        return json.pointer(path).and_then(Value::as_array).map_or(1, Vec::len) == recorded;
    }
    let same_as = |other: &str| json.pointer(path).is_some_and(|value| Some(value) == json.pointer(other));
    if let Some(step) = path.strip_suffix("/on_fail").filter(|step| *step != "/defaults") {
        let id = &json.pointer(step).expect("a step")["id"];
        let normal = |path: &str| {
            let mut on_fail = json.pointer(path).expect("a node").clone();
            if on_fail["rework"]["back_to"] == *id {
                on_fail["rework"]["back_to"] = "self".into();
            }
            on_fail
        };
        return normal(path) == normal("/defaults/on_fail");
    }
    if let Some(group) =
        path.strip_suffix("/by").and_then(|step| step.rsplit_once("/steps/")).map(|(group, _)| group)
        && same_as(&format!("{group}/by"))
    {
        return true;
    }
    let value = json.pointer(path).and_then(Value::as_str);
    defaults.iter().any(|(key, word)| path.ends_with(key) && value == Some(*word))
        && serde_json::to_value(changed).expect("JSON").pointer(path).is_none()
}
