//! Walks over canonical JSON without building values: what isn't in the canonical form is not accepted.
//!
//! A record is hashed as it is stored, so its reader must know that there is only one way to write each line.

use std::borrow::Cow;
use std::ops::Range;

/// How deep arrays and objects may stand in each other.
pub(super) const DEEPEST: usize = 64;

/// The largest whole number of the canonical form: 2^53 - 1.
const LARGEST: u64 = (1 << 53) - 1;

/// The members of a text that is one canonical JSON object: name and place of the value, in order. Nothing is given
/// for any other text.
pub(super) fn members(text: &str) -> Option<Vec<(&str, Range<usize>)>> {
    let mut scan = Scan { text, at: 0 };
    let mut found = Vec::with_capacity(9);
    scan.object(DEEPEST, |name, place| found.push((name, place)))?;
    (scan.at == text.len()).then_some(found)
}

/// Whether a text is one canonical JSON value that is not too deep.
pub(super) fn is_canonical(text: &str) -> bool {
    let mut scan = Scan { text, at: 0 };
    scan.value(DEEPEST).is_some() && scan.at == text.len()
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn value(&mut self, depth: usize) -> Option<()> {
        match self.peek()? {
            b'"' => self.string().map(|_| ()),
            b'{' => self.object(depth, |_, _| ()),
            b'[' => self.array(depth),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            b'n' => self.literal("null"),
            _ => self.number(),
        }
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        self.literal("[")?;
        if self.peek()? == b']' {
            return self.literal("]");
        }
        loop {
            self.value(depth)?;
            match self.peek()? {
                b',' => self.at += 1,
                _ => return self.literal("]"),
            }
        }
    }

    fn object(&mut self, depth: usize, mut member: impl FnMut(&'a str, Range<usize>)) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        self.literal("{")?;
        if self.peek()? == b'}' {
            return self.literal("}");
        }
        let mut before = None;
        loop {
            let name = self.string()?;
            if before.is_some_and(|before| !comes_before(before, name)) {
                return None;
            }
            before = Some(name);
            self.literal(":")?;
            let start = self.at;
            self.value(depth)?;
            member(name, start..self.at);
            match self.peek()? {
                b',' => self.at += 1,
                _ => return self.literal("}"),
            }
        }
    }

    /// The text between the quotes, with its escapes.
    fn string(&mut self) -> Option<&'a str> {
        self.literal("\"")?;
        let start = self.at;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            self.at += rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
            match self.peek()? {
                b'"' => break,
                b'\\' => self.escape()?,
                _ => return None,
            }
        }
        let text = self.text.get(start..self.at)?;
        self.literal("\"")?;
        Some(text)
    }

    fn escape(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        match bytes.get(self.at + 1)? {
            b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 2,
            b'u' => {
                let digits = self.text.get(self.at + 2..self.at + 6)?;
                let lower = digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
                let code = u32::from_str_radix(digits, 16).ok().filter(|_| lower)?;
                if code > 0x1f || matches!(code, 0x08 | 0x09 | 0x0a | 0x0c | 0x0d) {
                    return None;
                }
                self.at += 6;
            }
            _ => return None,
        }
        Some(())
    }

    fn number(&mut self) -> Option<()> {
        let rest = self.text.get(self.at..)?;
        let digits = rest.strip_prefix('-').unwrap_or(rest);
        let length = digits.bytes().take_while(u8::is_ascii_digit).take(17).count();
        let digits = digits.get(..length)?;
        let negative = rest.starts_with('-');
        let spare_zero = digits.starts_with('0') && (length > 1 || negative);
        if spare_zero || digits.parse::<u64>().ok()? > LARGEST {
            return None;
        }
        self.at += length + usize::from(negative);
        Some(())
    }

    fn literal(&mut self, literal: &str) -> Option<()> {
        let rest = self.text.as_bytes().get(self.at..)?;
        rest.starts_with(literal.as_bytes()).then(|| self.at += literal.len())
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// Whether a name stands before another one in the order of RFC 8785, that of UTF-16 code units.
fn comes_before(name: &str, other: &str) -> bool {
    let plain = |name: &str| name.is_ascii() && !name.contains('\\');
    if plain(name) && plain(other) {
        return name < other;
    }
    let units = |name: &str| unescaped(name).encode_utf16().collect::<Vec<u16>>();
    units(name) < units(other)
}

/// The string that stands between quotes in canonical JSON.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    match serde_json::from_str(&format!("\"{text}\"")) {
        Ok(string) => Cow::Owned(string),
        Err(_) => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value as Json;

    use super::*;
    use crate::value::canonical;

    #[test]
    fn one_way_to_write_a_value() {
        for text in [
            "null",
            "0",
            "-1",
            "9007199254740991",
            "\"\"",
            r#""\u0000\u001f\b\t\n\f\r\"\\/""#,
            "\"\u{7f}é\u{1f600}\"",
            "[]",
            "{}",
            r#"[[],{"a":[1,true,false,null]}]"#,
            r#"{"\n":1,"a":2,"b":3}"#,
            "{\"\u{1f600}\":1,\"\u{fb33}\":2}",
        ] {
            assert!(is_canonical(text), "{text}");
        }
        for text in [
            "",
            " null",
            "null ",
            "nul",
            "00",
            "-0",
            "1.0",
            "1e3",
            "9007199254740992",
            "99999999999999999999999",
            "\"",
            "\"\n\"",
            r#""\/""#,
            r#""\u000a""#,
            r#""\u0041""#,
            r#""\u001F""#,
            r#""\ud83d\ude00""#,
            "[1,]",
            "[1, 2]",
            "[",
            "{",
            r#"{"a":1,"a":2}"#,
            r#"{"b":1,"a":2}"#,
            r#"{"a":1,}"#,
            r#"{"a" :1}"#,
            "{\"\u{fb33}\":2,\"\u{1f600}\":1}",
        ] {
            assert!(!is_canonical(text), "{text}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(is_canonical(&nested(DEEPEST)));
        assert!(!is_canonical(&nested(DEEPEST + 1)));
        assert!(!is_canonical(&"[".repeat(1_000_000)));
    }

    fn json() -> impl Strategy<Value = Json> {
        let string = prop_oneof!["[a-c]{0,2}", ".{0,4}", "[\u{0}-\u{1f}\"\\\\\u{e000}\u{10000}]{0,3}"];
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::from),
            any::<i64>().prop_map(Json::from),
            (-99..99_i64).prop_map(Json::from),
            any::<f64>().prop_map(Json::from),
            string.clone().prop_map(Json::from),
        ];
        leaf.prop_recursive(4, 30, 5, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Json::from),
                proptest::collection::btree_map(string.clone(), inner, 0..5)
                    .prop_map(|map| map.into_iter().collect::<Json>()),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_the_writer_writes_and_nothing_else(value in json(), place in any::<prop::sample::Index>(), byte: u8) {
            let Some(text) = canonical(&value) else { return Ok(()) };
            prop_assert!(is_canonical(&text));
            let mut bytes = text.into_bytes();
            let place = place.index(bytes.len());
            bytes[place] = byte;
            if let Ok(text) = String::from_utf8(bytes) {
                let again = serde_json::from_str(&text).ok().and_then(|value: Json| canonical(&value));
                prop_assert_eq!(is_canonical(&text), again.as_ref() == Some(&text), "{}", text);
            }
        }

        #[test]
        fn a_published_writer_agrees(value in json()) {
            let expected = serde_json_canonicalizer::to_string(&value).expect("a text");
            if let Some(text) = canonical(&value) {
                prop_assert_eq!(text, expected);
            }
        }
    }
}
