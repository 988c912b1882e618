//! A repeated group whose smallest number is above its largest, or that is never done.

use super::repeats::repeats;
use crate::rules::{Findings, Outline};

pub(crate) fn check(outline: &Outline<'_>, findings: &mut Findings<'_>) {
    for (view, repeat) in repeats(outline) {
        let spot = outline.spot(view).key("repeat");
        let times = repeat.times.as_ref().and_then(|times| times.parse::<u32>().ok());
        let (key, least) = if repeat.times.is_some() { ("times", times) } else { ("min", repeat.min) };
        match (least, repeat.max) {
            (_, Some(0)) | (Some(0), None) if times == Some(0) || repeat.max == Some(0) => {
                let key = if repeat.max == Some(0) { "max" } else { key };
                let message = format!("`{}` is repeated 0 times, so it is never done", view.step.id);
                findings.add(&spot.key(key), message).help("give a number from 1");
            }
            (Some(least), Some(most)) if least > most => {
                let message = format!("`{}` is repeated {least} times at least and {most} at most", view.step.id);
                findings.add(&spot.clone().key(key), message).related(&spot.key("max"), "the maximum");
            }
            _ => {}
        }
    }
}
