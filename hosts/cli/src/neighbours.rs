//! The rules between files, over what is checked and what lies beside it.
//!
//! A file that uses another procedure is judged together with the other files of its folder, also where only the one
//! file was named: otherwise it would seem to use what isn't there. Nothing is reported about the files beside it.

use std::collections::BTreeSet;
use std::path::Path;

use countersign::manual::{self, Between, Signature};
use countersign::procedure::Digest;
use countersign::value::Date;

use crate::cache::Cache;
use crate::files::{self, Input, Unread};
use crate::read::{self, Examined};

/// Adds what the rules between files find to the reports. A cache answers where it knows the same files.
pub(crate) fn judge_together(
    inputs: &[Input],
    examined: &mut [Result<Examined, Unread>],
    as_of: Option<Date>,
    cache: Option<&mut Cache>,
) {
    let mut owners = Vec::new();
    let mut files = Files::default();
    for (index, result) in examined.iter_mut().enumerate() {
        if let Ok(examined) = result
            && let Some(signature) = examined.signature.take()
        {
            owners.push(index);
            files.add(*signature, examined.content);
        }
    }
    for (signature, content) in beside(inputs, &owners, &files.signatures, as_of, cache.as_deref()) {
        files.add(signature, content);
    }
    for (index, between) in owners.into_iter().zip(files.between(cache)) {
        if let Some(Ok(examined)) = examined.get_mut(index) {
            examined.report.extend(between.findings);
            examined.report.extend_suppressed(between.suppressed);
        }
    }
}

/// The files that are judged together, and the digest of each where there is a cache.
#[derive(Default)]
struct Files {
    signatures: Vec<Signature>,
    contents: Vec<Option<Digest>>,
}

impl Files {
    fn add(&mut self, signature: Signature, content: Option<Digest>) {
        self.signatures.push(signature);
        self.contents.push(content);
    }

    fn between(&self, cache: Option<&mut Cache>) -> Vec<Between> {
        let judge = || manual::between(&self.signatures, &read::again);
        let Some((cache, digest)) = cache.zip(self.digest()) else { return judge() };
        let names: Vec<&str> = self.signatures.iter().map(Signature::file).collect();
        cache.between(digest, &names).unwrap_or_else(|| {
            let between = judge();
            cache.keep_between(digest, &names, &between);
            between
        })
    }

    /// Names and contents of all files in one digest; none where one of them has none, as standard input.
    fn digest(&self) -> Option<Digest> {
        let mut all = String::new();
        for (signature, content) in self.signatures.iter().zip(&self.contents) {
            all.push_str(&format!("{}\0{}\0", signature.file(), (*content)?));
        }
        Some(Digest::of(all.as_bytes()))
    }
}

/// The signatures of files that lie beside files with uses and aren't checked themselves.
fn beside(
    inputs: &[Input],
    owners: &[usize],
    signatures: &[Signature],
    as_of: Option<Date>,
    cache: Option<&Cache>,
) -> Vec<(Signature, Option<Digest>)> {
    let users = owners.iter().zip(signatures).filter(|(_, signature)| signature.has_uses());
    let folders: BTreeSet<&Path> = users.filter_map(|(index, _)| inputs.get(*index)?.path.parent()).collect();
    let checked: BTreeSet<&Path> = inputs.iter().map(|input| input.path.as_path()).collect();
    let found = folders.into_iter().flat_map(files::in_folder);
    let others = found.filter(|input| !checked.contains(input.path.as_path()));
    let signature = |input: Input| {
        let examined = read::examine(&input, as_of, cache).ok()?;
        Some((*examined.signature?, examined.content))
    };
    others.filter_map(signature).collect()
}
