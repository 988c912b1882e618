//! A use in which nobody takes a role of the procedure.

use crate::manual::between::{Found, Shelf};

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, _, site) in shelf.uses() {
        let Some(used) = shelf.meant_in_full(site) else { continue };
        for role in &used.roles {
            if site.mappings.iter().all(|mapping| mapping.theirs != role.name) {
                let message = format!("nobody here takes the role `{}` of `{}`", role.name, site.procedure);
                let finding = found.add(file, &site.procedure_place, message);
                finding.help = Some(format!("map it: `roles: {{{}: …}}`", role.name));
            }
        }
    }
}
