//! What holds for every type with a written form.

use std::fmt::Debug;
use std::fmt::Display;
use std::str::FromStr;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::*;

/// Text that is read is shown in a form that reads as the same, also through JSON, and fits the schema's pattern.
fn check<T>(text: &str)
where
    T: FromStr + Display + Debug + PartialEq + JsonSchema + Serialize + DeserializeOwned,
{
    let Ok(read) = text.parse::<T>() else { return };
    let shown = read.to_string();
    assert_eq!(shown.parse::<T>().ok().as_ref(), Some(&read), "{text}");
    if let Ok(json @ serde_json::Value::String(_)) = serde_json::to_value(&read) {
        assert_eq!(serde_json::from_value::<T>(json).ok().as_ref(), Some(&read), "{text}");
    }
    for pattern in patterns(&schemars::schema_for!(T).to_value()) {
        assert!(regex::Regex::new(&pattern).unwrap().is_match(&shown), "{shown} is not {pattern}");
        assert!(regex::Regex::new(&pattern).unwrap().is_match(text), "{text} is not {pattern}");
    }
}

fn patterns(schema: &serde_json::Value) -> Vec<String> {
    let own = schema.get("pattern").into_iter();
    let alternatives = schema.get("anyOf").and_then(|any| any.as_array()).into_iter().flatten();
    let inner = alternatives.filter_map(|alternative| alternative.get("pattern"));
    own.chain(inner).filter_map(|pattern| pattern.as_str().map(str::to_owned)).collect()
}

fn check_all(text: &str) {
    check::<Decimal>(text);
    check::<Quantity>(text);
    check::<Unit>(text);
    check::<Duration>(text);
    check::<Date>(text);
    check::<Time>(text);
    check::<DateTime>(text);
    let _ = (Unit::suggest(text), nearest(text, ["mass", "µg", ""]), quoted(text));
    if let Err(error) = text.parse::<Decimal>() {
        let _ = error.help();
    }
    if let Err(error) = text.parse::<Duration>() {
        let _ = error.help();
    }
}

#[test]
fn the_examples_of_every_schema_are_read() {
    fn examples<T: JsonSchema + DeserializeOwned>() {
        let schema = schemars::schema_for!(T).to_value();
        let examples = schema.get("examples").and_then(|examples| examples.as_array()).unwrap();
        for example in examples.iter().filter(|example| example.is_string() || example.is_object()) {
            assert!(serde_json::from_value::<T>(example.clone()).is_ok(), "{example}");
        }
        assert!(schema.get("title").is_some() && schema.get("description").is_some());
    }
    examples::<Decimal>();
    examples::<Quantity>();
    examples::<Unit>();
    examples::<Duration>();
    examples::<Date>();
    examples::<Time>();
    examples::<DateTime>();
    examples::<Text>();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, rng_seed: RngSeed::Fixed(5), ..ProptestConfig::default() })]

    #[test]
    fn any_text_gets_an_answer(text in "\\PC{0,24}") {
        check_all(&text);
    }

    #[test]
    fn text_like_numbers_and_times_gets_an_answer(text in "-?[0-9]{0,4}[.:,-]?[0-9]{0,30}( (g|°C|h|min|s|d))?( [0-9]{1,2} (min|s))?") {
        check_all(&text);
    }

    #[test]
    fn text_like_date_times_gets_an_answer(
        text in "[0-9]{4}-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{1,7})?(Z|[+-][0-2][0-9]:[0-6][0-9]))?",
    ) {
        check_all(&text);
    }
}
