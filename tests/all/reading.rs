//! Text that is broken: where the finding stands, what it says, and that reading goes on.

use std::fs;
use std::path::PathBuf;

use countersign::finding::Report;
use countersign::rules;
use countersign::source::Source;

const WHOLE: &str = "\
countersign: 1
id: example
version: 1.0.0
title: Example
changes:
  - {version: 1.0.0, on: 2026-11-20, what: First issue.}
roles:
  cook: {title: Cook}
steps:
  - id: stir
    title: Stir the soup
    by: cook
    takes: 5 min
  - id: taste
    title: Taste the soup
    by: [cook]
  - id: serve
    title: Serve the soup
    by: cook
";

fn lines(report: &Report) -> Vec<String> {
    report.findings().iter().map(|it| it.to_string().replace("error [syntax]: ", "")).collect()
}

/// What is found in [`WHOLE`] with one part of it replaced.
fn found(part: &str, by: &str) -> Vec<String> {
    assert_eq!(WHOLE.matches(part).count(), 1, "{part:?}");
    lines(&rules::check(Source::new("example.yaml", &WHOLE.replace(part, by)), None))
}

#[test]
fn the_whole_file_is_sound() {
    assert_eq!(lines(&rules::check(Source::new("example.yaml", WHOLE), None)), [""; 0]);
}

#[test]
fn each_mistake_is_shown_where_it_was_made() {
    let check = |part: &str, by: &str, expected: &str| assert_eq!(found(part, by), [expected], "{by:?}");
    // Quotes.
    check("Example", "\"Example", "4:8: this quote is not closed; close it with `\"`");
    check(
        "Stir the",
        "'Stir the",
        "11:12: this quote is not closed; close it with `'`; an apostrophe inside is written twice: `''`",
    );
    check("{title: Cook}", "{title: \"Cook}", "8:17: this quote is not closed; close it with `\"`");
    check(
        "Stir the soup",
        "'Don't stir'",
        "11:17: text after the closing quote; an apostrophe inside single quotes is written twice: `''`",
    );
    check(
        "Stir the soup",
        "\"Stir\" the soup",
        "11:19: text after the closing quote; put the whole value in quotes, and write `\\\"` for a quote inside it",
    );
    check(
        "Stir the soup",
        "\"C:\\users\"",
        "11:15: `\\u` can't stand in double quotes; write `\\\\` for a backslash, or put the value in single quotes",
    );
    check(
        "Stir the soup",
        "\"a \\d\"",
        "11:15: `\\d` can't stand in double quotes; write `\\\\` for a backslash, or put the value in single quotes",
    );
    // Brackets.
    let close = "lines that go on in between are indented";
    check(
        "title: Cook}",
        "title: Cook",
        &format!("8:9: this `{{` is not closed; close it with `}}`; {close}"),
    );
    check("[cook]", "[cook", &format!("16:9: this `[` is not closed; close it with `]`; {close}"));
    check("[cook]", "[cook}", "16:14: `}` closes what `[` opened; write `]`");
    check("[cook]", "[cook]]", "16:15: a `]` that closes nothing; delete it, or put the value in quotes");
    check(
        "[cook]",
        "[cook,, chef]",
        "16:15: nothing stands before this comma; delete the comma, or write the value",
    );
    check(
        "{title: Cook}",
        "{title: Cook note: x}",
        "8:22: `note:` in the middle of a value; put a comma before `note`, or put the whole value in quotes",
    );
    check(
        "Stir the soup",
        "[Stir] the soup",
        "11:19: text after the closing bracket; put the whole value in quotes, or delete what follows the bracket",
    );
    // Colons and keys.
    check(
        "Stir the soup",
        "Buffer: x",
        "11:18: a second `: ` in a value without quotes; write `title: \"Buffer: x\"`",
    );
    check(
        "by: cook\n    takes",
        "by:cook\n    takes",
        "12:5: a colon without a space after it; write `by: cook`",
    );
    check(
        "title: Serve the soup\n    by: cook",
        "title: Serve the soup\n    by:cook",
        "19:5: a colon without a space after it; write `by: cook`",
    );
    check("by: [cook]", "by [cook]", "16:5: no colon after `by`; write `by: [cook]`");
    check(
        "    takes: 5 min",
        "    hello there",
        "13:5: a line without `: ` where a key is expected; write `key: value`, or indent the line below the value that it continues",
    );
    check(
        "    takes: 5 min",
        "hello there",
        "13:1: a line without `: ` where a key is expected; write `key: value`, or indent the line below the value that it continues",
    );
    check(
        "    takes",
        "<<<<<<< HEAD\n    takes",
        "13:1: two versions of the file were merged and not reconciled; keep one of the two versions and delete the marks",
    );
    check(
        "by: cook\n    takes",
        "by:\tcook\n    takes",
        "12:8: a tab where YAML expects a space; write a space",
    );
    check(
        "Stir the soup",
        "\"Stir\"#1",
        "11:18: a comment in the middle of a value; move it to the line above, or put the value in quotes if the `#` belongs to it",
    );
    // Indentation.
    check(
        "    takes",
        "      takes",
        "13:7: `takes` is indented below `by`, which has a value already; start both in the same column",
    );
    check("    takes", "   takes", "13:4: `takes` is in line with no key above it; start it in column 5");
    check(
        "  - id: taste",
        " - id: taste",
        "14:2: a list item that is in line with no list above it; start its dash in column 3",
    );
    check(
        "  - id: taste",
        "    - id: taste",
        "14:5: a list item that is in line with no list above it; start its dash in column 3",
    );
    check("  - id: taste", "  -id: taste", "14:3: a dash without a space after it; write `- id: taste`");
    check(
        "    takes",
        "\ttakes",
        "13:1: error [tab-indentation]: a tab in the indentation; YAML counts spaces only: write two spaces for each level",
    );
    // Starts of values.
    for start in ["@", "%", "*", "&", "?", ","] {
        let by = format!("{start} soup");
        check(
            "Stir the soup",
            &by,
            &format!("11:12: a value can't start with `{start}`; put the value in quotes"),
        );
    }
    check("Stir the soup", "`soup`", "11:12: a value can't start with a backtick; put the value in quotes");
    check(
        "Stir the soup",
        "- soup",
        "11:12: a list can't start beside its key; start the list on the next line, or put the value in quotes",
    );
    check(
        "Stir the soup",
        "> 5 g",
        "11:12: text on the same line after `>`; put the value in quotes, or start the text on the next line",
    );
    check(
        "countersign: 1",
        "%YAML 1.2\ncountersign: 1",
        "2:1: a line that starts with `%` and is no comment; delete that line",
    );
}

#[test]
fn one_run_says_all_mistakes() {
    let text = WHOLE
        .replace("title: Example", "title: Buffer: x")
        .replace("{title: Cook}", "{title: Cook")
        .replace("Stir the soup", "\"Stir the soup")
        .replace("Serve the soup", "*serve");
    assert_eq!(
        lines(&rules::check(Source::new("example.yaml", &text), None)),
        [
            "4:14: a second `: ` in a value without quotes; write `title: \"Buffer: x\"`",
            "8:9: this `{` is not closed; close it with `}`; lines that go on in between are indented",
            "11:12: this quote is not closed; close it with `\"`",
            "18:12: a value can't start with `*`; put the value in quotes",
        ]
    );
}

#[test]
fn a_tab_does_not_hide_other_mistakes() {
    let text = WHOLE.replace("    by: [cook]", "\tby: [cook]").replace("Serve the soup", "'Serve");
    let rules: Vec<_> = rules::check(Source::new("example.yaml", &text), None)
        .findings()
        .iter()
        .map(|it| (it.rule, it.place.start.line))
        .collect();
    assert_eq!(rules, [("tab-indentation", 16), ("syntax", 18)]);
}

#[test]
fn places_are_whole_characters() {
    // White space of other kinds and characters of several bytes where a mark of one byte is expected.
    let cases = [
        "\u{85} --- *a title: \n",
        "{title: a\u{85}: x}",
        "%\u{b0}\n    }",
        "- [\u{2028}<<: \u{1d11e}",
        "|\n  x\u{1d11e}\n-\u{feff}",
    ];
    for text in cases {
        let report = rules::check(Source::new("x.yaml", text), None);
        assert!(!report.is_empty(), "{text:?}");
        for finding in report.findings() {
            assert!(text.get(finding.place.span.range()).is_some(), "{text:?}: {finding:?}");
        }
    }
    let text = WHOLE.replace("    by: [cook]", "\u{feff}    by: [cook]");
    let rules: Vec<_> =
        rules::check(Source::new("x.yaml", &text), None).findings().iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["invisible-character"]);
}

#[test]
fn one_mistake_is_one_finding() {
    // A character taken out of a shipped file, or put in, is never two mistakes of syntax.
    let mut tried = 0;
    for (name, text) in shipped() {
        for (at, character) in text.char_indices().step_by(if cfg!(debug_assertions) { 997 } else { 13 }) {
            let (before, after) = (&text[..at], &text[at + character.len_utf8()..]);
            for by in ["", "\"", "{", "]", ": "] {
                let report = rules::check(Source::new(&name, &format!("{before}{by}{after}")), None);
                let syntax = report.findings().iter().filter(|it| it.rule == "syntax").count();
                assert!(syntax <= 1, "{name} with {by:?} at {at}: {report}");
                tried += 1;
            }
        }
    }
    assert!(tried > 1000);
}

#[test]
fn no_cut_and_no_lost_byte_is_too_much() {
    cut_and_lose(if cfg!(debug_assertions) { 331 } else { 61 });
}

/// Run by `.ci/proofs`, in release: over a million texts.
#[test]
#[ignore = "takes minutes"]
fn not_one_cut_and_not_one_lost_byte_is_too_much() {
    cut_and_lose(1);
}

/// Every shipped file, cut off before each `step`-th byte and without that byte, is answered with findings in the text.
fn cut_and_lose(step: usize) {
    for (name, text) in shipped() {
        let bytes = text.as_bytes();
        for at in (0..bytes.len()).step_by(step) {
            let lost = [&bytes[..at], &bytes[at + 1..]].concat();
            for part in [&bytes[..at], &lost] {
                let report = rules::check_bytes(&name, part, None);
                for finding in report.findings() {
                    let span = finding.place.span.range();
                    assert!(span.end <= part.len() && span.start <= span.end, "{name} at {at}: {finding}");
                    assert!(finding.place.start.line >= 1 && finding.place.start.column >= 1);
                }
            }
        }
    }
}

#[test]
fn bytes_that_are_no_text() {
    let check = |bytes: &[u8], expected: &str| {
        assert_eq!(lines(&rules::check_bytes("x.yaml", bytes, None)), [expected], "{bytes:?}");
    };
    check(
        b"id: x\ntitle: cr\xe8me\n",
        "2:10: error [not-utf8]: the byte E8 is not UTF-8: in Windows-1252 it would be `\u{e8}`; save the file as UTF-8",
    );
    check(
        "title: \u{b0}".as_bytes().split_last().expect("bytes").1,
        "1:8: error [not-utf8]: the file ends in the middle of a character; it was probably cut off",
    );
    check(b"\xff\xfei\0d\0", "1:1: error [not-utf8]: the file is UTF-16; save it as UTF-8");
    check(b"id: \x80", "1:5: error [not-utf8]: the byte 80 is not UTF-8; save the file as UTF-8");
    let report = rules::check_bytes("example.yaml", WHOLE.as_bytes(), None);
    assert!(report.is_empty(), "{report}");
}

#[test]
fn bounds() {
    let check = |text: &str, expected: &str| {
        let report = rules::check(Source::new("x.yaml", text), None);
        assert_eq!(lines(&report).last().map(String::as_str), Some(expected));
    };
    check(
        &"#".repeat(1024 * 1024 + 1),
        "1:1: error [file-too-large]: the file has 1048577 bytes, and at most 1048576 are read; split it into several procedures joined by `use`",
    );
    check(
        &format!("steps: {}", "[".repeat(65)),
        "1:71: error [nested-too-deep]: nested more than 64 levels deep; reading stops here",
    );
    let many: String = (0..1200).map(|index| format!("unknown{index}: x\n")).collect();
    check(
        &many,
        "1201:1: error [too-many-findings]: more than 1000 findings, of which the first 999 are shown; mend these and check again",
    );
    assert_eq!(rules::check(Source::new("x.yaml", &many), None).findings().len(), Report::MOST);
}

fn shipped() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("procedures");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == "yaml"));
    files.sort();
    assert!(files.len() >= 15);
    files.iter().map(|path| (path.display().to_string(), fs::read_to_string(path).expect("text"))).collect()
}

/// Found by fuzzing: the parser notices these mistakes only at the end of the text, or at the end of a line.
#[test]
fn findings_lie_in_the_text_and_print_on_one_line() {
    let texts = [
        "a: [b: {c: d}}\n",
        "a: )\nb: [c: {d: e}}\n",
        "a: b\n%\nc: d\n",
        "a: b\n%",
        "%\n",
        "a: [b\n",
        "}\n",
        "a\n\nb\n",
        "? 'a\n\n  b'\n: c\n",
    ];
    for text in texts {
        let report = rules::check(Source::new("example.yaml", text), None);
        assert!(report.has_errors(), "{text:?}");
        for finding in report.findings() {
            assert!(text.get(finding.place.span.range()).is_some(), "{text:?}: {:?}", finding.place);
            assert!(!finding.message.contains(char::is_control), "{text:?}: {:?}", finding.message);
        }
    }
}
