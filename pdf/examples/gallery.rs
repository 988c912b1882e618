//! Writes every shipped procedure to be looked at, blank and as its longest scenario tells, on both papers, as HTML or
//! PDF: `cargo run -p countersign-pdf --example gallery -- FOLDER html|pdf [NAME]`.

#![allow(clippy::disallowed_methods, reason = "this is a host: it owns the files")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use countersign::manual::Manual;
use countersign::print::{Checklist, Options, Paper, Sheet, html};
use countersign::procedure::Procedure;
use countersign::run::Event;
use countersign::scenario::{self, Tested};
use countersign::source::Source;
use countersign_pdf::Printer;

type Outcome<T> = Result<T, Box<dyn Error>>;
type Writer = fn(&Path, &Checklist, &Printer) -> Outcome<()>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let write: Writer = match arguments.next().as_deref() {
        Some("html") => |name, checklist, _| Ok(fs::write(name.with_extension("html"), html(checklist))?),
        Some("pdf") => {
            |name, checklist, printer| Ok(fs::write(name.with_extension("pdf"), printer.pdf(checklist)?)?)
        }
        _ => return Err("which format, `html` or `pdf`?".into()),
    };
    let wanted = arguments.next();
    let texts = texts()?;
    let parsed: Result<Vec<Procedure>, _> =
        texts.iter().filter(|(name, _)| !is_scenario(name)).map(|(_, text)| Procedure::parse(text)).collect();
    let manual = Manual::new(parsed.map_err(|report| report.to_string())?);
    let printer = Printer::new();
    for procedure in manual.procedures() {
        if wanted.as_deref().is_some_and(|wanted| wanted != procedure.id()) {
            continue;
        }
        let plan = manual.plan(procedure.id(), procedure.version())?;
        let events = longest(&texts, procedure.id(), &manual)?;
        for (paper, size) in [(Paper::A4, "a4"), (Paper::Letter, "letter")] {
            let options = Options::default().paper(paper);
            let name = |kind: &str| folder.join(format!("{}-{kind}-{size}", procedure.id()));
            write(&name("blank"), &Checklist::blank(&plan, &options), &printer)?;
            let verifier = Checklist::blank(&plan, &options.clone().sheet(Sheet::Verifier));
            if !verifier.parts.is_empty() {
                write(&name("verifier"), &verifier, &printer)?;
            }
            write(&name("run"), &Checklist::of_run(&plan, &events, None, &options)?, &printer)?;
        }
    }
    Ok(())
}

/// Names and texts of all files that ship, procedures and scenarios.
fn texts() -> Outcome<Vec<(String, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../procedures");
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        texts.push((entry.file_name().to_string_lossy().into_owned(), fs::read_to_string(entry.path())?));
    }
    texts.sort();
    Ok(texts)
}

fn is_scenario(name: &str) -> bool {
    name.ends_with(".scenarios.yaml")
}

/// What happens in the longest scenario of a procedure.
fn longest(texts: &[(String, String)], id: &str, manual: &Manual) -> Outcome<Vec<Event>> {
    let find = |id: &str| match manual.newest(id).and_then(|it| manual.plan(id, it.version()).ok()) {
        Some(plan) => Tested::Plan(Box::new(plan)),
        None => Tested::Missing { known: Vec::new() },
    };
    let mut longest: Vec<Event> = Vec::new();
    for (name, text) in texts.iter().filter(|(name, _)| is_scenario(name)) {
        let (Some(scenario), _) = scenario::read(Source::new(name, text), &find) else { continue };
        if scenario.plan().main().id() != id {
            continue;
        }
        let played = scenario.cases().iter().map(|case| scenario.play(case).events);
        longest = played.chain([longest]).max_by_key(Vec::len).unwrap_or_default();
    }
    Ok(longest)
}
