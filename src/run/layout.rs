//! The steps of a run as one flat list of nodes: repeated groups become instances, used procedures stand in place.
//!
//! A node's index never changes. Instances of a repeated group are added when they open, so the order of work is not
//! the order of indexes; [`Place::rank`] is.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::document::Order;
use crate::manual::Plan;
use crate::procedure::{Procedure, Step};

/// Most nodes a run may have; a repeat that would need more doesn't open.
const MOST_NODES: usize = 20_000;

/// All nodes of a run, and the procedures that they come from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    plan: Plan,
    places: Vec<Place>,
    scopes: Vec<Scope>,
    paths: BTreeMap<Arc<str>, usize>,
    /// Nodes in the order of work.
    order: Vec<usize>,
    /// Nodes whose people are kept apart from others.
    kept_apart: Vec<usize>,
}

/// One node: a step, a group, an instance of a repeated group, or the run as a whole.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    pub(super) path: Arc<str>,
    pub(super) kind: Kind,
    /// The procedure it belongs to.
    pub(super) scope: usize,
    /// Its step there; the run as a whole has none.
    pub(super) step: Option<usize>,
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
    /// Its place in the order of work.
    pub(super) rank: usize,
    /// The rank after its last descendant.
    pub(super) end: usize,
    /// What stands before the names of the steps in it.
    prefix: String,
}

/// What kind of node it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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
pub(super) struct Scope {
    pub(super) procedure: Arc<Procedure>,
    /// The node that uses it, and the scope of that node.
    pub(super) used_at: Option<(usize, usize)>,
    /// Its roles, with the roles of the surrounding procedure that take them.
    pub(super) roles: IndexMap<String, String>,
    /// For each of its steps, the nodes.
    nodes: Vec<Vec<usize>>,
}

impl Layout {
    /// The nodes of a plan before anything is repeated.
    pub(super) fn new(plan: &Plan) -> Layout {
        let mut layout = Layout {
            plan: plan.clone(),
            places: Vec::new(),
            scopes: Vec::new(),
            paths: BTreeMap::new(),
            order: Vec::new(),
            kept_apart: Vec::new(),
        };
        let scope = layout.add_scope(plan.shared_main(), None, IndexMap::new());
        let root = layout.add("", Kind::Root, scope, None, None, String::new());
        layout.add_steps(root, scope, None);
        layout.rank();
        layout
    }

    pub(super) fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn place(&self, node: usize) -> Option<&Place> {
        self.places.get(node)
    }

    pub(super) fn path(&self, node: usize) -> &str {
        self.place(node).map_or("", |place| &place.path)
    }

    pub(super) fn find(&self, path: &str) -> Option<usize> {
        self.paths.get(path).copied()
    }

    /// Nodes in the order of work, the run as a whole first.
    pub(super) fn order(&self) -> &[usize] {
        &self.order
    }

    /// Nodes whose people are kept apart from others, in the order of work.
    pub(super) fn kept_apart(&self) -> &[usize] {
        &self.kept_apart
    }

    pub(super) fn scope(&self, scope: usize) -> Option<&Scope> {
        self.scopes.get(scope)
    }

    /// The procedure that a node belongs to.
    pub(super) fn procedure(&self, node: usize) -> Option<&Procedure> {
        Some(&self.scope(self.place(node)?.scope)?.procedure)
    }

    /// What the procedure says about a node.
    pub(super) fn step(&self, node: usize) -> Option<&Step> {
        let place = self.place(node)?;
        self.scope(place.scope)?.procedure.steps().get(place.step?)
    }

    /// The procedure that a node uses.
    pub(super) fn used(&self, node: usize) -> Option<(usize, &Scope)> {
        let found = self.scopes.iter().enumerate();
        found.skip(1).find(|(_, scope)| scope.used_at.is_some_and(|(at, _)| at == node))
    }

    /// Whether the children of a node may be done in any order.
    pub(super) fn any_order(&self, node: usize) -> bool {
        let Some(place) = self.place(node) else { return false };
        matches!(place.kind, Kind::Group | Kind::Instance(_))
            && self.step(node).is_some_and(|step| step.order() == Order::Any)
    }

    /// A node and everything in it, in the order of work.
    pub(super) fn within(&self, node: usize) -> &[usize] {
        let range = self.place(node).map(|place| place.rank..place.end);
        range.and_then(|range| self.order.get(range)).unwrap_or_default()
    }

    /// Whether `inner` is `outer` or in it.
    pub(super) fn is_within(&self, inner: usize, outer: usize) -> bool {
        match (self.place(inner), self.place(outer)) {
            (Some(inner), Some(outer)) => outer.rank <= inner.rank && inner.rank < outer.end,
            _ => false,
        }
    }

    /// The nodes around a node, innermost first.
    pub(super) fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
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
    pub(super) fn nodes_of(&self, scope: usize, id: &str) -> &[usize] {
        let Some(scope) = self.scope(scope) else { return &[] };
        let index = scope.procedure.step(id).map(Step::index);
        index.and_then(|index| scope.nodes.get(index)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The nodes that a step's id means where it is read: the one of the same instance, or all there are.
    pub(super) fn seen_from(&self, reader: usize, scope: usize, id: &str) -> Seen<'_> {
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
    pub(super) fn same_step(&self, one: usize, other: usize) -> bool {
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

    /// Adds instances to a repeated group until there are so many; nothing where there would be too many nodes.
    pub(super) fn add_instances(&mut self, group: usize, instances: u32) -> Option<()> {
        let place = self.place(group)?;
        let (scope, step, present) = (place.scope, place.step?, place.children.len());
        let (path, prefix) = (place.path.to_string(), place.prefix.clone());
        let wanted = usize::try_from(instances).ok()?;
        if wanted <= present {
            return Some(());
        }
        let size = self.scope(scope)?.procedure.steps().get(step).map(|step| step.end() - step.index())?;
        let more = wanted.checked_sub(present)?.checked_mul(size)?.checked_add(self.len())?;
        if more > MOST_NODES {
            return None;
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
        let (children, rank, end) = (Vec::new(), 0, 0);
        self.places.push(Place { path, kind, scope, step, parent, children, rank, end, prefix });
        if let Some(parent) = parent.and_then(|parent| self.places.get_mut(parent)) {
            parent.children.push(node);
        }
        if !matches!(kind, Kind::Instance(_)) {
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
        let Some(used) = self.plan.shared_used_by(user, step) else { return };
        let roles = step.used().map(|used| used.roles.clone()).unwrap_or_default();
        let inner = self.add_scope(used, Some((node, scope)), roles);
        self.add_steps(node, inner, None);
    }

    fn rank(&mut self) {
        self.order.clear();
        self.rank_from(0);
        self.kept_apart = self.order.iter().copied().filter(|node| self.keeps_apart(*node)).collect();
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

/// What a step's id means where it is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Seen<'a> {
    /// One node.
    One(usize),
    /// All instances, seen from outside the group.
    All(&'a [usize]),
}
