//! Procedures that use each other more than five deep.

use crate::manual::between::{Found, Shelf};
use crate::manual::signature::UseSite;

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, _, site) in shelf.uses() {
        if depth(shelf, site, &mut vec![file]) == Some(DEEPEST + 1) {
            let message = format!("uses go more than {DEEPEST} procedures deep from here");
            let finding = found.add(file, &site.procedure_place, message);
            finding.help = Some("nobody can picture that at work: bring the steps together".to_owned());
        }
    }
}

/// How many procedures deep uses may go before nobody can follow them.
const DEEPEST: usize = 5;

/// How many procedures deep a use goes, looking one deeper than allowed; nothing where it leads into a ring, which has
/// a rule of its own. `way` are the files that led here.
fn depth(shelf: &Shelf<'_>, site: &UseSite, way: &mut Vec<usize>) -> Option<usize> {
    let Some((next, used)) = shelf.meant(site).filter(|_| way.len() <= DEEPEST + 1) else { return Some(0) };
    if way.contains(&next) {
        return None;
    }
    way.push(next);
    let inner =
        used.uses.iter().map(|inner| depth(shelf, inner, way)).try_fold(0, |most, it| Some(it?.max(most)));
    way.pop();
    inner.map(|inner| inner + 1)
}
