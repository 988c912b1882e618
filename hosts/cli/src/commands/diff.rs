//! `diff`: what changed between two versions of a procedure.

use std::io::Write as _;
use std::path::Path;

use countersign::compare::{Comparison, Edition};
use countersign::source::Source;

use crate::arguments::DiffArguments;
use crate::differences::{self, Differences};
use crate::exit::{Exit, Trouble};
use crate::files;
use crate::git::{self, Repository};
use crate::read;
use crate::terminal::Terminal;

pub(crate) fn run(arguments: &DiffArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let mut texts = Vec::new();
    for path in [&arguments.old, &arguments.new] {
        match text(path)? {
            Ok(text) => texts.push(text),
            Err((exit, message)) => {
                terminal.complain(&message);
                return Ok(exit);
            }
        }
    }
    let [(old_name, old_text), (new_name, new_text)] = texts.as_slice() else { return Ok(Exit::Missing) };
    let (old_source, new_source) = (Source::new(old_name, old_text), Source::new(new_name, new_text));
    let mut editions = Vec::new();
    for source in [old_source, new_source] {
        match Edition::read(source).filter(Edition::is_sound) {
            Some(edition) => editions.push(edition),
            None => {
                terminal.complain(&format!("`{}` can't be read in full as a procedure", source.name()));
                terminal.say("  help: `countersign check` says why");
                return Ok(Exit::Found);
            }
        }
    }
    let [old, new] = editions.as_slice() else { return Ok(Exit::Missing) };
    let comparison = Comparison::of(old, new);
    // What changed at all has a new version, however little it asks for.
    let is_enough = comparison.changes.is_empty()
        || comparison.is_enough() && comparison.old_version != comparison.new_version;
    let differences = Differences { old: old_name, new: new_name, is_enough, comparison: &comparison };
    let mut output = terminal.output();
    differences::write(&differences, arguments.format, terminal.has_colors(), &mut output)?;
    output.flush()?;
    Ok(if is_enough { Exit::Fine } else { Exit::Found })
}

type Text = Result<(String, String), (Exit, String)>;

/// Name and text of a file, or of one at a revision.
fn text(path: &Path) -> Result<Text, Trouble> {
    if let Some((revision, file)) = git::revision_and_path(path) {
        let name = format!("{revision}:{file}");
        let text = Repository::open()?.text(revision, file)?;
        let message = format!("git has no file `{name}`");
        return Ok(text.map(|text| (name, text)).ok_or((Exit::Missing, message)));
    }
    let input = files::one(path);
    let name = input.name();
    Ok(match read::whole(&input) {
        Ok(Some(text)) => Ok((name, text)),
        Ok(None) => Err((Exit::Found, format!("`{name}` is not UTF-8"))),
        Err(unread) => {
            let exit = if unread.is_missing { Exit::Missing } else { Exit::Unread };
            Err((exit, format!("can't read `{name}`: {}", unread.message)))
        }
    })
}
