//! A journal in an SQLite database.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior, params};

use super::chain::Head;
use super::error::RecordProblem;
use super::header::Header;
use super::journal::{Durability, Journal, JournalError, check_act};
use super::line::Line;
use super::stored::MAX_RECORD;

/// Marks a database as one of records: `csgn`.
const APPLICATION: i32 = 0x6373_676e;

/// The version of the tables below.
const TABLES_VERSION: i32 = 1;

/// Lines are kept as their text, so that an export is a query: `SELECT header FROM run`, then
/// `SELECT text FROM line WHERE run = ? ORDER BY seq`. `size` is that of the record up to the line.
const TABLES: &str = "
CREATE TABLE run (
    run TEXT NOT NULL PRIMARY KEY,
    header TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE line (
    run TEXT NOT NULL REFERENCES run (run),
    seq INTEGER NOT NULL CHECK (seq > 0),
    hash TEXT NOT NULL,
    key TEXT,
    more INTEGER NOT NULL CHECK (more IN (0, 1)),
    size INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX line_by_key ON line (run, key, seq) WHERE key IS NOT NULL;
CREATE TRIGGER run_is_kept_as_it_is BEFORE UPDATE ON run
    BEGIN SELECT RAISE(ABORT, 'a record is never changed'); END;
CREATE TRIGGER run_is_kept BEFORE DELETE ON run
    BEGIN SELECT RAISE(ABORT, 'a record is never deleted'); END;
CREATE TRIGGER run_begins_once BEFORE INSERT ON run
    WHEN EXISTS (SELECT 1 FROM run WHERE run = NEW.run)
    BEGIN SELECT RAISE(ABORT, 'a run begins once'); END;
CREATE TRIGGER line_is_kept_as_it_is BEFORE UPDATE ON line
    BEGIN SELECT RAISE(ABORT, 'a record is never changed'); END;
CREATE TRIGGER line_is_kept BEFORE DELETE ON line
    BEGIN SELECT RAISE(ABORT, 'a record is never deleted'); END;
CREATE TRIGGER line_is_the_next BEFORE INSERT ON line
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM line WHERE run = NEW.run)
    BEGIN SELECT RAISE(ABORT, 'a record has no gaps'); END;
";

/// A journal in an SQLite database, for any number of hosts on one machine.
///
/// The database is in WAL mode with `synchronous=FULL`, so that an acknowledged event survives a power cut. WAL needs
/// shared memory: the file must not lie on a network file system. Triggers keep rows from being changed and deleted
/// by mistake; who owns the file can still do so, and the hash chain shows it.
#[derive(Debug)]
pub struct SqliteJournal {
    connection: Mutex<Connection>,
    durability: Durability,
}

impl SqliteJournal {
    /// Opens a database file, and makes it where there is none.
    ///
    /// # Errors
    ///
    /// When the file can't be opened, is no database of records, or is one of a later version.
    pub fn open(path: impl AsRef<Path>) -> Result<SqliteJournal, JournalError> {
        let connection = Connection::open(path).map_err(storage)?;
        SqliteJournal::prepare(connection, Durability::PowerCut)
    }

    /// A database that is gone with this value.
    ///
    /// # Errors
    ///
    /// When SQLite can't be started.
    pub fn in_memory() -> Result<SqliteJournal, JournalError> {
        let connection = Connection::open_in_memory().map_err(storage)?;
        SqliteJournal::prepare(connection, Durability::Process)
    }

    fn prepare(mut connection: Connection, durability: Durability) -> Result<SqliteJournal, JournalError> {
        connection.busy_timeout(Duration::from_secs(30)).map_err(storage)?;
        let number = |name: &str, connection: &Connection| {
            connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(storage)
        };
        let other = |reason: &str| JournalError::Storage { reason: reason.to_owned() };
        // Before anything is written, so that no other program's database is touched.
        let tables = "SELECT count(*) FROM sqlite_schema";
        let count: i64 = connection.query_row(tables, [], |row| row.get(0)).map_err(storage)?;
        if count > 0 && number("application_id", &connection)? != APPLICATION {
            return Err(other("the file is a database, but not one of records"));
        }
        write_ahead(&connection)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(storage)?;
        connection.pragma_update(None, "foreign_keys", true).map_err(storage)?;
        connection.pragma_update(None, "trusted_schema", false).map_err(storage)?;
        let transaction = begin(&mut connection)?;
        match number("user_version", &transaction)? {
            0 => {
                transaction.execute_batch(TABLES).map_err(storage)?;
                transaction.pragma_update(None, "application_id", APPLICATION).map_err(storage)?;
                transaction.pragma_update(None, "user_version", TABLES_VERSION).map_err(storage)?;
            }
            TABLES_VERSION => {}
            _ => return Err(other("the database is of a later version of the library")),
        }
        transaction.commit().map_err(storage)?;
        Ok(SqliteJournal { connection: Mutex::new(connection), durability })
    }

    /// A transaction that a panic leaves open is rolled back when it is dropped.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How often the switch to the write-ahead log is tried, and how long it waits between.
const SWITCHES: (u32, Duration) = (600, Duration::from_millis(50));

/// Switches to the write-ahead log. SQLite doesn't wait here while another host switches the same new database, so
/// this does.
fn write_ahead(connection: &Connection) -> Result<(), JournalError> {
    let (most, pause) = SWITCHES;
    let mut tries = 0;
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error) if tries < most && error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                tries += 1;
                thread::sleep(pause);
            }
            answer => return answer.map_err(storage),
        }
    }
}

impl Journal for SqliteJournal {
    fn begin(&self, header: &Header, act: &[Line]) -> Result<Head, JournalError> {
        let mut connection = self.connection();
        let transaction = begin(&mut connection)?;
        let run = header.run();
        if let Some((actual, _)) = end(&transaction, run)? {
            return Err(JournalError::Conflict { actual });
        }
        let head = check_act(header.head(), act)?;
        let insert = "INSERT INTO run (run, header) VALUES (?1, ?2)";
        transaction.execute(insert, params![run, header.text()]).map_err(storage)?;
        let size = i64::try_from(header.text().len() + 1).unwrap_or(i64::MAX);
        insert_lines(&transaction, run, size, act)?;
        transaction.commit().map_err(uncertain)?;
        Ok(head)
    }

    fn append(&self, run: &str, expected: Head, act: &[Line]) -> Result<Head, JournalError> {
        let mut connection = self.connection();
        let transaction = begin(&mut connection)?;
        let (actual, size) = end(&transaction, run)?.ok_or_else(|| missing(run))?;
        if actual != expected {
            return Err(JournalError::Conflict { actual });
        }
        let head = check_act(expected, act)?;
        insert_lines(&transaction, run, size, act)?;
        transaction.commit().map_err(uncertain)?;
        Ok(head)
    }

    fn header(&self, run: &str) -> Result<Option<Header>, JournalError> {
        header(&self.connection(), run)
    }

    fn head(&self, run: &str) -> Result<Option<Head>, JournalError> {
        Ok(end(&self.connection(), run)?.map(|(head, _)| head))
    }

    fn read(&self, run: &str, after: u64, most: usize) -> Result<Vec<Line>, JournalError> {
        let connection = self.connection();
        let mut previous = match after {
            0 => header(&connection, run)?.ok_or_else(|| missing(run))?.head(),
            _ => match head_at(&connection, run, after)? {
                Some(head) => head,
                None if header(&connection, run)?.is_some() => return Ok(Vec::new()),
                None => return Err(missing(run)),
            },
        };
        let select = "SELECT text FROM line WHERE run = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3";
        let mut statement = connection.prepare_cached(select).map_err(storage)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut rows = statement.query(params![run, position(after), most]).map_err(storage)?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next().map_err(storage)? {
            let text = row.get_ref(0).map_err(storage)?;
            let line = match text.as_str() {
                Ok(text) => Line::read(text, previous),
                Err(_) => Err(RecordProblem::NotUtf8),
            };
            let line = line.map_err(|problem| damaged(run, problem, previous.seq))?;
            previous = line.head();
            lines.push(line);
        }
        Ok(lines)
    }

    fn find_key(&self, run: &str, key: &str) -> Result<Vec<Line>, JournalError> {
        let select = "SELECT min(seq), (SELECT min(seq) FROM line AS last
                WHERE last.run = ?1 AND more = 0 AND last.seq >= (SELECT min(seq) FROM line WHERE run = ?1 AND key = ?2))
            FROM line WHERE run = ?1 AND key = ?2";
        let place = {
            let connection = self.connection();
            header(&connection, run)?.ok_or_else(|| missing(run))?;
            let numbers = |row: &rusqlite::Row<'_>| Ok(row.get::<_, Option<i64>>(0)?.zip(row.get(1)?));
            connection.query_row(select, params![run, key], numbers).map_err(storage)?
        };
        let place = place.and_then(|(first, last): (i64, i64)| {
            Some((u64::try_from(first).ok()?.checked_sub(1)?, usize::try_from(last - first + 1).ok()?))
        });
        place.map_or(Ok(Vec::new()), |(before, most)| self.read(run, before, most))
    }

    fn runs(&self, after: Option<&str>, most: usize) -> Result<Vec<String>, JournalError> {
        let connection = self.connection();
        let select = "SELECT run FROM run WHERE run > ?1 ORDER BY run LIMIT ?2";
        let mut statement = connection.prepare_cached(select).map_err(storage)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![after.unwrap_or(""), most], |row| row.get(0));
        rows.map_err(storage)?.collect::<Result<_, _>>().map_err(storage)
    }

    fn durability(&self) -> Durability {
        self.durability
    }
}

/// Takes the lock for writing at once, so that nobody can append between looking and writing.
fn begin(connection: &mut Connection) -> Result<Transaction<'_>, JournalError> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(storage)
}

fn insert_lines(connection: &Connection, run: &str, before: i64, act: &[Line]) -> Result<(), JournalError> {
    let insert =
        "INSERT INTO line (run, seq, hash, key, more, size, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let mut statement = connection.prepare_cached(insert).map_err(storage)?;
    let mut size = before;
    for line in act {
        size = size.saturating_add(i64::try_from(line.text().len() + 1).unwrap_or(i64::MAX));
        if size > i64::try_from(MAX_RECORD).unwrap_or(i64::MAX) {
            return Err(JournalError::Unfit { problem: RecordProblem::TooLarge { limit: MAX_RECORD } });
        }
        let (seq, hash) = (position(line.seq()), line.hash().to_string());
        let row = params![run, seq, hash, line.key(), line.more(), size, line.text()];
        statement.execute(row).map_err(storage)?;
    }
    Ok(())
}

/// Where the record of a run ends, and how many bytes it has.
fn end(connection: &Connection, run: &str) -> Result<Option<(Head, i64)>, JournalError> {
    let select = "SELECT seq, hash, size FROM line WHERE run = ?1 ORDER BY seq DESC LIMIT 1";
    let mut statement = connection.prepare_cached(select).map_err(storage)?;
    let row = statement.query_row([run], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    let Some((seq, hash, size)) = row.optional().map_err(storage)? else { return Ok(None) };
    Ok(Some((head(run, seq, hash)?, size)))
}

fn head_at(connection: &Connection, run: &str, seq: u64) -> Result<Option<Head>, JournalError> {
    let select = "SELECT hash FROM line WHERE run = ?1 AND seq = ?2";
    let mut statement = connection.prepare_cached(select).map_err(storage)?;
    let hash = statement.query_row(params![run, position(seq)], |row| row.get(0)).optional();
    hash.map_err(storage)?.map(|hash| head(run, position(seq), hash)).transpose()
}

fn head(run: &str, seq: i64, hash: String) -> Result<Head, JournalError> {
    let seq = u64::try_from(seq).unwrap_or_default();
    let wrong = RecordProblem::WrongValue { key: "hash", expected: "a digest" };
    let hash = hash.parse().map_err(|_| damaged(run, wrong, seq.saturating_sub(1)))?;
    Ok(Head { seq, hash })
}

fn header(connection: &Connection, run: &str) -> Result<Option<Header>, JournalError> {
    let select = "SELECT header FROM run WHERE run = ?1";
    let mut statement = connection.prepare_cached(select).map_err(storage)?;
    let text: Option<String> = statement.query_row([run], |row| row.get(0)).optional().map_err(storage)?;
    let at_header =
        |problem: RecordProblem| JournalError::Damaged { run: run.to_owned(), error: problem.at(1) };
    let header = text.map(|text: String| Header::read(&text).map_err(at_header)).transpose()?;
    match header {
        Some(header) if header.run() != run => Err(at_header(RecordProblem::Hash)),
        header => Ok(header),
    }
}

fn position(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

/// The line after position `before` is bad.
fn damaged(run: &str, problem: RecordProblem, before: u64) -> JournalError {
    JournalError::Damaged { run: run.to_owned(), error: problem.at(before.saturating_add(2)) }
}

fn missing(run: &str) -> JournalError {
    JournalError::NoRun { run: run.to_owned() }
}

fn storage(error: rusqlite::Error) -> JournalError {
    JournalError::Storage { reason: error.to_string() }
}

fn uncertain(error: rusqlite::Error) -> JournalError {
    JournalError::Uncertain { reason: error.to_string() }
}
