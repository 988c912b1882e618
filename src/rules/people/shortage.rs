//! Whether the people of one procedure are enough for another one that it uses.

use super::slots::Slots;
use crate::rules::Outline;

/// Acts that can't be shared out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shortage {
    /// How many different people they need.
    pub(crate) needed: usize,
    /// The roles that may do them, by their numbers among the holders.
    pub(crate) roles: Vec<usize>,
}

/// Looks for acts of a procedure that can't be shared out when its roles are taken by others.
///
/// `taken` gives for each of its roles, in the order of the file, the number of the role that takes it; `holders` says
/// how many people hold each of those at most.
pub(crate) fn shortage(outline: &Outline<'_>, taken: &[usize], holders: &[Option<u32>]) -> Option<Shortage> {
    let slots = Slots::of_run(outline);
    let assignment = slots.assignment.taken(taken, holders.to_vec());
    let order: Vec<usize> = (0..assignment.acts()).collect();
    let acts = assignment.contradiction(&order)?;
    let mut roles: Vec<usize> = acts.iter().flat_map(|act| assignment.may(*act)).copied().collect();
    roles.sort_unstable();
    roles.dedup();
    Some(Shortage { needed: acts.len(), roles })
}
