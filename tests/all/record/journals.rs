//! All journals keep to the same laws, and export the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use countersign::record::{FileJournal, Journal, JournalError, MemoryJournal, RecordProblem, laws};

use super::{act, header, record};

/// A folder that is gone when the test ends well.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Folder {
        Folder::below(&PathBuf::from(env!("CARGO_TARGET_TMPDIR")))
    }

    /// In memory where the system has a place for that: for thousands of files, of which each would wait for a disk.
    pub(crate) fn in_memory() -> Folder {
        let memory = PathBuf::from("/dev/shm");
        if memory.is_dir() { Folder::below(&memory) } else { Folder::new() }
    }

    fn below(parent: &Path) -> Folder {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = parent.join(format!("countersign-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            fs::remove_dir_all(&self.0).expect("the folder");
        }
    }
}

#[test]
fn the_journal_in_memory_keeps_to_the_laws() {
    let stores = Mutex::new(BTreeMap::<String, MemoryJournal>::new());
    let open = |name: &str| stores.lock().expect("the stores").entry(name.to_owned()).or_default().clone();
    assert_eq!(laws::broken(open), []);
}

#[test]
fn the_file_journal_keeps_to_the_laws() {
    let folder = Folder::new();
    let open = |name: &str| {
        let path = folder.0.join(name.replace([':', ' ', ','], "-"));
        fs::create_dir_all(&path).expect("a folder");
        FileJournal::in_folder(path).expect("a journal")
    };
    assert_eq!(laws::broken(open), []);
}

#[cfg(feature = "sqlite")]
#[test]
fn the_sqlite_journal_keeps_to_the_laws() {
    let folder = Folder::new();
    let open = |name: &str| {
        let path = folder.0.join(name.replace([':', ' ', ','], "-"));
        countersign::record::SqliteJournal::open(path).expect("a journal")
    };
    assert_eq!(laws::broken(open), []);
}

/// A journal that breaks a law is found out.
#[test]
fn the_laws_find_a_journal_that_loses_the_race() {
    struct Careless(MemoryJournal);
    impl Journal for Careless {
        fn begin(
            &self,
            header: &countersign::record::Header,
            act: &[countersign::record::Line],
        ) -> Result<countersign::record::Head, JournalError> {
            self.0.begin(header, act)
        }
        fn append(
            &self,
            run: &str,
            expected: countersign::record::Head,
            act: &[countersign::record::Line],
        ) -> Result<countersign::record::Head, JournalError> {
            // Says yes to everybody.
            self.0.append(run, expected, act).or_else(|_| countersign::record::check_act(expected, act))
        }
        fn header(&self, run: &str) -> Result<Option<countersign::record::Header>, JournalError> {
            self.0.header(run)
        }
        fn head(&self, run: &str) -> Result<Option<countersign::record::Head>, JournalError> {
            self.0.head(run)
        }
        fn read(
            &self,
            run: &str,
            after: u64,
            most: usize,
        ) -> Result<Vec<countersign::record::Line>, JournalError> {
            self.0.read(run, after, most)
        }
        fn find_key(&self, run: &str, key: &str) -> Result<Vec<countersign::record::Line>, JournalError> {
            self.0.find_key(run, key)
        }
        fn runs(&self, after: Option<&str>, most: usize) -> Result<Vec<String>, JournalError> {
            self.0.runs(after, most)
        }
        fn durability(&self) -> countersign::record::Durability {
            self.0.durability()
        }
    }
    let stores = Mutex::new(BTreeMap::<String, MemoryJournal>::new());
    let open =
        |name: &str| Careless(stores.lock().expect("the stores").entry(name.to_owned()).or_default().clone());
    let broken: Vec<&str> = laws::broken(open).into_iter().map(|broken| broken.law).collect();
    assert!(broken.contains(&"of several hosts at one head exactly one wins"), "{broken:?}");
    assert!(broken.contains(&"an append at another head is a conflict and keeps nothing"), "{broken:?}");
}

fn keep(journal: &dyn Journal, record: &countersign::record::Record) -> String {
    let mut head = record.header().head();
    for (number, act) in record.acts().enumerate() {
        head = match number {
            0 => journal.begin(record.header(), act).expect("it begins"),
            _ => journal.append(record.header().run(), head, act).expect("it follows"),
        };
    }
    journal.record(record.header().run()).expect("a record").expect("the run").to_string()
}

#[test]
fn all_journals_export_the_same_bytes() {
    let record = record("R-1", 20).take_out(&[4, 5]);
    let folder = Folder::new();
    let text = record.to_string();
    assert_eq!(keep(&MemoryJournal::new(), &record), text);
    assert_eq!(keep(&FileJournal::in_file(folder.0.join("one.jsonl")), &record), text);
    assert_eq!(fs::read_to_string(folder.0.join("one.jsonl")).expect("a file"), text);
    let in_folder = FileJournal::in_folder(&folder.0).expect("a journal");
    assert_eq!(keep(&in_folder, &record), text);
    assert_eq!(fs::read_to_string(folder.0.join("R-1.jsonl")).expect("a file"), text);
    #[cfg(feature = "sqlite")]
    {
        let journal = countersign::record::SqliteJournal::in_memory().expect("a journal");
        assert_eq!(keep(&journal, &record), text);
    }
}

#[test]
fn a_single_file_is_of_one_run() {
    let folder = Folder::new();
    let path = folder.0.join("one.jsonl");
    let journal = FileJournal::in_file(&path);
    assert_eq!(journal.runs(None, 9), Ok(Vec::new()));
    keep(&journal, &record("R-1", 2));
    assert_eq!(journal.runs(None, 9), Ok(vec!["R-1".to_owned()]));
    let other = header("R-2");
    let begun = act(other.head(), 1, "");
    let reason = "the file is of another run, `R-1`".to_owned();
    assert_eq!(journal.begin(&other, &begun), Err(JournalError::Storage { reason }));
    assert_eq!(journal.head("R-2"), Ok(None));
    let error = FileJournal::in_folder(folder.0.join("nowhere")).expect_err("no folder").to_string();
    assert!(error.contains("there is no folder"), "{error}");
}

#[test]
fn a_file_that_was_changed_is_reported_and_left_alone() {
    let folder = Folder::new();
    let path = folder.0.join("one.jsonl");
    let record = record("R-1", 6);
    let text = record.to_string();
    let next = act(record.head(), 1, "");
    let damaged = |line, kind| {
        let error = countersign::record::RecordError { line, kind };
        JournalError::Damaged { run: "R-1".to_owned(), error }
    };
    for (changed, line, kind) in [
        (text.replacen("53.90", "53.91", 1), 2, RecordProblem::Leaf),
        (format!("{text}\n"), 14, RecordProblem::NotCanonical),
        (format!("{}x\n", text.trim_end()), 13, RecordProblem::NotCanonical),
    ] {
        fs::write(&path, &changed).expect("a file");
        let journal = FileJournal::in_file(&path);
        let expected = damaged(line, kind);
        assert_eq!(journal.head("R-1"), Err(expected.clone()));
        assert_eq!(journal.append("R-1", record.head(), &next), Err(expected.clone()));
        assert!(journal.begin(record.header(), &next).is_err());
        assert_eq!(journal.record("R-1"), Err(expected));
        assert_eq!(journal.runs(None, 9), Ok(vec!["R-1".to_owned()]));
        assert_eq!(fs::read_to_string(&path).expect("a file"), changed);
        assert_eq!(journal.repairs(), []);
    }
    // A journal that saw more than there is now says so, although the chain is whole.
    fs::write(&path, &text).expect("a file");
    let journal = FileJournal::in_file(&path);
    assert_eq!(journal.head("R-1"), Ok(Some(record.head())));
    let lines: Vec<&str> = text.lines().collect();
    fs::write(&path, lines[..2].join("\n") + "\n").expect("a file");
    assert_eq!(journal.head("R-1"), Err(damaged(3, RecordProblem::CutOff)));
    assert_eq!(journal.append("R-1", record.head(), &next), Err(damaged(3, RecordProblem::CutOff)));
}

#[cfg(feature = "sqlite")]
#[test]
fn a_database_keeps_rows_as_they_are() {
    use countersign::record::SqliteJournal;
    let folder = Folder::new();
    let path = folder.0.join("records.db");
    let journal = SqliteJournal::open(&path).expect("a journal");
    let record = record("R-1", 6);
    keep(&journal, &record);
    let connection = rusqlite::Connection::open(&path).expect("the database");
    for statement in [
        "UPDATE line SET text = 'x'",
        "UPDATE run SET header = 'x'",
        "DELETE FROM line",
        "DELETE FROM run",
        "INSERT OR REPLACE INTO line SELECT run, seq, hash, key, more, size, 'x' FROM line WHERE seq = 1",
        "INSERT INTO line SELECT run, 99, hash, key, more, size, text FROM line WHERE seq = 1",
        "REPLACE INTO run SELECT run, 'x' FROM run",
    ] {
        let error = connection.execute_batch(statement).expect_err(statement).to_string();
        assert!(error.contains("record") || error.contains("run begins once"), "{statement}: {error}");
    }
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).expect("a mode");
    assert_eq!(mode, "wal");
    // Who owns the file can do what he likes, and the chain shows it.
    connection.execute_batch("DROP TRIGGER line_is_kept_as_it_is").expect("no trigger");
    connection
        .execute_batch("UPDATE line SET text = replace(text, '53.90', '53.91') WHERE seq = 4")
        .expect("an update");
    let error = countersign::record::RecordError { line: 5, kind: RecordProblem::Leaf };
    assert_eq!(journal.record("R-1"), Err(JournalError::Damaged { run: "R-1".to_owned(), error }));

    let other = folder.0.join("other.db");
    rusqlite::Connection::open(&other)
        .expect("a database")
        .execute_batch("CREATE TABLE a (b)")
        .expect("a table");
    let error = SqliteJournal::open(&other).expect_err("another database").to_string();
    assert!(error.ends_with("the file is a database, but not one of records"), "{error}");
    fs::write(&other, "no database at all, but long enough to look at").expect("a file");
    assert!(SqliteJournal::open(&other).is_err());
}
