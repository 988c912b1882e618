//! `schema`: prints the JSON Schema of a format.

use std::io::Write as _;

use countersign::{compare, document, record, scenario};

use crate::arguments::{SchemaArguments, SchemaOf};
use crate::exit::{Exit, Trouble};
use crate::output::FINDINGS_SCHEMA;
use crate::terminal::Terminal;

pub(crate) fn run(arguments: &SchemaArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let mut output = terminal.output();
    match arguments.of {
        SchemaOf::Procedure => writeln!(output, "{:#}", document::procedure_schema())?,
        SchemaOf::Scenario => writeln!(output, "{:#}", scenario::scenario_schema())?,
        SchemaOf::Record => writeln!(output, "{:#}", record::record_schema())?,
        SchemaOf::Comparison => writeln!(output, "{:#}", compare::comparison_schema())?,
        SchemaOf::Findings => output.write_all(FINDINGS_SCHEMA.as_bytes())?,
    }
    output.flush()?;
    Ok(Exit::Fine)
}
