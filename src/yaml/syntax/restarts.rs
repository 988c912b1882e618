//! Where reading can go on after a failure, so that several mistakes are all reported.

use super::around::indentation;

/// The parts of a text at which reading can start anew after a failure: from a line that starts a key of the top
/// map to the end, or from a list item `- id:` to the end of its list.
pub(in crate::yaml) struct Restarts<'a> {
    text: &'a str,
    /// The indentations in which such items stood so far.
    dashes: Vec<usize>,
    /// Where the lines start that were not looked at yet.
    at: usize,
    /// The indentation and the end of the list that was looked at last.
    list: (usize, usize),
}

impl<'a> Restarts<'a> {
    pub(in crate::yaml) fn new(text: &'a str) -> Self {
        Restarts { text, dashes: Vec::new(), at: 0, list: (0, 0) }
    }

    /// The next part that starts after the line of `failure`.
    pub(in crate::yaml) fn after(&mut self, failure: usize) -> Option<std::ops::Range<usize>> {
        let lines = self.text.get(self.at..)?.split_inclusive('\n');
        for line in lines {
            let start = self.at;
            self.at += line.len();
            let indent = indentation(line);
            let item = line.trim_start().starts_with("- id:");
            let starts = || is_top_key(line) && self.goes_on_as(line);
            if start > failure && (item && self.dashes.contains(&indent) || starts()) {
                let end = if item { self.end_of_list(indent) } else { self.text.len() };
                return Some(start..end);
            }
            if item && !self.dashes.contains(&indent) {
                self.dashes.push(indent);
            }
        }
        None
    }

    /// Goes on after a part that was read without failure.
    pub(in crate::yaml) fn skip_to(&mut self, end: usize) {
        self.at = self.at.max(end);
    }

    /// Whether the lines that follow a key of the top map fit it; where a line was broken in two, they mostly don't.
    fn goes_on_as(&self, key: &str) -> bool {
        let has_value = !key.trim_end().ends_with(':') && !key.contains(": |") && !key.contains(": >");
        let mut later = self.text.get(self.at..).unwrap_or_default().lines();
        let next = later.find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
        match next {
            Some(line) if has_value => !line.starts_with([' ', '-']),
            Some(line) => line.starts_with([' ', '-']),
            None => has_value,
        }
    }

    fn end_of_list(&mut self, indent: usize) -> usize {
        // A list with many broken items is walked once.
        if self.list.0 == indent && self.at < self.list.1 {
            return self.list.1;
        }
        let mut end = self.at;
        for line in self.text.get(self.at..).unwrap_or_default().split_inclusive('\n') {
            let text = line.trim_start();
            let own = indentation(line);
            let ends = own < indent || own == indent && !text.starts_with("- ");
            if ends && !text.is_empty() && !text.starts_with('#') {
                break;
            }
            end += line.len();
        }
        self.list = (indent, end);
        end
    }
}

/// Whether a line starts with a word in small letters and a colon in its first column.
fn is_top_key(line: &str) -> bool {
    let length = line.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
    let rest = line.get(length..).unwrap_or_default();
    length > 0 && (rest.starts_with(": ") || rest.trim_end() == ":")
}
