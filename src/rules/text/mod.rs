//! The text of a file, before it means anything: characters, line ends, and the YAML that a procedure may use. These are found while the file is read.

use crate::rules::rules;

rules! {
    "not-utf8", Error, firm;
    "file-too-large", Error, firm;
    "byte-order-mark", Error, fixable;
    "mixed-line-ends", Error, fixable;
    "control-character", Error, firm;
    "bidirectional-control", Error;
    "invisible-character", Error, fixable;
    "tab-indentation", Error, firm;
    "nested-too-deep", Error, firm;
    "syntax", Error, firm;
    "anchor", Error;
    "tag", Error;
    "merge-key", Error;
    "several-documents", Error, firm;
    "too-many-findings", Error, firm;
}
