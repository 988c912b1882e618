//! Who acts: people and devices as the host knows them at the moment of an act.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::value::Date;

/// A person, or a device, as the host knows them at the moment of an act (rule 2).
///
/// The host authenticates; the engine never sees a secret. Independence compares ids, exactly as they are written:
/// never names, roles or accounts. So the host gives one id to one human being.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Opaque and stable: the same human being has the same id in every run.
    pub id: String,
    /// The name as it is printed.
    pub name: String,
    /// The roles of the procedure that this person holds now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// Qualifications, each with the last day on which it holds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub qualifications: BTreeMap<String, Date>,
    /// Whether it is a device. A device may perform where it holds the role; it never verifies or decides.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub device: bool,
}

impl Person {
    /// A person without roles and qualifications yet.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Person {
        Person { id: id.into(), name: name.into(), ..Person::default() }
    }

    /// The same person, holding one more role.
    #[must_use]
    pub fn role(mut self, role: impl Into<String>) -> Person {
        self.roles.push(role.into());
        self
    }

    /// The same person, with one more qualification and the last day on which it holds.
    #[must_use]
    pub fn qualified(mut self, qualification: impl Into<String>, until: Date) -> Person {
        self.qualifications.insert(qualification.into(), until);
        self
    }

    /// The same, being a device.
    #[must_use]
    pub fn device(mut self) -> Person {
        self.device = true;
        self
    }

    /// Id and printed name, as they stand under an event.
    pub fn signer(&self) -> Signer {
        Signer { id: self.id.clone(), name: self.name.clone() }
    }
}

/// Who signed an event: id and printed name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// The person's id.
    pub id: String,
    /// The name as it was printed then.
    pub name: String,
}

/// In which role somebody acted, and what was known of their qualifications then. A later loss of role or
/// qualification changes nothing about it (rule 2).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    /// The role, in the main procedure first; inside a used procedure the role there follows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// The qualifications that were needed, each with the last day on which it holds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub qualifications: BTreeMap<String, Date>,
}
