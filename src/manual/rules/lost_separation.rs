//! A use that gives two separated roles to one person.

use crate::manual::between::{Found, Shelf};

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, user, site) in shelf.uses() {
        let Some(used) = shelf.meant_in_full(site) else { continue };
        for apart in &used.separate {
            let taken: Vec<_> =
                site.mappings.iter().filter(|mapping| apart.contains(&mapping.theirs)).collect();
            for (index, mapping) in taken.iter().enumerate() {
                let alone = user.roles.iter().any(|role| role.name == mapping.ours && role.people == Some(1));
                let Some(other) = taken.iter().take(index).find(|other| alone && other.ours == mapping.ours)
                else {
                    continue;
                };
                let message = format!(
                    "`{}` and `{}` are different people in `{}`, and `{}` is one person",
                    other.theirs, mapping.theirs, site.procedure, mapping.ours
                );
                let finding = found.add(file, &mapping.place, message);
                finding.help = Some("map them to roles that are held by different people".to_owned());
            }
        }
    }
}
