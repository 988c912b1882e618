//! The two forms of names: `kebab-case` for procedures, `snake_case` for everything inside one.

/// The form a name has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `turkey-sandwich`
    Kebab,
    /// `shift_lead`
    Snake,
}

/// The most characters of a name.
pub(super) const LONGEST: usize = 64;

impl Form {
    /// What stands between the words of a name.
    fn joint(self) -> char {
        match self {
            Form::Kebab => '-',
            Form::Snake => '_',
        }
    }

    /// The form as a message says it.
    pub(super) fn described(self) -> &'static str {
        match self {
            Form::Kebab => "`a` to `z` first, then also digits, words joined by `-`",
            Form::Snake => "`a` to `z` first, then also digits, words joined by `_`",
        }
    }

    /// Whether a name has the form, apart from its length.
    pub(super) fn fits(self, name: &str) -> bool {
        let joint = self.joint();
        let mut before = joint;
        let fits = |character: char| {
            let after_joint = std::mem::replace(&mut before, character) == joint;
            character.is_ascii_lowercase()
                || character.is_ascii_digit()
                || (character == joint && !after_joint)
        };
        name.starts_with(|first: char| first.is_ascii_lowercase())
            && !name.ends_with(joint)
            && name.chars().all(fits)
    }

    /// The name in this form, where it can be told what was meant.
    pub(super) fn mended(self, name: &str) -> Option<String> {
        let mut mended = String::new();
        let mut before = ' ';
        for character in name.chars() {
            let starts_word = character.is_ascii_uppercase() && before.is_ascii_lowercase();
            let parts = starts_word || !character.is_ascii_alphanumeric();
            if parts && !mended.is_empty() && !mended.ends_with(self.joint()) {
                mended.push(self.joint());
            }
            if character.is_ascii_alphanumeric() {
                mended.push(character.to_ascii_lowercase());
            } else if character.is_alphanumeric() {
                return None;
            }
            before = character;
        }
        let mended = mended.trim_end_matches(self.joint());
        self.fits(mended).then(|| mended.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for name in ["a", "shift_lead", "pack_2", "x1_y2"] {
            assert!(Form::Snake.fits(name), "{name}");
        }
        for name in ["", "_a", "a_", "a__b", "2_pack", "Shift", "shift-lead", "é", "a b"] {
            assert!(!Form::Snake.fits(name), "{name}");
        }
        assert!(Form::Kebab.fits("turkey-sandwich-2"));
        assert!(!Form::Kebab.fits("turkey_sandwich"));
    }

    #[test]
    fn mended_names() {
        let check =
            |name: &str, mended: Option<&str>| assert_eq!(Form::Snake.mended(name).as_deref(), mended);
        check("Shift lead", Some("shift_lead"));
        check("shift-lead", Some("shift_lead"));
        check("shiftLead", Some("shift_lead"));
        check("Step 3!", Some("step_3"));
        check("QA", Some("qa"));
        check("_a__b_", Some("a_b"));
        check("3", None);
        check("façade", None);
        check("", None);
    }
}
