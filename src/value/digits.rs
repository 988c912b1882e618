//! Numbers of a fixed width at the start of a text, as dates and times have them.

/// The number in the first `width` characters, which must all be digits, and the text after them.
pub(super) fn fixed(text: &str, width: usize) -> Option<(i16, &str)> {
    let (digits, rest) = text.split_at_checked(width)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((digits.parse().ok()?, rest))
}

/// As [`fixed`], with two digits.
pub(super) fn two(text: &str) -> Option<(i8, &str)> {
    let (number, rest) = fixed(text, 2)?;
    Some((i8::try_from(number).ok()?, rest))
}
