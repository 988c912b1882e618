//! `--baseline` and `--write-baseline`: the file of findings that are known and don't count.
//!
//! Which finding is known is for the library to say. What is written is what this run finds: rules that are switched off
//! and notes that nobody asked for are not in it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use countersign::baseline::Baseline;
use countersign::finding::Report;
use countersign::fingerprint::Fingerprints;

use crate::arguments::CheckArguments;
use crate::exit::Trouble;
use crate::files;
use crate::levels::Levels;
use crate::read::Checked;

/// The baseline of one run.
#[derive(Debug)]
pub(crate) enum Known {
    /// There is none.
    Nothing,
    /// One was read.
    Read { path: PathBuf, text: String, baseline: Baseline, procedures: BTreeSet<String> },
    /// One is to be written.
    Written { path: PathBuf, baseline: Baseline },
}

impl Known {
    /// Reads the baseline that was named.
    ///
    /// # Errors
    ///
    /// A file that can't be read or is no baseline.
    pub(crate) fn open(arguments: &CheckArguments) -> Result<Self, Trouble> {
        if let Some(path) = arguments.write_baseline.clone() {
            return Ok(Known::Written { path, baseline: Baseline::default() });
        }
        let Some(path) = arguments.baseline.clone() else { return Ok(Known::Nothing) };
        let text = std::fs::read_to_string(&path).map_err(|error| Trouble::unread(&path, error))?;
        let baseline = Baseline::parse(&text).map_err(|error| {
            let help = "`--write-baseline FILE` writes one".to_owned();
            Trouble::misused(format!("`{}`: {error}", path.display()), Some(help))
        })?;
        Ok(Known::Read { path, text, baseline, procedures: BTreeSet::new() })
    }

    /// Takes the findings that are known out of those that count.
    pub(crate) fn split(&mut self, mut checked: Checked) -> Checked {
        let known = match self {
            Known::Nothing => return checked,
            Known::Read { baseline, procedures, .. } => {
                let file = || checked.report.file().to_owned();
                procedures.insert(checked.procedure.clone().unwrap_or_else(file));
                let fingerprints = Fingerprints::new(checked.report.file(), &checked.text);
                checked.report.split_off(|finding| baseline.knows(finding, &fingerprints.of(finding)))
            }
            Known::Written { baseline, .. } => {
                let fingerprints = Fingerprints::new(checked.report.file(), &checked.text);
                checked.report.split_off(|finding| baseline.add(finding, fingerprints.of(finding)))
            }
        };
        checked.known = known;
        checked
    }

    /// Writes the baseline, or says which of its entries are no longer needed.
    pub(crate) fn finish(self, levels: &Levels) -> Result<Option<Checked>, Trouble> {
        match self {
            Known::Nothing => Ok(None),
            Known::Written { path, baseline } => {
                std::fs::write(&path, baseline.write()).map_err(|error| Trouble::unwritten(&path, error))?;
                Ok(None)
            }
            Known::Read { path, text, baseline, procedures } => {
                let report = Report::new(name(&path), baseline.unneeded(&text, &procedures), Vec::new());
                let report = report.judged(|finding| levels.decide(finding));
                let is_empty = report.is_empty();
                Ok((!is_empty).then(|| Checked::new(report, text)))
            }
        }
    }
}

fn name(path: &Path) -> String {
    files::one(path).name()
}
