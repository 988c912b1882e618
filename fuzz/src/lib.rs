//! What must hold whatever the bytes are. Each function panics where it doesn't.

use std::sync::OnceLock;

use countersign::catalog;
use countersign::document;
use countersign::finding::{Place, Report};
use countersign::formula::{
    Bounds, Domain, Formula, Name, NameProblem, Names, NotComputable, TwoUnits, Type, Values, can_hold,
    evaluate, type_of,
};
use countersign::document::Document;
use countersign::manual::{Manual, Plan, Signature, between, examine};
use countersign::print::{Checklist, Labels, Options, html, markdown};
use countersign::procedure::Procedure;
use countersign::rules;
use countersign::scenario::{self, Coverage, Tested};
use countersign::source::Source;
use countersign::value::{Date, Text, Value};

/// One file: there is a report, every place in it is one in the text, and a procedure that comes of the file is the
/// same after it was written and read again.
pub fn procedure(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let source = Source::new("fuzz.yaml", text);
    let report = rules::check(source, day());
    check_report(&report, text);
    assert_eq!(rules::check(source, day()), report, "the same file, another report");
    let (procedure, again) = Procedure::read(source, day());
    assert_eq!(again, report, "read and checked differ");
    assert_eq!(procedure.is_some(), !report.has_errors(), "a procedure comes of a file without errors:\n{report}");
    let Some(procedure) = procedure else { return };
    let written = document::write(procedure.document()).expect("what was read can be written");
    let second = Procedure::parse(&written).unwrap_or_else(|report| panic!("{report}\n{written}"));
    assert_eq!(second.document(), procedure.document(), "{written}");
    assert_eq!(second.digest(), procedure.digest(), "{written}");
}

/// Several files, split at lines of `%%`: reports, rules between files, and plans.
pub fn manual(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let files: Vec<&str> = text.split("\n%%\n").take(8).collect();
    let names: Vec<String> = (0..files.len()).map(|index| format!("folder/file-{index}.yaml")).collect();
    let mut signatures: Vec<Signature> = Vec::new();
    let mut texts = Vec::new();
    for (name, text) in names.iter().zip(&files) {
        let (report, signature) = examine(Source::new(name, text), day());
        check_report(&report, text);
        if let Some(signature) = signature {
            signatures.push(signature);
            texts.push(text);
        }
    }
    let read = |name: &str| {
        let at = names.iter().position(|it| it == name)?;
        files.get(at).map(|text| (*text).to_owned())
    };
    let answers = between(&signatures, &read);
    assert_eq!(answers.len(), signatures.len());
    for (answer, text) in answers.iter().zip(texts) {
        for finding in answer.findings.iter().chain(&answer.suppressed) {
            check_place(&finding.place, text);
            assert!(catalog::rule(finding.rule).is_ok(), "{}", finding.rule);
        }
    }
    let manual = Manual::new(files.iter().filter_map(|text| Procedure::parse(text).ok()));
    for procedure in manual.procedures() {
        if let Ok(plan) = manual.plan(procedure.id(), procedure.version()) {
            assert_eq!(plan.main().digest(), procedure.digest());
        }
    }
}

/// Text on paper: wherever it stands, the page has the markup that it has with a harmless text, and nothing that a
/// terminal obeys.
pub fn print(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (harmless, hostile) = (printed("text"), printed(text));
    assert_eq!(tags(&html(&harmless)), tags(&html(&hostile)), "{text:?}");
    assert_eq!(markdown(&harmless).lines().count(), markdown(&hostile).lines().count(), "{text:?}");
    for written in [html(&hostile), markdown(&hostile)] {
        assert!(!written.contains(|it: char| it.is_control() && it != '\n'), "{text:?}");
    }
}

/// A checklist in which a text stands wherever a host can put one.
fn printed(text: &str) -> Checklist {
    let procedure = include_str!("../../procedures/ham-sandwich.yaml");
    let procedure = Procedure::parse(procedure).expect("a shipped procedure has no errors");
    let mut document = procedure.document().clone();
    document.title = Text::from("text");
    // What the rules refuse in a procedure, a host can still say: a copy's number, a language, labels.
    let labels = Labels::text("en").expect("English ships");
    let mut labels: serde_json::Value = serde_json::from_str(labels).expect("labels");
    labels["uncontrolled"] = text.into();
    labels["steps"] = text.into();
    labels["page"] = text.into();
    let labels = Labels::from_json(&labels.to_string()).expect("labels");
    let with_text = Document { title: Text::from(text), ..document.clone() };
    let procedure = Procedure::from_document(&with_text).or_else(|_| Procedure::from_document(&document));
    let plan = Plan::of(procedure.expect("no errors")).expect("it uses no other");
    Checklist::blank(&plan, &Options::default().labels(labels).copy(text))
}

/// Every tag in order; but for the QR code, which says the digest.
fn tags(page: &str) -> Vec<String> {
    let all = page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    let told = all.filter(|tag| !tag.starts_with("svg") && !tag.starts_with("path"));
    told.map(|tag| tag.replace(" half\"", "\"")).collect()
}

/// One scenario of the shipped ham sandwich, or of a small procedure where it names another: there is a report, every
/// place in it is one in the text, and what can be played plays twice the same.
pub fn scenario(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let plans = plans();
    let find = |name: &str| match plans.iter().find(|plan| plan.main().id() == name).or(plans.first()) {
        Some(plan) => Tested::Plan(Box::new(plan.clone())),
        None => Tested::Unsound,
    };
    let (scenario, report) = scenario::read(Source::new("fuzz.scenarios.yaml", text), &find);
    check_report(&report, text);
    assert_eq!(scenario.is_some(), !report.has_errors(), "{report}");
    let Some(scenario) = scenario else { return };
    let mut coverage = Coverage::of(scenario.plan());
    for case in scenario.cases() {
        let result = scenario.play(case);
        assert_eq!(result, scenario.play(case), "the same case, played differently");
        coverage.add(&result);
        if let Some(failure) = &result.failure {
            check_place(&failure.place, text);
            assert!(!failure.differences.is_empty());
        }
    }
    assert!(coverage.missing().count() <= coverage.goals().len());
}

/// A small procedure and the ham sandwich, read once.
fn plans() -> &'static [Plan] {
    static PLANS: OnceLock<Vec<Plan>> = OnceLock::new();
    PLANS.get_or_init(|| {
        let texts = [
            include_str!("../../tests/data/scenarios/soup.yaml"),
            include_str!("../../procedures/ham-sandwich.yaml"),
        ];
        texts.iter().filter_map(|text| Plan::of(Procedure::parse(text).ok()?).ok()).collect()
    })
}

/// One formula: it is parsed or a problem points into it, its printed form means the same, and what its types allow
/// can be worked out or says why not.
pub fn formula(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let formula = match Formula::parse(text) {
        Ok(formula) => formula,
        Err(problem) => {
            assert!(text.get(problem.range.clone()).is_some(), "{:?} of {text:?}", problem.range);
            assert!(!problem.message.is_empty());
            return;
        }
    };
    let printed = formula.to_string();
    let again = Formula::parse(&printed).unwrap_or_else(|problem| panic!("{text:?}, {printed:?}: {problem}"));
    assert_eq!(again.to_string(), printed, "of {text:?}");
    assert_eq!(evaluate(&again, &Table), evaluate(&formula, &Table), "{text:?} and {printed:?}");
    let answer = can_hold(&formula, &Table);
    assert_eq!(can_hold(&again, &Table), answer, "{text:?} and {printed:?}");
    for two_units in [TwoUnits::Problem, TwoUnits::FieldStatesUnit] {
        match type_of(&formula, &Table, two_units) {
            Ok(found) => {
                let value = evaluate(&formula, &Table);
                let summed_nothing = text.contains("none");
                assert!(value != Err(NotComputable::Mismatch) || summed_nothing, "{text:?} is {found}");
            }
            Err(problems) => {
                assert!(!problems.is_empty());
                for problem in problems {
                    assert!(text.get(problem.range.clone()).is_some(), "{:?} of {text:?}", problem.range);
                }
            }
        }
    }
}

/// One run: a procedure and acts chosen by the bytes, the engine beside its slow second implementation.
pub fn run(bytes: &[u8]) {
    countersign_model::walk::of_bytes(bytes);
}

fn day() -> Option<Date> {
    "2026-11-24".parse().ok()
}

fn check_report(report: &Report, text: &str) {
    let findings = report.findings();
    assert!(findings.len() <= Report::MOST + 1, "{} findings", findings.len());
    assert!(findings.is_sorted_by_key(|finding| finding.place.span), "not in the order of the text:\n{report}");
    for finding in findings.iter().chain(report.suppressed()) {
        assert!(catalog::rule(finding.rule).is_ok(), "`{}` is no rule", finding.rule);
        assert!(!finding.message.is_empty() && !finding.message.contains('\n'), "{:?}", finding.message);
        check_place(&finding.place, text);
        for related in finding.related.iter().filter(|related| related.file.is_none()) {
            check_place(&related.place, text);
        }
    }
}

fn check_place(place: &Place, text: &str) {
    assert!(text.get(place.span.range()).is_some(), "{:?} is no part of {} bytes", place.span, text.len());
    assert!(place.start <= place.end && place.start.line > 0 && place.start.column > 0, "{place:?}");
}

/// Names of every type, with a value each that has the type.
struct Table;

/// Type, value, and what is known beforehand.
fn known(name: &str) -> Option<(Type, Option<Value>)> {
    let number = |text: &str| Value::Number(text.parse().expect("a quantity"));
    let unit = |symbol: &str| Type::Number { unit: symbol.parse().ok() };
    let options = || ["left", "right", "top"].map(str::to_owned).to_vec();
    let several = |texts: &[&str]| Value::List(texts.iter().map(|text| number(text)).collect());
    Some(match name {
        "mass" => (unit("g"), Some(number("53.9 g"))),
        "tare" => (unit("g"), Some(number("3.25 g"))),
        "length" => (unit("mm"), Some(number("10 mm"))),
        "share" => (unit("%"), Some(number("20 %"))),
        "n" => (Type::PLAIN, Some(number("3"))),
        "zero" => (Type::PLAIN, Some(number("0"))),
        "huge" => (Type::PLAIN, Some(number("9999999999999999999999999999"))),
        "tiny" => (Type::PLAIN, Some(number("0.0000000000000000000000000001"))),
        "ok" => (Type::Truth, Some(Value::Truth(true))),
        "lot" => (Type::Text, Some(Value::Text("A-7".to_owned()))),
        "side" => (Type::Choice(options()), Some(Value::Choice("left".to_owned()))),
        "sides" => (Type::Choices(options()), Some(Value::Choices(vec!["left".to_owned(), "top".to_owned()]))),
        "weigh.net" => (Type::List(Box::new(unit("g"))), Some(several(&["1.0 g", "2.5 g", "4 g"]))),
        "weigh.none" => (Type::List(Box::new(unit("g"))), Some(several(&[]))),
        "input.day" => (Type::Date, Some(Value::Date("2026-12-01".parse().expect("a date")))),
        "start" => (Type::DateTime, Some(Value::DateTime("2026-12-01T09:00:00Z".parse().expect("a time")))),
        "end" => (Type::DateTime, Some(Value::DateTime("9999-12-29T11:30:00+01:00".parse().expect("a time")))),
        "soak" => (Type::Duration, Some(Value::Duration("90 min".parse().expect("a duration")))),
        "at" => (Type::Time, Some(Value::Time("09:30".parse().expect("a time")))),
        "missing" => (unit("g"), None),
        _ => return None,
    })
}

impl Values for Table {
    fn value_of(&self, name: &Name) -> Option<Value> {
        known(name.as_str()).and_then(|(_, value)| value)
    }
}

impl Names for Table {
    fn type_of(&self, name: &Name) -> Result<Type, NameProblem> {
        match name.as_str() {
            "later" => Err(NameProblem::later(name)),
            "temperature" => Err(NameProblem::several_units(name)),
            "photo" => Err(NameProblem::unreadable(name, "evidence")),
            other => known(other)
                .map(|(found, _)| found)
                .ok_or_else(|| NameProblem::unknown(name, ["mass", "tare", "length", "turkey.mass"])),
        }
    }
}

impl Bounds for Table {
    fn domain_of(&self, name: &Name) -> Domain {
        match known(name.as_str()) {
            Some((Type::Truth, _)) => Domain::Truth,
            Some((Type::Number { .. }, _)) if name.as_str() == "n" => Domain::COUNT,
            Some((Type::Number { .. }, Some(value))) if name.as_str() == "zero" => Domain::Fixed(value),
            Some((Type::Number { .. }, _)) => Domain::ANY_NUMBER,
            Some((Type::Text, _)) => Domain::Text,
            Some((Type::Choice(options), _)) => Domain::Choice(options),
            Some((Type::Choices(options), _)) => Domain::Choices(options),
            Some((Type::Date, _)) => Domain::Date,
            Some((Type::Time, _)) => Domain::Time,
            Some((Type::DateTime, _)) => Domain::DateTime,
            Some((Type::Duration, _)) => Domain::Duration,
            _ => Domain::Unknown,
        }
    }
}
