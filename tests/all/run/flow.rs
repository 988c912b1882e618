//! Groups, repeats, used procedures, time, and acts about the whole run.

use super::script::{Case, play};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "any order, with a hold point and rework inside",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
steps:
  - id: set_up
    title: Set up
    by: cook
    order: any
    hold_point: {by: lead}
    on_fail: {decide: {cancel: lead}}
    steps:
      - {id: a, title: A, by: cook, record: {x: {type: confirm}}, on_fail: {block: release, rework: {back_to: self, attempts: 2}, decide: {rework: cook, scrap: lead}}}
      - {id: b, title: B, by: cook, verify: {by: lead, how: review}, on_fail: {decide: {cancel: lead}}}
      - {id: c, title: C, by: cook, not_applicable: {by: lead}}
  - {id: next_one, title: Next, by: cook}
",
        script: "
            people ana=cook ben=lead !bot=cook,lead
            start ana
            ana perform c
            ana perform b
            ana perform a x=no
            expect c closed
            expect a failed
            expect b awaiting_verification
            ana perform next_one -> refused not_open
            ana decide #1 rework because again
            expect a open
            expect b awaiting_verification
            expect c closed
            ana perform a x=yes
            ben release_hold_point set_up -> refused not_releasable
            bot verify b -> refused device
            ben verify b
            ana perform next_one -> refused not_open
            bot release_hold_point set_up -> refused device
            ben release_hold_point set_up
            ana perform next_one
            expect run completed_after_rework
            start ana
            ana not_applicable c because x -> refused wrong_role
            ben not_applicable a because x -> refused not_for_this_step
            ben not_applicable c -> refused missing_reason
            ben not_applicable c because no toaster
            ben not_applicable c because no toaster -> refused step_not_applicable
            expect c not_applicable
        ",
    },
    Case {
        name: "kept apart, in both directions",
        procedure: "\
roles: {fitter: {title: Fitter}, inspector: {title: Inspector}, boss: {title: Boss}}
steps:
  - id: work
    title: Work
    by: fitter
    steps:
      - {id: bolt, title: Bolt, by: fitter, on_fail: {rework: {back_to: self, attempts: 3}, decide: {rework: boss, cancel: boss}}, record: {tight: {type: confirm}}, verify: {by: inspector, how: review, apart_from: group}}
      - {id: paint, title: Paint, by: [fitter, inspector]}
  - {id: inspect, title: Inspect, by: [fitter, inspector], apart_from: [bolt, paint]}
  - {id: hold, title: Hold, by: fitter, hold_point: {by: [boss, fitter], apart_from: run}}
release: {by: [boss, inspector], apart_from: run}
",
        script: "
            people ana=fitter ben=inspector,fitter cyd=inspector dan=boss,fitter eve=fitter fay=boss
            start ana
            ana perform bolt tight=yes
            ben verify bolt
            ben perform paint -> refused not_apart
            cyd perform paint
            ana perform inspect -> refused not_apart
            cyd perform inspect -> refused not_apart
            eve perform inspect
            dan perform hold
            dan release_hold_point hold -> refused not_apart
            eve release_hold_point hold -> refused not_apart
            fay release_hold_point hold
            cyd release -> refused not_apart
            fay release
            expect run completed
        ",
    },
    Case {
        name: "repeated as often as a formula says",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
inputs: {boxes: {type: count, max: 5}}
steps:
  - id: box
    title: Box
    by: cook
    repeat: {times: input.boxes, max: 5}
    steps:
      - id: fill
        title: Fill
        by: cook
        record: {units: {type: count, record_only: true}}
      - id: check_box
        title: Check
        by: cook
        record: {seen: {type: count, equals: fill.units}}
        verify: {by: lead, how: review}
        on_fail: {rework: {back_to: fill, attempts: 2}, decide: {rework: lead, cancel: lead}}
  - id: total
    title: Total
    by: cook
    record: {all: {type: count, formula: sum(fill.units), min: 5}}
    on_fail: {rework: {back_to: box, attempts: 2}, decide: {rework: lead, cancel: lead}}
",
        script: "
            people ana=cook ben=lead
            start ana boxes=2
            expect steps box box[1] box[1].fill box[1].check_box box[2] box[2].fill box[2].check_box total
            ana perform box -> refused not_for_this_step
            ana perform box[2].fill units=1 -> refused not_open
            ana perform box[3].fill units=1 -> refused unknown_step
            ana perform box[1].fill units=2
            ana perform box[1].check_box seen=1
            ben decide #1 rework because again
            expect box[1].fill open
            ana perform box[1].fill units=2
            ana perform box[1].check_box seen=2
            ben verify box[1].check_box
            ana perform box[2].fill units=2
            ana perform box[2].check_box seen=2
            ben verify box[2].check_box
            ana another box -> refused not_for_this_step
            ana perform total
            expect total.all = 4
            ben decide #2 rework because one short
            expect box[1].fill open
            expect box[2].fill pending
            ana perform box[1].fill units=3
            ana perform box[1].check_box seen=3
            ben verify box[1].check_box
            ana perform box[2].fill units=2
            ana perform box[2].check_box seen=2
            ben verify box[2].check_box
            ana perform total
            expect run completed_after_rework
            start ana boxes=0
            expect total open
            expect box closed
        ",
    },
    Case {
        name: "repeated as often as people say",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
steps:
  - {id: first, title: First, by: cook}
  - id: scoop
    title: Scoop
    by: cook
    repeat: {min: 1, max: 3}
    steps:
      - {id: weigh, title: Weigh, by: cook, record: {mass: {type: number, unit: g, record_only: true}}}
  - id: mean_mass
    title: Mean
    by: cook
    record: {mean: {type: number, unit: g, formula: mean(weigh.mass), record_only: true}}
",
        script: "
            people ana=cook ben=lead
            start ana
            ana another scoop -> refused not_open
            ana perform first
            expect steps first scoop scoop[1] scoop[1].weigh mean_mass
            ana enough scoop -> refused not_open
            ana perform scoop[1].weigh mass=1
            expect mean_mass pending
            ben another scoop -> refused wrong_role
            ana another scoop
            ana perform scoop[2].weigh mass=3
            ana enough scoop
            ana another scoop -> refused most_reached
            ana perform mean_mass
            expect mean_mass.mean = 2 g
            expect run completed
            start ana
            ana perform first
            ana perform scoop[1].weigh mass=1
            ana another scoop
            ana perform scoop[2].weigh mass=1
            ana another scoop
            ana perform scoop[3].weigh mass=1
            ana enough scoop -> refused most_reached
            ana perform mean_mass
            expect run completed
        ",
    },
    Case {
        name: "none at all has to be said",
        procedure: "\
roles: {cook: {title: Cook}}
steps:
  - id: extra
    title: Extra
    by: cook
    repeat: {min: 0, max: 9}
    steps:
      - {id: weigh, title: Weigh, by: cook}
  - {id: last, title: Last, by: cook}
",
        script: "
            people ana=cook
            start ana
            ana perform last -> refused not_open
            ana enough extra
            ana perform last
            expect run completed
        ",
    },
    Case {
        name: "interrupted",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
steps:
  - id: together
    title: Together
    by: cook
    uninterrupted: true
    steps:
      - {id: a, title: A, by: cook}
      - {id: b, title: B, by: cook}
  - id: count
    title: Count
    by: cook
    record: {units: {type: count, record_only: true}}
    verify: {by: lead, how: independent, uninterrupted: true}
    on_fail: {decide: {cancel: lead}}
  - {id: last, title: Last, by: cook}
",
        script: "
            people ana=cook ben=lead cyd=other
            start ana
            ana interrupt together because phone -> refused not_recorded
            ana perform a
            cyd interrupt together because phone -> refused wrong_role
            ana interrupt a because phone -> refused not_for_this_step
            ana interrupt together -> refused missing_reason
            ana interrupt together because phone
            expect a open
            ana perform a
            ana perform b
            ana interrupt together because phone -> refused already_recorded
            ana perform count units=1
            ben interrupt count because fire alarm
            expect count open
            expect attempts count 1
            ana perform count units=1
            ben verify count units=1
            ana perform last
            expect run completed
        ",
    },
    Case {
        name: "a used procedure",
        procedure: "\
roles: {cook: {title: Cook, needs: [food]}, lead: {title: Lead}, boss: {title: Boss}}
separate: [[lead, boss]]
inputs: {bowl: {type: text}}
steps:
  - {id: first, title: First, by: cook}
  - id: clean
    title: Clean
    use: {procedure: cleaning, version: '>=1.0.0', with: {thing: input.bowl}, roles: {cleaner: cook, watcher: lead}}
  - {id: last, title: Last, by: cook}
release: {by: boss}

---
id: cleaning
roles: {cleaner: {title: Cleaner, needs: [soap]}, watcher: {title: Watcher}}
separate: [[cleaner, watcher]]
inputs: {thing: {type: text}}
steps:
  - id: wash
    title: Wash
    by: cleaner
    record: {what: {type: text, equals: {formula: input.thing}}}
    on_fail: {rework: {back_to: self, attempts: 2}, decide: {rework: watcher, cancel: watcher}}
    verify: {by: watcher, how: review}
release: {by: watcher}
",
        script: "
            people ana=cook,lead+food:2027-01-01+soap:2027-01-01 ben=lead,boss cyd=cook+food:2027-01-01 dan=boss eve=cook,lead+food:2027-01-01+soap:2027-01-01
            start ana bowl=big
            expect steps first clean clean/wash last
            ana perform clean/wash what=big -> refused not_open
            cyd perform first
            expect event use_opened
            cyd perform clean/wash what=big -> refused not_qualified
            ana perform clean/wash what=big
            ana verify clean/wash -> refused self_verification
            ben verify clean/wash
            cyd perform last -> refused not_open
            ana release_hold_point clean -> refused not_separate
            ben release_hold_point clean
            cyd perform last
            ben release -> refused not_separate
            dan release
            expect run completed
        ",
    },
    Case {
        name: "time limits",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
inputs: {due: {type: datetime, required: false}}
defaults:
  late_after: 15 min
  on_fail: {block: release, decide: {use_as_is: lead, cancel: lead}}
steps:
  - {id: soak, title: Soak, by: cook}
  - {id: rinse, title: Rinse, by: cook, time: [{at_least: 10 min, after: soak, refuse: true}, {at_most: 30 min, after: soak}]}
  - {id: dry, title: Dry, by: cook, time: [{at_least: 10 min, after: rinse}, {at_most: 60 min, after: soak, refuse: true}, {at_most: 20 min, after: rinse, alert: true}]}
  - {id: pack, title: Pack, by: cook, time: [{at_most: 0 min, after: input.due}]}
",
        script: "
            people ana=cook ben=lead
            start ana
            ana perform soak
            wait 9 min
            ana perform rinse -> refused too_early
            wait 1 min
            ana perform rinse
            expect open 0
            wait 5 min
            ana perform dry
            expect open 1
            expect breaches 1
            ben decide #1 use_as_is because dry enough
            ana perform pack
            expect run completed_with_deviation
            start ana
            ana perform soak
            ana pause because fire alarm
            ana perform rinse -> refused paused
            wait 31 min
            ana tick
            expect open 1
            ana resume because false alarm
            ana perform rinse
            ben decide #1 use_as_is because soaked longer
            wait 21 min
            ana tick
            expect breaches 2
            expect open 0
            wait 9 min
            ana perform dry -> refused too_late
            ben abort because ruined
            expect run aborted
            expect pack not_performed
            expect soak closed
        ",
    },
    Case {
        name: "late entries, and work that was done in time after all",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
defaults:
  late_after: 15 min
  on_fail: {decide: {use_as_is: lead, cancel: lead}}
steps:
  - {id: soak, title: Soak, by: cook}
  - {id: rinse, title: Rinse, by: cook, time: [{at_most: 30 min, after: soak}]}
  - {id: last, title: Last, by: cook}
",
        script: "
            people ana=cook ben=lead
            start ana
            wait 20 min
            ana perform soak ago:16_min -> refused late_without_reason
            ana perform soak ago:16_min because the tablet was flat
            wait 40 min
            ana perform rinse ago:57_min because x -> refused before_open
            # the breach is found first, and the deviation doesn't bar the overdue step itself
            ana perform last -> refused blocked
            ana perform rinse ago:30_min because the tablet was flat
            expect event done_in_time
            expect open 1
            expect rinse failed
            ana perform last -> refused blocked
            ben decide #1 use_as_is because it was in time
            ana perform last
            expect run completed_with_deviation
        ",
    },
    Case {
        name: "hand over, take over, notes",
        procedure: "\
roles: {cook: {title: Cook}}
steps:
  - {id: a, title: A, by: cook}
",
        script: "
            people ana=cook ben=cook cyd=nobody
            start ana
            cyd note because hello -> refused wrong_role
            ana note -> refused missing_reason
            ana note because the bowl is chipped
            ana note a because about a
            ana note b because about b -> refused unknown_step
            ana note because bad\u{202e}text -> refused unreadable_text
            ana hand_over because all is well
            ana perform a -> refused handed_over
            ana take_over -> refused self_take_over
            ben take_over
            ana pause because lunch
            ana pause because lunch -> refused paused
            ben resume because done
            ben perform a
            expect run completed
        ",
    },
];

#[test]
fn flow() {
    play(CASES);
}
