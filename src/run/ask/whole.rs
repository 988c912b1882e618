//! Acts about the run as a whole.

use super::{Scene, named_step, only_with, reason};
use crate::run::act::{Act, ActKind};
use crate::run::draft::Draft;
use crate::run::event::{Ended, HandedOver, Noted, Spoken, What};
use crate::run::order::outcome;
use crate::run::people;
use crate::run::person::{Capacity, Person};
use crate::run::refusal::{Code, Refusal, Stage};
use crate::run::settle;
use crate::run::status::{RunStatus, StepStatus};

/// Whether a person may do this to the run as a whole.
pub(in crate::run) fn permit(scene: Scene<'_>, kind: ActKind, person: &Person) -> Result<Capacity, Refusal> {
    match kind {
        // Anything may look at the clock.
        ActKind::Tick => Ok(Capacity::default()),
        ActKind::Release => release(scene, person),
        ActKind::TakeOver => {
            let capacity = people::any_role(scene.state, person)?;
            if scene.state.handed_over.as_ref().is_some_and(|from| from.id == person.id) {
                return Err(Refusal::new(Code::SelfTakeOver));
            }
            Ok(capacity)
        }
        _ => people::any_role(scene.state, person),
    }
}

/// Release needs everything closed, verified, decided and released before (rule 9).
fn release(scene: Scene<'_>, person: &Person) -> Result<Capacity, Refusal> {
    let state = scene.state;
    let Some(release) = &state.plan.main().document().release else {
        return Err(Refusal::new(Code::NotForThisStep));
    };
    if !scene.flow.all_closed(state) {
        let undecided = state.undecided().next().map(|it| format!("deviation {}", it.number));
        let open = || {
            let mut nodes = state.layout.order().iter().copied().skip(1);
            nodes.find(|node| !scene.flow.standing(*node).closed && state.is_wanted(*node))
        };
        let detail = undecided.or_else(|| open().map(|node| format!("`{}`", state.layout.path(node))));
        return Err(Refusal::new(Code::NotReady).detail(detail.unwrap_or_default()));
    }
    if person.device {
        return Err(Refusal::new(Code::Device));
    }
    let granted = people::capacity(state, 0, &release.by, person, scene.at.date());
    if let Err(refusal) = &granted
        && refusal.code.stage() < Stage::Separation
    {
        return granted;
    }
    people::apart_from_run(state, release.apart_from.as_ref(), person)?;
    granted
}

pub(super) fn ask(draft: &mut Draft, act: &Act, person: &Person) -> Result<(), Refusal> {
    let flow = draft.flow();
    let scene = Scene { state: &draft.state, flow: &flow, at: draft.at };
    let about = match (&act.step, act.act) {
        (Some(_), ActKind::Note) => Some(named_step(&draft.state, act)?),
        _ => None,
    };
    let capacity = permit(scene, act.act, person)?;
    match act.act {
        ActKind::Tick | ActKind::Release => only_with(act, &[])?,
        ActKind::Note => only_with(act, &["step", "reason"])?,
        _ => only_with(act, &["reason"])?,
    }
    let needed = || reason(act);
    match act.act {
        ActKind::Note => {
            let step = about.map(|node| draft.path(node));
            draft.push(What::Noted(Noted { step, text: needed()?, capacity }))
        }
        ActKind::Pause => draft.push(What::Paused(Spoken { reason: Some(needed()?), capacity })),
        ActKind::Resume => draft.push(What::Resumed(Spoken { reason: Some(needed()?), capacity })),
        ActKind::HandOver => {
            let note = needed()?;
            let waiting = |node: &usize| {
                let status = flow.standing(*node).status;
                let step = draft.state.layout.place(*node).is_some_and(|it| it.children.is_empty());
                step && matches!(
                    status,
                    StepStatus::Open
                        | StepStatus::Recorded
                        | StepStatus::AwaitingVerification
                        | StepStatus::Disagreed
                        | StepStatus::Failed
                )
            };
            let open = draft.state.layout.order().iter().copied().skip(1).filter(waiting);
            let open = open.map(|node| draft.path(node)).collect();
            // A deviation that somebody may not know of yet does not exist yet, so all can be listed.
            let deviations = draft.state.undecided().map(|deviation| deviation.number).collect();
            draft.push(What::HandedOver(HandedOver { note, open, deviations, capacity }))
        }
        ActKind::TakeOver => {
            let reason = act.reason.as_ref().map(|_| needed()).transpose()?;
            draft.push(What::TakenOver(Spoken { reason, capacity }))
        }
        ActKind::Release => {
            let status = outcome(&draft.state);
            draft.push(What::Released(Spoken { reason: None, capacity }))?;
            draft.push(What::Ended(Ended { status, not_performed: Vec::new() }))
        }
        ActKind::Abort => {
            let reason = Some(needed()?);
            draft.push(What::Aborted(Spoken { reason, capacity }))?;
            settle::end(draft, RunStatus::Aborted)
        }
        _ => Ok(()),
    }
}
