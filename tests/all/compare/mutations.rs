//! Every node of every shipped procedure is changed, renamed and taken away: the change is named where it is.

use countersign::compare::{Change, VersionStep, compare};
use countersign::document::Document;
use countersign::procedure::{Procedure, digest};

use crate::mutate;
use crate::shipped;

/// How many keys a change may stand above the node that was changed: `verify` for one of its fields.
const NEAR: usize = 2;

#[test]
fn every_change_is_named_at_its_place() {
    let (mut moved, mut still) = (0, 0);
    let mut failures = Vec::new();
    for (name, text) in shipped::procedures() {
        let procedure = Procedure::parse(&text).unwrap_or_else(|report| panic!("{name}: {report}"));
        let json = serde_json::to_value(procedure.document()).expect("JSON");
        let original: Document = serde_json::from_value(json.clone()).expect("a document");
        for path in mutate::paths(&json) {
            let changed = mutate::changed(&json, &path);
            let is_scalar = !json.pointer(&path).is_some_and(|it| it.is_object() || it.is_array());
            if is_scalar && changed.is_none() {
                failures.push(format!("{name}: {path}: no other value was tried"));
            }
            let without = mutate::document(mutate::without(&json, &path));
            let renamed = mutate::renamed(&json, &path).and_then(mutate::document);
            // What is taken away in one direction is added in the other.
            let both = without.iter().flat_map(|without| [(&original, without), (without, &original)]);
            let others = changed.iter().chain(&renamed).map(|other| (&original, other));
            for (old, new) in both.chain(others) {
                let changes = compare(old, new).changes;
                if digest(old) == digest(new) {
                    still += 1;
                    if !changes.is_empty() {
                        failures
                            .push(format!("{name}: {path}: nothing changed, and yet {}", listed(&changes)));
                    }
                    continue;
                }
                moved += 1;
                if !changes.iter().any(|change| is_at(change, &path)) {
                    failures.push(format!("{name}: {path}: {}", listed(&changes)));
                }
                // The version and its history ask for nothing by themselves.
                let is_asked = changes.iter().any(|change| change.step > VersionStep::None);
                if !is_asked && path != "/version" && !path.starts_with("/changes") {
                    failures.push(format!("{name}: {path}: asks for no step: {}", listed(&changes)));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
    assert!(moved > 12_000 && still > 20, "{moved} moved, {still} still");
}

fn listed(changes: &[Change]) -> String {
    let place = |change: &Change| change.new.as_ref().or(change.old.as_ref()).map(|site| site.path.clone());
    let one = |change: &Change| format!("{} at {}", change.kind.word(), place(change).unwrap_or_default());
    changes.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Whether a change stands at a JSON pointer, a little above it, or below it.
fn is_at(change: &Change, pointer: &str) -> bool {
    let wanted = mutate::parts(pointer);
    [&change.old, &change.new].into_iter().flatten().any(|site| {
        let parts: Vec<&str> = site.path.split(['.', '[', ']']).filter(|part| !part.is_empty()).collect();
        let shared = parts.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        shared > 0 && (shared == wanted.len() || shared == parts.len() && wanted.len() - shared <= NEAR)
    })
}
