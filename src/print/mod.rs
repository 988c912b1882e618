//! Checklists on paper: one view model, several writers.
//!
//! [`Checklist::blank`] makes what people fill in by hand, [`Checklist::of_run`] what a record tells: every value with
//! its verdict, what was corrected struck through, attempts, deviations and signatures. [`html`] and [`markdown`]
//! write it; a PDF comes from the package `countersign-pdf`. Same input, same bytes.
//!
//! ```
//! use countersign::manual::Plan;
//! use countersign::print::{Checklist, Options, html};
//! use countersign::procedure::Procedure;
//!
//! let text = include_str!("../../procedures/ham-sandwich.yaml");
//! let plan = Plan::of(Procedure::parse(text).expect("no errors")).expect("it uses no other procedure");
//! let page = html(&Checklist::blank(&plan, &Options::default().language("es")));
//! assert!(page.contains("Preparar un sándwich de jamón"));
//! ```
//!
//! Text is data here, never markup: no title, value or name can break out of a print.
//!
//! Deliberately not here: fonts, layout and page numbers, which whoever shows the HTML or the PDF has; anything about
//! who may see what. A print of a run hides nothing, so while a verification is still blind it is not for the verifier.

mod hygiene;
mod labels;
mod code;
mod options;
mod model;
mod tongue;
mod place;
mod phrase;
mod limits;
mod entry;
mod history;
mod sentences;
mod parts;
mod told;
mod front;
mod back;
mod html;
mod markdown;

pub use html::html;
pub use labels::{Direction, Labels, LabelsError};
pub use markdown::markdown;
pub use model::{
    Attempt, Block, Cell, Checklist, Condition, Entry, Failure, Group, Head, Hold, LONG_ATTEMPT, LONG_STEP,
    Limit, Mark, Note, NoteKind, Paper, Part, Room, Section, Sheet, Signature, SignatureBlock, Step, Table,
    TimeRule, Wording, Written,
};
pub use options::Options;

use crate::manual::Plan;
use crate::procedure::{self, Instances};
use crate::record;
use crate::run::{Event, ReplayError, Run};

use history::History;
use parts::Source;
use place::{Scope, places};
use tongue::Tongue;

impl Checklist {
    /// A checklist to be filled in by hand.
    pub fn blank(plan: &Plan, options: &Options) -> Checklist {
        let copies = |_: &str, step: &procedure::Step| fewest(step, options.copies);
        checklist(plan, None, None, &copies, options)
    }

    /// What a record tells of a run, finished or not. `head` is where the record ends, where the host has it: it shows
    /// later that nothing was taken off the end.
    ///
    /// # Errors
    ///
    /// When the events are not the record of a run of this plan.
    pub fn of_run(
        plan: &Plan,
        events: &[Event],
        head: Option<record::Head>,
        options: &Options,
    ) -> Result<Checklist, ReplayError> {
        let run = Run::replay(plan, events)?;
        let history = History::of(events);
        let paths: Vec<&str> = run.steps().collect();
        let copies = |path: &str, _: &procedure::Step| {
            let of_group = paths.iter().filter_map(|it| it.strip_prefix(path)?.strip_prefix('['));
            of_group.filter_map(|rest| rest.strip_suffix(']')?.parse().ok()).max().unwrap_or(0)
        };
        let options = options.clone().sheet(Sheet::Performer);
        Ok(checklist(plan, Some((&run, &history)), head, &copies, &options))
    }
}

fn checklist<'a>(
    plan: &'a Plan,
    told: Option<(&'a Run, &'a History<'a>)>,
    head: Option<record::Head>,
    copies: &dyn Fn(&str, &procedure::Step) -> u32,
    options: &Options,
) -> Checklist {
    let own = plan.main().language();
    let of_labels = options.labels.as_ref().map(Labels::language);
    let wanted = hygiene::line(options.language.as_deref().or(of_labels).unwrap_or(own));
    let labels = options.labels.clone().unwrap_or_else(|| Labels::shipped(&wanted));
    let tongue = Tongue { labels: &labels, wanted: &wanted, own };
    let source = Source { plan, tongue, sheet: options.sheet, told };
    let places = places(plan, copies);
    let scope = Scope::of(plan.main());
    let identity = source.head(options, head);
    let front = source.front(&places, &scope);
    let parts = source.parts(&places);
    let back = source.back(&places, &scope, head);
    Checklist {
        language: wanted.clone(),
        direction: labels.direction(),
        paper: options.paper,
        sheet: options.sheet,
        filled_in: told.is_some(),
        head: identity,
        front,
        parts,
        back,
        labels: labels.clone(),
    }
}

/// How many copies of a repeated group a blank print has.
fn fewest(step: &procedure::Step, wanted: Option<u32>) -> u32 {
    let (fewest, most) = match step.instances() {
        Some(Instances::Computed { times, most }) => {
            let fixed = limits::decimal(times).and_then(|times| u32::try_from(times.to_i64()?).ok());
            match fixed {
                Some(fixed) => return fixed,
                None => (1, *most),
            }
        }
        Some(Instances::Open { least, most }) => ((*least).max(1), *most),
        None => (1, None),
    };
    wanted.unwrap_or(fewest).clamp(1, most.unwrap_or(u32::MAX).max(1))
}
