//! One person's turn: what may be done is offered, what is done is asked for, and the engine answers.

use std::path::PathBuf;

use countersign::desk::{Desk, DeskError};
use countersign::procedure::Field;
use countersign::record::{FileJournal, JournalError, Salt};
use countersign::run::{Act, ActKind, Code, Offer, Person, StepStatus};
use countersign::value::DateTime;

use super::dialog::{Answer, Dialog};
use super::view::Words;
use super::{entry, people, view};
use crate::clock;
use crate::exit::Trouble;

/// People taking turns at one terminal.
pub(crate) struct Table<'a> {
    pub(crate) desk: Desk<FileJournal>,
    pub(crate) people: Vec<Person>,
    pub(crate) current: usize,
    pub(crate) dialog: Dialog,
    pub(crate) words: Words<'a>,
    pub(crate) record: PathBuf,
}

/// How a turn ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    /// Somebody goes on.
    Next,
    /// Everybody leaves.
    Leave,
}

/// The acts that always have their letter and need not be listed.
const LETTERS: [(ActKind, &str, &str); 6] = [
    (ActKind::Note, "n", "note"),
    (ActKind::Correct, "c", "correct a value"),
    (ActKind::Interrupt, "i", "interrupted"),
    (ActKind::Pause, "z", "pause"),
    (ActKind::HandOver, "h", "hand over"),
    (ActKind::Abort, "a", "give the run up"),
];

impl Table<'_> {
    /// Shows the sheet of whose turn it is, and does what is chosen.
    pub(crate) fn turn(&mut self) -> Result<After, Trouble> {
        let Some(person) = self.people.get(self.current).cloned() else { return Ok(After::Leave) };
        let sheet = self.desk.sheet(&person, now()?);
        view::sheet(&mut self.dialog, &self.words, self.desk.run(), &sheet)?;
        let is_letter = |kind: ActKind| LETTERS.iter().any(|(letter, ..)| *letter == kind);
        let listed: Vec<&Offer> =
            sheet.offers.iter().filter(|offer| !is_letter(offer.act) && offer.act != ActKind::Tick).collect();
        for (index, offer) in listed.iter().enumerate() {
            let said = view::offer(&self.words, self.desk.run(), offer);
            self.dialog.say(&format!(" {:>2}  {said}", index + 1))?;
        }
        if listed.is_empty() {
            self.whose_turn(&person)?;
        }
        let offered = |kind: ActKind| sheet.offers.iter().any(|offer| offer.act == kind);
        let letters = LETTERS.iter().filter(|(kind, ..)| offered(*kind));
        let letters: Vec<String> = letters.map(|(_, letter, said)| format!("{letter} {said}")).collect();
        self.dialog.say(&format!("  p another person   {}   q leave", letters.join("   ")))?;
        let Answer::Line(line) = self.dialog.ask(&format!("{}>", person.name))? else {
            return Ok(After::Leave);
        };
        let chosen = line.parse::<usize>().ok().and_then(|number| listed.get(number.checked_sub(1)?));
        let letter = LETTERS.iter().find(|(kind, letter, _)| *letter == line && offered(*kind));
        match (chosen, letter, line.as_str()) {
            (Some(offer), ..) => self.act(&person, offer)?,
            (None, Some((kind, ..)), _) => self.said(&person, *kind, &sheet.offers)?,
            (None, None, "p") => self.change_person()?,
            (None, None, "q") => return Ok(After::Leave),
            (None, None, "") => {}
            (None, None, _) => self.dialog.say("choose a number or a letter from the list")?,
        }
        Ok(After::Next)
    }

    /// Says who could go on where the person can't.
    fn whose_turn(&mut self, person: &Person) -> Result<(), Trouble> {
        let now = now()?;
        let mut lines = Vec::new();
        for other in self.people.iter().filter(|other| other.id != person.id) {
            let sheet = self.desk.sheet(other, now);
            let offer = sheet.offers.iter().find(|offer| {
                !LETTERS.iter().any(|(letter, ..)| *letter == offer.act) && offer.act != ActKind::Tick
            });
            if let Some(offer) = offer {
                lines.push(format!(
                    "  {} can {}",
                    other.name,
                    view::offer(&self.words, self.desk.run(), offer)
                ));
            }
        }
        if lines.is_empty() {
            lines.push("  nobody who takes part can go on now: add a person, or wait".to_owned());
        }
        lines.iter().try_for_each(|line| self.dialog.say(line))
    }

    fn act(&mut self, person: &Person, offer: &Offer) -> Result<(), Trouble> {
        let mut act = Act::new(offer.act);
        act.step.clone_from(&offer.step);
        act.of.clone_from(&offer.of);
        act.deviation = offer.deviation;
        act.disposition = offer.disposition;
        let act = match offer.act {
            ActKind::Perform | ActKind::Adjudicate => self.values(act)?,
            ActKind::Verify => self.verification(act)?,
            ActKind::Decide | ActKind::NotApplicable | ActKind::Resume => self.with_reason(act, "reason:")?,
            _ => Some(act),
        };
        match act {
            Some(act) => self.ask(person, act),
            None => self.dialog.say("nothing was recorded"),
        }
    }

    /// An act that is said rather than chosen from the list.
    fn said(&mut self, person: &Person, kind: ActKind, offers: &[Offer]) -> Result<(), Trouble> {
        let act = match kind {
            ActKind::Correct => self.correction(offers)?,
            ActKind::Interrupt => {
                let steps: Vec<String> = offers
                    .iter()
                    .filter(|offer| offer.act == kind)
                    .filter_map(|offer| offer.step.clone())
                    .collect();
                let Some(step) = self.choose_step(&steps, "  which step:")? else { return Ok(()) };
                self.with_reason(Act::new(kind).at_step(step), "by what:")?
            }
            _ => self.with_reason(Act::new(kind), "what is to be said:")?,
        };
        match act {
            Some(act) => self.ask(person, act),
            None => self.dialog.say("nothing was recorded"),
        }
    }

    fn with_reason(&mut self, act: Act, question: &str) -> Result<Option<Act>, Trouble> {
        Ok(match self.dialog.ask(&format!("  {question}"))? {
            Answer::Line(reason) if reason == "." => None,
            Answer::Line(reason) if reason.is_empty() => Some(act),
            Answer::Line(reason) => Some(act.reason(reason)),
            Answer::End => None,
        })
    }

    /// The act with the values of all fields of its step.
    fn values(&mut self, act: Act) -> Result<Option<Act>, Trouble> {
        let Some(step) = act.step.as_deref().and_then(|path| self.desk.run().step(path)).cloned() else {
            return Ok(Some(act));
        };
        view::step(&mut self.dialog, &self.words, &step)?;
        if !step.fields().is_empty() {
            self.dialog.say("    (a single `.` goes back)")?;
        }
        let blind: Vec<String> =
            step.verifications().iter().flat_map(|verification| verification.fields.clone()).collect();
        let fields: Vec<&Field> = step.fields().values().collect();
        let entered = entry::ask(&mut self.dialog, &self.words, &fields, &blind, now()?)?;
        Ok(entered.map(|values| values.into_iter().fold(act, |act, (field, given)| act.value(field, given))))
    }

    /// The second person's own values where the verification is independent, agreement or rejection otherwise.
    fn verification(&mut self, act: Act) -> Result<Option<Act>, Trouble> {
        let Some(step) = act.step.as_deref().and_then(|path| self.desk.run().step(path)).cloned() else {
            return Ok(Some(act));
        };
        view::step(&mut self.dialog, &self.words, &step)?;
        let verification = step.verifications().iter().find(|verification| {
            act.of
                .as_deref()
                .is_none_or(|of| verification.id.as_deref() == Some(of) || verification.how.word() == of)
        });
        let own: Vec<String> =
            verification.map(|verification| verification.fields.clone()).unwrap_or_default();
        if own.is_empty() {
            let question = "  do you agree? yes, or why not:";
            return Ok(match self.dialog.ask(question)? {
                Answer::Line(line) if line == "yes" || line == "y" => Some(act),
                Answer::Line(line) if line.is_empty() || line == "." => None,
                Answer::Line(reason) => Some(Act { reject: true, ..act.reason(reason) }),
                Answer::End => None,
            });
        }
        self.dialog.say("    check it yourself; what was recorded first is hidden until you have")?;
        // What a computed field is made of is measured again.
        let needed = step.made_of(&own);
        let fields: Vec<&Field> =
            step.fields().values().filter(|field| needed.contains(&field.name())).collect();
        let entered = entry::ask(&mut self.dialog, &self.words, &fields, &own, now()?)?;
        Ok(entered.map(|values| values.into_iter().fold(act, |act, (field, given)| act.value(field, given))))
    }

    fn correction(&mut self, offers: &[Offer]) -> Result<Option<Act>, Trouble> {
        let steps: Vec<String> = offers
            .iter()
            .filter(|offer| offer.act == ActKind::Correct)
            .filter_map(|offer| offer.step.clone())
            .collect();
        let inputs = offers.iter().any(|offer| offer.act == ActKind::Correct && offer.step.is_none());
        let asked = if inputs { "  of which step (empty: an input):" } else { "  of which step:" };
        let path = self.choose_step(&steps, asked)?;
        let fields = match path.as_deref().map(|path| self.desk.run().step(path)) {
            Some(Some(step)) => step.fields().clone(),
            None if inputs => self.desk.run().plan().main().inputs().clone(),
            _ => return Ok(None),
        };
        let names: Vec<&str> = fields.keys().map(String::as_str).collect();
        let Answer::Line(name) = self.dialog.ask(&format!("  which field ({}):", names.join(", ")))? else {
            return Ok(None);
        };
        let Some(field) = fields.get(&name) else {
            self.dialog.say(&format!("  there is no field `{name}`"))?;
            return Ok(None);
        };
        let Some(values) = entry::ask(&mut self.dialog, &self.words, &[field], &[], now()?)? else {
            return Ok(None);
        };
        let Some((_, given)) = values.into_iter().next() else { return Ok(None) };
        let act = match path {
            Some(path) => Act::correct(path, name, given, ""),
            None => Act::correct_input(name, given, ""),
        };
        self.with_reason(Act { reason: None, ..act }, "why was it wrong:")
    }

    fn choose_step(&mut self, steps: &[String], question: &str) -> Result<Option<String>, Trouble> {
        for (index, step) in steps.iter().enumerate() {
            let said = view::titled(&self.words, self.desk.run(), step);
            self.dialog.say(&format!("  {:>2}  {said}", index + 1))?;
        }
        let Answer::Line(line) = self.dialog.ask(question)? else { return Ok(None) };
        Ok(line.parse::<usize>().ok().and_then(|number| steps.get(number.checked_sub(1)?).cloned()))
    }

    /// Asks the engine. Where it only wants to know more, it is told and asked again.
    fn ask(&mut self, person: &Person, mut act: Act) -> Result<(), Trouble> {
        loop {
            let seen = self.desk.run().seq();
            let answer = self.desk.ask(&act.clone().seen(seen), person, now()?, &salt()?);
            let refusal = match answer {
                Ok(events) => {
                    let numbers = events.first().zip(events.last());
                    let numbers = numbers.map(|(first, last)| match last.seq > first.seq {
                        true => format!("events {} to {}", first.seq, last.seq),
                        false => format!("event {}", first.seq),
                    });
                    return self.dialog.say(&format!("✓ recorded as {}", numbers.unwrap_or_default()));
                }
                Err(DeskError::Refused(refusal)) => refusal,
                Err(DeskError::Journal(JournalError::Uncertain { reason })) => {
                    let error = std::io::Error::other(reason);
                    return Err(Trouble::unwritten(&self.record, error));
                }
                Err(other) => return Err(Trouble::misused(other.to_string(), None)),
            };
            self.dialog.say(&format!("✗ refused: {refusal}"))?;
            self.dialog.say(&format!("  help: {}", refusal.remedy()))?;
            match refusal.code {
                Code::Implausible => match self.dialog.ask("  is it meant? yes or no:")? {
                    Answer::Line(line) if line == "yes" || line == "y" => act = act.confirmed(),
                    _ => return Ok(()),
                },
                Code::LateWithoutReason => match self.dialog.ask("  why is it entered late:")? {
                    Answer::Line(reason) if !reason.is_empty() => act = act.reason(reason),
                    _ => return Ok(()),
                },
                _ => return Ok(()),
            }
        }
    }

    /// Somebody else takes the keyboard. The screen is cleared, so that nobody sees what isn't for them.
    fn change_person(&mut self) -> Result<(), Trouble> {
        for (index, person) in self.people.iter().enumerate() {
            self.dialog.say(&format!(" {:>2}  {} ({})", index + 1, person.name, person.roles.join(", ")))?;
        }
        let Answer::Line(line) = self.dialog.ask("who (+ adds a person):")? else { return Ok(()) };
        if line == "+" {
            if let Some(person) = people::ask(&mut self.dialog, self.desk.run().plan(), &self.people)? {
                self.people.push(person);
                self.current = self.people.len() - 1;
            }
        } else {
            match line.parse::<usize>().ok().and_then(|number| number.checked_sub(1)) {
                Some(index) if index < self.people.len() => self.current = index,
                _ => return self.dialog.say("choose a number from the list"),
            }
        }
        self.dialog.clear()
    }

    /// Whether nothing can be done any more.
    pub(crate) fn is_over(&self) -> bool {
        self.desk.run().status().is_final()
    }

    /// What is left open when everybody leaves.
    pub(crate) fn open_steps(&self) -> usize {
        let run = self.desk.run();
        let open = |step: &&str| {
            !matches!(run.step_status(step), Some(StepStatus::Closed | StepStatus::NotApplicable) | None)
        };
        run.steps().filter(open).count()
    }
}

/// This moment.
pub(crate) fn now() -> Result<DateTime, Trouble> {
    clock::now()
        .ok_or_else(|| Trouble::misused("the clock stands outside the years that can be written", None))
}

/// Random bytes for one act, from the operating system.
pub(crate) fn salt() -> Result<Salt, Trouble> {
    let failed =
        |error: std::io::Error| Trouble::Failed { doing: "can't get random bytes".to_owned(), error };
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| failed(std::io::Error::other(error)))?;
    Salt::new(&bytes).map_err(|error| failed(std::io::Error::other(error)))
}
