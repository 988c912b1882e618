//! Safety messages with their signal words.

use super::kind::{ChangeKind, Effect};
use super::pairs::Pairs;
use super::version_step::VersionStep;
use super::walk::{At, Walk, quoted};
use crate::document::List;
use crate::rules::Spot;
use crate::value::Text;

/// One safety message where it stands.
pub(super) struct Hazard<'d> {
    word: Word,
    text: &'d Text,
    spot: Spot<'d>,
}

/// The signal words, strongest first (ANSI Z535.6); a note is no hazard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    Danger,
    Warning,
    Caution,
    Note,
}

/// The messages of a step, or of one entry of the head.
pub(super) fn hazards<'d>(
    spot: &Spot<'d>,
    [danger, warning, caution, note]: [&'d List<Text>; 4],
) -> Vec<Hazard<'d>> {
    let lists =
        [(Word::Danger, danger), (Word::Warning, warning), (Word::Caution, caution), (Word::Note, note)];
    let mut found = Vec::new();
    for (word, texts) in lists {
        for (at, text) in texts.iter().enumerate() {
            let spot = spot.clone().key(word.word());
            // A single message is written without a list.
            let spot = if texts.len() == 1 { spot } else { spot.item(at) };
            found.push(Hazard { word, text, spot });
        }
    }
    found
}

impl<'d> Walk<'d> {
    /// What became of the messages of `whose`.
    ///
    /// First those go together that say the same with the same word, then the same with another word, then what has
    /// the same word; what is left came or went.
    pub(super) fn hazards(&mut self, whose: &str, old: Vec<Hazard<'d>>, new: Vec<Hazard<'d>>) {
        let mut open = Open { old: (0..old.len()).collect(), new: (0..new.len()).collect() };
        let pair = |(a, b): (usize, usize)| Some((old.get(a)?, new.get(b)?));
        let fits = |test: fn(&Hazard<'_>, &Hazard<'_>) -> bool| {
            let (old, new) = (&old, &new);
            move |a: usize, b: usize| old.get(a).zip(new.get(b)).is_some_and(|(a, b)| test(a, b))
        };
        let mut same = open.take(fits(|a, b| a.word == b.word && a.text == b.text));
        same.sort_by_key(|(_, new)| *new);
        let order = Pairs { both: same, ..Pairs::default() };
        for (a, b) in order.moved().into_iter().filter_map(pair) {
            let message = format!("{} stands elsewhere among its like", a.described(whose));
            let at = At { old: a.spot.clone(), new: b.spot.clone() };
            self.changed(&at, a.word.kind(ChangeKind::HazardChanged), Effect::Neutral, message)
                .at_most(VersionStep::Patch);
        }
        for (a, b) in open.take(fits(|a, b| a.text == b.text)).into_iter().filter_map(pair) {
            let (kind, effect) = match a.word < b.word {
                true => (ChangeKind::HazardLowered, Effect::Weakens),
                false => (ChangeKind::HazardRaised, Effect::Strengthens),
            };
            let message = format!("{} is a {} now", a.described(whose), b.word.word());
            self.changed(&At { old: a.spot.clone(), new: b.spot.clone() }, kind, effect, message);
        }
        for (a, b) in open.take(fits(|a, b| a.word == b.word)).into_iter().filter_map(pair) {
            let what = format!("a {} of {whose}", a.word.word());
            let at = At { old: a.spot.clone(), new: b.spot.clone() };
            self.text_of_kind(&at, &what, Some(a.text), Some(b.text), a.word.kind(ChangeKind::HazardChanged));
        }
        for it in open.old.into_iter().filter_map(|at| old.get(at)) {
            let at = At { old: it.spot.clone(), ..At::default() };
            let message = format!("{} is gone", it.described(whose));
            let effect = it.word.effect(Effect::Weakens);
            self.removed(&at, it.word.kind(ChangeKind::HazardRemoved), effect, message);
        }
        for it in open.new.into_iter().filter_map(|at| new.get(at)) {
            let at = At { new: it.spot.clone(), ..At::default() };
            let message = format!("{} is new", it.described(whose));
            let effect = it.word.effect(Effect::Strengthens);
            self.added(&at, it.word.kind(ChangeKind::HazardAdded), effect, message);
        }
    }
}

/// The messages that have no partner yet, by place.
struct Open {
    old: Vec<usize>,
    new: Vec<usize>,
}

impl Open {
    /// Takes out those that fit together, the first ones first.
    fn take(&mut self, fits: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        self.old.retain(|old| {
            let partner = self.new.iter().position(|new| fits(*old, *new));
            pairs.extend(partner.map(|at| (*old, self.new.remove(at))));
            partner.is_none()
        });
        pairs
    }
}

impl Hazard<'_> {
    fn described(&self, whose: &str) -> String {
        let text = self.text.strings().next().unwrap_or_default();
        format!("the {} of {whose} {}", self.word.word(), quoted(text))
    }
}

impl Word {
    fn word(self) -> &'static str {
        match self {
            Word::Danger => "danger",
            Word::Warning => "warning",
            Word::Caution => "caution",
            Word::Note => "note",
        }
    }

    /// The kind of a change, for which a note is only text.
    fn kind(self, kind: ChangeKind) -> ChangeKind {
        if self == Word::Note { ChangeKind::TextChanged } else { kind }
    }

    fn effect(self, effect: Effect) -> Effect {
        if self == Word::Note { Effect::Neutral } else { effect }
    }
}
