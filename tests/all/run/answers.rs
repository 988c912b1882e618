//! Everything the engine answers in a run, brought to one digest, so that no change of an answer goes by unseen.
//!
//! Whether an answer is right is said by the scripts and by the second implementation. This only says that it is the
//! same as yesterday: a record must tell the same story in ten years.

use countersign::procedure::Digest;
use countersign::run::{Event, Person, Refusal, Run};
use countersign::value::DateTime;

/// The answers of one run so far, as lines of JSON.
#[derive(Default)]
pub(crate) struct Answers(String);

impl Answers {
    /// What an act gave, and what everybody sees after it.
    pub(crate) fn note<'p>(
        &mut self,
        result: Result<&[Event], &Refusal>,
        run: &Run,
        people: impl IntoIterator<Item = &'p Person>,
        now: DateTime,
    ) {
        let given = match result {
            Ok(events) => serde_json::to_string(events).expect("JSON"),
            Err(refusal) => format!("{refusal:?} {refusal}"),
        };
        self.0.push_str(&format!("{given} {} {:?}\n", run.is_trial(), run.next_due(now)));
        for person in people {
            self.0.push_str(&serde_json::to_string(&run.sheet(person, now)).expect("JSON"));
            self.0.push('\n');
        }
    }

    /// One line for the list of all runs. With `ANSWERS=FOLDER` the answers are also written there, so that those
    /// before a change can be compared with those after it.
    pub(crate) fn line(&self, name: &str) -> String {
        if let Some(folder) = std::env::var_os("ANSWERS") {
            let file = std::path::Path::new(&folder).join(name.replace(' ', "_"));
            std::fs::write(file, &self.0).expect("written");
        }
        format!("{name}: {} lines, {}\n", self.0.lines().count(), Digest::of(self.0.as_bytes()))
    }
}
