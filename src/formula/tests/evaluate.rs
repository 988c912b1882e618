use super::*;

fn check(text: &str, expected: &str) {
    let shown = match evaluate(&Formula::parse(text).unwrap(), &recorded()) {
        Ok(value) => value.to_string(),
        Err(reason) => reason.to_string(),
    };
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn numbers() {
    check("mass - tare", "50.65 g");
    check("mass + 5", "58.9 g");
    check("2 + 3 * 4 - 1", "13");
    check("-(n - 5) * 2", "4");
    check("mass / n", "17.96666666666666666666666667 g");
    check("mass * share / 100", "10.78 g");
    check("mass / length", "5.39");
    check("round(mass / n, 2)", "17.97 g");
    check("round(2.5, 0) + round_even(2.5, 0)", "5");
    check("abs(tare - mass)", "50.65 g");
}

#[test]
fn truths() {
    check("mass < 57 and lot = 'A-7'", "yes");
    check("not ok or mass >= 53.90", "yes");
    check("side in ['right', 'left']", "yes");
    check("'right' in sides", "no");
    check("side != 'left'", "no");
    check("4 in weigh.net", "yes");
    check("ok = (1 = 2)", "no");
}

#[test]
fn times() {
    check("input.day + 14 d", "2026-12-15");
    check("input.day - 2026-11-30", "1 d");
    check("end - start", "1 h 30 min");
    check("start + soak", "2026-12-01T10:30:00Z");
    check("soak * 1.5", "2 h 15 min");
    check("soak / 45 min", "2");
    check("soak / 7", "12 min 51.428571 s");
    check("at >= 09:30:00", "yes");
}

#[test]
fn lists() {
    check("sum(weigh.net)", "7.5 g");
    check("mean(weigh.net)", "2.5 g");
    check("min(weigh.net)", "1.0 g");
    check("max(3, weigh.net, 4.0)", "4 g");
    check("mean(share, 10)", "15 %");
    check("range(weigh.net)", "3.0 g");
    check("count(weigh.net) + count(sides)", "5");
    check("range(start, end)", "1 h 30 min");
    check("sum(weigh.none)", "0");
    check("count(weigh.none)", "0");
}

#[test]
fn what_has_no_value_says_why() {
    check("absent + 1", "`absent` has no value");
    check("mass / zero", "it divides by zero");
    check("mass / (n - 3)", "it divides by zero");
    check("soak / zero", "it divides by zero");
    check("9999999999999999999999999999 * 10", "a result is too large or too small");
    check("input.day + 5000000 d", "a result is too large or too small");
    check("mean(weigh.none)", "`mean` is taken of nothing");
    check("max(weigh.none)", "`max` is taken of nothing");
    check("range(weigh.none)", "`range` is taken of nothing");
    check("start - end", "a duration would be negative");
    check("soak - 2 h", "a duration would be negative");
    check("input.day + 1 h", "only whole days can be added to a date");
    check("mass + length", "values don't go together");
}

#[test]
fn only_what_is_needed_is_read() {
    check("false and absent", "no");
    check("ok or absent", "yes");
    check("absent and false", "`absent` has no value");
    check("not ok and absent > 3", "no");
    check("ok and absent", "`absent` has no value");
    check("n in [3, absent]", "yes");
    check("n in [absent, 3]", "`absent` has no value");
}
