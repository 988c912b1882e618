//! Procedures that use each other in a ring.

use crate::manual::between::in_file;
use crate::manual::between::{Found, Shelf};

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, signature) in shelf.signatures.iter().enumerate() {
        for site in &signature.uses {
            let mut ring = Vec::new();
            if shelf.meant(site).is_some_and(|(next, _)| reaches(shelf, next, file, &mut ring))
                && is_first(file, &ring)
            {
                let ids =
                    ring.iter().filter_map(|index| shelf.signatures.get(*index)).map(|it| it.id.as_str());
                let way: Vec<String> = ids.map(|id| format!("`{id}`")).collect();
                let message = format!("`{}` uses itself: {}", signature.id, way.join(", then "));
                let finding = found.add(file, &site.procedure_place, message);
                finding.help = Some("take one of the uses out of the ring".to_owned());
                for pair in ring.windows(2) {
                    let [user, used] = pair else { continue };
                    let (Some(user), Some(used)) = (shelf.signatures.get(*user), shelf.signatures.get(*used))
                    else {
                        continue;
                    };
                    if let Some(site) = user.uses.iter().find(|site| site.procedure == used.id) {
                        let message = format!("`{}` uses `{}`", user.id, used.id);
                        finding.related.push(in_file(user, &site.procedure_place, message));
                    }
                }
            }
        }
    }
}

/// Whether `from` leads to `goal` by its uses; notes the way, `goal` last.
fn reaches(shelf: &Shelf<'_>, from: usize, goal: usize, way: &mut Vec<usize>) -> bool {
    if way.contains(&from) {
        return false;
    }
    way.push(from);
    if from == goal {
        return true;
    }
    let uses = shelf.signatures.get(from).map(|signature| signature.uses.as_slice()).unwrap_or_default();
    if uses.iter().filter_map(|site| shelf.meant(site)).any(|(next, _)| reaches(shelf, next, goal, way)) {
        return true;
    }
    way.pop();
    false
}

/// A ring is said once, at its first file.
fn is_first(file: usize, ring: &[usize]) -> bool {
    ring.iter().all(|other| file <= *other)
}
