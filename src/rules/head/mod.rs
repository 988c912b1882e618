//! The head: versions, dates, approvals, history.

mod own_change;
mod signers;

use crate::rules::rules;

rules! {
    "effective-without-date" => effective_without_date, Error;
    "effective-without-review" => effective_without_review, Error;
    "effective-without-approval" => effective_without_approval, Error, firm;
    "no-owner" => no_owner, Error;
    "no-approver" => no_approver, Error, sound_file, firm;
    "approval-without-name" => approval_without_name, Error, firm;
    "approval-without-digest" => approval_without_digest, Error, firm;
    "malformed-digest" => malformed_digest, Error, firm;
    "approval-of-other-content" => approval_of_other_content, Error, sound_file, firm;
    "author-is-approver" => author_is_approver, Error, sound_file, firm;
    "author-is-reviewer" => author_is_reviewer, Warning, sound_file;
    "duplicate-approval" => duplicate_approval, Warning, sound_file;
    "effective-before-approval" => effective_before_approval, Error, sound_file;
    "effective-before-change" => effective_before_change, Error, sound_file;
    "effective-after-review" => effective_after_review, Error;
    "prerelease-effective" => prerelease_effective, Error;
    "no-change-entry" => no_change_entry, Error, sound_file;
    "change-newer-than-version" => change_newer_than_version, Error, sound_file;
    "history-out-of-order" => history_out_of_order, Error, sound_file;
    "change-after-approval" => change_after_approval, Warning, sound_file;
    "approval-in-future" => approval_in_future, Warning;
    "review-overdue" => review_overdue, Warning;
    "not-yet-effective" => not_yet_effective, Note;
    "review-interval-too-long" => review_interval_too_long, Note;
    "placeholder-text" => placeholder_text, Error;
    "bad-url" => bad_url, Error;
}
