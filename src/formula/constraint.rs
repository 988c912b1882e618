//! Whether linear inequalities can all hold: Fourier–Motzkin elimination over exact fractions.
//!
//! "No" is certain. "Yes" is certain too: it comes with values found by going back through the elimination, whole
//! where a variable is whole and short decimals elsewhere. Anything too large, or without such values, is unknown.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::rational::Rational;

/// More inequalities than this are not worked through.
const MOST: usize = 200;

/// A sum of multiples of variables, and a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Linear {
    pub(super) terms: BTreeMap<String, Rational>,
    pub(super) constant: Rational,
}

impl Linear {
    pub(super) fn constant(constant: Rational) -> Linear {
        Linear { terms: BTreeMap::new(), constant }
    }

    pub(super) fn variable(name: String) -> Linear {
        Linear { terms: BTreeMap::from([(name, Rational::ONE)]), constant: Rational::ZERO }
    }

    pub(super) fn plus(mut self, other: &Linear) -> Option<Linear> {
        self.constant = self.constant.plus(other.constant)?;
        for (name, factor) in &other.terms {
            let sum = self.terms.get(name).copied().unwrap_or(Rational::ZERO).plus(*factor)?;
            if sum == Rational::ZERO {
                self.terms.remove(name);
            } else {
                self.terms.insert(name.clone(), sum);
            }
        }
        Some(self)
    }

    pub(super) fn times(mut self, factor: Rational) -> Option<Linear> {
        if factor == Rational::ZERO {
            return Some(Linear::constant(Rational::ZERO));
        }
        self.constant = self.constant.times(factor)?;
        for own in self.terms.values_mut() {
            *own = own.times(factor)?;
        }
        Some(self)
    }

    pub(super) fn minus(self, other: &Linear) -> Option<Linear> {
        self.plus(&other.clone().times(Rational::whole(-1))?)
    }
}

/// `linear <= 0`, or `linear < 0` if strict.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Constraint {
    pub(super) linear: Linear,
    pub(super) strict: bool,
}

/// Whether something can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Possible {
    Yes,
    No,
    Unknown,
}

/// Whether all constraints can hold at once; `steps` names the variables that are multiples of something.
pub(super) fn feasible(constraints: Vec<Constraint>, steps: &BTreeMap<String, Rational>) -> Possible {
    let tightened: Option<Vec<Constraint>> =
        constraints.into_iter().map(|constraint| tighten(constraint, steps)).collect();
    match tightened.and_then(|constraints| eliminate(constraints, steps)) {
        Some(true) => Possible::Yes,
        Some(false) => Possible::No,
        None => Possible::Unknown,
    }
}

/// A bound on a variable that is a multiple of something, moved to the nearest multiple inside it.
fn tighten(constraint: Constraint, steps: &BTreeMap<String, Rational>) -> Option<Constraint> {
    let mut terms = constraint.linear.terms.iter();
    let (Some((name, factor)), None) = (terms.next(), terms.next()) else { return Some(constraint) };
    let Some(step) = steps.get(name) else { return Some(constraint) };
    let upper = factor.sign() == Ordering::Greater;
    let limit = constraint.linear.constant.negated().times(factor.inverse()?)?;
    let inside = multiple(limit, *step, upper, constraint.strict)?;
    let (factor, constant) =
        if upper { (Rational::ONE, inside.negated()) } else { (Rational::whole(-1), inside) };
    let linear = Linear { terms: BTreeMap::from([(name.clone(), factor)]), constant };
    Some(Constraint { linear, strict: false })
}

/// The largest multiple of `step` below `limit`, or the smallest above it; the limit itself only if not strict.
fn multiple(limit: Rational, step: Rational, below: bool, strict: bool) -> Option<Rational> {
    let steps = limit.times(step.inverse()?)?;
    let towards = |steps: Rational| {
        let floor = steps.floor();
        if strict && floor == steps { floor.minus(Rational::ONE) } else { Some(floor) }
    };
    let count = if below { towards(steps)? } else { towards(steps.negated())?.negated() };
    count.times(step)
}

/// Whether the constraints have a solution; nothing if that can't be said.
fn eliminate(mut constraints: Vec<Constraint>, steps: &BTreeMap<String, Rational>) -> Option<bool> {
    let mut eliminated: Vec<(String, Vec<Constraint>)> = Vec::new();
    loop {
        let (constant, open): (Vec<_>, Vec<_>) =
            constraints.into_iter().partition(|constraint| constraint.linear.terms.is_empty());
        let broken = |constraint: &Constraint| match constraint.linear.constant.sign() {
            Ordering::Greater => true,
            Ordering::Equal => constraint.strict,
            Ordering::Less => false,
        };
        if constant.iter().any(broken) {
            return Some(false);
        }
        let Some(name) = cheapest(&open, steps) else { break };
        let (with, mut rest): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|constraint| constraint.linear.terms.contains_key(&name));
        let factor = |constraint: &Constraint| constraint.linear.terms.get(&name).copied();
        let (upper, lower): (Vec<_>, Vec<_>) = with.iter().partition(|constraint| {
            factor(constraint).is_some_and(|factor| factor.sign() == Ordering::Greater)
        });
        for above in &upper {
            for below in &lower {
                let first = above.linear.clone().times(factor(below)?.negated())?;
                let linear = first.plus(&below.linear.clone().times(factor(above)?)?)?;
                rest.push(Constraint { linear, strict: above.strict || below.strict });
                if rest.len() > MOST {
                    return None;
                }
            }
        }
        eliminated.push((name, with));
        constraints = rest;
    }
    find_values(&eliminated, steps).map(|()| true)
}

/// The variable whose elimination makes the fewest inequalities, those that are multiples of something last, so that
/// they are the first to get a value.
fn cheapest(constraints: &[Constraint], steps: &BTreeMap<String, Rational>) -> Option<String> {
    let mut counts: BTreeMap<&String, (usize, usize)> = BTreeMap::new();
    for constraint in constraints {
        for (name, factor) in &constraint.linear.terms {
            let count = counts.entry(name).or_default();
            if factor.sign() == Ordering::Greater { count.0 += 1 } else { count.1 += 1 }
        }
    }
    counts
        .into_iter()
        .min_by_key(|(name, (upper, lower))| (steps.contains_key(*name), upper * lower))
        .map(|(name, _)| name.clone())
}

/// Values for all variables, last eliminated first.
fn find_values(eliminated: &[(String, Vec<Constraint>)], steps: &BTreeMap<String, Rational>) -> Option<()> {
    let mut values: BTreeMap<&str, Rational> = BTreeMap::new();
    for (name, constraints) in eliminated.iter().rev() {
        let mut space = Space { lower: None, upper: None };
        for constraint in constraints {
            let mut rest = constraint.linear.constant;
            let mut factor = Rational::ZERO;
            for (other, own) in &constraint.linear.terms {
                if other == name {
                    factor = *own;
                } else {
                    let value = values.get(other.as_str()).copied().unwrap_or(Rational::ZERO);
                    rest = rest.plus(value.times(*own)?)?;
                }
            }
            let limit = rest.negated().times(factor.inverse()?)?;
            space.narrow(limit, constraint.strict, factor.sign() == Ordering::Greater)?;
        }
        values.insert(name, space.choose(steps.get(name).copied())?);
    }
    Some(())
}

/// Where a value may lie; each limit with whether it is itself excluded.
struct Space {
    lower: Option<(Rational, bool)>,
    upper: Option<(Rational, bool)>,
}

impl Space {
    fn narrow(&mut self, limit: Rational, strict: bool, above: bool) -> Option<()> {
        let (side, tighter) =
            if above { (&mut self.upper, Ordering::Less) } else { (&mut self.lower, Ordering::Greater) };
        let replace = match side {
            None => true,
            Some((old, old_strict)) => match limit.compare(*old)? {
                Ordering::Equal => strict && !*old_strict,
                order => order == tighter,
            },
        };
        if replace {
            *side = Some((limit, strict));
        }
        Some(())
    }

    /// A multiple of the step, or a short decimal, in here.
    fn choose(&self, step: Option<Rational>) -> Option<Rational> {
        let finest = if step.is_some() { 0 } else { 6 };
        for digits in 0..=finest {
            let step = match step {
                Some(step) => step,
                None => Rational::new(1, 10i128.pow(digits))?,
            };
            let candidate = match (self.lower, self.upper) {
                (Some((lower, strict)), _) => multiple(lower, step, false, strict)?,
                (None, Some((upper, strict))) => multiple(upper, step, true, strict)?,
                (None, None) => Rational::ZERO,
            };
            let fits = match self.upper {
                None => true,
                Some((upper, strict)) => match candidate.compare(upper)? {
                    Ordering::Less => true,
                    Ordering::Equal => !strict,
                    Ordering::Greater => false,
                },
            };
            if fits {
                return Some(candidate);
            }
        }
        None
    }
}
