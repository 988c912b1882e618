//! Everything the typesetter can see: a template, the data, a drawing, some fonts. No files, no packages, no clock.

use countersign::print::Checklist;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::data;

const TEMPLATE: &str = include_str!("checklist.typ");

/// The fonts that ship: Inter, reduced to Latin, Greek, Cyrillic and signs.
const SHIPPED: [&[u8]; 4] = [
    include_bytes!("../fonts/Inter-Regular.otf"),
    include_bytes!("../fonts/Inter-Italic.otf"),
    include_bytes!("../fonts/Inter-SemiBold.otf"),
    include_bytes!("../fonts/Inter-Bold.otf"),
];

/// What stays the same from document to document.
pub(crate) struct Fonts {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    families: Vec<String>,
}

impl Fonts {
    pub(crate) fn new(further: impl IntoIterator<Item = Vec<u8>>) -> Fonts {
        let shipped = SHIPPED.iter().map(|file| Bytes::new(*file));
        let fonts: Vec<Font> =
            shipped.chain(further.into_iter().map(Bytes::new)).flat_map(Font::iter).collect();
        let infos: Vec<FontInfo> = fonts.iter().map(|font| font.info().clone()).collect();
        let mut families: Vec<String> = Vec::new();
        for info in &infos {
            let family = info.family.to_string();
            if !families.contains(&family) {
                families.push(family);
            }
        }
        Fonts {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_infos(infos)),
            fonts,
            families,
        }
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(&self.families).finish()
    }
}

/// One document: the template with its data.
pub(crate) struct Sheet<'a> {
    fonts: &'a Fonts,
    template: Source,
    data: (FileId, Bytes),
    code: (FileId, Bytes),
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(fonts: &'a Fonts, checklist: &Checklist) -> Sheet<'a> {
        let data = data::json(checklist, &fonts.families);
        let code = data::drawing(&checklist.head);
        Sheet {
            fonts,
            template: Source::new(named("/main.typ"), TEMPLATE.to_owned()),
            data: (named("/data.json"), Bytes::from_string(data)),
            code: (named("/code.svg"), Bytes::from_string(code)),
        }
    }
}

/// One of three fixed names: names are kept for the life of the process, so they are never made of data.
fn named(name: &'static str) -> FileId {
    let path = VirtualPath::new(name).unwrap_or_else(|_| unreachable!("a fixed name is a path"));
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.fonts.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let known = [&self.data, &self.code];
        let found = known.into_iter().find(|(known, _)| *known == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
