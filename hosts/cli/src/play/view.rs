//! What is shown: the run at a glance, and a step with everything to know before doing it.

use countersign::procedure::Step;
use countersign::run::{Offer, Recorded, Run, Sheet, StepEntry, StepStatus, Verdict};
use countersign::value::Text;

use super::dialog::Dialog;
use crate::exit::Trouble;

/// Picks texts in the language that is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) wanted: &'a str,
    pub(crate) default: &'a str,
}

impl Words<'_> {
    /// The text, or what stands for it where there is none.
    pub(crate) fn title(&self, text: Option<&Text>, otherwise: &str) -> String {
        let text = text.and_then(|text| text.in_language(self.wanted, self.default));
        text.unwrap_or(otherwise).to_owned()
    }
}

/// The run as one person may see it.
pub(crate) fn sheet(dialog: &mut Dialog, words: &Words<'_>, run: &Run, sheet: &Sheet) -> Result<(), Trouble> {
    let done = sheet.steps.iter().filter(|step| is_done(step.status)).count();
    let trial = if sheet.trial { "TRIAL  " } else { "" };
    let (name, status, of) = (&sheet.person.name, sheet.status.word(), sheet.steps.len());
    dialog.say(&format!("── {trial}{name} · {} · {status} · {done} of {of} closed", sheet.at))?;
    if !sheet.inputs.is_empty() {
        let inputs: Vec<String> = sheet.inputs.iter().map(value).collect();
        dialog.say(&format!("   {}", inputs.join(", ")))?;
    }
    for entry in &sheet.steps {
        let title = titled(words, run, &entry.step);
        let attempts =
            if entry.attempts > 1 { format!(", attempt {}", entry.attempts) } else { String::new() };
        dialog.say(&format!("{} {title}  {}{attempts}", mark(entry.status), entry.status.word()))?;
        if !entry.values.is_empty() && is_recorded(entry.status) {
            let blind = still_blind(run, entry);
            let shown = |it: &Recorded| match blind.contains(&it.field) {
                true => format!("{} (entered)", it.field),
                false => value(it),
            };
            let values: Vec<String> = entry.values.iter().map(shown).collect();
            dialog.say(&format!("      {}", values.join(", ")))?;
        }
        if !entry.hidden.is_empty() {
            dialog
                .say(&format!("      hidden until you have checked yourself: {}", entry.hidden.join(", ")))?;
        }
    }
    for deviation in sheet.deviations.iter().filter(|deviation| deviation.disposition.is_none()) {
        let values: Vec<String> = deviation.values.iter().map(value).collect();
        let critical = if deviation.critical { "CRITICAL deviation" } else { "deviation" };
        dialog.say(&format!(
            "!! {critical} {} at {}, not decided: {}",
            deviation.deviation,
            titled(words, run, &deviation.step),
            values.join(", ")
        ))?;
    }
    for breach in sheet.breaches.iter().filter(|breach| !breach.done_in_time) {
        dialog.say(&format!("!! time limit passed at {}: {}", breach.happened, breach.step))?;
    }
    if let Some(due) = sheet.next_due {
        dialog.say(&format!("   next time limit: {due}"))?;
    }
    Ok(())
}

/// A step before it is done: warnings first, then what to do.
pub(crate) fn step(dialog: &mut Dialog, words: &Words<'_>, step: &Step) -> Result<(), Trouble> {
    let said = step.said();
    dialog.say("")?;
    for (signal, text) in said.safety_messages() {
        dialog.say(&format!("  ⚠ {}: {}", signal.to_uppercase(), words.title(Some(text), "")))?;
    }
    dialog.say(&format!("  {} {}", step.number(), words.title(Some(step.title()), step.id())))?;
    let note = |text| (text, "note: ");
    let instruction = said.instruction.iter().map(|text| (text, ""));
    let why = said.why.iter().map(|text| (text, "why: "));
    for (text, before) in said.note.iter().map(note).chain(instruction).chain(why) {
        dialog.say(&format!("    {before}{}", words.title(Some(text), "")))?;
    }
    Ok(())
}

/// An offer in words: `perform 3 Weigh the turkey`.
pub(crate) fn offer(words: &Words<'_>, run: &Run, offer: &Offer) -> String {
    let mut said = offer.act.word().replace('_', " ");
    if let Some(step) = &offer.step {
        said.push_str(&format!(" {}", titled(words, run, step)));
    }
    if let Some(of) = &offer.of {
        said.push_str(&format!(" ({of})"));
    }
    if let Some(deviation) = offer.deviation {
        said.push_str(&format!(" about deviation {deviation}"));
    }
    if let Some(disposition) = offer.disposition {
        said.push_str(&format!(": {}", disposition.word().replace('_', " ")));
    }
    said
}

/// A step by number and title; by its path where it is one of several instances or of a used procedure.
pub(crate) fn titled(words: &Words<'_>, run: &Run, path: &str) -> String {
    match run.step(path) {
        Some(step) => {
            let title = words.title(Some(step.title()), step.id());
            let place = if path.contains(['[', '/']) { format!(" ({path})") } else { String::new() };
            format!("{} {title}{place}", step.number())
        }
        None => path.to_owned(),
    }
}

/// A recorded value in words: `mass 53.9 g`, with what is wrong with it.
pub(crate) fn value(recorded: &Recorded) -> String {
    let said = match (&recorded.value, recorded.evidence.as_slice(), &recorded.entered) {
        (Some(value), ..) => value.to_string(),
        (None, [first, ..], _) => first.name.clone(),
        (None, [], Some(entered)) => entered.to_string(),
        (None, [], None) => "not computable".to_owned(),
    };
    let verdict = match recorded.verdict {
        Verdict::Neutral | Verdict::Conforming => "",
        Verdict::Alert => " (alert)",
        Verdict::Nonconforming => " (does not conform)",
    };
    format!("{} {said}{verdict}", recorded.field)
}

/// The fields that a second person still has to record blind. The performer may see them, but at one terminal the
/// second person sits beside.
fn still_blind(run: &Run, entry: &StepEntry) -> Vec<String> {
    let waits = matches!(entry.status, StepStatus::AwaitingVerification | StepStatus::Disagreed);
    let step = run.step(&entry.step).filter(|_| waits);
    step.iter().flat_map(|step| step.verifications()).flat_map(|it| it.fields.clone()).collect()
}

fn is_done(status: StepStatus) -> bool {
    matches!(status, StepStatus::Closed | StepStatus::NotApplicable | StepStatus::Superseded)
}

/// Whether the values are those of the attempt that counts; those of an earlier one would only suggest what to type.
fn is_recorded(status: StepStatus) -> bool {
    !matches!(status, StepStatus::Pending | StepStatus::Open)
}

fn mark(status: StepStatus) -> &'static str {
    match status {
        StepStatus::Open => "→",
        StepStatus::AwaitingVerification | StepStatus::Recorded => "…",
        StepStatus::Failed | StepStatus::Disagreed => "✗",
        _ if is_done(status) => "✓",
        _ => " ",
    }
}
