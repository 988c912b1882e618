//! Start, order, performing, values and verdicts, refusals.

use super::script::{Case, play};

const SANDWICH: &str = "\
roles:
  builder: {title: Builder, needs: [food_handler]}
  shift_lead: {title: Shift lead}
inputs:
  order: {title: Order, type: text, pattern: '[0-9]{1,6}'}
steps:
  - id: wash
    title: Wash
    by: builder
    record:
      washing: {type: number, unit: s, min: 20}
    on_fail: {rework: {back_to: self, attempts: 3}, decide: {rework: builder, cancel: shift_lead}}
  - id: turkey
    title: Turkey
    by: builder
    record:
      slices: {type: count, equals: 4}
      mass: {type: number, unit: g, decimals: 1, target: 57, tolerance: {plus: 6, minus: 3}}
    verify: {by: shift_lead, how: independent, fields: [mass], agree: {mass: 3}}
    on_fail:
      rework: {back_to: turkey, attempts: 2}
      decide: {rework: shift_lead, scrap: shift_lead}
release: {by: shift_lead}
";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "the sandwich of the design",
        procedure: SANDWICH,
        script: "
            people ana=builder,shift_lead+food_handler:2027-06-30 ben=shift_lead,builder+food_handler:2027-06-30
            start ana order=40
            wait 1 min
            ana perform turkey slices=4 mass=57 -> refused not_open
            ana perform wash washing=25
            expect wash closed
            wait 1 min
            ana perform turkey slices=4 mass=53.9
            expect turkey awaiting_verification
            expect turkey.mass nonconforming
            expect open 0
            ana verify turkey mass=53.9 -> refused self_verification
            expect ben hidden turkey.mass
            expect ben sees turkey.slices
            expect ana sees turkey.mass
            expect ben offered verify turkey
            expect ana refused verify turkey
            ben verify turkey mass=54.2
            expect turkey failed
            expect open 1
            expect ben sees turkey.mass
            ana perform turkey slices=4 mass=58 -> refused already_recorded
            ana decide #1 scrap because bad -> refused self_decision
            ben decide #1 use_as_is because fine -> refused not_allowed
            ben decide #1 rework because one slice short
            expect turkey open
            wait 1 min
            ana perform turkey slices=4 mass=58
            ben verify turkey mass=55
            expect run awaiting_release
            expect turkey closed
            expect attempts turkey 2
            ben release
            expect run completed_after_rework
        ",
    },
    Case {
        name: "refusals of the start and of the first step",
        procedure: SANDWICH,
        script: "
            people ana=builder,shift_lead+food_handler:2027-06-30 ben=shift_lead,builder+food_handler:2027-06-30 cyd=cleaner dan=builder eve=builder+food_handler:2026-11-30 !scale=builder,shift_lead+food_handler:2027-06-30
            people fay=builder+food_handler:2026-12-01
            start effective ana order=40 -> refused not_effective
            start cyd order=40 -> refused wrong_role
            start ana -> refused missing_value
            start ana order=abc -> refused input_refused
            start ana order=40 lot=7 -> refused unexpected_value
            start ana order=40
            cyd perform wash washing=25 -> refused wrong_role
            dan perform wash washing=25 -> refused not_qualified
            eve perform wash washing=25 -> refused not_qualified
            ana perform wash -> refused missing_value
            ana perform wash washing=25 soap=yes -> refused unexpected_value
            ana perform wash washing=abc -> refused unreadable_value
            ana perform wash washing=25_g -> refused wrong_unit
            ana perform wash washing=25_bananas -> refused wrong_unit
            ana perform wash washing=25 #1 -> refused out_of_place
            ana perform nothing washing=25 -> refused unknown_step
            ana perform wash washing=25 because late -> refused out_of_place
            ana verify wash -> refused not_for_this_step
            ana verify turkey mass=1 -> refused not_recorded
            ana correct wash washing=25 because x -> refused not_recorded
            ana release -> refused not_ready
            ana decide #1 rework because x -> refused unknown_deviation
            ana resume because x -> refused not_paused
            ana take_over -> refused not_handed_over
            ana perform wash washing=25 ago:1_min -> refused before_start
            ana perform wash washing=25 ahead:1_min -> refused in_future
            back 1 min
            ana perform wash washing=25 -> refused clock_went_back
            wait 1 min
            # the last day of a qualification still counts
            fay perform wash washing=25_s
            expect wash.washing = 25 s
            scale perform turkey slices=4 mass=57.00 -> refused too_fine
            scale perform turkey slices=4.5 mass=57 -> refused unreadable_value
            scale perform turkey slices=-1 mass=57 -> refused unreadable_value
            scale perform turkey slices=4 mass=57.0
            scale verify turkey mass=57 -> refused device
            ben verify turkey mass=57 of:second -> refused unknown_verification
            ben verify turkey -> refused missing_value
            ben verify turkey mass=57 slices=4 -> refused unexpected_value
            ben reject turkey -> refused missing_reason
            ben verify turkey mass=57
            ben verify turkey mass=57 -> refused already_verified
            expect turkey closed
            cyd release -> refused wrong_role
            ben abort -> refused missing_reason
            ben release
            expect run completed
            ben note because too late -> refused run_ended
        ",
    },
    Case {
        name: "stale acts and keys",
        procedure: SANDWICH,
        script: "
            people ana=builder+food_handler:2027-06-30 ben=shift_lead,builder+food_handler:2027-06-30
            start ana order=40
            ana perform wash washing=25 key:k1
            expect events 2
            ana perform wash washing=25 key:k1
            expect events 2
            ana perform wash washing=26 key:k1 -> refused key_reused
            ben perform wash washing=25 key:k1 -> refused key_reused
            ana perform turkey slices=4 mass=57 seen:2
            ben verify turkey mass=57 seen:2 -> refused stale
            ben verify turkey mass=57 seen:9 -> refused stale
            ben verify turkey mass=57 seen:3
            ben release seen:3 -> refused stale
            ben release seen:4
        ",
    },
    Case {
        name: "every type of field",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
inputs:
  lot: {type: text}
defaults:
  on_fail: {block: release, decide: {use_as_is: lead}}
steps:
  - id: fields
    title: Fields
    by: cook
    record:
      sure: {type: confirm}
      side: {type: choice, options: [left, right, none_of_them], accept: [left, right]}
      free: {type: choice, options: [a, b]}
      marks: {type: choices, options: [a, b, c], accept: [a, b], at_least: 1, at_most: 2}
      pieces: {type: count, min: 1, max: 3}
      above: {type: number, unit: '1', above: 0, below: 10}
      label: {type: text, equals: {formula: input.lot}}
      code: {type: text, pattern: '[A-Z]{2}', min_length: 2, max_length: 2}
      remark: {type: text, required: false, multiline: true}
      day: {type: date, not_before: today, not_after: today + 7 d}
      clock: {type: time, not_before: '09:00', not_after: '17:00'}
      moment: {type: datetime, not_after: '2026-12-24T00:00:00Z'}
      length: {type: duration, min: 20 s, max: 30 s}
      photos: {type: evidence, kinds: [photo], at_least: 2}
      reason: {type: text, when: side = 'none_of_them'}
",
        script: "
            people ana=cook ben=lead
            start ana lot=L-7
            ana perform fields sure=maybe -> refused unreadable_value
            ana perform fields sure=yes side=up -> refused unknown_option
            ana perform fields sure=yes side=left free=a marks=a|a -> refused unreadable_value
            ana perform fields sure=yes side=left free=a marks=a|d -> refused unknown_option
            wait 5 min
            ana perform fields sure=yes side=left free=a marks=a|b pieces=3 above=0.1 label=L-7 code=AB day=2026-12-08 clock=17:00 moment=2026-12-24T00:00:00Z length=30_s photos=photo_image/jpeg_SHA_2026-12-01T09:00:00Z_a.jpg|photo_image/jpeg_SHA_2026-12-01T09:00:00Z_b.jpg -> refused unreadable_value
            ana perform fields sure=yes side=left free=a marks=a|b pieces=3 above=0.1 label=L-7 code=AB day=2026-12-08 clock=17:00 moment=2026-12-24T00:00:00Z length=30_s photos=file_image/jpeg_SHA_2026-12-01T09:00:00Z_a.jpg -> refused unknown_option
            ana perform fields sure=yes side=left free=a marks=a|b pieces=3 above=0.1 label=L-7 code=AB day=2026-12-08 clock=17:00 moment=2026-12-24T00:00:00Z length=30_s photos=photo_image/jpeg_SHA_2026-12-01T09:06:00Z_a.jpg -> refused in_future
            ana perform fields sure=yes side=left free=a marks=a|b pieces=3 above=0.1 label=L-7 code=AB day=2026-12-08 clock=17:00 moment=2026-12-24T00:00:00Z length=30_s photos=photo_image/jpeg_SHA_2026-12-01T09:00:00Z_a.jpg reason=x -> refused unexpected_value
            ana perform fields sure=yes side=left free=a marks=a|b pieces=3 above=0.1 label=L-7 code=AB day=2026-12-08 clock=17:00 moment=2026-12-24T00:00:00Z length=30_s photos=photo_image/jpeg_SHA_2026-12-01T09:00:00Z_a.jpg
            expect fields.sure conforming
            expect fields.side conforming
            expect fields.free neutral
            expect fields.marks conforming
            expect fields.pieces conforming
            expect fields.above conforming
            expect fields.label conforming
            expect fields.code conforming
            expect fields.day conforming
            expect fields.clock conforming
            expect fields.moment conforming
            expect fields.length conforming
            expect fields.photos nonconforming
            expect open 1
            ben decide #1 use_as_is because one picture shows all
            expect run completed_with_deviation
        ",
    },
    Case {
        name: "every type of field, failing",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
inputs:
  lot: {type: text}
defaults:
  on_fail: {block: release, decide: {use_as_is: lead}}
steps:
  - id: fields
    title: Fields
    by: cook
    record:
      sure: {type: confirm}
      side: {type: choice, options: [left, right], accept: left}
      marks: {type: choices, options: [a, b, c], accept: [a, b]}
      pieces: {type: count, min: 1, max: 3}
      above: {type: number, unit: '1', above: 0, below: 10}
      below: {type: number, unit: '1', above: 0, below: 10}
      label: {type: text, equals: {formula: input.lot}}
      code: {type: text, pattern: '[A-Z]{2}'}
      day: {type: date, not_before: today, not_after: today + 7 d}
      clock: {type: time, not_before: '09:00', not_after: '17:00'}
      moment: {type: datetime, not_after: '2026-12-24T00:00:00Z'}
      length: {type: duration, min: 20 s, max: 30 s}
      ratio: {type: number, unit: '1', formula: pieces / above, max: 5}
",
        script: "
            people ana=cook ben=lead
            start ana lot=L-7
            ana perform fields sure=no side=right marks=a|c pieces=4 above=0 below=10 label=L-07 code=ABC day=2026-12-09 clock=17:01 moment=2026-12-24T00:00:01Z length=31_s
            expect fields.sure nonconforming
            expect fields.side nonconforming
            expect fields.marks nonconforming
            expect fields.pieces nonconforming
            expect fields.above nonconforming
            expect fields.below nonconforming
            expect fields.label nonconforming
            expect fields.code nonconforming
            expect fields.day nonconforming
            expect fields.clock nonconforming
            expect fields.moment nonconforming
            expect fields.length nonconforming
            # a division by zero is not a pass
            expect fields.ratio nonconforming
            expect fields.ratio = nothing
            expect open 1
            expect fields failed
            ben decide #1 use_as_is because it is a test
            expect run completed_with_deviation
        ",
    },
    Case {
        name: "rounding, readings, alerts, other units",
        procedure: "\
roles: {cook: {title: Cook}, lead: {title: Lead}}
defaults:
  on_fail: {block: release, decide: {use_as_is: lead}}
steps:
  - id: a
    title: A
    by: cook
    record:
      exact: {type: number, unit: '%', min: 98.0}
      up: {type: number, unit: '%', min: 98.0, rounding: half_up}
      even: {type: number, unit: '%', max: 98.0, rounding: half_even}
      twice: {type: number, unit: '1', max: 2, rounding: half_up}
      hot: {type: number, unit: °C, min: 74, also: [{unit: °F, min: 165}], alert: {min: 75}}
      share: {type: number, unit: '1', target: 100.0, tolerance: 0.2 %}
      each: {type: number, unit: g, readings: 3, min: 10}
      mean: {type: number, unit: g, readings: 3, judge: mean, min: 10}
      range: {type: number, unit: g, readings: 3, judge: range, max: 1, plausible: {max: 100}}
",
        script: "
            people ana=cook ben=lead
            start ana
            ana perform a exact=97.95 up=97.95 even=98.05 twice=2.49 hot=73.9 share=100.2 each=10|10|9.9 mean=10|11|9.0 range=5|5.5|6.1
            expect a.exact nonconforming
            expect a.up conforming
            expect a.even conforming
            expect a.twice conforming
            expect a.hot nonconforming
            expect a.share conforming
            expect a.each nonconforming
            expect a.mean conforming
            expect a.range nonconforming
            ben decide #1 use_as_is because test
            expect run completed_with_deviation
            start ana
            ana perform a exact=98.0 up=97.94 even=98.06 twice=2.5 hot=165.02_°F share=100.201 each=10|10 mean=10|11|9 range=5|5|5 -> refused wrong_count
            ana perform a exact=98.0 up=97.94 even=98.06 twice=2.5 hot=165.02_°F share=100.201 each=10|10|10 mean=10|11|8.9 range=500|500|500.5 -> refused implausible
            ana perform a exact=98.0 up=97.94 even=98.06 twice=2.5 hot=165.02_°F share=100.201 each=10|10|10 mean=10|11|8.9 range=500|500|500.5 confirmed
            expect a.exact conforming
            expect a.up nonconforming
            expect a.even nonconforming
            expect a.twice nonconforming
            expect a.hot alert
            expect a.share nonconforming
            expect a.each conforming
            expect a.mean nonconforming
            expect a.range conforming
        ",
    },
];

#[test]
fn basics() {
    play(CASES);
}
