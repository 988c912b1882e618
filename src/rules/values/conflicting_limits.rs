//! Two keys that say the same limit.

use crate::document::Field;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (place, _, field) in outline.fields_and_inputs() {
        if let Some((first, second, at, what)) = conflict(field) {
            let message = format!("`{first}` and `{second}` both say {what}");
            let other = if at == first { second } else { first };
            let spot = place.spot();
            findings
                .add(&spot.clone().key(at).at_key(), message)
                .help("keep one of them")
                .related(&spot.key(other).at_key(), "the other limit");
        }
    }
}

/// Two keys for the same limit, the one of them to point at, and what both say.
fn conflict(field: &Field) -> Option<(&'static str, &'static str, &'static str, &'static str)> {
    const LOW: &str = "how low a value may be";
    const HIGH: &str = "how high a value may be";
    const WHICH: &str = "which value conforms";
    let banded = field.target.is_some() && field.tolerance.is_some();
    let (min, max) = (field.min.is_some(), field.max.is_some());
    let (above, below) = (field.above.is_some(), field.below.is_some());
    match field.equals {
        Some(_) if min => Some(("equals", "min", "min", WHICH)),
        Some(_) if max => Some(("equals", "max", "max", WHICH)),
        _ if banded && min => Some(("tolerance", "min", "tolerance", LOW)),
        _ if banded && above => Some(("tolerance", "above", "tolerance", LOW)),
        _ if banded && max => Some(("tolerance", "max", "tolerance", HIGH)),
        _ if banded && below => Some(("tolerance", "below", "tolerance", HIGH)),
        _ if min && above => Some(("min", "above", "above", LOW)),
        _ if max && below => Some(("max", "below", "below", HIGH)),
        _ => None,
    }
}
