//! Whatever is changed in a record is found, with its line.

use countersign::record::{Audit, End, Record, RecordProblem, Replay};

use super::record;

/// The number of the first bad line, and what is wrong with it.
fn bad_line(text: &[u8]) -> Option<(u64, RecordProblem)> {
    Record::parse(text).err().map(|error| (error.line, error.kind))
}

#[test]
fn every_flipped_bit() {
    let record = record("R-1", 6);
    for text in [record.to_string(), record.take_out(&[2, 3, 12]).to_string()] {
        assert_eq!(bad_line(text.as_bytes()), None);
        let mut line = 1;
        for place in 0..text.len() {
            for bit in 0..8 {
                let mut bytes = text.clone().into_bytes();
                bytes[place] ^= 1 << bit;
                let found = bad_line(&bytes).map(|(line, _)| line);
                assert_eq!(found, Some(line), "bit {bit} of byte {place}");
            }
            line += u64::from(text.as_bytes()[place] == b'\n');
        }
    }
}

#[test]
fn every_cut_point() {
    let record = record("R-1", 6);
    let text = record.to_string();
    let heads: Vec<_> =
        [record.header().head()].into_iter().chain(record.lines().iter().map(|line| line.head())).collect();
    for cut in 0..text.len() {
        let cut_text = &text.as_bytes()[..cut];
        let ends = cut_text.iter().filter(|byte| **byte == b'\n').count();
        let audit = Audit::of(cut_text, Some(record.head()), |_| Ok(()));
        assert!(!audit.is_sound() && audit.end == End::CutOff { expected: record.head() }, "{cut}");
        let found = bad_line(cut_text);
        if cut == 0 {
            assert_eq!(found, Some((1, RecordProblem::Empty)));
        } else if !cut_text.ends_with(b"\n") {
            assert_eq!(found, Some((ends as u64 + 1, RecordProblem::Torn)), "{cut}");
        } else if ends > 1 && record.lines()[ends - 2].more() {
            assert_eq!(found, Some((ends as u64, RecordProblem::UnfinishedAct)), "{cut}");
        } else {
            // Whole acts: without a head from outside nobody can know, and the answer says so.
            assert_eq!(found, None, "{cut}");
            let audit = Audit::of(cut_text, None, |_| Ok(()));
            assert_eq!((audit.head, audit.end), (Some(heads[ends - 1]), End::Unknown));
            assert!(audit.to_string().contains("would not be noticed"), "{audit}");
        }
        let (read, _) = Record::read(cut_text);
        let whole = read.map_or(0, |read| read.lines().len());
        assert!(whole <= ends && whole + 4 > ends, "{cut}: {whole} of {ends}");
    }
}

#[test]
fn lines_swapped_left_out_doubled_or_put_in() {
    let record = record("R-1", 8);
    let other = super::record("R-2", 8);
    let text = record.to_string();
    let lines: Vec<&str> = text.lines().collect();
    let other_text = other.to_string();
    let foreign: Vec<&str> = other_text.lines().collect();
    let check = |lines: &[&str], expected: usize, what: &str| {
        let text: String = lines.iter().flat_map(|line| [*line, "\n"]).collect();
        assert_eq!(bad_line(text.as_bytes()).map(|(line, _)| line), Some(expected as u64 + 1), "{what}");
    };
    for first in 0..lines.len() {
        for second in first + 1..lines.len() {
            let mut swapped = lines.clone();
            swapped.swap(first, second);
            check(&swapped, first, &format!("{first} and {second} swapped"));
        }
        let mut doubled = lines.clone();
        doubled.insert(first, lines[first]);
        check(&doubled, first + 1, &format!("{first} doubled"));
        if first + 1 < lines.len() {
            let mut without = lines.clone();
            without.remove(first);
            check(&without, first, &format!("{first} left out"));
        }
        // Of the same position in another run, in the place of a line and before it.
        for (from, other) in foreign.iter().enumerate().take(lines.len().min(first + 2)).skip(first) {
            let mut spliced = lines.clone();
            spliced[first] = other;
            // A header of another run is a good header, to which the first event doesn't belong.
            check(
                &spliced,
                if (first, from) == (0, 0) { 1 } else { first },
                &format!("{first} from another run"),
            );
            let mut put_in = lines.clone();
            put_in.insert(first, other);
            check(&put_in, if (first, from) == (0, 0) { 1 } else { first }, &format!("{first} put in"));
        }
        for blank in ["", " ", "{}", "null"] {
            let mut put_in = lines.clone();
            put_in.insert(first, blank);
            check(&put_in, first, &format!("{blank:?} before {first}"));
        }
    }
    let rest_from_other: Vec<&str> = lines[..5].iter().chain(&foreign[5..]).copied().collect();
    check(&rest_from_other, 5, "the rest from another run");
}

#[test]
fn other_spellings_of_the_same_line() {
    let text = record("R-1", 3).to_string();
    let check = |from: &str, to: &str, line: u64, expected: RecordProblem| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        assert_eq!(bad_line(changed.as_bytes()), Some((line, expected)), "{from} to {to}");
    };
    check("\"at\":", "\"at\": ", 2, RecordProblem::NotCanonical);
    check("\n", "\r\n", 1, RecordProblem::NotCanonical);
    check("é", "\\u00e9", 2, RecordProblem::NotCanonical);
    check("\"slices\":4", "\"slices\":4.0", 2, RecordProblem::NotCanonical);
    check("\"slices\":4", "\"slices\":4,\"slices\":4", 2, RecordProblem::NotCanonical);
    check("\"seq\":1", "\"seq\":01", 2, RecordProblem::NotCanonical);
    check("\"seq\":1,", "\"seq\":1,\"then\":1,", 2, RecordProblem::UnknownKey { key: "then".into() });
    check(",\"seq\":1", "", 2, RecordProblem::MissingKey { key: "seq" });
    check(
        "\"seq\":1",
        "\"seq\":-1",
        2,
        RecordProblem::WrongValue { key: "seq", expected: "the position of an event" },
    );
    check("\"seq\":1", "\"seq\":7", 2, RecordProblem::Sequence { expected: 1, found: 7 });
    check("53.90", "53.9", 2, RecordProblem::Leaf);
    check("Ben Okoro", "Ben", 2, RecordProblem::Leaf);
    check("T09:01:07.250", "T09:01:07.251", 2, RecordProblem::Hash);
    check("key 1", "key 2", 3, RecordProblem::Hash);
    check("\"more\":true", "\"more\":false", 3, RecordProblem::WrongValue { key: "more", expected: "true" });
    check("\"more\":true,", "", 3, RecordProblem::Hash);
    check("\"format\":1", "\"format\":99", 1, RecordProblem::UnknownFormat { format: "99".into() });
}

#[test]
fn a_head_from_outside_finds_what_the_chain_cannot() {
    let record = record("R-1", 5);
    let text = record.to_string();
    let end = |head| Audit::of(text.as_bytes(), Some(head), |_| Ok(())).end;
    let early = record.lines()[3].head();
    assert_eq!(end(record.head()), End::Reached { later: 0 });
    assert_eq!(end(early), End::Reached { later: record.head().seq - early.seq });
    assert_eq!(end(record.header().head()), End::Reached { later: record.head().seq });
    let mut foreign = super::record("R-2", 5).head();
    assert_eq!(end(foreign), End::Rewritten { expected: foreign });
    foreign.seq += 1;
    assert_eq!(end(foreign), End::CutOff { expected: foreign });
}

#[test]
fn what_was_taken_out_leaves_the_chain_whole() {
    let whole = record("R-1", 6);
    let record = whole.take_out(&[2, 5, 99]);
    let text = record.to_string();
    assert_eq!(Record::parse(text.as_bytes()), Ok(record.clone()));
    assert_eq!(record.head(), whole.head());
    assert_eq!(record.size(), text.len());
    let audit = record.audit(Some(whole.head()), |_| panic!("there is nothing to replay"));
    assert_eq!((audit.taken_out.as_slice(), &audit.replay), ([2, 5].as_slice(), &Replay::Impossible));
    assert!(audit.is_sound());
    let line = &record.lines()[1];
    assert_eq!((line.by(), line.salt(), line.what_text(), line.asked()), (None, None, None, None));
    assert_eq!((line.key(), line.leaf()), (whole.lines()[1].key(), whole.lines()[1].leaf()));
    assert_eq!(line.key(), Some("key 1"));
    assert_eq!(line.take_out(), *line);
    let error = line.what::<serde_json::Value>().expect_err("it is gone");
    assert_eq!(error.to_string(), "the content of event 2 was taken out");
    assert!(!line.text().contains("Zoë") && !line.text().contains("salt"));
}

#[test]
fn a_replay_that_differs_is_said() {
    let audit = record("R-1", 2).audit(None, |record| Err(format!("event {} differs", record.head().seq)));
    assert!(!audit.is_sound());
    assert_eq!(audit.replay, Replay::Failed("event 3 differs".into()));
    let sentences = audit.to_string();
    assert!(sentences.ends_with("the replay differs: event 3 differs\n"), "{sentences}");
}
