//! The only look at the clock: today's date, and the moment at which something is done.

use countersign::value::{Date, DateTime};

/// Today's date in UTC, so that everybody who checks at the same moment judges as of the same day. Nothing if the
/// clock stands outside the years that can be written.
pub(crate) fn today() -> Option<Date> {
    let now = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now());
    Date::try_from(now.date()).ok()
}

/// This moment with the offset of the place where the command runs, cut to seconds as people write it. Nothing if the
/// clock stands outside the years that can be written.
pub(crate) fn now() -> Option<DateTime> {
    let seconds = jiff::Timestamp::now().as_second();
    let now = jiff::Timestamp::from_second(seconds).ok()?;
    DateTime::new(now, jiff::tz::TimeZone::system().to_offset(now))
}
