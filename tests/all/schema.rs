//! The stored JSON Schema: equal to the types, and judged by a validator of another make.

use std::fs;
use std::path::PathBuf;

use boon::{Compiler, Schemas};
use countersign::document::procedure_schema;
use serde_json::Value;

use crate::{golden, shipped};

#[test]
fn the_stored_schema_is_that_of_the_types() {
    let text = serde_json::to_string_pretty(&procedure_schema()).expect("JSON") + "\n";
    golden::check("schema/procedure.json", &text);
}

#[test]
fn another_validator_accepts_every_shipped_procedure() {
    for (name, text) in shipped::procedures() {
        assert_eq!(validate(&text), Ok(()), "{name}");
        let first = text.lines().next().expect("a line");
        assert_eq!(first, "# yaml-language-server: $schema=../schema/procedure.json", "{name}");
    }
}

#[test]
fn another_validator_refuses_wrong_shapes() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/shape");
    let mut tried = 0;
    for entry in fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("text");
        assert!(validate(&text).is_err(), "{} passes the schema", path.display());
        let report = countersign::rules::check(countersign::source::Source::new("", &text), None);
        assert!(report.has_errors(), "{} passes the rules", path.display());
        tried += 1;
    }
    assert!(tried >= 12, "only {tried} fixtures");
}

/// Judges a text by the schema, read by a YAML crate of another make.
fn validate(text: &str) -> Result<(), String> {
    let instance: Value = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("procedure.json", procedure_schema()).expect("a resource");
    let index = compiler.compile("procedure.json", &mut schemas).expect("a schema");
    schemas.validate(&instance, index).map_err(|error| format!("{error:#}"))
}
