//! A number in a translation that the original doesn't have, or the other way round.
//!
//! Numbers are compared as a bag, whatever their order and separators. Digits that are part of a name (`A4`) or of an
//! ordinal (`2nd`), and whole numbers up to twelve, which may be written as words, are only compared with each other.

use super::languages::own;
use crate::rules::numbers::{self, Number};
use crate::rules::texts;
use crate::rules::{Findings, Outline};
use crate::value::Text;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let language = outline.document.language();
    texts::each(outline, |place, text| {
        let Text::Languages(strings) = text else { return };
        let Some((own_tag, original)) = own(text, language) else { return };
        for (tag, translation) in strings.iter().filter(|(tag, _)| *tag != own_tag) {
            let Some((missing, added)) = difference(original, translation) else { continue };
            let spot = place.spot().key(tag);
            let written = |text: &str, number: &Number| text.get(number.range.clone()).unwrap_or_default().to_owned();
            let (message, spot) = match (missing, added) {
                (Some(one), Some(other)) => {
                    let (one, added) = (written(original, &one), written(translation, &other));
                    let message = format!("`{tag}` says `{added}` where `{own_tag}` says `{one}`");
                    (message, spot.inside(other.range))
                }
                (Some(one), None) => {
                    (format!("`{}` of `{own_tag}` is missing in `{tag}`", written(original, &one)), spot)
                }
                (None, Some(other)) => {
                    let message = format!("`{}` is not in `{own_tag}`", written(translation, &other));
                    (message, spot.inside(other.range))
                }
                (None, None) => continue,
            };
            findings
                .add(&spot, message)
                .help("numbers are the same in every language")
                .related(&place.spot().key(own_tag), "the text in the language of the procedure");
        }
    });
}

/// The first number that the translation lacks, and the first that it has too many; nothing where both texts may say
/// the same.
fn difference(original: &str, translation: &str) -> Option<(Option<Number>, Option<Number>)> {
    if !numbers::any(original) && !numbers::any(translation) {
        return None;
    }
    let mut first = None;
    for (one, other) in [(false, false), (false, true), (true, false), (true, true)] {
        let (one, other) = (numbers::of(original, one), numbers::of(translation, other));
        let (missing, added) = numbers::unpaired(&one, &other);
        let plain = |it: &&&Number| !it.in_word;
        let (missing, added): (Vec<_>, Vec<_>) =
            (missing.iter().filter(plain).copied().collect(), added.iter().filter(plain).copied().collect());
        let words = |list: &[&Number]| list.iter().all(|it| it.may_be_a_word());
        if words(&missing) && added.is_empty() || missing.is_empty() && words(&added) {
            return None;
        }
        first.get_or_insert((missing.first().map(|it| (*it).clone()), added.first().map(|it| (*it).clone())));
    }
    first.filter(|_| !numbers::are_hard_to_compare(original) && !numbers::are_hard_to_compare(translation))
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn the_same_numbers_in_other_clothes() {
        let same = |one, other| assert_eq!(difference(one, other), None, "{one:?} {other:?}");
        same("heat to 74.5 °C", "caliente a 74,5 °C");
        same("1,000 pieces", "1.000 piezas");
        same("10,000 pieces in 5 boxes", "5 cajas con 10 000 piezas");
        same("count 2 pieces", "cuente dos piezas");
        same("use A4 paper", "papel de oficina");
        same("the 2nd checker", "der 2. Prüfer");
        same("the 2nd checker", "el segundo verificador");
        same("at 2 pm", "a las 14:00");
        same("at 14:00", "a las 14 h");
        same("weigh 5kg", "pese 5 kg");
        same("75 °C", "٧٥ °C");
        same("½ cup", "0,5 tazas");
        same("10,000 pieces", "1万個");
        same("until 2026-12-01", "fino al 1 dicembre 2026");
    }

    #[test]
    fn other_numbers() {
        let differs = |one: &str, other: &str, expected: (Option<&str>, Option<&str>)| {
            let found = difference(one, other).expect("a difference");
            let text = |text: &str, number: Option<super::Number>| number.map(|it| text[it.range].to_owned());
            let found = (text(one, found.0), text(other, found.1));
            assert_eq!((found.0.as_deref(), found.1.as_deref()), expected, "{one:?} {other:?}");
        };
        differs("heat to 75 °C", "caliente a 57 °C", (Some("75"), Some("57")));
        differs("heat to 75 °C", "caliente", (Some("75"), None));
        differs("heat", "caliente a 75 °C", (None, Some("75")));
        differs("7.5 g", "75 g", (Some("7.5"), Some("75")));
        differs("2 pieces", "3 piezas", (Some("2"), Some("3")));
        differs("20 s, then 20 s", "20 s", (Some("20"), None));
    }
}
