//! What the slow second implementation found in the engine.

use super::script::{Case, play};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "every rejection opens a deviation, also after a decision about the one before",
        procedure: "\
roles: {doer: {title: Doer}, checker: {title: Checker}, boss: {title: Boss}}
steps:
  - id: a
    title: A
    by: doer
    verify: {by: checker, how: review, people: 2}
    on_fail: {decide: {use_as_is: boss, cancel: boss}}
",
        script: "
            people ana=doer ben=checker cyd=checker dan=boss
            start ana
            ana perform a
            ben reject a because dirty
            dan decide #1 use_as_is because clean enough
            cyd reject a because still dirty
            expect open 1
            expect run running
            dan decide #2 use_as_is because clean enough
            expect run completed_with_deviation
        ",
    },
    Case {
        name: "one time limit with both bounds",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
defaults:
  on_fail: {block: release, decide: {use_as_is: lead, cancel: lead}}
steps:
  - {id: soak, title: Soak, by: cook}
  - {id: rinse, title: Rinse, by: cook, time: [{at_least: 10 min, at_most: 30 min, after: soak}]}
",
        script: "
            people ana=cook ben=lead
            start ana
            ana perform soak
            wait 5 min
            ana perform rinse
            expect breaches 1
            expect open 1
        ",
    },
    Case {
        name: "nobody who performed in a failed group decides about it",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
steps:
  - id: together
    title: Together
    by: [cook, lead]
    time: [{at_most: 30 min, after: start}]
    on_fail: {decide: {use_as_is: lead, cancel: lead}}
    steps:
      - {id: a, title: A, by: [cook, lead]}
      - {id: b, title: B, by: [cook, lead]}
",
        script: "
            people ana=cook,lead ben=lead
            start ana
            ana perform a
            wait 31 min
            ana tick
            expect open 1
            ana decide #1 use_as_is because fine -> refused self_decision
            ben decide #1 use_as_is because fine
        ",
    },
    Case {
        name: "what a failure holds up doesn't open on the failing value",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
steps:
  - id: count
    title: Count
    by: cook
    record: {boxes: {type: count, max: 2}}
    on_fail: {decide: {use_as_is: lead, cancel: lead}}
  - id: box
    title: Box
    by: cook
    repeat: {times: count.boxes, max: 5}
    steps:
      - {id: fill, title: Fill, by: cook}
",
        script: "
            people ana=cook cyd=cook ben=lead
            start ana
            ana perform count boxes=3
            expect steps count box
            cyd correct count boxes=2 because misread
            ben decide #1 entry_error because it says two
            expect steps count box box[1] box[1].fill box[2] box[2].fill
        ",
    },
    Case {
        name: "who corrected what a value is computed from doesn't decide that it was an entry error",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
defaults:
  on_fail: {block: release, decide: {use_as_is: [lead, cook], cancel: lead}}
steps:
  - {id: a, title: A, by: cook, record: {x: {type: count, record_only: true}}}
  - {id: b, title: B, by: cook, record: {z: {type: count, formula: a.x, max: 2}}}
release: {by: lead}
",
        script: "
            people ana=cook cyd=cook ben=lead
            start ana
            ana perform a x=3
            ana perform b
            expect open 1
            cyd correct a x=2 because misread
            cyd decide #1 entry_error because x -> refused self_decision
            ben decide #1 entry_error because it says two
            expect open 0
        ",
    },
    Case {
        name: "the release of a used procedure is kept apart from its own steps",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
steps:
  - {id: clean, title: Clean, use: {procedure: cleaning, version: '>=1.0.0', roles: {cook: cook, lead: lead}}}

---
id: cleaning
roles: {cook: {title: Cook}, lead: {title: Lead}}
steps:
  - {id: wash, title: Wash, by: cook}
release: {by: lead, apart_from: [wash]}
",
        script: "
            people ana=cook,lead ben=lead
            start ana
            ana perform clean/wash
            ana release_hold_point clean -> refused not_apart
            ben release_hold_point clean
            expect run completed
        ",
    },
    Case {
        name: "who settles a disagreement is kept apart as a verifier is",
        procedure: "\
roles: {cook: {title: Cook}, checker: {title: Checker}, lead: {title: Lead}}
steps:
  - {id: wash, title: Wash, by: [cook, lead]}
  - id: count
    title: Count
    by: cook
    record: {x: {type: count, record_only: true}}
    verify: {by: checker, how: independent, apart_from: [wash], on_disagree: {attempts: 1, then: lead}}
    on_fail: {decide: {cancel: lead}}
",
        script: "
            people ana=cook ben=checker cyd=lead dan=lead
            start ana
            cyd perform wash
            ana perform count x=1
            ben verify count x=2
            cyd adjudicate count x=1 -> refused not_apart
            dan adjudicate count x=1
            expect run completed
        ",
    },
    Case {
        name: "deviations have the same numbers however late somebody looks",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
defaults:
  on_fail: {block: release, decide: {use_as_is: lead, cancel: lead}}
steps:
  - {id: a, title: A, by: cook, time: [{at_most: 60 min, after: start}]}
  - {id: b, title: B, by: cook, time: [{at_most: 20 min, after: start}]}
",
        script: "
            people ana=cook ben=lead
            start ana
            wait 61 min
            ana tick
            expect deviations 2
            ben decide #1 use_as_is because fine
            ana perform a
            expect a failed
            ana perform b
            expect b closed
        ",
    },
    Case {
        name: "who performs a step of a group may say that it was interrupted",
        procedure: "\
roles: {cook: {title: Cook}, porter: {title: Porter}}
steps:
  - id: together
    title: Together
    by: cook
    uninterrupted: true
    steps:
      - {id: a, title: A, by: [cook, porter]}
      - {id: b, title: B, by: cook}
",
        script: "
            people ana=cook pip=porter
            start ana
            pip perform a
            pip interrupt together because phone
            expect a open
        ",
    },
];

#[test]
fn doubts() {
    play(CASES);
}
