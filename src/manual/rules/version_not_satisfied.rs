//! A use that asks for a version which isn't there.

use crate::manual::between::in_file;
use crate::manual::between::{Found, Shelf};

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, _, site) in shelf.uses() {
        let (Some(requirement), Some(place)) = (&site.requirement, &site.version_place) else { continue };
        let Some((_, newest)) =
            shelf.of_id(&site.procedure).max_by(|(_, a), (_, b)| a.version.cmp(&b.version))
        else {
            continue;
        };
        if shelf.meant(site).is_none() {
            let message = format!("no version of `{}` satisfies `{requirement}`", site.procedure);
            let finding = found.add(file, place, message);
            finding.help = Some(format!("the newest version is `{}`", newest.version));
            finding.related.push(in_file(newest, &newest.id_place, "this procedure"));
        }
    }
}
