//! Every `on_fail` that is written, with the steps for which it holds.

use crate::document::{Defaults, Disposition, OnFail};
use crate::rules::{Outline, Spot, StepView};

/// One `on_fail` where it is written.
#[derive(Clone, Copy)]
pub(super) struct Setting<'o, 'd> {
    outline: &'o Outline<'d>,
    /// The step it is written on; none for that of the defaults.
    pub(super) step: Option<&'o StepView<'d>>,
    pub(super) on_fail: &'d OnFail,
}

/// Every `on_fail` of the file: that of the defaults, then those of steps.
pub(super) fn settings<'o, 'd>(outline: &'o Outline<'d>) -> impl Iterator<Item = Setting<'o, 'd>> {
    let defaults = outline.document.defaults.as_ref();
    let default = defaults.and_then(|defaults: &Defaults| defaults.on_fail.as_ref());
    let default = default.map(|on_fail| Setting { outline, step: None, on_fail });
    let own = outline.steps.iter().filter_map(move |view| {
        let on_fail = view.step.on_fail.as_ref()?;
        Some(Setting { outline, step: Some(view), on_fail })
    });
    default.into_iter().chain(own)
}

impl<'o, 'd> Setting<'o, 'd> {
    /// Where it stands.
    pub(super) fn spot(self) -> Spot<'d> {
        match self.step {
            Some(view) => self.outline.spot(view).key("on_fail"),
            None => Spot::top("defaults").key("on_fail"),
        }
    }

    /// Where a disposition is listed in it.
    pub(super) fn decision(self, disposition: Disposition) -> Spot<'d> {
        self.spot().key("decide").key(disposition.word()).at_key()
    }

    /// Whether it lists a disposition.
    pub(super) fn lists(self, disposition: Disposition) -> bool {
        self.on_fail.decide.contains_key(&disposition)
    }

    /// The steps for which it holds: its own, or for the default all that can fail and have none of their own.
    pub(super) fn governed(self) -> impl Iterator<Item = &'o StepView<'d>> {
        let outline = self.outline;
        let by_default = self.step.is_none();
        let others = outline
            .steps
            .iter()
            .filter(move |view| by_default && view.step.on_fail.is_none() && outline.can_fail(view));
        self.step.into_iter().chain(others)
    }
}
