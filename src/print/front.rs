//! What identifies a print, and what stands before the steps: purpose, people, equipment, the details of the run.

use super::code;
use super::hygiene::{clean, line};
use super::labels::fill;
use super::model::{Block, Cell, Head, Section, Sheet, Table, Wording};
use super::options::Options;
use super::parts::{Source, notes};
use super::phrase::Reader;
use super::place::{Place, Scope};
use super::tongue::in_words;
use crate::document::{ApprovalRole, Document, Item, Status};
use crate::procedure;
use crate::record;
use crate::run::RunStatus;

impl<'a> Source<'a> {
    /// What stands on every page and at the top.
    pub(super) fn head(self, options: &Options, end: Option<record::Head>) -> Head {
        let procedure = self.plan.main();
        let (document, tongue, labels) = (procedure.document(), self.tongue, self.tongue.labels);
        let status = match procedure.status() {
            Status::Draft => &labels.draft,
            Status::Effective => &labels.effective,
            Status::Retired => &labels.retired,
        };
        let kind = match (self.told, self.sheet) {
            (Some((run, _)), _) if run.status().is_final() => &labels.completed_record,
            (Some(_), _) => &labels.record_so_far,
            (None, Sheet::Performer) => &labels.checklist,
            (None, Sheet::Verifier) => &labels.verifier_sheet,
        };
        let notice = match &options.copy {
            Some(copy) => fill(&labels.controlled_copy, &[("copy", &line(copy))]),
            None => labels.uncontrolled.clone(),
        };
        let text = code::text(procedure);
        let mut facts: Vec<(String, Wording)> = vec![
            (labels.document.clone(), number(document).into()),
            (labels.version.clone(), procedure.version().to_string().into()),
            (labels.status.clone(), status.as_str().into()),
        ];
        if document.number.is_some() {
            facts.insert(1, ("ID".to_owned(), line(procedure.id()).into()));
        }
        facts.extend(document.effective.map(|on| (labels.effective_date.clone(), tongue.date(on).into())));
        facts.extend(document.review_by.map(|on| (labels.review_by.clone(), tongue.date(on).into())));
        facts.extend(document.owner.as_ref().map(|owner| (labels.owner.clone(), tongue.text(owner))));
        Head {
            kind: kind.clone(),
            title: tongue.text(procedure.title()),
            document: number(document),
            id: line(procedure.id()),
            version: procedure.version().to_string(),
            status: status.clone(),
            date: document.effective.or(document.changes.first().map(|it| it.on)).map(|on| on.to_string()),
            banner: self.banner(),
            run: self.told.map(|(run, _)| line(run.id())),
            notice,
            digest: procedure.digest().to_string(),
            short_digest: procedure.digest().short(),
            record_head: end.map(|end| end.to_string()),
            facts,
            modules: code::modules(&text),
            code: text,
        }
    }

    /// What must be seen on every page.
    fn banner(self) -> Option<String> {
        let labels = self.tongue.labels;
        let mut words = Vec::new();
        if let Some((run, _)) = self.told {
            words.extend(run.is_trial().then(|| labels.trial.clone()));
            if matches!(run.status(), RunStatus::Rejected | RunStatus::Aborted) {
                words.push(self.tongue.run_status(run.status()).to_owned());
            }
        }
        words.extend(match self.plan.main().status() {
            Status::Draft => Some(labels.draft.to_uppercase()),
            Status::Retired => Some(labels.retired.to_uppercase()),
            Status::Effective => None,
        });
        (!words.is_empty()).then(|| words.join(" · "))
    }

    /// What stands before the steps.
    pub(super) fn front(self, places: &'a [Place<'a>], scope: &'a Scope<'a>) -> Vec<Section> {
        let document = self.plan.main().document();
        let (tongue, labels) = (self.tongue, self.tongue.labels);
        let mut sections = Vec::new();
        if self.sheet == Sheet::Verifier {
            let inputs = self.inputs(scope);
            sections.extend(inputs);
            sections.extend(self.people(places, scope));
            let rules =
                vec![Block::Instruction(labels.blind.clone()), Block::Instruction(labels.ink.clone())];
            sections.push(Section { title: labels.verifier_sheet.clone(), blocks: rules });
            return sections;
        }
        let texts = [(&labels.purpose, &document.purpose), (&labels.scope, &document.scope)];
        for (title, text) in texts {
            sections.extend(text.as_ref().map(|text| section(title, Block::Paragraph(tongue.text(text)))));
        }
        if self.told.is_none() {
            sections.extend(self.definitions());
        }
        let safety: Vec<_> = document
            .safety
            .iter()
            .flat_map(|it| notes(tongue, [&it.danger, &it.warning, &it.caution, &it.note]))
            .collect();
        if !safety.is_empty() {
            sections.push(section(&labels.safety, Block::Notes(safety)));
        }
        sections.extend(self.inputs(scope));
        if self.told.is_none() {
            sections.extend(self.people(places, scope));
            for (title, items) in
                [(&labels.equipment, &document.equipment), (&labels.materials, &document.materials)]
            {
                sections.extend(self.items(title, items));
            }
        }
        sections
    }

    fn definitions(self) -> Vec<Section> {
        let document = self.plan.main().document();
        let (tongue, labels) = (self.tongue, self.tongue.labels);
        let mut sections = Vec::new();
        if !document.definitions.is_empty() {
            let all = document.definitions.iter();
            let rows = all.map(|(term, text)| vec![text_cell(in_words(term)), Cell::Text(tongue.text(text))]);
            let columns = vec![(labels.item.clone(), 1), (labels.meaning.clone(), 4)];
            let table = Table { columns, rows: rows.collect(), to_fill_in: false };
            sections.push(section(&labels.definitions, Block::Table(table)));
        }
        if !document.references.is_empty() {
            let all = document.references.iter().map(|reference| {
                let title = tongue.text(&reference.title);
                let text = match &reference.url {
                    Some(url) => format!("{} ({})", title.text, line(url)),
                    None => title.text,
                };
                Block::Paragraph(Wording { text, language: title.language })
            });
            sections.push(Section { title: labels.references.clone(), blocks: all.collect() });
        }
        sections
    }

    /// Everybody who may sign, with room for name, signature and initials.
    fn people(self, places: &'a [Place<'a>], scope: &'a Scope<'a>) -> Option<Section> {
        let document = self.plan.main().document();
        let (tongue, labels) = (self.tongue, self.tongue.labels);
        let most = |role: &str| most_people(places, role);
        let verifies = |role: &str| {
            let all = places.iter().flat_map(|place| place.step.verifications());
            all.filter(|it| it.how == crate::document::How::Independent)
                .any(|it| it.by.iter().any(|by| by == role))
        };
        let mut rows = Vec::new();
        for (name, role) in &document.roles {
            if self.sheet == Sheet::Verifier && !verifies(name) {
                continue;
            }
            let mut title = scope.role(name, tongue);
            if !role.needs.is_empty() {
                let needs: Vec<String> = role.needs.iter().map(|it| in_words(it).to_lowercase()).collect();
                title.text.push_str(&format!(
                    " ({})",
                    fill(&labels.needs, &[("qualifications", &needs.join(", "))])
                ));
            }
            for _ in 0..most(name) {
                rows.push(vec![Cell::Text(title.clone()), Cell::Blank, Cell::Blank, Cell::Blank]);
            }
        }
        let columns = vec![
            (labels.role.clone(), 6),
            (labels.name.clone(), 6),
            (labels.signature.clone(), 6),
            (labels.initials.clone(), 3),
        ];
        let mut blocks = vec![Block::Table(Table { columns, rows, to_fill_in: true })];
        if self.sheet == Sheet::Performer {
            blocks.extend(document.separate.iter().map(|roles| {
                let roles: Vec<String> = roles.iter().map(|role| scope.role(role, tongue).text).collect();
                Block::Paragraph(fill(&labels.separate, &[("roles", &roles.join(", "))]).into())
            }));
            blocks.push(Block::Instruction(labels.ink.clone()));
        }
        Some(Section { title: labels.people.clone(), blocks })
    }

    fn items(self, title: &str, items: &indexmap::IndexMap<String, Item>) -> Option<Section> {
        if items.is_empty() {
            return None;
        }
        let labels = self.tongue.labels;
        let cells: Vec<[Cell; 3]> = items
            .values()
            .map(|item| {
                let mut text = self.tongue.text(&item.title);
                if let Some(note) = &item.note {
                    text.text.push_str(&format!(" ({})", self.tongue.line(note)));
                }
                [Cell::Tick, Cell::Text(text), Cell::Blank]
            })
            .collect();
        // Two items stand in a row; a last one alone leaves the other half unused.
        let rows = cells.chunks(2).map(|pair| {
            let unused = [Cell::Unused, Cell::Unused, Cell::Unused];
            pair.iter().chain((pair.len() == 1).then_some(&unused)).flatten().cloned().collect()
        });
        let half = [(labels.ready.clone(), 4), (labels.item.clone(), 9), (labels.identity.clone(), 8)];
        let columns = half.iter().chain(&half).cloned().collect();
        Some(section(title, Block::Table(Table { columns, rows: rows.collect(), to_fill_in: true })))
    }

    /// The number of the run and its inputs, to be filled in or as they were given.
    fn inputs(self, scope: &'a Scope<'a>) -> Option<Section> {
        let tongue = self.tongue.within(self.plan.main().language());
        let reader = Reader { tongue, scope, step: None };
        let inputs = self.plan.main().inputs();
        let entries = match self.told {
            Some((_, history)) => history
                .inputs
                .iter()
                .map(|track| super::told::told(reader, inputs.get(track.field), track))
                .collect::<Vec<_>>(),
            None => inputs.values().filter(|it| it.formula().is_none()).map(|it| reader.entry(it)).collect(),
        };
        (!entries.is_empty()).then(|| section(&tongue.labels.inputs, Block::Fields(entries)))
    }

    /// Who signed the procedure itself, and what changed.
    pub(super) fn history_of_procedure(self) -> Vec<Section> {
        let document = self.plan.main().document();
        let (tongue, labels) = (self.tongue, self.tongue.labels);
        let mut sections = Vec::new();
        if !document.approvals.is_empty() {
            let rows = document.approvals.iter().map(|approval| {
                let role = match approval.role {
                    ApprovalRole::Author => &labels.author,
                    ApprovalRole::Reviewer => &labels.reviewer,
                    ApprovalRole::Approver => &labels.approver,
                };
                vec![
                    text_cell(role.clone()),
                    text_cell(line(&approval.name)),
                    text_cell(tongue.date(approval.on)),
                ]
            });
            let columns =
                vec![(labels.role.clone(), 1), (labels.name.clone(), 2), (labels.date_word.clone(), 1)];
            let table = Table { columns, rows: rows.collect(), to_fill_in: false };
            sections.push(section(&labels.approvals, Block::Table(table)));
        }
        if !document.changes.is_empty() {
            let rows = document.changes.iter().map(|change| {
                let mut what = tongue.text(&change.what);
                if let Some(why) = &change.why {
                    what.text.push_str(&format!(" ({})", tongue.line(why)));
                }
                vec![
                    text_cell(change.version.to_string()),
                    text_cell(tongue.date(change.on)),
                    Cell::Text(what),
                ]
            });
            let columns =
                vec![(labels.version.clone(), 2), (labels.date_word.clone(), 3), (labels.change.clone(), 9)];
            let table = Table { columns, rows: rows.collect(), to_fill_in: false };
            sections.push(section(&labels.changes, Block::Table(table)));
        }
        sections
    }
}

pub(super) fn section(title: &str, block: Block) -> Section {
    Section { title: title.to_owned(), blocks: vec![block] }
}

pub(super) fn text_cell(text: String) -> Cell {
    Cell::Text(text.into())
}

fn number(document: &Document) -> String {
    clean(document.number.as_deref().unwrap_or(&document.id)).replace('\n', " ")
}

/// How many people of a role sign one step at most.
fn most_people(places: &[Place<'_>], role: &str) -> u32 {
    let all = places.iter().flat_map(|place| place.step.verifications());
    let own = all.filter(|it| it.by.iter().any(|by| by == role));
    own.map(|it: &procedure::Verification| it.people).max().unwrap_or(1).clamp(1, 6)
}
