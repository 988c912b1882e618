//! A checklist as the data that the template reads. Data is never source: a title in it can't be markup.

use countersign::print::{Checklist, Head, LONG_ATTEMPT, LONG_STEP};
use serde_json::{Value, json};

/// The longest run of ASCII letters and signs that stays in one piece.
const LONGEST_WORD: usize = 24;

/// Where a longer one may be broken.
const PIECE: usize = 12;

/// The checklist with the font families to set it in, and the measures that all writers of pages share, as JSON.
pub(crate) fn json(checklist: &Checklist, families: &[String]) -> String {
    let mut data = serde_json::to_value(checklist).unwrap_or_default();
    breakable(&mut data);
    if let Value::Object(data) = &mut data {
        data.insert("families".to_owned(), json!(families));
        let number = checklist.number_width();
        let measures = json!({"number": number, "long_step": LONG_STEP, "long_attempt": LONG_ATTEMPT});
        data.insert("measures".to_owned(), measures);
    }
    data.to_string()
}

/// The QR code as a drawing.
pub(crate) fn drawing(head: &Head) -> String {
    let size = head.modules.len().saturating_add(4);
    let path = head.drawing();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-2 -2 {size} {size}\"><path d=\"{path}\"/></svg>"
    )
}

/// Lets very long words break, so that nothing runs off the paper. Only ASCII ones: the others have rules of their own.
fn breakable(data: &mut Value) {
    match data {
        Value::String(text) if has_long_word(text) => {
            let mut run = 0_usize;
            let mut broken = String::with_capacity(text.len() * 2);
            for character in text.chars() {
                run = if character.is_ascii_graphic() { run.saturating_add(1) } else { 0 };
                broken.push(character);
                if run >= PIECE && run.is_multiple_of(PIECE) {
                    broken.push('\u{200b}');
                }
            }
            *text = broken;
        }
        Value::Array(items) => items.iter_mut().for_each(breakable),
        Value::Object(members) => members.values_mut().for_each(breakable),
        _ => {}
    }
}

fn has_long_word(text: &str) -> bool {
    text.split(|character: char| !character.is_ascii_graphic()).any(|word| word.len() > LONGEST_WORD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_may_break() {
        let check = |text: &str, expected: &str| {
            let mut data = json!({"text": [text]});
            breakable(&mut data);
            assert_eq!(data, json!({"text": [expected]}));
        };
        check("a short word", "a short word");
        check(&"x".repeat(25), "xxxxxxxxxxxx\u{200b}xxxxxxxxxxxx\u{200b}x");
    }
}
