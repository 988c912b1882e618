//! An entry of the history that reads otherwise than before, or is gone.

use crate::compare::since::{Found, Versions, in_before};
use crate::document::Change;
use crate::rules::Spot;
use crate::value::Text;

pub(crate) fn check(versions: &Versions<'_>, found: &mut Found) {
    for pair in &versions.pairs {
        let (before, after) = (pair.before.document(), pair.after.document());
        // The entry of a version that is still being worked on may be worked on too; a version that went down has a
        // finding of its own.
        let settled = before.changes.iter().enumerate().filter(|(_, entry)| entry.version < after.version);
        for (place, entry) in settled {
            let same_version = |(_, now): &(usize, &Change)| now.version == entry.version;
            let spot = Spot::top("changes").item(place);
            match after.changes.iter().enumerate().find(same_version) {
                Some((at, now)) if !is_kept(entry, now, before.language(), after.language()) => {
                    let message = format!("the history of `{}` was rewritten", entry.version);
                    let finding = found.add(pair, &Spot::top("changes").item(at), message);
                    finding.help = Some(
                        "put it back as it was; what was wrong in it belongs into a new entry".to_owned(),
                    );
                    finding.related.push(in_before(pair.before, &spot, "as it was"));
                }
                Some(_) => {}
                None => {
                    let message = format!("the history no longer speaks of `{}`", entry.version);
                    let finding = found.add(pair, &Spot::top("changes").at_key(), message);
                    finding.help = Some("put the entry back; a history only grows".to_owned());
                    finding.related.push(in_before(pair.before, &spot, "as it was"));
                }
            }
        }
    }
}

/// Whether an entry still says what it said. A translation may come later.
fn is_kept(old: &Change, new: &Change, old_language: &str, new_language: &str) -> bool {
    let said = |old: &Text, new: &Text| match old {
        Text::Plain(text) => new.in_language(old_language, new_language) == Some(text),
        Text::Languages(texts) => texts.iter().all(|(tag, text)| match new {
            Text::Plain(now) => tag == new_language && now == text,
            Text::Languages(_) => new.exactly_in(tag) == Some(text),
        }),
    };
    let why = match (&old.why, &new.why) {
        (Some(old), Some(new)) => said(old, new),
        (None, None) => true,
        _ => false,
    };
    old.on == new.on && said(&old.what, &new.what) && why
}
