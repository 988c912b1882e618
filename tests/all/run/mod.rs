//! The engine: runs played by small scripts.

mod script;
mod basics;
