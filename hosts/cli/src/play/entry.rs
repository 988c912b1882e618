//! Values, asked for field by field as the procedure says.

use std::path::Path;

use countersign::document::EvidenceKind;
use countersign::procedure::{Digest, Field, Kind};
use countersign::run::{Evidence, Given};
use countersign::value::DateTime;

use super::dialog::{Answer, Dialog};
use super::view::Words;
use crate::exit::Trouble;

/// What somebody typed for the fields of a step; nothing when they went back.
pub(crate) type Entered = Option<Vec<(String, Given)>>;

/// Asks for the values of fields. Those of `blind` are wiped from the screen as soon as they are typed.
pub(crate) fn ask(
    dialog: &mut Dialog,
    words: &Words<'_>,
    fields: &[&Field],
    blind: &[String],
    now: DateTime,
) -> Result<Entered, Trouble> {
    let mut values = Vec::new();
    for field in fields.iter().filter(|field| field.formula().is_none()) {
        for line in hints(words, field) {
            dialog.say(&line)?;
        }
        let question = format!("  {}:", label(words, field));
        let given = loop {
            let answer = match blind.iter().any(|name| name == field.name()) {
                true => dialog.ask_blind(&question)?,
                false => dialog.ask(&question)?,
            };
            let line = match answer {
                Answer::Line(line) if line == "." => return Ok(None),
                Answer::Line(line) => line,
                Answer::End => return Ok(None),
            };
            // Nothing typed is nothing given: whether the field may be left out is for the engine to say.
            if line.is_empty() {
                break None;
            }
            match given(field, &line, now) {
                Ok(given) => break Some(given),
                Err(problem) => dialog.say(&format!("  {problem}"))?,
            }
        };
        values.extend(given.map(|given| (field.name().to_owned(), given)));
    }
    Ok(Some(values))
}

fn label(words: &Words<'_>, field: &Field) -> String {
    let title = words.title(field.title(), field.name());
    let unit = match field.kind() {
        Kind::Number(number) => number.unit.map(|unit| format!(" [{unit}]")).unwrap_or_default(),
        Kind::Confirm => " [yes or no]".to_owned(),
        Kind::Date(_) => " [such as 2026-12-01]".to_owned(),
        Kind::Time(_) => " [such as 14:05]".to_owned(),
        Kind::DateTime(_) => " [such as 2026-12-01T14:05:00+01:00]".to_owned(),
        Kind::Duration(_) => " [such as 90 s]".to_owned(),
        _ => String::new(),
    };
    format!("{title}{unit}")
}

/// What somebody should know before typing.
fn hints(words: &Words<'_>, field: &Field) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(help) = field.help() {
        lines.push(format!("  {}", words.title(Some(help), "")));
    }
    let limits = field.limits_in_words();
    match field.kind() {
        Kind::Choice { options, .. } | Kind::Choices { options, .. } => {
            for (index, (id, title)) in options.iter().enumerate() {
                lines.push(format!("    {} {}", index + 1, words.title(title.as_ref(), id)));
            }
        }
        Kind::Confirm | Kind::Evidence { .. } => {}
        _ if !limits.is_empty() => lines.push(format!("    limit: {limits}")),
        _ => {}
    }
    if let Kind::Number(number) = field.kind()
        && number.readings > 1
    {
        lines.push(format!("    {} readings, with `;` between them", number.readings));
    }
    if let Kind::Choices { .. } = field.kind() {
        lines.push("    any number of them, with `;` between them".to_owned());
    }
    if let Kind::Evidence { .. } = field.kind() {
        lines.push("    the file, or several with `;` between them".to_owned());
    }
    if let Some(condition) = field.condition() {
        lines.push(format!("    only if {condition}"));
    } else if !field.is_required() {
        lines.push("    may be left empty".to_owned());
    }
    lines
}

fn given(field: &Field, line: &str, now: DateTime) -> Result<Given, String> {
    let parts = || line.split(';').map(str::trim).filter(|part| !part.is_empty());
    match field.kind() {
        Kind::Choice { options, .. } => Ok(Given::from(option(options, line))),
        Kind::Choices { options, .. } => {
            Ok(Given::Several(parts().map(|part| option(options, part)).collect()))
        }
        Kind::Number(number) if number.readings > 1 => {
            Ok(Given::Several(parts().map(str::to_owned).collect()))
        }
        Kind::Evidence { kinds, .. } => {
            let kind = kinds.first().copied().unwrap_or(EvidenceKind::File);
            let all: Result<Vec<String>, String> = parts().map(|path| evidence(kind, path, now)).collect();
            all.map(Given::Several)
        }
        _ => Ok(Given::from(line)),
    }
}

/// The option's id, by its number in the list or as typed.
fn option<T>(options: &[(String, T)], typed: &str) -> String {
    let by_number = typed.parse::<usize>().ok().and_then(|number| options.get(number.checked_sub(1)?));
    by_number.map_or_else(|| typed.to_owned(), |(id, _)| id.clone())
}

/// A file as evidence: the record keeps its digest, the file stays where it is.
fn evidence(kind: EvidenceKind, path: &str, now: DateTime) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("can't read `{path}`: {error}"))?;
    let path = Path::new(path);
    let media_type = match path.extension().and_then(|extension| extension.to_str()) {
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        Some("pdf") => "application/pdf",
        Some("txt" | "md") => "text/plain",
        _ => "application/octet-stream",
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let evidence =
        Evidence { kind, media_type: media_type.to_owned(), sha256: Digest::of(&bytes), taken_at: now, name };
    Ok(evidence.to_string())
}
