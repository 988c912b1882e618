//! A use that gives an input of another type or unit.

use crate::document::FieldType;
use crate::formula::Type;
use crate::manual::between::{Found, Shelf};
use crate::manual::signature::Input;

pub(crate) fn check(shelf: &Shelf<'_>, found: &mut Found) {
    for (file, _, site) in shelf.uses() {
        let Some(used) = shelf.meant_in_full(site) else { continue };
        for argument in &site.arguments {
            let Some(input) = used.inputs.iter().find(|input| input.name == argument.name) else { continue };
            let Some(given) = &argument.value_type else { continue };
            if !fits(input, given, argument.text.as_deref()) {
                let message = format!("`{}` is {}, and {given} is given", input.name, wanted(input));
                let finding = found.add(file, &argument.place, message);
                finding.help = Some(format!("give {}", wanted(input)));
            }
        }
    }
}

/// Whether a value of this type, or this very text, can be the input.
fn fits(input: &Input, given: &Type, text: Option<&str>) -> bool {
    match (input.kind, given) {
        (FieldType::Confirm, Type::Truth)
        | (FieldType::Text, Type::Text | Type::Choice(_))
        | (FieldType::Date, Type::Date)
        | (FieldType::Time, Type::Time)
        | (FieldType::DateTime, Type::DateTime)
        | (FieldType::Duration, Type::Duration) => true,
        (FieldType::Count, Type::Number { unit }) => unit.is_none(),
        (FieldType::Number, Type::Number { unit }) => unit.is_none() || *unit == input.unit,
        (FieldType::Choice, Type::Text) => {
            text.is_none_or(|text| input.options.iter().any(|option| option == text))
        }
        (FieldType::Choice, Type::Choice(options)) | (FieldType::Choices, Type::Choices(options)) => {
            options.iter().all(|option| input.options.contains(option))
        }
        _ => false,
    }
}

fn wanted(input: &Input) -> String {
    match (input.kind, input.unit) {
        (FieldType::Number, Some(unit)) => format!("a number in `{unit}`"),
        (FieldType::Choice, _) => {
            let options: Vec<String> = input.options.iter().map(|option| format!("`{option}`")).collect();
            format!("one of {}", options.join(", "))
        }
        (kind, _) => format!("a field of type `{}`", kind.word()),
    }
}
