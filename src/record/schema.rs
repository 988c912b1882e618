//! The JSON Schema of a line of a record.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::header::FORMAT;
use super::line::{MAX_KEY, MAX_LINE};
use crate::run::What;

/// The JSON Schema (draft 7) of one line of a record: the header, an event, or an event whose content was taken out.
/// It covers shape only; hashes and sequence are for [`super::Record::parse`].
pub fn record_schema() -> Value {
    let mut settings = SchemaSettings::draft07();
    settings.definitions_path = "/definitions".into();
    let mut events = settings.into_generator();
    let what = events.subschema_for::<What>();
    let definitions = events.take_definitions(true);
    let digest = || json!({"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"});
    let at = json!({
        "description": "When it was recorded, by the host's clock, with its offset.",
        "type": "string",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$",
    });
    let key = json!({
        "description": "Key of the act, by which it is found again.",
        "type": "string",
        "minLength": 1,
        "maxLength": MAX_KEY,
    });
    let more = json!({"description": "The next event belongs to the same act.", "const": true});
    let seq = json!({"description": "Position, from 1.", "type": "integer", "minimum": 1});
    let by = json!({
        "description": "Who did it.",
        "type": "object",
        "required": ["id", "name"],
        "properties": {
            "id": {"description": "The person's id.", "type": "string", "minLength": 1},
            "name": {"description": "The name as it was printed.", "type": "string"},
        },
        "additionalProperties": false,
    });
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Line of a record",
        "description": format!("A record is JSON Lines: the header, then one line an event, each in canonical form (RFC 8785) and of at most {MAX_LINE} bytes."),
        "oneOf": [
            {
                "title": "header",
                "type": "object",
                "required": ["digest", "format", "hash", "procedure", "run", "trial", "version"],
                "properties": {
                    "digest": {"description": "Digest of the procedure.", "allOf": [digest()]},
                    "format": {"description": "Version of this format.", "const": FORMAT},
                    "hash": {"description": "Hash of the header without this key.", "allOf": [digest()]},
                    "procedure": {"description": "Id of the procedure.", "type": "string", "minLength": 1},
                    "run": {"description": "Id of the run.", "type": "string", "minLength": 1, "maxLength": 80},
                    "trial": {"description": "Whether the run is a trial.", "type": "boolean"},
                    "uses": {
                        "description": "Digests of the procedures that it uses, sorted.",
                        "type": "array",
                        "items": digest(),
                        "minItems": 1,
                        "uniqueItems": true,
                    },
                    "version": {"description": "Version of the procedure.", "type": "string"},
                },
                "additionalProperties": false,
            },
            {
                "title": "event",
                "type": "object",
                "required": ["at", "by", "hash", "leaf", "salt", "seq", "what"],
                "properties": {
                    "asked": {"description": "Digest of what was asked under the key.", "allOf": [digest()]},
                    "at": at,
                    "by": by,
                    "hash": {"description": "Hash over `at`, `key`, `leaf`, `more`, `seq` and the hash before.", "allOf": [digest()]},
                    "key": key,
                    "leaf": {"description": "Hash over `asked`, `by`, `salt` and `what`.", "allOf": [digest()]},
                    "more": more,
                    "salt": {"description": "Random bytes of this event.", "type": "string", "pattern": "^[0-9a-f]{32}$"},
                    "seq": seq,
                    "what": what,
                },
                "dependencies": {"asked": ["key"], "key": ["asked"]},
                "additionalProperties": false,
            },
            {
                "title": "event whose content was taken out",
                "type": "object",
                "required": ["at", "hash", "leaf", "seq"],
                "properties": {
                    "at": at,
                    "hash": digest(),
                    "key": key,
                    "leaf": digest(),
                    "more": more,
                    "seq": seq,
                },
                "additionalProperties": false,
            },
        ],
        "definitions": definitions,
    })
}
