use super::*;

/// The problem of a formula: its kind, what it points at, message and help.
fn check(text: &str, at: &str, message: &str, help: Option<&str>) {
    let problem = Formula::parse(text).expect_err(text);
    assert_eq!(text.get(problem.range.clone()), Some(at), "{text}: {problem:?}");
    assert_eq!((problem.message.as_str(), problem.help.as_deref()), (message, help), "{text}");
}

#[test]
fn problems_say_what_and_where() {
    check("", "", "the formula is empty", None);
    check("a +", "", "the formula ends where a value is expected", None);
    check("a + * b", "*", "a value is expected before `*`", None);
    check("a b", "b", "an operator is expected before `b`", None);
    check("(a", "(", "`(` is not closed", None);
    check("a)", ")", "`)` closes nothing", None);
    check("max(a", "(", "`(` is not closed", None);
    check("x in ['a'", "[", "`[` is not closed", None);
    check(
        "'abc",
        "'abc",
        "text without a closing quote",
        Some("text ends with `'`; a quote inside it is doubled"),
    );
    check("1 < x < 2", "<", "comparisons can't be chained", Some("write `1 < x and x < 2`"));
    check("a + b < c <= d", "<=", "comparisons can't be chained", Some("write `a + b < c and c <= d`"));
}

#[test]
fn signs_of_other_languages_are_understood() {
    check("a == b", "==", "`==` is not an operator", Some("did you mean `=`?"));
    check("a && b", "&&", "`&&` is not an operator", Some("did you mean `and`?"));
    check("a || b", "||", "`||` is not an operator", Some("did you mean `or`?"));
    check("!a", "!", "`!` is not used in a formula", Some("did you mean `not`, or `!=`?"));
    check("a ≤ b", "≤", "`≤` is not an operator", Some("did you mean `<=`?"));
    check(
        "a = \"b\"",
        "\"",
        "`\"` is not used in a formula",
        Some("text stands between single quotes: `'text'`"),
    );
    check("a AND b", "AND", "an operator is expected before `AND`", Some("did you mean `and`?"));
    check("a is b", "is", "an operator is expected before `is`", Some("did you mean `=`?"));
    check("True", "True", "`True` is not a name", Some("did you mean `true`?"));
}

#[test]
fn numbers_and_names_are_strict() {
    let unit = "write `5`: it is in the unit of what stands next to it";
    check("mass > 5 g", "5 g", "`5 g`: a number has no unit in a formula", Some(unit));
    check("mass > 5g", "5g", "`5g` is not a number", None);
    check("soak > 2h", "2h", "`2h` is not a number", Some("write `2 h`"));
    check(
        "soak > 2 hours",
        "2 hours",
        "`hours` is not a unit of time: the units are `d`, `h`, `min` and `s`",
        Some("did you mean `h`?"),
    );
    check(
        "soak > 1.5 h",
        "1.5 h",
        "`1.5` is not a whole number of `h`",
        Some("write it with a smaller unit, such as `1 h 30 min`"),
    );
    check(
        "5 % < share",
        "%",
        "`%` is not used in a formula",
        Some("write the number alone: it is in the unit of what stands next to it"),
    );
    check(
        "007",
        "007",
        "`007` is not a decimal number: it starts with a zero that means nothing",
        Some("write `7`"),
    );
    check("1e5", "1e5", "`1e5` is not a number", None);
    check("day > 2027-02-31", "2027-02-31", "`2027-02-31` is not a date: the calendar has no such day", None);
    check("Mass", "Mass", "`Mass` is not a name", Some("did you mean `mass`?"));
    check("Turkey.mass", "Turkey.mass", "`Turkey.mass` is not a name", Some("did you mean `turkey.mass`?"));
    check("a.b.c", "a.b.c", "`a.b.c` has more than one point", Some("a name is a field, or `step.field`"));
    check(
        "a.",
        "a.",
        "`a.` is not a name",
        Some("names are written with `a` to `z`, digits and `_`, and one point after a step"),
    );
    check(
        "größe",
        "ö",
        "`ö` is not used in a formula",
        Some("names are written with `a` to `z`, digits and `_`"),
    );
    check("summ(x)", "summ", "there is no function `summ`", Some("did you mean `sum`?"));
    check(
        "a = not b",
        "not",
        "`not` can't stand here",
        Some("put it and what it negates in parentheses: `(not …)`"),
    );
}

#[test]
fn size_is_bounded() {
    let kind = |text: String| Formula::parse(&text).map(|_| ()).map_err(|problem| problem.kind);
    assert_eq!(kind("a".repeat(5000)), Err(ProblemKind::TooLong));
    assert_eq!(kind("(".repeat(2000)), Err(ProblemKind::TooDeep));
    assert_eq!(kind("-".repeat(2000)), Err(ProblemKind::TooDeep));
    assert_eq!(kind(vec!["a"; 100].join("+")), Err(ProblemKind::TooDeep));
    assert_eq!(kind(vec!["a"; 64].join("+")), Ok(()));
    assert_eq!(kind(format!("max({})", vec!["a"; 500].join(","))), Ok(()));
}

#[test]
fn names_come_in_the_order_written_with_their_places() {
    let text = "max(b, a.c) > a + today";
    let formula = Formula::parse(text).unwrap();
    let names: Vec<(&str, &str)> =
        formula.names().map(|(name, at)| (name.as_str(), text.get(at).unwrap())).collect();
    assert_eq!(names, [("b", "b"), ("a.c", "a.c"), ("a", "a"), ("today", "today")]);
}

#[test]
fn ranges_leave_parentheses_out() {
    let formula = Formula::parse(" ( a + b ) * c ").unwrap();
    let ranges: Vec<_> = formula.expression().children().map(|child| child.range.clone()).collect();
    assert_eq!((formula.expression().range.clone(), ranges), (3..14, vec![3..8, 13..14]));
}

#[test]
fn names_can_be_made() {
    for text in ["mass", "turkey.mass", "m2", "a_b"] {
        let name = Name::parse(text).expect(text);
        assert_eq!(name.as_str(), text);
    }
    for text in ["", "and", "true", "Mass", "2m", "_a", "a-b", "a.b.c", "a.", ".a", "a b"] {
        assert_eq!(Name::parse(text), None, "{text}");
    }
    let name = Name::parse("turkey.mass").unwrap();
    assert_eq!((name.owner(), name.field()), (Some("turkey"), "mass"));
}
