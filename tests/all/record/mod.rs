//! Records as they are stored, and the journals that store them.

mod crash;
mod fixtures;
pub(crate) mod journals;
mod kill;
mod properties;
mod tampered;

use countersign::procedure::Digest;
use countersign::record::{Fact, Head, Header, Line, Record, Salt, seal};
use countersign::run::Signer;
use semver::Version;
use serde_json::json;

pub(crate) fn header(run: &str) -> Header {
    let digests = [Digest::of(b"the procedure"), Digest::of(b"one that it uses")];
    Header::new(run, "turkey-sandwich", &Version::new(1, 0, 0), digests, true).expect("a header")
}

/// An act of some events, with a key where `key` is not empty.
pub(crate) fn act(after: Head, events: usize, key: &str) -> Vec<Line> {
    let people = [("u17", "Ana Ruiz"), ("u23", "Ben Okoro"), ("u31", "Zoë “Z” \u{1f600}\n")];
    let fact = |number: usize| {
        let position = after.seq + 1 + number as u64;
        let (id, name) = people[position as usize % people.len()];
        let at = format!("2026-12-01T{:02}:{:02}:07.250+01:00", 9 + position / 60 % 15, position % 60);
        let what = json!({"performed": {"step": "turkey", "values": {"mass": "53.90", "slices": 4}, "note": "é\u{7f}\\"}});
        let by = Signer { id: id.into(), name: name.into() };
        let fact = Fact::new(at.parse().expect("a time"), &by, &what).expect("a fact");
        if key.is_empty() { fact } else { fact.keyed(key, Digest::of(key.as_bytes())).expect("a key") }
    };
    let salt = Salt::new(&[after.seq as u8; 16]).expect("a salt");
    seal(after, &(0..events).map(fact).collect::<Vec<_>>(), &salt).expect("lines")
}

/// A record of `acts` acts, with one to three events each and a key on every other.
pub(crate) fn record(run: &str, acts: usize) -> Record {
    let mut record = Record::new(header(run));
    for number in 0..acts {
        let key = if number % 2 == 0 { String::new() } else { format!("key {number}") };
        let lines = act(record.head(), 1 + number % 3, &key);
        record.append(&lines).expect("they follow");
    }
    record
}
