//! Checklists on paper: what stands on them, in which language, and that text stays text.

use std::fs;
use std::path::PathBuf;

use countersign::document::Document;
use countersign::manual::{Manual, Plan};
use countersign::print::{Block, Cell, Checklist, Labels, Options, Part, Sheet, html, markdown};
use countersign::procedure::Procedure;
use countersign::record::Record;
use countersign::run::{Event, What};
use serde_json::Value as Json;

use crate::golden;
use crate::shipped;

const HAM: &str = include_str!("../../procedures/ham-sandwich.yaml");

fn ham() -> Plan {
    Plan::of(Procedure::parse(HAM).expect("no errors")).expect("it uses no other")
}

fn data(name: &str) -> Vec<u8> {
    fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/records/v1").join(name))
        .expect("a file")
}

/// A stored run with its plan.
fn stored() -> (Plan, Vec<Event>, Record) {
    let text = String::from_utf8(data("sandwich.yaml")).expect("text");
    let plan = Plan::of(Procedure::parse(&text).expect("no errors")).expect("it uses no other");
    let record = Record::parse(&data("sandwich.jsonl")).expect("a record");
    let events = record.events().collect::<Result<Vec<_>, _>>().expect("events");
    (plan, events, record)
}

#[test]
fn every_shipped_procedure_prints_in_three_languages() {
    let manual =
        Manual::new(shipped::procedures().iter().map(|(_, text)| Procedure::parse(text).expect("no errors")));
    for procedure in manual.procedures() {
        let plan = manual.plan(procedure.id(), procedure.version()).expect("a plan");
        for language in ["en", "es", "it"] {
            let checklist = Checklist::blank(&plan, &Options::default().language(language));
            assert_eq!(checklist.head.title.language, None, "{} in {language}", procedure.id());
            let (page, text) = (html(&checklist), markdown(&checklist));
            assert_eq!(page, html(&Checklist::blank(&plan, &Options::default().language(language))));
            for step in procedure.steps() {
                let title = step.title().in_language(language, "en").expect("a title");
                let folded = title.replace('\n', " ");
                assert!(page.contains(&folded.replace('\'', "&#39;")) || page.contains(title), "{folded}");
                assert!(text.contains(step.number()), "{}", step.number());
            }
            assert!(!page.contains("[en]") && !page.contains("{role}"), "{} in {language}", procedure.id());
        }
    }
}

#[test]
fn a_run_prints_with_everything_that_happened() {
    let (plan, events, record) = stored();
    let checklist =
        Checklist::of_run(&plan, &events, Some(record.head()), &Options::default()).expect("the same run");
    golden::check("tests/data/print/run.md", &markdown(&checklist));
    golden::check("tests/data/print/run.html", &html(&checklist));
    golden::check(
        "tests/data/print/blank.md",
        &markdown(&Checklist::blank(&plan, &Options::default().language("it"))),
    );
}

#[test]
fn a_run_of_another_plan_is_refused() {
    let (_, events, _) = stored();
    assert!(Checklist::of_run(&ham(), &events, None, &Options::default()).is_err());
}

#[test]
fn the_verifier_works_from_a_sheet_without_first_values() {
    let steps = |sheet: Sheet| {
        let checklist = Checklist::blank(&ham(), &Options::default().sheet(sheet));
        let steps = checklist.parts.into_iter().filter_map(|part| match part {
            Part::Step(step) => Some(step),
            _ => None,
        });
        steps.collect::<Vec<_>>()
    };
    let performer = steps(Sheet::Performer);
    let independent: Vec<_> =
        performer.iter().filter(|step| step.verifiers.iter().any(|it| it.elsewhere.is_some())).collect();
    let verifier = steps(Sheet::Verifier);
    assert_eq!(verifier.len(), 2);
    for (own, first) in verifier.iter().zip(independent) {
        assert_eq!(own.path, first.path);
        assert!(own.performer.is_none() && own.verifiers.iter().all(|it| it.elsewhere.is_none()));
        assert!(!own.fields.is_empty());
    }
    let back = Checklist::blank(&ham(), &Options::default()).back;
    let compared = back.iter().flat_map(|section| &section.blocks).find_map(|block| match block {
        Block::Table(table) if table.columns.len() == 7 => Some(&table.rows),
        _ => None,
    });
    let compared = compared.expect("a comparison");
    assert_eq!(compared.len(), 4);
    assert!(compared.iter().any(|row| row.contains(&Cell::Text("3\u{a0}g".into()))), "{compared:?}");
}

#[test]
fn limits_stand_as_minimum_and_maximum_in_the_language() {
    let check = |language: &str, expected: &[&str]| {
        let text = markdown(&Checklist::blank(&ham(), &Options::default().language(language)));
        for part in expected {
            assert!(text.contains(part), "{part}\n{text}");
        }
    };
    check(
        "en",
        &[
            "(min 54\u{a0}g; max 63\u{a0}g; target 57\u{a0}g)",
            "max 5.0\u{a0}°C; max 41\u{a0}°F",
            "**IF Bread = Toasted**",
        ],
    );
    check("es", &["máx. 5,0\u{a0}°C", "24 nov 2026".replace(' ', "\u{a0}").as_str(), "**SI Pan = Tostado**"]);
    check("it", &["min 54\u{a0}g", "passo 2.3, Spalmare la maionese"]);
}

#[test]
fn a_copy_says_its_number_and_every_other_print_that_it_is_uncontrolled() {
    let notice = |options: Options| Checklist::blank(&ham(), &options).head.notice;
    assert!(notice(Options::default()).starts_with("Uncontrolled when printed"));
    assert_eq!(notice(Options::default().copy("7")), "Controlled copy no. 7");
}

#[test]
fn what_is_not_translated_says_its_language() {
    let page = html(&Checklist::blank(&ham(), &Options::default().language("de")));
    assert!(page.contains(
        "<span lang=\"en\" dir=\"auto\">Build a ham sandwich</span> <span class=\"mark\">[en]</span>"
    ));
}

#[test]
fn a_host_adds_a_language_that_runs_from_right_to_left() {
    let hebrew = Labels::text("en")
        .expect("the English file")
        .replace("\"ltr\"", "\"rtl\"")
        .replace("\"en\"", "\"he\"");
    let labels = Labels::from_json(&hebrew).expect("labels");
    let page = html(&Checklist::blank(&ham(), &Options::default().labels(labels)));
    assert!(
        page.contains("<html lang=\"he\" dir=\"rtl\">") && page.contains("@top-right{content:\"DRAFT"),
        "{page:.600}"
    );
    assert!(page.contains("<bdi dir=\"ltr\">54\u{a0}g</bdi>"));
}

/// Texts that would be something else, if they could.
const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\"><b>'&lt;&amp; --> ]]> </style></svg>",
    "a[link](https://example.org) ![i](x) <https://example.org> www.example.org a@example.org",
    "# one ## two - three > four | five ~~six~~ `seven` **eight** __nine__ $ten$",
    "| --- | --- |",
    "- [ ] item 1. item",
    "\\\\\" \\22 } @import url(x); /* */",
    "#read(\"/etc/passwd\") #eval(1) @ref <label> = h",
    "{{ mustache }} <% erb %> ${shell} `tick` {role} {number}",
    "شغّل المضخة ثم انتظر 5 دقائق",
    "http://example.org/?a=b&c=d&copy;",
    "=cmd|' /C calc'!A0",
];

#[test]
fn text_stays_text_in_a_procedure() {
    let harmless = procedure_saying("Text");
    for text in
        HOSTILE.iter().map(|text| (*text).to_owned()).chain(["x".repeat(10_000), "two\nlines".to_owned()])
    {
        let hostile = procedure_saying(&text);
        for sheet in [Sheet::Performer, Sheet::Verifier] {
            let options = Options::default().sheet(sheet).copy(text.clone());
            let plain = Options::default().sheet(sheet).copy("Text");
            same_shape(&Checklist::blank(&harmless, &plain), &Checklist::blank(&hostile, &options), &text);
        }
    }
}

#[test]
fn text_stays_text_in_a_record() {
    let (plan, events, record) = stored();
    let checklist = |text: &str| {
        let mut events = events.clone();
        for event in &mut events {
            event.by.name = text.to_owned();
            match &mut event.what {
                What::Decided(it) => it.reason = text.to_owned(),
                What::Performed(it) => it.late = Some(text.to_owned()),
                _ => {}
            }
        }
        Checklist::of_run(&plan, &events, Some(record.head()), &Options::default()).expect("the same run")
    };
    let controls = ["\u{1b}]0;title\u{7}", "\u{202e}gpj.exe", "\u{feff}a\u{2066}b", "a\tb\u{0}"];
    for text in HOSTILE.iter().chain(&controls) {
        same_shape(&checklist("Text"), &checklist(text), text);
    }
}

/// The ham sandwich with every text for people replaced.
fn procedure_saying(text: &str) -> Plan {
    let mut document =
        serde_json::to_value(Procedure::parse(HAM).expect("no errors").document()).expect("data");
    replace(&mut document, text);
    let document: Document = serde_json::from_value(document).expect("a document");
    let procedure = Procedure::from_document(&document).unwrap_or_else(|report| panic!("{text}: {report}"));
    Plan::of(procedure).expect("it uses no other")
}

fn replace(value: &mut Json, text: &str) {
    const TEXTS: [&str; 11] =
        ["title", "do", "why", "danger", "warning", "caution", "note", "purpose", "scope", "owner", "what"];
    match value {
        Json::Object(members) => {
            for (key, member) in members {
                let is_text = member.is_string() || member.get("en").is_some();
                if is_text && (TEXTS.contains(&key.as_str()) || member.is_object()) {
                    *member = Json::String(text.to_owned());
                } else {
                    replace(member, text);
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| replace(item, text)),
        _ => {}
    }
}

/// Both prints have the same markup, whatever their texts say, and nothing that a terminal obeys.
fn same_shape(harmless: &Checklist, hostile: &Checklist, text: &str) {
    let (plain, page) = (html(harmless), html(hostile));
    assert_eq!(tags(&plain), tags(&page), "{text:.60}");
    let (plain, source) = (markdown(harmless), markdown(hostile));
    assert_eq!(signs(&plain), signs(&source), "{text:.60}\n{source}");
    for written in [&page, &source] {
        let hidden = written
            .chars()
            .find(|it| (it.is_control() && *it != '\n') || ('\u{202a}'..='\u{202e}').contains(it));
        assert_eq!(hidden, None, "{text:.60}");
    }
}

/// Every tag of a page in order, with its attributes; but for the QR code, which says the digest, and for whether two
/// short options share a row.
fn tags(page: &str) -> Vec<String> {
    let all = page.split('<').skip(1).map(|rest| rest.split('>').next().expect("an end"));
    let told = all.filter(|tag| !tag.starts_with("svg class=\"code\"") && !tag.starts_with("path d="));
    told.map(|tag| tag.replace(" half\"", "\"")).collect()
}

/// Every sign of a Markdown text that means something, in order.
fn signs(text: &str) -> String {
    let mut signs = String::new();
    for line in text.lines() {
        let mut characters = line.trim_start().chars().peekable();
        signs.push(characters.peek().copied().filter(|it| "#>-|*".contains(*it)).unwrap_or('.'));
        while let Some(character) = characters.next() {
            match character {
                '\\' => drop(characters.next()),
                '&' => drop(characters.find(|it| *it == ';')),
                '*' | '_' | '[' | ']' | '`' | '|' | '~' | '<' | '#' => signs.push(character),
                _ => {}
            }
        }
        signs.push('\n');
    }
    signs
}
