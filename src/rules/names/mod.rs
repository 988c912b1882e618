//! Names: that they are well formed, unique, defined and used.

mod name_form;
mod role_mentions;
mod step_mentions;

use crate::rules::rules;

rules! {
    "malformed-name" => malformed_name, Error, fixable;
    "malformed-version-range" => malformed_version_range, Error;
    "reserved-name" => reserved_name, Error;
    "id-differs-from-file" => id_differs_from_file, Warning;
    "duplicate-step-id" => duplicate_step_id, Error, firm;
    "missing-verification-id" => missing_verification_id, Error, sound_step;
    "duplicate-verification-id" => duplicate_verification_id, Error;
    "undefined-role" => undefined_role, Error, fixable;
    "undefined-step" => undefined_step, Error, fixable;
    "undefined-field" => undefined_field, Error, fixable;
    "undefined-equipment" => undefined_equipment, Error, fixable;
    "undefined-material" => undefined_material, Error, fixable;
    "undefined-name" => undefined_name, Error, fixable;
    "undefined-option" => undefined_option, Error, fixable;
    "repeated-name" => repeated_name, Warning;
    "same-title" => same_title, Warning;
    "unused-role" => unused_role, Warning, sound_file;
    "unused-equipment" => unused_equipment, Warning, sound_file;
    "unused-material" => unused_material, Warning, sound_file;
}
