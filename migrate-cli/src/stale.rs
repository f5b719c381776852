//! Whether this program is of the sources that lie here now.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use migrate_core::registry::ChainDefinition;
use migrate_source::{Sources, path_text};

/// What the sources of a chain are against what the program was built of: files of revisions, by their paths.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Stale {
    /// Not there when the program was built.
    pub(crate) added: Vec<String>,
    /// With another text now.
    pub(crate) edited: Vec<String>,
    /// No longer there.
    pub(crate) gone: Vec<String>,
    /// With a revision, and no `mod` line that leads there.
    pub(crate) unlisted: Vec<String>,
}

impl Stale {
    /// Whether the program is of these sources.
    pub(crate) fn is_empty(&self) -> bool {
        let Self { added, edited, gone, unlisted } = self;
        [added, edited, gone, unlisted].into_iter().all(Vec::is_empty)
    }
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { added, edited, gone, unlisted } = self;
        for (what, files) in [
            ("edited since", edited),
            ("added since", added),
            ("gone since", gone),
            ("named by no `mod` line", unlisted),
        ] {
            for file in files {
                write!(f, "\n  {what}: {file}")?;
            }
        }
        let is_built_only = [edited, added, gone].into_iter().all(Vec::is_empty);
        f.write_str(if is_built_only {
            "\nhelp: write the `mod` line of each file beside `chain!`, or remove the file"
        } else {
            "\nhelp: build the program anew; `cargo migrate check` builds it and checks"
        })
    }
}

/// Compares the program's chain with its sources; `None` where they are not here, as on a server.
pub(crate) fn compare(definition: &ChainDefinition) -> Option<Stale> {
    let file = Path::new(definition.site.file());
    let root = find_root(file)?;
    let built = read_built(definition.files);
    // A file that cannot be read any more has lost all its revisions.
    let sources = Sources::read(&root.join(file)).ok()?;
    let graph = sources.graphs().into_iter().find(|graph| graph.type_name == definition.type_name);
    let shorten = |file: &Path| path_text(file.strip_prefix(&root).unwrap_or(file));
    let mut stale = Stale::default();
    let mut now = BTreeMap::new();
    if let Some(graph) = graph {
        now.extend(sources.files(&graph).into_iter().map(|(file, key)| (shorten(&file), key)));
        stale.unlisted = graph.unlisted.iter().map(|unlisted| shorten(&unlisted.file)).collect();
    }
    for (file, key) in &built {
        match now.get(*file) {
            None => stale.gone.push((*file).to_owned()),
            Some(now) if now != key => stale.edited.push((*file).to_owned()),
            Some(_) => {}
        }
    }
    stale.added = now.into_keys().filter(|file| !built.contains_key(file.as_str())).collect();
    Some(stale)
}

/// The folder to which the compiler's paths are relative: of those around the working directory and around the program's
/// file, the nearest that has this one.
fn find_root(file: &Path) -> Option<PathBuf> {
    let starts = [std::env::current_dir().ok(), std::env::current_exe().ok()];
    let mut around = starts.iter().flatten().flat_map(|start| start.ancestors());
    around.find(|folder| folder.join(file).is_file()).map(Path::to_owned)
}

/// The lines that `chain!` wrote.
fn read_built(lines: &str) -> BTreeMap<&str, u128> {
    lines
        .lines()
        .filter_map(|line| {
            let (key, file) = line.split_once(' ')?;
            Some((file, u128::from_str_radix(key, 16).ok()?))
        })
        .collect()
}
