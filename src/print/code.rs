//! The QR code (ISO/IEC 18004) by which a scanner tells which procedure a sheet is of.
//!
//! It says a name, never a place: a link made of somebody's text could lead anywhere.

use qrcodegen::{QrCode, QrCodeEcc};

use crate::procedure::{Digest, Procedure};

/// What the code says: `urn:countersign:turkey-sandwich:1.0.0:0123456789abcdef`, the last part being the start of the
/// digest.
pub(super) fn text(procedure: &Procedure) -> String {
    format!("urn:countersign:{}:{}:{}", procedure.id(), procedure.version(), start(procedure.digest()))
}

fn start(digest: Digest) -> String {
    let text = digest.to_string();
    text.trim_start_matches("sha256:").chars().take(16).collect()
}

/// Rows of dark and light modules; none where the text is too long for a code, which no id and version are.
pub(super) fn modules(text: &str) -> Vec<Vec<bool>> {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return Vec::new() };
    let size = code.size();
    (0..size).map(|y| (0..size).map(|x| code.get_module(x, y)).collect()).collect()
}

/// The code as the path of a drawing with one unit a module: runs of dark modules, row by row.
pub(super) fn path(modules: &[Vec<bool>]) -> String {
    use std::fmt::Write as _;
    let mut path = String::new();
    for (y, row) in modules.iter().enumerate() {
        let mut x = 0;
        while let Some(dark) = row.get(x) {
            let run = row.iter().skip(x).take_while(|module| *module == dark).count();
            if *dark {
                // Writing into a text never fails.
                let _ = write!(path, "M{x},{y}h{run}v1h-{run}z");
            }
            x = x.saturating_add(run.max(1));
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_covers_the_dark_modules() {
        assert_eq!(path(&[vec![true, true, false, true], vec![false; 4]]), "M0,0h2v1h-2zM3,0h1v1h-1z");
        let modules = modules("urn:countersign:turkey-sandwich:1.0.0:0123456789abcdef");
        assert_eq!((modules.len(), modules[0].len()), (33, 33));
        let finder: String = modules[0].iter().take(8).map(|dark| if *dark { '#' } else { ' ' }).collect();
        assert_eq!(finder, "####### ");
    }
}
