//! Writes a procedure's checklist as PDF, so often as said, with further fonts: `cargo run -p countersign-pdf --example
//! print -- FILE OUT [TIMES [FONT…]]`. With `time` around it, it shows what a print costs after the first.

#![allow(clippy::disallowed_methods, reason = "this is a host: it owns the files")]

use std::error::Error;

use countersign::manual::Plan;
use countersign::print::{Checklist, Options};
use countersign::procedure::Procedure;
use countersign_pdf::Printer;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which procedure?")?;
    let output = arguments.next().ok_or("which file to write?")?;
    let times: u32 = arguments.next().map_or(Ok(1), |times| times.parse())?;
    let text = std::fs::read_to_string(file)?;
    let plan = Plan::of(Procedure::parse(&text).map_err(|report| format!("{report}"))?)?;
    let checklist = Checklist::blank(&plan, &Options::default());
    let fonts: Result<Vec<Vec<u8>>, _> = arguments.map(std::fs::read).collect();
    let printer = Printer::with_fonts(fonts?);
    for _ in 0..times {
        std::fs::write(&output, printer.pdf(&checklist)?)?;
    }
    Ok(())
}
