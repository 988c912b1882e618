//! Time limits.

mod events;
mod soonest;

use crate::rules::rules;

rules! {
    "empty-time-limit" => empty_time_limit, Error, sound_step;
    "undefined-event" => undefined_event, Error, fixable;
    "event-not-a-time" => event_not_a_time, Error;
    "event-without-verification" => event_without_verification, Error, sound_step;
    "event-not-before" => event_not_before, Error;
    "event-in-repeat" => event_in_repeat, Error;
    "alert-and-refuse" => alert_and_refuse, Error;
    "inverted-time-limit" => inverted_time_limit, Error;
    "impossible-deadline" => impossible_deadline, Error;
    "deadline-shorter-than-work" => deadline_shorter_than_work, Warning;
    "zero-duration" => zero_duration, Warning;
    "redundant-time-limit" => redundant_time_limit, Warning;
    "unreachable-alert" => unreachable_alert, Warning;
    "refused-for-good" => refused_for_good, Warning;
}
