//! What stands on the paper: a checklist as plain data, every word of it written out.
//!
//! Nothing here is decided any more. A writer only says how it looks, so that all writers say the same, and a host
//! can write its own. As data it goes into other programs too: it serializes.

mod sheet;
mod step;
mod entry;
mod signature;

pub use entry::{Entry, Limit, Mark, Room, Written};
pub use sheet::{Block, Cell, Checklist, Head, Note, NoteKind, Paper, Section, Sheet, Table, Wording};
pub use signature::{Attempt, Signature};
pub use step::{
    Condition, Failure, Group, Hold, LONG_ATTEMPT, LONG_STEP, Part, SignatureBlock, Step, TimeRule,
};
