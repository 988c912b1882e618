//! A journal of plain files: JSON Lines, one file a run.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::chain::Head;
use super::error::RecordProblem;
use super::header::Header;
use super::journal::{Durability, Journal, JournalError, check_act};
use super::line::Line;
use super::locked::{Locked, Repair, WriteFailure};
use super::stored::{MAX_RECORD, Record, Tail, text_of};
use crate::value::quoted;

/// A journal in the files of one folder, or in a single file.
///
/// Hosts on one machine can share it: every act takes the file's lock. An append returns when the storage has the
/// events. Where writing was interrupted, by a crash or a power cut, the unfinished end of the file is cut off with
/// the next append, after a copy was kept beside it ([`FileJournal::repairs`]); readers don't see it before. Nothing
/// else is ever repaired: a bad line before the end, or a bad line that has its end, is reported.
#[derive(Debug)]
pub struct FileJournal {
    place: Place,
    known: Mutex<BTreeMap<String, Known>>,
    repairs: Mutex<Vec<Repair>>,
    failed: Mutex<BTreeSet<String>>,
}

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    File(PathBuf),
}

/// What the journal saw of a file when it last looked: how far the acts are whole.
#[derive(Debug, Clone)]
struct Known {
    header: Header,
    size: usize,
    head: Head,
}

impl FileJournal {
    /// A journal in the files of a folder: `<run>.jsonl`, with all bytes but letters, digits, `-`, `_` and `.`
    /// written as `%` and two hexadecimal digits.
    ///
    /// # Errors
    ///
    /// When there is no such folder.
    pub fn in_folder(path: impl AsRef<Path>) -> Result<FileJournal, JournalError> {
        let path = path.as_ref();
        if !path.is_dir() {
            let reason = format!("there is no folder `{}`", path.display());
            return Err(JournalError::Storage { reason });
        }
        Ok(FileJournal::at(Place::Folder(path.to_owned())))
    }

    /// A journal for one run, in a single file, which need not be there yet.
    pub fn in_file(path: impl AsRef<Path>) -> FileJournal {
        FileJournal::at(Place::File(path.as_ref().to_owned()))
    }

    /// The unfinished ends that this journal has cut off so far.
    pub fn repairs(&self) -> Vec<Repair> {
        self.repairs.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn at(place: Place) -> FileJournal {
        FileJournal { place, known: Mutex::default(), repairs: Mutex::default(), failed: Mutex::default() }
    }

    fn path(&self, run: &str) -> PathBuf {
        match &self.place {
            Place::Folder(folder) => folder.join(file_name(run)),
            Place::File(path) => path.clone(),
        }
    }

    /// The whole record as it is stored, or nothing when there is no run that has begun.
    fn load(&self, run: &str) -> Result<Option<Record>, JournalError> {
        let Some(mut file) = Locked::to_read(&self.path(run)).map_err(storage)? else { return Ok(None) };
        let record = self.read_whole(run, &mut file)?;
        Ok(record.map(|(record, _)| record))
    }

    /// Reads all, and says whether something unfinished stands behind the record.
    fn read_whole(&self, run: &str, file: &mut Locked) -> Result<Option<(Record, bool)>, JournalError> {
        let text = file.text_from(0).map_err(storage)?;
        let known = self.known(run);
        let (record, error) = Record::read(&text);
        let unfinished = match &error {
            None => false,
            Some(error) if is_unfinished(&error.kind) => true,
            Some(error) => {
                return Err(JournalError::Damaged { run: run.to_owned(), error: error.clone() });
            }
        };
        let record = record.filter(|record| !record.lines().is_empty() && record.header().run() == run);
        let reached = record.as_ref().map_or(0, |record| record.head().seq);
        if known.is_some_and(|known| known.head.seq > reached) {
            let error = RecordProblem::CutOff.at(reached.saturating_add(2));
            return Err(JournalError::Damaged { run: run.to_owned(), error });
        }
        let Some(record) = record else { return Ok(None) };
        let header = record.header().clone();
        self.remember(run, Known { header, size: record.size(), head: record.head() });
        Ok(Some((record, unfinished)))
    }

    /// How far the acts of a file are whole, reading only what is new, and whether something unfinished follows.
    fn look(&self, run: &str, file: &mut Locked) -> Result<Option<(Known, bool)>, JournalError> {
        let size = file.size().map_err(storage)?;
        let Some(known) = self.known(run).filter(|known| to_u64(known.size) <= size) else {
            let record = self.read_whole(run, file)?;
            return Ok(record.and_then(|(_, unfinished)| Some((self.known(run)?, unfinished))));
        };
        if to_u64(known.size) == size {
            return Ok(Some((known, false)));
        }
        let text = file.text_from(to_u64(known.size)).map_err(storage)?;
        let tail = Tail::read(known.head, known.size, &text);
        if let Some(error) = tail.error.clone().filter(|error| !is_unfinished(&error.kind)) {
            return Err(JournalError::Damaged { run: run.to_owned(), error });
        }
        let head = tail.lines.last().map_or(known.head, Line::head);
        let known = Known { size: known.size + tail.size, head, ..known };
        self.remember(run, known.clone());
        Ok(Some((known, tail.error.is_some())))
    }

    /// As [`FileJournal::look`], and brings the file to a whole end.
    fn look_and_repair(&self, run: &str, file: &mut Locked) -> Result<Option<Known>, JournalError> {
        let Some((known, unfinished)) = self.look(run, file)? else { return Ok(None) };
        if !unfinished {
            return Ok(Some(known));
        }
        // Only the line end may be missing, after an editor or a cut at just this place.
        let mut text = file.text_from(to_u64(known.size)).map_err(storage)?;
        text.push(b'\n');
        if Tail::read(known.head, known.size, &text).error.is_none() {
            self.write(run, file, b"\n")?;
            return Ok(self.look(run, file)?.map(|(known, _)| known));
        }
        self.cut_off(file, to_u64(known.size))?;
        Ok(Some(known))
    }

    fn cut_off(&self, file: &mut Locked, kept: u64) -> Result<(), JournalError> {
        let repair = file.cut_off(kept).map_err(storage)?;
        self.repairs.lock().unwrap_or_else(PoisonError::into_inner).push(repair);
        Ok(())
    }

    fn write(&self, run: &str, file: &mut Locked, text: &[u8]) -> Result<(), JournalError> {
        file.append(text).map_err(|failure| match failure {
            WriteFailure::NothingKept(error) => storage(error),
            WriteFailure::Uncertain(error) => self.fail(run, error),
        })
    }

    fn fail(&self, run: &str, error: io::Error) -> JournalError {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).insert(run.to_owned());
        JournalError::Uncertain { reason: error.to_string() }
    }

    fn check_not_failed(&self, run: &str) -> Result<(), JournalError> {
        if self.failed.lock().unwrap_or_else(PoisonError::into_inner).contains(run) {
            let reason = "an earlier append ended uncertain; open the journal again".to_owned();
            return Err(JournalError::Storage { reason });
        }
        Ok(())
    }

    fn known(&self, run: &str) -> Option<Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(run).cloned()
    }

    fn remember(&self, run: &str, known: Known) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(run.to_owned(), known);
    }

    fn see(&self, run: &str) -> Result<Option<Known>, JournalError> {
        let Some(mut file) = Locked::to_read(&self.path(run)).map_err(storage)? else { return Ok(None) };
        Ok(self.look(run, &mut file)?.map(|(known, _)| known))
    }
}

impl Journal for FileJournal {
    fn begin(&self, header: &Header, act: &[Line]) -> Result<Head, JournalError> {
        let run = header.run();
        self.check_not_failed(run)?;
        let head = check_act(header.head(), act)?;
        let text = format!("{}\n{}", header.text(), text_of(act));
        if text.len() > MAX_RECORD {
            return Err(JournalError::Unfit { problem: RecordProblem::TooLarge { limit: MAX_RECORD } });
        }
        let opened = Locked::to_begin(&self.path(run)).map_err(storage)?;
        let Some(mut file) = opened else { return Err(storage(io::ErrorKind::NotFound.into())) };
        if let Some(known) = self.look_and_repair(run, &mut file)? {
            return Err(JournalError::Conflict { actual: known.head });
        }
        if file.size().map_err(storage)? > 0 {
            let stored = file.text_from(0).map_err(storage)?;
            let (record, _) = Record::read(&stored);
            if let Some(other) = record.filter(|record| record.header().run() != run) {
                let reason = format!("the file is of another run, {}", quoted(other.header().run()));
                return Err(JournalError::Storage { reason });
            }
            // A beginning that was never finished.
            self.cut_off(&mut file, 0)?;
        }
        self.write(run, &mut file, text.as_bytes())?;
        file.sync_folder().map_err(|error| self.fail(run, error))?;
        self.remember(run, Known { header: header.clone(), size: text.len(), head });
        Ok(head)
    }

    fn append(&self, run: &str, expected: Head, act: &[Line]) -> Result<Head, JournalError> {
        self.check_not_failed(run)?;
        let missing = || JournalError::NoRun { run: run.to_owned() };
        let mut file = Locked::to_append(&self.path(run)).map_err(storage)?.ok_or_else(missing)?;
        let known = self.look_and_repair(run, &mut file)?.ok_or_else(missing)?;
        if known.head != expected {
            return Err(JournalError::Conflict { actual: known.head });
        }
        let head = check_act(expected, act)?;
        let text = text_of(act);
        let size = known.size + text.len();
        if size > MAX_RECORD {
            return Err(JournalError::Unfit { problem: RecordProblem::TooLarge { limit: MAX_RECORD } });
        }
        self.write(run, &mut file, text.as_bytes())?;
        self.remember(run, Known { size, head, ..known });
        Ok(head)
    }

    fn header(&self, run: &str) -> Result<Option<Header>, JournalError> {
        Ok(self.see(run)?.map(|known| known.header))
    }

    fn head(&self, run: &str) -> Result<Option<Head>, JournalError> {
        Ok(self.see(run)?.map(|known| known.head))
    }

    fn read(&self, run: &str, after: u64, most: usize) -> Result<Vec<Line>, JournalError> {
        let record = self.load(run)?.ok_or_else(|| JournalError::NoRun { run: run.to_owned() })?;
        Ok(record.after(after, most).to_vec())
    }

    fn find_key(&self, run: &str, key: &str) -> Result<Vec<Line>, JournalError> {
        let record = self.load(run)?.ok_or_else(|| JournalError::NoRun { run: run.to_owned() })?;
        Ok(record.act(key).to_vec())
    }

    fn runs(&self, after: Option<&str>, most: usize) -> Result<Vec<String>, JournalError> {
        let mut names = match &self.place {
            Place::Folder(folder) => runs_in(folder).map_err(storage)?,
            Place::File(path) => run_in(path).map_err(storage)?,
        };
        names.sort();
        let later = names.into_iter().filter(|name| after.is_none_or(|after| name.as_str() > after));
        let mut found = Vec::new();
        for name in later {
            if found.len() == most {
                break;
            }
            // A damaged record is still that of a run.
            if !matches!(self.see(&name), Ok(None)) {
                found.push(name);
            }
        }
        Ok(found)
    }

    fn durability(&self) -> Durability {
        Durability::PowerCut
    }

    fn record(&self, run: &str) -> Result<Option<Record>, JournalError> {
        self.load(run)
    }
}

/// Whether this is what an interrupted append leaves behind.
fn is_unfinished(problem: &RecordProblem) -> bool {
    matches!(problem, RecordProblem::Empty | RecordProblem::Torn | RecordProblem::UnfinishedAct)
}

fn storage(error: io::Error) -> JournalError {
    JournalError::Storage { reason: error.to_string() }
}

fn to_u64(size: usize) -> u64 {
    u64::try_from(size).unwrap_or(u64::MAX)
}

fn run_in(path: &Path) -> io::Result<Vec<String>> {
    let Some(mut file) = Locked::to_read(path)? else { return Ok(Vec::new()) };
    let (record, _) = Record::read(&file.text_from(0)?);
    Ok(record.into_iter().map(|record| record.header().run().to_owned()).collect())
}

fn runs_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in folder.read_dir()? {
        found.extend(run_of(&entry?.file_name()));
    }
    Ok(found)
}

fn file_name(run: &str) -> String {
    let mut name = String::new();
    for (index, byte) in run.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => name.push(char::from(byte)),
            b'.' if index > 0 => name.push('.'),
            _ => name.push_str(&format!("%{byte:02x}")),
        }
    }
    name + ".jsonl"
}

fn run_of(name: &OsStr) -> Option<String> {
    let written = name.to_str()?.strip_suffix(".jsonl")?;
    let mut bytes = Vec::new();
    let mut rest = written;
    while let Some((before, escape)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        bytes.push(u8::from_str_radix(escape.get(..2)?, 16).ok()?);
        rest = escape.get(2..)?;
    }
    bytes.extend(rest.bytes());
    let run = String::from_utf8(bytes).ok()?;
    // Other spellings of a name are files of somebody else.
    (name == OsStr::new(&file_name(&run))).then_some(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_run_has_a_file_of_its_own() {
        for run in ["R-0042", "..", "../a", ".a", "a.b", "a/b", "a\\b", "Auftrag ä", "%2e", "CON", "a:b"] {
            let name = file_name(run);
            assert_eq!(run_of(OsStr::new(&name)).as_deref(), Some(run), "{name}");
            assert!(!name.contains(['/', '\\', ':']) && !name.starts_with('.'), "{name}");
        }
        for name in ["a", "a.jsonl.torn-1-1", "%61.jsonl", "%zz.jsonl", "%.jsonl", "%2E.jsonl"] {
            assert_eq!(run_of(OsStr::new(name)), None, "{name}");
        }
    }

    #[test]
    fn after_an_uncertain_append_nothing_more_is_taken() {
        let journal = FileJournal::in_file("nowhere.jsonl");
        let error = journal.fail("R-1", io::ErrorKind::Other.into());
        assert!(matches!(error, JournalError::Uncertain { .. }));
        let head = Head { seq: 1, hash: crate::procedure::Digest::of(b"") };
        let refused = journal.append("R-1", head, &[]).expect_err("it is refused");
        assert!(refused.to_string().contains("open the journal again"), "{refused}");
        assert_eq!(journal.append("R-2", head, &[]), Err(JournalError::NoRun { run: "R-2".to_owned() }));
    }
}
