//! Who takes part. At a terminal nobody is authenticated: the command takes people at their word, and says so.

use countersign::manual::Plan;
use countersign::run::Person;
use countersign::value::Date;

use super::dialog::{Answer, Dialog};
use crate::exit::Trouble;

/// A person as typed: `Ana Ruiz: builder, shift_lead; food_handler 2027-06-30`. The id is the name in small letters
/// with one blank between words, so that nobody becomes a second person by typing a name differently.
///
/// # Errors
///
/// What is wrong, in words.
pub(crate) fn parse(text: &str, plan: &Plan) -> Result<Person, String> {
    let (name, rest) = text.split_once(':').unwrap_or((text, ""));
    let (roles, qualifications) = rest.split_once(';').unwrap_or((rest, ""));
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err("a person has a name".to_owned());
    }
    let known = &plan.main().document().roles;
    let mut person = Person::new(name.to_lowercase(), name);
    for role in roles.split(',').map(str::trim).filter(|role| !role.is_empty()) {
        if !known.contains_key(role) {
            let names: Vec<&str> = known.keys().map(String::as_str).collect();
            return Err(format!("there is no role `{role}`; the roles are {}", names.join(", ")));
        }
        person = person.role(role);
    }
    if person.roles.is_empty() {
        return Err(format!("`{}` has no role; write `NAME: ROLE, ROLE`", person.name));
    }
    for qualification in qualifications.split(',').map(str::trim).filter(|it| !it.is_empty()) {
        let (name, until) = qualification
            .rsplit_once(' ')
            .ok_or_else(|| format!("`{qualification}` has no date; write `QUALIFICATION DATE`"))?;
        let until: Date = until.parse().map_err(|error| format!("`{until}`: {error}"))?;
        person = person.qualified(name.trim(), until);
    }
    Ok(person)
}

/// Asks for a person; nothing when nobody is named.
pub(crate) fn ask(dialog: &mut Dialog, plan: &Plan, known: &[Person]) -> Result<Option<Person>, Trouble> {
    loop {
        let name = match dialog.ask("name (empty: nobody else):")? {
            Answer::Line(name) if !name.is_empty() => name,
            Answer::Line(_) | Answer::End => return Ok(None),
        };
        if name.contains([':', ';', ',']) {
            dialog.say("a name has no `:`, `;` or `,`")?;
            continue;
        }
        let Some(roles) = ask_roles(dialog, plan)? else { return Ok(None) };
        let mut text = format!("{name}: {}", roles.join(", "));
        for (index, qualification) in needed(plan, &roles).into_iter().enumerate() {
            let question =
                format!("{qualification} until which day, such as 2027-06-30 (empty: not qualified):");
            if let Answer::Line(until) = dialog.ask(&question)?
                && !until.is_empty()
            {
                let mark = if index == 0 || !text.contains(';') { ';' } else { ',' };
                text.push_str(&format!("{mark} {qualification} {until}"));
            }
        }
        match parse(&text, plan) {
            Ok(person) if known.iter().any(|other| other.id == person.id) => {
                dialog.say(&format!("{} takes part already", person.name))?;
            }
            Ok(person) => return Ok(Some(person)),
            Err(problem) => dialog.say(&problem)?,
        }
    }
}

fn ask_roles(dialog: &mut Dialog, plan: &Plan) -> Result<Option<Vec<String>>, Trouble> {
    let document = plan.main().document();
    let known: Vec<&String> = document.roles.keys().collect();
    for (index, (id, role)) in document.roles.iter().enumerate() {
        let title = role.title.in_language("", document.language()).unwrap_or(id);
        dialog.say(&format!("  {} {title} ({id})", index + 1))?;
    }
    loop {
        let Answer::Line(line) = dialog.ask("roles, by number or id, with commas:")? else { return Ok(None) };
        let role = |text: &str| {
            let by_number = text.parse::<usize>().ok().and_then(|number| known.get(number.checked_sub(1)?));
            by_number.or_else(|| known.iter().find(|id| id.as_str() == text)).map(|id| (*id).clone())
        };
        let parts: Vec<&str> = line.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        let roles: Option<Vec<String>> = parts.iter().map(|part| role(part)).collect();
        match roles {
            Some(roles) if !roles.is_empty() => return Ok(Some(roles)),
            _ => dialog.say("choose from the list")?,
        }
    }
}

/// The qualifications that holders of these roles need anywhere in the plan.
fn needed(plan: &Plan, roles: &[String]) -> Vec<String> {
    let mut needed: Vec<String> = Vec::new();
    let main = &plan.main().document().roles;
    let own = roles.iter().filter_map(|role| main.get(role)).flat_map(|role| &role.needs);
    // Inside used procedures people act in the roles there, which stand for those of the main procedure.
    let used = plan
        .procedures()
        .skip(1)
        .flat_map(|procedure| procedure.document().roles.values().flat_map(|role| &role.needs));
    for qualification in own.chain(used) {
        if !needed.contains(qualification) {
            needed.push(qualification.clone());
        }
    }
    needed
}
