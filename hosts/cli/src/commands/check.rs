//! `check`: finds the files, has them judged, and hands what was found to the outputs in order.
//!
//! What counts in this run is decided on the way: severities, what is known already, what is mended first.

use std::io::Write as _;
use std::path::Path;

use crate::arguments::CheckArguments;
use crate::clock;
use crate::examine::Examiner;
use crate::exit::{Exit, Trouble};
use crate::files::{self, Found, Input, Unread, Wanted};
use crate::known::Known;
use crate::levels::Levels;
use crate::mending::Mending;
use crate::output::{Look, Outputs, visible};
use crate::read::Examined;
use crate::since::Since;
use crate::terminal::Terminal;
use crate::totals::Totals;

pub(crate) fn run(arguments: &CheckArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let levels = Levels::new(arguments)?;
    let mut found = files::find(&arguments.paths, stdin_name(arguments)?, Wanted::All);
    if arguments.list_files {
        return list(&found, terminal);
    }
    let as_of = arguments.as_of.or_else(clock::today);
    let mut since = since(arguments, &mut found.inputs, terminal)?;
    let mending = Mending::new(arguments, &found.inputs, &levels, as_of)?;
    let mut examiner = Examiner::new(arguments, found.inputs.len(), as_of, terminal)?;
    if let Some(mending) = mending.as_ref().filter(|mending| !mending.writes()) {
        return show(mending, &mut examiner, found, terminal);
    }
    let mut known = Known::open(arguments)?;
    let look = Look {
        has_colors: terminal.has_colors(),
        most: Some(arguments.max).filter(|most| *most > 0),
        fail_on: arguments.fail_on.severity(),
    };
    let mut outputs = Outputs::open(arguments.format, &arguments.report, look, terminal)?;
    let mut examined = examiner.all(&found.inputs)?;
    if let Some(mending) = mending {
        let done = mending.run(&found.inputs, &examined, terminal)?;
        done.said(true).iter().for_each(|line| terminal.say(line));
        if done.files > 0 {
            examined = examiner.all(&found.inputs)?;
            since = Since::of(arguments, &found.inputs)?;
        }
    }
    since.add_to(&mut found.inputs, &mut examined);
    let mut totals = Totals { unread: found.unread, ..Totals::default() };
    for (input, result) in found.inputs.iter().zip(examined) {
        write(input, result, &levels, &mut known, &mut totals, &mut outputs)?;
    }
    if let Some(beside) = known.finish(&levels)? {
        totals.add_beside(&beside.report);
        outputs.file(&beside)?;
    }
    totals.unread.sort_by(|a, b| a.name.cmp(&b.name));
    outputs.finish(&totals)?;
    complain(&totals.unread, terminal);
    if totals.files == 0 && totals.unread.is_empty() {
        terminal.complain("nothing to check: there is no *.yaml or *.yml file");
    } else if !arguments.quiet {
        terminal.say(&totals.summary());
    }
    Ok(totals.exit(arguments.fail_on.severity()))
}

/// What changed since a revision, where that was asked for; the files that use what changed are checked too.
fn since(arguments: &CheckArguments, inputs: &mut Vec<Input>, terminal: &Terminal) -> Result<Since, Trouble> {
    let mut since = Since::of(arguments, inputs)?;
    if arguments.write_version && since.write_versions(terminal)? {
        since = Since::of(arguments, inputs)?;
    }
    inputs.extend(since.users(inputs));
    inputs.sort();
    Ok(since)
}

/// What standard input is to be called.
fn stdin_name(arguments: &CheckArguments) -> Result<Option<&Path>, Trouble> {
    let name = arguments.stdin_filename.as_deref();
    if name.is_some() && !arguments.paths.iter().any(|path| path == Path::new("-")) {
        let help = "name `-` as a path to check standard input".to_owned();
        return Err(Trouble::misused(
            "--stdin-filename names standard input, which isn't checked",
            Some(help),
        ));
    }
    Ok(name)
}

fn list(found: &Found, terminal: &Terminal) -> Result<Exit, Trouble> {
    let mut output = terminal.output();
    for input in &found.inputs {
        writeln!(output, "{}", visible::escaped(&input.name()))?;
    }
    output.flush()?;
    complain(&found.unread, terminal);
    let files = found.inputs.len();
    let looked = if files == 0 { Exit::Missing } else { Exit::Fine };
    Ok(found.unread.iter().map(Unread::exit).chain([looked]).max().unwrap_or(Exit::Fine))
}

/// Shows what would be mended.
fn show(
    mending: &Mending<'_>,
    examiner: &mut Examiner,
    found: Found,
    terminal: &Terminal,
) -> Result<Exit, Trouble> {
    let examined = examiner.all(&found.inputs)?;
    let done = mending.run(&found.inputs, &examined, terminal)?;
    let mut unread = found.unread;
    unread.extend(examined.into_iter().filter_map(Result::err));
    complain(&unread, terminal);
    done.said(false).iter().for_each(|line| terminal.say(line));
    Ok(unread.iter().map(Unread::exit).chain([done.exit()]).max().unwrap_or(Exit::Fine))
}

fn complain(unread: &[Unread], terminal: &Terminal) {
    for Unread { name, message, .. } in unread {
        terminal.complain(&format!("can't check `{name}`: {message}"));
    }
}

/// Counts and writes one file.
fn write(
    input: &Input,
    result: Result<Examined, Unread>,
    levels: &Levels,
    known: &mut Known,
    totals: &mut Totals,
    outputs: &mut Outputs,
) -> Result<(), Trouble> {
    match result {
        Ok(mut examined) => {
            totals.hidden_notes += examined.report.findings().iter().filter(|it| levels.hides(it)).count();
            examined.report = examined.report.judged(|finding| levels.decide(finding));
            let checked = known.split(examined.with_text(input));
            totals.add(&checked);
            outputs.file(&checked)
        }
        Err(unread) => {
            totals.unread.push(unread);
            Ok(())
        }
    }
}
