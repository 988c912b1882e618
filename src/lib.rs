//! Standard operating procedures and second-person checks as versioned YAML data with validation.

pub mod formula;
pub mod value;
pub mod yaml;
