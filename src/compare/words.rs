//! Text for people, in one language or in several.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::{ChangeKind, Effect};
use super::version_step::VersionStep;
use super::walk::{At, Walk, quoted};
use crate::rules::Spot;
use crate::value::Text;

impl<'d> Walk<'d> {
    /// One text; `what` says whose it is.
    pub(super) fn text(&mut self, at: &At<'d>, what: &str, old: Option<&'d Text>, new: Option<&'d Text>) {
        self.text_of_kind(at, what, old, new, ChangeKind::TextChanged);
    }

    /// The same for a text whose change has a kind of its own.
    pub(super) fn text_of_kind(
        &mut self,
        at: &At<'d>,
        what: &str,
        old: Option<&'d Text>,
        new: Option<&'d Text>,
        kind: ChangeKind,
    ) {
        match (old, new) {
            _ if old == new => {}
            (Some(old), Some(new)) => self.words(at, what, old, new, kind),
            (Some(_), _) => {
                self.removed(at, kind, Effect::Neutral, format!("{what} is gone"));
            }
            (_, Some(_)) => {
                self.added(at, kind, Effect::Neutral, format!("{what} is new"));
            }
            (None, None) => {}
        }
    }

    fn words(&mut self, at: &At<'d>, what: &str, old: &'d Text, new: &'d Text, kind: ChangeKind) {
        let before = self.changes.len();
        let (own_old, own_new) = (self.old.language(), self.new.language());
        let (old_words, new_words) = (by_language(old, own_old), by_language(new, own_new));
        let (said, says) = (old_words.get(own_old).copied(), new_words.get(own_new).copied());
        if let (Some(said), Some(says)) = (said, says)
            && said != says
        {
            let message = format!("{what} reads {} instead of {}", quoted(says), quoted(said));
            let at = At { old: in_language(&at.old, old, own_old), new: in_language(&at.new, new, own_new) };
            let change = self.changed(&at, kind, Effect::Neutral, message);
            if numbers(said) != numbers(says) {
                change.at_least(VersionStep::Minor);
            }
        }
        let tags: BTreeSet<&str> = old_words.keys().chain(new_words.keys()).copied().collect();
        for tag in tags {
            let (said, says) = (old_words.get(tag).copied(), new_words.get(tag).copied());
            // What both say in their own language is no translation.
            if tag == own_old && tag == own_new && said.is_some() && says.is_some() {
                continue;
            }
            let at = At { old: in_language(&at.old, old, tag), new: in_language(&at.new, new, tag) };
            match (said, says) {
                (Some(said), Some(says)) if said != says => {
                    let message = format!(
                        "{what} in {} reads {} instead of {}",
                        quoted(tag),
                        quoted(says),
                        quoted(said)
                    );
                    self.changed(&at, ChangeKind::TranslationChanged, Effect::Neutral, message);
                }
                (Some(_), None) => {
                    let message = format!("{what} is no longer given in {}", quoted(tag));
                    self.removed(&at, ChangeKind::TranslationRemoved, Effect::Neutral, message);
                }
                (None, Some(_)) => {
                    let message = format!("{what} is now given in {}", quoted(tag));
                    self.added(&at, ChangeKind::TranslationAdded, Effect::Neutral, message);
                }
                _ => {}
            }
        }
        if self.changes.len() == before {
            let message = format!("{what} is the same, with or without its language");
            self.changed(at, kind, Effect::Neutral, message).at_most(VersionStep::Patch);
        }
    }
}

/// The strings of a text by their language; a plain one is in the procedure's own.
fn by_language<'d>(text: &'d Text, own: &'d str) -> BTreeMap<&'d str, &'d str> {
    match text {
        Text::Plain(text) => BTreeMap::from([(own, text.as_str())]),
        Text::Languages(texts) => texts.iter().map(|(tag, text)| (tag.as_str(), text.as_str())).collect(),
    }
}

/// Where the string of a language stands.
fn in_language<'d>(spot: &Spot<'d>, text: &Text, tag: &'d str) -> Spot<'d> {
    match text {
        Text::Plain(_) => spot.clone(),
        Text::Languages(_) => spot.clone().key(tag),
    }
}

/// The numbers in a text, in order.
fn numbers(text: &str) -> Vec<&str> {
    let is_part = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',');
    let parts = text.split(|character| !is_part(character)).map(|part| part.trim_matches(['.', ',']));
    parts.filter(|part| !part.is_empty()).collect()
}
