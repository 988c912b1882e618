//! A use that maps a role which the procedure doesn't have.

use crate::manual::between::{Found, Shelf};
use crate::value::nearest;

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, _, site) in shelf.uses() {
        let Some(used) = shelf.meant_in_full(site) else { continue };
        for mapping in &site.mappings {
            let names = || used.roles.iter().map(|role| role.name.as_str());
            if names().any(|name| name == mapping.theirs) {
                continue;
            }
            let message = format!("`{}` has no role `{}`", site.procedure, mapping.theirs);
            let finding = found.add(file, &mapping.key_place, message);
            finding.help = nearest(&mapping.theirs, names()).map(|near| format!("did you mean `{near}`?"));
        }
    }
}
