//! PDFs of whole checklists: they exist, they are the same every time, and nothing in a text becomes markup.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use countersign::manual::Plan;
use countersign::print::{Checklist, Labels, Options, Paper, Sheet};
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
        // Seven or eight pages; five of them are under 200 kB.
        assert!(first.starts_with(b"%PDF-1.7") && first.len() < 280_000, "{} bytes", first.len());
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
    let printer = Printer::new();
    let titles = [
        "#read(\"/etc/passwd\")",
        "#eval(\"1+1\") $x^2$ *b* _i_ `c` @ref <label> = H // c /* d */",
        "#import \"@preview/x:1.0.0\" #set page(width: 1cm)",
        "\u{202e}gpj.exe \u{1b}[31m",
        &"x".repeat(10_000),
    ];
    for title in titles {
        let mut checklist = checklist(HAM, &Options::default());
        checklist.head.title.text = title.to_owned();
        checklist.head.run = Some(title.to_owned());
        for part in &mut checklist.parts {
            if let countersign::print::Part::Step(step) = part {
                step.title.text = title.to_owned();
            }
        }
        let result = printer.pdf(&checklist);
        // What no font can show is refused in words; everything else is shown as it stands.
        assert!(result.is_ok() || title.contains('\u{1b}'), "{title:.40}: {result:?}");
    }
}

#[test]
fn a_letter_without_a_font_is_an_error_and_no_gap() {
    let mut checklist = checklist(HAM, &Options::default());
    checklist.head.title.text = "チェックリスト".to_owned();
    assert!(Printer::new().pdf(&checklist).expect_err("no font").to_string().contains("font"));
}
