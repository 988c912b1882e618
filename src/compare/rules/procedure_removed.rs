//! A procedure in force whose file is gone.

use crate::compare::since::{Found, Versions};
use crate::document::Status;

pub(crate) fn check(versions: &Versions<'_>, found: &mut Found) {
    for (place, gone) in versions.before.iter().enumerate() {
        let is_known = |of_version: bool| {
            versions.after.iter().any(|now| {
                let same_version = now.document().version == gone.document().version;
                now.id() == gone.id() && if of_version { same_version } else { !now.is_archived() }
            })
        };
        let id = gone.id();
        if gone.is_archived() {
            if !is_known(true) {
                let message =
                    format!("version `{}` of `{id}` is no longer in the archive", gone.document().version);
                let finding = found.add_gone(place, message);
                finding.help =
                    Some("put the file back: runs of that version can't be read without it".to_owned());
            }
        } else if gone.status() != Status::Draft && !is_known(false) {
            let is_retired =
                |now: &crate::compare::Edition<'_>| now.id() == id && now.status() == Status::Retired;
            if versions.after.iter().any(is_retired) {
                continue;
            }
            let finding = found.add_gone(place, format!("`{id}` was in force, and its file is gone"));
            finding.help = Some("put the file back with `status: retired`".to_owned());
        }
    }
}
