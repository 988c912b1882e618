use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::naive::Simple;
use super::naive::naive;
use super::*;
use crate::value::Decimal;
use crate::value::Quantity;

/// Texts of numbers over `x`, `y` and small decimals, without division.
fn number_text(divide: bool) -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("x".to_owned()),
        Just("y".to_owned()),
        (0u8..12).prop_map(|number| number.to_string()),
        (0u8..40).prop_map(|number| format!("{}.{}", number / 10, number % 10)),
    ];
    leaf.prop_recursive(3, 12, 3, move |inner| {
        let operators = if divide { vec!["+", "-", "*", "/"] } else { vec!["+", "-", "*"] };
        let functions = vec!["sum", "min", "max", "range"];
        prop_oneof![
            (inner.clone(), prop::sample::select(operators), inner.clone())
                .prop_map(|(left, operator, right)| format!("({left} {operator} {right})")),
            inner.clone().prop_map(|operand| format!("-{operand}")),
            inner.clone().prop_map(|operand| format!("abs({operand})")),
            (prop::sample::select(functions), prop::collection::vec(inner, 1..3))
                .prop_map(|(function, arguments)| format!("{function}({})", arguments.join(", "))),
        ]
    })
}

/// Texts of formulas over everything that can be reckoned with; many of them don't go together.
fn unit_text() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "mass",
        "tare",
        "length",
        "share",
        "n",
        "zero",
        "weigh.net",
        "soak",
        "input.day",
        "start",
        "end",
        "2.5",
        "3",
        "2 h",
        "2 d",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(3, 8, 3, |inner| {
        let functions = vec!["sum", "mean", "min", "max", "range", "abs", "count"];
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!["+", "-", "*", "/"]), inner.clone())
                .prop_map(|(left, operator, right)| format!("({left} {operator} {right})")),
            inner.clone().prop_map(|operand| format!("round({operand}, 1)")),
            (prop::sample::select(functions), prop::collection::vec(inner, 1..3))
                .prop_map(|(function, arguments)| format!("{function}({})", arguments.join(", "))),
        ]
    })
}

/// Texts of conditions over numbers given, and over `a` and `b`.
fn truth_text(number: impl Strategy<Value = String> + Clone + 'static) -> impl Strategy<Value = String> {
    let comparison = prop::sample::select(vec!["=", "!=", "<", "<=", ">", ">="]);
    let leaf = prop_oneof![
        Just("a".to_owned()),
        Just("b".to_owned()),
        prop::bool::ANY.prop_map(|truth| truth.to_string()),
        (number.clone(), comparison, number.clone())
            .prop_map(|(left, sign, right)| format!("{left} {sign} {right}")),
        (number.clone(), prop::collection::vec(number, 1..3))
            .prop_map(|(left, items)| format!("{left} in [{}]", items.join(","))),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!["and", "or"]), inner.clone())
                .prop_map(|(left, operator, right)| format!("({left}) {operator} ({right})")),
            (inner.clone(), prop::sample::select(vec!["=", "!="]), inner.clone())
                .prop_map(|(left, operator, right)| format!("({left}) {operator} ({right})")),
            inner.prop_map(|operand| format!("not ({operand})")),
        ]
    })
}

fn tenths(number: i64) -> Decimal {
    Decimal::from_digits(number.into(), 1).unwrap()
}

fn set(values: [(&str, Option<Simple>); 4]) -> (Recorded, BTreeMap<String, Simple>) {
    let mut recorded = BTreeMap::new();
    let mut simple = BTreeMap::new();
    for (name, value) in values {
        let Some(value) = value else { continue };
        let same = match &value {
            Simple::Truth(truth) => Value::Truth(*truth),
            Simple::Number(over, _) => Value::Number(Quantity::plain(tenths(i64::try_from(*over).unwrap()))),
        };
        recorded.insert(name.to_owned(), same);
        let reduced = match value {
            Simple::Number(over, under) => naive::fraction(over, under).unwrap(),
            truth => truth,
        };
        simple.insert(name.to_owned(), reduced);
    }
    (Recorded(recorded), simple)
}

use super::naive;

/// Whether both evaluators agree.
fn agree(found: &Result<Value, NotComputable>, expected: &Option<Simple>) -> bool {
    match (found, expected) {
        (Ok(Value::Truth(found)), Some(Simple::Truth(expected))) => found == expected,
        (Ok(Value::Number(found)), Some(Simple::Number(over, under))) => {
            let (digits, scale) = (found.value.digits(), found.value.scale());
            let one = 10i128.pow(scale);
            let full = scale == 28 || digits.unsigned_abs() >= 10u128.pow(27);
            let apart = (digits * under - over * one).abs();
            // Exact, or the nearest with 28 digits of a fraction that has no end.
            apart == 0 || (full && apart * 2 <= *under)
        }
        (Err(_), None) => true,
        _ => false,
    }
}

fn small() -> impl Strategy<Value = i64> {
    prop_oneof![-30i64..30, Just(0), Just(10), Just(20)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, rng_seed: RngSeed::Fixed(4), ..ProptestConfig::default() })]

    #[test]
    fn any_text_gets_an_answer(text in "\\PC{0,60}") {
        let _ = Formula::parse(&text);
    }

    #[test]
    fn text_made_of_pieces_of_formulas_gets_an_answer(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "a", "x.y", "not", "and", "or", "in", "(", ")", "[", "]", ",", "=", "<", "!=", "+", "-", "*", "/", "5", "1.5",
            "2 h", "min", "30 min", "'t'", "'", "2026-12-01", "2027-02-31", "09:30", "T09:00:00Z", "sum(", "true", ".", "%", "é",
            "round(", " ", "mass", "side", "sides", "'left'", "weigh.net", "count(", "soak", "start",
        ]), 0..14),
        glue in prop::sample::select(vec!["", " "]),
    ) {
        let text = pieces.join(glue);
        match Formula::parse(&text) {
            Err(problem) => {
                prop_assert!(text.get(problem.range.clone()).is_some(), "{} {:?}", text, problem);
                prop_assert!(!problem.message.is_empty());
            }
            Ok(formula) => {
                let printed = formula.to_string();
                let again = Formula::parse(&printed).map_err(|problem| TestCaseError::fail(format!("{printed}: {problem}")))?;
                prop_assert_eq!(&again, &formula);
                prop_assert_eq!(again.to_string(), printed);
                let typed = type_of(&formula, &Table, TwoUnits::FieldStatesUnit);
                let found = evaluate(&formula, &recorded());
                if typed.is_ok() {
                    prop_assert!(found != Err(NotComputable::Mismatch), "{}", text);
                }
            }
        }
    }

    #[test]
    fn numbers_are_worked_out_as_the_naive_evaluator_does(text in number_text(false), x in small(), y in small()) {
        let formula = Formula::parse(&text).unwrap();
        let number = |tenths: i64| Some(Simple::Number(tenths.into(), 10));
        let (values, simple) = set([("x", number(x)), ("y", number(y)), ("a", None), ("b", None)]);
        let (found, expected) = (evaluate(&formula, &values), naive(formula.expression(), &simple));
        prop_assert!(agree(&found, &expected), "{} {:?} {:?}", text, found, expected);
        prop_assert_eq!(Formula::parse(&formula.to_string()).unwrap(), formula);
    }

    #[test]
    fn the_value_has_the_type_and_unit_that_were_promised(text in unit_text()) {
        let formula = Formula::parse(&text).unwrap();
        let Ok(promised) = type_of(&formula, &Table, TwoUnits::FieldStatesUnit) else { return Ok(()) };
        let kept = match (&promised, evaluate(&formula, &recorded())) {
            (Type::Number { unit }, Ok(Value::Number(number))) => number.unit == *unit,
            (Type::Duration, Ok(Value::Duration(_))) => true,
            (Type::Date, Ok(Value::Date(_))) | (Type::DateTime, Ok(Value::DateTime(_))) => true,
            (Type::List(_), Ok(Value::List(_))) => true,
            (_, Err(reason)) => reason != NotComputable::Mismatch,
            _ => false,
        };
        prop_assert!(kept, "{} {:?} {:?}", text, promised, evaluate(&formula, &recorded()));
    }

    #[test]
    fn a_division_is_as_exact_as_28_digits_allow(x in small(), y in small()) {
        let formula = Formula::parse("x / y").unwrap();
        let number = |tenths: i64| Some(Simple::Number(tenths.into(), 10));
        let (values, simple) = set([("x", number(x)), ("y", number(y)), ("a", None), ("b", None)]);
        let (found, expected) = (evaluate(&formula, &values), naive(formula.expression(), &simple));
        prop_assert!(agree(&found, &expected), "{:?} {:?}", found, expected);
    }

    #[test]
    fn conditions_are_worked_out_as_the_naive_evaluator_does(
        text in truth_text(number_text(false).boxed()), x in small(), y in small(), a: Option<bool>, b: Option<bool>,
    ) {
        let formula = Formula::parse(&text).unwrap();
        let number = |tenths: i64| Some(Simple::Number(tenths.into(), 10));
        let (values, simple) = set([("x", number(x)), ("y", number(y)), ("a", a.map(Simple::Truth)), ("b", b.map(Simple::Truth))]);
        let (found, expected) = (evaluate(&formula, &values), naive(formula.expression(), &simple));
        prop_assert!(agree(&found, &expected), "{} {:?} {:?}", text, found, expected);
    }

    #[test]
    fn what_can_hold_is_what_holds_for_some_value(text in truth_text(linear_text().boxed())) {
        let formula = Formula::parse(&text).unwrap();
        let answer = can_hold(&formula, &Tried);
        let mut seen = [false, false];
        for x in -11..=11 {
            for y in 0..=9 {
                for (a, b) in [(false, false), (false, true), (true, false), (true, true)] {
                    let (values, _) = set([
                        ("x", Some(Simple::Number(x * 5, 10))),
                        ("y", Some(Simple::Number(y * 10, 10))),
                        ("a", Some(Simple::Truth(a))),
                        ("b", Some(Simple::Truth(b))),
                    ]);
                    match evaluate(&formula, &values) {
                        Ok(Value::Truth(truth)) => seen[usize::from(truth)] = true,
                        other => prop_assert!(false, "{} {:?}", text, other),
                    }
                }
            }
        }
        match answer {
            Answer::Always => prop_assert!(!seen[0], "{} is not always true", text),
            Answer::Never => prop_assert!(!seen[1], "{} is sometimes true", text),
            Answer::Sometimes | Answer::Unknown => {}
        }
        if seen == [true, true] {
            prop_assert!(answer == Answer::Sometimes || text.len() > 60, "{} {:?}", text, answer);
        }
    }

    #[test]
    fn a_single_count_is_decided_exactly(text in truth_text(count_text().boxed())) {
        let formula = Formula::parse(&text).unwrap();
        let mut seen = [false, false];
        for y in 0..=30 {
            for (a, b) in [(false, false), (false, true), (true, false), (true, true)] {
                let truth = |truth| Some(Simple::Truth(truth));
                let (values, _) = set([("y", Some(Simple::Number(y * 10, 10))), ("x", None), ("a", truth(a)), ("b", truth(b))]);
                if let Ok(Value::Truth(truth)) = evaluate(&formula, &values) {
                    seen[usize::from(truth)] = true;
                }
            }
        }
        let expected = match seen {
            [true, true] => Answer::Sometimes,
            [true, false] => Answer::Never,
            _ => Answer::Always,
        };
        let answer = can_hold(&formula, &Tried);
        prop_assert!(answer == expected || (answer == Answer::Unknown && text.len() > 60), "{} {:?}", text, answer);
    }
}

/// `x` is any number, `y` a count, `a` and `b` are truths.
struct Tried;

impl Bounds for Tried {
    fn domain_of(&self, name: &Name) -> Domain {
        match name.as_str() {
            "x" => Domain::ANY_NUMBER,
            "y" => Domain::COUNT,
            _ => Domain::Truth,
        }
    }
}

fn linear_text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("x".to_owned()),
        Just("y".to_owned()),
        (0u8..5).prop_map(|number| number.to_string()),
        Just("x + y".to_owned()),
        Just("x - y".to_owned()),
        Just("2 * x".to_owned()),
        Just("y / 2".to_owned()),
    ]
}

fn count_text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("y".to_owned()),
        (0u8..5).prop_map(|number| number.to_string()),
        (0u8..30).prop_map(|number| format!("{}.{}", number / 10, number % 10)),
        Just("2 * y".to_owned()),
        Just("y - 3".to_owned()),
    ]
}
