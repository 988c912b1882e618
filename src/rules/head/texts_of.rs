//! Every text for people in a procedure, with its place.

use crate::document::{Field, List, Options};
use crate::rules::{Outline, Spot};
use crate::value::Text;

/// What is called with each string, the language it is in, and a way to its place.
type Visit<'v, 'd> = dyn FnMut(&'d str, &'d str, &dyn Fn() -> Spot<'d>) + 'v;

/// Calls `visit` with every text, in all its languages.
pub(super) fn each<'d>(outline: &Outline<'d>, visit: &mut Visit<'_, 'd>) {
    let mut walk = Walk { language: outline.document.language(), visit };
    walk.head(outline);
    for view in &outline.steps {
        let step = view.step;
        let spot = |key: &'static str| outline.spot(view).key(key);
        walk.text(&step.title, &|| spot("title"));
        walk.maybe(step.instruction.as_ref(), &|| spot("do"));
        walk.maybe(step.why.as_ref(), &|| spot("why"));
        walk.list(&step.danger, &|| spot("danger"));
        walk.list(&step.warning, &|| spot("warning"));
        walk.list(&step.caution, &|| spot("caution"));
        walk.list(&step.note, &|| spot("note"));
    }
    for (place, _, field) in outline.fields_and_inputs() {
        walk.field(field, &|| place.spot());
    }
}

struct Walk<'w, 'v, 'd> {
    language: &'d str,
    visit: &'w mut Visit<'v, 'd>,
}

impl<'d> Walk<'_, '_, 'd> {
    fn head(&mut self, outline: &Outline<'d>) {
        let document = outline.document;
        self.text(&document.title, &|| Spot::top("title"));
        self.plain(document.number.as_deref(), &|| Spot::top("number"));
        self.maybe(document.owner.as_ref(), &|| Spot::top("owner"));
        for (at, approval) in document.approvals.iter().enumerate() {
            self.plain(Some(&approval.name), &|| Spot::top("approvals").item(at).key("name"));
        }
        for (at, change) in document.changes.iter().enumerate() {
            self.text(&change.what, &|| Spot::top("changes").item(at).key("what"));
            self.maybe(change.why.as_ref(), &|| Spot::top("changes").item(at).key("why"));
        }
        self.maybe(document.purpose.as_ref(), &|| Spot::top("purpose"));
        self.maybe(document.scope.as_ref(), &|| Spot::top("scope"));
        for (term, text) in &document.definitions {
            self.text(text, &|| Spot::top("definitions").key(term));
        }
        for (at, reference) in document.references.iter().enumerate() {
            self.text(&reference.title, &|| Spot::top("references").item(at).key("title"));
            self.plain(reference.url.as_deref(), &|| Spot::top("references").item(at).key("url"));
        }
        for (at, notes) in document.safety.iter().enumerate() {
            let spot = |key: &'static str| Spot::top("safety").item(at).key(key);
            self.list(&notes.danger, &|| spot("danger"));
            self.list(&notes.warning, &|| spot("warning"));
            self.list(&notes.caution, &|| spot("caution"));
            self.list(&notes.note, &|| spot("note"));
        }
        for (key, items) in [("equipment", &document.equipment), ("materials", &document.materials)] {
            for (name, item) in items {
                self.text(&item.title, &|| Spot::top(key).key(name).key("title"));
                self.maybe(item.note.as_ref(), &|| Spot::top(key).key(name).key("note"));
            }
        }
        for (name, role) in &document.roles {
            self.text(&role.title, &|| Spot::top("roles").key(name).key("title"));
            self.maybe(role.note.as_ref(), &|| Spot::top("roles").key(name).key("note"));
        }
    }

    fn field(&mut self, field: &'d Field, spot: &dyn Fn() -> Spot<'d>) {
        self.maybe(field.title.as_ref(), &|| spot().key("title"));
        self.maybe(field.help.as_ref(), &|| spot().key("help"));
        if let Options::Titled(titles) = &field.options {
            for (name, title) in titles {
                self.text(title, &|| spot().key("options").key(name));
            }
        }
    }

    fn list(&mut self, texts: &'d List<Text>, spot: &dyn Fn() -> Spot<'d>) {
        for (at, text) in texts.iter().enumerate() {
            self.text(text, &|| spot().item(at));
        }
    }

    fn maybe(&mut self, text: Option<&'d Text>, spot: &dyn Fn() -> Spot<'d>) {
        if let Some(text) = text {
            self.text(text, spot);
        }
    }

    fn text(&mut self, text: &'d Text, spot: &dyn Fn() -> Spot<'d>) {
        match text {
            Text::Plain(text) => self.plain(Some(text), spot),
            Text::Languages(texts) => {
                for (tag, text) in texts {
                    (self.visit)(text, tag, &|| spot().key(tag));
                }
            }
        }
    }

    fn plain(&mut self, text: Option<&'d str>, spot: &dyn Fn() -> Spot<'d>) {
        if let Some(text) = text {
            (self.visit)(text, self.language, spot);
        }
    }
}
