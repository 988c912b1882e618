//! Run and journal together: what was answered is kept, whoever else works on the same run.

use std::cell::Cell;
use std::thread;

use countersign::desk::{Desk, DeskError};
use countersign::manual::Plan;
use countersign::procedure::Procedure;
use countersign::record::{
    Durability, FileJournal, Head, Header, Journal, JournalError, Line, MemoryJournal, Record, Salt,
    SqliteJournal,
};
use countersign::run::{Act, Code, Person, RunStatus, Start, StepStatus};
use countersign::value::DateTime;

use crate::golden;
use crate::record::journals::Folder;

/// The procedure of the stored record, as it was then.
const PROCEDURE: &str = include_str!("../data/records/v1/sandwich.yaml");

fn plan(text: &str) -> Plan {
    Plan::of(Procedure::parse(text).unwrap_or_else(|report| panic!("{report}"))).expect("a plan")
}

fn ana() -> Person {
    Person::new("u17", "Ana Ruiz").role("cook")
}

fn ben() -> Person {
    Person::new("u23", "Ben Okoro").role("checker")
}

fn at(minute: u32) -> DateTime {
    format!("2026-12-01T09:{minute:02}:00+01:00").parse().expect("a time")
}

fn salt(number: u8) -> Salt {
    Salt::new(&[number; 16]).expect("a salt")
}

fn started<J: Journal>(journal: J) -> Desk<J> {
    Desk::start(journal, &plan(PROCEDURE), Start::trial("R-1"), &ana(), at(0), &salt(0)).expect("it starts")
}

fn code(answer: Result<impl std::fmt::Debug, DeskError>) -> Code {
    match answer {
        Err(DeskError::Refused(refusal)) => refusal.code,
        other => panic!("no refusal: {other:?}"),
    }
}

/// A run with a failure and a rework, taken up anew from its record after every act.
fn check_a_whole_run(journal: &dyn Journal) {
    let plan = plan(PROCEDURE);
    let mass = |act: Act, mass: &str| act.value("mass", mass);
    let acts = [
        (mass(Act::perform("weigh"), "53.9"), ana(), true),
        (mass(Act::verify("weigh"), "53.9"), ana(), false),
        (mass(Act::verify("weigh"), "54.2"), ben(), true),
        (Act::decide(1, countersign::document::Disposition::Rework, "one slice short"), ben(), true),
        (mass(Act::perform("weigh"), "58.0"), ana(), true),
        (mass(Act::verify("weigh"), "58.1"), ben(), true),
        (Act::perform("wrap"), ana(), true),
    ];
    let mut before = started(journal);
    for (number, (act, person, accepted)) in acts.iter().enumerate() {
        let mut desk = Desk::open(journal, &plan, "R-1").expect("it opens");
        assert_eq!((desk.run(), desk.head()), (before.run(), before.head()), "before act {number}");
        let minute = u32::try_from(number).expect("few") + 1;
        let answer = desk.ask(act, person, at(minute), &salt(1));
        assert_eq!(answer.is_ok(), *accepted, "act {number}: {answer:?}");
        before = desk;
    }
    assert_eq!(before.run().status(), RunStatus::CompletedAfterRework);
    let record = before.record().expect("the record");
    let audit = record.audit(Some(before.head()), |record| {
        record.replay(&plan).map(drop).map_err(|error| error.to_string())
    });
    assert!(audit.is_sound(), "{audit}");
    let text = record.to_string();
    golden::check("tests/data/records/v1/sandwich.jsonl", &text);
    assert_eq!(Record::parse(text.as_bytes()).expect("whole").replay(&plan).as_ref(), Ok(before.run()));
    let other = self::plan(&PROCEDURE.replace("min: 54", "min: 53"));
    assert!(record.replay(&other).is_err(), "a run keeps the procedure it was started with");
    assert!(record.take_out(&[2]).replay(&plan).is_err(), "what was taken out can't be replayed");
}

#[test]
fn a_run_is_taken_up_from_any_journal() {
    let folder = Folder::new();
    check_a_whole_run(&MemoryJournal::new());
    check_a_whole_run(&FileJournal::in_folder(&folder.0).expect("a journal"));
    check_a_whole_run(&SqliteJournal::open(folder.0.join("records.db")).expect("a journal"));
}

#[test]
fn a_run_starts_once() {
    let journal = MemoryJournal::new();
    let first = started(&journal);
    let second = Desk::start(&journal, &plan(PROCEDURE), Start::trial("R-1"), &ana(), at(1), &salt(1));
    assert!(matches!(second, Err(DeskError::Journal(JournalError::Conflict { .. }))), "{second:?}");
    assert_eq!(first.record().expect("the record").lines().len(), 1);
    let missing = Desk::open(&journal, &plan(PROCEDURE), "R-2");
    assert!(matches!(missing, Err(DeskError::Journal(JournalError::NoRun { .. }))), "{missing:?}");
}

/// The slower of two hosts is judged by the run as it stands after the faster one.
#[test]
fn two_desks_work_on_one_run() {
    let journal = MemoryJournal::new();
    let mut first = started(&journal);
    let mut second = Desk::open(&journal, &plan(PROCEDURE), "R-1").expect("it opens");
    let weigh = || Act::perform("weigh").value("mass", "57");
    first.ask(&weigh(), &ana(), at(1), &salt(1)).expect("the first");
    assert_eq!(code(second.ask(&weigh(), &ana(), at(2), &salt(2))), Code::AlreadyRecorded);
    assert_eq!(second.run(), first.run(), "it took up what the other appended");
    second.ask(&Act::verify("weigh").value("mass", "57"), &ben(), at(3), &salt(3)).expect("the second");
    assert_eq!(first.run().step_status("weigh"), Some(StepStatus::AwaitingVerification));
    first.catch_up().expect("caught up");
    assert_eq!(first.run().step_status("weigh"), Some(StepStatus::Closed));
    assert_eq!((first.run(), first.head()), (second.run(), second.head()));
}

#[test]
fn of_many_desks_at_one_step_exactly_one_wins() {
    let folder = Folder::new();
    let path = folder.0.join("records.db");
    let journal = SqliteJournal::open(&path).expect("a journal");
    started(&journal);
    let answers: Vec<_> = thread::scope(|scope| {
        let hosts: Vec<_> = (1..=6)
            .map(|host| {
                let path = &path;
                scope.spawn(move || {
                    let journal = SqliteJournal::open(path).expect("a journal");
                    let mut desk = Desk::open(&journal, &plan(PROCEDURE), "R-1").expect("it opens");
                    let act = Act::perform("weigh").value("mass", "57");
                    desk.ask(&act, &ana(), at(1), &salt(host)).map_err(|error| error.to_string())
                })
            })
            .collect();
        hosts.into_iter().map(|host| host.join().expect("no panic")).collect()
    });
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    let desk = Desk::open(&journal, &plan(PROCEDURE), "R-1").expect("it opens");
    assert_eq!((desk.run().attempts("weigh"), desk.run().seq()), (1, 2));
}

#[test]
fn the_same_key_happens_once_wherever_it_is_asked() {
    let journal = MemoryJournal::new();
    let mut first = started(&journal);
    let mut second = Desk::open(&journal, &plan(PROCEDURE), "R-1").expect("it opens");
    let act = Act::perform("weigh").value("mass", "57").key("tablet 4, 17");
    let kept = first.ask(&act, &ana(), at(1), &salt(1)).expect("the first");
    assert_eq!(first.ask(&act, &ana(), at(2), &salt(2)), Ok(kept.clone()), "at the same desk");
    assert_eq!(second.ask(&act, &ana(), at(3), &salt(3)), Ok(kept.clone()), "at another");
    let mut third = Desk::open(&journal, &plan(PROCEDURE), "R-1").expect("it opens");
    assert_eq!(third.ask(&act, &ana(), at(4), &salt(4)), Ok(kept), "after a restart");
    let other = Act::perform("weigh").value("mass", "58").key("tablet 4, 17");
    assert_eq!(code(third.ask(&other, &ana(), at(5), &salt(5))), Code::KeyReused);
    assert_eq!(third.record().expect("the record").lines().len(), 2);
}

/// A store that fails at the next append, before or after it has kept the act.
struct Failing {
    inner: MemoryJournal,
    next: Cell<Option<(bool, JournalError)>>,
}

impl Journal for Failing {
    fn begin(&self, header: &Header, act: &[Line]) -> Result<Head, JournalError> {
        self.inner.begin(header, act)
    }
    fn append(&self, run: &str, expected: Head, act: &[Line]) -> Result<Head, JournalError> {
        match self.next.take() {
            Some((true, error)) => self.inner.append(run, expected, act).and(Err(error)),
            Some((false, error)) => Err(error),
            None => self.inner.append(run, expected, act),
        }
    }
    fn header(&self, run: &str) -> Result<Option<Header>, JournalError> {
        self.inner.header(run)
    }
    fn head(&self, run: &str) -> Result<Option<Head>, JournalError> {
        self.inner.head(run)
    }
    fn read(&self, run: &str, after: u64, most: usize) -> Result<Vec<Line>, JournalError> {
        self.inner.read(run, after, most)
    }
    fn find_key(&self, run: &str, key: &str) -> Result<Vec<Line>, JournalError> {
        self.inner.find_key(run, key)
    }
    fn runs(&self, after: Option<&str>, most: usize) -> Result<Vec<String>, JournalError> {
        self.inner.runs(after, most)
    }
    fn durability(&self) -> Durability {
        self.inner.durability()
    }
}

/// A lost write never leaves a run that is ahead of its record, and asking again with the key settles the rest.
#[test]
fn a_write_that_fails_changes_nothing() {
    let reason = || "the disk is full".to_owned();
    let failures = [
        (false, JournalError::Storage { reason: reason() }),
        (false, JournalError::Uncertain { reason: reason() }),
        (true, JournalError::Uncertain { reason: reason() }),
    ];
    for (kept, error) in failures {
        let journal = Failing { inner: MemoryJournal::new(), next: Cell::new(None) };
        let mut desk = started(&journal);
        let (run, head) = (desk.run().clone(), desk.head());
        let act = Act::perform("weigh").value("mass", "57").key("1");
        journal.next.set(Some((kept, error.clone())));
        assert_eq!(desk.ask(&act, &ana(), at(1), &salt(1)), Err(DeskError::Journal(error)));
        assert_eq!((desk.run(), desk.head()), (&run, head));
        let mut again = Desk::open(&journal, &plan(PROCEDURE), "R-1").expect("it opens");
        assert_eq!(again.run().attempts("weigh"), usize::from(kept));
        again.ask(&act, &ana(), at(2), &salt(2)).expect("it is done now, or was before");
        assert_eq!((again.run().attempts("weigh"), again.run().seq()), (1, 2));
    }
}
