//! The file of one record while it is locked: the only place of the library that writes files.
//!
//! A lock is taken for each act and not for the life of a journal, so that several hosts on one machine can share a
//! folder. It is the operating system's advisory lock, which network file systems often don't keep: there, use a
//! database.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::stored::MAX_RECORD;

/// The unfinished end of a file that was cut off, after a copy was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repair {
    /// The record's file.
    pub file: PathBuf,
    /// The file that now holds what was cut off.
    pub copy: PathBuf,
    /// How many bytes the record's file has now.
    pub kept: u64,
}

/// How writing failed.
pub(super) enum WriteFailure {
    /// The file is as it was before.
    NothingKept(io::Error),
    /// Nobody knows what the storage kept.
    Uncertain(io::Error),
}

/// A record's file under a lock, which ends when this is dropped.
pub(super) struct Locked {
    file: File,
    path: PathBuf,
}

impl Locked {
    /// Waits until nobody writes; nothing when there is no such file.
    pub(super) fn to_read(path: &Path) -> io::Result<Option<Locked>> {
        let opened = OpenOptions::new().read(true).open(path);
        Locked::of(opened, path, File::lock_shared)
    }

    /// Waits until nobody reads or writes; nothing when there is no such file.
    pub(super) fn to_append(path: &Path) -> io::Result<Option<Locked>> {
        let opened = OpenOptions::new().read(true).append(true).open(path);
        Locked::of(opened, path, File::lock)
    }

    /// As [`Locked::to_append`], and makes the file where there is none.
    pub(super) fn to_begin(path: &Path) -> io::Result<Option<Locked>> {
        let opened = OpenOptions::new().read(true).append(true).create(true).open(path);
        Locked::of(opened, path, File::lock)
    }

    fn of(
        opened: io::Result<File>,
        path: &Path,
        lock: impl FnOnce(&File) -> io::Result<()>,
    ) -> io::Result<Option<Locked>> {
        match opened {
            Ok(file) => {
                lock(&file)?;
                Ok(Some(Locked { file, path: path.to_owned() }))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// How many bytes the file has.
    pub(super) fn size(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    /// What the file has from a place on, but not more than one byte beyond the largest record.
    pub(super) fn text_from(&mut self, place: u64) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        self.file.seek(SeekFrom::Start(place))?;
        let most = u64::try_from(MAX_RECORD).unwrap_or(u64::MAX).saturating_add(1);
        (&self.file).take(most).read_to_end(&mut text)?;
        Ok(text)
    }

    /// Writes behind what is there, and returns when the storage has it. Where writing fails the file is brought back
    /// to its size before. Where making it durable fails there is no second try: the system may have dropped the
    /// pages, and would say yes the next time.
    pub(super) fn append(&mut self, text: &[u8]) -> Result<(), WriteFailure> {
        let before = self.size().map_err(WriteFailure::NothingKept)?;
        if let Err(error) = self.file.write_all(text) {
            return match self.file.set_len(before).and_then(|()| self.file.sync_all()) {
                Ok(()) => Err(WriteFailure::NothingKept(error)),
                Err(_) => Err(WriteFailure::Uncertain(error)),
            };
        }
        self.file.sync_data().map_err(WriteFailure::Uncertain)
    }

    /// Makes durable that the file is in its folder.
    pub(super) fn sync_folder(&self) -> io::Result<()> {
        // Other systems can't open a folder as a file, and need not.
        if !cfg!(unix) {
            return Ok(());
        }
        File::open(folder_of(&self.path))?.sync_all()
    }

    /// Cuts off everything from a place on, after a copy of it was kept in a file beside this one.
    pub(super) fn cut_off(&mut self, kept: u64) -> io::Result<Repair> {
        let torn = self.text_from(kept)?;
        let (mut file, copy) = self.copy_file(kept)?;
        file.write_all(&torn)?;
        file.sync_all()?;
        self.sync_folder()?;
        self.file.set_len(kept)?;
        self.file.sync_all()?;
        Ok(Repair { file: self.path.clone(), copy, kept })
    }

    fn copy_file(&self, kept: u64) -> io::Result<(File, PathBuf)> {
        let mut number = 1_u32;
        loop {
            let mut name = self.path.file_name().unwrap_or_default().to_owned();
            name.push(format!(".torn-{kept}-{number}"));
            let copy = self.path.with_file_name(name);
            match OpenOptions::new().write(true).create_new(true).open(&copy) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 1000 => number += 1,
                Err(error) => return Err(error),
                Ok(file) => return Ok((file, copy)),
            }
        }
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => path,
    }
}
