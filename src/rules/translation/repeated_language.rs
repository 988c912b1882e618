//! Two texts for one language.

use crate::rules::texts;
use crate::rules::{Findings, Outline};
use crate::value::Text;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    texts::each(outline, |place, text| {
        let Text::Languages(strings) = text else { return };
        for (at, tag) in strings.keys().enumerate() {
            let same = |earlier: &&String| earlier.eq_ignore_ascii_case(tag);
            if let Some(earlier) = strings.keys().take(at).find(same) {
                let message = format!("`{tag}` is the same language as `{earlier}`");
                findings
                    .add(&place.spot().key(tag).at_key(), message)
                    .help("keep one of the two")
                    .related(&place.spot().key(earlier).at_key(), "first here");
            }
        }
    });
}
