//! A set of procedures that refer to each other, and the plan that a run executes.
//!
//! A [`Manual`] is data in memory: reading a folder is for hosts. What is wrong between the files of a manual is said
//! here, by rules of their own; what is wrong within one file is for [`rules`](crate::rules).

mod procedures;
mod layout;
mod plan;
mod signature;
mod rules;
mod between;

use std::collections::BTreeMap;
use std::sync::Arc;

use semver::{Version, VersionReq};

pub use between::{Between, between};
pub(crate) use layout::{Kind, Layout, Place, Seen};
pub use plan::{Plan, PlanError};
pub(crate) use rules::RULES;
pub use signature::{Signature, examine};

use crate::document::Status;
use crate::procedure::{Digest, Procedure};
use crate::value::Date;

/// Procedures by id and version.
#[derive(Debug, Clone, Default)]
pub struct Manual {
    procedures: BTreeMap<String, BTreeMap<Version, Arc<Procedure>>>,
}

impl Manual {
    /// A manual of these procedures; of two with the same id and version the later one stays.
    pub fn new(procedures: impl IntoIterator<Item = Procedure>) -> Manual {
        let mut manual = Manual::default();
        for procedure in procedures {
            let versions = manual.procedures.entry(procedure.id().to_owned()).or_default();
            versions.insert(procedure.version().clone(), Arc::new(procedure));
        }
        manual
    }

    /// Every procedure, by id and version.
    pub fn procedures(&self) -> impl Iterator<Item = &Procedure> {
        self.procedures.values().flat_map(|versions| versions.values().map(Arc::as_ref))
    }

    /// One version of a procedure.
    pub fn procedure(&self, id: &str, version: &Version) -> Option<&Procedure> {
        self.procedures.get(id)?.get(version).map(Arc::as_ref)
    }

    /// The newest version of a procedure.
    pub fn newest(&self, id: &str) -> Option<&Procedure> {
        self.procedures.get(id)?.values().next_back().map(Arc::as_ref)
    }

    /// The version of a procedure that is in force on a day: of those that are effective, and were so by then, the
    /// newest. A version that is retired is in force on no day.
    pub fn in_force(&self, id: &str, day: Date) -> Option<&Procedure> {
        let versions = self.procedures.get(id)?.values().rev();
        let by_then = |from: Option<Date>| from.is_some_and(|from| from <= day);
        let mut effective = versions.filter(|it| it.status() == Status::Effective);
        effective.find(|it| by_then(it.document().effective)).map(Arc::as_ref)
    }

    /// The procedure with this digest, which is how a run finds the version it started with.
    pub fn by_digest(&self, digest: Digest) -> Option<&Procedure> {
        self.procedures().find(|procedure| procedure.digest() == digest)
    }

    /// The plan of one version of a procedure: it, and the newest fitting version of everything it uses.
    ///
    /// # Errors
    ///
    /// When it or a procedure it uses isn't in the manual, a use doesn't fit, or the uses go in a ring.
    pub fn plan(&self, id: &str, version: &Version) -> Result<Plan, PlanError> {
        let exact = self.procedures.get(id).and_then(|versions| versions.get(version));
        let main = exact
            .ok_or_else(|| PlanError::Missing { procedure: id.to_owned(), version: version.to_string() })?;
        Plan::new(Arc::clone(main), |id, requirement| self.fitting(id, requirement))
    }

    /// The plan that a record was made with: its procedure and all that it uses by their digests, which the record's
    /// header names, whatever versions came later.
    ///
    /// # Errors
    ///
    /// When one of them isn't in the manual, or they don't fit each other.
    pub fn pinned(&self, main: Digest, uses: &[Digest]) -> Result<Plan, PlanError> {
        let of = |digest: Digest| {
            let mut all = self.procedures.values().flat_map(BTreeMap::values);
            all.find(|it| it.digest() == digest).map(Arc::clone).ok_or(PlanError::NotThere { digest })
        };
        let used: Vec<_> = uses.iter().map(|digest| of(*digest)).collect::<Result<_, _>>()?;
        // Of those that were pinned, the newest that fits is the one that was the newest then.
        Plan::new(of(main)?, |id, requirement| {
            let fitting = used.iter().filter(|it| it.id() == id && requirement.matches(it.version()));
            fitting.max_by(|a, b| a.version().cmp(b.version())).map(Arc::clone)
        })
    }

    fn fitting(&self, id: &str, requirement: &VersionReq) -> Option<Arc<Procedure>> {
        let versions = self.procedures.get(id)?;
        versions
            .iter()
            .rev()
            .find(|(version, _)| requirement.matches(version))
            .map(|(_, found)| Arc::clone(found))
    }
}
