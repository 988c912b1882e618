//! A use that gives a number outside the limits of the input.

use crate::manual::between::{Found, Shelf};

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, _, site) in shelf.uses() {
        let Some(used) = shelf.meant_in_full(site) else { continue };
        for argument in &site.arguments {
            let Some(input) = used.inputs.iter().find(|input| input.name == argument.name) else { continue };
            let Some(number) = argument.number else { continue };
            let message = match (input.min, input.max) {
                (Some(min), _) if number < min => {
                    format!("`{}` is at least {min}, and {number} is given", input.name)
                }
                (_, Some(max)) if number > max => {
                    format!("`{}` is at most {max}, and {number} is given", input.name)
                }
                _ => continue,
            };
            found.add(file, &argument.place, message);
        }
    }
}
