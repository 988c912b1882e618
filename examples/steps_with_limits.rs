//! Lists the steps of a procedure with who does them, what is recorded, and who checks.
//!
//! `cargo run --example steps_with_limits -- procedures/outgoing-product-check.yaml es`

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an example is a host: hosts read files and print"
)]
#![allow(clippy::print_stdout, reason = "an example is a host: hosts print")]

use countersign::procedure::Procedure;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "procedures/outgoing-product-check.yaml".to_owned());
    let language = arguments.next().unwrap_or_else(|| "en".to_owned());
    let procedure = Procedure::parse(&std::fs::read_to_string(path)?).map_err(|report| report.to_string())?;
    let own = procedure.language();

    println!("{} {} ({})", procedure.id(), procedure.version(), procedure.digest().short());
    for step in procedure.steps() {
        let title = step.title().in_language(&language, own).unwrap_or_default();
        println!("{:>5}  {title}  [{}]", step.number(), step.performers().join(" or "));
        for field in step.fields().values() {
            let title = field.title().and_then(|title| title.in_language(&language, own));
            println!("         - {}: {}", title.unwrap_or(field.name()), field.limits_in_words());
        }
        for check in step.verifications() {
            println!("         = {:?} by {}: {}", check.how, check.by.join(" or "), check.fields.join(", "));
        }
    }
    Ok(())
}
