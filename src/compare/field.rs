//! One thing to record, or one input, key by key; its limits are in [`limits`](super::limits).

use indexmap::IndexMap;

use super::kind::{ChangeKind, Effect};
use super::pairs::Pairs;
use super::version_step::VersionStep;
use super::walk::{At, Walk, effect_of_more, effect_of_truth, quoted, same_formula, shown};
use crate::document::{Field, Judge, Options, Rounding};
use crate::value::Text;

impl<'d> Walk<'d> {
    /// The inputs of the run.
    pub(super) fn inputs(&mut self) {
        let (old, new) = (&self.old.inputs, &self.new.inputs);
        self.fields(&At::default().key("inputs"), "the run", (old, new), true);
    }

    /// All fields of `whose`, matched by name.
    pub(super) fn fields(
        &mut self,
        at: &At<'d>,
        whose: &str,
        (old, new): (&'d IndexMap<String, Field>, &'d IndexMap<String, Field>),
        inputs: bool,
    ) {
        let kind = |input, field| if inputs { input } else { field };
        let pairs = Pairs::by_name(old.keys().map(String::as_str), new.keys().map(String::as_str));
        for (name, field) in pairs.removed.iter().filter_map(|place| old.get_index(*place)) {
            let effect = if field.has_limit() { Effect::Weakens } else { Effect::Neutral };
            let message = format!("{whose} no longer records {}", quoted(name));
            let kind = kind(ChangeKind::InputRemoved, ChangeKind::FieldRemoved);
            self.removed(&at.key(name), kind, effect, message);
        }
        for (name, field) in pairs.added.iter().filter_map(|place| new.get_index(*place)) {
            let effect = if field.has_limit() { Effect::Strengthens } else { Effect::Neutral };
            let message = format!("{whose} records {} now", quoted(name));
            let is_asked = field.is_required() && field.when.is_none() && !field.is_computed();
            let kind = match is_asked {
                true => kind(ChangeKind::InputAdded, ChangeKind::FieldAdded),
                false => kind(ChangeKind::OptionalInputAdded, ChangeKind::OptionalFieldAdded),
            };
            self.added(&at.key(name), kind, effect, message);
        }
        for (before, _) in pairs.moved() {
            let Some((name, _)) = old.get_index(before) else { continue };
            let message = format!("{} of {whose} stands elsewhere among its fields", quoted(name));
            let kind = kind(ChangeKind::InputMoved, ChangeKind::FieldMoved);
            self.changed(&at.key(name), kind, Effect::Neutral, message);
        }
        for (before, after) in &pairs.both {
            if let (Some((name, old)), Some((_, new))) = (old.get_index(*before), new.get_index(*after))
                && !self.is_same_field(old, new)
            {
                self.field(&at.key(name), &format!("{} of {whose}", quoted(name)), old, new);
            }
        }
    }

    /// Whether a field is the same, down to the decimals that are equal as numbers and not as text.
    fn is_same_field(&self, old: &Field, new: &Field) -> bool {
        let (before, after) = self.rounding();
        old == new && old.also.is_empty() && (before == after || old.rounding.is_some())
    }

    fn field(&mut self, at: &At<'d>, what: &str, old: &'d Field, new: &'d Field) {
        let Field {
            kind,
            title,
            help,
            required,
            record_only,
            when,
            formula,
            options,
            accept: _,
            at_least: _,
            at_most: _,
            min: _,
            max: _,
            above: _,
            below: _,
            equals: _,
            target: _,
            tolerance: _,
            unit,
            decimals,
            alert,
            plausible,
            rounding,
            readings,
            judge,
            also,
            pattern: _,
            min_length: _,
            max_length: _,
            multiline,
            not_before: _,
            not_after: _,
            kinds: _,
        } = new;
        self.text(&at.key("title"), &format!("the title of {what}"), old.title.as_ref(), title.as_ref());
        self.text(&at.key("help"), &format!("the help of {what}"), old.help.as_ref(), help.as_ref());
        if old.kind != *kind {
            let message = format!("{what} is a `{}`, and was a `{}`", kind.word(), old.kind.word());
            let effect = if old.has_limit() && !new.has_limit() { Effect::Weakens } else { Effect::Neutral };
            self.changed(&at.key("type"), ChangeKind::TypeChanged, effect, message);
        }
        if old.is_required() != new.is_required() {
            let must = if new.is_required() { "must be given now" } else { "need not be given any more" };
            let effect = effect_of_truth(new.is_required());
            let both = (&old.required, required);
            let message = format!("{what} {must}");
            self.value_changed(&at.key("required"), both, ChangeKind::RequirementChanged, effect, message);
        }
        if old.record_only.unwrap_or(false) != record_only.unwrap_or(false) {
            let message = format!("{what} says in another way whether it has no limit on purpose");
            let both = (&old.record_only, record_only);
            let kind = ChangeKind::RecordOnlyChanged;
            self.value_changed(&at.key("record_only"), both, kind, Effect::Neutral, message);
        }
        self.condition(at, what, (&old.when, when));
        self.formula(&at.key("formula"), what, (&old.formula, formula));
        self.options(&at.key("options"), what, &old.options, options);
        let has_other_unit = old.unit != *unit;
        if has_other_unit {
            let message =
                format!("{what} is in {}, and was in {}", shown(unit.as_ref()), shown(old.unit.as_ref()));
            let both = (&old.unit, unit);
            self.value_changed(&at.key("unit"), both, ChangeKind::UnitChanged, Effect::Neutral, message);
        }
        if old.decimals != *decimals {
            let message =
                format!("{what} has {} decimals, and had {}", shown(*decimals), shown(old.decimals));
            let both = (&old.decimals, decimals);
            self.value_changed(
                &at.key("decimals"),
                both,
                ChangeKind::ResolutionChanged,
                Effect::Neutral,
                message,
            );
        }
        let inherited = self.rounding();
        if old.rounding != *rounding {
            self.rounding_changed(&at.key("rounding"), what, (&old.rounding, rounding), inherited);
        }
        self.limits(at, what, old, new);
        self.band(&at.key("alert"), what, (&old.alert, alert), ChangeKind::AlertChanged);
        self.band(&at.key("plausible"), what, (&old.plausible, plausible), ChangeKind::PlausibilityChanged);
        self.other_units(&at.key("also"), what, &old.also, also);
        let (before, after) = (old.readings.unwrap_or(1), readings.unwrap_or(1));
        if before != after {
            let message = format!("{what} takes `{after}` readings, and took `{before}`");
            let both = (&old.readings, readings);
            let effect = effect_of_more(before, after);
            self.value_changed(&at.key("readings"), both, ChangeKind::ReadingsChanged, effect, message);
        }
        let judged = (old.judge.unwrap_or_default(), judge.unwrap_or_default());
        if judged.0 != judged.1 {
            // Every reading within the limits is more than one value made of them within the limits.
            let effect = match judged {
                (Judge::Each, _) => Effect::Weakens,
                (_, Judge::Each) => Effect::Strengthens,
                _ => Effect::Neutral,
            };
            let message = format!("something else of the readings of {what} is judged");
            self.value_changed(
                &at.key("judge"),
                (&old.judge, judge),
                ChangeKind::JudgedValueChanged,
                effect,
                message,
            );
        }
        if old.multiline.unwrap_or(false) != multiline.unwrap_or(false) {
            let lines = if *multiline == Some(true) { "several lines" } else { "one line" };
            let message = format!("{what} may have {lines} now");
            let both = (&old.multiline, multiline);
            self.value_changed(
                &at.key("multiline"),
                both,
                ChangeKind::LinesChanged,
                Effect::Neutral,
                message,
            );
        }
    }

    fn formula(&mut self, at: &At<'d>, what: &str, (old, new): (&Option<String>, &Option<String>)) {
        match (old, new) {
            (None, Some(_)) => {
                let message = format!("{what} is computed now");
                self.added(at, ChangeKind::FormulaAdded, Effect::Strengthens, message);
            }
            (Some(_), None) => {
                let message = format!("{what} is entered by a person now");
                self.removed(at, ChangeKind::FormulaRemoved, Effect::Weakens, message);
            }
            (Some(before), Some(after)) if !same_formula(before, after) => {
                let message = format!("{what} is {}, and was {}", quoted(after), quoted(before));
                self.changed(at, ChangeKind::FormulaChanged, Effect::Neutral, message);
            }
            _ => {}
        }
    }

    fn options(&mut self, at: &At<'d>, what: &str, old: &'d Options, new: &'d Options) {
        if old == new {
            return;
        }
        let site =
            |options: &Options, spot: &crate::rules::Spot<'d>, name: &'d str, place: usize| match options {
                Options::Names(_) => spot.clone().item(place),
                Options::Titled(_) => spot.clone().key(name),
            };
        let (old_names, new_names): (Vec<&str>, Vec<&str>) = (old.names().collect(), new.names().collect());
        let pairs = Pairs::by_name(old_names.iter().copied(), new_names.iter().copied());
        for (place, name) in pairs.removed.iter().filter_map(|place| Some((*place, *old_names.get(*place)?)))
        {
            let at = At { old: site(old, &at.old, name, place), ..At::default() };
            let message = format!("{what} no longer offers {}", quoted(name));
            self.removed(&at, ChangeKind::OptionRemoved, Effect::Neutral, message);
        }
        for (place, name) in pairs.added.iter().filter_map(|place| Some((*place, *new_names.get(*place)?))) {
            let at = At { new: site(new, &at.new, name, place), ..At::default() };
            let message = format!("{what} offers {} now", quoted(name));
            self.added(&at, ChangeKind::OptionAdded, Effect::Neutral, message);
        }
        let moved = pairs.moved();
        for (before, after) in &pairs.both {
            let Some(name) = old_names.get(*before).copied() else { continue };
            let at = At { old: site(old, &at.old, name, *before), new: site(new, &at.new, name, *after) };
            if moved.contains(&(*before, *after)) {
                let message = format!("the option {} of {what} stands elsewhere", quoted(name));
                self.changed(&at, ChangeKind::OptionMoved, Effect::Neutral, message);
            }
            let title = |options: &'d Options| -> Option<&'d Text> {
                match options {
                    Options::Names(_) => None,
                    Options::Titled(titles) => titles.get(name),
                }
            };
            self.text(&at, &format!("the option {} of {what}", quoted(name)), title(old), title(new));
        }
    }

    /// How a number meets its limit, where that is said; `inherited` is what holds where it isn't.
    pub(super) fn rounding_changed(
        &mut self,
        at: &At<'d>,
        what: &str,
        (old, new): (&Option<Rounding>, &Option<Rounding>),
        inherited: (Rounding, Rounding),
    ) {
        let (before, after) = (old.unwrap_or(inherited.0), new.unwrap_or(inherited.1));
        let effect = match (before, after) {
            _ if before == after => Effect::Neutral,
            (Rounding::Exact, _) => Effect::Weakens,
            (_, Rounding::Exact) => Effect::Strengthens,
            _ => Effect::Neutral,
        };
        let message = format!("{what} meets its limit {}, and did {}", word(after), word(before));
        let change = self.value_changed(at, (old, new), ChangeKind::RoundingChanged, effect, message);
        if before == after {
            change.at_most(VersionStep::Patch);
        }
    }
}

fn word(rounding: Rounding) -> &'static str {
    match rounding {
        Rounding::Exact => "as it is",
        Rounding::HalfUp => "rounded half up",
        Rounding::HalfEven => "rounded half to even",
    }
}
