//! Of several refusals that apply, the one of the earliest stage is given: every pair of stages in one script.

use super::script::{Case, play};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "each stage before those after it",
        procedure: "\
roles:
  packer: {title: Packer}
  checker: {title: Checker, needs: [trained]}
  boss: {title: Boss, needs: [trained]}
steps:
  - id: count
    title: Count
    by: packer
    record: {units: {type: count, equals: 10}}
    verify: {by: checker, how: independent}
    on_fail: {rework: {back_to: self, attempts: 3}, decide: {rework: boss, use_as_is: boss}}
  - {id: close, title: Close, by: packer}
",
        script: "
            people ana=packer,checker,boss+trained:2027-01-01 ben=checker,boss+trained:2027-01-01
            people cyd=packer dan=checker,boss una=packer,checker,boss nil=nobody
            start ana
            una perform count units=9
            # concurrency before step, role, qualification, separation, values
            ben verify count units=9 of:other seen:1 -> refused stale
            nil verify count units=9 seen:1 -> refused stale
            dan verify count units=9 seen:1 -> refused stale
            una verify count units=9 seen:1 -> refused stale
            ben verify count seen:1 -> refused stale
            ana note key:k because the box is dented
            nil note key:k -> refused key_reused
            # step before role, qualification, separation, values
            nil perform count units=9 -> refused already_recorded
            dan verify count units=9 of:other -> refused unknown_verification
            una verify count units=9 of:other -> refused unknown_verification
            ben verify count of:other -> refused unknown_verification
            # role before values; qualification before separation and values
            nil verify count -> refused wrong_role
            una verify count -> refused not_qualified
            dan verify count -> refused not_qualified
            # separation before values
            ana correct count units=8 because misread
            ana verify count -> refused self_verification
            ben verify count units=8
            nil correct count units=7 of:independent because slip -> refused wrong_role
            una correct count units=7 of:independent because slip -> refused not_qualified
            ana correct count units=7 of:independent -> refused not_the_verifier
            # everything before the disposition
            ben decide #1 seen:1 because x -> refused stale
            ben decide #9 because x -> refused unknown_deviation
            nil decide #1 because x -> refused wrong_role
            dan decide #1 because x -> refused not_qualified
            una decide #1 because x -> refused not_qualified
            ana decide #1 because x -> refused self_decision
            ana decide #1 -> refused self_decision
            ben decide #1 scrap -> refused missing_reason
            ben decide #1 because x -> refused missing_disposition
            ben decide #1 scrap because x -> refused not_allowed
            # the run before step, role, qualification, separation, values, disposition
            ana pause because lunch
            ben perform nothing -> refused paused
            nil perform count -> refused paused
            dan decide #1 because x -> refused paused
            ana decide #1 because x -> refused paused
            ben decide #1 rework -> refused paused
            ben decide #1 scrap because x -> refused paused
            # concurrency before the run
            ben decide #1 rework seen:1 because x -> refused stale
            ana resume because fed
            ben decide #1 rework because count again
            ben decide #1 because x -> refused already_decided
            cyd perform count units=10
            # role before separation
            cyd verify count units=10 -> refused wrong_role
            ben verify count units=10
            cyd perform close
            cyd perform count units=10 seen:1 -> refused stale
            nil perform nothing -> refused run_ended
        ",
    },
    Case {
        name: "of two people in one act",
        procedure: "\
roles: {packer: {title: Packer, needs: [trained]}, helper: {title: Helper}}
steps:
  - {id: first, title: First, by: packer}
  - {id: second, title: Second, by: packer, apart_from: [first]}
",
        script: "
            people ana=packer+trained:2027-01-01 una=packer hal=helper nil=nobody cyd=packer+trained:2027-01-01
            start ana
            # the role of the one who records before the qualification of the one who did it
            nil perform first doer:una -> refused wrong_role
            hal perform first doer:una -> refused not_qualified
            hal perform first doer:nil -> refused wrong_role
            hal perform first doer:ana
            # being apart holds for both
            ana perform second doer:una -> refused not_qualified
            ana perform second doer:cyd -> refused not_apart
            hal perform second doer:cyd -> refused not_apart
            una perform second doer:ana -> refused not_apart
            una perform second doer:cyd
        ",
    },
];

#[test]
fn precedence() {
    play(CASES);
}
