//! `record audit` and `record show`: whether a record is as it was written, and what it tells.

use std::io::Write as _;

use countersign::record::{Audit, Record};
use countersign::story;

use crate::arguments::{AuditArguments, RecordCommand, ShowArguments};
use crate::exit::{Exit, Trouble};
use crate::output::visible;
use crate::plans;
use crate::records;
use crate::terminal::Terminal;

pub(crate) fn run(command: &RecordCommand, terminal: &Terminal) -> Result<Exit, Trouble> {
    match command {
        RecordCommand::Audit(arguments) => audit(arguments, terminal),
        RecordCommand::Show(arguments) => show(arguments, terminal),
    }
}

fn audit(arguments: &AuditArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let text = match records::read(&arguments.file, terminal) {
        Ok(text) => text,
        Err(exit) => return Ok(exit),
    };
    let plan = arguments.procedure.as_ref().map(|file| plans::of_record(file, &text, terminal));
    let audit = match &plan {
        Some(Ok(plan)) => Audit::of(&text, arguments.head, |record| {
            record.replay(plan).map(drop).map_err(|error| error.to_string())
        }),
        // Of the chain something can be said without the procedure.
        Some(Err(_)) | None => Audit::of_chain(&text, arguments.head),
    };
    let mut output = terminal.output();
    for line in audit.to_string().lines() {
        writeln!(output, "{}", visible::escaped(line))?;
    }
    if let Some(head) = audit.head {
        writeln!(output, "head {head}")?;
    }
    if plan.is_none() {
        terminal.say("  help: name the procedure with `--procedure FILE` to replay the run");
    }
    output.flush()?;
    let is_sound = match plan {
        Some(Err(exit)) => return Ok(exit),
        Some(Ok(_)) => audit.is_sound(),
        None => audit.is_whole(),
    };
    Ok(if is_sound { Exit::Fine } else { Exit::Found })
}

fn show(arguments: &ShowArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let text = match records::read(&arguments.file, terminal) {
        Ok(text) => text,
        Err(exit) => return Ok(exit),
    };
    let (record, problem) = Record::read(&text);
    let mut output = terminal.output();
    if let Some(record) = &record {
        let header = record.header();
        let trial = if header.is_trial() { "TRIAL " } else { "" };
        let (run, procedure, version) = (header.run(), header.procedure(), header.version());
        writeln!(
            output,
            "{trial}run {} of {procedure} {version}, {}",
            visible::escaped(run),
            header.digest()
        )?;
        for line in record.lines() {
            let story = match line.event() {
                // What comes of an act by itself is nobody's doing.
                Ok(event) if story::is_an_act(&event.what) => {
                    format!("{} {}", event.by.name, story::sentence(&event))
                }
                Ok(event) => story::sentence(&event),
                Err(error) => error.to_string(),
            };
            writeln!(output, "{:>4}  {}  {}", line.seq(), line.at(), visible::escaped(&story))?;
        }
        writeln!(output, "the record ends at {}", record.head())?;
    }
    output.flush()?;
    match problem {
        None => Ok(Exit::Fine),
        Some(problem) => {
            terminal.complain(&format!("{problem}; what is shown ends before it"));
            terminal.say(&format!("  help: {}", problem.help()));
            Ok(Exit::Found)
        }
    }
}
