//! Standard operating procedures and second-person checks as versioned YAML data with validation.

pub mod source;
pub mod finding;
pub mod value;
pub mod yaml;
pub mod document;
pub mod formula;
pub mod rules;
pub mod procedure;
pub mod manual;
pub mod run;
pub mod catalog;
