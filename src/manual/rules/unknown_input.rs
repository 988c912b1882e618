//! A use that gives an input which the procedure doesn't have.

use crate::manual::between::{Found, Shelf};
use crate::value::nearest;

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, _, site) in shelf.uses() {
        let Some(used) = shelf.meant_in_full(site) else { continue };
        for argument in &site.arguments {
            let names = || used.inputs.iter().map(|input| input.name.as_str());
            if names().any(|name| name == argument.name) {
                continue;
            }
            let message = format!("`{}` has no input `{}`", site.procedure, argument.name);
            let finding = found.add(file, &argument.key_place, message);
            finding.help = nearest(&argument.name, names()).map(|near| format!("did you mean `{near}`?"));
        }
    }
}
