//! A procedure played in the terminal, by people who take turns.

mod dialog;
mod view;
mod entry;
mod people;
mod turn;

pub(crate) use dialog::Dialog;
pub(crate) use entry::ask as ask_values;
pub(crate) use people::{ask as ask_for_person, parse as person};
pub(crate) use turn::{After, Table, now, salt};
pub(crate) use view::Words;
