//! What every journal keeps to, as tests that an adapter runs against itself.
//!
//! ```
//! use std::collections::BTreeMap;
//! use std::sync::Mutex;
//! use countersign::record::{MemoryJournal, laws};
//!
//! let stores = Mutex::new(BTreeMap::<String, MemoryJournal>::new());
//! let open = |name: &str| stores.lock().unwrap().entry(name.to_owned()).or_default().clone();
//! assert_eq!(laws::broken(open), []);
//! ```

use std::fmt::Debug;
use std::sync::Barrier;
use std::thread;

use semver::Version;
use serde_json::json;

use super::chain::Head;
use super::header::Header;
use super::journal::{Journal, JournalError};
use super::line::Line;
use super::seal::{Fact, Salt, seal};
use super::stored::Record;
use crate::procedure::Digest;
use crate::run::Signer;

/// A law that a journal broke.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Broken {
    /// The law.
    pub law: &'static str,
    /// How it was broken.
    pub how: String,
}

/// Tries all laws and gives those that were broken.
///
/// `open` opens the store of a name: another name is another store, empty at first; the same name again is the same
/// store through a handle of its own, as another host would have it. It is called from several threads at once.
pub fn broken<J: Journal + Send>(open: impl Fn(&str) -> J + Sync) -> Vec<Broken> {
    let laws: [(&'static str, Law<J>); 9] = [
        ("a run begins once", begins_once),
        ("what was appended is read back, in the same bytes", reads_back),
        ("an append at another head is a conflict and keeps nothing", conflicts),
        ("an act is kept all or none", all_or_none),
        ("only what follows from the head is kept", follows),
        ("an act is found by its key", finds_keys),
        ("runs are listed in order and apart from each other", lists_runs),
        ("other handles see what was acknowledged, and so do later ones", other_handles),
        ("of several hosts at one head exactly one wins", one_wins),
    ];
    let mut broken = Vec::new();
    for (law, check) in laws {
        if let Err(how) = check(&|store: &str| open(&format!("{law}: {store}"))) {
            broken.push(Broken { law, how });
        }
    }
    broken
}

type Law<J> = for<'a> fn(Open<'a, J>) -> Outcome;

type Outcome = Result<(), String>;

type Open<'a, J> = &'a (dyn Fn(&str) -> J + Sync + 'a);

fn begins_once<J: Journal + Send>(open: Open<'_, J>) -> Outcome {
    let journal = open("a");
    let header = header("r")?;
    same("the head of no run", &journal.head("r"), &Ok(None))?;
    same("the header of no run", &journal.header("r"), &Ok(None))?;
    same("the record of no run", &journal.record("r"), &Ok(None))?;
    let missing = || JournalError::NoRun { run: "r".to_owned() };
    same("reading no run", &journal.read("r", 0, 9), &Err(missing()))?;
    same("a key of no run", &journal.find_key("r", "k"), &Err(missing()))?;
    let act = act(header.head(), 2, None)?;
    same("appending to no run", &journal.append("r", header.head(), &act), &Err(missing()))?;
    expect("beginning without events", journal.begin(&header, &[]).is_err())?;
    same("what was not begun", &journal.head("r"), &Ok(None))?;
    let head = end(&act);
    same("beginning", &journal.begin(&header, &act), &Ok(head))?;
    let conflict = Err(JournalError::Conflict { actual: head });
    same("beginning again", &journal.begin(&header, &act), &conflict)?;
    same("the header", &journal.header("r"), &Ok(Some(header)))?;
    same("the head", &journal.head("r"), &Ok(Some(head)))
}

fn reads_back<J: Journal + Send>(open: Open<'_, J>) -> Outcome {
    let journal = open("a");
    let mut record = Record::new(header("r")?);
    for number in 0..30 {
        let act = act(record.head(), 1 + number % 3, Some(&format!("k{number}")))?;
        append(&journal, &mut record, &act)?;
        same("the head", &journal.head("r"), &Ok(Some(record.head())))?;
    }
    let stored = journal.record("r").map(|stored| stored.map(|stored| stored.to_string()));
    same("the record", &stored, &Ok(Some(record.to_string())))?;
    for after in [0, 1, 2, 29, 58, 59, 60, 61, 1000, u64::MAX] {
        for most in [0, 1, 2, 59, 60, 1000] {
            let expected = record.after(after, most).to_vec();
            same("events from a position on", &journal.read("r", after, most), &Ok(expected))?;
        }
    }
    Ok(())
}

fn conflicts<J: Journal + Send>(open: Open<'_, J>) -> Outcome {
    let journal = open("a");
    let mut record = Record::new(header("r")?);
    let start = record.head();
    append(&journal, &mut record, &act(start, 2, None)?)?;
    let early = record.head();
    append(&journal, &mut record, &act(early, 1, None)?)?;
    let actual = record.head();
    let conflict = Err(JournalError::Conflict { actual });
    let wrong_hash = Head { seq: actual.seq, hash: Digest::of(b"another") };
    let ahead = Head { seq: actual.seq + 1, hash: actual.hash };
    for expected in [start, early, wrong_hash, ahead] {
        let act = act(expected, 1, None)?;
        same("an append at another head", &journal.append("r", expected, &act), &conflict)?;
    }
    same("the record afterwards", &journal.record("r"), &Ok(Some(record)))
}

fn all_or_none<J: Journal + Send>(open: Open<'_, J>) -> Outcome {
    let journal = open("a");
    let mut record = Record::new(header("r")?);
    let begun = act(record.head(), 1, None)?;
    append(&journal, &mut record, &begun)?;
    let head = record.head();
    let whole = act(head, 3, None)?;
    let mut swapped = whole.clone();
    swapped.swap(1, 2);
    let next = act(end(&whole), 1, None)?;
    let several = [whole.as_slice(), next.as_slice()].concat();
    let refused = [&[], part(&whole, 0, 1), part(&whole, 0, 2), part(&whole, 1, 3), &swapped, &several];
    for part in refused {
        let unfit = matches!(journal.append("r", head, part), Err(JournalError::Unfit { .. }));
        expect("a part of an act, or more than one, is unfit", unfit)?;
        same("the record afterwards", &journal.record("r"), &Ok(Some(record.clone())))?;
    }
    append(&journal, &mut record, &whole)?;
    same("the record at last", &journal.record("r"), &Ok(Some(record)))
}

fn follows<J: Journal + Send>(open: Open<'_, J>) -> Outcome {
    let journal = open("a");
    let mut record = Record::new(header("r")?);
    let begun = act(record.head(), 1, None)?;
    let other = header("s")?;
    expect("beginning with another run's events", journal.begin(&other, &begun).is_err())?;
    same("what was not begun", &journal.head("s"), &Ok(None))?;
    append(&journal, &mut record, &begun)?;
    let head = record.head();
    let foreign = act(Head { seq: head.seq, hash: other.head().hash }, 1, None)?;
    let later = act(end(&act(head, 1, None)?), 1, None)?;
    for lines in [foreign, later, begun] {
        let unfit = matches!(journal.append("r", head, &lines), Err(JournalError::Unfit { .. }));
        expect("events that don't follow are unfit", unfit)?;
    }
    let redacted: Vec<Line> = act(head, 2, None)?.iter().map(Line::take_out).collect();
    append(&journal, &mut record, &redacted)?;
    same("the record", &journal.record("r"), &Ok(Some(record)))
}

fn finds_keys<J: Journal + Send>(open: Open<'_, J>) -> Outcome {
    let journal = open("a");
    let mut acts = Vec::new();
    let mut records = [Record::new(header("r")?), Record::new(header("s")?)];
    for key in [None, Some("a"), Some("A"), Some("a "), Some("é\n\"%"), None, Some("b"), Some("a")] {
        for (index, record) in records.iter_mut().enumerate() {
            let act = act(record.head(), 1 + acts.len() % 3, key)?;
            append(&journal, record, &act)?;
            if index == 0 {
                acts.push((key, act));
            }
        }
    }
    for key in ["a", "A", "a ", "é\n\"%", "b"] {
        let first = acts.iter().find(|(its, _)| *its == Some(key)).map(|(_, act)| act.clone());
        let found = journal.find_key("r", key);
        same("the first act of a key", &found, &Ok(first.unwrap_or_default()))?;
    }
    for key in ["", "c", "a\0", "'", "%"] {
        same("a key that was never given", &journal.find_key("r", key), &Ok(Vec::new()))?;
    }
    Ok(())
}

fn lists_runs<J: Journal + Send>(open: Open<'_, J>) -> Outcome {
    let journal = open("a");
    let mut names = vec!["R-1", "R-10", "R-2", "é", "a b", "..", "%", "x/y", "'", "\u{1f600}", "r-1x"];
    for name in &names {
        let mut record = Record::new(header(name)?);
        let begun = act(record.head(), 1, None)?;
        append(&journal, &mut record, &begun)?;
    }
    names.sort_unstable();
    let expected = |after: Option<&str>, most: usize| {
        let later = names.iter().filter(|name| after.is_none_or(|after| **name > after));
        later.take(most).map(|name| (*name).to_owned()).collect::<Vec<_>>()
    };
    for after in [None, Some(""), Some("R-1"), Some("R-11"), Some("\u{1f600}"), Some("z")] {
        for most in [0, 1, 3, 100] {
            same("runs", &journal.runs(after, most), &Ok(expected(after, most)))?;
        }
    }
    for name in &names {
        let header = journal.header(name).map(|header| header.map(|header| header.run().to_owned()));
        same("the run of a header", &header, &Ok(Some((*name).to_owned())))?;
    }
    Ok(())
}

fn other_handles<J: Journal + Send>(open: Open<'_, J>) -> Outcome {
    let (first, second) = (open("a"), open("a"));
    let mut record = Record::new(header("r")?);
    for number in 0..12 {
        let act = act(record.head(), 1 + number % 3, Some(&format!("k{number}")))?;
        let (writer, reader) = if number % 2 == 0 { (&first, &second) } else { (&second, &first) };
        append(writer, &mut record, &act)?;
        same("the head through another handle", &reader.head("r"), &Ok(Some(record.head())))?;
        let found = reader.find_key("r", &format!("k{number}"));
        same("the act through another handle", &found, &Ok(act))?;
    }
    drop((first, second));
    same("the record through a later handle", &open("a").record("r"), &Ok(Some(record)))?;
    same("the runs of another store", &open("b").runs(None, 9), &Ok(Vec::new()))
}

fn one_wins<J: Journal + Send>(open: Open<'_, J>) -> Outcome {
    for hosts in [2, 8] {
        for round in 0..4 {
            race(open, hosts, &format!("{hosts} {round}"))?;
        }
    }
    Ok(())
}

/// All hosts begin, then append, at the same head; each through a handle of its own.
fn race<J: Journal + Send>(open: Open<'_, J>, hosts: usize, store: &str) -> Outcome {
    let header = header("r")?;
    let barrier = Barrier::new(hosts);
    let host = |number: usize, journal: J| -> Vec<Result<Head, JournalError>> {
        let round = |round: usize| {
            let head = if round == 0 { Ok(None) } else { journal.head("r") };
            barrier.wait();
            let result = head.and_then(|head| {
                let head = head.unwrap_or(header.head());
                let act = act_of(head, 1 + number % 3, None, number);
                let act = act.map_err(|reason| JournalError::Storage { reason })?;
                if round == 0 { journal.begin(&header, &act) } else { journal.append("r", head, &act) }
            });
            barrier.wait();
            result
        };
        (0..4).map(round).collect()
    };
    let host = &host;
    // A handle that can't be opened must not leave the others waiting.
    let journals: Vec<J> = (0..hosts).map(|_| open(store)).collect();
    let results: Vec<_> = thread::scope(|scope| {
        let started: Vec<_> = journals
            .into_iter()
            .enumerate()
            .map(|(number, journal)| scope.spawn(move || host(number, journal)))
            .collect();
        started.into_iter().map(|thread| thread.join().unwrap_or_default()).collect()
    });
    for round in 0..4 {
        let of_round: Vec<_> = results.iter().filter_map(|results| results.get(round)).collect();
        let winners: Vec<Head> = of_round.iter().filter_map(|result| result.as_ref().ok()).copied().collect();
        let [winner] = winners.as_slice() else {
            return Err(format!("{} of {hosts} hosts won: {of_round:?}", winners.len()));
        };
        for result in of_round {
            if let Err(error) = result {
                same("what the losers are told", error, &JournalError::Conflict { actual: *winner })?;
            }
        }
    }
    let acts = open(store).record("r").map(|record| record.map(|record| record.acts().count()));
    same("the acts that were kept", &acts, &Ok(Some(4)))
}

fn header(run: &str) -> Result<Header, String> {
    let digests = [Digest::of(b"the procedure"), Digest::of(b"one that it uses")];
    let header = Header::new(run, "turkey-sandwich", &Version::new(1, 0, 0), digests, false);
    header.map_err(|error| error.to_string())
}

/// The events of one act, sealed after a head.
fn act(after: Head, events: usize, key: Option<&str>) -> Result<Vec<Line>, String> {
    act_of(after, events, key, 0)
}

fn act_of(after: Head, events: usize, key: Option<&str>, host: usize) -> Result<Vec<Line>, String> {
    let at = "2026-12-01T10:00:00+01:00".parse().map_err(|error| format!("{error}"))?;
    let by = Signer { id: format!("u{host}"), name: "Zoë \"Z\" O’Neill".to_owned() };
    let sealed = || {
        let fact = |number: usize| {
            let what =
                json!({"noted": {"text": format!("event {number}\n☃\u{1f600}"), "of": host, "none": null}});
            let fact = Fact::new(at, &by, &what)?;
            key.map_or(Ok(fact.clone()), |key| fact.keyed(key, Digest::of(key.as_bytes())))
        };
        let facts = (0..events).map(fact).collect::<Result<Vec<_>, _>>()?;
        seal(after, &facts, &Salt::new(&[7; 16])?)
    };
    sealed().map_err(|error: super::SealError| error.to_string())
}

fn end(act: &[Line]) -> Head {
    act.last().map_or(Head { seq: 0, hash: Digest::of(b"") }, Line::head)
}

fn part(act: &[Line], start: usize, end: usize) -> &[Line] {
    act.get(start..end).unwrap_or_default()
}

/// Begins or appends, in the journal and in the record that it is compared with.
fn append(journal: &impl Journal, record: &mut Record, act: &[Line]) -> Outcome {
    let before = record.head();
    let head = record.append(act).map_err(|error| error.to_string())?;
    let header = record.header();
    let result = match before.seq {
        0 => journal.begin(header, act),
        _ => journal.append(header.run(), before, act),
    };
    same("the head after an append", &result, &Ok(head))
}

fn same<T: PartialEq + Debug>(what: &str, found: &T, expected: &T) -> Outcome {
    if found == expected { Ok(()) } else { Err(format!("{what}: {found:?} instead of {expected:?}")) }
}

fn expect(what: &str, holds: bool) -> Outcome {
    if holds { Ok(()) } else { Err(format!("not so: {what}")) }
}
