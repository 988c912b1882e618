//! Whose people `apart_from` keeps away.

use crate::document::{Apart, ApartWord, Disposition};
use crate::rules::{Outline, Spot, StepView};

/// Every `apart_from` of the file.
pub(super) fn all<'o, 'd>(outline: &'o Outline<'d>) -> impl Iterator<Item = Apartness<'o, 'd>> {
    let of_steps = outline.steps.iter().flat_map(|view| {
        let step = view.step;
        let performer = step.apart_from.as_ref().map(|apart| (Act::Performs, apart));
        let hold = step.hold_point.as_ref().and_then(|hold| hold.apart_from.as_ref());
        let verifiers = step.verify.iter().enumerate();
        let verifiers =
            verifiers.filter_map(|(at, check)| Some((Act::Verifies(at), check.apart_from.as_ref()?)));
        let acts = performer.into_iter().chain(verifiers).chain(hold.map(|apart| (Act::ReleasesHold, apart)));
        acts.map(move |(act, apart)| Apartness { step: Some(view), act, apart })
    });
    let release = outline.document.release.as_ref().and_then(|release| release.apart_from.as_ref());
    of_steps.chain(release.map(|apart| Apartness { step: None, act: Act::ReleasesRun, apart }))
}

/// One `apart_from` with the act it speaks of.
#[derive(Clone, Copy)]
pub(super) struct Apartness<'o, 'd> {
    /// The step it stands on; none for the release of the run.
    pub(super) step: Option<&'o StepView<'d>>,
    pub(super) act: Act,
    pub(super) apart: &'d Apart,
}

/// What somebody does at a step or for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Performs,
    /// The verification at this place of the step's list.
    Verifies(usize),
    /// The third person, when performer and verifier at this place disagree.
    Adjudicates(usize),
    /// The decision on a deviation of the step.
    Decides(Disposition),
    ReleasesHold,
    ReleasesRun,
}

impl<'o, 'd> Apartness<'o, 'd> {
    pub(super) fn spot(&self, outline: &Outline<'d>) -> Spot<'d> {
        let Some(view) = self.step else { return Spot::top("release").key("apart_from") };
        match self.act {
            Act::Performs | Act::Decides(_) | Act::ReleasesRun => outline.spot(view).key("apart_from"),
            Act::Verifies(at) | Act::Adjudicates(at) => outline.verification_spot(view, at).key("apart_from"),
            Act::ReleasesHold => outline.spot(view).key("hold_point").key("apart_from"),
        }
    }

    /// The range of steps that `group` means: those of the group around the step, or, for a hold point at the end of
    /// a group, those of the group itself.
    pub(super) fn group(&self, outline: &'o Outline<'d>) -> Option<&'o StepView<'d>> {
        let view = self.step?;
        match self.act {
            Act::ReleasesHold if view.step.is_group() => Some(view),
            _ => outline.ancestors(view).next(),
        }
    }

    /// The steps that are done and whose people are kept away, the act's own step left out for its performer and
    /// its verifier.
    pub(super) fn steps(&self, outline: &'o Outline<'d>) -> Vec<&'o StepView<'d>> {
        let mut steps: Vec<&StepView<'d>> = Vec::new();
        match self.apart {
            Apart::Whole(ApartWord::Run) => steps.extend(outline.leaves()),
            Apart::Whole(ApartWord::Group) => {
                let group = self.group(outline);
                steps.extend(group.into_iter().flat_map(|group| leaves_of(outline, group)));
            }
            Apart::Steps(ids) => {
                let named = ids.iter().filter_map(|id| outline.step(id));
                steps.extend(named.flat_map(|view| leaves_of(outline, view)));
            }
        }
        if let (Some(own), Act::Performs | Act::Verifies(_)) = (self.step, self.act) {
            steps.retain(|view| !(own.index <= view.index && view.index < own.end));
        }
        steps
    }
}

/// The steps of a group that are done; a plain step is its own.
pub(super) fn leaves_of<'o, 'd>(
    outline: &'o Outline<'d>,
    group: &StepView<'d>,
) -> impl Iterator<Item = &'o StepView<'d>> {
    outline.steps.get(group.index..group.end).unwrap_or_default().iter().filter(|view| !view.step.is_group())
}
