//! Sections before and after the steps: paragraphs, safety messages, tables.

use maud::{Markup, html};

use super::rooms;
use super::words::wording;
use crate::print::model::{Block, Cell, Note, NoteKind, Section, Table};

/// Tables of so few rows stay on one page where people write into them; others may grow by what was written.
const MOST_WHOLE: usize = 6;

pub(super) fn section(section: &Section) -> Markup {
    html! {
        section {
            h2 { (section.title) }
            @for block in &section.blocks { (self::block(block)) }
        }
    }
}

fn block(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Paragraph(text) => { p { (wording(text)) } }
            Block::Instruction(text) => { p .instruction { (text) } }
            Block::Notes(all) => { (notes(all)) }
            Block::Table(it) => { (table(it)) }
            Block::Fields(entries) => { div .fields { (rooms::entries(entries)) } }
        }
    }
}

fn table(table: &Table) -> Markup {
    let all: u32 = table.columns.iter().map(|(_, share)| *share).sum::<u32>().max(1);
    html! {
        table .fill[table.to_fill_in] .whole[table.to_fill_in && table.rows.len() <= MOST_WHOLE] {
            colgroup {
                @for (_, share) in &table.columns {
                    col style=(format!("width:{}%", share.saturating_mul(100) / all));
                }
            }
            thead { tr { @for (title, _) in &table.columns { th scope="col" { (title) } } } }
            tbody {
                @for row in &table.rows {
                    tr { @for cell in row { td .none[*cell == Cell::Unused] { (self::cell(cell)) } } }
                }
            }
        }
    }
}

fn cell(cell: &Cell) -> Markup {
    html! {
        @match cell {
            Cell::Text(text) => { (wording(text)) }
            Cell::Written(text) => { span .written { (text) } }
            Cell::Blank | Cell::Unused => {}
            Cell::Tick => { span .tick { i aria-hidden="true" {} } }
            Cell::Ticks(options) => { span .ticks { @for option in options { (rooms::tick(option)) } } }
        }
    }
}

/// Safety messages: signal word, symbol and border say how strong they are; no colour does.
pub(super) fn notes(notes: &[Note]) -> Markup {
    html! {
        @for note in notes {
            @let (kind, symbol) = look(note.kind);
            p class=(format!("note {kind}")) {
                span .symbol aria-hidden="true" { (symbol) }
                span { strong { (note.word) } " " (wording(&note.text)) }
            }
        }
    }
}

fn look(kind: NoteKind) -> (&'static str, &'static str) {
    match kind {
        NoteKind::Danger => ("danger", "!"),
        NoteKind::Warning => ("warning", "!"),
        NoteKind::Caution => ("caution", "!"),
        NoteKind::Note => ("hint", "i"),
    }
}
