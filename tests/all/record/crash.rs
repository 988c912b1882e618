//! What an interrupted append leaves behind is cut off; what was acknowledged stays.

use std::fs;

use countersign::record::{FileJournal, Journal, Record};

use super::journals::Folder;
use super::{act, record};

#[test]
fn every_cut_point_of_a_file_is_opened() {
    let folder = Folder::in_memory();
    let path = folder.0.join("R-1.jsonl");
    let record = record("R-1", 4);
    let text = record.to_string();
    // How many bytes the file has after each act.
    let mut ends = Vec::new();
    let mut size = record.header().text().len() + 1;
    for act in record.acts() {
        size += act.iter().map(|line| line.text().len() + 1).sum::<usize>();
        ends.push((size, act.last().expect("an event").head()));
    }
    for garbage in ["", "\0\0\0\0", "{\"at\":\"2026", "\u{1f600}"] {
        for cut in 0..=text.len() {
            // Garbage behind a line that is cut in the middle may belong to it; that is the case without garbage.
            if !garbage.is_empty() && cut != 0 && !text.as_bytes()[..cut].ends_with(b"\n") {
                continue;
            }
            let torn = [&text.as_bytes()[..cut], garbage.as_bytes()].concat();
            fs::write(&path, &torn).expect("a file");
            // The line end alone is no loss.
            let whole = ends
                .iter()
                .rfind(|(end, _)| *end <= cut || (*end == cut + 1 && garbage.is_empty() && *end > ends[0].0));
            let journal = FileJournal::in_folder(&folder.0).expect("a journal");
            let Some((end, head)) = whole.copied() else {
                if cut == 0 && garbage.starts_with('\u{1f600}') {
                    assert!(journal.head("R-1").is_err(), "{cut}");
                    continue;
                }
                assert_eq!(journal.head("R-1"), Ok(None), "{cut}");
                assert_eq!(journal.runs(None, 9), Ok(Vec::new()), "{cut}");
                let begun = act(record.header().head(), 2, "");
                let head = journal.begin(record.header(), &begun).expect("it begins anew");
                assert_eq!(FileJournal::in_folder(&folder.0).expect("a journal").head("R-1"), Ok(Some(head)));
                check_copy(&journal, &torn);
                continue;
            };
            // A reader sees whole acts only, and changes nothing.
            let seen = journal.record("R-1").expect("readable").expect("a run");
            assert!(text.starts_with(&seen.to_string()));
            assert_eq!(fs::read(&path).expect("a file"), torn);
            let next = act(head, 2, "");
            journal.append("R-1", head, &next).unwrap_or_else(|error| panic!("{cut}: {error}"));
            let stored = fs::read_to_string(&path).expect("a file");
            assert!(stored.starts_with(&text[..end]), "{cut}");
            let stored = Record::parse(stored.as_bytes()).expect("a whole record");
            assert_eq!(stored.head(), next[1].head(), "{cut}");
            check_copy(&journal, torn.get(end..).unwrap_or_default());
        }
    }
}

/// There is a copy of what was cut off, and none where nothing was.
fn check_copy(journal: &FileJournal, expected: &[u8]) {
    match journal.repairs().as_slice() {
        [] => assert!(expected.is_empty()),
        [repair] => {
            assert_eq!(fs::read(&repair.copy).expect("a copy"), expected);
            fs::remove_file(&repair.copy).expect("the copy");
        }
        more => panic!("{more:?}"),
    }
}
