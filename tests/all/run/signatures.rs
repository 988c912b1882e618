//! Whose signature counts for what: overlapping roles, and people who decide about their own work.

use super::script::{Case, play};

const OVERLAP: &str = "\
roles: {doer: {title: Doer}, quality: {title: Quality}, operations: {title: Operations}}
steps:
  - {id: work, title: Work, by: doer, verify: {by: [quality, operations], how: review, people: 2}, on_fail: {decide: {cancel: quality}}}
";

pub(crate) const CASES: &[Case] = &[
    // All signatures of one verification mean the same, so whoever holds one of its roles fills any of its places, and
    // in whatever order people come, nobody takes a place that only somebody else could fill.
    Case {
        name: "who holds both roles comes first",
        procedure: OVERLAP,
        script: "
            people ana=quality,operations bob=operations cyd=doer
            start cyd
            cyd perform work
            ana verify work
            ana verify work -> refused same_verifier
            expect bob offered verify work
            bob verify work
            expect run completed
        ",
    },
    Case {
        name: "who holds both roles comes last",
        procedure: OVERLAP,
        script: "
            people ana=quality,operations bob=operations cyd=doer
            start cyd
            cyd perform work
            bob verify work
            ana verify work
            expect run completed
        ",
    },
    // Two verifications mean different things, so who could sign either says which; that never changes afterwards.
    Case {
        name: "two verifications with overlapping roles",
        procedure: "\
roles: {doer: {title: Doer}, quality: {title: Quality}, operations: {title: Operations}}
steps:
  - id: work
    title: Work
    by: doer
    verify:
      - {id: first, by: quality, how: review}
      - {id: second, by: [quality, operations], how: review}
    on_fail: {decide: {cancel: quality}}
",
        script: "
            people ana=quality,operations bob=operations cyd=doer
            start cyd
            cyd perform work
            ana verify work -> refused which_verification
            bob verify work of:first -> refused wrong_role
            ana verify work of:first
            ana verify work of:second -> refused same_verifier
            bob verify work of:second
            expect run completed
        ",
    },
    Case {
        name: "a role that is barred is not the one in which somebody signs",
        procedure: "\
roles: {doer: {title: Doer}, quality: {title: Quality}, operations: {title: Operations}}
separate: [[doer, quality]]
steps:
  - {id: work, title: Work, by: doer}
  - {id: more, title: More, by: doer, verify: {by: [quality, operations], how: review}, on_fail: {decide: {cancel: quality}}}
",
        script: "
            people ana=doer,quality,operations bob=doer eve=doer,quality
            start ana
            ana perform work
            bob perform more
            ana verify more
            expect run completed
            start eve
            eve perform work
            bob perform more
            eve verify more -> refused not_separate
        ",
    },
    Case {
        name: "a verification that is not due",
        procedure: "\
roles: {doer: {title: Doer}, checker: {title: Checker}}
steps:
  - id: work
    title: Work
    by: doer
    record: {units: {type: count, record_only: true}}
    verify: {by: checker, how: review, when: units > 5}
    on_fail: {decide: {cancel: checker}}
",
        script: "
            people ana=doer ben=checker
            start ana
            ana perform work units=6
            expect work awaiting_verification
            ana correct work units=5 because misread
            expect work closed
            expect run completed
            start ana
            ana perform work units=6
            ben verify work
            expect run completed
        ",
    },
    Case {
        name: "a verification that is not due can't be signed",
        procedure: "\
roles: {doer: {title: Doer}, checker: {title: Checker}}
steps:
  - id: work
    title: Work
    by: doer
    record: {units: {type: count, record_only: true}}
    verify: {by: checker, how: review, when: units > 5}
    on_fail: {decide: {cancel: checker}}
  - {id: last, title: Last, by: doer}
",
        script: "
            people ana=doer ben=checker
            start ana
            ana perform work units=5
            expect work closed
            ben verify work -> refused not_due
            ana verify work -> refused not_due
        ",
    },
    Case {
        name: "who corrected doesn't say that it was an entry error",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
inputs: {wanted: {type: count}}
steps:
  - {id: count, title: Count, by: cook, record: {pieces: {type: count, equals: input.wanted}}, on_fail: {decide: {use_as_is: lead}}}
",
        script: "
            people ana=cook ben=lead cyd=lead
            start ana wanted=5
            ana perform count pieces=6
            ben correct wanted=6 because the order says six
            expect count.pieces conforming
            ben decide #1 entry_error because I say so -> refused self_decision
            cyd decide #1 entry_error because the order was read again
            expect run completed_with_deviation
        ",
    },
    Case {
        name: "a verifier who corrected an own value doesn't either",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
steps:
  - {id: count, title: Count, by: cook, record: {pieces: {type: count, min: 1}}, verify: {by: lead, how: independent}, on_fail: {decide: {use_as_is: lead}}}
",
        script: "
            people ana=cook ben=lead cyd=lead
            start ana
            ana perform count pieces=6
            ben verify count pieces=5
            ben correct count pieces=6 of:independent because a slip of the pen
            ben decide #1 entry_error because I say so -> refused self_decision
            cyd decide #1 entry_error because the slip is plain to see
            expect run completed_with_deviation
        ",
    },
    Case {
        name: "who worked in a group doesn't decide about the group",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
steps:
  - {id: first, title: First, by: cook}
  - id: together
    title: Together
    by: cook
    time: [{at_most: 10 min, after: first}]
    on_fail: {decide: {use_as_is: lead}}
    steps:
      - {id: a, title: A, by: cook}
      - {id: b, title: B, by: cook}
",
        script: "
            people ana=cook,lead ben=lead
            start ana
            ana perform first
            ana perform a
            wait 11 min
            ana tick
            expect open 1
            ana decide #1 use_as_is because x -> refused self_decision
            ben decide #1 use_as_is because still good
            ana perform b
            expect run completed_with_deviation
        ",
    },
];

#[test]
fn signatures() {
    play(CASES);
}
