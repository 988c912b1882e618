//! A use that leaves out an input.

use crate::manual::between::{Found, Shelf};

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, _, site) in shelf.uses() {
        let Some(used) = shelf.meant_in_full(site) else { continue };
        for input in used.inputs.iter().filter(|input| input.needed) {
            if site.arguments.iter().all(|argument| argument.name != input.name) {
                let message = format!("`{}` needs the input `{}`", site.procedure, input.name);
                let finding = found.add(file, &site.procedure_place, message);
                finding.help = Some(format!("give it: `with: {{{}: …}}`", input.name));
            }
        }
    }
}
