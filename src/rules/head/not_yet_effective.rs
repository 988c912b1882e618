//! An effective procedure that comes into force later.

use crate::document::Status;
use crate::rules::{Findings, Outline, Spot};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    let (Some(today), Some(effective)) = (outline.as_of, outline.document.effective) else { return };
    if outline.document.status() == Status::Effective && effective > today {
        let days = effective.days_since(today);
        let unit = if days == 1 { "day" } else { "days" };
        findings
            .add(&Spot::top("effective"), format!("comes into force in {days} {unit}"))
            .help("until then only a trial can start");
    }
}
