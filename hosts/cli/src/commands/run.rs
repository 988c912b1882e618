//! `run`: plays a procedure in the terminal and keeps its record; goes on where the record ends.

use std::path::{Path, PathBuf};

use countersign::desk::{Desk, DeskError};
use countersign::manual::Plan;
use countersign::record::{FileJournal, Journal as _};
use countersign::run::{Person, Start};

use crate::arguments::RunArguments;
use crate::exit::{Exit, Trouble};
use crate::plans;
use crate::play::{self, After, Dialog, Table, Words};
use crate::records;
use crate::terminal::Terminal;

pub(crate) fn run(arguments: &RunArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let earlier = arguments.record.as_deref().filter(|path| path.exists());
    let plan = match earlier {
        Some(path) => records::read(path, terminal)
            .and_then(|record| plans::of_record(&arguments.file, &record, terminal)),
        None => plans::plan(&arguments.file, terminal),
    };
    let plan = match plan {
        Ok(plan) => plan,
        Err(exit) => return Ok(exit),
    };
    let mut people: Vec<Person> = Vec::new();
    for text in &arguments.person {
        let person = play::person(text, &plan).map_err(|problem| Trouble::misused(problem, None))?;
        if people.iter().any(|other| other.id == person.id) {
            return Err(Trouble::misused(format!("`{}` is named twice", person.name), None));
        }
        people.push(person);
    }
    let main = plan.main();
    let words =
        Words { wanted: arguments.lang.as_deref().unwrap_or_default(), default: main.document().language() };
    let mut dialog = Dialog::new(terminal.output());
    let title = words.title(Some(&main.document().title), main.id());
    dialog.say(&format!("{title}  ({} {})", main.id(), main.version()))?;
    if people.is_empty() {
        dialog.say("who takes part? nobody is authenticated here: the record holds what you type")?;
        while let Some(person) = play::ask_for_person(&mut dialog, &plan, &people)? {
            people.push(person);
        }
    }
    let Some(first) = people.first().cloned() else {
        return Err(Trouble::misused("nobody takes part", Some("name people with --person".to_owned())));
    };
    let desk = match open(arguments, &plan, &first, &mut dialog, &words)? {
        Ok(desk) => desk,
        Err(DeskError::Refused(refusal)) => {
            terminal.complain(&format!("the run can't start: {refusal}"));
            terminal.say(&format!("  help: {}", refusal.remedy()));
            return Ok(Exit::Found);
        }
        Err(other) => {
            terminal.complain(&other.to_string());
            return Ok(Exit::Unread);
        }
    };
    let record = desk.0;
    dialog.say(&format!("run {}, record `{}`", desk.1.run().id(), record.display()))?;
    let mut table = Table { desk: desk.1, people, current: 0, dialog, words, record };
    while !table.is_over() {
        if table.turn()? == After::Leave {
            break;
        }
    }
    let head = table.desk.head();
    let status = table.desk.run().status().word();
    let open = table.open_steps();
    table.dialog.say(&format!("the run is {status}; the record ends at {head}"))?;
    if !table.is_over() {
        table.dialog.say(&format!(
            "{open} steps are open; the same command with `--record {}` goes on",
            table.record.display()
        ))?;
    }
    Ok(Exit::Fine)
}

type Opened = Result<(PathBuf, Desk<FileJournal>), DeskError>;

/// The desk of a run that is in the record already, or of a new one.
fn open(
    arguments: &RunArguments,
    plan: &Plan,
    first: &Person,
    dialog: &mut Dialog,
    words: &Words<'_>,
) -> Result<Opened, Trouble> {
    let now = play::now()?;
    if let Some(path) = arguments.record.as_deref().filter(|path| path.exists()) {
        let journal = FileJournal::in_file(path);
        let found = match journal.runs(None, 1) {
            Ok(runs) => runs.into_iter().next().unwrap_or_default(),
            Err(error) => return Ok(Err(error.into())),
        };
        let desk = Desk::open(journal, plan, &found);
        if let Ok(desk) = &desk {
            for repair in desk.journal().repairs() {
                dialog.say(&format!(
                    "an unfinished line was cut off and kept in `{}`",
                    repair.copy.display()
                ))?;
            }
            dialog.say(&format!("the run goes on after event {}", desk.run().seq()))?;
        }
        return Ok(desk.map(|desk| (path.to_owned(), desk)));
    }
    let id = arguments.id.clone().unwrap_or_else(|| default_id(plan, &now.to_string()));
    let path = arguments.record.clone().unwrap_or_else(|| Path::new(&format!("{id}.jsonl")).to_owned());
    let mut start = if arguments.effective { Start::run(&id) } else { Start::trial(&id) };
    let mut given: Vec<(String, String)> = Vec::new();
    for input in &arguments.input {
        let (name, value) = input.split_once('=').ok_or_else(|| {
            Trouble::misused(format!("`{input}` is no input"), Some("write `--input NAME=VALUE`".to_owned()))
        })?;
        given.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    for (name, value) in &given {
        start = start.input(name.as_str(), value.as_str());
    }
    let missing =
        plan.main().inputs().values().filter(|field| given.iter().all(|(name, _)| name != field.name()));
    let missing: Vec<_> = missing.collect();
    if !missing.is_empty() {
        dialog.say("inputs of this run:")?;
    }
    let Some(values) = play::ask_values(dialog, words, &missing, &[], now)? else {
        return Err(Trouble::misused("the run was not started", None));
    };
    for (name, value) in values {
        start = start.input(name, value);
    }
    let journal = FileJournal::in_file(&path);
    Ok(Desk::start(journal, plan, start, first, now, &play::salt()?).map(|desk| (path, desk)))
}

/// An id that tells people which run it is and that a file can be named after.
fn default_id(plan: &Plan, now: &str) -> String {
    let moment: String =
        now.chars().take("2026-12-01T09:00:00".len()).filter(|it| *it != ':' && *it != '-').collect();
    format!("{}-{moment}", plan.main().id())
}
