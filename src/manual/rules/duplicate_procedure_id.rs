//! Two files that are the same procedure.

use crate::manual::between::in_file;
use crate::manual::between::{Found, Shelf};

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (id, files) in shelf.ids() {
        let current: Vec<_> =
            files.iter().filter_map(|file| Some((*file, shelf.signatures.get(*file)?))).collect();
        let Some(((_, first), others)) = current.split_first() else { continue };
        for (file, signature) in others {
            let finding = found.add(*file, &signature.id_place, format!("another file is `{id}` too"));
            finding.help =
                Some("give one of them an id of its own; older versions go into `archive/`".to_owned());
            finding.related.push(in_file(first, &first.id_place, "the other one"));
        }
    }
}
