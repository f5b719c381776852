//! The chains below a file, each with its revisions.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::attribute::{self, AttributeFault, Word};
use crate::graph::{Graph, Literal, Need, Revision, Rival, Site, Unlisted, Unnamed};
use crate::lexer::find;
use crate::place::Place;
use crate::reader::{self, Declared, DeclaredChain, ReadError, Tree, normalise};

/// What a file and its `mod` lines hold.
#[derive(Clone, Debug)]
pub struct Sources {
    tree: Tree,
}

impl Sources {
    /// Reads a file, which should hold a `chain!`, and all files that its `mod` lines lead to.
    ///
    /// Never fails for what another file holds: that is in the graphs.
    ///
    /// # Errors
    ///
    /// When the file itself cannot be read, or is no UTF-8.
    pub fn read(file: &Path) -> Result<Self, ReadError> {
        Ok(Self { tree: reader::read(file)? })
    }

    /// The graph of every `chain!` that was found, in reading order.
    pub fn graphs(&self) -> Vec<Graph> {
        self.tree.chains.iter().map(|chain| self.make(chain)).collect()
    }

    /// The graph of the chain whose `chain!` stands on a line of the first file and makes a type of this name.
    pub fn find(&self, file: &Path, line: u32, type_name: &str) -> Option<Graph> {
        let fits = |chain: &&DeclaredChain| {
            chain.site.place.line == line && chain.type_name == type_name && **chain.site.file == *file
        };
        self.tree.chains.iter().find(fits).map(|chain| self.make(chain))
    }

    /// The files that hold revisions of a graph of these sources, sorted, each with the key of its text: a file that is
    /// edited has another.
    pub fn files(&self, graph: &Graph) -> BTreeMap<PathBuf, u128> {
        let files = graph.revisions.iter().map(|revision| normalise(&revision.site.file));
        files.filter_map(|file| self.tree.files.get(&file).map(|key| (file, *key))).collect()
    }

    fn make(&self, chain: &DeclaredChain) -> Graph {
        let mut graph = Graph {
            name: chain.name.clone(),
            type_name: chain.type_name.clone(),
            site: chain.site.clone(),
            folder: self.folder(chain),
            revisions: Vec::new(),
            unnamed: Vec::new(),
            missing: self.tree.missing.clone(),
            rival: self
                .rival(chain)
                .map(|rival| Rival { site: rival.site.clone(), type_name: rival.type_name.clone() }),
            unlisted: self.unlisted(chain),
            unseen: self.tree.opaque || self.is_named_elsewhere(&chain.site.file),
        };
        for declared in &self.tree.revisions {
            if self.belongs(declared, chain) {
                match self.revision(declared) {
                    Ok(revision) => graph.revisions.push(revision),
                    Err(unnamed) => graph.unnamed.push(unnamed),
                }
            }
        }
        graph
    }

    /// The folder in which a `mod` line beside a `chain!` looks for its file: where those of its revisions are, else
    /// the first that exists.
    fn folder(&self, chain: &DeclaredChain) -> PathBuf {
        let folders = &self.tree.modules[chain.module].folders;
        let used = self.tree.modules.iter().rev().filter(|module| module.parent == Some(chain.module));
        let mut used = used.filter_map(|module| {
            let folder = module.file.parent()?;
            let above = if module.file.ends_with("mod.rs") { folder.parent()? } else { folder };
            folders.iter().find(|folder| folder.as_path() == above)
        });
        let found = used.next().or_else(|| folders.iter().find(|folder| folder.is_dir())).or(folders.first());
        found.cloned().unwrap_or_default()
    }

    /// The `chain!` that stands before this one in the same module.
    fn rival(&self, chain: &DeclaredChain) -> Option<&DeclaredChain> {
        let mut same = self.tree.chains.iter().filter(|other| other.module == chain.module);
        same.next().filter(|first| first.site != chain.site)
    }

    /// Whether a revision is one of this chain's: by the module above it, or by `chain = path`.
    fn belongs(&self, declared: &Declared, chain: &DeclaredChain) -> bool {
        let parent = |module: usize| self.tree.modules[module].parent;
        let Some(path) = &declared.item.attribute.chain else {
            let own = self.tree.chains.iter().any(|other| other.module == declared.module);
            return if own {
                declared.module == chain.module
            } else {
                parent(declared.module) == Some(chain.module)
            };
        };
        let mut segments = path.segments.iter().map(|segment| segment.text.as_str()).peekable();
        let mut module = Some(declared.module);
        let mut relative = false;
        while let Some(word) = segments.next_if(|word| matches!(*word, "self" | "super")) {
            relative = true;
            if word == "super" {
                module = module.and_then(parent);
            }
        }
        let mut rest = segments.collect::<Vec<_>>();
        if rest.pop() != Some(chain.type_name.as_str()) {
            return false;
        }
        // `crate::…` and names that came by `use` cannot be followed from here: the type's name decides.
        if !relative {
            return true;
        }
        for name in rest {
            let child = |child: usize| {
                let child = &self.tree.modules[child];
                child.parent == module && child.name == name
            };
            module = module.and_then(|_| (0..self.tree.modules.len()).find(|index| child(*index)));
        }
        module.is_none_or(|module| module == chain.module)
    }

    fn revision(&self, declared: &Declared) -> Result<Revision, Unnamed> {
        let Declared { module, file, item, places } = declared;
        let place = |at: usize| {
            places.iter().find(|(offset, _)| *offset == at).map_or(Place::START, |(_, place)| *place)
        };
        let site = |at: usize| Site { file: Arc::clone(file), place: place(at) };
        let literal = |word: &Word<usize>| Literal { text: word.text.clone(), site: site(word.at) };
        let attribute = &item.attribute;
        let fault = |fault: &AttributeFault<usize>| AttributeFault {
            error: fault.error.clone(),
            at: place(fault.at),
        };
        let faults = attribute.faults.iter().map(fault).collect::<Vec<_>>();
        let Some(id) = &attribute.id else { return Err(Unnamed { site: site(item.at), faults }) };
        let mut modules = Vec::new();
        let mut around = Some(*module);
        while let Some(module) = around.map(|around| &self.tree.modules[around]) {
            if module.parent.is_some() {
                modules.insert(0, module.name.clone());
            }
            around = module.parent;
        }
        Ok(Revision {
            branch: attribute.branch.as_ref().map(literal),
            conditional: item.conditional || self.tree.modules[*module].conditional,
            depends_on: attribute.depends_on.iter().map(literal).collect(),
            down: attribute.down.iter().map(literal).collect(),
            downgrade: attribute.downgrade.as_ref().map(attribute::Path::text),
            faults,
            function: item.function.clone(),
            id: literal(id),
            message: item.message.clone(),
            modules,
            needs: attribute
                .needs
                .iter()
                .map(|need| Need { chain: need.chain.text(), id: literal(&need.id) })
                .collect(),
            site: site(item.at),
        })
    }

    /// The files beside the chain's revisions that hold a revision and were not read.
    fn unlisted(&self, chain: &DeclaredChain) -> Vec<Unlisted> {
        let mut unlisted = BTreeSet::new();
        for index in self.modules_around(chain) {
            let module = &self.tree.modules[index];
            // A macro may have made the `mod` lines.
            let folders = if module.opaque { &[] } else { module.folders.as_slice() };
            for folder in folders {
                let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                let Ok(entries) = fs::read_dir(here) else { continue };
                for entry in entries.flatten() {
                    let Some((file, line)) = mod_line(folder, &entry.file_name()) else { continue };
                    let chosen = if index == chain.module { None } else { Some(chain.type_name.as_str()) };
                    if !self.tree.files.contains_key(&normalise(&file)) && is_unlisted_revision(&file, chosen)
                    {
                        unlisted.insert(Unlisted { file, line, parent: (*module.file).clone() });
                    }
                }
            }
        }
        unlisted.into_iter().collect()
    }

    /// The modules whose children are revisions of a chain: its own, and those where revisions name it.
    fn modules_around(&self, chain: &DeclaredChain) -> BTreeSet<usize> {
        let named =
            |declared: &&Declared| declared.item.attribute.chain.is_some() && self.belongs(declared, chain);
        let parents = self.tree.revisions.iter().filter(named);
        let parents = parents.filter_map(|declared| self.tree.modules[declared.module].parent);
        let below = |module: usize| {
            let mut around = std::iter::successors(Some(module), |module| self.tree.modules[*module].parent);
            around.any(|module| module == chain.module)
        };
        parents.filter(|module| below(*module)).chain([chain.module]).collect()
    }

    /// Whether a file of the crate that no `mod` line leads to from here has a revision with `chain = …`.
    fn is_named_elsewhere(&self, file: &Path) -> bool {
        let mut folders = file.ancestors().skip(1);
        let manifest = folders.find(|folder| folder.join("Cargo.toml").is_file());
        let Some(sources) = manifest.map(|folder| folder.join("src")) else { return false };
        file.starts_with(&sources) && self.search(&sources)
    }

    fn search(&self, folder: &Path) -> bool {
        let Ok(entries) = fs::read_dir(folder) else { return false };
        entries.flatten().any(|entry| {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                return self.search(&path);
            }
            path.extension().is_some_and(|extension| extension == "rs")
                && !self.tree.files.contains_key(&normalise(&path))
                && fs::read(&path).is_ok_and(|bytes| names_a_chain(&bytes))
        })
    }
}

/// The file of the module that an entry of a folder may be, and the line that names it.
fn mod_line(folder: &Path, entry: &OsStr) -> Option<(PathBuf, String)> {
    let path = Path::new(entry);
    let stem = path.file_stem()?.to_str()?;
    // Editors and systems keep files of their own under such names.
    if stem.starts_with('.') {
        return None;
    }
    let source = path.extension().is_some_and(|extension| extension == "rs");
    let file = if source { path.to_owned() } else { path.join("mod.rs") };
    let name = if source { stem } else { path.to_str()? };
    let word = |c: char| c == '_' || c.is_alphanumeric();
    let line = if name.chars().all(word) && !name.starts_with(char::is_numeric) {
        format!("mod {name};")
    } else {
        let ident = name.replace(|c| !word(c), "_");
        format!("#[path = \"{}\"] mod r_{ident};", crate::path_text(&file))
    };
    Some((folder.join(file), line))
}

/// Whether a text holds `revision(… chain = …)`. Says yes too often rather than not at all.
fn names_a_chain(bytes: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = find(bytes, b"revision(", from) {
        let end = bytes[at..].iter().position(|byte| *byte == b']').map_or(bytes.len(), |length| at + length);
        if find(&bytes[..end], b"chain", at).is_some() {
            return true;
        }
        from = at + 1;
    }
    false
}

/// Whether a file has a revision at its top, and is not the root of another chain or crate.
///
/// Where the chain must be chosen by name, a revision that names none, or another, is not one of its.
fn is_unlisted_revision(file: &Path, chosen: Option<&str>) -> bool {
    let candidate =
        !reader::is_root(file) && fs::read(file).is_ok_and(|bytes| find(&bytes, b"revision", 0).is_some());
    let own = |declared: &Declared| {
        let path = declared.item.attribute.chain.as_ref();
        let last = path.and_then(|path| path.segments.last()).map(|segment| segment.text.as_str());
        declared.module == 0 && !declared.item.is_misplaced() && last == chosen
    };
    candidate && reader::read(file).is_ok_and(|tree| tree.chains.is_empty() && tree.revisions.iter().any(own))
}
