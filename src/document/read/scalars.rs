//! Reading of the small types: text, numbers, times, words, and lists of them.

use std::str::FromStr;

use indexmap::IndexMap;

use super::super::{
    Apart, ApartWord, ApprovalRole, Before, Block, Disposition, Equals, EvidenceKind, FieldType, How, Judge,
    Limit, List, Options, Order, Rounding, Sides, Status, Tolerance,
};
use super::{Read, Reader};
use crate::fix::Fix;
use crate::value::{Date, DateError, Decimal, Duration, Text};
use crate::yaml::{Kind, Node, Problem};

impl Read for String {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        scalar(node, reader, "text").map(str::to_owned)
    }
}

impl Read for Limit {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        scalar(node, reader, "a number or a formula").map(|text| Limit(text.to_owned()))
    }
}

impl Read for bool {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match (node.kind(), node.text()) {
            (Kind::Plain, "true") => Some(true),
            (Kind::Plain, "false") => Some(false),
            _ => {
                let meant = truth(node.text()).map(|truth| Fix::Bytes(truth.to_string()));
                reader.wrong_type_of(node, "`true` or `false`", meant.filter(|_| node.is_scalar()));
                None
            }
        }
    }
}

/// What a word means that older YAML reads as true or false.
fn truth(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "true" | "yes" | "on" | "y" => Some(true),
        "false" | "no" | "off" | "n" => Some(false),
        _ => None,
    }
}

impl Read for u32 {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = node.text();
        let digits = node.kind() == Kind::Plain && text.bytes().all(|byte| byte.is_ascii_digit());
        let canonical = digits && (text == "0" || !text.starts_with('0'));
        let number = canonical.then(|| text.parse().ok()).flatten();
        if number.is_none() {
            reader.wrong_type(node, "a whole number");
        }
        number
    }
}

impl Read for Decimal {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        parsed(node, reader, "a number", "wrong-type", |_| None)
    }
}

impl Read for Duration {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let expected = "a duration such as `15 min`";
        parsed(node, reader, expected, "bad-duration", |text| Duration::meant(text).map(Fix::Value))
    }
}

impl Read for semver::Version {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = scalar(node, reader, "a version such as `1.0.0`")?;
        let version = text.parse().ok();
        if version.is_none() {
            reader.note(|| {
                let message = format!("`{}` is not a semantic version", super::shortened(text));
                let problem = Problem::new("invalid-version", node.span(), message);
                match meant_version(text) {
                    Some(meant) => problem.help(format!("write `{meant}`")).fix(Fix::Value(meant)),
                    None => problem.help("write three numbers, such as `1.0.0`"),
                }
            });
        }
        version
    }
}

/// The version that a text with a `v` or without its last numbers means.
fn meant_version(text: &str) -> Option<String> {
    let digits = text.trim_start_matches(['v', 'V']);
    let parts: Vec<u64> = digits.split('.').filter_map(|part| part.parse().ok()).collect();
    match (parts.as_slice(), digits.split('.').count()) {
        ([major], 1) => Some(format!("{major}.0.0")),
        ([major, minor], 2) => Some(format!("{major}.{minor}.0")),
        ([major, minor, patch], 3) => Some(format!("{major}.{minor}.{patch}")),
        _ => None,
    }
}

impl Read for Date {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = scalar(node, reader, "a date such as `2026-12-01`")?;
        match text.parse() {
            Ok(date) => Some(date),
            Err(error) => {
                reader.note(|| {
                    let rule = match error {
                        DateError::Impossible { .. } => "impossible-date",
                        _ => "wrong-type",
                    };
                    let problem = Problem::new(rule, node.span(), error.to_string());
                    let fix = Date::meant(text).map(|date| Fix::Value(date.to_string()));
                    problem.help("a date is written `2026-12-01`").maybe_fix(fix)
                });
                None
            }
        }
    }
}

impl Read for Text {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.kind() {
            Kind::Mapping => reader.map(node, "text").map(Text::Languages),
            _ => scalar(node, reader, "text, or a map from language to text")
                .map(|text| Text::Plain(text.to_owned())),
        }
    }
}

impl<T: Read> Read for List<T> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.kind() {
            Kind::Sequence => reader.list(node, "a list").map(List),
            _ => T::read(node, reader).map(|only| List(vec![only])),
        }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.list(node, "a list")
    }
}

impl<T: Read> Read for IndexMap<String, T> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.map(node, "a map")
    }
}

impl Read for Options {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.kind() {
            Kind::Mapping => reader.map(node, "options").map(Options::Titled),
            _ => reader.list(node, "a list of names, or a map from name to title").map(Options::Names),
        }
    }
}

impl Read for Equals {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.kind() {
            Kind::Mapping => Read::read(node, reader).map(Equals::Computed),
            _ => Limit::read(node, reader).map(Equals::Written),
        }
    }
}

impl Read for Tolerance {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.kind() {
            Kind::Mapping => Sides::read(node, reader).map(Tolerance::Sides),
            _ => Limit::read(node, reader).map(Tolerance::Even),
        }
    }
}

impl Read for Apart {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.kind() {
            Kind::Sequence => reader.list(node, "a list of step ids").map(Apart::Steps),
            _ => match scalar(node, reader, "`group`, `run`, or a list of step ids")? {
                "group" => Some(Apart::Whole(ApartWord::Group)),
                "run" => Some(Apart::Whole(ApartWord::Run)),
                other => {
                    reader.note(|| {
                        let message = format!("`{}` is neither `group` nor `run`", super::shortened(other));
                        let help =
                            format!("to keep apart from the people of a step, write a list: `[{other}]`");
                        Problem::new("bad-value", node.span(), message).help(help)
                    });
                    None
                }
            },
        }
    }
}

impl<T: Read> Read for IndexMap<Disposition, T> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if node.kind() != Kind::Mapping {
            reader.wrong_type(node, "a map from disposition to role");
            return None;
        }
        let mut decide = IndexMap::new();
        for (key, value) in node.pairs() {
            let Some(disposition) = Disposition::read(key, reader) else { continue };
            if decide.contains_key(&disposition) {
                reader.duplicate_key(key, node);
            } else if reader.has_value(key, value)
                && let Some(value) = T::read(value, reader)
            {
                decide.insert(disposition, value);
            }
        }
        Some(decide)
    }
}

/// A scalar's text; lists and maps are a problem.
fn scalar<'t>(node: Node<'t>, reader: &mut Reader<'_>, expected: &str) -> Option<&'t str> {
    if node.is_scalar() {
        return Some(node.text());
    }
    reader.wrong_type(node, expected);
    None
}

fn parsed<T: FromStr>(
    node: Node<'_>,
    reader: &mut Reader<'_>,
    expected: &str,
    rule: &'static str,
    meant: impl FnOnce(&str) -> Option<Fix>,
) -> Option<T>
where
    T::Err: std::fmt::Display,
{
    let text = scalar(node, reader, expected)?;
    match text.parse() {
        Ok(value) => Some(value),
        Err(error) => {
            reader.note(|| {
                let problem = Problem::new(rule, node.span(), error.to_string());
                problem.help(format!("expected {expected}")).maybe_fix(meant(text))
            });
            None
        }
    }
}

macro_rules! words {
    ($($type:ty, $what:literal { $($word:literal => $value:ident),+ $(,)? })+) => {$(
        impl Read for $type {
            fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                const WORDS: &[&str] = &[$($word),+];
                if !node.is_scalar() {
                    reader.wrong_type(node, $what);
                    return None;
                }
                match node.text() {
                    $($word => Some(<$type>::$value),)+
                    _ => {
                        reader.bad_value(node, $what, WORDS);
                        None
                    }
                }
            }
        }
    )+};
}
pub(crate) use words;

words! {
    Status, "a status" { "draft" => Draft, "effective" => Effective, "retired" => Retired }
    ApprovalRole, "a meaning of a signature" { "author" => Author, "reviewer" => Reviewer, "approver" => Approver }
    FieldType, "a type of field" {
        "confirm" => Confirm, "choice" => Choice, "choices" => Choices, "count" => Count, "number" => Number,
        "text" => Text, "date" => Date, "time" => Time, "datetime" => DateTime, "duration" => Duration,
        "evidence" => Evidence,
    }
    EvidenceKind, "a kind of evidence" { "photo" => Photo, "file" => File, "signature" => Signature }
    Rounding, "a way of rounding" { "exact" => Exact, "half_up" => HalfUp, "half_even" => HalfEven }
    Judge, "what of the readings is judged" {
        "each" => Each, "mean" => Mean, "min" => Min, "max" => Max, "range" => Range,
    }
    How, "a kind of verification" { "witness" => Witness, "independent" => Independent, "review" => Review }
    Before, "a time by which to verify" { "next" => Next, "group" => Group, "release" => Release }
    Block, "what a deviation blocks" { "run" => Run, "release" => Release }
    Order, "an order" { "strict" => Strict, "any" => Any }
    Disposition, "a disposition" {
        "use_as_is" => UseAsIs, "rework" => Rework, "repair" => Repair, "regrade" => Regrade, "return" => Return,
        "scrap" => Scrap, "cancel" => Cancel, "entry_error" => EntryError,
    }
}
