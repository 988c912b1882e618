//! Standard operating procedures and second-person checks as versioned YAML data with validation.

pub mod catalog;
pub mod document;
pub mod finding;
pub mod formula;
pub mod rules;
pub mod source;
pub mod value;
pub mod yaml;
