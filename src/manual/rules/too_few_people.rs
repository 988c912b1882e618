//! A use of a procedure that needs more different people than the roles here have.

use std::collections::BTreeSet;

use crate::manual::between::{Found, Shelf};
use crate::manual::signature::{Signature, UseSite};
use crate::rules::{self, Outline, shortage};
use crate::source::Source;

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, user, site) in shelf.uses() {
        // Without a bound there are always enough, and the other file needn't be read again.
        let bounded = |ours: &str| user.roles.iter().any(|role| role.name == ours && role.people.is_some());
        if !site.mappings.iter().any(|mapping| bounded(&mapping.ours)) {
            continue;
        }
        let Some(used) = shelf.meant_in_full(site) else { continue };
        let Some((needed, roles)) = needed(shelf, user, site, used) else { continue };
        let there: u32 = roles.iter().filter_map(|role| role.people).fold(0, u32::saturating_add);
        let names: Vec<String> = roles.iter().map(|role| format!("`{}`", role.name)).collect();
        let are = if there == 1 { "is" } else { "are" };
        let message = format!(
            "`{}` needs {needed} different people as {}, and there {are} {there}",
            site.procedure,
            names.join(" or ")
        );
        let finding = found.add(file, &site.procedure_place, message);
        finding.help = Some("let another role take one of its roles, or have more people".to_owned());
    }
}

type Needed<'s> = (usize, Vec<&'s crate::manual::signature::Role>);

fn needed<'s>(
    shelf: &Shelf<'_>,
    user: &'s Signature,
    site: &UseSite,
    used: &Signature,
) -> Option<Needed<'s>> {
    // Two separated roles in one pair of hands have a rule of their own.
    let mapped = |theirs: &str| site.mappings.iter().find(|mapping| mapping.theirs == theirs);
    for apart in &used.separate {
        let taken: Vec<&str> = apart.iter().filter_map(|role| Some(mapped(role)?.ours.as_str())).collect();
        if taken.iter().collect::<BTreeSet<_>>().len() < taken.len() {
            return None;
        }
    }
    let number = |theirs: &str| {
        let ours = &mapped(theirs)?.ours;
        user.roles.iter().position(|role| role.name == *ours)
    };
    let taken: Vec<usize> = used.roles.iter().map(|role| number(&role.name)).collect::<Option<_>>()?;
    let text = shelf.text(&used.file)?;
    let judged = rules::judge(Source::new(&used.file, &text), None);
    let outline = Outline::new(&judged.document, &used.file, None);
    let holders: Vec<Option<u32>> = user.roles.iter().map(|role| role.people).collect();
    let shortage = shortage(&outline, &taken, &holders)?;
    let roles = shortage.roles.iter().filter_map(|role| user.roles.get(*role)).collect();
    Some((shortage.needed, roles))
}
