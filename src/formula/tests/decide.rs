use super::*;
use crate::value::Decimal;

struct Known;

impl Bounds for Known {
    fn domain_of(&self, name: &Name) -> Domain {
        let options = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        match name.as_str() {
            "x" | "y" | "z" => Domain::ANY_NUMBER,
            "n" | "m" => Domain::COUNT,
            "percent" => {
                Domain::Number { at_least: Some(Decimal::ZERO), at_most: Some(100.into()), whole: false }
            }
            "ok" | "done" => Domain::Truth,
            "side" => Domain::Choice(options(&["left", "right"])),
            "end" => Domain::Choice(options(&["right", "top"])),
            "sides" => Domain::Choices(options(&["left", "right"])),
            "lot" | "serial" => Domain::Text,
            "day" | "due" => Domain::Date,
            "at" => Domain::Time,
            "from" | "to" => Domain::DateTime,
            "soak" => Domain::Duration,
            "two" => Domain::Fixed(number("2")),
            "yes" => Domain::Fixed(Value::Truth(true)),
            _ => Domain::Unknown,
        }
    }
}

fn check(answer: Answer, texts: &[&str]) {
    for text in texts {
        assert_eq!(can_hold(&Formula::parse(text).unwrap(), &Known), answer, "{text}");
    }
}

#[test]
fn never() {
    check(
        Answer::Never,
        &[
            "false",
            "x > 5 and x < 3",
            "x > 3 and x <= 3",
            "x < y and y < z and z < x",
            "x + y > 10 and x < 5 and y < 5",
            "2 * x - x = x + 1",
            "n < 0",
            "n > 2 and n < 3",
            "n = 2.5",
            "percent > 100",
            "side = 'left' and side = 'right'",
            "side != 'left' and side != 'right'",
            "side = 'top'",
            "side = end and side = 'left'",
            "'top' in sides",
            "ok and not ok",
            "ok = done and ok and not done",
            "lot = 'A' and lot = 'B'",
            "lot = 'A' and lot != 'A'",
            "day > 2026-12-01 and day < 2026-12-02",
            "due = day + 14 d and due <= day",
            "day > 9999-12-31",
            "to - from > 2 h and to < from",
            "soak < 0 s",
            "at > 23:59:59",
            "two > 2",
            "not yes",
            "abs(x) < 0",
            "x * y > 3 and x * y < 2",
            "count(list) = 1.5",
            "x in [1, 2] and x > 2",
            "0 * x = 1",
        ],
    );
}

#[test]
fn always() {
    check(
        Answer::Always,
        &[
            "true",
            "x > 5 or x <= 5",
            "n >= 0",
            "n + m >= 0",
            "side in ['left', 'right']",
            "ok or not ok",
            "percent <= 100",
            "soak >= 0 s",
            "x / 4 * 4 = x",
            "side = side",
            "abs(x) >= 0",
            "yes",
            "lot != 'A' or lot != 'B'",
            "x != y or y = x",
        ],
    );
}

#[test]
fn sometimes() {
    check(
        Answer::Sometimes,
        &[
            "x > 5",
            "x = 0.3",
            "n = 2",
            "n > 2 and m < 3 and n + m = 7",
            "side = 'left'",
            "side = end",
            "'left' in sides",
            "ok = done",
            "lot = 'A'",
            "day + 14 d < due",
            "from + 2 h >= to",
            "soak > 2 h or ok",
            "at < 12:00",
            "x > two",
            "x * 2 > y or lot in ['A', 'B']",
        ],
    );
}

#[test]
fn unknown() {
    check(
        Answer::Unknown,
        &[
            "abs(x) > 3",
            "x * y > 3",
            "x / 3 * 3 = x",
            "soak * 0.5 * 2 = soak",
            "lot = serial",
            "nobody > 3",
            "nobody",
            "sum(list) > 3",
            "x / 0 = 1",
            "2 * n = 2 * m + 1",
        ],
    );
}

#[test]
fn hostile_conditions_are_given_up_on() {
    let many = vec!["(x = 1 or y = 2)"; 30].join(" and ");
    check(Answer::Unknown, &[&many]);
    let mut nested = "ok".to_owned();
    for _ in 0..60 {
        nested = format!("({nested} = done)");
    }
    check(Answer::Unknown, &[&nested]);
}
