//! Follows the `mod` lines from a file and gathers the chains and revisions below it.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::{fs, io};

use thiserror::Error;

use crate::attribute;
use crate::graph::{Missing, Site};
use crate::key;
use crate::lexer::Places;
use crate::module::{self, Item, Items, ModLine, RevisionItem};
use crate::place::Place;

/// Why the first file could not be read.
#[derive(Debug, Error)]
#[error("cannot read `{}`: {source}", crate::path_text(.file))]
pub struct ReadError {
    /// The file.
    pub file: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// A module in the tree below the first file.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    pub(crate) name: String,
    pub(crate) parent: Option<usize>,
    pub(crate) conditional: bool,
    /// Whether a macro may make modules or revisions in it.
    pub(crate) opaque: bool,
    /// The file that its text is in.
    pub(crate) file: Arc<PathBuf>,
    /// Where the files of its children are.
    pub(crate) folders: Vec<PathBuf>,
}

/// A `#[revision]` with the module that it stands in.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    pub(crate) module: usize,
    pub(crate) file: Arc<PathBuf>,
    pub(crate) item: RevisionItem,
    /// The place of each offset that the item names, see [`RevisionItem`].
    pub(crate) places: Vec<(usize, Place)>,
}

/// A `chain!` with the module that it stands in.
#[derive(Clone, Debug)]
pub(crate) struct DeclaredChain {
    pub(crate) module: usize,
    pub(crate) site: Site,
    pub(crate) type_name: String,
    pub(crate) name: Option<String>,
}

/// Everything below the first file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    pub(crate) modules: Vec<Module>,
    pub(crate) revisions: Vec<Declared>,
    pub(crate) chains: Vec<DeclaredChain>,
    pub(crate) missing: Vec<Missing>,
    /// The files that were read, normalised, each with the key of its text.
    pub(crate) files: BTreeMap<PathBuf, u128>,
    pub(crate) opaque: bool,
}

/// Where a module's text is, and where its children's are.
struct Scope<'a> {
    module: usize,
    places: Rc<Places<'a>>,
    file: Arc<PathBuf>,
    /// Folders in which the children's files are looked for, the likeliest first.
    folders: Vec<PathBuf>,
    /// The folder to which `#[path]` is relative.
    path_folder: PathBuf,
}

/// Reads a file and all that its `mod` lines lead to.
pub(crate) fn read(file: &Path) -> Result<Tree, ReadError> {
    let text = read_text(file).map_err(|source| ReadError { file: file.to_owned(), source })?;
    let mut tree = Tree::default();
    let own = Arc::new(file.to_owned());
    tree.modules.push(Module {
        name: String::new(),
        parent: None,
        conditional: false,
        opaque: false,
        file: own,
        folders: Vec::new(),
    });
    let folder = file.parent().unwrap_or(Path::new("")).to_owned();
    let stem = file.file_stem().unwrap_or_default();
    let folders = match stem.to_str() {
        Some("mod") => vec![folder.clone()],
        Some("lib" | "main") => vec![folder.clone(), folder.join(stem)],
        // Only Cargo.toml tells whether this file is the root of its crate.
        _ => vec![folder.join(stem), folder.clone()],
    };
    tree.file(0, file, &text, folders);
    Ok(tree)
}

fn read_text(file: &Path) -> io::Result<String> {
    String::from_utf8(fs::read(file)?).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Whether a file is the root of a crate by its name.
pub(crate) fn is_root(file: &Path) -> bool {
    matches!(file.file_stem().and_then(|stem| stem.to_str()), Some("lib" | "main"))
}

/// A path without `.` and `..`, as far as that can be told from its text.
pub(crate) fn normalise(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(normal.components().next_back(), Some(Component::Normal(_))) => {
                normal.pop();
            }
            Component::Normal(_) | Component::ParentDir | Component::Prefix(_) | Component::RootDir => {
                normal.push(part);
            }
        }
    }
    normal
}

impl Tree {
    fn file(&mut self, module: usize, file: &Path, text: &str, folders: Vec<PathBuf>) {
        self.files.insert(normalise(file), key::of_text(text));
        let items = module::read(text);
        let path_folder = file.parent().unwrap_or(Path::new("")).to_owned();
        let places = Rc::new(Places::new(text));
        let scope = Scope { module, places, file: Arc::new(file.to_owned()), folders, path_folder };
        self.items(&scope, items);
    }

    fn items(&mut self, scope: &Scope<'_>, items: Items) {
        let Items { list, conditional, opaque } = items;
        self.opaque |= opaque;
        let module = &mut self.modules[scope.module];
        module.conditional |= conditional;
        module.opaque = opaque;
        module.file = Arc::clone(&scope.file);
        module.folders.clone_from(&scope.folders);
        let places = &scope.places;
        for item in list {
            match item {
                Item::Chain(chain) => self.chains.push(DeclaredChain {
                    module: scope.module,
                    site: Site { file: Arc::clone(&scope.file), place: places.place(chain.at) },
                    type_name: chain.type_name.unwrap_or_default(),
                    name: chain.name,
                }),
                Item::File(line) => self.mod_line(scope, &line),
                Item::Inline { name, conditional, path, items } => {
                    let module = self.module(scope.module, &name, conditional);
                    let folders = match &path {
                        Some(path) => vec![scope.path_folder.join(path)],
                        None => scope.folders.iter().map(|folder| folder.join(&name)).collect::<Vec<_>>(),
                    };
                    let path_folder = folders[0].clone();
                    let file = Arc::clone(&scope.file);
                    self.items(
                        &Scope { module, places: Rc::clone(&scope.places), file, folders, path_folder },
                        items,
                    );
                }
                Item::Revision(item) => {
                    let offsets = offsets(&item).map(|at| (at, places.place(at))).collect();
                    let file = Arc::clone(&scope.file);
                    self.revisions.push(Declared {
                        module: scope.module,
                        file,
                        item: *item,
                        places: offsets,
                    });
                }
            }
        }
    }

    fn module(&mut self, parent: usize, name: &str, conditional: bool) -> usize {
        let conditional = conditional || self.modules[parent].conditional;
        let file = Arc::clone(&self.modules[parent].file);
        let folders = Vec::new();
        self.modules.push(Module {
            name: name.to_owned(),
            parent: Some(parent),
            conditional,
            opaque: false,
            file,
            folders,
        });
        self.modules.len() - 1
    }

    fn mod_line(&mut self, scope: &Scope<'_>, line: &ModLine) {
        let candidates = candidates(scope, line);
        for (file, folder) in &candidates {
            let Ok(text) = read_text(file) else { continue };
            // A file that leads to itself by `#[path]` is rustc's to refuse.
            if self.files.len() > 100_000 || self.is_inside(scope.module, file) {
                return;
            }
            let module = self.module(scope.module, &line.name, line.conditional);
            // A file named by `#[path]` and a `mod.rs` have their children beside them.
            let beside = || file.parent().unwrap_or(Path::new("")).to_owned();
            self.file(module, file, &text, vec![folder.clone().unwrap_or_else(beside)]);
            return;
        }
        if !line.conditional {
            let site = Site { file: Arc::clone(&scope.file), place: scope.places.place(line.at) };
            let file = candidates.into_iter().next().map(|(file, _)| file).unwrap_or_default();
            self.missing.push(Missing { name: line.name.clone(), site, file });
        }
    }

    /// Whether so many modules stand around this one that a file must have led to itself.
    fn is_inside(&self, module: usize, file: &Path) -> bool {
        let depth = std::iter::successors(Some(module), |module| self.modules[*module].parent).count();
        depth > 64 && self.files.contains_key(&normalise(file))
    }
}

/// The files that a `mod` line may mean, each with the folder of its children where that is not its own.
fn candidates(scope: &Scope<'_>, line: &ModLine) -> Vec<(PathBuf, Option<PathBuf>)> {
    if let Some(path) = &line.path {
        return vec![(scope.path_folder.join(path), None)];
    }
    let files = |folder: &PathBuf| {
        let own = folder.join(&line.name);
        [(folder.join(format!("{}.rs", line.name)), Some(own.clone())), (own.join("mod.rs"), None)]
    };
    scope.folders.iter().flat_map(files).collect()
}

/// The offsets of everything in an item that a problem may point at.
fn offsets(item: &RevisionItem) -> impl Iterator<Item = usize> {
    let attribute::Attribute { branch, chain: _, depends_on, down, downgrade: _, id, needs, faults } =
        &item.attribute;
    let needs = needs.iter().map(|need| &need.id);
    let words = branch.iter().chain(depends_on).chain(down).chain(id).chain(needs);
    let words = words.map(|word| word.at).collect::<Vec<_>>();
    let faults = faults.iter().map(|fault| fault.at).collect::<Vec<_>>();
    std::iter::once(item.at).chain(words).chain(faults)
}
