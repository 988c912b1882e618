//! Events as they are kept: one line each, chained by hashes, in a journal that loses and changes nothing.
//!
//! A record is JSON Lines. The first line is the [`Header`]; every further [`Line`] is one event, in canonical form
//! (RFC 8785), so that the same events always give the same bytes:
//!
//! ```json
//! {"digest":"sha256:…","format":1,"hash":"sha256:…","procedure":"turkey-sandwich","run":"R-0042","trial":true,"version":"1.0.0"}
//! {"at":"2026-12-01T09:00:00Z","by":{"id":"u17","name":"Ana Ruiz"},"hash":"sha256:…","leaf":"sha256:…","salt":"…","seq":1,"what":{…}}
//! ```
//!
//! | key | meaning |
//! | --- | --- |
//! | `seq` | position, from 1 |
//! | `at` | when it was recorded, by the host's clock, with its offset |
//! | `by` | id and printed name of the person |
//! | `what` | what happened: [`What`](crate::run::What) of an [`Event`](crate::run::Event) |
//! | `key` | key of the act, where the host gave one |
//! | `asked` | with a key: digest of what was asked under it |
//! | `more` | `true` where the next event belongs to the same act |
//! | `salt` | 16 random bytes of this event |
//! | `leaf` | hash over `asked`, `by`, `salt` and `what` |
//! | `hash` | hash over `at`, `key`, `leaf`, `more`, `seq` and the hash of the line before |
//!
//! In a line that was taken out later, `asked`, `by`, `salt` and `what` are gone and `leaf` is still there.
//!
//! The chain shows that nothing was changed, left out or put in. It can't show that events are missing at the end, or
//! that somebody wrote the whole record anew: for that, keep a [`Head`] elsewhere and give it to [`Record::audit`].
//!
//! ```
//! use countersign::procedure::Digest;
//! use countersign::record::{Audit, Fact, Header, Journal, MemoryJournal, Salt, seal};
//! use countersign::run::Signer;
//!
//! let journal = MemoryJournal::new();
//! let digest = Digest::of(b"the procedure's canonical form");
//! let header = Header::new("R-0042", "turkey-sandwich", &"1.0.0".parse()?, [digest], true)?;
//!
//! let ana = Signer { id: "u17".into(), name: "Ana Ruiz".into() };
//! let fact = Fact::new("2026-12-01T09:00:00Z".parse()?, &ana, &"started")?;
//! let salt = Salt::new(&[0; 16])?; // 16 random bytes, new ones for every act
//! let head = journal.begin(&header, &seal(header.head(), &[fact], &salt)?)?;
//!
//! let fact = Fact::new("2026-12-01T09:05:00Z".parse()?, &ana, &"washed")?;
//! let head = journal.append("R-0042", head, &seal(head, &[fact], &salt)?)?;
//!
//! let text = journal.record("R-0042")?.expect("the record").to_string();
//! assert!(Audit::of(text.as_bytes(), Some(head), |_| Ok(())).is_sound());
//! let changed = Audit::of(text.replace("washed", "rinsed").as_bytes(), Some(head), |_| Ok(()));
//! assert_eq!(changed.problem.expect("it was changed").line, 3);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Deliberately not here: whether an event was allowed, which `run` knows; clocks and random numbers,
//! which the host has. Files are touched by [`FileJournal`] only, a
//! database by `SqliteJournal`.

mod error;
mod scan;
mod chain;
mod line;
mod header;
mod seal;
mod stored;
mod audit;
mod events;
mod journal;
mod memory;
mod locked;
mod file;
#[cfg(feature = "sqlite")]
mod sqlite;
mod schema;
pub mod laws;

pub use audit::{Audit, End, Replay};
pub use chain::{Head, HeadError};
pub use error::{RecordError, RecordProblem};
pub use events::ReplayFailure;
pub use file::FileJournal;
pub use header::{FORMAT, Header, HeaderError};
pub use journal::{Durability, Journal, JournalError, check_act};
pub use line::{ContentError, Line, MAX_KEY, MAX_LINE};
pub use locked::Repair;
pub use memory::MemoryJournal;
pub use schema::record_schema;
pub use seal::{Fact, Salt, SealError, seal};
#[cfg(feature = "sqlite")]
pub use sqlite::SqliteJournal;
pub use stored::{MAX_RECORD, Record, follow};
