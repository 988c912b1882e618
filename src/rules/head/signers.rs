//! Who signed a procedure as what.

use crate::document::{Approval, ApprovalRole};
use crate::rules::{Outline, Spot};

/// The approvals of one meaning, each with its place in the list.
pub(super) fn of_role<'d>(
    outline: &Outline<'d>,
    role: ApprovalRole,
) -> impl Iterator<Item = (usize, &'d Approval)> + Clone {
    outline.document.approvals.iter().enumerate().filter(move |(_, approval)| approval.role == role)
}

/// The first author who signed under the name of this approval.
pub(super) fn author_of_name<'d>(outline: &Outline<'d>, name: &str) -> Option<usize> {
    let mut authors = of_role(outline, ApprovalRole::Author);
    authors.find(|(_, author)| same_name(&author.name, name)).map(|(at, _)| at)
}

/// Where the name of an approval stands.
pub(super) fn name_spot(at: usize) -> Spot<'static> {
    Spot::top("approvals").item(at).key("name")
}

/// Whether two names are the same, whatever their case and white space; nobody's name is nobody's.
pub(super) fn same_name(first: &str, second: &str) -> bool {
    !first.trim().is_empty() && normal(first).eq(normal(second))
}

fn normal(name: &str) -> impl Iterator<Item = char> {
    name.split_whitespace().flat_map(|word| word.chars().flat_map(char::to_lowercase).chain([' ']))
}
