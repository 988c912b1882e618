//! One procedure with every procedure it uses: what a run executes.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::layout::Layout;
use super::procedures::Procedures;
use crate::procedure::{Digest, Procedure, Step};

/// A procedure and all it uses, each pinned by its digest. Cheap to clone, and shared between runs.
#[derive(Clone)]
pub struct Plan {
    procedures: Arc<Procedures>,
    layout: Arc<Layout>,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// No procedure of this id, or none of a version that will do, is there.
    #[error("no version of `{procedure}` that satisfies `{version}` is in the manual")]
    Missing {
        /// The id that was looked for.
        procedure: String,
        /// The version, or the requirement on it.
        version: String,
    },
    /// No procedure with this digest is there.
    #[error("no procedure with the digest `{digest}` is in the manual")]
    NotThere {
        /// The digest that was looked for.
        digest: Digest,
    },
    /// Procedures use each other in a ring.
    #[error("`{procedure}` uses itself, by way of others")]
    Circular {
        /// One procedure of the ring.
        procedure: String,
    },
    /// A use leaves out an input or a role, or names one that isn't there.
    #[error("the use of `{procedure}` in step `{step}` doesn't fit it: {reason}")]
    Unfit {
        /// The procedure used.
        procedure: String,
        /// The step that uses it.
        step: String,
        /// What doesn't fit.
        reason: String,
    },
}

impl Plan {
    /// The plan of a procedure; `find` gives the procedure that a use means, by id and version requirement.
    ///
    /// # Errors
    ///
    /// When a used procedure isn't there, doesn't fit its use, or the uses go in a ring.
    pub fn new(
        main: Arc<Procedure>,
        find: impl Fn(&str, &semver::VersionReq) -> Option<Arc<Procedure>>,
    ) -> Result<Plan, PlanError> {
        let (uses, used) = (BTreeMap::new(), BTreeMap::new());
        let mut procedures = Procedures { main: Arc::clone(&main), uses, used };
        add(&mut procedures, &main, &find, &mut vec![main.digest()])?;
        let procedures = Arc::new(procedures);
        let layout = Arc::new(Layout::new(Arc::clone(&procedures)));
        Ok(Plan { procedures, layout })
    }

    /// The plan of a procedure that uses no other.
    ///
    /// # Errors
    ///
    /// When it does use another.
    pub fn of(main: Procedure) -> Result<Plan, PlanError> {
        Plan::new(Arc::new(main), |_, _| None)
    }

    /// The procedure that is run.
    pub fn main(&self) -> &Procedure {
        &self.procedures.main
    }

    /// Its steps as runs begin with them.
    pub(crate) fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// All its procedures, the main one first, each once.
    pub fn procedures(&self) -> impl Iterator<Item = &Procedure> {
        let main = self.main().digest();
        let used = self.procedures.used.values().filter(move |procedure| procedure.digest() != main);
        std::iter::once(self.main()).chain(used.map(Arc::as_ref))
    }

    /// The procedure that a `use` step of `user` means.
    pub fn used_by(&self, user: &Procedure, step: &Step) -> Option<&Procedure> {
        self.procedures.used_by(user, step).map(Arc::as_ref)
    }

    /// The digests of all its procedures, the main one first, each once.
    pub fn digests(&self) -> impl Iterator<Item = Digest> {
        let main = self.main().digest();
        std::iter::once(main)
            .chain(self.procedures.used.keys().copied().filter(move |digest| *digest != main))
    }
}

impl PartialEq for Plan {
    fn eq(&self, other: &Plan) -> bool {
        Arc::ptr_eq(&self.procedures, &other.procedures) || self.procedures == other.procedures
    }
}

impl fmt::Debug for Plan {
    /// The procedures by their names, without all that they say.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |procedure: &Procedure| format!("{} {}", procedure.id(), procedure.version());
        formatter.debug_tuple("Plan").field(&self.procedures().map(name).collect::<Vec<_>>()).finish()
    }
}

/// Adds what a procedure uses, and what that uses.
fn add(
    procedures: &mut Procedures,
    user: &Arc<Procedure>,
    find: &impl Fn(&str, &semver::VersionReq) -> Option<Arc<Procedure>>,
    ring: &mut Vec<Digest>,
) -> Result<(), PlanError> {
    for step in user.steps() {
        let Some(used) = step.used() else { continue };
        let found = find(&used.procedure, &used.version).ok_or_else(|| PlanError::Missing {
            procedure: used.procedure.clone(),
            version: used.version.to_string(),
        })?;
        fits(&found, step).map_err(|reason| PlanError::Unfit {
            procedure: used.procedure.clone(),
            step: step.id().to_owned(),
            reason,
        })?;
        if ring.contains(&found.digest()) {
            return Err(PlanError::Circular { procedure: used.procedure.clone() });
        }
        procedures.uses.insert((user.digest(), step.id().to_owned()), found.digest());
        if procedures.used.insert(found.digest(), Arc::clone(&found)).is_none() {
            ring.push(found.digest());
            add(procedures, &found, find, ring)?;
            ring.pop();
        }
    }
    Ok(())
}

/// Whether a use gives every input and maps every role of the procedure it means, and nothing else.
fn fits(found: &Procedure, step: &Step) -> Result<(), String> {
    let Some(used) = step.used() else { return Ok(()) };
    let given = |name: &str| used.arguments.iter().any(|argument| argument.input == name);
    for (name, input) in found.inputs() {
        if input.is_required() && input.condition().is_none() && input.formula().is_none() && !given(name) {
            return Err(format!("input `{name}` is missing"));
        }
    }
    if let Some(argument) = used.arguments.iter().find(|it| !found.inputs().contains_key(&it.input)) {
        return Err(format!("it has no input `{}`", argument.input));
    }
    let roles = &found.document().roles;
    if let Some(role) = roles.keys().find(|role| !used.roles.contains_key(*role)) {
        return Err(format!("role `{role}` is not mapped"));
    }
    match used.roles.keys().find(|role| !roles.contains_key(*role)) {
        Some(role) => Err(format!("it has no role `{role}`")),
        None => Ok(()),
    }
}
