//! How far a version rises, and how far it must.

use std::fmt;

use schemars::JsonSchema;
use semver::{BuildMetadata, Prerelease, Version};
use serde::Serialize;

/// A step from one version to a later one (Semantic Versioning 2.0.0), the smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VersionStep {
    /// No step.
    #[default]
    None,
    /// Nobody does anything else.
    Patch,
    /// Something is added or made stricter, and whoever worked by the old version may go on as before.
    Minor,
    /// People are trained again, and approvals and running work are looked at.
    Major,
}

impl VersionStep {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            VersionStep::None => "no",
            VersionStep::Patch => "patch",
            VersionStep::Minor => "minor",
            VersionStep::Major => "major",
        }
    }

    /// The step between two versions; none where the later one isn't higher.
    ///
    /// Before 1.0.0 the second number counts as the first and the third as the second, as package managers read it. A
    /// pre-release promises nothing (clause 9), so anything higher may follow it.
    pub fn between(old: &Version, new: &Version) -> VersionStep {
        if new.cmp_precedence(old).is_le() {
            return VersionStep::None;
        }
        let early = old.major == 0 && new.major == 0;
        match (new.major > old.major, new.minor > old.minor) {
            _ if !old.pre.is_empty() => VersionStep::Major,
            (true, _) => VersionStep::Major,
            (false, true) if early => VersionStep::Major,
            (false, true) => VersionStep::Minor,
            (false, false) if early => VersionStep::Minor,
            (false, false) => VersionStep::Patch,
        }
    }

    /// The least version that is so far after another one.
    pub fn after(self, old: &Version) -> Version {
        let released = Version { pre: Prerelease::EMPTY, build: BuildMetadata::EMPTY, ..old.clone() };
        let early = old.major == 0;
        match self {
            VersionStep::None => old.clone(),
            _ if !old.pre.is_empty() => released,
            VersionStep::Major if !early => Version::new(old.major + 1, 0, 0),
            VersionStep::Major | VersionStep::Minor if !(early && self == VersionStep::Minor) => {
                Version::new(old.major, old.minor + 1, 0)
            }
            _ => Version::new(old.major, old.minor, old.patch + 1),
        }
    }
}

impl fmt::Display for VersionStep {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_between_versions() {
        let check = |old: &str, new: &str, step| {
            assert_eq!(
                VersionStep::between(&old.parse().unwrap(), &new.parse().unwrap()),
                step,
                "{old} {new}"
            );
        };
        check("1.2.3", "1.2.3", VersionStep::None);
        check("1.2.3", "1.2.2", VersionStep::None);
        check("1.2.3", "1.2.3+build", VersionStep::None);
        check("1.2.3", "1.2.4", VersionStep::Patch);
        check("1.2.3", "1.3.0", VersionStep::Minor);
        check("1.2.3", "2.0.0", VersionStep::Major);
        check("1.2.3", "2.0.0-rc.1", VersionStep::Major);
        check("2.0.0-rc.1", "2.0.0-rc.2", VersionStep::Major);
        check("2.0.0-rc.1", "2.0.0", VersionStep::Major);
        check("0.1.0", "0.2.0", VersionStep::Major);
        check("0.1.0", "0.1.1", VersionStep::Minor);
        check("0.9.0", "1.0.0", VersionStep::Major);
    }

    #[test]
    fn the_least_version_is_just_far_enough() {
        let steps = [VersionStep::Patch, VersionStep::Minor, VersionStep::Major];
        for old in ["1.2.3", "1.0.0", "0.3.4", "2.0.0-rc.1"] {
            let old: Version = old.parse().unwrap();
            for step in steps {
                let new = step.after(&old);
                assert!(VersionStep::between(&old, &new) >= step, "{old} {step} {new}");
            }
        }
        let check = |old: &str, step: VersionStep, new: &str| {
            assert_eq!(step.after(&old.parse().unwrap()), new.parse().unwrap(), "{old} {step}");
        };
        check("1.2.3", VersionStep::Patch, "1.2.4");
        check("1.2.3", VersionStep::Minor, "1.3.0");
        check("1.2.3+build", VersionStep::Major, "2.0.0");
        check("0.3.4", VersionStep::Major, "0.4.0");
        check("0.3.4", VersionStep::Minor, "0.3.5");
        check("2.0.0-rc.1", VersionStep::Patch, "2.0.0");
        check("1.2.3", VersionStep::None, "1.2.3");
    }
}
