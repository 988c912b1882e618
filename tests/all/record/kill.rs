//! A host that is killed in the middle of its work loses nothing that was acknowledged.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use countersign::record::{FileJournal, Journal};

use super::journals::Folder;
use super::{act, header};

/// How long each journal is tried.
const SECONDS: u64 = 5;

#[test]
fn the_file_journal_survives_kill_9() {
    survives("file");
}

#[cfg(feature = "sqlite")]
#[test]
fn the_sqlite_journal_survives_kill_9() {
    survives("sqlite");
}

fn open(kind: &str, folder: &Path) -> Box<dyn Journal> {
    #[cfg(feature = "sqlite")]
    if kind == "sqlite" {
        let path = folder.join("records.db");
        return Box::new(countersign::record::SqliteJournal::open(path).expect("a journal"));
    }
    assert_eq!(kind, "file");
    Box::new(FileJournal::in_folder(folder).expect("a journal"))
}

/// Starts hosts that append as fast as they can, kills them after a while that differs each time, and looks.
fn survives(kind: &str) {
    let folder = Folder::new();
    let started = Instant::now();
    let (mut kills, mut idle, mut acknowledged) = (0_u64, 0_u64, 0_u64);
    while started.elapsed() < Duration::from_secs(SECONDS) {
        let mut hosts: Vec<_> = (0..2).map(|_| host(kind, &folder.0)).collect();
        std::thread::sleep(Duration::from_millis(30 + kills * 37 % 160));
        let mut last = 0;
        for host in &mut hosts {
            host.kill().expect("killed");
            let output = BufReader::new(host.stdout.take().expect("its output"));
            // The last line may be torn; what has its end was acknowledged.
            for line in output.split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8(line).unwrap_or_default();
                if let Some(seq) = line.strip_prefix("acknowledged ").and_then(|it| it.strip_suffix('.')) {
                    last = last.max(seq.parse().expect("a position"));
                }
            }
            host.wait().expect("its end");
        }
        kills += 1;
        idle += u64::from(last == 0);
        let journal = open(kind, &folder.0);
        let record = journal.record("R-1").expect("a whole record");
        let seq = record.map_or(0, |record| record.head().seq);
        assert!(seq >= last, "event {last} was acknowledged, and the record ends at {seq}");
        assert!(last == 0 || last >= acknowledged, "later positions come later");
        acknowledged = acknowledged.max(last);
    }
    let enough = kills >= 5 && idle * 2 < kills && acknowledged >= 30;
    assert!(enough, "{kills} kills, {idle} of them idle, {acknowledged} events: too little was tried");
    println!(
        "{kind}: {kills} times killed ({idle} times before the first event), {acknowledged} events acknowledged, none lost"
    );
}

/// This test binary once more, as a host of its own.
fn host(kind: &str, folder: &Path) -> std::process::Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["record::kill::host_that_appends", "--exact", "--ignored", "--nocapture"])
        .env("COUNTERSIGN_TEST_JOURNAL", kind)
        .env("COUNTERSIGN_TEST_FOLDER", folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a host")
}

#[test]
#[ignore = "started by the tests above, as a process that is killed"]
fn host_that_appends() {
    let Ok(kind) = std::env::var("COUNTERSIGN_TEST_JOURNAL") else { return };
    let folder = std::env::var("COUNTERSIGN_TEST_FOLDER").expect("a folder");
    let journal = open(&kind, Path::new(&folder));
    let header = header("R-1");
    let until = Instant::now() + Duration::from_secs(20);
    let mut output = std::io::stdout();
    while Instant::now() < until {
        let head = journal.head("R-1").expect("a head");
        let lines = act(head.unwrap_or(header.head()), 3, "");
        let result = match head {
            None => journal.begin(&header, &lines),
            Some(head) => journal.append("R-1", head, &lines),
        };
        if let Ok(head) = result {
            writeln!(output, "acknowledged {}.", head.seq).expect("written");
            output.flush().expect("written");
        }
    }
}
