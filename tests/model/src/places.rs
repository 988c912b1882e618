//! The tree of places: every step, group, instance and use that there is in a run now, in the order of work.

use countersign::document::{List, Order};
use countersign::procedure::{Procedure, Step};

use super::facts::Model;

/// One place in a run.
#[derive(Debug, Clone)]
pub struct Place<'p> {
    /// Its path: `turkey`, `pack[2].weigh`, `clean/wash`; empty for the run itself.
    pub path: String,
    /// The place around it.
    pub parent: Option<usize>,
    /// The places in it, in the order of work.
    pub children: Vec<usize>,
    /// What kind of place it is.
    pub kind: Kind,
    /// The step in its procedure; for an instance the repeated group, for the run itself nothing.
    pub step: Option<&'p Step>,
    /// The procedure that it stands in.
    pub procedure: &'p Procedure,
    /// Path of the use that it stands in; empty in the main procedure.
    pub user: String,
}

/// Kinds of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The run itself.
    Whole,
    /// Something to do.
    Step,
    /// A group that is done once.
    Group,
    /// A group that is repeated; its children are instances.
    Repeat,
    /// One of its instances.
    Instance,
    /// Another procedure.
    Use,
}

/// All places, the run itself first, each before what is in it.
pub type Tree<'p> = Vec<Place<'p>>;

/// The tree of a run as it is now.
pub fn tree<'p>(model: &Model<'p>) -> Tree<'p> {
    grown(model, &|path| model.of(path).instances.unwrap_or(0))
}

/// The tree with all instances that there ever were: people took part in them, also where they are gone.
pub fn everything<'p>(model: &Model<'p>) -> Tree<'p> {
    grown(model, &|path| model.of(path).most_instances)
}

fn grown<'p>(model: &Model<'p>, instances: &dyn Fn(&str) -> u32) -> Tree<'p> {
    let main = model.plan.main();
    let whole = Place {
        path: String::new(),
        parent: None,
        children: Vec::new(),
        kind: Kind::Whole,
        step: None,
        procedure: main,
        user: String::new(),
    };
    let mut tree = vec![whole];
    grow(model, instances, &mut tree, 0, main, None, "", "");
    tree
}

#[allow(clippy::too_many_arguments, reason = "each says where the steps grow")]
/// Adds the steps of `group` (or the outermost ones) under a place.
fn grow<'p>(
    model: &Model<'p>,
    instances: &dyn Fn(&str) -> u32,
    tree: &mut Tree<'p>,
    parent: usize,
    procedure: &'p Procedure,
    group: Option<usize>,
    prefix: &str,
    user: &str,
) {
    for step in procedure.steps().iter().filter(|step| step.parent() == group) {
        let path = format!("{prefix}{}", step.id());
        let kind = match () {
            () if step.used().is_some() => Kind::Use,
            () if step.instances().is_some() => Kind::Repeat,
            () if step.is_group() => Kind::Group,
            () => Kind::Step,
        };
        let at = add(tree, parent, &path, kind, step, procedure, user);
        match kind {
            Kind::Group => grow(model, instances, tree, at, procedure, Some(step.index()), prefix, user),
            Kind::Repeat => {
                for number in 1..=instances(&path) {
                    let instance = format!("{path}[{number}]");
                    let within = add(tree, at, &instance, Kind::Instance, step, procedure, user);
                    let prefix = format!("{instance}.");
                    grow(model, instances, tree, within, procedure, Some(step.index()), &prefix, user);
                }
            }
            Kind::Use => {
                if let Some(used) = model.plan.used_by(procedure, step) {
                    grow(model, instances, tree, at, used, None, &format!("{path}/"), &path);
                }
            }
            Kind::Whole | Kind::Step | Kind::Instance => {}
        }
    }
}

fn add<'p>(
    tree: &mut Tree<'p>,
    parent: usize,
    path: &str,
    kind: Kind,
    step: &'p Step,
    procedure: &'p Procedure,
    user: &str,
) -> usize {
    let at = tree.len();
    tree.push(Place {
        path: path.to_owned(),
        parent: Some(parent),
        children: Vec::new(),
        kind,
        step: Some(step),
        procedure,
        user: user.to_owned(),
    });
    tree[parent].children.push(at);
    at
}

/// The place of this path.
pub fn find(tree: &Tree, path: &str) -> Option<usize> {
    tree.iter().position(|place| place.path == path).filter(|at| *at > 0)
}

/// The places around a place, from the inside out; the run itself is the last.
pub fn around<'t>(tree: &'t Tree, at: usize) -> impl Iterator<Item = usize> + 't {
    std::iter::successors(tree[at].parent, move |at| tree[*at].parent)
}

/// Whether a place is inside another one, or that one itself.
pub fn is_within(tree: &Tree, at: usize, outer: usize) -> bool {
    at == outer || around(tree, at).any(|it| it == outer)
}

/// The steps in a place, itself included, that are something to do.
pub fn steps_in<'t>(tree: &'t Tree, outer: usize) -> impl Iterator<Item = usize> + 't {
    (0..tree.len()).filter(move |at| tree[*at].kind == Kind::Step && is_within(tree, *at, outer))
}

/// Whether what is directly in a place may be done in any order.
pub fn is_any_order(place: &Place) -> bool {
    matches!(place.kind, Kind::Group | Kind::Instance)
        && place.step.is_some_and(|step| step.order() == Order::Any)
}

/// Whose release a place waits for after everything in it: its hold point, or what closes a used procedure.
pub fn hold_point<'p>(model: &Model<'p>, place: &Place<'p>) -> Option<HoldPoint<'p>> {
    let step = place.step?;
    match place.kind {
        Kind::Use => {
            let used = model.plan.used_by(place.procedure, step)?;
            if let Some(release) = &used.document().release {
                let (by, apart) = (&release.by, release.apart_from.as_ref());
                return Some(HoldPoint { by, apart, user: place.path.clone() });
            }
        }
        Kind::Instance | Kind::Whole => return None,
        Kind::Step | Kind::Group | Kind::Repeat => {}
    }
    let said = step.said().hold_point.as_ref()?;
    let (by, apart) = (&said.by, said.apart_from.as_ref());
    Some(HoldPoint { by, apart, user: place.user.clone() })
}

/// Who may release something, in the words of which procedure.
#[derive(Debug)]
pub struct HoldPoint<'p> {
    /// The roles.
    pub by: &'p List<String>,
    /// Whose people may not.
    pub apart: Option<&'p countersign::document::Apart>,
    /// The use whose roles they are.
    pub user: String,
}
