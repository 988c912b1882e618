//! `print`: a procedure on paper, to be filled in, or what the record of a run tells.

use std::io::Write as _;
use std::path::Path;

use countersign::print::{self, Checklist, Options};
use countersign::record::Record;

use crate::arguments::PrintArguments;
use crate::exit::{Exit, Trouble};
use crate::plans;
use crate::records;
use crate::terminal::Terminal;

pub(crate) fn run(arguments: &PrintArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let write = writer(arguments.output.as_deref())?;
    let options = options(arguments);
    let checklist = match &arguments.record {
        Some(record) => told(record, &arguments.file, &options, terminal),
        None => plans::plan(&arguments.file, terminal).map(|plan| Checklist::blank(&plan, &options)),
    };
    let checklist = match checklist {
        Ok(checklist) => checklist,
        Err(exit) => return Ok(exit),
    };
    let written = match write(&checklist) {
        Ok(written) => written,
        Err(reason) => {
            terminal.complain(&reason);
            return Ok(Exit::Unread);
        }
    };
    match arguments.output.as_deref() {
        Some(path) => std::fs::write(path, written).map_err(|error| Trouble::unwritten(path, error))?,
        None => {
            let mut output = terminal.output();
            output.write_all(&written)?;
            output.flush()?;
        }
    }
    Ok(Exit::Fine)
}

fn options(arguments: &PrintArguments) -> Options {
    let mut options = Options::default().paper(arguments.paper.into()).sheet(arguments.sheet.into());
    if let Some(language) = &arguments.lang {
        options = options.language(language);
    }
    if let Some(copy) = &arguments.copy {
        options = options.copy(copy);
    }
    options
}

/// What the record of a run tells; it was said why, where it tells nothing.
fn told(file: &Path, procedure: &Path, options: &Options, terminal: &Terminal) -> Result<Checklist, Exit> {
    let name = file.display();
    let bytes = records::read(file, terminal)?;
    let plan = plans::of_record(procedure, &bytes, terminal)?;
    let found = |reason: String, help: &str| {
        terminal.complain(&format!("`{name}` can't be printed: {reason}"));
        terminal.say(&format!("  help: {help}"));
        Exit::Found
    };
    let record = Record::parse(&bytes)
        .map_err(|error| found(error.to_string(), "`countersign record audit` says more"))?;
    let events: Result<Vec<_>, _> = record.events().collect();
    let events =
        events.map_err(|error| found(error.to_string(), "print the record before anything was taken out"))?;
    Checklist::of_run(&plan, &events, Some(record.head()), options)
        .map_err(|error| found(error.to_string(), "print it with the version of the procedure that was run"))
}

type Writer = fn(&Checklist) -> Result<Vec<u8>, String>;

/// The writer that a file's name asks for; HTML where there is none.
fn writer(output: Option<&Path>) -> Result<Writer, Trouble> {
    let Some(path) = output else { return Ok(html) };
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html" | "htm") => Ok(html),
        Some("md") => Ok(|checklist| Ok(print::markdown(checklist).into_bytes())),
        Some("pdf") => pdf(),
        _ => Err(Trouble::misused(
            format!("`{}` says no format", path.display()),
            Some("end its name in `.html`, `.md` or `.pdf`".to_owned()),
        )),
    }
}

fn html(checklist: &Checklist) -> Result<Vec<u8>, String> {
    Ok(print::html(checklist).into_bytes())
}

#[cfg(feature = "pdf")]
fn pdf() -> Result<Writer, Trouble> {
    Ok(|checklist| {
        let printer = countersign_pdf::Printer::new();
        printer.pdf(checklist).map_err(|error| format!("there is no PDF: {error}"))
    })
}

#[cfg(not(feature = "pdf"))]
fn pdf() -> Result<Writer, Trouble> {
    Err(Trouble::misused(
        "this command was built without its PDF writer",
        Some(
            "write `.html` and print it from a browser, or build the command with `--features pdf`"
                .to_owned(),
        ),
    ))
}
