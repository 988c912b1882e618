//! The shape of a procedure: keys, types of values, forms of numbers and dates. These are found while the document is read.

use crate::rules::rules;

rules! {
    "empty-file", Error, firm;
    "oversized-procedure", Error, firm;
    "unknown-format", Error, firm;
    "duplicate-key", Error, firm;
    "unknown-key", Error, fixable;
    "missing-key", Error;
    "wrong-type", Error, fixable;
    "bad-value", Error, fixable;
    "empty-value", Error;
    "impossible-date", Error;
    "invalid-version", Error, fixable;
    "bad-duration", Error, fixable;
    "key-not-for-type", Error;
}
