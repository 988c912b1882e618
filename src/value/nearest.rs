//! "Did you mean": the candidate a misspelt word was probably meant to be.

/// The candidate nearest to `word`, if one is near enough to be offered.
///
/// Near means at most two edits (a letter put in, left out, changed, or two neighbours swapped) and at most a
/// third of the longer word's letters, but always one edit for words of two letters or more. Case counts as no
/// difference. Of several equally near candidates the first is taken, so that the answer never depends on chance.
pub fn nearest<'a, I>(word: &str, candidates: I) -> Option<&'a str>
where
    I: IntoIterator<Item = &'a str>,
{
    let word: Vec<char> = word.chars().take(LONGEST).flat_map(char::to_lowercase).collect();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let letters: Vec<char> = candidate.chars().take(LONGEST).flat_map(char::to_lowercase).collect();
        let longer = word.len().max(letters.len());
        if longer < 2 || word.len().abs_diff(letters.len()) > 2 {
            continue;
        }
        let distance = edits(&word, &letters);
        if distance <= (longer / 3).clamp(1, 2)
            && distance < longer
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The candidate of which `word` is a misspelling without a doubt, so that it may be corrected unasked: the only one
/// that is near, and different from it in one part of at least four letters with the same first letter, or only in case
/// and in the marks between parts. `packer_b` is no misspelling of `packer_a`, nor `step_3` of `step_2`.
pub fn misspelt<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut near = candidates.into_iter().filter(|candidate| nearest(word, [*candidate]).is_some());
    let meant = near.next()?;
    (near.next().is_none() && is_slip(word, meant)).then_some(meant)
}

/// Whether two words differ as by a slip of the hand.
fn is_slip(word: &str, meant: &str) -> bool {
    let (word, meant) = (word.to_lowercase(), meant.to_lowercase());
    let parts = |text: &str| -> Vec<String> { text.split(['_', '-', ' ', '.']).map(str::to_owned).collect() };
    let (word, meant) = (parts(&word), parts(&meant));
    let different: Vec<_> = word.iter().zip(&meant).filter(|(a, b)| a != b).collect();
    let is_word = |part: &str| part.chars().count() >= 4 && part.chars().all(char::is_alphabetic);
    match different.as_slice() {
        [] => word.len() == meant.len(),
        [(a, b)] => {
            word.len() == meant.len() && is_word(a) && is_word(b) && a.chars().next() == b.chars().next()
        }
        _ => false,
    }
}

/// Words are compared up to this length, so that hostile text costs little.
const LONGEST: usize = 80;

/// The number of edits between two words, swapped neighbours counting as one.
fn edits(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, &a) in left.iter().enumerate() {
        let mut current = Vec::with_capacity(above.len());
        current.push(row + 1);
        for (column, &b) in right.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut least = (at(&above, column + 1) + 1)
                .min(at(&current, column) + 1)
                .min(at(&above, column) + usize::from(a != b));
            let swapped =
                row > 0 && column > 0 && left.get(row - 1) == Some(&b) && right.get(column - 1) == Some(&a);
            if swapped {
                least = least.min(at(&before, column - 1) + 1);
            }
            current.push(least);
        }
        before = above;
        above = current;
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, candidates: &[&str], expected: Option<&str>) {
        assert_eq!(nearest(word, candidates.iter().copied()), expected, "{word}");
    }

    #[test]
    fn near_words_are_offered() {
        check("shift_laed", &["builder", "shift_lead"], Some("shift_lead"));
        check("Mass", &["moss", "mass"], Some("mass"));
        check("mn", &["min"], Some("min"));
        check("titel", &["title", "tile"], Some("title"));
        check("tite", &["tile", "title"], Some("tile"));
    }

    #[test]
    fn only_slips_are_corrected() {
        let check = |word: &str, candidates: &[&str], expected: Option<&str>| {
            assert_eq!(misspelt(word, candidates.iter().copied()), expected, "{word}");
        };
        check("titel", &["title", "tolerance"], Some("title"));
        check("shift_laed", &["shift_lead", "builder"], Some("shift_lead"));
        check("shift-lead", &["shift_lead"], Some("shift_lead"));
        check("Builder", &["builder"], Some("builder"));
        check("packer_b", &["packer_a"], None);
        check("step_3", &["step_2"], None);
        check("checker1", &["checker2"], None);
        check("look", &["cook"], None);
        check("mn", &["min"], None);
        check("checkr", &["checker", "checked"], None);
        check("zebra", &["builder"], None);
    }

    #[test]
    fn far_words_are_not() {
        check("mass", &["temperature", "time"], None);
        check("a", &["b"], None);
        check("ab", &["cd"], None);
        check("", &["a", "ab"], None);
        check("sum", &["max"], None);
    }
}
