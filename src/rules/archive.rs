//! Older versions of procedures, which stay for the runs that used them.

/// Whether a file holds an older version: it is `archive/<id>/<version>.yaml`, or stands in `archive` itself. A manual
/// that lies below some other folder of that name is none the less the current one.
pub(crate) fn is_archived(file: &str) -> bool {
    file.rsplit(['/', '\\']).skip(1).take(2).any(|folder| folder == "archive")
}
