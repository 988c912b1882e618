//! A set of separate roles that another set says already.

use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let sets = &outline.document.separate;
    for (index, set) in sets.iter().enumerate().filter(|(_, set)| set.len() > 1) {
        let says_it = |(at, other): &(usize, &Vec<String>)| {
            let larger = other.len() > set.len() || (other.len() == set.len() && *at < index);
            larger && set.iter().all(|role| other.contains(role))
        };
        if let Some((at, _)) = sets.iter().enumerate().find(says_it) {
            findings
                .add(&Spot::top("separate").item(index), "another set keeps these roles separate already")
                .help("delete it")
                .related(&Spot::top("separate").item(at), "this one");
        }
    }
}
