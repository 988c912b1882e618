//! What happens when a step fails.

use super::kind::{ChangeKind, Effect};
use super::walk::{At, Walk, effect_of_more, quoted};
use crate::document::{Block, OnFail, Rework};

impl<'d> Walk<'d> {
    /// Two ways to deal with a failure; `ids` are the step's own id before and after, which `self` stands for.
    pub(super) fn on_fail(
        &mut self,
        at: &At<'d>,
        whose: &str,
        old: &'d OnFail,
        new: &'d OnFail,
        ids: (&str, &str),
    ) {
        let OnFail { block, rework, decide } = new;
        let (before, after) = (old.block.unwrap_or_default(), block.unwrap_or_default());
        if before != after {
            let (effect, message) = match after {
                Block::Release => (Effect::Weakens, "work goes on before a failure is decided"),
                Block::Run => (Effect::Strengthens, "work stops until a failure is decided"),
            };
            let message = format!("{message}: {whose}");
            self.value_changed(
                &at.key("block"),
                (&old.block, block),
                ChangeKind::BlockChanged,
                effect,
                message,
            );
        }
        self.rework(&at.key("rework"), whose, (&old.rework, rework), ids);
        let at = at.key("decide");
        for (disposition, roles) in &old.decide {
            let name = word(disposition);
            match decide.get(disposition) {
                Some(now) => {
                    let what = format!("the decision {} of {whose}", quoted(&name));
                    // The name lives only as long as this loop, and the path needs it no longer.
                    let at = At { old: at.old.clone().key(name.clone()), new: at.new.clone().key(name) };
                    self.roles_that(&at, &what, (roles, now), ChangeKind::DecidersChanged);
                }
                None => {
                    let message = format!("{} is no longer allowed for {whose}", quoted(&name));
                    let at = At { old: at.old.clone().key(name), ..At::default() };
                    self.removed(&at, ChangeKind::DispositionForbidden, Effect::Strengthens, message);
                }
            }
        }
        for disposition in decide.keys().filter(|disposition| !old.decide.contains_key(*disposition)) {
            let name = word(disposition);
            let message = format!("{} is allowed for {whose} now", quoted(&name));
            let at = At { new: at.new.clone().key(name), ..At::default() };
            self.added(&at, ChangeKind::DispositionAllowed, Effect::Weakens, message);
        }
    }

    fn rework(
        &mut self,
        at: &At<'d>,
        whose: &str,
        (old, new): (&Option<Rework>, &Option<Rework>),
        ids: (&str, &str),
    ) {
        let kind = ChangeKind::ReworkChanged;
        let (Some(a), Some(b)) = (old, new) else {
            if old != new {
                let message = match new {
                    Some(_) => format!("rework of {whose} starts at a named step now"),
                    None => format!("rework of {whose} no longer starts anywhere"),
                };
                self.value_changed(at, (old, new), kind, Effect::Neutral, message);
            }
            return;
        };
        let Rework { back_to, attempts } = b;
        let (before, after) = (from_step(&a.back_to, ids.0), from_step(back_to, ids.1));
        if before != after {
            let message =
                format!("rework of {whose} starts at {}, and did at {}", quoted(after), quoted(before));
            self.changed(&at.key("back_to"), kind, Effect::Neutral, message);
        }
        if a.attempts != *attempts {
            let message = format!(
                "{whose} may be tried `{attempts}` times before rework ends, and `{}` before",
                a.attempts
            );
            self.changed(&at.key("attempts"), kind, effect_of_more(*attempts, a.attempts), message);
        }
    }
}

/// The step that rework starts at, `self` for the failed step itself.
fn from_step<'d>(back_to: &'d str, own: &str) -> &'d str {
    if back_to == own { "self" } else { back_to }
}

/// The word for a disposition in a file.
fn word(disposition: &crate::document::Disposition) -> String {
    let word = serde_json::to_value(disposition).unwrap_or_default();
    word.as_str().unwrap_or_default().to_owned()
}
