//! Every node of every shipped procedure is changed and taken away: the change is named where it is.

use countersign::compare::{Change, VersionStep, compare};
use countersign::document::Document;
use countersign::procedure::{Procedure, digest};

use crate::mutate;
use crate::shipped;

/// How many keys a change may stand above the node that was changed: `verify` for one of its fields.
const NEAR: usize = 2;

#[test]
fn every_change_is_named_at_its_place() {
    let (mut moved, mut still, mut weakened) = (0, 0, 0);
    let mut failures = Vec::new();
    for (name, text) in shipped::procedures() {
        let procedure = Procedure::parse(&text).unwrap_or_else(|report| panic!("{name}: {report}"));
        let json = serde_json::to_value(procedure.document()).expect("JSON");
        let original: Document = serde_json::from_value(json.clone()).expect("a document");
        let before = digest(&original);
        for path in mutate::paths(&json) {
            for changed in mutate::mutations(&json, &path) {
                let Ok(document) = serde_json::from_value::<Document>(changed) else { continue };
                let is_same = digest(&document) == before;
                let changes = compare(&original, &document).changes;
                if is_same {
                    still += 1;
                    if !changes.is_empty() {
                        failures
                            .push(format!("{name}: {path}: nothing changed, and yet {}", listed(&changes)));
                    }
                    continue;
                }
                moved += 1;
                weakened += changes.iter().filter(|change| change.weakens()).count();
                let is_trifle = |change: &&Change| change.weakens() && change.step < VersionStep::Major;
                if let Some(trifle) = changes.iter().find(is_trifle) {
                    failures
                        .push(format!("{name}: {path}: a weakening that asks for less: {}", trifle.message));
                }
                if !changes.iter().any(|change| is_at(change, &path)) {
                    failures.push(format!("{name}: {path}: {}", listed(&changes)));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
    assert!(
        moved > 12_000 && still > 20 && weakened > 2_000,
        "{moved} moved, {still} still, {weakened} weakened"
    );
}

fn listed(changes: &[Change]) -> String {
    let place = |change: &Change| change.new.as_ref().or(change.old.as_ref()).map(|site| site.path.clone());
    let one = |change: &Change| format!("{} at {}", change.kind.word(), place(change).unwrap_or_default());
    changes.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Whether a change stands at a JSON pointer, a little above it, or below it.
fn is_at(change: &Change, pointer: &str) -> bool {
    let wanted: Vec<String> =
        pointer.split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~")).collect();
    [&change.old, &change.new].into_iter().flatten().any(|site| {
        let parts: Vec<&str> = site.path.split(['.', '[', ']']).filter(|part| !part.is_empty()).collect();
        let shared = parts.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        shared > 0 && (shared == wanted.len() || shared == parts.len() && wanted.len() - shared <= NEAR)
    })
}
