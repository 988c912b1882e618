//! Language tags (BCP 47): their shape, the languages there are, and what is often written instead.

use crate::rules::texts::{self, TextPlace};
use crate::rules::{Findings, Outline, Spot};
use crate::value::{Text, nearest};

/// The codes of two letters (ISO 639-1).
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da \
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik \
    io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms \
    mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl \
    sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh \
    zu";

/// What is written instead of a code: country codes that are no language, codes of three letters, names.
const CONFUSED: &[(&str, &str)] = &[
    ("al", "sq"),
    ("at", "de"),
    ("by", "be"),
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gb", "en"),
    ("gr", "el"),
    ("in", "id"),
    ("iw", "he"),
    ("ji", "yi"),
    ("jp", "ja"),
    ("jw", "jv"),
    ("mo", "ro"),
    ("mx", "es"),
    ("rs", "sr"),
    ("ua", "uk"),
    ("us", "en"),
    ("vn", "vi"),
    ("ara", "ar"),
    ("bul", "bg"),
    ("ces", "cs"),
    ("chi", "zh"),
    ("cze", "cs"),
    ("dan", "da"),
    ("deu", "de"),
    ("dut", "nl"),
    ("ell", "el"),
    ("eng", "en"),
    ("esp", "es"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("ger", "de"),
    ("gre", "el"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("ind", "id"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("nld", "nl"),
    ("nor", "no"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rum", "ro"),
    ("rus", "ru"),
    ("slk", "sk"),
    ("slo", "sk"),
    ("slv", "sl"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tha", "th"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("vie", "vi"),
    ("zho", "zh"),
    ("arabic", "ar"),
    ("chinese", "zh"),
    ("czech", "cs"),
    ("danish", "da"),
    ("deutsch", "de"),
    ("dutch", "nl"),
    ("english", "en"),
    ("espanol", "es"),
    ("español", "es"),
    ("finnish", "fi"),
    ("français", "fr"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("italian", "it"),
    ("italiano", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
];

/// What a tag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Known,
    /// Not of the shape of a tag at all.
    Malformed,
    /// Of the right shape, but no language.
    Unknown,
}

/// One bit for each second letter of the codes that start with a letter.
const TABLE: [u32; 26] = table();

const fn table() -> [u32; 26] {
    let mut table = [0; 26];
    let mut rest = CODES.as_bytes();
    while let [first, second, others @ ..] = rest {
        rest = others;
        if first.is_ascii_lowercase() && second.is_ascii_lowercase() {
            // A code; the blanks between them are stepped over below.
            let mut row = 0;
            while row < 26 {
                if b'a' + row == *first {
                    set(&mut table, row, 1 << (*second - b'a'));
                }
                row += 1;
            }
        }
        while let [b' ', others @ ..] = rest {
            rest = others;
        }
    }
    table
}

const fn set(table: &mut [u32; 26], row: u8, bit: u32) {
    let mut rest: &mut [u32] = table;
    let mut at = 0;
    while let [first, others @ ..] = rest {
        if at == row {
            *first |= bit;
            return;
        }
        rest = others;
        at += 1;
    }
}

/// What a tag is. Only the language itself is looked up, not its script, region or variant.
pub(super) fn kind_of(tag: &str) -> Tag {
    if let [first, second] = tag.as_bytes()
        && is_code(*first, *second)
    {
        return Tag::Known;
    }
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let shaped = |part: &str, letters: fn(&u8) -> bool| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| letters(&byte))
    };
    if !shaped(language, u8::is_ascii_alphabetic)
        || !parts.all(|part| shaped(part, u8::is_ascii_alphanumeric))
    {
        return Tag::Malformed;
    }
    let lower = language.to_ascii_lowercase();
    match lower.as_bytes() {
        [first, second] if is_code(*first, *second) => Tag::Known,
        // Private tags, and the many languages with three letters, are taken as they are.
        [b'x' | b'i'] if tag.len() > 2 => Tag::Known,
        [_, _, _] if meant(&lower).is_none() => Tag::Known,
        [_] => Tag::Malformed,
        _ => Tag::Unknown,
    }
}

fn is_code(first: u8, second: u8) -> bool {
    let (Some(row), Some(column)) = (first.checked_sub(b'a'), second.checked_sub(b'a')) else { return false };
    column < 26 && TABLE.get(usize::from(row)).is_some_and(|bits| bits & (1 << column) != 0)
}

/// The code that was probably meant.
pub(super) fn meant(tag: &str) -> Option<&'static str> {
    let language = tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let exact = CONFUSED.iter().find(|(wrong, _)| *wrong == language);
    let near = || {
        let name = nearest(&language, CONFUSED.iter().map(|(wrong, _)| *wrong).filter(|it| it.len() > 3))?;
        CONFUSED.iter().find(|(wrong, _)| *wrong == name)
    };
    exact.or_else(|| near().filter(|_| language.chars().count() > 3)).map(|(_, code)| *code)
}

/// Calls `report` once for each different tag of the file that is `wanted`, at the first place where it is used.
pub(super) fn each_tag<'d>(outline: &Outline<'d>, wanted: Tag, mut report: impl FnMut(Spot<'d>, &'d str)) {
    let mut seen: Vec<&str> = Vec::new();
    let mut look = |tag: &'d str, spot: &dyn Fn() -> Spot<'d>| {
        if kind_of(tag) == wanted && !seen.contains(&tag) && seen.len() <= crate::finding::Report::MOST {
            seen.push(tag);
            report(spot(), tag);
        }
    };
    if let Some(tag) = &outline.document.language {
        look(tag, &|| Spot::top("language"));
    }
    texts::each(outline, |place, text| {
        for tag in text.languages() {
            look(tag, &|| place.spot().key(tag).at_key());
        }
    });
}

/// Whether a text stands in the file, and without this language.
pub(super) fn is_written_without(findings: &Findings<'_>, place: TextPlace<'_, '_>, tag: &str) -> bool {
    findings.node(&place.spot()).is_some_and(|node| node.get(tag).is_none())
}

/// The string of a text in the procedure's own language, with its tag where it is one of several.
pub(super) fn own<'d>(text: &'d Text, language: &str) -> Option<(&'d str, &'d str)> {
    match text {
        Text::Plain(_) => None,
        Text::Languages(strings) => {
            let exact = strings.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(language));
            let found = exact.or_else(|| strings.iter().find(|(tag, _)| texts::same_language(tag, language)));
            found.map(|(tag, string)| (tag.as_str(), string.as_str()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_apart() {
        let check = |tag: &str, kind, code| assert_eq!((kind_of(tag), meant(tag)), (kind, code), "{tag}");
        for tag in
            ["en", "EN", "pt-BR", "zh-Hant-TW", "haw", "x-kitchen", "se", "sl-rozaj-biske-1994", "zu", "aa"]
        {
            check(tag, Tag::Known, None);
        }
        check("gr", Tag::Unknown, Some("el"));
        check("jp", Tag::Unknown, Some("ja"));
        check("eng", Tag::Unknown, Some("en"));
        check("englisch", Tag::Unknown, Some("en"));
        check("qq", Tag::Unknown, None);
        check("en_US", Tag::Malformed, None);
        check("", Tag::Malformed, None);
        check("e", Tag::Malformed, None);
        check("español", Tag::Malformed, Some("es"));
    }

    #[test]
    fn every_code_meant_is_one() {
        for (wrong, code) in CONFUSED {
            assert_eq!(kind_of(code), Tag::Known, "{code}");
            assert_ne!(kind_of(wrong), Tag::Known, "{wrong}");
        }
        let codes = CODES.split_whitespace().count();
        assert_eq!(
            TABLE.iter().map(|bits| bits.count_ones()).sum::<u32>(),
            u32::try_from(codes).expect("few")
        );
    }
}
