//! A use that gives an input which the procedure doesn't have.

use crate::fix::Fix;
use crate::manual::between::{Found, Shelf};
use crate::value::{misspelt, nearest};

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, _, site) in shelf.uses() {
        let Some(used) = shelf.meant_in_full(site) else { continue };
        let mut offered = Vec::new();
        for argument in &site.arguments {
            let names = || used.inputs.iter().map(|input| input.name.as_str());
            if names().any(|name| name == argument.name) {
                continue;
            }
            let message = format!("`{}` has no input `{}`", site.procedure, argument.name);
            let finding = found.add(file, &argument.key_place, message);
            let is_given = |name: &str| site.arguments.iter().any(|other| other.name == name);
            let meant = misspelt(&argument.name, names()).filter(|it| !is_given(it) && !offered.contains(it));
            offered.extend(meant);
            finding.fix = meant.map(|name| Fix::Value(name.to_owned()));
            finding.help = nearest(&argument.name, names()).map(|near| format!("did you mean `{near}`?"));
        }
    }
}
