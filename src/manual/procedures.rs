//! A procedure with every procedure it uses, found once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::procedure::{Digest, Procedure, Step};

/// A procedure and all it uses, each pinned by its digest.
#[derive(Debug, PartialEq)]
pub(crate) struct Procedures {
    pub(super) main: Arc<Procedure>,
    /// For each procedure that uses another: which one its `use` steps mean.
    pub(super) uses: BTreeMap<(Digest, String), Digest>,
    pub(super) used: BTreeMap<Digest, Arc<Procedure>>,
}

impl Procedures {
    /// The procedure that a `use` step of `user` means.
    pub(super) fn used_by(&self, user: &Procedure, step: &Step) -> Option<&Arc<Procedure>> {
        step.used()?;
        let digest = self.uses.get(&(user.digest(), step.id().to_owned()))?;
        self.used.get(digest)
    }
}
