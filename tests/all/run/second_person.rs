//! Verification, disagreement, deviations, rework and corrections.

use super::script::{Case, play};

const INDEPENDENT: &str = "\
roles: {packer: {title: Packer}, checker: {title: Checker}, boss: {title: Boss}}
separate: [[packer, checker]]
steps:
  - id: count
    title: Count
    by: packer
    record:
      units: {type: count, equals: 10}
      boxes: {type: count, record_only: true}
    verify: {by: checker, how: independent, fields: units, on_disagree: {attempts: 2, then: boss}}
    on_fail: {rework: {back_to: self, attempts: 2}, decide: {rework: boss, scrap: boss, use_as_is: boss}}
  - {id: close, title: Close, by: packer}
release: {by: boss, apart_from: run}
";

const REVIEWS: &str = "\
roles: {writer: {title: Writer}, reader: {title: Reader}, boss: {title: Boss}}
steps:
  - id: text
    title: Text
    by: writer
    record:
      words: {type: count, min: 10}
      pages: {type: count, min: 1}
    verify:
      - {id: seen, by: reader, how: witness, within: 5 min}
      - {id: read, by: [reader, boss], how: review, people: 2, fields: words, before: release}
    on_fail: {block: release, rework: {back_to: self, attempts: 3}, decide: {rework: writer, use_as_is: boss, cancel: boss}}
  - {id: send, title: Send, by: writer}
release: {by: boss}
";

const CHAIN: &str = "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
inputs:
  wanted: {type: count, min: 1, max: 100}
steps:
  - id: weigh
    title: Weigh
    by: cook
    record:
      gross: {type: number, unit: g, max: 100}
      tare: {type: number, unit: g, record_only: true}
      net: {type: number, unit: g, formula: gross - tare, min: 50}
    verify: {by: lead, how: review}
    on_fail: {rework: {back_to: self, attempts: 2}, decide: {rework: cook, use_as_is: lead}}
    hold_point: {by: lead}
  - id: count
    title: Count
    by: cook
    record:
      pieces: {type: count, equals: input.wanted}
    on_fail: {decide: {use_as_is: lead}}
  - id: light
    title: Light one
    by: cook
    when: weigh.net < 60
    record:
      extra: {type: number, unit: g, min: 60 - weigh.net}
    on_fail: {decide: {use_as_is: lead}}
  - {id: end, title: End, by: cook}
release: {by: lead}
";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "agreeing on a bad value, and a decision by a third person",
        procedure: INDEPENDENT,
        script: "
            people ana=packer ben=checker,boss cyd=boss dan=packer,checker
            start ana
            ana perform count units=9 boxes=1
            expect count awaiting_verification
            expect open 0
            expect ben hidden count.units
            expect cyd hidden count.units
            dan verify count units=9
            expect count failed
            expect open 1
            ana perform close -> refused blocked
            ana perform count units=10 boxes=1 -> refused already_recorded
            ana decide #1 scrap because x -> refused wrong_role
            cyd decide #1 regrade because x -> refused not_allowed
            cyd decide #1 rework -> refused missing_reason
            cyd decide #1 because x -> refused missing_disposition
            cyd decide #1 rework because count again
            cyd decide #1 scrap because again -> refused already_decided
            dan perform count units=10 boxes=1 -> refused not_separate
            ana perform count units=11 boxes=1
            ben verify count units=11
            expect open 1
            cyd decide #2 rework because once more -> refused no_attempts_left
            cyd decide #2 use_as_is because eleven are fine
            expect count closed
            ana perform close
            ben release -> refused not_apart
            cyd release
            expect run completed_with_deviation
        ",
    },
    Case {
        name: "disagreement, repeated and settled",
        procedure: INDEPENDENT,
        script: "
            people ana=packer,boss ben=checker,boss cyd=boss dan=packer eve=checker
            start ana
            ana perform count units=10 boxes=1
            ben verify count units=9
            expect count disagreed
            expect open 0
            expect event disagreed
            ben verify count units=10 -> refused disagreement_open
            ana correct count units=9 because x -> refused disagreement_open
            ana perform close -> refused not_open
            ana perform count units=10 boxes=1
            expect count awaiting_verification
            cyd adjudicate count units=10 -> refused no_disagreement
            eve verify count units=11
            expect count disagreed
            ana perform count units=10 boxes=1 -> refused disagreement_open
            ana adjudicate count units=10 -> refused self_verification
            ben adjudicate count units=10 -> refused same_verifier
            eve adjudicate count units=10 -> refused wrong_role
            expect cyd hidden count.units
            cyd adjudicate count -> refused missing_value
            cyd adjudicate count units=10
            expect count closed
            expect count.units = 10
            expect attempts count 2
            ana perform close
            cyd release -> refused not_apart
            people fay=boss
            fay release
            expect run completed
        ",
    },
    Case {
        name: "settled on a value that fails",
        procedure: INDEPENDENT,
        script: "
            people ana=packer ben=checker cyd=boss fay=boss
            start ana
            ana perform count units=10 boxes=1
            ben verify count units=9
            ana perform count units=10 boxes=1
            ben verify count units=9
            cyd adjudicate count units=9
            expect count.units = 9
            expect count failed
            fay decide #1 scrap because one short
            expect run rejected
            expect close not_performed
            ana perform close -> refused run_ended
        ",
    },
    Case {
        name: "a witness in time, two different reviewers, and a rejection",
        procedure: REVIEWS,
        script: "
            people wim=writer,reader rob=reader,boss ria=reader bob=boss
            start wim
            wim perform text words=12 pages=1
            rob verify text -> refused which_verification
            rob verify text of:third -> refused unknown_verification
            wim verify text of:seen -> refused self_verification
            wim perform send -> refused not_open
            rob verify text of:seen words=12 -> refused unexpected_value
            rob verify text of:seen
            expect text awaiting_verification
            wim perform send
            rob verify text of:read -> refused same_verifier
            bob release -> refused not_ready
            ria reject text of:read because unreadable
            expect text failed
            expect open 1
            wim decide #1 use_as_is because x -> refused wrong_role
            bob decide #1 use_as_is because readable enough
            expect text awaiting_verification
            bob verify text of:read
            expect text closed
            bob release
            expect run completed_with_deviation
        ",
    },
    Case {
        name: "a missed witness",
        procedure: REVIEWS,
        script: "
            people wim=writer,reader rob=reader,boss ria=reader bob=boss
            start wim
            wim perform text words=12 pages=1
            wait 5 min
            rob tick
            expect open 0
            wait 1 s
            rob verify text of:seen -> refused witness_too_late
            expect open 0
            rob tick
            expect open 1
            expect breaches 1
            expect event breached
            rob verify text of:seen ago:1_s
            expect event done_in_time
            expect open 1
            wim decide #1 rework because do it again
            wim perform text words=12 pages=1
            rob verify text of:seen
            ria verify text of:read
            bob verify text of:read
            wim perform send
            bob release
            expect run completed_after_rework
        ",
    },
    Case {
        name: "a correction voids what was verified and released",
        procedure: CHAIN,
        script: "
            people ana=cook ben=lead cyd=cook,lead
            start ana wanted=5
            ana perform weigh gross=80 tare=10
            expect weigh.net = 70 g
            ana release_hold_point weigh -> refused not_releasable
            ben verify weigh
            expect weigh recorded
            ana perform count pieces=5 -> refused not_open
            ana release_hold_point weigh -> refused wrong_role
            ana release_hold_point count -> refused not_for_this_step
            ben release_hold_point weigh
            ben release_hold_point weigh -> refused already_released
            ana perform count pieces=5
            expect light not_applicable
            ana perform light extra=1 -> refused step_not_applicable
            ana correct weigh gross=80 because same -> refused nothing_changed
            ana correct weigh gross=65 -> refused missing_reason
            ana correct weigh net=50 because computed -> refused unexpected_value
            ben correct weigh gross=65 because x -> refused wrong_role
            cyd correct weigh gross=65 because misread
            expect weigh.net = 55 g
            expect weigh awaiting_verification
            expect event verification_voided
            expect event hold_point_voided
            expect event recomputed
            # the condition turned: the light one is to be done, once the hold point is released again
            expect light pending
            cyd verify weigh -> refused self_verification
            ben verify weigh
            ben release_hold_point weigh
            expect light open
            ana perform light extra=5
            ana perform end
            expect run awaiting_release
            # and back again
            ana correct weigh gross=80 because it was right
            expect light superseded
            ben verify weigh
            ben release_hold_point weigh
            expect run awaiting_release
            ben release
            expect run completed
        ",
    },
    Case {
        name: "an entry error, and a correction that fails",
        procedure: CHAIN,
        script: "
            people ana=cook ben=lead cyd=cook,lead dan=lead
            start ana wanted=5
            cyd perform weigh gross=50 tare=10
            expect open 1
            expect weigh failed
            dan decide #1 entry_error because x -> refused not_corrected
            cyd correct weigh gross=80 because read the wrong line
            expect open 1
            cyd decide #1 entry_error because x -> refused self_decision
            ana decide #1 entry_error because I say so
            expect open 0
            cyd correct weigh gross=50 because no it was right
            expect open 1
            dan decide #2 use_as_is because light is fine
            dan verify weigh
            dan release_hold_point weigh
            ana perform count pieces=5
        ",
    },
    Case {
        name: "an input is corrected",
        procedure: CHAIN,
        script: "
            people ana=cook ben=lead
            start ana wanted=5
            ana perform weigh gross=80 tare=10
            ben verify weigh
            ben release_hold_point weigh
            ana perform count pieces=6
            expect open 1
            ana correct wanted=500 because x -> refused input_refused
            ana correct other=5 because x -> refused unexpected_value
            ana correct wanted=5 because x -> refused nothing_changed
            ana correct wanted=6 because the order says six
            expect count.pieces conforming
            expect open 1
            ben decide #1 entry_error because the input was wrong
            ana perform end
            ben release
            expect run completed_with_deviation
        ",
    },
    Case {
        name: "a verifier's own value is corrected by the verifier",
        procedure: "\
roles: {packer: {title: Packer}, checker: {title: Checker}, boss: {title: Boss}}
steps:
  - id: count
    title: Count
    by: packer
    record:
      units: {type: count, min: 1}
      half: {type: number, formula: units / 2, max: 100}
    verify: {by: checker, how: independent, fields: half, agree: {half: 1}}
    on_fail: {rework: {back_to: self, attempts: 2}, decide: {rework: boss, use_as_is: boss}}
",
        script: "
            people ana=packer ben=checker cyd=checker dan=boss
            start ana
            ana perform count units=10
            ben correct count units=10 of:independent because x -> refused not_recorded
            ben verify count units=13 half=5 -> refused unexpected_value
            ben verify count units=13
            expect open 1
            expect count failed
            cyd correct count units=12 of:independent because x -> refused not_the_verifier
            ben correct count units=12 of:independent because it says twelve
            expect open 1
            dan decide #1 entry_error because a slip of the pen
            expect run completed_with_deviation
        ",
    },
    Case {
        name: "several verifiers are different people, and each is blind",
        procedure: "\
roles: {packer: {title: Packer}, checker: {title: Checker}, boss: {title: Boss}}
steps:
  - id: count
    title: Count
    by: packer
    record:
      units: {type: count, min: 1}
    verify: {by: [checker, boss], how: independent, people: 2}
    on_fail: {rework: {back_to: self, attempts: 2}, decide: {rework: boss, scrap: boss}}
",
        script: "
            people ana=packer ben=checker cyd=checker,boss dan=boss
            start ana
            ana perform count units=0
            ben verify count units=0
            expect open 0
            expect ben hidden count.units
            ben verify count units=0 -> refused same_verifier
            cyd verify count units=1
            expect open 1
            dan decide #1 rework because they don't agree
            ana perform count units=1
            ben verify count units=1
            cyd verify count units=1
            expect run completed_after_rework
        ",
    },
    Case {
        name: "a critical text is not an entry error",
        procedure: "\
roles: {packer: {title: Packer}, checker: {title: Checker}, boss: {title: Boss}}
inputs: {code: {type: text}}
steps:
  - id: label
    title: Label
    by: packer
    critical: true
    record:
      code: {type: text, equals: {formula: input.code}}
    verify: {by: checker, how: review}
    on_fail: {rework: {back_to: self, attempts: 2}, decide: {rework: boss, scrap: boss}}
",
        script: "
            people ana=packer ben=checker dan=boss
            start ana code=A
            ana perform label code=B
            expect label failed
            ben verify label
            ana correct label code=A because misread
            dan decide #1 use_as_is because x -> refused not_allowed
            dan decide #1 entry_error because x -> refused not_corrected
            dan decide #1 rework because again
            ana perform label code=A
            ben verify label
            expect run completed_after_rework
        ",
    },
    Case {
        name: "somebody else did it: both are performers",
        procedure: REVIEWS,
        script: "
            people wim=writer,reader rob=reader sue=boss,reader
            start wim
            rob perform text words=12 pages=1 doer:rob -> refused wrong_role
            sue perform text words=12 pages=1 doer:wim
            sue verify text of:seen -> refused self_verification
            wim verify text of:seen -> refused self_verification
            rob verify text of:seen
        ",
    },
];

#[test]
fn second_person() {
    play(CASES);
}
