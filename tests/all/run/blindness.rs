//! Nobody who could still be the second person learns anything of a first reading, also by what follows from it.

use super::script::{Case, play};

const WAITS: &str = "\
roles: {packer: {title: Packer}, checker: {title: Checker}, boss: {title: Boss}}
defaults: {on_fail: {block: release, decide: {use_as_is: boss}}}
steps:
  - id: count
    title: Count
    by: packer
    record:
      units: {type: count, max: 5}
      seen: {type: datetime, record_only: true}
      why: {type: text, when: units > 3}
    verify: {by: checker, how: independent, fields: [units, seen], before: release}
  - id: total
    title: Total
    by: packer
    record:
      doubled: {type: count, formula: count.units * 2, max: 6}
      limited: {type: count, max: count.units}
  - {id: few, title: Few, by: packer, when: total.doubled < 6}
  - id: box
    title: Box
    by: packer
    repeat: {times: total.doubled, max: 10}
    steps:
      - {id: fill, title: Fill, by: packer}
  - {id: soon, title: Soon, by: packer, time: [{at_most: 10 min, after: count.seen}]}
release: {by: boss}
";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "nothing follows from a value before it is committed",
        procedure: WAITS,
        script: "
            people ana=packer ben=checker cyd=packer,checker dan=boss
            start ana
            wait 20 min
            ana perform count units=4 seen=2026-12-01T09:01:00Z why=two_broken
            expect ben hidden count.units
            expect ben hidden count.seen
            # that there is a reason would tell that there are more than three
            expect ben hidden count.why
            expect dan sees count.units
            ana perform total limited=5
            expect total.doubled nonconforming
            expect total.limited nonconforming
            expect ben hidden total.doubled
            expect ben hidden total.limited
            expect open 0
            expect total closed
            expect few pending
            ana perform few -> refused not_open
            expect steps count total few box soon
            ana tick
            expect breaches 0
            ben verify count units=4 seen=2026-12-01T09:01:00Z
            expect open 2
            expect breaches 1
            expect total failed
            expect few not_applicable
            expect steps count total few box box[1] box[1].fill box[2] box[2].fill box[3] box[3].fill box[4] box[4].fill box[5] box[5].fill box[6] box[6].fill box[7] box[7].fill box[8] box[8].fill soon
        ",
    },
    Case {
        name: "a person without a part in it can't guess",
        procedure: WAITS,
        script: "
            people ana=packer ben=checker cyd=packer,checker dan=boss
            start ana
            ana perform count units=3 seen=2026-12-01T09:00:00Z
            # there is no reason to keep, but that is kept too
            expect ben hidden count.why
            ana note count because three
            ana note because the light is dim
            expect ana notes 2
            expect ben notes 1
            ana correct count units=3 because same -> refused nothing_changed
            expect cyd hidden count.units
            # a guess makes a performer, right or wrong
            cyd correct count units=3 because a guess
            cyd verify count units=3 seen=2026-12-01T09:00:00Z -> refused self_verification
            ben verify count units=3 seen=2026-12-01T09:00:00Z
            expect ben notes 2
            expect ben sees count.units
        ",
    },
    Case {
        name: "what waited comes with the settled value",
        procedure: "\
roles: {packer: {title: Packer}, checker: {title: Checker}, boss: {title: Boss}}
steps:
  - id: count
    title: Count
    by: packer
    record: {units: {type: count, record_only: true}}
    verify: {by: checker, how: independent, before: release, on_disagree: {attempts: 2, then: boss}}
    on_fail: {decide: {cancel: boss}}
  - {id: total, title: Total, by: packer, record: {doubled: {type: count, formula: count.units * 2, record_only: true}}}
  - {id: few, title: Few, by: packer, when: total.doubled < 6}
  - {id: last, title: Last, by: packer}
",
        script: "
            people ana=packer ben=checker cyd=boss
            start ana
            ana perform count units=4
            ana perform total
            ben verify count units=2
            expect count disagreed
            expect few pending
            ana perform count units=4
            ben verify count units=2
            expect few pending
            expect cyd hidden total.doubled
            cyd adjudicate count units=2
            expect count.units = 2
            expect total.doubled = 4
            expect few open
            ana perform few
            ana perform last
            expect run completed
        ",
    },
];

#[test]
fn blindness() {
    play(CASES);
}
