//! Which step is which: the steps of both versions in one list each, matched by their ids wherever they stand.

use super::kind::{ChangeKind, Effect};
use super::pairs::Pairs;
use super::version_step::VersionStep;
use super::walk::{At, Walk, quoted};
use crate::document::{Document, OnFail, Order, Step};
use crate::rules::Spot;

/// One step where it stands.
pub(super) struct StepSite<'d> {
    pub(super) step: &'d Step,
    /// The group it stands in, among the sites.
    pub(super) parent: Option<usize>,
    pub(super) spot: Spot<'d>,
    /// Who performs: its own roles, or those of the nearest group that names any.
    pub(super) performers: &'d crate::document::List<String>,
    /// What happens when it fails: its own, or the defaults'.
    pub(super) on_fail: Option<&'d OnFail>,
}

impl<'d> Walk<'d> {
    /// All steps: those that came, went, moved and changed.
    pub(super) fn steps(&mut self) {
        let (old, new) = (sites(self.old), sites(self.new));
        let mut pairs = Pairs::by_name(
            old.iter().map(|it| it.step.id.as_str()),
            new.iter().map(|it| it.step.id.as_str()),
        );
        let renamed = self.renamed(&old, &new, &mut pairs);
        for site in pairs.removed.iter().filter_map(|at| old.get(*at)) {
            self.step_removed(site);
        }
        for site in pairs.added.iter().filter_map(|at| new.get(*at)) {
            self.step_added(site);
        }
        self.moved(&old, &new, &pairs);
        for (before, after) in &pairs.both {
            let (Some(before_site), Some(after_site)) = (old.get(*before), new.get(*after)) else { continue };
            if self.is_same_step(before_site, after_site) {
                continue;
            }
            let replaced =
                !renamed.contains(&(*before, *after)) && is_replaced(before_site.step, after_site.step);
            if replaced {
                let message = format!("{} is another step than before", described(after_site.step));
                let at =
                    At { old: before_site.spot.clone().key("id"), new: after_site.spot.clone().key("id") };
                self.changed(&at, ChangeKind::StepReplaced, Effect::Neutral, message);
            }
            self.step(before_site, after_site);
        }
    }

    /// Whether a step is the same, as most are. Two decimals are equal as numbers and may still differ as text, so where
    /// there are any the step is compared in full.
    fn is_same_step(&self, old: &StepSite<'d>, new: &StepSite<'d>) -> bool {
        let (before, after) = self.rounding();
        let inherits_the_same =
            before == after && old.performers == new.performers && old.on_fail == new.on_fail;
        let has_decimals = new.step.verify.iter().any(|it| !it.agree.is_empty())
            || new.step.record.values().any(|it| !it.also.is_empty());
        inherits_the_same && !has_decimals && old.step == new.step
    }

    /// Steps that are gone under one id and came under another, with the same content.
    fn renamed(
        &mut self,
        old: &[StepSite<'d>],
        new: &[StepSite<'d>],
        pairs: &mut Pairs,
    ) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        pairs.removed.retain(|before| {
            let Some(gone) = old.get(*before) else { return true };
            let same =
                |after: &usize| new.get(*after).is_some_and(|came| is_same_but_for_id(gone.step, came.step));
            let Some(place) = pairs.added.iter().position(same) else { return true };
            found.push((*before, pairs.added.remove(place)));
            false
        });
        for (before, after) in &found {
            let (Some(a), Some(b)) = (old.get(*before), new.get(*after)) else { continue };
            let message = format!("{} is called {} now", described(a.step), quoted(&b.step.id));
            let at = At { old: a.spot.clone().key("id"), new: b.spot.clone().key("id") };
            self.changed(&at, ChangeKind::StepRenamed, Effect::Neutral, message);
        }
        pairs.both.extend(&found);
        pairs.both.sort_by_key(|(_, after)| *after);
        found
    }

    fn step_removed(&mut self, site: &StepSite<'d>) {
        let step = site.step;
        let effect = if is_control(step) { Effect::Weakens } else { Effect::Neutral };
        let at = At { old: site.spot.clone(), ..At::default() };
        self.removed(&at, ChangeKind::StepRemoved, effect, format!("{} is gone", described(step)));
    }

    fn step_added(&mut self, site: &StepSite<'d>) {
        let step = site.step;
        let effect = if is_control(step) { Effect::Strengthens } else { Effect::Neutral };
        let kind = match step.when {
            Some(_) => ChangeKind::OptionalStepAdded,
            None => ChangeKind::StepAdded,
        };
        let at = At { new: site.spot.clone(), ..At::default() };
        self.added(&at, kind, effect, format!("{} is new", described(step)));
    }

    /// Steps that stand in another group, or elsewhere among the steps that stayed in theirs.
    fn moved(&mut self, old: &[StepSite<'d>], new: &[StepSite<'d>], pairs: &Pairs) {
        let parent_after = |before: usize| {
            let parent = old.get(before)?.parent?;
            pairs.both.iter().find(|(old, _)| *old == parent).map(|(_, new)| *new)
        };
        let mut groups: std::collections::BTreeMap<Option<usize>, Pairs> = std::collections::BTreeMap::new();
        let mut moved = Vec::new();
        for (before, after) in &pairs.both {
            let (Some(a), Some(b)) = (old.get(*before), new.get(*after)) else { continue };
            let stayed = match (a.parent, b.parent) {
                (None, None) => true,
                (Some(_), Some(parent)) => parent_after(*before) == Some(parent),
                _ => false,
            };
            match stayed {
                true => groups.entry(b.parent).or_default().both.push((*before, *after)),
                false => moved.push((*before, *after)),
            }
        }
        moved.extend(groups.values().flat_map(Pairs::moved));
        moved.sort_by_key(|(_, after)| *after);
        for (before, after) in moved {
            let (Some(a), Some(b)) = (old.get(before), new.get(after)) else { continue };
            let any = |sites: &[StepSite<'_>], parent: Option<usize>| {
                parent
                    .and_then(|parent| sites.get(parent))
                    .is_some_and(|it| it.step.order == Some(Order::Any))
            };
            let message = format!("{} stands elsewhere", described(b.step));
            let at = At { old: a.spot.clone(), new: b.spot.clone() };
            let change = self.changed(&at, ChangeKind::StepMoved, Effect::Neutral, message);
            // Where the order doesn't matter, the place is one of print.
            if any(old, a.parent) && any(new, b.parent) && parent_after(before) == b.parent {
                change.at_most(VersionStep::Patch);
            }
        }
    }
}

/// What a step is called in messages.
pub(super) fn described(step: &Step) -> String {
    format!("step {}", quoted(&step.id))
}

/// All steps of a document, each group before its steps.
fn sites(document: &Document) -> Vec<StepSite<'_>> {
    let mut found = Vec::new();
    let default = document.defaults.as_ref().and_then(|it| it.on_fail.as_ref());
    const NOBODY: &crate::document::List<String> = &crate::document::List(Vec::new());
    collect(&document.steps, None, &Spot::top("steps"), NOBODY, default, &mut found);
    found
}

fn collect<'d>(
    steps: &'d [Step],
    parent: Option<usize>,
    spot: &Spot<'d>,
    performers: &'d crate::document::List<String>,
    default: Option<&'d OnFail>,
    found: &mut Vec<StepSite<'d>>,
) {
    for (position, step) in steps.iter().enumerate() {
        let performers = if step.by.is_empty() { performers } else { &step.by };
        let spot = spot.clone().item(position);
        let inner = spot.clone().key("steps");
        let index = found.len();
        found.push(StepSite { step, parent, spot, performers, on_fail: step.on_fail.as_ref().or(default) });
        collect(&step.steps, Some(index), &inner, performers, default, found);
    }
}

/// Whether a step does the same under another id.
fn is_same_but_for_id(old: &Step, new: &Step) -> bool {
    old.title == new.title
        && old.instruction == new.instruction
        && old.record.keys().eq(new.record.keys())
        && old.verify.len() == new.verify.len()
        && old.steps.len() == new.steps.len()
        && old.used.as_ref().map(|it| &it.procedure) == new.used.as_ref().map(|it| &it.procedure)
}

/// Whether nothing of a step is left but its id: another title, another instruction, and no field that both record.
fn is_replaced(old: &Step, new: &Step) -> bool {
    let says_more =
        |step: &Step| step.instruction.is_some() || !step.record.is_empty() || step.used.is_some();
    old.title != new.title
        && says_more(old)
        && says_more(new)
        && (old.instruction != new.instruction || old.instruction.is_none())
        && !old.record.keys().any(|name| new.record.contains_key(name))
        && (old.used.is_none()
            || old.used.as_ref().map(|it| &it.procedure) != new.used.as_ref().map(|it| &it.procedure))
        && !old.steps.iter().any(|step| new.steps.iter().any(|other| other.id == step.id))
}

/// Whether something can fail, stop or be seen by a second person in a step itself; its group's steps count for
/// themselves.
fn is_control(step: &Step) -> bool {
    step.record.values().any(|field| field.has_limit())
        || !step.verify.is_empty()
        || step.hold_point.is_some()
        || !step.time.is_empty()
        || step.is_critical()
        || step.used.is_some()
        || !(step.danger.is_empty() && step.warning.is_empty() && step.caution.is_empty())
}
