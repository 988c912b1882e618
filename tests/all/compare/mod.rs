//! What changed between two versions: complete, at the right place, and never a weakening that passes as a trifle.

mod kinds;
mod mutations;
mod weakenings;
