//! `schema`: prints the JSON Schema of a format.

use std::io::Write as _;

use countersign::document;

use crate::arguments::{SchemaArguments, SchemaOf};
use crate::exit::{Exit, Trouble};
use crate::output::FINDINGS_SCHEMA;
use crate::terminal::Terminal;

pub(crate) fn run(arguments: &SchemaArguments, terminal: &Terminal) -> Result<Exit, Trouble> {
    let mut output = terminal.output();
    match arguments.of {
        SchemaOf::Procedure => {
            serde_json::to_writer_pretty(&mut output, &document::procedure_schema())
                .map_err(std::io::Error::from)?;
            writeln!(output)?;
        }
        SchemaOf::Findings => output.write_all(FINDINGS_SCHEMA.as_bytes())?,
    }
    output.flush()?;
    Ok(Exit::Fine)
}
