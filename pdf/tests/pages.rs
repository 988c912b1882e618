//! PDFs of whole checklists: they exist, they are the same every time, and nothing in a text becomes markup.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use countersign::manual::Plan;
use countersign::print::{Checklist, Options, Paper};
use countersign::procedure::Procedure;
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
        assert!(first.starts_with(b"%PDF-1.7") && first.len() < 200_000, "{} bytes", first.len());
        assert_eq!(first, printer.pdf(&checklist).expect("a PDF"));
    }
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
