//! Canonical JSON after RFC 8785, in a restricted profile.
//!
//! Strings, truth values, nothing, arrays, objects, and whole numbers up to 2^53 - 1, which is what procedures and
//! records hold: decimals and times are strings there. In this profile the form needs no floating-point rules, and two
//! different values never share one text.

use serde_json::Value as Json;

/// The largest whole number that every JSON reader keeps exactly: 2^53 - 1.
const LARGEST: u64 = (1 << 53) - 1;

/// The canonical text of a JSON value.
///
/// # Errors
///
/// Nothing is given for a number outside the profile: one with a fraction, or beyond 2^53 - 1.
pub fn canonical(value: &Json) -> Option<String> {
    let mut text = String::new();
    write(value, &mut text)?;
    Some(text)
}

fn write(value: &Json, text: &mut String) -> Option<()> {
    match value {
        Json::Null => text.push_str("null"),
        Json::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Json::Number(number) => {
            let magnitude = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs))?;
            if magnitude > LARGEST {
                return None;
            }
            text.push_str(&number.to_string());
        }
        Json::String(string) => text.push_str(&quoted(string)?),
        Json::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, text)?;
            }
            text.push(']');
        }
        Json::Object(map) => {
            // RFC 8785 sorts by UTF-16 code units, and a host may have told the map to keep another order.
            let mut pairs: Vec<_> = map.iter().collect();
            pairs.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            text.push('{');
            for (index, (key, value)) in pairs.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                text.push_str(&quoted(key)?);
                text.push(':');
                write(value, text)?;
            }
            text.push('}');
        }
    }
    Some(())
}

/// A JSON string with the escapes of RFC 8785, which are those that serde_json writes.
fn quoted(string: &str) -> Option<String> {
    serde_json::to_string(string).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_text_a_value() {
        let check = |value: Json, expected: Option<&str>| assert_eq!(canonical(&value).as_deref(), expected);
        check(
            json!({"b": [1, true, null], "a": "é\n\u{1}\"\\/"}),
            Some(r#"{"a":"é\n\u0001\"\\/","b":[1,true,null]}"#),
        );
        check(
            json!({"\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "ö": 7}),
            Some("{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}"),
        );
        check(json!(9_007_199_254_740_991_u64), Some("9007199254740991"));
        check(json!(-9_007_199_254_740_991_i64), Some("-9007199254740991"));
        check(json!(9_007_199_254_740_992_u64), None);
        check(json!([1.5]), None);
    }
}
