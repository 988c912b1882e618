//! Languages: that all of them are there, and say the same.

mod languages;

use crate::rules::rules;

rules! {
    "malformed-language" => malformed_language, Error, fixable;
    "unknown-language" => unknown_language, Error;
    "repeated-language" => repeated_language, Error;
    "empty-text" => empty_text, Error;
    "missing-own-language" => missing_own_language, Error;
    "missing-translation" => missing_translation, Warning;
    "number-differs" => number_differs, Error;
    "untranslated-copy" => untranslated_copy, Note;
}
