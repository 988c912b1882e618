//! Each limit at its edge: what just holds, and what just doesn't.

use super::script::Case;

const AGREE: &str = "\
roles: {doer: {title: Doer}, checker: {title: Checker}, boss: {title: Boss}}
steps:
  - id: a
    title: A
    by: doer
    record:
      mass: {type: number, unit: g, min: 10, also: [{unit: oz, min: 0.3}]}
      each: {type: number, unit: mm, readings: 2, max: 9}
      marks: {type: choices, options: [x, y, z], accept: [x, y, z]}
      spare: {type: count, max: 9, required: false}
      name: {type: text, equals: L1}
    verify: {by: checker, how: independent, agree: {mass: 0.5, each: 0.5}}
    on_fail: {decide: {use_as_is: boss, cancel: boss}}
";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "two people agree in every type of value",
        procedure: AGREE,
        script: "
            people ana=doer ben=checker cyd=boss
            start ana
            ana perform a mass=12.0 each=1|2 marks=x|y spare=1 name=L1
            ben verify a mass=12.5 each=1.5|1.5 marks=y|x spare=1 name=L1
            expect run completed
            # in another unit: 1 oz is 28.35 g
            start ana
            ana perform a mass=28.35 each=1|2 marks=x name=L1
            ben verify a mass=1_oz each=1|2 marks=x name=L1
            expect run completed
            start ana
            ana perform a mass=28.35 each=1|2 marks=x name=L1
            ben verify a mass=1.1_oz each=1|2 marks=x name=L1
            expect a failed
        ",
    },
    Case {
        name: "two people disagree in every type of value",
        procedure: AGREE,
        script: "
            people ana=doer ben=checker cyd=boss
            start ana
            ana perform a mass=12.0 each=1|2 marks=x|y name=L1
            ben verify a mass=12.51 each=1|2 marks=x|y name=L1
            expect a failed
            start ana
            ana perform a mass=12.0 each=1|2 marks=x|y name=L1
            ben verify a mass=12.0 each=1|2.6 marks=x|y name=L1
            expect a failed
            start ana
            ana perform a mass=12.0 each=1|2 marks=x|y name=L1
            ben verify a mass=12.0 each=1.6|2 marks=x|y name=L1
            expect a failed
            # fewer, more, others
            start ana
            ana perform a mass=12.0 each=1|2 marks=x|y name=L1
            ben verify a mass=12.0 each=1|2 marks=x name=L1
            expect a failed
            start ana
            ana perform a mass=12.0 each=1|2 marks=x name=L1
            ben verify a mass=12.0 each=1|2 marks=x|z name=L1
            expect a failed
            start ana
            ana perform a mass=12.0 each=1|2 marks=x|y name=L1
            ben verify a mass=12.0 each=1|2 marks=x|z name=L1
            expect a failed
            # one of them has a value, the other has none
            start ana
            ana perform a mass=12.0 each=1|2 marks=x spare=1 name=L1
            ben verify a mass=12.0 each=1|2 marks=x name=L1
            expect a failed
            start ana
            ana perform a mass=12.0 each=1|2 marks=x name=L1
            ben verify a mass=12.0 each=1|2 marks=x spare=1 name=L1
            expect a failed
            start ana
            ana perform a mass=12.0 each=1|2 marks=x name=L1
            ben verify a mass=12.0 each=1|2 marks=x name=L2
            expect a failed
        ",
    },
    Case {
        name: "late begins after the time, not with it",
        procedure: "\
roles: {doer: {title: Doer}}
defaults: {late_after: 15 min}
steps:
  - {id: a, title: A, by: doer}
  - {id: b, title: B, by: doer}
  - {id: c, title: C, by: doer}
",
        script: "
            people ana=doer
            start ana
            wait 60 min
            ana perform a ago:15_min
            ana perform b ago:901_s -> refused before_open
            wait 15 min
            wait 1 s
            ana perform b ago:901_s -> refused late_without_reason
            ana perform b ago:901_s because the tablet was away
            # a step opens with what came before it
            ana perform c ago:902_s because the tablet was away -> refused before_open
            ana perform c ago:901_s because the tablet was away
            expect run completed
        ",
    },
    Case {
        name: "a time limit holds up to its last moment",
        procedure: "\
roles: {doer: {title: Doer}, boss: {title: Boss}}
defaults: {on_fail: {decide: {use_as_is: boss, cancel: boss}}}
steps:
  - {id: soak, title: Soak, by: doer}
  - {id: rinse, title: Rinse, by: doer, time: [{at_least: 10 min, after: soak, refuse: true}, {at_most: 30 min, after: soak}]}
  - id: both
    title: Both
    by: doer
    time: [{at_most: 40 min, after: soak}]
    steps:
      - {id: one, title: One, by: doer}
      - {id: two, title: Two, by: doer, time: [{at_most: 45 min, after: soak, refuse: true}]}
",
        script: "
            people ana=doer ben=boss
            start ana
            ana perform soak
            wait 9 min
            wait 59 s
            ana perform rinse -> refused too_early
            wait 1 s
            ana perform rinse
            wait 30 min
            ana perform one
            ana tick
            expect breaches 0
            wait 1 s
            ana tick
            expect breaches 1
            ana perform two -> refused blocked
            ben decide #1 use_as_is because it was dry
            wait 4 min
            wait 59 s
            ana perform two
            expect run completed_with_deviation
            start ana
            ana perform soak
            wait 30 min
            ana perform rinse
            expect breaches 0
            ana perform one
            wait 10 min
            ana perform two
            expect breaches 0
            expect run completed
            start ana
            ana perform soak
            wait 30 min
            wait 1 s
            ana perform rinse
            expect breaches 1
            ben decide #1 use_as_is because it was wet
            ana perform one
            wait 15 min
            ana tick
            ben decide #2 use_as_is because it was late
            ana perform two -> refused too_late
        ",
    },
    Case {
        name: "entries of several choices, texts and readings",
        procedure: "\
roles: {doer: {title: Doer}}
steps:
  - id: a
    title: A
    by: doer
    record:
      marks: {type: choices, options: [x, y], record_only: true}
      each: {type: number, unit: mm, readings: 2, record_only: true}
      word: {type: text, record_only: true}
      more: {type: text, multiline: true, record_only: true}
",
        script: "
            people ana=doer
            start ana
            ana perform a marks= each=1,2 word=w more=m
            expect a.marks = 
            start ana
            ana perform a marks=x,y each=1,_2 word=w more=m
            expect a.marks = x, y
            start ana
            ana perform a marks=x,x each=1,2 word=w more=m -> refused unreadable_value
            ana perform a marks=x,q each=1,2 word=w more=m -> refused unknown_option
            ana perform a marks=x each=1 word=w more=m -> refused wrong_count
            ana perform a marks=x each=1,2,3 word=w more=m -> refused wrong_count
            ana perform a marks=x each=1_mm,2_cm word=w more=m -> refused wrong_unit
            ana perform a marks=x each=1,2 word=w|v more=m -> refused unreadable_value
            ana perform a marks=x each=1,2 word=\u{ad} more=m -> refused unreadable_text
            ana perform a marks=x each=1,2 word=\u{61c} more=m -> refused unreadable_text
            ana perform a marks=x each=1,2 word=\u{180e} more=m -> refused unreadable_text
            ana perform a marks=x each=1,2 word=\u{feff} more=m -> refused unreadable_text
            ana perform a marks=x each=1,2 word=a\u{200b} more=m -> refused unreadable_text
            ana perform a marks=x each=1,2 word=a\u{202e} more=m -> refused unreadable_text
            ana perform a marks=x each=1,2 word=a\u{2060} more=m -> refused unreadable_text
            ana perform a marks=x each=1,2 word=\u{e0001} more=m -> refused unreadable_text
            ana perform a marks=x each=1,2 word=\u{7} more=m -> refused unreadable_text
            ana perform a marks=x each=1,2 word=a more=\u{7} -> refused unreadable_text
            ana perform a marks=x each=1,2 word=w more=m
        ",
    },
];
