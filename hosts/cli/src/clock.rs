//! The only look at the clock: today's date.

use countersign::value::Date;

/// Today's date in UTC, so that everybody who checks at the same moment judges as of the same day. Nothing if the
/// clock stands outside the years that can be written.
pub(crate) fn today() -> Option<Date> {
    let now = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now());
    Date::try_from(now.date()).ok()
}
