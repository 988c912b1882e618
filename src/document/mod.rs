//! What a procedure file says: plain data with a type for every key of the format, possibly wrong.
//!
//! A [`Document`] can be read from YAML, built in code, and written back as YAML; its types are the source of the
//! JSON Schema that editors use. Nothing here is judged beyond its shape: a name may be undefined and a limit upside
//! down. What *holds* is a [`Procedure`](crate::procedure), which can't be wrong.

mod bounds;
mod field;
mod head;
mod limit;
mod list;
mod read;
mod schema;
mod step;

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
pub(crate) use read::read;
pub use schema::procedure_schema;
pub use step::{
    Apart, ApartWord, Before, Block, Disposition, HoldPoint, How, NotApplicable, OnDisagree, OnFail, Order,
    Repeat, Rework, Step, TimeLimit, Use, Verification,
};
