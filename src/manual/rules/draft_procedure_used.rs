//! An effective procedure that uses a draft.

use crate::document::Status;
use crate::manual::between::in_file;
use crate::manual::between::{Found, Shelf};

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, user, site) in shelf.uses().filter(|(_, user, _)| user.status == Status::Effective) {
        let Some((_, used)) = shelf.meant(site).filter(|(_, used)| used.status == Status::Draft) else {
            continue;
        };
        let message = format!("`{}` is effective and uses `{}`, which is a draft", user.id, used.id);
        let finding = found.add(file, &site.procedure_place, message);
        finding.help = Some("approve the other one first".to_owned());
        finding.related.push(in_file(used, &used.id_place, "a draft"));
    }
}
