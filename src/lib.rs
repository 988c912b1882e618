#![doc = include_str!("../README.md")]

pub mod source;
pub mod edit;
pub mod finding;
pub mod value;
pub mod yaml;
pub mod document;
pub mod formula;
pub mod digest;
pub mod rules;
pub mod procedure;
pub mod manual;
pub mod compare;
pub mod run;
pub mod record;
pub mod catalog;
