//! Records of every format load for ever, and another implementation reads them the same way.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use boon::{Compiler, Schemas};
use countersign::record::{Audit, End, Head, Journal, MemoryJournal, Record, Replay, record_schema};
use serde_json::{Map, Value as Json};

use super::journals::Folder;
use super::record;
use crate::golden;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/records")
}

/// Name, expected head and number of events whose content was taken out.
const FIXTURES: [(&str, &str, usize); 3] = [
    ("v1/begun.jsonl", "1:sha256:4ff85b10b6c7b758d3512607f50e29ec84d657d5b63210dc8de818ddce4dbc49", 0),
    ("v1/whole.jsonl", "24:sha256:5db0ac86ebb4d49a8887b05aefe097f657a9b7c40001c783073bab2942468f35", 0),
    ("v1/taken-out.jsonl", "24:sha256:5db0ac86ebb4d49a8887b05aefe097f657a9b7c40001c783073bab2942468f35", 3),
];

#[test]
fn records_of_every_format_load() {
    for (name, head, taken_out) in FIXTURES {
        let text = fs::read(folder().join(name)).expect(name);
        let head: Head = head.parse().expect("a head");
        let audit = Audit::of(&text, Some(head), |_| Ok(()));
        assert_eq!((audit.problem, audit.end), (None, End::Reached { later: 0 }), "{name}");
        assert_eq!(audit.taken_out.len(), taken_out, "{name}");
        assert_eq!(audit.replay == Replay::Done, taken_out == 0, "{name}");
        let record = Record::parse(&text).expect(name);
        assert_eq!(record.to_string().as_bytes(), text, "{name}");
    }
}

/// The same acts give the same bytes as when the fixtures were made. A new format gets fixtures of its own; these
/// are never written again.
#[test]
fn the_same_acts_give_the_same_bytes() {
    let made = [
        ("v1/begun.jsonl", record("R-0042", 1)),
        ("v1/whole.jsonl", record("R-0042", 12)),
        ("v1/taken-out.jsonl", record("R-0042", 12).take_out(&[1, 8, 23])),
    ];
    for (name, record) in made {
        let path = folder().join(name);
        if !path.exists() && std::env::var_os("UPDATE").is_some() {
            fs::write(&path, record.to_string()).expect("written");
            println!("{name}: {}", record.head());
        }
        assert_eq!(fs::read_to_string(path).expect(name), record.to_string(), "{name}");
    }
}

/// `tests/data/records/verify.py` knows nothing of this library.
#[test]
fn another_implementation_agrees() {
    let verify = |path: &PathBuf| {
        let output = Command::new("python3").arg(folder().join("verify.py")).arg(path).output().ok()?;
        Some(String::from_utf8(output.stdout).expect("text").trim().to_owned())
    };
    let answers = |text: &[u8], path: &PathBuf| {
        let ours = match Record::parse(text) {
            Ok(record) => format!("whole up to {}", record.head()),
            Err(error) => format!("line {} is bad", error.line),
        };
        let Some(theirs) = verify(path) else { return };
        assert_eq!(theirs, ours, "{}", path.display());
    };
    for (name, ..) in FIXTURES {
        let path = folder().join(name);
        answers(&fs::read(&path).expect(name), &path);
    }
    let temporary = Folder::new();
    let path = temporary.0.join("changed.jsonl");
    let text = fs::read_to_string(folder().join("v1/whole.jsonl")).expect("text");
    let changes = [
        ("53.90", "53.9"),
        ("Ben Okoro", "Ben"),
        ("\"seq\":5", "\"seq\":6"),
        ("\"trial\":true", "\"trial\":false"),
        ("key 5", "key 6"),
        ("\"at\":", "\"at\": "),
        ("T09:11", "T09:12"),
        ("\"more\":true,", ""),
        ("\"format\":1", "\"format\":2"),
        ("\"slices\":4", "\"slices\":4.0"),
        ("\n", "\n\n"),
    ];
    for (from, to) in changes {
        fs::write(&path, text.replacen(from, to, 1)).expect("written");
        answers(text.replacen(from, to, 1).as_bytes(), &path);
    }
    for cut in [1, 2000, text.len() - 1, text.trim_end().rfind('\n').expect("a line") + 1] {
        fs::write(&path, &text[..cut]).expect("written");
        answers(&text.as_bytes()[..cut], &path);
    }
}

/// What a journal of records says is what the fixtures say.
#[test]
fn fixtures_go_through_a_journal() {
    for (name, ..) in FIXTURES {
        let record = Record::parse(&fs::read(folder().join(name)).expect(name)).expect(name);
        let journal = MemoryJournal::new();
        let mut head = record.header().head();
        for (number, act) in record.acts().enumerate() {
            head = match number {
                0 => journal.begin(record.header(), act).expect("it begins"),
                _ => journal.append(record.header().run(), head, act).expect("it follows"),
            };
        }
        assert_eq!(journal.record("R-0042"), Ok(Some(record)));
    }
}

#[test]
fn the_stored_schema_is_that_of_the_library() {
    let text = serde_json::to_string_pretty(&record_schema()).expect("JSON") + "\n";
    golden::check("schema/record.json", &text);
}

#[test]
fn another_validator_accepts_every_line_and_nothing_else() {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("record.json", record_schema()).expect("a resource");
    let index = compiler.compile("record.json", &mut schemas).expect("a schema");
    let is_valid = |line: &Map<String, Json>| schemas.validate(&Json::Object(line.clone()), index).is_ok();
    let record =
        Record::parse(&fs::read(folder().join("v1/sandwich.jsonl")).expect("a file")).expect("a record");
    for record in [record.take_out(&[2, 4]), record] {
        for text in record.to_string().lines() {
            let line: Map<String, Json> = serde_json::from_str(text).expect("an object");
            assert!(is_valid(&line), "{text}");
            for key in line.keys() {
                let mut without = line.clone();
                without.remove(key);
                let optional =
                    ["more", "uses"].contains(&key.as_str()) || (key == "key" && !line.contains_key("by"));
                assert_eq!(is_valid(&without), optional, "without `{key}`: {text}");
                let mut nothing = line.clone();
                nothing.insert(key.clone(), Json::Null);
                assert!(!is_valid(&nothing), "`{key}` is null: {text}");
            }
            let mut more = line.clone();
            more.insert("further".to_owned(), Json::Null);
            assert!(!is_valid(&more), "a key more: {text}");
        }
    }
}
