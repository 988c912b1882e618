//! Text for people, in one language or in several.

use std::fmt;

use indexmap::IndexMap;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::de;
use serde::de::MapAccess;
use serde::de::Visitor;

use super::quoted;

/// Text for people: a string in the procedure's own language, or a map from language tag (BCP 47) to string.
///
/// Not markup: whoever shows it escapes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Text {
    /// In the language the procedure says it is written in.
    Plain(String),
    /// In several languages, in the order they were written.
    Languages(IndexMap<String, String>),
}

impl Text {
    /// The text in the language `tag`, or in the nearest one there is.
    ///
    /// Tried in this order: the tag itself; the tag with its last parts taken off, one by one (`de-AT`, then `de`);
    /// another variety of the same language (`de-CH`); the default language in the same way; English; the first one
    /// written. Tags are compared without regard to case. A plain text is the answer whatever the language. Nothing
    /// only if no language at all is given.
    pub fn in_language(&self, tag: &str, default_language: &str) -> Option<&str> {
        match self {
            Text::Plain(text) => Some(text),
            Text::Languages(texts) => [tag, default_language, "en"]
                .into_iter()
                .find_map(|wanted| closest(texts, wanted))
                .or_else(|| texts.values().next().map(String::as_str)),
        }
    }

    /// The text in exactly this language, if it is written in several and this is one of them.
    pub fn exactly_in(&self, tag: &str) -> Option<&str> {
        match self {
            Text::Plain(_) => None,
            Text::Languages(texts) => exact(texts, tag),
        }
    }

    /// The tags of the languages it is written in; none for a plain text, which is in its procedure's language.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        let texts = match self {
            Text::Plain(_) => None,
            Text::Languages(texts) => Some(texts),
        };
        texts.into_iter().flat_map(|texts| texts.keys().map(String::as_str))
    }

    /// All the strings, in the order written.
    pub fn strings(&self) -> impl Iterator<Item = &str> {
        let (plain, texts) = match self {
            Text::Plain(text) => (Some(text.as_str()), None),
            Text::Languages(texts) => (None, Some(texts)),
        };
        plain.into_iter().chain(texts.into_iter().flat_map(|texts| texts.values().map(String::as_str)))
    }

    /// Whether there is nothing to read: no language, or only white space in one of them.
    pub fn is_empty(&self) -> bool {
        match self {
            Text::Plain(text) => text.trim().is_empty(),
            Text::Languages(texts) => texts.is_empty() || texts.values().any(|text| text.trim().is_empty()),
        }
    }
}

/// Empty text, which no procedure may show.
impl Default for Text {
    fn default() -> Text {
        Text::Plain(String::new())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::Plain(text.to_owned())
    }
}

fn exact<'a>(texts: &'a IndexMap<String, String>, tag: &str) -> Option<&'a str> {
    texts.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag)).map(|(_, text)| text.as_str())
}

fn closest<'a>(texts: &'a IndexMap<String, String>, tag: &str) -> Option<&'a str> {
    let mut shorter = tag;
    loop {
        if let Some(found) = exact(texts, shorter) {
            return Some(found);
        }
        match shorter.rsplit_once('-') {
            Some((start, _)) => shorter = start,
            None => break,
        }
    }
    let of_language =
        |known: &str| known.split('-').next().is_some_and(|first| first.eq_ignore_ascii_case(shorter));
    texts.iter().find(|(known, _)| of_language(known)).map(|(_, text)| text.as_str())
}

/// From a string or a map of strings. A whole number is taken as its text, which is the only one it has.
impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Text;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text, or a map from language to text")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
        Ok(Text::from(text))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Text, E> {
        Ok(Text::Plain(number.to_string()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Text, E> {
        Ok(Text::Plain(number.to_string()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        let mut texts = IndexMap::new();
        while let Some((tag, text)) = map.next_entry::<String, String>()? {
            if texts.contains_key(&tag) {
                return Err(de::Error::custom(format_args!("language {} is there twice", quoted(&tag))));
            }
            texts.insert(tag, text);
        }
        Ok(Text::Languages(texts))
    }
}

impl JsonSchema for Text {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        "countersign::value::Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "title": "Text",
            "description": "Text for people: a string in the procedure's language, or one string for each language.",
            "anyOf": [
                {"type": "string", "description": "Text in the procedure's language."},
                {
                    "type": "object",
                    "description": "Language tag (BCP 47) to the text in that language.",
                    "minProperties": 1,
                    "propertyNames": {"pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
                    "additionalProperties": {"type": "string"}
                }
            ],
            "examples": ["Count the units", {"en": "Count the units", "es": "Cuente las unidades"}]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, tag: &str, default_language: &str, expected: Option<&str>) {
        let text: Text = serde_yaml::from_str(text).unwrap();
        assert_eq!(text.in_language(tag, default_language), expected);
    }

    #[test]
    fn the_nearest_language_is_shown() {
        let three = "{en: Count, es: Cuente, pt-BR: Conte}";
        check(three, "es", "en", Some("Cuente"));
        check(three, "ES-mx", "en", Some("Cuente"));
        check(three, "pt", "en", Some("Conte"));
        check(three, "pt-PT", "en", Some("Conte"));
        check(three, "fi", "es", Some("Cuente"));
        check(three, "fi", "sv", Some("Count"));
        check("{it: Conti}", "fi", "sv", Some("Conti"));
        check("{}", "fi", "sv", None);
        check("Count", "it", "en", Some("Count"));
    }

    #[test]
    fn what_is_no_text_is_refused_in_words() {
        let check = |json: &str, message: &str| {
            let error = serde_json::from_str::<Text>(json).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
        };
        check("true", "invalid type: boolean `true`, expected text, or a map from language to text");
        check("{\"en\": 5}", "invalid type: integer `5`, expected a string");
        check("{\"en\": \"a\", \"en\": \"b\"}", "language `en` is there twice");
        assert_eq!(serde_json::from_str::<Text>("40").unwrap(), Text::from("40"));
    }

    #[test]
    fn emptiness() {
        assert!(Text::from(" ").is_empty());
        assert!(Text::Languages(IndexMap::new()).is_empty());
        assert!(!Text::from("a").is_empty());
    }
}
