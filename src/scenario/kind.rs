//! The kinds of lines, and which keys go with each.

use super::document::LineEntry;
use crate::run::ActKind;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// The run starts.
    Start,
    /// Somebody does something in the run.
    Act(ActKind),
    /// Somebody looks at their sheet.
    Sees,
    /// Something must hold.
    Expect,
}

impl LineKind {
    /// Every kind, in the order of the documentation.
    pub(super) fn all() -> impl Iterator<Item = LineKind> {
        let acts = ActKind::ALL.into_iter().map(LineKind::Act);
        std::iter::once(LineKind::Start).chain(acts).chain([LineKind::Sees, LineKind::Expect])
    }

    /// The key that makes a line this kind.
    pub(super) fn word(self) -> &'static str {
        match self {
            LineKind::Start => "start",
            LineKind::Act(act) => act.word(),
            LineKind::Sees => "sees",
            LineKind::Expect => "expect",
        }
    }

    /// The kinds that a line says it is; it should be one.
    pub(super) fn of(line: &LineEntry) -> impl Iterator<Item = LineKind> {
        LineKind::all().filter(|kind| kind.is_said(line))
    }

    fn is_said(self, line: &LineEntry) -> bool {
        match self {
            LineKind::Start => line.start.is_some(),
            LineKind::Act(ActKind::Decide) => line.decide.is_some(),
            LineKind::Act(act) => object(line, act).is_some(),
            LineKind::Sees => line.sees.is_some(),
            LineKind::Expect => line.expect.is_some(),
        }
    }

    /// The keys that may stand beside it. Only shape is judged by this: whether a reason or a value has its place in
    /// an act is for the engine to say, so that a case can show that it is refused.
    pub(super) fn keys(self) -> &'static [&'static str] {
        match self {
            LineKind::Start => &["by", "at", "after", "values", "confirmed", "refused"],
            LineKind::Act(act) => match act {
                ActKind::Perform => &[
                    "by",
                    "at",
                    "after",
                    "values",
                    "reason",
                    "performed_at",
                    "ago",
                    "performed_by",
                    "confirmed",
                    "key",
                    "seen",
                    "refused",
                ],
                ActKind::Verify => &[
                    "by",
                    "at",
                    "after",
                    "values",
                    "reject",
                    "of",
                    "reason",
                    "performed_at",
                    "ago",
                    "confirmed",
                    "key",
                    "seen",
                    "refused",
                ],
                ActKind::Adjudicate => &[
                    "by",
                    "at",
                    "after",
                    "values",
                    "of",
                    "reason",
                    "performed_at",
                    "ago",
                    "confirmed",
                    "key",
                    "seen",
                    "refused",
                ],
                ActKind::Decide => &["by", "at", "after", "disposition", "reason", "key", "seen", "refused"],
                ActKind::Correct => &[
                    "by",
                    "at",
                    "after",
                    "field",
                    "value",
                    "of",
                    "reason",
                    "confirmed",
                    "key",
                    "seen",
                    "refused",
                ],
                ActKind::Note => &["by", "at", "after", "step", "key", "seen", "refused"],
                ActKind::Tick => &["by", "at", "after", "refused"],
                _ => &["by", "at", "after", "reason", "key", "seen", "refused"],
            },
            LineKind::Sees => &["by", "at", "after", "hidden", "shown"],
            LineKind::Expect => &[],
        }
    }

    /// Whether the key's value is the path of a step.
    pub(super) fn names_a_step(self) -> bool {
        match self {
            LineKind::Act(act) => matches!(
                act,
                ActKind::Perform
                    | ActKind::Verify
                    | ActKind::Adjudicate
                    | ActKind::ReleaseHoldPoint
                    | ActKind::Correct
                    | ActKind::NotApplicable
                    | ActKind::Another
                    | ActKind::Enough
                    | ActKind::Interrupt
            ),
            LineKind::Sees => true,
            LineKind::Start | LineKind::Expect => false,
        }
    }
}

/// What stands after the key of an act: a step, a reason, or `yes`. A decision has a number instead.
pub(super) fn object(line: &LineEntry, act: ActKind) -> Option<&str> {
    let object = match act {
        ActKind::Perform => &line.perform,
        ActKind::Verify => &line.verify,
        ActKind::Adjudicate => &line.adjudicate,
        ActKind::ReleaseHoldPoint => &line.release_hold_point,
        ActKind::Correct => &line.correct,
        ActKind::NotApplicable => &line.not_applicable,
        ActKind::Another => &line.another,
        ActKind::Enough => &line.enough,
        ActKind::Interrupt => &line.interrupt,
        ActKind::Note => &line.note,
        ActKind::Pause => &line.pause,
        ActKind::Resume => &line.resume,
        ActKind::HandOver => &line.hand_over,
        ActKind::TakeOver => &line.take_over,
        ActKind::Tick => &line.tick,
        ActKind::Release => &line.release,
        ActKind::Abort => &line.abort,
        ActKind::Decide => return None,
    };
    object.as_deref()
}
