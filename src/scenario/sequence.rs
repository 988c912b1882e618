//! The lines that each case plays: those of the case that it follows, then its own.

use std::collections::BTreeMap;

use super::document::{CaseEntry, LineEntry, ScenarioDocument};
use super::kind::{LineKind, object};

/// The most lines that the cases of one file play in all, those they take from other cases included.
pub(super) const MOST_LINES: usize = 20_000;

/// What one case plays.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    /// The lines, each by the place of its case in the file and its own place there.
    pub(super) lines: Vec<(usize, usize)>,
    /// The case that is followed, where it is there.
    pub(super) follows: Option<usize>,
    /// Whether the followed case has the line at which it is left.
    pub(super) is_left: bool,
}

/// What every case plays, as far as [`MOST_LINES`] go; and whether they went far enough.
pub(super) fn sequences(document: &ScenarioDocument) -> (Vec<Sequence>, bool) {
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sequences: Vec<Sequence> = Vec::new();
    let (mut total, mut fits) = (0, true);
    for (index, case) in document.cases.iter().enumerate() {
        let mut sequence = followed(case, document, &sequences, &by_name);
        sequence.lines.extend((0..case.acts.len()).map(|line| (index, line)));
        total += sequence.lines.len();
        if total > MOST_LINES {
            fits = false;
            sequence.lines.clear();
        }
        sequences.push(sequence);
        by_name.entry(&case.name).or_insert(index);
    }
    (sequences, fits)
}

/// What a case takes from the one that it follows.
fn followed(
    case: &CaseEntry,
    document: &ScenarioDocument,
    before: &[Sequence],
    by_name: &BTreeMap<&str, usize>,
) -> Sequence {
    let Some(follows) = &case.follows else { return Sequence { is_left: true, ..Sequence::default() } };
    let Some(index) = by_name.get(follows.case.as_str()).copied() else {
        return Sequence { is_left: true, ..Sequence::default() };
    };
    let all = before.get(index).map(|sequence| sequence.lines.as_slice()).unwrap_or_default();
    let Some(until) = &follows.until else {
        return Sequence { lines: all.to_vec(), follows: Some(index), is_left: true };
    };
    let stops = |place: &(usize, usize)| line(document, *place).is_some_and(|line| is_about(line, until));
    let end = all.iter().position(stops);
    let lines = all.get(..end.unwrap_or(all.len())).unwrap_or_default().to_vec();
    Sequence { lines, follows: Some(index), is_left: end.is_some() }
}

/// The line at a place.
pub(super) fn line(document: &ScenarioDocument, (case, line): (usize, usize)) -> Option<&LineEntry> {
    document.cases.get(case)?.acts.get(line)
}

/// Whether a line is the act `verify turkey`, is about the step `turkey`, or is the act `release`.
fn is_about(line: &LineEntry, until: &str) -> bool {
    LineKind::of(line).any(|kind| {
        let object = match kind {
            LineKind::Act(act) => object(line, act),
            LineKind::Sees => line.sees.as_deref(),
            LineKind::Start | LineKind::Expect => None,
        };
        if !kind.names_a_step() {
            let numbered = line.decide.is_some_and(|number| until == format!("decide {number}"));
            return numbered || until == kind.word();
        }
        let rest = until.strip_prefix(kind.word()).and_then(|rest| rest.strip_prefix(' '));
        object.is_some_and(|object| object == until || rest == Some(object))
    })
}
