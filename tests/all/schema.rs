//! The stored JSON Schema: equal to the types, and judged by a validator of another make.

use std::fs;
use std::path::PathBuf;

use boon::{Compiler, Schemas};
use countersign::document::procedure_schema;
use countersign::scenario::scenario_schema;
use serde_json::Value;

use crate::{golden, shipped};

#[test]
fn the_stored_schema_is_that_of_the_types() {
    let text = serde_json::to_string_pretty(&procedure_schema()).expect("JSON") + "\n";
    golden::check("schema/procedure.json", &text);
}

#[test]
fn the_stored_schema_of_scenarios_is_that_of_the_types() {
    let text = serde_json::to_string_pretty(&scenario_schema()).expect("JSON") + "\n";
    golden::check("schema/scenario.json", &text);
}

#[test]
fn another_validator_accepts_every_shipped_file() {
    let all = [
        (shipped::procedures(), procedure_schema(), "procedure.json"),
        (shipped::scenarios(), scenario_schema(), "scenario.json"),
    ];
    for (files, schema, file) in all {
        let check = validator(schema);
        for (name, text) in files {
            assert_eq!(check(&text), Ok(()), "{name}");
            let first = text.lines().next().expect("a line");
            assert_eq!(first, format!("# yaml-language-server: $schema=../schema/{file}"), "{name}");
        }
    }
}

#[test]
fn another_validator_refuses_wrong_shapes() {
    let check = validator(procedure_schema());
    each_in("tests/data/shape", 12, |path, text| {
        assert!(check(text).is_err(), "{path} passes the schema");
        let report = countersign::rules::check(countersign::source::Source::new("", text), None);
        assert!(report.has_errors(), "{path} passes the rules");
    });
    let check = validator(scenario_schema());
    each_in("tests/data/scenarios/shape", 8, |path, text| {
        assert!(check(text).is_err(), "{path} passes the schema");
        let report = countersign::scenario::check(countersign::source::Source::new("", text));
        assert!(report.has_errors(), "{path} passes the rules");
    });
}

fn each_in(folder: &str, least: usize, check: impl Fn(&str, &str)) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut tried = 0;
    for entry in fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        check(&path.display().to_string(), &fs::read_to_string(&path).expect("text"));
        tried += 1;
    }
    assert!(tried >= least, "only {tried} fixtures");
}

/// Judges texts by a schema, read by a YAML crate of another make.
fn validator(schema: Value) -> impl Fn(&str) -> Result<(), String> {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("schema.json", schema).expect("a resource");
    let index = compiler.compile("schema.json", &mut schemas).expect("a schema");
    move |text| {
        let instance: Value = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
        schemas.validate(&instance, index).map_err(|error| format!("{error:#}").chars().take(2_000).collect())
    }
}
