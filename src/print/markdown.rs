//! Markdown, for reading and for reviews: the same words, without room to sign on every page.
//!
//! What comes from a procedure or a record is escaped character by character, so that no heading, link, table cell or
//! HTML element can come of it (GitHub Flavored Markdown, chapter 6).

use super::labels::Labels;
use super::model::{
    Block, Cell, Checklist, Entry, Group, Hold, Note, Part, Room, Signature, SignatureBlock, Step, Table,
    TimeRule, Wording, Written,
};

/// Room to write in.
const BLANK: &str = "\\_\\_\\_\\_\\_\\_";

/// Writes a checklist as Markdown.
pub fn markdown(checklist: &Checklist) -> String {
    let mut out = Writer { text: String::new(), labels: &checklist.labels, filled_in: checklist.filled_in };
    let (head, labels) = (&checklist.head, &checklist.labels);
    if let Some(banner) = &head.banner {
        out.paragraph(&format!("**{}**", escaped(banner)));
    }
    out.paragraph(&format!("# {}", wording(&head.title)));
    let mut facts = format!("{}: ", escaped(&head.kind));
    let facts_of = head.facts.iter().map(|(name, value)| format!("{} **{}**", escaped(name), wording(value)));
    facts.push_str(&facts_of.collect::<Vec<_>>().join(" · "));
    let run = head.run.as_ref().map_or_else(|| BLANK.to_owned(), |run| escaped(run));
    facts.push_str(&format!(" · {} {run}", escaped(&labels.run)));
    out.paragraph(&facts);
    out.paragraph(&escaped(&head.notice));
    out.paragraph(&format!("{} `{}`", escaped(&labels.digest), head.digest));
    for section in &checklist.front {
        out.section(&section.title, &section.blocks);
    }
    out.paragraph(&format!("## {}", escaped(&labels.steps)));
    for part in &checklist.parts {
        match part {
            Part::Group(group) => out.group(group),
            Part::Step(step) => out.step(step),
            Part::Hold(hold) => out.hold(hold),
        }
    }
    for section in &checklist.back {
        out.section(&section.title, &section.blocks);
    }
    let end = format!("{} · {} {}", labels.end, labels.version, head.version);
    out.paragraph(&format!("*{}*", escaped(&end)));
    out.text
}

struct Writer<'a> {
    text: String,
    labels: &'a Labels,
    filled_in: bool,
}

impl Writer<'_> {
    fn paragraph(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn section(&mut self, title: &str, blocks: &[Block]) {
        self.paragraph(&format!("## {}", escaped(title)));
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.paragraph(&wording(text)),
                Block::Instruction(text) => self.paragraph(&format!("*{}*", escaped(text))),
                Block::Notes(all) => self.notes(all),
                Block::Table(it) => self.table(it),
                Block::Fields(entries) => {
                    let lines: Vec<String> = entries.iter().map(|it| self.entry(it)).collect();
                    self.paragraph(&lines.join("\n"));
                }
            }
        }
    }

    fn notes(&mut self, notes: &[Note]) {
        for note in notes {
            self.paragraph(&format!("> **{}** {}", escaped(&note.word), wording(&note.text)));
        }
    }

    fn table(&mut self, table: &Table) {
        let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let heads = table.columns.iter().map(|(title, _)| escaped(title)).collect();
        let mut lines = vec![row(heads), row(vec!["---".to_owned(); table.columns.len()])];
        lines.extend(table.rows.iter().map(|cells| row(cells.iter().map(cell).collect())));
        self.paragraph(&lines.join("\n"));
    }

    fn group(&mut self, group: &Group) {
        let copy = group.copy.as_ref().map(|copy| format!(" · {}", escaped(copy))).unwrap_or_default();
        self.paragraph(&format!("### {} {}{copy}", escaped(&group.number), wording(&group.title)));
        if let Some(condition) = &group.condition {
            self.paragraph(&format!("**{}**: {}", escaped(&condition.holds), escaped(&condition.then)));
        }
        for line in &group.lines {
            self.paragraph(&wording(line));
        }
        self.times(&group.times);
        self.notes(&group.notes);
    }

    fn step(&mut self, step: &Step) {
        let critical = step.critical.as_ref().map(|it| format!(" · {}", escaped(it))).unwrap_or_default();
        self.paragraph(&format!("#### {} {}{critical}", escaped(&step.number), wording(&step.title)));
        if let Some(condition) = &step.condition {
            self.paragraph(&format!("**{}**: {}", escaped(&condition.holds), escaped(&condition.then)));
        }
        self.notes(&step.notes);
        if let Some(text) = &step.instruction {
            self.paragraph(&wording(text));
        }
        let details = step.details.iter().map(|(name, text)| match name.as_str() {
            "" => wording(text),
            name => format!("*{}:* {}", escaped(name), wording(text)),
        });
        let details: Vec<String> = details.collect();
        if !details.is_empty() {
            self.paragraph(&details.join(" · "));
        }
        let mut lines: Vec<String> = step.fields.iter().map(|it| self.entry(it)).collect();
        if !lines.is_empty() {
            self.paragraph(&lines.join("\n"));
        }
        self.times(&step.times);
        for text in step.standing.iter().chain(&step.remarks) {
            self.paragraph(&format!("**{}**", escaped(text)));
        }
        lines = Vec::new();
        if self.filled_in {
            for attempt in &step.attempts {
                lines.extend(attempt.heading.as_ref().map(|it| format!("- **{}**", escaped(it))));
                lines.extend(attempt.fields.iter().map(|it| self.entry(it)));
                let signed = attempt.performed.iter().chain(&attempt.verified);
                signed.for_each(|it| lines.extend(self.signature(it)));
            }
        } else {
            lines.extend(step.performer.iter().chain(&step.verifiers).map(|it| self.block(it)));
            lines.extend(
                step.not_applicable
                    .as_ref()
                    .map(|it| format!("- [ ] {} · {} {BLANK}", escaped(it), escaped(&self.labels.reason))),
            );
            lines.extend(step.failure.as_ref().map(|it| {
                format!("- {} {} {BLANK}", escaped(&it.decisions), escaped(&self.labels.deviation_number))
            }));
        }
        if !lines.is_empty() {
            self.paragraph(&lines.join("\n"));
        }
        if let Some(hold) = &step.hold {
            self.hold(hold);
        }
    }

    fn hold(&mut self, hold: &Hold) {
        let mut lines = vec![format!("> **{}**", escaped(&hold.bar)), String::new()];
        if self.filled_in {
            hold.signatures.iter().for_each(|it| lines.extend(self.signature(it)));
        } else {
            lines.push(self.block(&hold.block));
        }
        self.paragraph(&lines.join("\n"));
    }

    fn times(&mut self, times: &[TimeRule]) {
        for rule in times {
            let clocks = rule.clocks.iter().map(|clock| format!("{} {BLANK}", escaped(clock)));
            let clocks: Vec<String> = clocks.filter(|_| !self.filled_in).collect();
            self.paragraph(format!("{} {}", escaped(&rule.rule), clocks.join(" · ")).trim_end());
        }
    }

    /// A signature to be given.
    fn block(&self, block: &SignatureBlock) -> String {
        let rules: Vec<String> = block.rules.iter().map(|rule| escaped(rule)).collect();
        let rules = if rules.is_empty() { String::new() } else { format!(" ({})", rules.join("; ")) };
        let room = match &block.elsewhere {
            Some(elsewhere) => escaped(elsewhere),
            None => [&self.labels.initials, &self.labels.date_word, &self.labels.time_word]
                .map(|label| format!("{} {BLANK}", escaped(label)))
                .join(" · "),
        };
        format!("- **{}** {}{rules}: {room}", escaped(&block.meaning), wording(&block.roles))
    }

    /// A signature that was given.
    fn signature(&self, signature: &Signature) -> Vec<String> {
        let Signature { meaning, name, role, date, time, .. } = signature;
        let who = format!("{} ({}), {} {}", escaped(name), escaped(role), escaped(date), escaped(time));
        let who = if signature.void { format!("~~{who}~~") } else { who };
        let remarks: String = signature.remarks.iter().map(|it| format!(" · **{}**", escaped(it))).collect();
        let mut lines = vec![format!("- **{}** {who}{remarks}", escaped(meaning))];
        lines.extend(signature.values.iter().map(|it| format!("  {}", self.entry(it))));
        lines
    }

    fn entry(&self, entry: &Entry) -> String {
        let mut line = format!("- {}", wording(&entry.title));
        if self.filled_in {
            let values: Vec<String> = entry.values.iter().map(written).collect();
            line.push_str(&format!(": {}", values.join(" → ")));
        } else {
            line.push_str(&format!(": {}", room(&entry.room)));
        }
        let limits =
            entry.limits.iter().map(|limit| format!("{} {}", escaped(&limit.word), escaped(&limit.value)));
        let asked = entry.asked.iter().map(|it| escaped(it));
        let said: Vec<String> = limits.map(|it| it.trim_start().to_owned()).chain(asked).collect();
        if !said.is_empty() {
            line.push_str(&format!(" ({})", said.join("; ")));
        }
        if let Some(help) = &entry.help {
            line.push_str(&format!(" *{}*", wording(help)));
        }
        line
    }
}

fn written(value: &Written) -> String {
    let text = escaped(&value.text);
    let mut line = if value.struck { format!("~~{text}~~") } else { format!("**{text}**") };
    for said in value.verdict.iter().chain(&value.remark) {
        line.push_str(&format!(" {}", escaped(said)));
    }
    line
}

fn room(room: &Room) -> String {
    let with_units =
        |units: &[String]| format!("{BLANK} {}", escaped(&units.join(" / "))).trim_end().to_owned();
    let several = |units: &[String], readings: &[String]| match readings {
        [] => with_units(units),
        _ => {
            let each = readings.iter().map(|name| format!("{} {}", escaped(name), with_units(units)));
            each.collect::<Vec<_>>().join(" · ")
        }
    };
    match room {
        Room::Digits { units, readings, .. } | Room::Line { units, readings } => several(units, readings),
        Room::Ticks { options } => {
            options.iter().map(|option| format!("☐ {}", escaped(option))).collect::<Vec<_>>().join(" · ")
        }
        Room::Attached { kinds, .. } => format!("{BLANK} {}", escaped(kinds)).trim_end().to_owned(),
        Room::Lines | Room::Date | Room::Time | Room::DateTime => BLANK.to_owned(),
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => wording(text),
        Cell::Written(text) => escaped(text),
        Cell::Blank | Cell::Unused => String::new(),
        Cell::Tick => "☐".to_owned(),
        Cell::Ticks(options) => {
            options.iter().map(|option| format!("☐ {}", escaped(option))).collect::<Vec<_>>().join(" ")
        }
    }
}

/// A text on one line; one that is not translated says its language.
fn wording(wording: &Wording) -> String {
    match &wording.language {
        None => escaped(&wording.text),
        Some(language) => format!("{} \\[{}\\]", escaped(&wording.text), escaped(language)),
    }
}

/// Text as Markdown that shows it: every sign that could begin something is escaped, lines are joined.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let ends_word = characters.peek().is_none_or(|next| next.is_whitespace());
        match character {
            '\n' => safe.push(' '),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            // Without these, an address would become a link by itself.
            '@' => safe.push_str("&#64;"),
            '/' if before == '/' || before == ':' => safe.push_str("&#47;"),
            '.' if before == 'w' || before == 'W' => safe.push_str("&#46;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' => {
                safe.push('\\');
                safe.push(character);
            }
            // These begin a list or a heading only where a line starts with them.
            '-' | '+' | '=' if safe.is_empty() => {
                safe.push('\\');
                safe.push(character);
            }
            '.' | ')' if ends_word && !safe.is_empty() && safe.chars().all(|it| it.is_ascii_digit()) => {
                safe.push('\\');
                safe.push(character);
            }
            _ => safe.push(character),
        }
        before = character;
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_begins_nothing() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`");
        check("![x](https://e.org)", "!\\[x\\](https:&#47;&#47;e.org)");
        check("<b>&amp;", "&lt;b&gt;&amp;amp;");
        check("# title\n- item", "\\# title - item");
        check("- item", "\\- item");
        check("1. one", "1\\. one");
        check("1.1 = 2.2", "1.1 = 2.2");
        check("www.e.org a@e.org", "www&#46;e.org a&#64;e.org");
        check("a|b ~~c~~", "a\\|b \\~\\~c\\~\\~");
        check("max 5.0 °C (2)", "max 5.0 °C (2)");
    }
}
