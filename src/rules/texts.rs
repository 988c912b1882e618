//! Every text for people in a file, with a place that costs nothing until there is something to report.

use super::outline::{FieldPlace, Outline, StepView};
use super::place::Spot;
use crate::document::{Field, List, Options};
use crate::value::Text;

/// Where a text stands.
#[derive(Clone, Copy)]
pub(crate) struct TextPlace<'o, 'd> {
    owner: Owner<'o, 'd>,
    /// The key of the text in its owner; none where the owner's own value is the text.
    key: Option<&'static str>,
    /// Its place in a list of texts, which may be written without the list.
    item: Option<usize>,
}

/// What a text belongs to.
#[derive(Clone, Copy)]
enum Owner<'o, 'd> {
    Head,
    /// An entry of a map of the head.
    Named(&'static str, &'d str),
    /// An item of a list of the head.
    Item(&'static str, usize),
    Step(&'o Outline<'d>, &'o StepView<'d>),
    Field(FieldPlace<'o, 'd>),
    /// The title of an option.
    Choice(FieldPlace<'o, 'd>, &'d str),
}

impl<'d> TextPlace<'_, 'd> {
    /// Where it stands; a text in several languages is a map there.
    pub(crate) fn spot(self) -> Spot<'d> {
        let spot = match self.owner {
            Owner::Head => Spot::default(),
            Owner::Named(section, name) => Spot::top(section).key(name),
            Owner::Item(section, index) => Spot::top(section).item(index),
            Owner::Step(outline, view) => outline.spot(view),
            Owner::Field(place) => place.spot(),
            Owner::Choice(place, name) => place.spot().key("options").key(name),
        };
        let spot = match self.key {
            Some(key) => spot.key(key),
            None => spot,
        };
        match self.item {
            Some(index) => spot.item(index),
            None => spot,
        }
    }

    fn one<'o>(owner: Owner<'o, 'd>, key: &'static str) -> TextPlace<'o, 'd> {
        TextPlace { owner, key: Some(key), item: None }
    }
}

/// Calls `visit` with every text of the file, in its order.
pub(crate) fn each<'o, 'd>(outline: &'o Outline<'d>, mut visit: impl FnMut(TextPlace<'o, 'd>, &'d Text)) {
    head(outline, &mut visit);
    for (name, field) in &outline.document.inputs {
        of_field(outline.field_place(None, name), field, &mut visit);
    }
    for view in &outline.steps {
        each_of_step(outline, view, &mut visit);
        for (name, field) in &view.step.record {
            of_field(outline.field_place(Some(view), name), field, &mut visit);
        }
    }
}

fn head<'o, 'd>(outline: &'o Outline<'d>, visit: &mut impl FnMut(TextPlace<'o, 'd>, &'d Text)) {
    let document = outline.document;
    let mut some = |owner: Owner<'o, 'd>, key: &'static str, text: Option<&'d Text>| {
        if let Some(text) = text {
            visit(TextPlace::one(owner, key), text);
        }
    };
    some(Owner::Head, "title", Some(&document.title));
    some(Owner::Head, "owner", document.owner.as_ref());
    for (index, change) in document.changes.iter().enumerate() {
        some(Owner::Item("changes", index), "what", Some(&change.what));
        some(Owner::Item("changes", index), "why", change.why.as_ref());
    }
    some(Owner::Head, "purpose", document.purpose.as_ref());
    some(Owner::Head, "scope", document.scope.as_ref());
    for (index, reference) in document.references.iter().enumerate() {
        some(Owner::Item("references", index), "title", Some(&reference.title));
    }
    for (section, items) in [("equipment", &document.equipment), ("materials", &document.materials)] {
        for (name, item) in items {
            some(Owner::Named(section, name), "title", Some(&item.title));
            some(Owner::Named(section, name), "note", item.note.as_ref());
        }
    }
    for (name, role) in &document.roles {
        some(Owner::Named("roles", name), "title", Some(&role.title));
        some(Owner::Named("roles", name), "note", role.note.as_ref());
    }
    for (term, meaning) in &document.definitions {
        visit(TextPlace { owner: Owner::Named("definitions", term), key: None, item: None }, meaning);
    }
    for (index, notes) in document.safety.iter().enumerate() {
        let owner = Owner::Item("safety", index);
        let lists = [
            ("danger", &notes.danger),
            ("warning", &notes.warning),
            ("caution", &notes.caution),
            ("note", &notes.note),
        ];
        lists.into_iter().for_each(|(key, texts)| listed(owner, key, texts, visit));
    }
}

/// Calls `visit` with every text of a step itself, without those of its fields.
fn each_of_step<'o, 'd>(
    outline: &'o Outline<'d>,
    view: &'o StepView<'d>,
    visit: &mut impl FnMut(TextPlace<'o, 'd>, &'d Text),
) {
    let step = view.step;
    let owner = Owner::Step(outline, view);
    visit(TextPlace::one(owner, "title"), &step.title);
    for (key, text) in [("do", &step.instruction), ("why", &step.why)] {
        if let Some(text) = text {
            visit(TextPlace::one(owner, key), text);
        }
    }
    let lists = [
        ("danger", &step.danger),
        ("warning", &step.warning),
        ("caution", &step.caution),
        ("note", &step.note),
    ];
    lists.into_iter().for_each(|(key, texts)| listed(owner, key, texts, visit));
}

fn listed<'o, 'd>(
    owner: Owner<'o, 'd>,
    key: &'static str,
    texts: &'d List<Text>,
    visit: &mut impl FnMut(TextPlace<'o, 'd>, &'d Text),
) {
    for (index, text) in texts.iter().enumerate() {
        visit(TextPlace { owner, key: Some(key), item: Some(index) }, text);
    }
}

fn of_field<'o, 'd>(
    place: FieldPlace<'o, 'd>,
    field: &'d Field,
    visit: &mut impl FnMut(TextPlace<'o, 'd>, &'d Text),
) {
    for (key, text) in [("title", &field.title), ("help", &field.help)] {
        if let Some(text) = text {
            visit(TextPlace::one(Owner::Field(place), key), text);
        }
    }
    if let Options::Titled(titles) = &field.options {
        for (option, title) in titles {
            visit(TextPlace { owner: Owner::Choice(place, option), key: None, item: None }, title);
        }
    }
}

/// The texts that tell the performer of a step what to do: its title, its instruction, and those of its fields.
pub(crate) fn instructing<'o, 'd>(
    outline: &'o Outline<'d>,
    view: &'o StepView<'d>,
    mut visit: impl FnMut(TextPlace<'o, 'd>, &'d Text),
) {
    let owner = Owner::Step(outline, view);
    visit(TextPlace::one(owner, "title"), &view.step.title);
    if let Some(text) = &view.step.instruction {
        visit(TextPlace::one(owner, "do"), text);
    }
    for (name, field) in &view.step.record {
        let place = outline.field_place(Some(view), name);
        for (key, text) in [("title", &field.title), ("help", &field.help)] {
            if let Some(text) = text {
                visit(TextPlace::one(Owner::Field(place), key), text);
            }
        }
    }
}

/// Whether a text written in `tag` is what readers of `wanted` get: the same language, or a wider one.
pub(crate) fn serves(tag: &str, wanted: &str) -> bool {
    let same = wanted.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    same && wanted.get(tag.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Whether two tags begin with the same language.
pub(crate) fn same_language(one: &str, other: &str) -> bool {
    let language = one.split('-').next().unwrap_or_default();
    !language.is_empty() && serves(language, other)
}
