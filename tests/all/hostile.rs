//! Files that are meant to exhaust the reader, or to hide something from the person who reads them. Each gets its
//! findings, in bounded time and number. Run by hand in release, with `--nocapture`, it prints how long each takes:
//! `cargo test --release --test all -- hostile --nocapture`.

use std::time::{Duration, Instant};

use countersign::finding::Report;
use countersign::rules;

/// The longest any of them may take here; on a machine that does nothing else, in release, it is below 100 ms.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

const HEAD: &str = "countersign: 1\nid: example\nversion: 1.0.0\ntitle: Example\n\
    changes:\n  - {version: 1.0.0, on: 2026-11-20, what: First issue.}\n";
const ROLES: &str = "roles:\n  cook: {title: Cook}\n";
const STEPS: &str = "steps:\n  - id: stir\n    title: Stir the soup\n    by: cook\n";

/// Something repeated until it makes a file as large as is read.
fn full(start: &str, line: impl Fn(usize) -> String) -> String {
    let mut text = start.to_owned();
    for index in 0.. {
        let next = line(index);
        if text.len() + next.len() > countersign::yaml::LARGEST_FILE {
            break;
        }
        text.push_str(&next);
    }
    text
}

/// Name, bytes, and a rule that must speak, with the line where.
fn files() -> Vec<(&'static str, Vec<u8>, &'static str, u32)> {
    let whole = format!("{HEAD}{ROLES}{STEPS}");
    let after = |text: &str| format!("{whole}{text}").into_bytes();
    let many = 100_000;
    let blocks =
        |line: &str| (0..1_400).map(|depth| format!("{}{line}\n", " ".repeat(depth))).collect::<String>();
    let bomb: String =
        (1..30).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{}, ", n - 1).repeat(9))).collect();
    vec![
        ("flow lists, deep", format!("steps: {}", "[".repeat(many)).into_bytes(), "nested-too-deep", 1),
        ("flow maps, deep", format!("steps: {}", "{a: ".repeat(many)).into_bytes(), "nested-too-deep", 1),
        (
            "flow lists, deep and closed",
            format!("steps: {}{}", "[".repeat(many), "]".repeat(many)).into_bytes(),
            "nested-too-deep",
            1,
        ),
        ("block maps, deep", blocks("a:").into_bytes(), "nested-too-deep", 65),
        ("block lists, deep", blocks("-").into_bytes(), "nested-too-deep", 65),
        (
            "dashes on one line",
            format!("steps: \n  {}", "- ".repeat(many)).into_bytes(),
            "nested-too-deep",
            2,
        ),
        ("question marks", "? ".repeat(many).into_bytes(), "nested-too-deep", 1),
        ("alias bomb", format!("a0: &a0 lol\n{bomb}").into_bytes(), "anchor", 1),
        ("anchors", full("", |n| format!("a{n}: &a{n} x\n")).into_bytes(), "anchor", 1),
        (
            "one anchor, many aliases",
            full("a: &a x\nb:\n", |_| "- *a\n".to_owned()).into_bytes(),
            "anchor",
            1,
        ),
        ("merge keys", full("", |_| "<<: {a: b}\n".to_owned()).into_bytes(), "merge-key", 1),
        ("tags", full("", |n| format!("a{n}: !!str x\n")).into_bytes(), "tag", 1),
        (
            "several documents",
            full(&whole, |_| "---\na: b\n".to_owned()).into_bytes(),
            "several-documents",
            13,
        ),
        ("duplicate keys", full(&whole, |_| "title: Example\n".to_owned()).into_bytes(), "duplicate-key", 13),
        ("unknown keys", full(&whole, |n| format!("k{n}: x\n")).into_bytes(), "unknown-key", 13),
        ("unknown keys, very short", full(&whole, |_| "?: x\n".to_owned()).into_bytes(), "file-too-large", 0),
        (
            "roles, then duplicates of the last",
            {
                let mut text = full(&format!("{HEAD}{STEPS}roles:\n"), |n| format!("  r{n}: {{title: x}}\n"));
                let last = text.lines().last().expect("a line").to_owned() + "\n";
                text.truncate(text.len() - last.len() * 2_000);
                text.truncate(text.rfind('\n').expect("a line") + 1);
                let last = text.lines().last().expect("a line").to_owned() + "\n";
                (text + &last.repeat(1_500)).into_bytes()
            },
            "duplicate-key",
            0,
        ),
        (
            "undefined roles",
            full(&format!("{HEAD}{ROLES}steps:\n"), |n| {
                format!("  - id: s{n}\n    title: T\n    by: r{n}\n")
            })
            .into_bytes(),
            "",
            0,
        ),
        (
            "texts in many languages",
            full(&format!("{HEAD}{ROLES}{STEPS}purpose:\n"), |n| format!("  {}: x\n", tag(n))).into_bytes(),
            "",
            0,
        ),
        (
            "texts with many numbers",
            {
                let numbers = "1,000 2.5 ".repeat(20_000);
                after(&format!("purpose:\n  en: a {numbers}\n  es: b {numbers} 57\n"))
            },
            "",
            0,
        ),
        (
            "suppressions",
            full(&whole, |_| "# countersign: allow(x): y\n".to_owned()).into_bytes(),
            "unknown-rule-in-suppression",
            13,
        ),
        (
            "suppressions, malformed",
            full(&whole, |_| "#countersign:\n".to_owned()).into_bytes(),
            "malformed-suppression",
            13,
        ),
        (
            "suppressions, parted",
            full(&whole, |_| "# countersign: allow(syntax): y\n\n".to_owned()).into_bytes(),
            "suppression-of-firm-rule",
            13,
        ),
        ("too large", vec![b'#'; 1024 * 1024 + 1], "file-too-large", 1),
        ("nothing but NUL", vec![0; 1024 * 1024], "control-character", 1),
        ("a NUL", after("purpose: a\0b\n"), "control-character", 13),
        ("not UTF-8", [after("purpose: a"), vec![0xff], b"\n".to_vec()].concat(), "not-utf8", 13),
        ("nothing but wrong bytes", vec![0xff; 1024 * 1024], "not-utf8", 1),
        ("byte order mark", [vec![0xef, 0xbb, 0xbf], after("")].concat(), "byte-order-mark", 1),
        ("tabs", full(&whole, |_| "\tx: y\n".to_owned()).into_bytes(), "tab-indentation", 13),
        ("mixed ends", after("purpose: x\r\n"), "mixed-line-ends", 13),
        ("carriage returns", full("", |_| "a: b\r".to_owned()).into_bytes(), "mixed-line-ends", 1),
        (
            "control characters",
            after(&format!("purpose: x{}\n", "\u{1b}".repeat(many))),
            "control-character",
            13,
        ),
        (
            "overrides of direction",
            after(&format!("purpose: {}\n", "\u{202e}x".repeat(many))),
            "bidirectional-control",
            13,
        ),
        ("zero-width", after(&format!("purpose: {}\n", "\u{200b}x".repeat(many))), "invisible-character", 13),
        ("a key of 100 kB", after(&format!("{}: x\n", "k".repeat(many))), "syntax", 13),
        ("a quoted key of 100 kB", after(&format!("? \"{}\"\n: x\n", "k".repeat(many))), "unknown-key", 13),
        (
            "a step id of 100 kB",
            full(&format!("{HEAD}{ROLES}steps:\n"), |n| {
                let id = if n == 0 { "s".repeat(many) } else { format!("s{n}") };
                format!("  - id: {id}\n    title: T\n    by: cook\n    by: cook\n")
            })
            .into_bytes(),
            "duplicate-key",
            13,
        ),
        (
            "a role of 100 kB, with a thousand mistakes",
            {
                let name = "r".repeat(many);
                let keys: String = (0..1_500).map(|n| format!(", k{n}: x")).collect();
                after(&format!("inputs:\n  ? {name}\n  : {{type: count{keys}}}\n"))
            },
            "unknown-key",
            15,
        ),
        ("open quotes", full(HEAD, |_| "a: \"\n".to_owned()).into_bytes(), "syntax", 0),
        ("a list of all commas", full("a: [", |_| "a,".to_owned()).into_bytes(), "file-too-large", 1),
        (
            "a map of all commas",
            full("a: {\n", |_| "a: b,\n".to_owned()).into_bytes(),
            "file-too-large",
            50_002,
        ),
        ("open brackets", full(HEAD, |_| "a: [\n".to_owned()).into_bytes(), "syntax", 0),
        (
            "steps that are no YAML",
            full(&format!("{HEAD}{ROLES}steps:\n"), |n| format!("  - id: s{n}\n    title: a: b\n"))
                .into_bytes(),
            "syntax",
            11,
        ),
        ("words", full("", |_| "word\n".to_owned()).into_bytes(), "", 0),
        ("one word", "x".repeat(1024 * 1024).into_bytes(), "wrong-type", 1),
        ("colons", ":".repeat(1024 * 1024).into_bytes(), "", 0),
        ("keys of keys", "a: ".repeat(300_000).into_bytes(), "syntax", 1),
        ("dashes", "-".repeat(1024 * 1024).into_bytes(), "", 0),
        ("directives", full("", |_| "%TAG !a! b\n".to_owned()).into_bytes(), "", 1),
        ("blank lines", "\n".repeat(1024 * 1024).into_bytes(), "empty-file", 1),
        ("blanks", " ".repeat(1024 * 1024).into_bytes(), "empty-file", 1),
        ("comments", full("", |_| "#\n".to_owned()).into_bytes(), "empty-file", 1),
        ("a text of 1 MB", after(&format!("purpose: |\n{}", "  line of text\n".repeat(60_000))), "", 0),
    ]
}

/// The n-th language tag of two to four letters.
fn tag(mut n: usize) -> String {
    let mut tag = String::new();
    n += 26 * 26;
    while n > 0 {
        tag.insert(0, char::from(b'a' + u8::try_from(n % 26).expect("a letter")));
        n /= 26;
    }
    tag
}

#[test]
fn every_one_is_answered() {
    for (name, bytes, rule, line) in files() {
        let check = || {
            let start = Instant::now();
            let report = rules::check_bytes("hostile.yaml", &bytes, "2026-12-01".parse().ok());
            (start.elapsed(), report)
        };
        let (mut took, report) = check();
        if !cfg!(debug_assertions) {
            // Other tests run at the same time.
            took = took.min(check().0).min(check().0);
        }
        let findings = report.findings();
        println!("{took:>12.3?}  {:>5} findings  {name}", findings.len());
        assert!(took < LONGEST, "{name}: {took:?}");
        assert!(findings.len() <= Report::MOST, "{name}: {}", findings.len());
        if !rule.is_empty() {
            let found = findings.iter().find(|it| it.rule == rule);
            let found = found.unwrap_or_else(|| panic!("{name}: no `{rule}` in {:?}", findings.first()));
            assert!(line == 0 || found.place.start.line == line, "{name}: {found}");
        }
        let size: usize = findings.iter().map(|it| it.message.len() + it.place.path.len()).sum();
        assert!(size < 4_000_000, "{name}: findings of {size} bytes");
        for finding in findings {
            let hidden = |text: &str| {
                text.chars().any(|it| {
                    it.is_control() || matches!(it, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
                })
            };
            assert!(!hidden(&finding.message), "{name}: {:?}", finding.message);
        }
    }
}
