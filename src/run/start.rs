//! A run starts: what it executes is pinned, and its inputs are held to their limits (rule 11).

use std::borrow::Cow;

use super::act::Start;
use super::ask::identity;
use super::draft::Draft;
use super::event::{Event, Pinned, Started, What};
use super::people;
use super::person::Person;
use super::recording::{self, Site};
use super::refusal::{Code, Refusal};
use super::settle;
use super::state::State;
use crate::document::Status;
use crate::manual::Plan;
use crate::value::DateTime;

/// The state after the start and its events.
pub(super) fn start(
    plan: &Plan,
    start: &Start,
    person: &Person,
    at: DateTime,
) -> Result<(State, Vec<Event>), Refusal> {
    identity(&start.run, "")?;
    identity(&person.id, &person.name)?;
    if !start.trial {
        effective(plan, at)?;
    }
    let main = plan.main();
    let capacity = people::any_of(main.document().roles.keys(), person)?;
    let site =
        Site { state: None, scope: 0, node: 0, under: &[], performed_at: at, at, since: at, inputs: true };
    let inputs = recording::record(main.inputs(), None, &start.inputs, start.confirmed, site)?;
    if let Some(outside) = inputs.iter().find(|input| input.is_nonconforming()) {
        let limit = main.inputs().get(&outside.field).map(|field| field.limits_in_words());
        return Err(Refusal::new(Code::InputRefused)
            .field(outside.field.as_str())
            .detail(format!("it must be {}", limit.unwrap_or_default())));
    }
    let procedures = plan.procedures().map(|procedure| Pinned {
        id: procedure.id().to_owned(),
        version: procedure.version().clone(),
        digest: procedure.digest(),
    });
    let started = Started {
        run: start.run.clone(),
        trial: start.trial,
        procedures: procedures.collect(),
        inputs,
        capacity,
    };
    let first = Event { seq: 1, at, by: person.signer(), key: None, what: What::Started(started) };
    let unfit = |error: super::fold::ReplayError| Refusal::new(Code::NotEffective).detail(error.to_string());
    let state = State::begin(plan, &first).map_err(unfit)?;
    let mut draft = Draft::new(Cow::Owned(state), person, at, None);
    draft.events.push(first);
    settle::settle(&mut draft)?;
    Ok((draft.state.into_owned(), draft.events))
}

/// Refuses a plan of which a procedure is not in force on that day.
fn effective(plan: &Plan, at: DateTime) -> Result<(), Refusal> {
    let today = at.date();
    for procedure in plan.procedures() {
        let document = procedure.document();
        let refuse = |detail: String| Err(Refusal::new(Code::NotEffective).detail(detail));
        let id = procedure.id();
        if document.status() != Status::Effective {
            return refuse(format!("`{id}` is not effective"));
        }
        if let Some(from) = document.effective.filter(|from| today < *from) {
            return refuse(format!("`{id}` is effective from {from}"));
        }
        if let Some(until) = document.review_by.filter(|until| today > *until) {
            return refuse(format!("`{id}` had to be reviewed by {until}"));
        }
    }
    Ok(())
}
