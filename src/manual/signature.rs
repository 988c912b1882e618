//! What the other procedures of a manual need to know of one: small enough to keep for twenty thousand files.

use semver::{Version, VersionReq};
use serde::{Deserialize, Serialize};

use crate::document::{Document, FieldType, Status};
use crate::finding::{Place, Report};
use crate::formula::{ExpressionKind, Literal, Type};
use crate::rules::{self, Findings, Judged, Outline, Spot, Suppression, UseOf};
use crate::source::Source;
use crate::value::{Date, Decimal, Unit};

/// One file as the others see it: its id, what it asks for, and what it uses.
///
/// A host may keep it from run to run; its stored form is for the same build of the library only.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Signature {
    pub(super) file: String,
    pub(super) id: String,
    pub(super) id_place: Place,
    pub(super) version: Version,
    pub(super) status: Status,
    /// Whether its inputs and roles could be read in full.
    pub(super) sound: bool,
    pub(super) inputs: Vec<Input>,
    pub(super) roles: Vec<Role>,
    pub(super) separate: Vec<Vec<String>>,
    pub(super) uses: Vec<UseSite>,
    pub(super) suppressions: Vec<Suppression>,
}

/// An input that a use must or may give.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Input {
    pub(super) name: String,
    pub(super) needed: bool,
    pub(super) kind: FieldType,
    pub(super) unit: Option<Unit>,
    pub(super) options: Vec<String>,
    pub(super) min: Option<Decimal>,
    pub(super) max: Option<Decimal>,
}

/// A role that a use must map.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Role {
    pub(super) name: String,
    /// How many people hold it at most.
    pub(super) people: Option<u32>,
}

/// One use of another procedure.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct UseSite {
    pub(super) procedure: String,
    pub(super) procedure_place: Place,
    /// The requirement; none where it is not given or can't be read.
    pub(super) requirement: Option<VersionReq>,
    /// Where the requirement stands, if one is written.
    pub(super) version_place: Option<Place>,
    pub(super) arguments: Vec<ArgumentSite>,
    pub(super) mappings: Vec<Mapping>,
}

/// One input that a use gives.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ArgumentSite {
    pub(super) name: String,
    pub(super) key_place: Place,
    pub(super) place: Place,
    /// The type of its formula; none where the formula has a finding of its own.
    pub(super) value_type: Option<Type>,
    /// Its value, where it is a number.
    pub(super) number: Option<Decimal>,
    /// Its value, where it is text.
    pub(super) text: Option<String>,
}

/// One role of the used procedure with the role here that takes it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Mapping {
    pub(super) theirs: String,
    pub(super) ours: String,
    pub(super) key_place: Place,
    pub(super) place: Place,
}

impl Signature {
    /// Name of the file, as the host gave it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The procedure's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether the procedure uses another one.
    pub fn has_uses(&self) -> bool {
        !self.uses.is_empty()
    }

    /// Whether a step uses the procedure of this id.
    pub fn has_use_of(&self, id: &str) -> bool {
        self.uses.iter().any(|site| site.procedure == id)
    }

    /// Whether the file holds an older version.
    pub(super) fn is_archived(&self) -> bool {
        rules::is_archived(&self.file)
    }
}

/// Checks one file by itself, and keeps what the other files of its manual need to know of it. There is no signature
/// where the file doesn't even say which procedure it is.
pub fn examine(source: Source<'_>, as_of: Option<Date>) -> (Report, Option<Signature>) {
    let judged = rules::judge(source, as_of);
    let signature = signature(source, &judged, has_uses(&judged.document));
    (judged.report, signature)
}

/// The signature of a file with all that a use of it must fit. Only few procedures are used by others, so this is kept
/// for those alone.
pub(super) fn in_full(source: Source<'_>) -> Option<Signature> {
    signature(source, &rules::judge(source, None), true)
}

fn signature(source: Source<'_>, judged: &Judged<'_>, in_full: bool) -> Option<Signature> {
    let tree = judged.tree.as_ref()?;
    let document = &judged.document;
    if document.id.is_empty() {
        return None;
    }
    let mut places = Findings::new(tree);
    let mut place = |spot: Spot<'_>| places.place(spot.span(tree), spot.path());
    let uses = if has_uses(document) { uses(document, source.name(), &mut place) } else { Vec::new() };
    Some(Signature {
        file: source.name().to_owned(),
        id: document.id.clone(),
        id_place: place(Spot::top("id")),
        version: document.version.clone(),
        status: document.status(),
        sound: judged.sound,
        inputs: if in_full { inputs(document) } else { Vec::new() },
        roles: if in_full { roles(document) } else { Vec::new() },
        separate: if in_full { document.separate.clone() } else { Vec::new() },
        uses,
        suppressions: judged.suppressions.clone(),
    })
}

fn has_uses(document: &Document) -> bool {
    let mut waiting: Vec<_> = document.steps.iter().collect();
    while let Some(step) = waiting.pop() {
        if step.used.is_some() {
            return true;
        }
        waiting.extend(&step.steps);
    }
    false
}

fn roles(document: &Document) -> Vec<Role> {
    document.roles.iter().map(|(name, role)| Role { name: name.clone(), people: role.people }).collect()
}

fn inputs(document: &Document) -> Vec<Input> {
    let input = |(name, field): (&String, &crate::document::Field)| Input {
        name: name.clone(),
        needed: field.is_required() && field.when.is_none() && field.formula.is_none(),
        kind: field.kind,
        unit: field.unit.as_deref().and_then(|unit| unit.parse().ok()),
        options: field.options.names().map(str::to_owned).collect(),
        min: field.min.as_ref().and_then(|limit| limit.decimal()),
        max: field.max.as_ref().and_then(|limit| limit.decimal()),
    };
    document.inputs.iter().map(input).collect()
}

fn uses<'d>(
    document: &'d Document,
    file: &'d str,
    place: &mut impl FnMut(Spot<'d>) -> Place,
) -> Vec<UseSite> {
    let outline = Outline::new(document, file, None);
    let mut sites = Vec::new();
    for view in &outline.steps {
        let Some(used) = view.step.used.as_ref().filter(|used| !used.procedure.is_empty()) else { continue };
        let at = || outline.spot(view).key("use");
        let mut arguments = Vec::new();
        for (name, _) in &used.with {
            let formula = outline
                .formulas
                .iter()
                .find(|it| it.site.step == Some(view.index) && it.site.use_of == UseOf::Argument(name));
            let literal =
                formula.and_then(|it| it.parsed.as_ref().ok()).map(|parsed| &parsed.expression().kind);
            arguments.push(ArgumentSite {
                name: name.clone(),
                key_place: place(at().key("with").key(name.as_str()).at_key()),
                place: place(at().key("with").key(name.as_str())),
                value_type: formula.and_then(|it| it.typed.clone().ok().flatten()),
                number: match literal {
                    Some(ExpressionKind::Literal(Literal::Number(number))) => Some(*number),
                    _ => None,
                },
                text: match literal {
                    Some(ExpressionKind::Literal(Literal::Text(text))) => Some(text.clone()),
                    _ => None,
                },
            });
        }
        let mapping = |(theirs, ours): (&'d String, &'d String)| Mapping {
            theirs: theirs.clone(),
            ours: ours.clone(),
            key_place: place(at().key("roles").key(theirs.as_str()).at_key()),
            place: place(at().key("roles").key(theirs.as_str())),
        };
        let mappings = used.roles.iter().map(mapping).collect();
        sites.push(UseSite {
            procedure: used.procedure.clone(),
            procedure_place: place(at().key("procedure")),
            requirement: used.version.as_ref().and_then(|text| VersionReq::parse(text).ok()),
            version_place: used.version.as_ref().map(|_| place(at().key("version"))),
            arguments,
            mappings,
        });
    }
    sites
}
