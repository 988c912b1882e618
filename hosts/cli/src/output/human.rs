//! Findings for people: what is wrong, the line with carets, and what to do.
//!
//! Everything that comes from a file passes through [`visible`](super::visible) first. The frame around it is drawn
//! by `annotate-snippets`.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use anstream::adapter::strip_str;
use countersign::finding::{Finding, Place, Related, Severity};
use countersign::source::Lines;

use super::excerpt::Excerpt;
use super::visible::escaped;
use super::{Look, Output};
use crate::read::Checked;
use crate::totals::{Totals, counted};

/// Lines further apart than this are shown in frames of their own.
const NEAR: u32 = 12;

/// What the renderer draws before a frame that has no place of its own.
const SPACER: &str = ":::";

/// The most related places that are shown for one finding.
const MOST_RELATED: usize = 8;

/// Writes findings for people.
pub(crate) struct Human {
    renderer: Renderer,
    most: Option<usize>,
    shown: usize,
    left_out: usize,
}

impl Human {
    pub(crate) fn new(look: Look) -> Self {
        Human { renderer: renderer(look.has_colors), most: look.most, shown: 0, left_out: 0 }
    }
}

impl Output for Human {
    fn file(&mut self, checked: &Checked, sink: &mut dyn Write) -> io::Result<()> {
        let findings = checked.report.findings();
        let room = self.most.map_or(usize::MAX, |most| most.saturating_sub(self.shown));
        if room > 0 && !findings.is_empty() {
            let name = escaped(checked.report.file());
            let lines = Lines::new(&checked.text);
            for finding in findings.iter().take(room) {
                draw(&self.renderer, group(finding, &name, &lines), sink)?;
            }
        }
        self.shown += findings.len().min(room);
        self.left_out += findings.len().saturating_sub(room);
        Ok(())
    }

    fn finish(&mut self, _totals: &Totals, sink: &mut dyn Write) -> io::Result<()> {
        if self.left_out > 0 {
            writeln!(sink, "… and {} more (--max 0 shows all)", counted(self.left_out, "finding"))?;
        }
        Ok(())
    }
}

/// Draws frames, with lines that were cut before they come to it, characters that are written out included.
pub(crate) fn renderer(has_colors: bool) -> Renderer {
    let renderer = if has_colors { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(DEFAULT_TERM_WIDTH * 16)
}

/// Draws one group and an empty line.
pub(crate) fn draw(renderer: &Renderer, group: Group<'_>, sink: &mut dyn Write) -> io::Result<()> {
    let drawn = renderer.render(&[group]);
    for line in drawn.lines().filter(|line| !is_spacer(line)) {
        writeln!(sink, "{line}")?;
    }
    writeln!(sink)
}

fn group<'a>(finding: &'a Finding, name: &'a str, lines: &Lines<'_>) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group =
        level.primary_title(escaped(&finding.message)).id(finding.rule).element(origin(name, &finding.place));
    let (near, far) = related(finding, name, lines);
    if let Some(snippet) = snippet(&finding.place, &near, lines) {
        group = group.element(snippet);
    }
    for note in far {
        group = group.element(Level::NOTE.message(note));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(escaped(help)));
    }
    group
}

/// Related places that fit into the frame of the finding, and the others as sentences.
fn related<'a>(finding: &'a Finding, name: &str, lines: &Lines<'_>) -> (Vec<&'a Related>, Vec<String>) {
    let own = Excerpt::new(lines, &finding.place);
    let fits = |it: &&Related| {
        let line = it.place.start.line;
        let is_cut = line == own.line && own.marked(lines, &it.place).is_none();
        it.file.is_none() && line.abs_diff(own.line) <= NEAR && !is_cut
    };
    let (near, far): (Vec<_>, Vec<_>) = finding.related.iter().take(MOST_RELATED).partition(fits);
    let sentence = |it: &Related| {
        let file = it.file.as_deref().map_or(Cow::Borrowed(name), escaped);
        let start = it.place.start;
        format!("{} at {file}:{}:{}", escaped(&it.message), start.line, start.column)
    };
    (near, far.into_iter().map(sentence).collect())
}

/// Where a place is, as the renderer prints it.
pub(crate) fn origin<'a>(name: &'a str, place: &Place) -> Origin<'a> {
    Origin::path(name).line(wide(place.start.line)).char_column(wide(place.start.column))
}

/// The frame: all lines from the first to the last that something is marked on. Nothing where there is no text.
pub(crate) fn snippet(
    place: &Place,
    near: &[&Related],
    lines: &Lines<'_>,
) -> Option<Snippet<'static, Annotation<'static>>> {
    let own = Excerpt::new(lines, place);
    if own.text.is_empty() && place.span.range().is_empty() {
        return None;
    }
    let places = || std::iter::once(place).chain(near.iter().map(|it| &it.place));
    let first = places().map(|it| it.start.line).min()?;
    let last = places().map(|it| it.start.line).max()?;
    let mut source = String::new();
    let mut marks: Vec<Annotation<'static>> = Vec::new();
    for line in first..=last {
        let anchor = places().find(|it| it.start.line == line);
        let excerpt = anchor.map_or_else(|| Excerpt::of_line(lines, line, 0), |it| Excerpt::new(lines, it));
        let at = |range: Range<usize>| source.len() + range.start..source.len() + range.end;
        if let Some(range) = excerpt.marked(lines, place) {
            marks.push(AnnotationKind::Primary.span(at(range)));
        }
        for it in near {
            if let Some(range) = excerpt.marked(lines, &it.place) {
                let label = escaped(&it.message).into_owned();
                marks.push(AnnotationKind::Context.span(at(range)).label(label));
            }
        }
        source.push_str(&excerpt.text);
        source.push('\n');
    }
    Some(Snippet::source(source).line_start(wide(first)).annotations(marks))
}

/// Whether a line is only the mark with which the renderer starts a frame that has no place of its own. The place is
/// drawn apart from the frame because the renderer would count columns in the line as it is shown, not as it is.
fn is_spacer(line: &str) -> bool {
    line.contains(SPACER) && strip_str(line).to_string().trim() == SPACER
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
