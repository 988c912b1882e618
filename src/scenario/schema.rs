//! The JSON Schema of a scenario file, for editors and for validators of other makes.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::document::ScenarioDocument;
use super::kind::LineKind;
use crate::document::without_nothing;

/// The JSON Schema (draft 7, which editors read best) of a scenario file. It covers shape only: whether people, steps
/// and fields are there is for the rules.
pub fn scenario_schema() -> Value {
    let mut settings = SchemaSettings::draft07();
    settings.definitions_path = "/$defs".into();
    let mut schema = settings.into_generator().into_root_schema_for::<ScenarioDocument>().to_value();
    without_nothing(&mut schema);
    if let Some(given) = schema.pointer_mut("/$defs/Given") {
        // In YAML the text of a number is kept as it is written, so that it may stand without quotes.
        let typed = json!({"type": ["string", "number", "boolean"]});
        *given = json!({
            "description": given.get("description"),
            "anyOf": [typed, {"type": "array", "items": typed}],
        });
    }
    if let Some(line) = schema.pointer_mut("/$defs/LineEntry") {
        *line = by_kind(line);
    }
    if let Some(Value::Object(case)) = schema.pointer_mut("/$defs/CaseEntry") {
        case.insert("anyOf".to_owned(), json!([{"required": ["at"]}, {"required": ["follows"]}]));
    }
    schema
}

/// One branch a kind of line, so that an editor offers the keys of the kind and no others.
fn by_kind(line: &Value) -> Value {
    let empty = Map::new();
    let all = line.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    let branch = |kind: LineKind| {
        let keys = std::iter::once(kind.word()).chain(kind.keys().iter().copied());
        let properties: Map<String, Value> =
            keys.filter_map(|key| Some((key.to_owned(), all.get(key)?.clone()))).collect();
        let required = if kind == LineKind::Expect { vec!["expect"] } else { vec![kind.word(), "by"] };
        json!({
            "title": kind.word(),
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    };
    json!({
        "description": line.get("description"),
        "type": "object",
        "oneOf": LineKind::all().map(branch).collect::<Vec<_>>(),
    })
}
