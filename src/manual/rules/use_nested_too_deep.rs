//! Procedures that use each other more than five deep.

use crate::manual::between::{Found, Shelf};
use crate::manual::signature::UseSite;

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, _, site) in shelf.uses() {
        let depth = depth(shelf, site, DEEPEST + 1);
        if depth > DEEPEST && depth <= DEEPEST + 1 {
            let message = format!("uses go more than {DEEPEST} procedures deep from here");
            let finding = found.add(file, &site.procedure_place, message);
            finding.help = Some("nobody can picture that at work: bring the steps together".to_owned());
        }
    }
}

/// How many procedures deep uses may go before nobody can follow them.
const DEEPEST: usize = 5;

/// How many procedures deep a use goes, looking no deeper than `most`; rings have a rule of their own.
fn depth(shelf: &Shelf<'_>, site: &UseSite, most: usize) -> usize {
    let Some((_, used)) = shelf.meant(site).filter(|_| most > 0) else { return 0 };
    1 + used.uses.iter().map(|inner| depth(shelf, inner, most - 1)).max().unwrap_or(0)
}
