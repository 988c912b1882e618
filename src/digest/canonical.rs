//! The canonical form of what a document holds, whose digest pins it.
//!
//! JSON after RFC 8785 in a restricted profile: strings, truth values, arrays, objects and small whole numbers; decimals
//! and times are strings. Maps whose order means something become lists; formulas are written from their syntax tree;
//! durations, lists of one item and tolerances have one form. Defaults and absent keys are left out, so that keys that
//! come later don't move the digests of today. `status` and `approvals` stand outside.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::document::{
    Apart, Band, Defaults, Document, Equals, Field, Judge, Limit, List, OnFail, Order, Release, Rounding,
    Step, Tolerance, Use, Verification,
};
use crate::formula::Formula;
use crate::value::{Decimal, Text, canonical};

/// The canonical text.
pub(super) fn document(document: &Document) -> String {
    let mut head = Object::default();
    head.put("countersign", json!(document.countersign));
    head.put("id", json!(document.id));
    head.put("version", json!(document.version.to_string()));
    head.text("title", Some(&document.title));
    head.some("number", document.number.as_ref());
    head.some("language", document.language.as_ref().filter(|language| *language != "en"));
    head.some("effective", document.effective.as_ref());
    head.some("review_by", document.review_by.as_ref());
    head.text("owner", document.owner.as_ref());
    head.list("changes", &document.changes);
    head.text("purpose", document.purpose.as_ref());
    head.text("scope", document.scope.as_ref());
    head.some("definitions", Some(&document.definitions).filter(|map| !map.is_empty()));
    head.list("references", &document.references);
    head.put(
        "safety",
        Value::Array(
            document
                .safety
                .iter()
                .map(|notes| {
                    let mut it = Object::default();
                    it.texts("danger", &notes.danger);
                    it.texts("warning", &notes.warning);
                    it.texts("caution", &notes.caution);
                    it.texts("note", &notes.note);
                    it.into()
                })
                .collect(),
        ),
    );
    head.some("equipment", Some(&document.equipment).filter(|map| !map.is_empty()));
    head.some("materials", Some(&document.materials).filter(|map| !map.is_empty()));
    head.some("roles", Some(&document.roles));
    head.list("separate", &document.separate);
    head.put("inputs", fields(&document.inputs));
    if let Some(defaults) = &document.defaults {
        head.put("defaults", self::defaults(defaults));
    }
    head.put("steps", steps(&document.steps, document, &[]));
    if let Some(release) = &document.release {
        head.put("release", self::release(release));
    }
    canonical(&head.into()).unwrap_or_default()
}

fn defaults(defaults: &Defaults) -> Value {
    let mut it = Object::default();
    it.some("late_after", defaults.late_after.as_ref());
    it.some("rounding", defaults.rounding.as_ref().filter(|rounding| **rounding != Rounding::Exact));
    it.put("on_fail", defaults.on_fail.as_ref().map_or(Value::Null, |it| on_fail(it, "")));
    it.into()
}

fn release(release: &Release) -> Value {
    let mut it = Object::default();
    it.names("by", &release.by);
    it.apart(release.apart_from.as_ref());
    it.into()
}

fn steps(steps: &[Step], document: &Document, performers: &[String]) -> Value {
    Value::Array(steps.iter().map(|it| step(it, document, performers)).collect())
}

fn step(step: &Step, document: &Document, inherited: &[String]) -> Value {
    let mut it = Object::default();
    it.put("id", json!(step.id));
    it.text("title", Some(&step.title));
    it.text("do", step.instruction.as_ref());
    it.text("why", step.why.as_ref());
    it.texts("danger", &step.danger);
    it.texts("warning", &step.warning);
    it.texts("caution", &step.caution);
    it.texts("note", &step.note);
    let performers: &[String] = if step.by.is_empty() { inherited } else { &step.by };
    if performers != inherited {
        it.names("by", &step.by);
    }
    it.apart(step.apart_from.as_ref());
    it.formula("when", step.when.as_deref());
    it.put("record", fields(&step.record));
    it.put("verify", Value::Array(step.verify.iter().map(|check| verification(check, step)).collect()));
    if let Some(hold) = &step.hold_point {
        let mut inner = Object::default();
        inner.names("by", &hold.by);
        inner.apart(hold.apart_from.as_ref());
        it.put("hold_point", inner.into());
    }
    it.put(
        "time",
        Value::Array(
            step.time
                .iter()
                .map(|limit| {
                    let mut inner = Object::default();
                    inner.some("at_most", limit.at_most.as_ref());
                    inner.some("at_least", limit.at_least.as_ref());
                    inner.put("after", json!(limit.after));
                    inner.truth("alert", limit.alert, false);
                    inner.truth("refuse", limit.refuse, false);
                    inner.into()
                })
                .collect(),
        ),
    );
    let default = document.defaults.as_ref().and_then(|defaults| defaults.on_fail.as_ref());
    let own = step.on_fail.as_ref().map(|own| on_fail(own, &step.id));
    if own.is_some() && own != default.map(|default| on_fail(default, &step.id)) {
        it.put("on_fail", own.unwrap_or_default());
    }
    it.truth("critical", step.critical, false);
    if let Some(by) = &step.not_applicable {
        it.names("not_applicable", &by.by);
    }
    it.list("equipment", &step.equipment);
    it.list("materials", &step.materials);
    it.some("takes", step.takes.as_ref());
    it.put("steps", steps(&step.steps, document, performers));
    it.some("order", step.order.as_ref().filter(|order| **order != Order::Strict));
    it.truth("uninterrupted", step.uninterrupted, false);
    if let Some(repeat) = &step.repeat {
        let mut inner = Object::default();
        inner.formula("times", repeat.times.as_deref());
        inner.some("min", repeat.min.as_ref());
        inner.some("max", repeat.max.as_ref());
        it.put("repeat", inner.whole());
    }
    if let Some(used) = &step.used {
        it.put("use", self::used(used));
    }
    it.into()
}

fn used(used: &Use) -> Value {
    let mut it = Object::default();
    it.put("procedure", json!(used.procedure));
    it.some("version", used.version.as_ref().map(|version| requirement(version)).as_ref());
    let with =
        used.with.iter().map(|(name, text)| (name.clone(), json!(formula(text)))).collect::<Map<_, _>>();
    it.put("with", Value::Object(with));
    it.some("roles", Some(&used.roles).filter(|roles| !roles.is_empty()));
    it.into()
}

fn requirement(text: &str) -> String {
    semver::VersionReq::parse(text).map_or_else(|_| text.to_owned(), |requirement| requirement.to_string())
}

fn verification(check: &Verification, step: &Step) -> Value {
    let mut it = Object::default();
    it.some("id", check.id.as_ref());
    it.formula("when", check.when.as_deref());
    it.names("by", &check.by);
    it.some("how", Some(&check.how));
    it.some("people", check.people.as_ref().filter(|people| **people != 1));
    let all = || check.fields.iter().flat_map(|fields| fields.iter()).eq(step.record.keys());
    if let Some(fields) = check.fields.as_ref().filter(|_| !all()) {
        it.put("fields", json!(fields.0));
    }
    let agree: Map<_, _> =
        check.agree.iter().map(|(name, most)| (name.clone(), json!(most.to_string()))).collect();
    it.put("agree", Value::Object(agree));
    it.apart(check.apart_from.as_ref());
    it.some("before", check.before.as_ref().filter(|before| **before != Default::default()));
    it.some("within", check.within.as_ref());
    it.truth("uninterrupted", check.uninterrupted, false);
    it.some("on_disagree", check.on_disagree.as_ref());
    it.into()
}

fn on_fail(on_fail: &OnFail, own: &str) -> Value {
    let mut it = Object::default();
    it.some("block", on_fail.block.as_ref().filter(|block| **block != Default::default()));
    if let Some(rework) = &on_fail.rework {
        let back_to = if rework.back_to == own { "self" } else { &rework.back_to };
        it.put("rework", json!({"back_to": back_to, "attempts": rework.attempts}));
    }
    let mut decide = Object::default();
    for (disposition, roles) in &on_fail.decide {
        let name = serde_json::to_value(disposition).unwrap_or_default();
        decide.put(name.as_str().unwrap_or_default(), json!(roles.0));
    }
    it.put("decide", decide.into());
    it.whole()
}

fn fields(fields: &IndexMap<String, Field>) -> Value {
    Value::Array(fields.iter().map(|(name, it)| field(name, it)).collect())
}

fn field(name: &str, field: &Field) -> Value {
    let mut it = Object::default();
    it.put("id", json!(name));
    it.put("type", json!(field.kind.word()));
    it.text("title", field.title.as_ref());
    it.text("help", field.help.as_ref());
    it.truth("required", field.required, true);
    it.truth("record_only", field.record_only, false);
    it.formula("when", field.when.as_deref());
    it.formula("formula", field.formula.as_deref());
    it.put(
        "options",
        match &field.options {
            crate::document::Options::Names(names) => {
                Value::Array(names.iter().map(|name| json!({"id": name})).collect())
            }
            crate::document::Options::Titled(titles) => {
                let option = |(name, title): (&String, &Text)| json!({"id": name, "title": title});
                Value::Array(titles.iter().map(option).collect())
            }
        },
    );
    if let Some(accept) = &field.accept {
        it.put_whole("accept", json!(accept.0));
    }
    it.some("at_least", field.at_least.as_ref());
    it.some("at_most", field.at_most.as_ref());
    for (key, limit) in field.limits() {
        it.put(key, json!(formula(limit.text())));
    }
    match &field.equals {
        Some(Equals::Written(limit)) if field.kind == crate::document::FieldType::Text => {
            it.put("equals", json!(limit.text()));
        }
        Some(Equals::Written(limit)) => it.put("equals", json!(formula(limit.text()))),
        Some(Equals::Computed(computed)) => it.put("equals", json!({"formula": formula(&computed.formula)})),
        None => {}
    }
    if let Some(tolerance) = &field.tolerance {
        let (plus, minus) = match tolerance {
            Tolerance::Even(both) => (both, both),
            Tolerance::Sides(sides) => (&sides.plus, &sides.minus),
        };
        it.put("tolerance", json!({"plus": margin(plus), "minus": margin(minus)}));
    }
    it.some("unit", field.unit.as_ref());
    it.some("decimals", field.decimals.as_ref());
    it.put("alert", field.alert.as_ref().map_or(Value::Null, band));
    it.put("plausible", field.plausible.as_ref().map_or(Value::Null, band));
    it.some("rounding", field.rounding.as_ref());
    it.some("readings", field.readings.as_ref().filter(|readings| **readings != 1));
    it.some("judge", field.judge.as_ref().filter(|judge| **judge != Judge::Each));
    it.put(
        "also",
        Value::Array(
            field
                .also
                .iter()
                .map(|other| {
                    let mut inner = Object::default();
                    inner.put("unit", json!(other.unit));
                    let bounds = [
                        ("min", other.min),
                        ("max", other.max),
                        ("above", other.above),
                        ("below", other.below),
                    ];
                    for (key, bound) in bounds {
                        inner.some(key, bound.map(|bound: Decimal| bound.to_string()).as_ref());
                    }
                    inner.into()
                })
                .collect(),
        ),
    );
    it.some("pattern", field.pattern.as_ref());
    it.some("min_length", field.min_length.as_ref());
    it.some("max_length", field.max_length.as_ref());
    it.truth("multiline", field.multiline, false);
    it.list("kinds", &field.kinds);
    it.into()
}

fn band(band: &Band) -> Value {
    let mut it = Object::default();
    for (key, limit) in [("min", &band.min), ("max", &band.max)] {
        it.some(key, limit.as_ref().map(|limit| formula(limit.text())).as_ref());
    }
    it.into()
}

/// A formula from its syntax tree; text that is none as it stands.
fn formula(text: &str) -> String {
    Formula::parse(text).map_or_else(|_| text.to_owned(), |formula| formula.to_string())
}

/// A tolerance without the blanks around `%`.
fn margin(limit: &Limit) -> String {
    match limit.text().strip_suffix('%') {
        Some(number) => format!("{} %", number.trim_end()),
        None => limit.text().to_owned(),
    }
}

/// An object that leaves out what is absent.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    /// Puts a value; nothing, empty lists and empty maps are left out.
    fn put(&mut self, key: &str, value: Value) {
        let empty = match &value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            Value::Object(map) => map.is_empty(),
            _ => false,
        };
        if !empty {
            self.put_whole(key, value);
        }
    }

    /// Puts a value whose emptiness means something.
    fn put_whole(&mut self, key: &str, value: Value) {
        self.0.insert(key.to_owned(), value);
    }

    fn some<T: Serialize>(&mut self, key: &str, value: Option<&T>) {
        self.put(key, value.and_then(|value| serde_json::to_value(value).ok()).unwrap_or_default());
    }

    fn list<T: Serialize>(&mut self, key: &str, items: &[T]) {
        self.some(key, Some(&items));
    }

    fn text(&mut self, key: &str, text: Option<&Text>) {
        self.some(key, text);
    }

    fn texts(&mut self, key: &str, texts: &List<Text>) {
        self.list(key, texts);
    }

    fn names(&mut self, key: &str, names: &List<String>) {
        self.list(key, names);
    }

    fn truth(&mut self, key: &str, truth: Option<bool>, default: bool) {
        if truth.unwrap_or(default) != default {
            self.put(key, json!(!default));
        }
    }

    fn formula(&mut self, key: &str, text: Option<&str>) {
        self.some(key, text.map(formula).as_ref());
    }

    fn apart(&mut self, apart: Option<&Apart>) {
        self.some("apart_from", apart);
    }

    /// The object even where nothing is in it, because that it is there means something.
    fn whole(self) -> Value {
        if self.0.is_empty() { json!("default") } else { self.into() }
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Value {
        Value::Object(object.0)
    }
}
