//! The steps of a plan as one flat list of nodes: repeated groups become instances, used procedures stand in place.
//!
//! A plan makes it once, and its runs share it until one of them repeats a group. A node's index never changes.
//! Instances of a repeated group are added when they open, so the order of work is not the order of indexes;
//! [`Place::rank`] is.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use indexmap::IndexMap;

use super::procedures::Procedures;
use crate::document::{How, Order};
use crate::procedure::{Procedure, Step};

/// Most nodes a run may have; a repeat that would need more doesn't open.
const MOST_NODES: usize = 20_000;

/// All nodes of a run, and the procedures that they come from.
#[derive(Clone)]
pub(crate) struct Layout {
    procedures: Arc<Procedures>,
    places: Vec<Place>,
    scopes: Vec<Scope>,
    paths: BTreeMap<Arc<str>, usize>,
    /// Nodes in the order of work.
    order: Vec<usize>,
    special: Special,
}

/// Nodes that something applies to which applies to few, each list in the order of work: most questions are about
/// these, and then the others need not be looked at.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Special {
    /// Whose people are kept apart from others.
    pub(crate) kept_apart: Vec<usize>,
    /// With a condition.
    pub(crate) conditional: Vec<usize>,
    /// Repeated groups and used procedures, which open when they are reached.
    pub(crate) opening: Vec<usize>,
    /// With a time limit, or a witness who has to sign within a time.
    pub(crate) timed: Vec<usize>,
    /// With a verification that is only due under a condition.
    pub(crate) sometimes_verified: Vec<usize>,
    /// With an independent verification.
    pub(crate) independent: Vec<usize>,
}

/// One node: a step, a group, an instance of a repeated group, or the run as a whole.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    pub(crate) path: Arc<str>,
    pub(crate) kind: Kind,
    /// The procedure it belongs to.
    pub(crate) scope: usize,
    /// Its step there; the run as a whole has none.
    pub(crate) step: Option<usize>,
    pub(crate) parent: Option<usize>,
    pub(crate) children: Vec<usize>,
    /// Its place in the order of work.
    pub(crate) rank: usize,
    /// The rank after its last descendant.
    pub(crate) end: usize,
    /// The scope of the procedure that it uses.
    pub(crate) used: Option<usize>,
    /// Whether a hold point follows it; the release of a used procedure is one.
    pub(crate) has_hold_point: bool,
    /// Whether its children may be done in any order.
    pub(crate) any_order: bool,
    /// What stands before the names of the steps in it.
    prefix: String,
}

/// What kind of node it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The run as a whole.
    Root,
    /// A step.
    Step,
    /// A group.
    Group,
    /// A repeated group; its children are instances.
    Repeat,
    /// One instance of a repeated group, from 1.
    Instance(u32),
    /// Another procedure used here.
    Use,
}

/// A procedure where it runs: the main one, or one used.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scope {
    pub(crate) procedure: Arc<Procedure>,
    /// The node that uses it, and the scope of that node.
    pub(crate) used_at: Option<(usize, usize)>,
    /// Its roles, with the roles of the surrounding procedure that take them.
    pub(crate) roles: IndexMap<String, String>,
    /// For each of its steps, the nodes.
    nodes: Vec<Vec<usize>>,
}

impl Layout {
    /// The nodes of a plan before anything is repeated.
    pub(super) fn new(procedures: Arc<Procedures>) -> Layout {
        let main = Arc::clone(&procedures.main);
        let mut layout = Layout {
            procedures,
            places: Vec::new(),
            scopes: Vec::new(),
            paths: BTreeMap::new(),
            order: Vec::new(),
            special: Special::default(),
        };
        let scope = layout.add_scope(main, None, IndexMap::new());
        let root = layout.add("", Kind::Root, scope, None, None, String::new());
        layout.add_steps(root, scope, None);
        layout.rank();
        layout
    }

    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    pub(crate) fn place(&self, node: usize) -> Option<&Place> {
        self.places.get(node)
    }

    pub(crate) fn path(&self, node: usize) -> &str {
        self.place(node).map_or("", |place| &place.path)
    }

    pub(crate) fn find(&self, path: &str) -> Option<usize> {
        self.paths.get(path).copied()
    }

    /// Nodes in the order of work, the run as a whole first.
    pub(crate) fn order(&self) -> &[usize] {
        &self.order
    }

    /// Nodes that something applies to which applies to few.
    pub(crate) fn special(&self) -> &Special {
        &self.special
    }

    pub(crate) fn scope(&self, scope: usize) -> Option<&Scope> {
        self.scopes.get(scope)
    }

    /// The procedure that a node belongs to.
    pub(crate) fn procedure(&self, node: usize) -> Option<&Procedure> {
        Some(&self.scope(self.place(node)?.scope)?.procedure)
    }

    /// What the procedure says about a node.
    pub(crate) fn step(&self, node: usize) -> Option<&Step> {
        let place = self.place(node)?;
        self.scope(place.scope)?.procedure.steps().get(place.step?)
    }

    /// The procedure that a node uses.
    pub(crate) fn used(&self, node: usize) -> Option<(usize, &Scope)> {
        let scope = self.place(node)?.used?;
        Some((scope, self.scope(scope)?))
    }

    /// Whether the children of a node may be done in any order.
    pub(crate) fn any_order(&self, node: usize) -> bool {
        self.place(node).is_some_and(|place| place.any_order)
    }

    /// A node and everything in it, in the order of work.
    pub(crate) fn within(&self, node: usize) -> &[usize] {
        let range = self.place(node).map(|place| place.rank..place.end);
        range.and_then(|range| self.order.get(range)).unwrap_or_default()
    }

    /// Whether `inner` is `outer` or in it.
    pub(crate) fn is_within(&self, inner: usize, outer: usize) -> bool {
        match (self.place(inner), self.place(outer)) {
            (Some(inner), Some(outer)) => outer.rank <= inner.rank && inner.rank < outer.end,
            _ => false,
        }
    }

    /// The nodes around a node, innermost first.
    pub(crate) fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
        let mut next = self.place(node).and_then(|place| place.parent);
        std::iter::from_fn(move || {
            let here = next?;
            next = self.place(here)?.parent;
            Some(here)
        })
    }

    /// The innermost instance around a node that belongs to the node's own procedure.
    fn instance(&self, node: usize) -> Option<usize> {
        let scope = self.place(node)?.scope;
        self.ancestors(node).find(|around| {
            self.place(*around)
                .is_some_and(|place| place.scope == scope && matches!(place.kind, Kind::Instance(_)))
        })
    }

    /// All nodes of a step of a procedure where it runs, by the step's id, in the order of work.
    pub(crate) fn nodes_of(&self, scope: usize, id: &str) -> &[usize] {
        let Some(scope) = self.scope(scope) else { return &[] };
        let index = scope.procedure.step(id).map(Step::index);
        index.and_then(|index| scope.nodes.get(index)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The nodes that a step's id means where it is read: the one of the same instance, or all there are.
    pub(crate) fn seen_from(&self, reader: usize, scope: usize, id: &str) -> Seen<'_> {
        let nodes = self.nodes_of(scope, id);
        let same = |node: &&usize| match self.instance(**node) {
            Some(instance) => self.is_within(reader, instance),
            None => true,
        };
        match nodes.iter().find(same) {
            Some(node) => Seen::One(*node),
            None => Seen::All(nodes),
        }
    }

    /// Whether two nodes are instances of the same step.
    pub(crate) fn same_step(&self, one: usize, other: usize) -> bool {
        match (self.place(one), self.place(other)) {
            (Some(one), Some(other)) => {
                one.step == other.step
                    && match (self.scope(one.scope), self.scope(other.scope)) {
                        (Some(one), Some(other)) => {
                            one.procedure.digest() == other.procedure.digest()
                                && one.used_at.is_some() == other.used_at.is_some()
                                && (one.used_at == other.used_at
                                    || match (one.used_at, other.used_at) {
                                        (Some((one, _)), Some((other, _))) => self.same_step(one, other),
                                        _ => false,
                                    })
                        }
                        _ => false,
                    }
            }
            _ => false,
        }
    }

    /// Whether a repeated group can have so many instances without there being too many nodes.
    pub(crate) fn has_room(&self, group: usize, instances: u32) -> bool {
        self.nodes_with(group, instances).is_some_and(|nodes| nodes <= MOST_NODES)
    }

    /// How many nodes there would be, at least, if a repeated group had so many instances.
    fn nodes_with(&self, group: usize, instances: u32) -> Option<usize> {
        let place = self.place(group).filter(|place| place.kind == Kind::Repeat)?;
        let step = self.step(group)?;
        let more = usize::try_from(instances).ok()?.saturating_sub(place.children.len());
        more.checked_mul(step.end() - step.index())?.checked_add(self.len())
    }

    /// Adds instances to a repeated group until there are so many; nothing where there would be too many nodes.
    pub(crate) fn add_instances(&mut self, group: usize, instances: u32) -> Option<()> {
        if !self.has_room(group, instances) {
            return None;
        }
        let place = self.place(group)?;
        let (scope, step, present) = (place.scope, place.step?, place.children.len());
        let (path, prefix) = (place.path.to_string(), place.prefix.clone());
        let wanted = usize::try_from(instances).ok()?;
        if wanted <= present {
            return Some(());
        }
        for number in present..wanted {
            let number = u32::try_from(number).ok()?.checked_add(1)?;
            let path = format!("{path}[{number}]");
            let id = self.scope(scope)?.procedure.steps().get(step)?.id();
            let prefix = format!("{prefix}{id}[{number}].");
            let node = self.add(&path, Kind::Instance(number), scope, Some(step), Some(group), prefix);
            self.add_steps(node, scope, Some(step));
        }
        self.rank();
        Some(())
    }

    fn add_scope(
        &mut self,
        procedure: Arc<Procedure>,
        used_at: Option<(usize, usize)>,
        roles: IndexMap<String, String>,
    ) -> usize {
        let nodes = vec![Vec::new(); procedure.steps().len()];
        self.scopes.push(Scope { procedure, used_at, roles, nodes });
        self.scopes.len() - 1
    }

    fn add(
        &mut self,
        path: &str,
        kind: Kind,
        scope: usize,
        step: Option<usize>,
        parent: Option<usize>,
        prefix: String,
    ) -> usize {
        let node = self.places.len();
        let path: Arc<str> = path.into();
        if kind != Kind::Root {
            self.paths.insert(Arc::clone(&path), node);
        }
        let said = step.and_then(|step| self.scope(scope)?.procedure.steps().get(step));
        let any = said.is_some_and(|said| said.order() == Order::Any);
        let instance = matches!(kind, Kind::Instance(_));
        self.places.push(Place {
            path,
            kind,
            scope,
            step,
            parent,
            children: Vec::new(),
            rank: 0,
            end: 0,
            used: None,
            has_hold_point: said.is_some_and(|said| said.said().hold_point.is_some()) && !instance,
            any_order: any && (kind == Kind::Group || instance),
            prefix,
        });
        if let Some(parent) = parent.and_then(|parent| self.places.get_mut(parent)) {
            parent.children.push(node);
        }
        if !instance {
            let nodes = self.scopes.get_mut(scope).zip(step);
            if let Some(nodes) = nodes.and_then(|(scope, step)| scope.nodes.get_mut(step)) {
                nodes.push(node);
            }
        }
        node
    }

    /// Adds the steps of a group, or of a whole procedure.
    fn add_steps(&mut self, parent: usize, scope: usize, group: Option<usize>) {
        let Some(procedure) = self.scope(scope).map(|scope| Arc::clone(&scope.procedure)) else { return };
        let prefix = self.place(parent).map(|place| place.prefix.clone()).unwrap_or_default();
        for step in procedure.steps().iter().filter(|step| step.parent() == group) {
            let kind = match (step.instances(), step.used()) {
                (_, Some(_)) => Kind::Use,
                (Some(_), _) => Kind::Repeat,
                _ if step.is_group() => Kind::Group,
                _ => Kind::Step,
            };
            let path = format!("{prefix}{}", step.id());
            let inner = if kind == Kind::Use { format!("{path}/") } else { prefix.clone() };
            let node = self.add(&path, kind, scope, Some(step.index()), Some(parent), inner);
            match kind {
                Kind::Group => self.add_steps(node, scope, Some(step.index())),
                Kind::Use => self.add_used(node, scope, &procedure, step),
                _ => {}
            }
        }
    }

    fn add_used(&mut self, node: usize, scope: usize, user: &Procedure, step: &Step) {
        let Some(used) = self.procedures.used_by(user, step).map(Arc::clone) else { return };
        let roles = step.used().map(|used| used.roles.clone()).unwrap_or_default();
        let released = used.document().release.is_some();
        let inner = self.add_scope(used, Some((node, scope)), roles);
        if let Some(place) = self.places.get_mut(node) {
            place.used = Some(inner);
            place.has_hold_point |= released;
        }
        self.add_steps(node, inner, None);
    }

    fn rank(&mut self) {
        self.order.clear();
        self.rank_from(0);
        let mut special = Special::default();
        for node in self.order.iter().copied() {
            let Some((place, step)) = self.place(node).zip(self.step(node)) else { continue };
            let checks = step.verifications();
            let lists = [
                (self.keeps_apart(node), &mut special.kept_apart),
                (step.condition().is_some(), &mut special.conditional),
                (matches!(place.kind, Kind::Repeat | Kind::Use), &mut special.opening),
                (
                    !step.time_limits().is_empty() || checks.iter().any(|check| check.within.is_some()),
                    &mut special.timed,
                ),
                (checks.iter().any(|check| check.condition.is_some()), &mut special.sometimes_verified),
                (checks.iter().any(|check| check.how == How::Independent), &mut special.independent),
            ];
            // What is said of a repeated group is not said once more of its instances.
            let once = !matches!(place.kind, Kind::Instance(_));
            for (_, list) in lists.into_iter().filter(|(applies, _)| *applies && once) {
                list.push(node);
            }
        }
        self.special = special;
    }

    fn keeps_apart(&self, node: usize) -> bool {
        let said = self.step(node).map(Step::said);
        let released = self.used(node).and_then(|(_, scope)| scope.procedure.document().release.as_ref());
        released.is_some_and(|release| release.apart_from.is_some())
            || said.is_some_and(|said| {
                let hold = said.hold_point.as_ref().is_some_and(|hold| hold.apart_from.is_some());
                hold || said.apart_from.is_some() || said.verify.iter().any(|it| it.apart_from.is_some())
            })
    }

    fn rank_from(&mut self, node: usize) {
        let rank = self.order.len();
        self.order.push(node);
        let children = self.places.get(node).map(|place| place.children.clone()).unwrap_or_default();
        for child in children {
            self.rank_from(child);
        }
        let end = self.order.len();
        if let Some(place) = self.places.get_mut(node) {
            (place.rank, place.end) = (rank, end);
        }
    }
}

impl PartialEq for Layout {
    /// The same procedures, repeated equally often: everything else follows from that.
    fn eq(&self, other: &Layout) -> bool {
        self.paths == other.paths && self.procedures == other.procedures
    }
}

impl fmt::Debug for Layout {
    /// The paths, without all that the procedures say.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.order.iter().map(|node| self.path(*node))).finish()
    }
}

/// What a step's id means where it is read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Seen<'a> {
    /// One node.
    One(usize),
    /// All instances, seen from outside the group.
    All(&'a [usize]),
}
