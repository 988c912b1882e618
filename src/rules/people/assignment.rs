//! Whether people can be found for acts, each of which needs one person in one of several roles, where some acts need
//! different people and a role is held by so many people at most.
//!
//! Exact. Two roles never need to share a person, because nothing asks for the same person twice; so people of
//! different roles can be taken as different, whatever is kept separate, and the question is one of colouring: a
//! colour is a seat in a role, an act may have the seats of its roles, and acts that need different people need
//! different seats. The work is bounded; beyond the bound nothing is claimed.

/// More tries than this are not made.
const MOST: usize = 20_000;

/// Acts, who may do them, and which of them need different people.
#[derive(Debug, Default)]
pub(super) struct Assignment {
    /// For each act, the roles any of which may do it.
    roles: Vec<Vec<usize>>,
    /// For each act, those that need another person.
    apart: Vec<Vec<usize>>,
    /// For each role, how many people hold it at most; nothing where there is no bound.
    holders: Vec<Option<u32>>,
}

/// Whether people can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Yes,
    No,
    /// The work was too much.
    Unknown,
}

impl Assignment {
    pub(super) fn new(holders: Vec<Option<u32>>) -> Self {
        Assignment { roles: Vec::new(), apart: Vec::new(), holders }
    }

    /// Adds an act that one of these roles does, and gives its number.
    pub(super) fn add(&mut self, roles: Vec<usize>) -> usize {
        self.roles.push(roles);
        self.apart.push(Vec::new());
        self.roles.len() - 1
    }

    /// Says that two acts need different people.
    pub(super) fn keep_apart(&mut self, a: usize, b: usize) {
        for (from, to) in [(a, b), (b, a)] {
            if let Some(apart) = self.apart.get_mut(from)
                && from != to
                && !apart.contains(&to)
            {
                apart.push(to);
            }
        }
    }

    /// The same acts, with each role taken by another one: `taken[role]` is its number among the `holders`.
    pub(super) fn taken(&self, taken: &[usize], holders: Vec<Option<u32>>) -> Self {
        let nobody = holders.len();
        let mapped = |roles: &Vec<usize>| {
            let mut roles: Vec<usize> =
                roles.iter().map(|role| taken.get(*role).copied().unwrap_or(nobody)).collect();
            roles.sort_unstable();
            roles.dedup();
            roles
        };
        Assignment { roles: self.roles.iter().map(mapped).collect(), apart: self.apart.clone(), holders }
    }

    /// The roles that may do an act.
    pub(super) fn may(&self, act: usize) -> &[usize] {
        self.roles_of(act)
    }

    /// How many acts there are.
    pub(super) fn acts(&self) -> usize {
        self.roles.len()
    }

    fn roles_of(&self, act: usize) -> &[usize] {
        self.roles.get(act).map_or(&[], Vec::as_slice)
    }

    fn apart_from(&self, act: usize) -> &[usize] {
        self.apart.get(act).map_or(&[], Vec::as_slice)
    }

    /// How many people could do an act; nothing where there is no bound.
    fn seats(&self, act: usize) -> Option<u64> {
        let seats = |role: &usize| self.holders.get(*role).copied().flatten().map(u64::from);
        self.roles_of(act).iter().map(seats).sum()
    }

    /// Whether people can be found for the acts that are `wanted`.
    pub(super) fn solve(&self, wanted: &[bool]) -> Found {
        let hard = self.hard(wanted);
        let mut left = hard.clone();
        let mut answer = Found::Yes;
        while let Some(start) = left.iter().position(|is_left| *is_left) {
            let part = self.connected(start, &mut left);
            let mut search = Search {
                assignment: self,
                seats: vec![None; self.acts()],
                used: vec![0; self.holders.len()],
                tries: MOST,
            };
            match search.place(&part) {
                Found::No => return Found::No,
                Found::Unknown => answer = Found::Unknown,
                Found::Yes => {}
            }
        }
        answer
    }

    /// The acts that are not easy: an act for which there are more people than acts it is kept apart from can always
    /// be done last, and so is put aside, and so on.
    fn hard(&self, wanted: &[bool]) -> Vec<bool> {
        let mut hard: Vec<bool> =
            (0..self.acts()).map(|act| wanted.get(act) == Some(&true) && self.seats(act).is_some()).collect();
        let mut waiting: Vec<usize> = (0..self.acts()).collect();
        while let Some(act) = waiting.pop() {
            let others = self.apart_from(act).iter().filter(|other| hard.get(**other) == Some(&true));
            let count = u64::try_from(others.count()).unwrap_or(u64::MAX);
            let is_easy = self.seats(act).is_none_or(|seats| count < seats);
            if let Some(is_hard) = hard.get_mut(act).filter(|is_hard| **is_hard && is_easy) {
                *is_hard = false;
                waiting.extend(self.apart_from(act));
            }
        }
        hard
    }

    /// The acts that hang together with one, taken out of `left`.
    fn connected(&self, start: usize, left: &mut [bool]) -> Vec<usize> {
        let (mut part, mut waiting) = (Vec::new(), vec![start]);
        while let Some(act) = waiting.pop() {
            if let Some(is_left) = left.get_mut(act).filter(|is_left| **is_left) {
                *is_left = false;
                part.push(act);
                waiting.extend(self.apart_from(act));
            }
        }
        part
    }

    /// Acts for which no people can be found, none of which could be left out; nothing where people can be found, or
    /// where nobody can tell. Acts that come first in `order` are left out first.
    pub(super) fn contradiction(&self, order: &[usize]) -> Option<Vec<usize>> {
        let mut wanted = self.hard(&vec![true; self.acts()]);
        if self.solve(&wanted) != Found::No {
            return None;
        }
        for act in order {
            let Some(is_wanted) = wanted.get_mut(*act).filter(|is_wanted| **is_wanted) else { continue };
            *is_wanted = false;
            if self.solve(&wanted) != Found::No
                && let Some(is_wanted) = wanted.get_mut(*act)
            {
                *is_wanted = true;
            }
        }
        Some((0..self.acts()).filter(|act| wanted.get(*act) == Some(&true)).collect())
    }
}

/// A seat in a role.
type Seat = (usize, u32);

struct Search<'a> {
    assignment: &'a Assignment,
    /// The seat of each act that has one.
    seats: Vec<Option<Seat>>,
    /// How many seats of each role are taken; the others are all alike.
    used: Vec<u32>,
    tries: usize,
}

impl Search<'_> {
    /// Gives seats to all acts of `part` that have none.
    fn place(&mut self, part: &[usize]) -> Found {
        let open = part.iter().copied().filter(|act| self.seats.get(*act) == Some(&None));
        let Some((act, choices)) =
            open.map(|act| (act, self.choices(act))).min_by_key(|(_, choices)| choices.len())
        else {
            return Found::Yes;
        };
        for (role, seat) in choices {
            if self.tries == 0 {
                return Found::Unknown;
            }
            self.tries -= 1;
            let before = self.used.get(role).copied().unwrap_or_default();
            self.set(act, Some((role, seat)), role, before.max(seat + 1));
            match self.place(part) {
                Found::No => {}
                other => return other,
            }
            self.set(act, None, role, before);
        }
        Found::No
    }

    fn set(&mut self, act: usize, seat: Option<Seat>, role: usize, used: u32) {
        if let (Some(own), Some(count)) = (self.seats.get_mut(act), self.used.get_mut(role)) {
            (*own, *count) = (seat, used);
        }
    }

    /// The seats an act can have: those taken by acts it may share with, and one more of each role.
    fn choices(&self, act: usize) -> Vec<Seat> {
        let mut choices = Vec::new();
        for role in self.assignment.roles_of(act) {
            let holders = self.assignment.holders.get(*role).copied().flatten().unwrap_or_default();
            let used = self.used.get(*role).copied().unwrap_or_default();
            for seat in 0..holders.min(used.saturating_add(1)) {
                let taken = Some(Some((*role, seat)));
                let others = self.assignment.apart_from(act);
                if !others.iter().any(|other| self.seats.get(*other).copied() == taken) {
                    choices.push((*role, seat));
                }
            }
        }
        choices
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The question as it is asked of people, tried out: people may hold several roles, separate roles are held by
    /// different people.
    #[derive(Debug, Clone)]
    struct Question {
        holders: Vec<Option<u32>>,
        acts: Vec<Vec<usize>>,
        apart: Vec<(usize, usize)>,
        separate: Vec<(usize, usize)>,
    }

    impl Question {
        fn assignment(&self) -> Assignment {
            let mut assignment = Assignment::new(self.holders.clone());
            for roles in &self.acts {
                assignment.add(roles.clone());
            }
            for (a, b) in &self.apart {
                assignment.keep_apart(*a, *b);
            }
            assignment
        }

        /// Tries every person in every role for every act.
        fn try_all(&self, given: &mut Vec<(usize, usize)>) -> bool {
            if given.len() == self.acts.len() {
                return self.is_right(given);
            }
            let act = given.len();
            for role in &self.acts[act] {
                for person in 0..self.acts.len() {
                    given.push((*role, person));
                    if self.try_all(given) {
                        return true;
                    }
                    given.pop();
                }
            }
            false
        }

        fn is_right(&self, given: &[(usize, usize)]) -> bool {
            let holds = |role: usize, person: usize| given.contains(&(role, person));
            let people = 0..self.acts.len();
            let enough = self.holders.iter().enumerate().all(|(role, most)| {
                let count = people.clone().filter(|person| holds(role, *person)).count();
                most.is_none_or(|most| count <= usize::try_from(most).unwrap_or(usize::MAX))
            });
            let apart = self.apart.iter().all(|(a, b)| a == b || given[*a].1 != given[*b].1);
            let separate = self.separate.iter().all(|(a, b)| {
                a == b || people.clone().all(|person| !(holds(*a, person) && holds(*b, person)))
            });
            enough && apart && separate
        }
    }

    fn question() -> impl Strategy<Value = Question> {
        (1usize..4, 1usize..5).prop_flat_map(|(roles, acts)| {
            let holders = proptest::collection::vec(proptest::option::weighted(0.8, 1u32..4), roles);
            let act = proptest::sample::subsequence((0..roles).collect::<Vec<_>>(), 1..=roles);
            let acts_of = proptest::collection::vec(act, acts);
            let apart = proptest::collection::vec((0..acts, 0..acts), 0..8);
            let separate = proptest::collection::vec((0..roles, 0..roles), 0..3);
            (holders, acts_of, apart, separate).prop_map(|(holders, acts, apart, separate)| Question {
                holders,
                acts,
                apart,
                separate,
            })
        })
    }

    proptest! {
        #[test]
        fn the_answer_is_that_of_trying_everything(question in question()) {
            let assignment = question.assignment();
            let expected = if question.try_all(&mut Vec::new()) { Found::Yes } else { Found::No };
            prop_assert_eq!(assignment.solve(&vec![true; question.acts.len()]), expected);
        }

        #[test]
        fn a_contradiction_is_one_and_a_smallest_one(question in question()) {
            let assignment = question.assignment();
            let all: Vec<usize> = (0..question.acts.len()).collect();
            match assignment.contradiction(&all) {
                None => prop_assert_eq!(assignment.solve(&vec![true; all.len()]), Found::Yes),
                Some(acts) => {
                    let only = |left_out: Option<usize>| -> Vec<bool> {
                        all.iter().map(|act| acts.contains(act) && Some(*act) != left_out).collect()
                    };
                    prop_assert_eq!(assignment.solve(&only(None)), Found::No);
                    for act in &acts {
                        prop_assert_eq!(assignment.solve(&only(Some(*act))), Found::Yes);
                    }
                }
            }
        }
    }

    #[test]
    fn hopeless_questions_are_answered_at_once() {
        let mut assignment = Assignment::new(vec![Some(30)]);
        let acts: Vec<usize> = (0..31).map(|_| assignment.add(vec![0])).collect();
        for a in &acts {
            for b in &acts {
                assignment.keep_apart(*a, *b);
            }
        }
        assert_eq!(assignment.solve(&vec![true; 31]), Found::No);
    }
}
