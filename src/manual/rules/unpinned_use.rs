//! A use that takes any version of a procedure.

use crate::manual::between::{Found, Shelf};

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, _, site) in shelf.uses().filter(|(_, _, site)| site.version_place.is_none()) {
        let Some((_, meant)) = shelf.meant(site) else { continue };
        let message = format!("any version of `{}` will do here, also one with other steps", site.procedure);
        let finding = found.add(file, &site.procedure_place, message);
        let next = meant.version.major.saturating_add(1);
        finding.help = Some(format!("say which: `version: \">={}, <{next}\"`", meant.version));
    }
}
