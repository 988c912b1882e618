//! The shape of a procedure: keys, types of values, forms of numbers and dates. These are found while the document is read.

use crate::rules::rules;

rules! {
    "empty-file", Error, firm;
    "oversized-procedure", Error, firm;
    "unknown-format", Error, firm;
    "duplicate-key", Error, firm;
    "unknown-key", Error;
    "missing-key", Error;
    "wrong-type", Error;
    "bad-value", Error;
    "empty-value", Error;
    "impossible-date", Error;
    "invalid-version", Error;
    "bad-duration", Error;
    "key-not-for-type", Error;
}
