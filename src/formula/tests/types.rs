use super::*;

fn check(text: &str, expected: &str) {
    let found = type_of(&Formula::parse(text).unwrap(), &Table, TwoUnits::Problem);
    let shown = match found {
        Ok(found) => found.to_string(),
        Err(problems) => problems
            .iter()
            .map(|p| {
                format!(
                    "{} `{}`: {}{}",
                    p.kind,
                    text.get(p.range.clone()).unwrap(),
                    p.message,
                    p.help.as_ref().map_or(String::new(), |help| format!("; {help}"))
                )
            })
            .collect::<Vec<_>>()
            .join("\n"),
    };
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn what_goes_together() {
    check("mass - tare", "a number in `g`");
    check("mass + 5", "a number in `g`");
    check("n + 5", "a number");
    check("mass * n / 2", "a number in `g`");
    check("1 / mass", "a number in `g`");
    check("mass * share / 100", "a number in `g`");
    check("share * 2", "a number");
    check("share + 2", "a number in `%`");
    check("mass < 57 and not ok or lot = 'A-7'", "yes or no");
    check("mass in [1, 2.0]", "yes or no");
    check("side = 'left' and side in ['right', 'top'] and 'left' in sides", "yes or no");
    check("input.day + 14 d", "a date");
    check("14 d + input.day", "a date");
    check("input.day - 2026-11-01", "a duration");
    check("end - start <= soak + 1 h 30 min", "yes or no");
    check("soak * 2 / 3", "a duration");
    check("soak / 2 h", "a number");
    check("at < 09:30", "yes or no");
    check("start > 2026-12-01T09:00:00Z", "yes or no");
    check("sum(weigh.net)", "a number in `g`");
    check("max(mass, weigh.net, 3)", "a number in `g`");
    check("range(start, end)", "a duration");
    check("count(weigh.net) + count(sides)", "a number");
    check("round(mass, 1) + abs(-tare) + round_even(n, 0)", "a number in `g`");
    check("ok = (mass > 3)", "yes or no");
}

#[test]
fn what_does_not() {
    check(
        "lot > 5",
        "types `lot > 5`: `>` stands between text and a number; a number is written without quotes",
    );
    check("mass + length", "units `mass + length`: `+` stands between numbers in `g` and in `mm`");
    check("mass > share", "units `mass > share`: `>` stands between numbers in `g` and in `%`");
    check(
        "mass * length",
        "units `mass * length`: a number in `g` is multiplied by a number in `mm`; compute it in a field of its own, which states the unit of the result",
    );
    check(
        "mass / tare",
        "units `mass / tare`: a number in `g` is divided by a number in `g`; compute it in a field of its own, which states the unit of the result",
    );
    check("soak > 5", "types `soak > 5`: `>` stands between a duration and a number");
    check("soak - input.day", "types `soak - input.day`: `-` stands between a duration and a date");
    check("ok < true", "types `ok < true`: `<` compares yes or no, which has no order; use `=` or `!=`");
    check("lot < 'B'", "types `lot < 'B'`: `<` compares text, which has no order; use `=` or `!=`");
    check(
        "side = 'lft'",
        "unknown-option `'lft'`: there is no option `lft` to choose; did you mean `'left'`?",
    );
    check(
        "'bottom' in sides",
        "unknown-option `'bottom'`: there is no option `bottom` to choose; the options are `left`, `right`, `top`",
    );
    check(
        "side in ['left', 'rigth']",
        "unknown-option `'rigth'`: there is no option `rigth` to choose; did you mean `'right'`?",
    );
    check(
        "sides = 'left'",
        "types `sides = 'left'`: `=` stands between several choices and text; ask for one of several choices with `'option' in field`, or how many with `count(field)`",
    );
    check(
        "weigh.net > 5",
        "types `weigh.net > 5`: `>` stands between a list and a number; a list becomes one value with `sum`, `mean`, `min`, `max`, `range` or `count`",
    );
    check(
        "side in 'left'",
        "types `'left'`: `in` needs a list after it, and this is text; write a list such as `['a', 'b']`, or use `=`",
    );
    check("not mass", "types `mass`: `not` stands before a number in `g`");
    check("mass and ok", "types `mass`: `and` joins conditions, and this is a number in `g`");
    check("mass in ['a']", "types `mass`: a number in `g` is looked for among items that are each text");
    check("mass in []", "types `[]`: the list is empty");
    check("sum(lot)", "types `lot`: `sum` can't be taken of text");
    check("max(mass, length)", "units `length`: `max` is taken of a number in `g` and of a number in `mm`");
    check("count(mass)", "types `mass`: `count` needs a list, and this is a number in `g`");
    check(
        "round(mass)",
        "argument-count `round(mass)`: `round` takes two arguments, a number and how many decimals",
    );
    check("round(mass, n)", "types `n`: `round` takes a whole number from 0 to 28 as its second argument");
    check("sum()", "argument-count `sum()`: `sum` takes at least one argument");
}

#[test]
fn names_that_can_not_be_read() {
    check("maas > 5", "unknown-name `maas`: nothing is called `maas`; did you mean `mass`?");
    check("later > 5", "later-name `later`: `later` is not recorded on every path to here");
    check(
        "temperature > 5",
        "several-units `temperature`: `temperature` can be entered in more than one unit, so no formula can read it",
    );
    check("photo = 5", "unreadable-name `photo`: `photo` is evidence, which no formula can read");
    let both = "did you mean `shift_day`? a hyphen is a minus";
    check(
        "shift-day > today",
        &format!(
            "unknown-name `shift`: nothing is called `shift`; {both}\nunknown-name `day`: nothing is called `day`; {both}\nunknown-name `today`: nothing is called `today`"
        ),
    );
}

#[test]
fn everything_wrong_comes_in_one_go() {
    check(
        "(lot > 5) and (mass + length < 3) or xyz",
        "types `lot > 5`: `>` stands between text and a number; a number is written without quotes\nunits `mass + length`: `+` stands between numbers in `g` and in `mm`\nunknown-name `xyz`: nothing is called `xyz`",
    );
}

#[test]
fn a_field_can_state_the_unit_of_two_units() {
    let formula = Formula::parse("mass / length").unwrap();
    assert_eq!(type_of(&formula, &Table, TwoUnits::FieldStatesUnit), Ok(Type::PLAIN));
}
