//! `check`: finds the files, has them judged, several at once, and hands what was found to the outputs in order.
//!
//! Every file is judged by itself, group by group and each group by all threads; then the rules between files have
//! their say, and the outputs get the files in order. So the output is the same for any number of threads, and texts
//! are held for one group only.

use std::io::Write as _;
use std::num::NonZeroUsize;
use std::path::Path;

use countersign::value::Date;
use rayon::prelude::*;

use crate::arguments::CheckArguments;
use crate::clock;
use crate::exit::{Exit, Trouble};
use crate::files::{self, Found, Input, Unread, Wanted};
use crate::levels::Levels;
use crate::neighbours;
use crate::output::{Outputs, visible};
use crate::progress::Progress;
use crate::read::{self, Examined};
use crate::since::Since;
use crate::terminal::Terminal;
use crate::totals::Totals;

/// How many files are held at a time.
const GROUP: usize = 64;

/// Fewer files for each thread are not worth starting one.
const FILES_PER_THREAD: usize = 8;

pub(crate) fn run(arguments: &CheckArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let levels = Levels::new(arguments)?;
    let stdin_name = arguments.stdin_filename.as_deref();
    if stdin_name.is_some() && !arguments.paths.iter().any(|path| path == Path::new("-")) {
        let help = "name `-` as a path to check standard input".to_owned();
        return Err(Trouble::misused(
            "--stdin-filename names standard input, which isn't checked",
            Some(help),
        ));
    }
    let mut found = files::find(&arguments.paths, stdin_name, Wanted::All);
    if arguments.list_files {
        return list(&found, terminal);
    }
    let most = Some(arguments.max).filter(|most| *most > 0);
    let mut outputs = Outputs::open(arguments.format, &arguments.report, most, terminal)?;
    let as_of = arguments.as_of.or_else(clock::today);
    let since = since(arguments, &mut found.inputs, terminal)?;
    let progress = Progress::new(found.inputs.len(), terminal.is_watched() && !arguments.quiet);
    let threads = Threads::new(arguments.jobs, found.inputs.len())?;
    let mut examined = Vec::with_capacity(found.inputs.len());
    for group in found.inputs.chunks(GROUP) {
        examined.extend(threads.examine(group, as_of));
        progress.advance(group.len());
    }
    progress.finish();
    neighbours::judge_together(&found.inputs, &mut examined, as_of);
    since.add_to(&mut found.inputs, &mut examined);
    let mut totals = Totals { unread: found.unread, ..Totals::default() };
    for (input, result) in found.inputs.iter().zip(examined) {
        write(input, result, &levels, &mut totals, &mut outputs)?;
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
    let Some(reference) = &arguments.since else { return Ok(Since::default()) };
    let mut since = Since::new(reference, inputs, &arguments.paths)?;
    if arguments.write_version && since.write_versions(terminal)? {
        since = Since::new(reference, inputs, &arguments.paths)?;
    }
    inputs.extend(since.users(inputs));
    inputs.sort();
    Ok(since)
}

fn list(found: &Found, terminal: &Terminal) -> Result<Exit, Trouble> {
    let mut output = terminal.output();
    for input in &found.inputs {
        writeln!(output, "{}", visible::escaped(&input.name()))?;
    }
    output.flush()?;
    complain(&found.unread, terminal);
    let files = found.inputs.len();
    let unread = found.unread.iter().map(|it| if it.is_missing { Exit::Missing } else { Exit::Unread });
    let looked = if files == 0 { Exit::Missing } else { Exit::Fine };
    Ok(unread.chain([looked]).max().unwrap_or(Exit::Fine))
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
    totals: &mut Totals,
    outputs: &mut Outputs,
) -> Result<(), Trouble> {
    match result {
        Ok(mut examined) => {
            totals.hidden_notes += examined.report.findings().iter().filter(|it| levels.hides(it)).count();
            examined.report = examined.report.judged(|finding| levels.decide(finding));
            totals.add(&examined.report);
            outputs.file(&examined.with_text(input))
        }
        Err(unread) => {
            totals.unread.push(unread);
            Ok(())
        }
    }
}

/// The threads that judge, or none where one is enough: starting them takes longer than a small file does.
struct Threads(Option<rayon::ThreadPool>);

impl Threads {
    fn new(jobs: Option<NonZeroUsize>, files: usize) -> Result<Self, Trouble> {
        let jobs = jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let jobs = jobs.min(files.div_ceil(FILES_PER_THREAD)).min(GROUP);
        if jobs <= 1 {
            return Ok(Threads(None));
        }
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(jobs).build().map_err(|error| Trouble::Failed {
                doing: format!("can't start {jobs} threads"),
                error: std::io::Error::other(error),
            })?;
        Ok(Threads(Some(pool)))
    }

    /// Judges each by itself, and answers in the same order.
    fn examine(&self, group: &[Input], as_of: Option<Date>) -> Vec<Result<Examined, Unread>> {
        match &self.0 {
            None => group.iter().map(|input| read::examine(input, as_of)).collect(),
            Some(pool) => {
                pool.install(|| group.par_iter().map(|input| read::examine(input, as_of)).collect())
            }
        }
    }
}
