//! A use of a procedure that isn't in the manual.

use crate::fix::Fix;
use crate::manual::between::{Found, Shelf};
use crate::value::{misspelt, nearest};

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, _, site) in shelf.uses() {
        if shelf.of_id(&site.procedure).next().is_some() {
            continue;
        }
        let finding =
            found.add(file, &site.procedure_place, format!("no procedure is called `{}`", site.procedure));
        let known = || shelf.ids().map(|(id, _)| id);
        finding.fix = misspelt(&site.procedure, known()).map(|name| Fix::Value(name.to_owned()));
        finding.help = Some(match nearest(&site.procedure, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "check it together with the file that holds it".to_owned(),
        });
    }
}
