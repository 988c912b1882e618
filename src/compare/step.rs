//! One step, key by key.

use super::hazards::hazards;
use super::kind::{ChangeKind, Effect};
use super::steps::{StepSite, described};
use super::version_step::VersionStep;
use super::walk::{At, Walk, effect_of_more, effect_of_truth, quoted, same_formula, shown};
use crate::document::{HoldPoint, NotApplicable, Order, Repeat, Step, Use};

impl<'d> Walk<'d> {
    pub(super) fn step(&mut self, old_site: &StepSite<'d>, new_site: &StepSite<'d>) {
        let (old, new) = (old_site.step, new_site.step);
        let Step {
            id: _,
            title,
            instruction,
            why,
            danger,
            warning,
            caution,
            note,
            by,
            apart_from,
            when,
            record,
            verify,
            hold_point,
            time,
            on_fail,
            critical,
            not_applicable,
            equipment,
            materials,
            takes,
            steps: _,
            order,
            uninterrupted,
            repeat,
            used,
        } = new;
        let at = At { old: old_site.spot.clone(), new: new_site.spot.clone() };
        let step = &described(new);
        self.text(&at.key("title"), &format!("the title of {step}"), Some(&old.title), Some(title));
        let before = self.changes.len();
        self.text(
            &at.key("do"),
            &format!("the instruction of {step}"),
            old.instruction.as_ref(),
            instruction.as_ref(),
        );
        if old.instruction.is_some() != instruction.is_some() {
            self.changes.values_mut().skip(before).for_each(|change| change.at_least(VersionStep::Minor));
        }
        self.text(&at.key("why"), &format!("the reason of {step}"), old.why.as_ref(), why.as_ref());
        if (&old.danger, &old.warning, &old.caution, &old.note) != (danger, warning, caution, note) {
            let before = hazards(&at.old, [&old.danger, &old.warning, &old.caution, &old.note]);
            self.hazards(step, before, hazards(&at.new, [danger, warning, caution, note]));
        }
        // Who inherits has no change of its own: it stands at the group.
        if !(old.by.is_empty() && by.is_empty()) {
            let both = (old_site.performers, new_site.performers);
            self.roles_that(&at.key("by"), step, both, ChangeKind::PerformersChanged);
        }
        self.apart(&at, step, old.apart_from.as_ref(), apart_from.as_ref());
        self.condition(&at, step, (&old.when, when));
        self.fields(&at.key("record"), step, (&old.record, record), false);
        self.verifications(&at, step, old, new);
        let _ = verify;
        self.hold_point(&at.key("hold_point"), step, old.hold_point.as_ref(), hold_point.as_ref());
        self.time_limits(&at.key("time"), step, &old.time, time);
        if !(old.on_fail.is_none() && on_fail.is_none()) {
            let at = at.key("on_fail");
            match (old_site.on_fail, new_site.on_fail) {
                (Some(before), Some(after)) => self.on_fail(&at, step, before, after, (&old.id, &new.id)),
                (Some(_), None) => {
                    let message = format!("it is no longer said what happens when {step} fails");
                    self.removed(&at, ChangeKind::OnFailRemoved, Effect::Weakens, message);
                }
                (None, Some(_)) => {
                    let message = format!("it is said now what happens when {step} fails");
                    self.added(&at, ChangeKind::OnFailAdded, Effect::Strengthens, message);
                }
                (None, None) => {}
            }
        }
        if old.is_critical() != new.is_critical() {
            let now = if new.is_critical() { "critical now" } else { "no longer critical" };
            let both = (&old.critical, critical);
            let effect = effect_of_truth(new.is_critical());
            self.value_changed(
                &at.key("critical"),
                both,
                ChangeKind::CriticalChanged,
                effect,
                format!("{step} is {now}"),
            );
        }
        self.not_applicable(
            &at.key("not_applicable"),
            step,
            old.not_applicable.as_ref(),
            not_applicable.as_ref(),
        );
        for (key, old, new) in
            [("equipment", &old.equipment, equipment), ("materials", &old.materials, materials)]
        {
            if old != new {
                let message = format!("the {key} of {step} are others, or stand in another order");
                self.changed(&at.key(key), ChangeKind::EquipmentChanged, Effect::Neutral, message);
            }
        }
        if old.takes != *takes {
            let message =
                format!("{step} is expected to take {}, and was {}", shown(*takes), shown(old.takes));
            let both = (&old.takes, takes);
            self.value_changed(
                &at.key("takes"),
                both,
                ChangeKind::ExpectedTimeChanged,
                Effect::Neutral,
                message,
            );
        }
        if old.order.unwrap_or_default() != order.unwrap_or_default() {
            let (effect, how) = match order.unwrap_or_default() {
                Order::Any => (Effect::Weakens, "in any order now"),
                Order::Strict => (Effect::Strengthens, "one after the other now"),
            };
            let message = format!("the steps of {step} are done {how}");
            self.value_changed(
                &at.key("order"),
                (&old.order, order),
                ChangeKind::OrderChanged,
                effect,
                message,
            );
        }
        self.interruption(&at, step, &old.uninterrupted, uninterrupted);
        self.repeat(&at.key("repeat"), step, old.repeat.as_ref(), repeat.as_ref());
        self.used(&at.key("use"), step, old.used.as_ref(), used.as_ref());
    }

    /// A condition of a step, a field or a verification. To do less under a condition weakens.
    pub(super) fn condition(
        &mut self,
        at: &At<'d>,
        whose: &str,
        (old, new): (&Option<String>, &Option<String>),
    ) {
        let at = at.key("when");
        match (old, new) {
            (None, Some(condition)) => {
                let message = format!("{whose} only counts when {}", quoted(condition));
                self.added(&at, ChangeKind::ConditionAdded, Effect::Weakens, message);
            }
            (Some(_), None) => {
                let message = format!("{whose} always counts now");
                self.removed(&at, ChangeKind::ConditionRemoved, Effect::Strengthens, message);
            }
            (Some(before), Some(after)) if !same_formula(before, after) => {
                let message =
                    format!("{whose} counts when {}, and did when {}", quoted(after), quoted(before));
                self.changed(&at, ChangeKind::ConditionChanged, Effect::Neutral, message);
            }
            _ => {}
        }
    }

    /// Whether an interruption makes people start again, in a group or a verification.
    pub(super) fn interruption(&mut self, at: &At<'d>, whose: &str, old: &Option<bool>, new: &Option<bool>) {
        let (before, after) = (old.unwrap_or(false), new.unwrap_or(false));
        if before != after {
            let now = if after { "starts again" } else { "goes on" };
            let message = format!("{whose} {now} after an interruption");
            let at = at.key("uninterrupted");
            let effect = effect_of_truth(after);
            self.value_changed(&at, (old, new), ChangeKind::InterruptionChanged, effect, message);
        }
    }

    fn hold_point(
        &mut self,
        at: &At<'d>,
        step: &str,
        old: Option<&'d HoldPoint>,
        new: Option<&'d HoldPoint>,
    ) {
        match (old, new) {
            (Some(old), Some(new)) => {
                let HoldPoint { by, apart_from } = new;
                let what = format!("the hold point of {step}");
                self.roles_that(&at.key("by"), &what, (&old.by, by), ChangeKind::HoldPointChanged);
                self.apart(at, &what, old.apart_from.as_ref(), apart_from.as_ref());
            }
            (Some(_), None) => {
                let message = format!("the work no longer stops after {step}");
                self.removed(at, ChangeKind::HoldPointRemoved, Effect::Weakens, message);
            }
            (None, Some(_)) => {
                let message = format!("the work stops after {step} until it is released");
                self.added(at, ChangeKind::HoldPointAdded, Effect::Strengthens, message);
            }
            (None, None) => {}
        }
    }

    fn not_applicable(
        &mut self,
        at: &At<'d>,
        step: &str,
        old: Option<&'d NotApplicable>,
        new: Option<&'d NotApplicable>,
    ) {
        let kind = ChangeKind::NotApplicableChanged;
        match (old, new) {
            (Some(old), Some(new)) => {
                let NotApplicable { by } = new;
                let what = format!("to declare {step} not applicable");
                self.roles_that(&at.key("by"), &what, (&old.by, by), kind);
            }
            (Some(_), None) => {
                let message = format!("nobody may declare {step} not applicable any more");
                self.removed(at, kind, Effect::Strengthens, message);
            }
            (None, Some(_)) => {
                let message = format!("people may declare {step} not applicable now");
                self.added(at, kind, Effect::Weakens, message);
            }
            (None, None) => {}
        }
    }

    fn repeat(&mut self, at: &At<'d>, step: &str, old: Option<&'d Repeat>, new: Option<&'d Repeat>) {
        let (old, new) = match (old, new) {
            (Some(old), Some(new)) => (old, new),
            (Some(_), None) => {
                let message = format!("{step} is done once now");
                self.removed(at, ChangeKind::RepeatRemoved, Effect::Weakens, message);
                return;
            }
            (None, Some(_)) => {
                let message = format!("{step} is done several times now");
                self.added(at, ChangeKind::RepeatAdded, Effect::Strengthens, message);
                return;
            }
            (None, None) => return,
        };
        let Repeat { times, min, max } = new;
        let same = match (&old.times, times) {
            (Some(old), Some(new)) => same_formula(old, new),
            (old, new) => old == new,
        };
        let kind = ChangeKind::RepeatChanged;
        if !same {
            let message = format!(
                "{step} is done {} times, and was {}",
                shown(times.as_ref()),
                shown(old.times.as_ref())
            );
            self.value_changed(&at.key("times"), (&old.times, times), kind, Effect::Neutral, message);
        }
        for (key, what, before, after) in [("min", "least", &old.min, min), ("max", "most", &old.max, max)] {
            if before != after {
                // At least once is what holds without a least number; a greatest one bounds the work and not the control.
                let effect = match key {
                    "min" => effect_of_more(before.unwrap_or(1), after.unwrap_or(1)),
                    _ => Effect::Neutral,
                };
                let message =
                    format!("{step} is done at {what} {} times, and was {}", shown(*after), shown(*before));
                self.value_changed(&at.key(key), (before, after), kind, effect, message);
            }
        }
    }

    fn used(&mut self, at: &At<'d>, step: &str, old: Option<&'d Use>, new: Option<&'d Use>) {
        let (old, new) = match (old, new) {
            (Some(old), Some(new)) => (old, new),
            (Some(old), None) => {
                let message = format!("{step} no longer uses {}", quoted(&old.procedure));
                self.removed(at, ChangeKind::UseRemoved, Effect::Weakens, message);
                return;
            }
            (None, Some(new)) => {
                let message = format!("{step} uses {} now", quoted(&new.procedure));
                self.added(at, ChangeKind::UseAdded, Effect::Strengthens, message);
                return;
            }
            (None, None) => return,
        };
        let Use { procedure, version, with, roles } = new;
        let kind = ChangeKind::UseChanged;
        if old.procedure != *procedure {
            let message = format!("{step} uses {}, and did {}", quoted(procedure), quoted(&old.procedure));
            self.changed(&at.key("procedure"), kind, Effect::Neutral, message);
        }
        let normal = |text: &Option<String>| {
            text.as_ref()
                .map(|text| semver::VersionReq::parse(text).map_or(text.clone(), |it| it.to_string()))
        };
        if normal(&old.version) != normal(version) {
            let message = format!(
                "{step} takes version {}, and did {}",
                shown(version.as_ref()),
                shown(old.version.as_ref())
            );
            let both = (&old.version, version);
            self.value_changed(
                &at.key("version"),
                both,
                ChangeKind::UsedVersionChanged,
                Effect::Neutral,
                message,
            );
        }
        let names = |old: &'d indexmap::IndexMap<String, String>,
                     new: &'d indexmap::IndexMap<String, String>| {
            let gone = old.keys().filter(|name| !new.contains_key(*name));
            gone.chain(new.keys()).collect::<Vec<_>>()
        };
        for name in names(&old.with, with) {
            let (before, after) = (old.with.get(name).cloned(), with.get(name).cloned());
            let same =
                before.as_deref().zip(after.as_deref()).is_some_and(|(old, new)| same_formula(old, new));
            if !same {
                let message = format!("{step} gives the input {} another value", quoted(name));
                let at = at.key("with").key(name);
                self.value_changed(&at, (&before, &after), kind, Effect::Neutral, message);
            }
        }
        for name in names(&old.roles, roles) {
            let (before, after) = (old.roles.get(name).cloned(), roles.get(name).cloned());
            if before != after {
                let message = format!("{step} gives the role {} to another one", quoted(name));
                let at = at.key("roles").key(name);
                self.value_changed(&at, (&before, &after), kind, Effect::Neutral, message);
            }
        }
    }
}
