//! The JSON Schema of a procedure file, for editors and for validators of other makes.
//!
//! It is made from the document types, so that it can't say anything else than they do. It covers shape only; what
//! a procedure must fulfil beyond its shape is in the rules.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::{
    Band, Disposition, Document, Equals, EvidenceKind, Field, FieldType, Judge, Limit, List, Options,
    OtherUnit, Rounding, Tolerance,
};
use crate::value::Text;

/// The JSON Schema (draft 7, which editors read best) of a procedure file.
pub fn procedure_schema() -> Value {
    let mut settings = SchemaSettings::draft07();
    settings.definitions_path = "/$defs".into();
    let mut schema = settings.into_generator().into_root_schema_for::<Document>().to_value();
    without_nothing(&mut schema);
    schema
}

/// Takes out `null`: a key that may be left out may still not be empty.
pub(crate) fn without_nothing(schema: &mut Value) {
    if let Some(object) = schema.as_object_mut() {
        if let Some(types) = object.get_mut("type").and_then(Value::as_array_mut) {
            types.retain(|name| name != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                object.insert("type".to_owned(), only);
            }
        }
        if let Some(Value::Array(branches)) = object.get_mut("anyOf") {
            branches.retain(|branch| *branch != json!({"type": "null"}));
            if branches.len() == 1 {
                // In a list of one, because draft 7 ignores what stands beside a `$ref`.
                let branches = object.remove("anyOf").unwrap_or_default();
                object.insert("allOf".to_owned(), branches);
            }
        }
        object
            .remove("default")
            .filter(|default| !default.is_null())
            .map(|it| object.insert("default".to_owned(), it));
        object.values_mut().for_each(without_nothing);
    } else if let Some(items) = schema.as_array_mut() {
        items.iter_mut().for_each(without_nothing);
    }
}

/// What may be decided about a deviation, each disposition as a key with its meaning.
pub(super) fn decide(generator: &mut SchemaGenerator) -> Schema {
    let dispositions = Disposition::json_schema(generator).to_value();
    let empty = Vec::new();
    let branches = dispositions.get("oneOf").and_then(Value::as_array).unwrap_or(&empty);
    let mut properties = Map::new();
    for branch in branches {
        if let (Some(Value::String(word)), Some(meaning)) = (branch.get("const"), branch.get("description")) {
            let roles = generator.subschema_for::<List<String>>().to_value();
            properties.insert(word.clone(), json!({"allOf": [roles], "description": meaning}));
        }
    }
    json_schema!({"type": "object", "properties": properties, "additionalProperties": false})
}

/// One branch a type, so that an editor offers the keys of the type and no others.
impl JsonSchema for Field {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Field".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let branches: Vec<Value> = FieldType::ALL.into_iter().map(|kind| branch(generator, kind)).collect();
        json_schema!({
            "description": "One thing to record. The `type` decides which other keys there are.",
            "type": "object",
            "required": ["type"],
            "oneOf": branches,
        })
    }
}

fn branch(generator: &mut SchemaGenerator, kind: FieldType) -> Value {
    let mut properties = Map::new();
    for key in FieldType::COMMON_KEYS.iter().chain(kind.keys()) {
        let mut schema = property(generator, key).to_value();
        if *key == "type" {
            schema = json!({"const": kind.word(), "description": meaning(kind)});
        } else if let Some(object) = schema.as_object_mut() {
            // Beside a `$ref` draft 7 ignores other keys, so the reference goes into a list of one.
            if let Some(reference) = object.remove("$ref") {
                object.insert("allOf".to_owned(), json!([{"$ref": reference}]));
            }
            object.insert("description".to_owned(), Value::String(description(key).to_owned()));
        }
        properties.insert((*key).to_owned(), schema);
    }
    json!({
        "title": format!("field of type {}", kind.word()),
        "type": "object",
        "properties": properties,
        "required": required(kind),
        "additionalProperties": false,
    })
}

fn required(kind: FieldType) -> Vec<&'static str> {
    match kind {
        FieldType::Choice | FieldType::Choices => vec!["type", "options"],
        _ => vec!["type"],
    }
}

fn property(generator: &mut SchemaGenerator, key: &str) -> Schema {
    match key {
        "title" | "help" => generator.subschema_for::<Text>(),
        "required" | "record_only" | "multiline" => generator.subschema_for::<bool>(),
        "options" => generator.subschema_for::<Options>(),
        "accept" => generator.subschema_for::<List<String>>(),
        "at_least" | "at_most" | "decimals" | "readings" | "min_length" | "max_length" => {
            generator.subschema_for::<u32>()
        }
        "equals" => generator.subschema_for::<Equals>(),
        "tolerance" => generator.subschema_for::<Tolerance>(),
        "alert" | "plausible" => generator.subschema_for::<Band>(),
        "rounding" => generator.subschema_for::<Rounding>(),
        "judge" => generator.subschema_for::<Judge>(),
        "also" => generator.subschema_for::<Vec<OtherUnit>>(),
        "kinds" => generator.subschema_for::<Vec<EvidenceKind>>(),
        "min" | "max" | "above" | "below" | "target" | "not_before" | "not_after" => {
            generator.subschema_for::<Limit>()
        }
        _ => generator.subschema_for::<String>(),
    }
}

fn meaning(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Confirm => "Yes or no; conforms when yes.",
        FieldType::Choice => "One of several options; conforms when it is in `accept`.",
        FieldType::Choices => "Any number of options; conforms when all chosen are in `accept`.",
        FieldType::Count => "A whole number of things.",
        FieldType::Number => "A measured or computed number with a unit.",
        FieldType::Text => "Text, such as a lot number or a remark.",
        FieldType::Date => "A day, `2026-12-01`.",
        FieldType::Time => "A time of day, `09:30`.",
        FieldType::DateTime => "A moment with its offset, `2026-12-01T09:30:00+01:00`.",
        FieldType::Duration => "A length of time, `1 h 30 min`.",
        FieldType::Evidence => "Photos, files or signatures.",
    }
}

fn description(key: &str) -> &'static str {
    match key {
        "title" => "What the field is called on screen and paper.",
        "help" => "How to find or measure the value.",
        "required" => "Whether a value must be given. Default `true`.",
        "record_only" => "`true` says that there is no limit on purpose.",
        "when" => "Condition under which the field is asked; it may read the fields above it.",
        "formula" => "Formula that computes the value; nobody types it.",
        "options" => "What can be chosen: a list of names, or a map from name to title.",
        "accept" => "The options that conform.",
        "at_least" => "The fewest options or pieces of evidence.",
        "at_most" => "The most options.",
        "min" => "The smallest value that conforms.",
        "max" => "The largest value that conforms.",
        "above" => "The value must be larger than this.",
        "below" => "The value must be smaller than this.",
        "equals" => "The only value that conforms.",
        "target" => "The value aimed at; goes with `tolerance`.",
        "tolerance" => "How far from the target still conforms: `5`, `0.2 %`, or `{plus: 6, minus: 3}`.",
        "unit" => "Unit in which the value is entered and the limits are meant.",
        "decimals" => "How many decimals the instrument shows; a finer entry is refused.",
        "alert" => "Values outside are marked, without being a deviation.",
        "plausible" => "Values outside are asked about, because they look like typing errors.",
        "rounding" => "How the value meets its limit. Default `exact`.",
        "readings" => "How many readings are taken.",
        "judge" => "What of the readings is judged. Default `each`.",
        "also" => "The same limit as declared in other units.",
        "pattern" => "Pattern that the whole text must match.",
        "min_length" => "The fewest characters.",
        "max_length" => "The most characters.",
        "multiline" => "Whether the text may have several lines.",
        "not_before" => "The earliest that conforms: a literal or a formula; `today` is the date of the act.",
        "not_after" => "The latest that conforms: a literal or a formula; `today` is the date of the act.",
        "kinds" => "Which kinds of evidence count.",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_a_field_is_described() {
        let keys = FieldType::ALL.iter().flat_map(|kind| kind.keys()).chain(FieldType::COMMON_KEYS);
        for key in keys.filter(|key| **key != "type") {
            assert!(!description(key).is_empty(), "{key}");
        }
    }
}
