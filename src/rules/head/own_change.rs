//! The entry of the history for the version that the file holds.

use crate::document::Change;
use crate::rules::{Outline, Spot};

/// The entry, and where its date stands.
pub(super) fn find<'d>(outline: &Outline<'d>) -> Option<(&'d Change, Spot<'d>)> {
    let mut changes = outline.document.changes.iter().enumerate();
    let (at, change) = changes.find(|(_, change)| change.version == outline.document.version)?;
    Some((change, Spot::top("changes").item(at).key("on")))
}
