//! `new`: a commented file to start a procedure with.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use countersign::rules;
use countersign::source::Source;

use crate::arguments::NewArguments;
use crate::clock;
use crate::exit::{Exit, Trouble};
use crate::output::visible;
use crate::terminal::Terminal;

/// The file, with `{id}`, `{title}` and `{date}` to fill in.
const START: &str = include_str!("new.yaml");

pub(crate) fn run(arguments: &NewArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let id = arguments.id.as_str();
    if !is_kebab_case(id) {
        let help = near(id).map(|near| format!("write `{near}`"));
        return Err(Trouble::misused(
            format!("`{id}` is no id: it is small letters, digits and hyphens"),
            help,
        ));
    }
    let text = filled(id);
    if let Some(finding) = rules::check(Source::new(&format!("{id}.yaml"), &text), None).findings().first() {
        return Err(Trouble::misused(finding.message.clone(), finding.help.clone()));
    }
    if arguments.stdout {
        let mut output = terminal.output();
        output.write_all(text.as_bytes())?;
        output.flush()?;
        return Ok(Exit::Fine);
    }
    let path = target(id, arguments.output.as_deref());
    write(&path, &text)?;
    terminal.say(&format!("wrote {}", visible::escaped(&path.to_string_lossy())));
    Ok(Exit::Fine)
}

fn filled(id: &str) -> String {
    let date = clock::today().map_or_else(|| "2026-01-01".to_owned(), |today| today.to_string());
    START.replace("{id}", id).replace("{title}", &title(id)).replace("{date}", &date)
}

fn target(id: &str, output: Option<&Path>) -> PathBuf {
    let name = format!("{id}.yaml");
    match output {
        None => PathBuf::from(name),
        Some(folder) if folder.is_dir() => folder.join(name),
        Some(path) => path.to_owned(),
    }
}

/// Writes a file that isn't there yet; somebody's work is never overwritten.
fn write(path: &Path, text: &str) -> Result<(), Trouble> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    match file.and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let help = "choose another id, or another path with --output".to_owned();
            Err(Trouble::misused(format!("`{}` is there already", path.display()), Some(help)))
        }
        Err(error) => Err(Trouble::unwritten(path, error)),
    }
}

/// Small letters and digits in parts joined by single hyphens, a letter first.
fn is_kebab_case(id: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
    };
    id.starts_with(|first: char| first.is_ascii_lowercase()) && id.split('-').all(is_part)
}

/// The id that was probably meant: `Ham Sandwich` for `ham-sandwich`.
fn near(id: &str) -> Option<String> {
    let parts = id.split(|it: char| !it.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let near = parts.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    is_kebab_case(&near).then_some(near)
}

/// The id as words: `Ham sandwich`.
fn title(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        let check = |id: &str, expected: Result<(), Option<&str>>| {
            let found = if is_kebab_case(id) { Ok(()) } else { Err(near(id)) };
            assert_eq!(found, expected.map_err(|near| near.map(str::to_owned)), "{id}");
        };
        check("ham-sandwich", Ok(()));
        check("pack2", Ok(()));
        check("Ham Sandwich", Err(Some("ham-sandwich")));
        check("ham_sandwich", Err(Some("ham-sandwich")));
        check("../evil", Err(Some("evil")));
        check("-ham--sandwich-", Err(Some("ham-sandwich")));
        check("2nd", Err(None));
        check("", Err(None));
        check("é", Err(None));
    }

    #[test]
    fn a_title_is_made_of_the_id() {
        assert_eq!(title("ham-sandwich"), "Ham sandwich");
    }
}
