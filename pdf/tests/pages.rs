//! PDFs of whole checklists: they exist, they are the same every time, and nothing in a text becomes markup.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use countersign::manual::Plan;
use countersign::print::{Checklist, Labels, Note, NoteKind, Options, Paper, Part, Sheet};
use countersign::procedure::Procedure;
use countersign::record::Record;
use countersign_pdf::Printer;

const HAM: &str = include_str!("../../procedures/ham-sandwich.yaml");

fn checklist(text: &str, options: &Options) -> Checklist {
    let plan = Plan::of(Procedure::parse(text).expect("no errors")).expect("it uses no other");
    Checklist::blank(&plan, options)
}

#[test]
fn the_same_checklist_gives_the_same_bytes_in_any_language() {
    let printer = Printer::new();
    for language in ["en", "es", "it"] {
        let checklist = checklist(HAM, &Options::default().language(language).paper(Paper::Letter));
        let first = printer.pdf(&checklist).expect("a PDF");
        // Six or seven pages; five of them are under 200 kB.
        assert!(first.starts_with(b"%PDF-1.7") && first.len() < 250_000, "{} bytes", first.len());
        assert_eq!(first, printer.pdf(&checklist).expect("a PDF"));
    }
}

#[test]
fn the_print_of_a_run_and_one_from_right_to_left_keep_both_standards() {
    let text = include_str!("../../tests/data/records/v1/sandwich.yaml");
    let plan = Plan::of(Procedure::parse(text).expect("no errors")).expect("it uses no other");
    let record =
        Record::parse(include_bytes!("../../tests/data/records/v1/sandwich.jsonl")).expect("a record");
    let events = record.events().collect::<Result<Vec<_>, _>>().expect("events");
    let run =
        Checklist::of_run(&plan, &events, Some(record.head()), &Options::default()).expect("the same run");
    assert!(Printer::new().pdf(&run).expect("a PDF").len() < 200_000);
    let labels = Labels::text("en").expect("English ships").replace("\"ltr\"", "\"rtl\"");
    let labels = Labels::from_json(&labels).expect("labels");
    let sheet = checklist(HAM, &Options::default().labels(labels).sheet(Sheet::Verifier));
    assert!(!Printer::new().pdf(&sheet).expect("a PDF").is_empty());
}

#[test]
fn text_is_never_markup() {
    let long = "x".repeat(10_000);
    let texts = [
        "#read(\"/etc/passwd\")",
        "#eval(\"1+1\") $x^2$ *b* _i_ `c` @ref <label> = H // c /* d */",
        "#import \"@preview/x:1.0.0\" #set page(width: 1cm)",
        "#link(\"https://example.org\") https://example.org www.example.org a@example.org",
        long.as_str(),
    ];
    let mut checklist = checklist(HAM, &Options::default());
    checklist.head.title.text = texts.join(" ");
    checklist.head.run = Some(texts.join(" "));
    // One document says all of them, wherever a step says anything.
    let mut steps = checklist.parts.iter_mut().filter_map(|part| match part {
        Part::Step(step) => Some(step),
        _ => None,
    });
    for (text, step) in texts.iter().zip(&mut steps) {
        step.title.text = (*text).to_owned();
        step.instruction = Some((*text).into());
        step.notes = vec![Note { kind: NoteKind::Warning, word: (*text).to_owned(), text: (*text).into() }];
        step.standing = Some((*text).to_owned());
        for field in &mut step.fields {
            field.title.text = (*text).to_owned();
            field.limits.iter_mut().for_each(|limit| limit.value = (*text).to_owned());
        }
    }
    checklist.parts.truncate(2 * texts.len());
    let pdf = Printer::new().pdf(&checklist).expect("a PDF");
    for mark in ["/Annots", "/URI", "/JavaScript", "/EmbeddedFile"] {
        assert!(!pdf.windows(mark.len()).any(|bytes| bytes == mark.as_bytes()), "{mark}");
    }
}

#[test]
fn a_letter_without_a_font_is_an_error_and_no_gap() {
    let mut checklist = checklist(HAM, &Options::default());
    checklist.head.title.text = "チェックリスト".to_owned();
    assert!(Printer::new().pdf(&checklist).expect_err("no font").to_string().contains("font"));
}
