//! `test`: plays scenarios, and hands what came of them to the output in order.

use std::io::Write as _;

use countersign::scenario::{self, Coverage, Scenario, Tested};
use countersign::source::Source;

use crate::arguments::TestArguments;
use crate::exit::{Exit, Trouble};
use crate::files::{self, Input, Unread, Wanted};
use crate::read;
use crate::results::{Played, Totals};
use crate::terminal::Terminal;
use crate::tested;

pub(crate) fn run(arguments: &TestArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let found = files::find(&arguments.paths, None, Wanted::Scenarios);
    let mut output = arguments.format.writer(terminal.has_colors());
    let mut sink = terminal.output();
    let mut totals = Totals { unread: found.unread, ..Totals::default() };
    for input in &found.inputs {
        match read::whole(input) {
            Ok(text) => {
                let played = play(input, text, arguments);
                totals.add(&played);
                output.file(&played, &mut sink)?;
            }
            Err(unread) => totals.unread.push(unread),
        }
    }
    totals.unread.sort_by(|a, b| a.name.cmp(&b.name));
    output.finish(&totals, &mut sink)?;
    sink.flush()?;
    for Unread { name, message, .. } in &totals.unread {
        terminal.complain(&format!("can't test `{name}`: {message}"));
    }
    if totals.files == 0 && totals.unread.is_empty() {
        terminal.complain("nothing to test: there is no *.scenarios.yaml file");
    } else if nothing_chosen(&totals) {
        terminal.complain("nothing to test: no case has such a name");
    } else if !arguments.quiet {
        terminal.say(&totals.summary());
    }
    Ok(exit(&totals))
}

fn play(input: &Input, text: Option<String>, arguments: &TestArguments) -> Played {
    let name = input.name();
    let Some(text) = text else {
        let report = countersign::finding::Report::new(&name, Vec::new(), Vec::new());
        let obstacle = Some("the file is not UTF-8; `countersign check` shows where".to_owned());
        let text = String::new();
        return Played { report, text, procedure: None, obstacle, results: Vec::new(), coverage: None };
    };
    let unsound = std::cell::RefCell::new(None);
    let find = |procedure: &str| {
        let tested = tested::find(&input.path, procedure);
        if matches!(tested, Tested::Unsound) {
            let obstacle =
                format!("there are errors in the procedure `{procedure}`; `countersign check` shows them");
            unsound.replace(Some(obstacle));
        }
        tested
    };
    let (scenario, report) = scenario::read(Source::new(&name, &text), &find);
    let mut played = Played {
        procedure: scenario.as_ref().map(|scenario| scenario.plan().main().id().to_owned()),
        obstacle: unsound.into_inner().filter(|_| !report.has_errors()),
        report,
        text,
        results: Vec::new(),
        coverage: None,
    };
    if let Some(scenario) = &scenario {
        cases(scenario, arguments, &mut played);
    }
    played
}

fn cases(scenario: &Scenario, arguments: &TestArguments, played: &mut Played) {
    let filter = arguments.filter.as_ref().map(|text| text.to_lowercase());
    let is_chosen = |name: &str| filter.as_ref().is_none_or(|text| name.to_lowercase().contains(text));
    let mut coverage = arguments.coverage.then(|| Coverage::of(scenario.plan()));
    for case in scenario.cases().iter().filter(|case| is_chosen(case.name())) {
        let result = scenario.play(case);
        if let Some(coverage) = &mut coverage {
            coverage.add(&result);
        }
        played.results.push(result);
    }
    played.coverage = coverage;
}

/// Whether there were cases, but the filter left none.
fn nothing_chosen(totals: &Totals) -> bool {
    totals.files > 0 && totals.unplayed == 0 && totals.passed + totals.failed == 0
}

fn exit(totals: &Totals) -> Exit {
    let found = if totals.failed + totals.unplayed > 0 { Exit::Found } else { Exit::Fine };
    let looked = if totals.files == 0 || nothing_chosen(totals) { Exit::Missing } else { Exit::Fine };
    let unread = totals.unread.iter().map(|it| if it.is_missing { Exit::Missing } else { Exit::Unread });
    unread.chain([found, looked]).max().unwrap_or(Exit::Fine)
}
