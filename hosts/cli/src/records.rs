//! The file of a record.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use countersign::record::MAX_RECORD;

use crate::exit::Exit;
use crate::terminal::Terminal;

/// The record's bytes, of a file that is too large just enough for the library to say so; where it can't be read, it
/// was said why.
pub(crate) fn read(file: &Path, terminal: &Terminal) -> Result<Vec<u8>, Exit> {
    bytes(file).map_err(|error| {
        terminal.complain(&format!("can't read `{}`: {error}", file.display()));
        if error.kind() == io::ErrorKind::NotFound { Exit::Missing } else { Exit::Unread }
    })
}

fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    let most = u64::try_from(MAX_RECORD).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    File::open(file)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
