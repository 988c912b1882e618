//! Characters that a procedure's text must not hold, found before anything else is read.
//!
//! They are invisible or reorder what is seen, so a reader and the engine would not read the same thing. Ordinary
//! text of every language passes, right-to-left languages included: only marks that *override* direction are
//! findings. One pass over the bytes; text without such characters costs no more than that.

use super::Problem;
use crate::finding::Report;
use crate::fix::Fix;
use crate::source::Span;

/// All unwanted characters and line ends of a text.
pub(super) fn inspect(text: &str, problems: &mut Vec<Problem>) {
    // Without a carriage return all lines end alike, as in most files.
    let returns = text.as_bytes().contains(&b'\r');
    let mut ends = LineEnds::default();
    for (index, chunk) in text.as_bytes().chunks(CHUNK).enumerate() {
        if is_ordinary(chunk, returns) {
            continue;
        }
        if problems.len() > Report::MOST {
            break;
        }
        for (offset, byte) in chunk.iter().enumerate() {
            let at = index * CHUNK + offset;
            match *byte {
                b'\n' if returns => ends.note(at, false),
                b'\r' => ends.note(at, true),
                0x00..=0x08 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f => {
                    problems.push(control(at, u32::from(*byte), 1));
                }
                0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3 => problems.extend(hidden(text, at)),
                _ => {}
            }
        }
    }
    problems.extend(ends.problem(text));
    problems.extend(tabs(text));
}

/// How many bytes are looked at in one go: few enough that a `°` costs little, enough for the widest instructions.
const CHUNK: usize = 32;

/// Whether these bytes are printable ASCII and plain line ends; most of a file.
fn is_ordinary(chunk: &[u8], returns: bool) -> bool {
    // Without a way out in the middle the compiler looks at all bytes at once.
    chunk
        .iter()
        .fold(true, |all, byte| all & ((byte.wrapping_sub(0x20) < 0x5f) | ((*byte == b'\n') & !returns)))
}

fn hidden(text: &str, at: usize) -> Option<Problem> {
    let character = text.get(at..)?.chars().next()?;
    let (length, code) = (character.len_utf8(), u32::from(character));
    match code {
        0x80..=0x9f => Some(control(at, code, length)),
        0xfeff if at == 0 => {
            let problem = Problem::new(
                "byte-order-mark",
                Span::new(0, length),
                "the file starts with a byte order mark",
            );
            let problem = problem.help("save the file as UTF-8 without a byte order mark");
            Some(problem.fix(Fix::Bytes(String::new())))
        }
        0x202a..=0x202e | 0x2066..=0x2069 => {
            let message = format!("`U+{code:04X}` changes the direction of the text that follows it");
            let problem = Problem::new("bidirectional-control", Span::new(at, at + length), message);
            Some(problem.help("delete it: right-to-left text needs no such mark"))
        }
        0xad
        | 0x61c
        | 0x180e
        | 0x200b..=0x200f
        | 0x2028
        | 0x2029
        | 0x2060..=0x2065
        | 0xfeff
        | 0xe0000..=0xe007f => {
            let message = format!("`U+{code:04X}` can't be seen");
            let problem = Problem::new("invisible-character", Span::new(at, at + length), message);
            // Some join or part letters or lines, and without them the text would read otherwise.
            let is_nothing = !matches!(code, 0x200c | 0x200d | 0x2028 | 0x2029);
            Some(problem.help("delete it").maybe_fix(is_nothing.then(|| Fix::Bytes(String::new()))))
        }
        0xa0 => {
            let problem = Problem::new(
                "invisible-character",
                Span::new(at, at + length),
                "`U+00A0` looks like a space",
            );
            Some(problem.help("write an ordinary space").fix(Fix::Bytes(" ".to_owned())))
        }
        _ => None,
    }
}

fn control(at: usize, code: u32, length: usize) -> Problem {
    let message = format!("`U+{code:04X}` is a control character");
    Problem::new("control-character", Span::new(at, at + length), message).help("delete it")
}

/// The first line end of each kind.
#[derive(Default)]
struct LineEnds {
    plain: Option<usize>,
    with_return: Option<usize>,
    lone_return: Option<usize>,
    /// Where the last `\r` stood, to tell `\r\n` from both alone.
    pending: Option<usize>,
}

impl LineEnds {
    fn note(&mut self, at: usize, is_return: bool) {
        if is_return {
            if let Some(earlier) = self.pending.replace(at) {
                self.lone_return.get_or_insert(earlier);
            }
            return;
        }
        match self.pending.take() {
            Some(before) if before + 1 == at => self.with_return.get_or_insert(at),
            Some(before) => {
                self.lone_return.get_or_insert(before);
                self.plain.get_or_insert(at)
            }
            None => self.plain.get_or_insert(at),
        };
    }

    fn problem(mut self, text: &str) -> Option<Problem> {
        if let Some(at) = self.pending {
            self.lone_return.get_or_insert(at);
        }
        let (at, message) = match (self.lone_return, self.plain, self.with_return) {
            (Some(at), ..) => (at, "a line ends in a carriage return alone"),
            (None, Some(plain), Some(with_return)) => (
                plain.max(with_return),
                "some lines end in a line feed, others in carriage return and line feed",
            ),
            _ => return None,
        };
        let line = text.get(..at).unwrap_or_default().trim_end_matches('\r');
        let start = line.rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let problem = Problem::new("mixed-line-ends", Span::new(start, line.len()), message);
        let problem = problem.help("end every line in the same way, best with a line feed alone");
        Some(problem.fix(Fix::LineEnds))
    }
}

/// Tabs in the indentation of a line, one finding a line.
fn tabs(text: &str) -> Vec<Problem> {
    if !text.contains('\t') {
        return Vec::new();
    }
    let mut at = 0;
    let mut problems = Vec::new();
    for line in text.split_inclusive('\n') {
        if problems.len() > Report::MOST {
            break;
        }
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        let has_text = !line.trim().is_empty();
        let tab = line.find('\t').filter(|tab| *tab < indentation && has_text);
        problems.extend(tab.map(|tab| {
            let span = Span::new(at + tab, at + tab + 1);
            let problem = Problem::new("tab-indentation", span, "a tab in the indentation");
            problem.help("YAML counts spaces only: write two spaces for each level")
        }));
        at += line.len();
    }
    problems
}
