//! What a procedure file says: plain data with a type for every key of the format, possibly wrong.
//!
//! A [`Document`] can be read from YAML, built in code, and written back as YAML; its types are the source of the
//! JSON Schema that editors use. Nothing here is judged beyond its shape: a name may be undefined and a limit upside
//! down. What *holds* is a [`Procedure`](crate::procedure), which can't be wrong.

mod list;
mod limit;
mod field;
mod bounds;
mod step;
mod head;
mod schema;
mod read;

pub(crate) use bounds::{Bound, Margin};
pub use field::{
    Band, Computed, Equals, EvidenceKind, Field, FieldType, Judge, Options, OtherUnit, Rounding, Sides,
    Tolerance,
};
pub use head::{
    Approval, ApprovalRole, Change, Defaults, Document, Item, Notes, Reference, Release, Role, Status,
};
pub use limit::Limit;
pub use list::List;
pub(crate) use read::{Read, Reader, Slot, first_of, keys, listed, read, words};
pub use schema::procedure_schema;
pub(crate) use schema::without_nothing;
pub use step::{
    Apart, ApartWord, Before, Block, Disposition, HoldPoint, How, NotApplicable, OnDisagree, OnFail, Order,
    Repeat, Rework, Step, TimeLimit, Use, Verification,
};

/// Writes a document as YAML that reads back as the same document.
///
/// # Errors
///
/// When YAML can't say it, which no document that came from a file is.
pub fn write(document: &Document) -> Result<String, crate::yaml::WriteError> {
    let limits = ["min", "max", "above", "below", "target", "tolerance", "plus", "minus", "times"];
    crate::yaml::write_numbers(document, |key, above| {
        limits.contains(&key) || matches!(above, "agree" | "with")
    })
}
