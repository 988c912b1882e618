//! Writes realistic procedure files of about 8 KB into a folder, to measure with.
//!
//! `cargo run --example generate -- 2000 target/procedures-2000`

#[allow(unreachable_pub, reason = "the measurements use it as a module of a library")]
#[path = "../benches/generate.rs"]
mod generate;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, folder] = arguments.as_slice() else {
        return Err("expected: COUNT FOLDER".into());
    };
    std::fs::create_dir_all(folder)?;
    for number in 0..count.parse::<u64>()? {
        let file = generate::procedure(number);
        std::fs::write(std::path::Path::new(folder).join(file.name), file.text)?;
    }
    Ok(())
}
