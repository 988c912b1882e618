//! People: who performs, who checks, and that they can be different persons.

use crate::rules::rules;

rules! {
    "missing-performer" => missing_performer, Error, sound_step;
}
