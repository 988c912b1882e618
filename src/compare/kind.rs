//! The kinds of change there are, and the version step that each asks for.

use schemars::JsonSchema;
use serde::Serialize;

use super::version_step::VersionStep;

/// The table: `Kind "word" Step;`, with a second step where the change asks for less when it strengthens a control.
macro_rules! kinds {
    ($($(#[doc = $meaning:literal])+ $kind:ident $word:literal $step:ident $(, strengthening $less:ident)?;)+) => {
        /// What kind of change it is.
        ///
        /// The word is stable, and never used again for another kind.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
        pub enum ChangeKind {
            $($(#[doc = $meaning])+ #[serde(rename = $word)] $kind,)+
        }

        impl ChangeKind {
            /// Every kind, in the order of a file.
            pub const ALL: &'static [ChangeKind] = &[$(ChangeKind::$kind,)+];

            /// The word for it, in snake case.
            pub fn word(self) -> &'static str {
                match self { $(ChangeKind::$kind => $word,)+ }
            }

            /// What is meant, in a sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(ChangeKind::$kind => concat!($($meaning),+),)+ }
            }

            /// The least version step that a change of this kind with this effect asks for. A weakening always asks
            /// for a major one.
            pub fn least_step(self, effect: Effect) -> VersionStep {
                match (effect, self) {
                    (Effect::Weakens, _) => VersionStep::Major,
                    $($((Effect::Strengthens, ChangeKind::$kind) => VersionStep::$less,)?)+
                    $((_, ChangeKind::$kind) => VersionStep::$step,)+
                }
            }
        }
    };
}

/// What a change does to the controls of a procedure: its limits, second persons, holds, hazards and decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Something that was caught may now pass, or somebody may now do what was not theirs.
    Weakens,
    /// Nothing, or nothing that can be known without asking people.
    Neutral,
    /// Something that passed may now be caught.
    Strengthens,
}

kinds! {
    /// It is another procedure.
    IdChanged "id_changed" Major;
    /// It is written in another version of the file format.
    FormatChanged "format_changed" Major;
    /// The version is another one, which by itself asks for nothing.
    VersionChanged "version_changed" None;
    /// The history has a new entry.
    HistoryAdded "history_added" None;
    /// An entry of the history reads otherwise, or is gone.
    HistoryRewritten "history_rewritten" Patch;
    /// The effective or the review date is another one.
    DateChanged "date_changed" Patch;
    /// The organisation's own number is another one.
    NumberChanged "number_changed" Patch;
    /// Text reads otherwise.
    TextChanged "text_changed" Patch;
    /// A translation reads otherwise.
    TranslationChanged "translation_changed" Patch;
    /// Text is given in one more language.
    TranslationAdded "translation_added" Patch;
    /// Text is no longer given in a language.
    TranslationRemoved "translation_removed" Minor;
    /// Plain text is in another language.
    LanguageChanged "language_changed" Minor;
    /// The documents it refers to are others.
    ReferenceChanged "reference_changed" Patch;
    /// A safety message came.
    HazardAdded "hazard_added" Minor;
    /// A safety message is gone.
    HazardRemoved "hazard_removed" Major;
    /// A safety message has a stronger signal word.
    HazardRaised "hazard_raised" Minor;
    /// A safety message has a weaker signal word.
    HazardLowered "hazard_lowered" Major;
    /// A safety message reads otherwise, or stands elsewhere among its like.
    HazardChanged "hazard_changed" Minor;
    /// A tool or a material came.
    ItemAdded "item_added" Minor;
    /// A tool or a material is gone.
    ItemRemoved "item_removed" Minor;
    /// A role came.
    RoleAdded "role_added" Minor;
    /// A role is gone.
    RoleRemoved "role_removed" Major;
    /// A role needs one more qualification.
    QualificationAdded "qualification_added" Major;
    /// A role no longer needs a qualification.
    QualificationRemoved "qualification_removed" Major;
    /// Another number of people can hold a role.
    RoleHoldersChanged "role_holders_changed" Minor;
    /// People who could be the same are now different people.
    SeparationAdded "separation_added" Minor;
    /// People who were different can now be the same.
    SeparationRemoved "separation_removed" Major;
    /// Others are kept apart, or it is said in another way.
    SeparationChanged "separation_changed" Major;
    /// A run needs one more input.
    InputAdded "input_added" Major;
    /// A run can be given one more input.
    OptionalInputAdded "optional_input_added" Minor;
    /// A run no longer takes an input.
    InputRemoved "input_removed" Major;
    /// Inputs stand in another order.
    InputMoved "input_moved" Minor;
    /// Entries are late after another time.
    LateEntryChanged "late_entry_changed" Major, strengthening Minor;
    /// What holds by default stands elsewhere.
    DefaultMoved "default_moved" Patch;
    /// The run is now released by somebody.
    ReleaseAdded "release_added" Minor;
    /// Nobody releases the run any more.
    ReleaseRemoved "release_removed" Major;
    /// Others release the run.
    ReleasersChanged "releasers_changed" Major;
    /// A step came.
    StepAdded "step_added" Major;
    /// A step came that isn't always done.
    OptionalStepAdded "optional_step_added" Minor;
    /// A step is gone.
    StepRemoved "step_removed" Major;
    /// A step stands elsewhere.
    StepMoved "step_moved" Major;
    /// A step has another id, and is otherwise the same.
    StepRenamed "step_renamed" Major;
    /// A step's id now means another step.
    StepReplaced "step_replaced" Major;
    /// Others do the step.
    PerformersChanged "performers_changed" Major;
    /// Something is now done, asked or verified only under a condition.
    ConditionAdded "condition_added" Major;
    /// Something is now always done, asked or verified.
    ConditionRemoved "condition_removed" Major;
    /// Something is done, asked or verified under another condition.
    ConditionChanged "condition_changed" Major;
    /// The work now stops until somebody releases it.
    HoldPointAdded "hold_point_added" Minor;
    /// The work no longer stops.
    HoldPointRemoved "hold_point_removed" Major;
    /// Others release the hold point.
    HoldPointChanged "hold_point_changed" Major;
    /// There is one more time limit.
    TimeLimitAdded "time_limit_added" Major;
    /// A time limit is gone.
    TimeLimitRemoved "time_limit_removed" Major;
    /// A time limit is longer, shorter or of other consequence.
    TimeLimitChanged "time_limit_changed" Major;
    /// A step is critical now, or no longer.
    CriticalChanged "critical_changed" Major;
    /// People may declare a step not applicable, or no longer, or others may.
    NotApplicableChanged "not_applicable_changed" Major;
    /// Other equipment or materials are used.
    EquipmentChanged "equipment_changed" Minor;
    /// The step is expected to take another time.
    ExpectedTimeChanged "expected_time_changed" Patch;
    /// The steps of a group are done in an order now, or in any.
    OrderChanged "order_changed" Major;
    /// An interruption makes people start again now, or no longer.
    InterruptionChanged "interruption_changed" Major, strengthening Minor;
    /// A group is now done several times.
    RepeatAdded "repeat_added" Major;
    /// A group is no longer done several times.
    RepeatRemoved "repeat_removed" Major;
    /// A group is done another number of times.
    RepeatChanged "repeat_changed" Major;
    /// Another procedure runs here now.
    UseAdded "use_added" Major;
    /// Another procedure no longer runs here.
    UseRemoved "use_removed" Major;
    /// Another procedure, or with other inputs or roles, runs here.
    UseChanged "use_changed" Major;
    /// Other versions of a used procedure will do.
    UsedVersionChanged "used_version_changed" Minor;
    /// One more value must be recorded.
    FieldAdded "field_added" Major;
    /// One more value can be recorded.
    OptionalFieldAdded "optional_field_added" Minor;
    /// A value is no longer recorded.
    FieldRemoved "field_removed" Major;
    /// Fields stand in another order.
    FieldMoved "field_moved" Minor;
    /// A field records another type of value.
    TypeChanged "type_changed" Major;
    /// A value must be given now, or no longer.
    RequirementChanged "requirement_changed" Major;
    /// A field says, or no longer says, that it has no limit on purpose.
    RecordOnlyChanged "record_only_changed" Patch;
    /// There is one more option.
    OptionAdded "option_added" Minor;
    /// An option is gone.
    OptionRemoved "option_removed" Major;
    /// Options stand in another order.
    OptionMoved "option_moved" Patch;
    /// A value can now fail where it could not.
    LimitAdded "limit_added" Major;
    /// A value can no longer fail where it could.
    LimitRemoved "limit_removed" Major;
    /// More values conform.
    LimitWidened "limit_widened" Major;
    /// Fewer values conform.
    LimitNarrowed "limit_narrowed" Major;
    /// Other values conform, or it can't be known before a run which.
    LimitChanged "limit_changed" Major;
    /// The same limit is written in another way.
    LimitRewritten "limit_rewritten" Minor;
    /// Another value is aimed at.
    TargetChanged "target_changed" Major;
    /// Other values are marked.
    AlertChanged "alert_changed" Major, strengthening Minor;
    /// Other values are asked about.
    PlausibilityChanged "plausibility_changed" Minor;
    /// The value has another unit.
    UnitChanged "unit_changed" Major;
    /// The limit is declared in other units beside its own.
    OtherUnitChanged "other_unit_changed" Major;
    /// The value has another number of decimals.
    ResolutionChanged "resolution_changed" Minor;
    /// The value meets its limit rounded in another way.
    RoundingChanged "rounding_changed" Major;
    /// Another number of readings is taken.
    ReadingsChanged "readings_changed" Major, strengthening Minor;
    /// Something else of the readings is judged.
    JudgedValueChanged "judged_value_changed" Major;
    /// Text may have several lines now, or no longer.
    LinesChanged "lines_changed" Minor;
    /// A value that was entered is now computed.
    FormulaAdded "formula_added" Major;
    /// A value that was computed is now entered.
    FormulaRemoved "formula_removed" Major;
    /// A value is computed in another way.
    FormulaChanged "formula_changed" Major;
    /// A second person checks now.
    VerificationAdded "verification_added" Minor;
    /// A second person no longer checks.
    VerificationRemoved "verification_removed" Major;
    /// Verifications stand in another order.
    VerificationMoved "verification_moved" Minor;
    /// A verification has another id.
    VerificationRenamed "verification_renamed" Major;
    /// A second person checks in another way.
    VerificationMethodChanged "verification_method_changed" Major, strengthening Minor;
    /// Others verify.
    VerifiersChanged "verifiers_changed" Major, strengthening Minor;
    /// Another number of people verifies.
    VerifierCountChanged "verifier_count_changed" Major, strengthening Minor;
    /// Other fields are verified.
    VerifiedFieldsChanged "verified_fields_changed" Minor;
    /// Performer and verifier may differ by more, or by less.
    AgreementChanged "agreement_changed" Major, strengthening Minor;
    /// A verification is due earlier or later.
    VerificationDueChanged "verification_due_changed" Major, strengthening Minor;
    /// A witness signs within another time.
    WitnessTimeChanged "witness_time_changed" Major, strengthening Minor;
    /// Another thing happens when performer and verifier disagree.
    DisagreementChanged "disagreement_changed" Major;
    /// It is now said what happens when the step fails.
    OnFailAdded "on_fail_added" Major;
    /// It is no longer said what happens when the step fails.
    OnFailRemoved "on_fail_removed" Major;
    /// Something else waits for the decision.
    BlockChanged "block_changed" Major;
    /// Rework starts elsewhere, or may be tried another number of times.
    ReworkChanged "rework_changed" Major;
    /// One more disposition is allowed.
    DispositionAllowed "disposition_allowed" Major;
    /// A disposition is no longer allowed.
    DispositionForbidden "disposition_forbidden" Major;
    /// Others decide.
    DecidersChanged "deciders_changed" Major;
}
