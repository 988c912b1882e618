//! The document with its names resolved once, for every rule to read.
//!
//! Nothing here judges: an undefined name resolves to nothing, and the rule about it says so.

use std::collections::BTreeMap;

use super::formulas::{self, FormulaView};
use super::place::Spot;
use crate::document::{Defaults, Document, Field, OnFail, Step, TimeLimit, Verification};
use crate::value::Date;

/// A document with its steps in one list and its names resolved.
#[derive(Debug)]
pub(crate) struct Outline<'d> {
    pub(crate) document: &'d Document,
    /// The file's name as the host gave it.
    pub(crate) file: &'d str,
    /// The day on which the file is judged, for rules about dates that pass; without it they are silent.
    pub(crate) as_of: Option<Date>,
    /// All steps and groups in the order of the file, each group before its steps.
    pub(crate) steps: Vec<StepView<'d>>,
    /// Every formula and condition of the file, parsed.
    pub(crate) formulas: Vec<FormulaView<'d>>,
    /// The first step of each id.
    ids: BTreeMap<&'d str, usize>,
}

/// One step where it stands.
#[derive(Debug)]
pub(crate) struct StepView<'d> {
    pub(crate) step: &'d Step,
    /// Place in [`Outline::steps`].
    pub(crate) index: usize,
    /// The group it stands in.
    pub(crate) parent: Option<usize>,
    /// Place in the list it stands in.
    pub(crate) position: usize,
    /// The index just after the last step of the group; for a plain step just after itself.
    pub(crate) end: usize,
    /// Who performs: its own roles, or those of the nearest group that names any.
    pub(crate) performers: &'d [String],
    /// What happens when it fails: its own, or the defaults'.
    pub(crate) on_fail: Option<&'d OnFail>,
}

impl<'d> Outline<'d> {
    pub(crate) fn new(document: &'d Document, file: &'d str, as_of: Option<Date>) -> Self {
        let (steps, formulas, ids) = (Vec::new(), Vec::new(), BTreeMap::new());
        let mut outline = Outline { document, file, as_of, steps, formulas, ids };
        outline.add(&document.steps, None, &[]);
        outline.formulas = formulas::collect(&outline);
        outline
    }

    fn add(&mut self, steps: &'d [Step], parent: Option<usize>, performers: &'d [String]) {
        for (position, step) in steps.iter().enumerate() {
            let index = self.steps.len();
            let performers = if step.by.is_empty() { performers } else { &step.by };
            let defaults =
                self.document.defaults.as_ref().and_then(|defaults: &Defaults| defaults.on_fail.as_ref());
            let on_fail = step.on_fail.as_ref().or(defaults);
            self.steps.push(StepView { step, index, parent, position, end: index + 1, performers, on_fail });
            if !step.id.is_empty() {
                self.ids.entry(step.id.as_str()).or_insert(index);
            }
            self.add(&step.steps, Some(index), performers);
            let end = self.steps.len();
            if let Some(view) = self.steps.get_mut(index) {
                view.end = end;
            }
        }
    }

    /// The step or group with this id.
    pub(crate) fn step(&self, id: &str) -> Option<&StepView<'d>> {
        self.steps.get(*self.ids.get(id)?)
    }

    /// Whether a name means a step, also one of a procedure that is used here: `clean/wash`.
    pub(crate) fn names_step(&self, name: &str) -> bool {
        let inside = |(owner, _): (&str, &str)| self.step(owner).is_some_and(|view| view.step.used.is_some());
        self.step(name).is_some() || name.split_once('/').is_some_and(inside)
    }

    /// All step ids, in the order of the file.
    pub(crate) fn step_ids(&self) -> impl Iterator<Item = &'d str> {
        self.steps.iter().map(|view| view.step.id.as_str()).filter(|id| !id.is_empty())
    }

    /// The steps that are done, without the groups that hold them.
    pub(crate) fn leaves(&self) -> impl Iterator<Item = &StepView<'d>> {
        self.steps.iter().filter(|view| !view.step.is_group())
    }

    /// The groups around a step, innermost first.
    pub(crate) fn ancestors(&self, view: &StepView<'d>) -> impl Iterator<Item = &StepView<'d>> {
        let mut next = view.parent;
        std::iter::from_fn(move || {
            let group = self.steps.get(next?)?;
            next = group.parent;
            Some(group)
        })
    }

    /// The innermost repeated group around a step, the step itself included.
    pub(crate) fn repeated(&self, view: &StepView<'d>) -> Option<usize> {
        let own = view.step.repeat.is_some().then_some(view.index);
        own.or_else(|| {
            self.ancestors(view).find(|group| group.step.repeat.is_some()).map(|group| group.index)
        })
    }

    /// Where a step stands.
    pub(crate) fn spot(&self, view: &StepView<'d>) -> Spot<'d> {
        match view.parent.and_then(|parent| self.steps.get(parent)) {
            Some(parent) => self.spot(parent).key("steps").item(view.position),
            None => Spot::top("steps").item(view.position),
        }
    }

    /// Where a step is named: the value of its `id`.
    pub(crate) fn id_spot(&self, view: &StepView<'d>) -> Spot<'d> {
        self.spot(view).key("id")
    }

    /// Every field that is recorded in a step, with its step and name.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&StepView<'d>, &'d str, &'d Field)> {
        self.steps
            .iter()
            .flat_map(|view| view.step.record.iter().map(move |(name, field)| (view, name.as_str(), field)))
    }

    /// Every field of steps and every input, each with its place.
    pub(crate) fn fields_and_inputs(&self) -> impl Iterator<Item = (FieldPlace<'_, 'd>, &'d str, &'d Field)> {
        let inputs = self.document.inputs.iter();
        let inputs = inputs
            .map(|(name, field)| (FieldPlace { outline: self, step: None, name }, name.as_str(), field));
        let fields = self.fields();
        inputs.chain(
            fields.map(|(view, name, field)| {
                (FieldPlace { outline: self, step: Some(view), name }, name, field)
            }),
        )
    }

    /// The place of a field of a step, or of an input.
    pub(crate) fn field_place<'o>(
        &'o self,
        step: Option<&'o StepView<'d>>,
        name: &'d str,
    ) -> FieldPlace<'o, 'd> {
        FieldPlace { outline: self, step, name }
    }

    /// Every verification with its step and its place in the step's list.
    pub(crate) fn verifications(&self) -> impl Iterator<Item = (&StepView<'d>, usize, &'d Verification)> {
        self.steps
            .iter()
            .flat_map(|view| view.step.verify.iter().enumerate().map(move |(at, check)| (view, at, check)))
    }

    /// Where a verification stands; `verify` may be one map or a list of them.
    pub(crate) fn verification_spot(&self, view: &StepView<'d>, at: usize) -> Spot<'d> {
        self.spot(view).key("verify").item(at)
    }

    /// Every time limit with its step and its place in the step's list.
    pub(crate) fn time_limits(&self) -> impl Iterator<Item = (&StepView<'d>, usize, &'d TimeLimit)> {
        self.steps
            .iter()
            .flat_map(|view| view.step.time.iter().enumerate().map(move |(at, limit)| (view, at, limit)))
    }

    /// Whether a step can fail: it has a limit, a verification, or a time limit that is not an alert.
    pub(crate) fn can_fail(&self, view: &StepView<'d>) -> bool {
        let step = view.step;
        let timed = step.time.iter().any(|limit| limit.alert != Some(true) && limit.refuse != Some(true));
        timed || !step.verify.is_empty() || step.record.values().any(Field::has_limit)
    }
}

/// A place that is turned into a [`Spot`] only when there is something to report.
#[derive(Clone, Copy)]
pub(crate) struct FieldPlace<'o, 'd> {
    outline: &'o Outline<'d>,
    /// The step that records the field; none for an input.
    pub(crate) step: Option<&'o StepView<'d>>,
    name: &'d str,
}

impl<'d> FieldPlace<'_, 'd> {
    /// Where the field stands.
    pub(crate) fn spot(self) -> Spot<'d> {
        match self.step {
            Some(view) => self.outline.spot(view).key("record").key(self.name),
            None => Spot::top("inputs").key(self.name),
        }
    }
}
