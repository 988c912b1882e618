//! A text in which there is nothing to read.

use crate::rules::texts;
use crate::rules::{Findings, Outline};
use crate::value::Text;
use crate::yaml::Kind;

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    texts::each(outline, |place, text| {
        if !text.is_empty() {
            return;
        }
        let spot = place.spot();
        let blanks: Vec<_> = match text {
            Text::Languages(strings) => {
                strings.iter().filter(|(_, it)| it.trim().is_empty()).map(|(tag, _)| spot.clone().key(tag)).collect()
            }
            Text::Plain(_) => Vec::new(),
        };
        // A text that could not be read is empty too, and has its own finding.
        let bare = findings.node(&spot).is_some_and(|node| {
            node.is_scalar() || node.kind() == Kind::Mapping && node.children().next().is_none()
        });
        for spot in if bare { vec![spot] } else { blanks } {
            findings.add(&spot, "this text is empty").help("write the text, or delete its key");
        }
    });
}
