//! Whether this program is of the sources that lie here now.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use migrate_core::registry::ChainDefinition;
use migrate_source::{Graph, Sources, path_text};

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
    let (root, now) = find(definition)?;
    let shorten = |file: &Path| path_text(file.strip_prefix(&root).unwrap_or(file));
    let Files { unlisted, keys } = now;
    let now = keys.iter().map(|(file, key)| (shorten(file), *key)).collect::<BTreeMap<_, _>>();
    let built = read_built(definition.files);
    let mut stale =
        Stale { unlisted: unlisted.iter().map(|file| shorten(file)).collect(), ..Stale::default() };
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

/// The files of revisions, as they are now.
struct Files {
    /// Those that no `mod` line leads to.
    unlisted: Vec<PathBuf>,
    /// The others, each with the key of its text.
    keys: BTreeMap<PathBuf, u128>,
}

/// The sources of a chain, and the folder to which the compiler's paths are relative: of those around the working directory
/// and around the program's file, the nearest that has this very chain there. A path such as `src/migrations/mod.rs` is in
/// many a project.
fn find(definition: &ChainDefinition) -> Option<(PathBuf, Files)> {
    let starts = [std::env::current_dir().ok(), std::env::current_exe().ok()];
    let mut around = starts.iter().flatten().flat_map(|start| start.ancestors());
    around.find_map(|root| {
        let sources = Sources::read(&root.join(definition.site.file())).ok()?;
        let is_it = |graph: &Graph| {
            graph.type_name == definition.type_name && graph.name.as_deref() == Some(definition.name)
        };
        let graph = sources.graphs().into_iter().find(is_it)?;
        let unlisted = graph.unlisted.iter().map(|unlisted| unlisted.file.clone()).collect();
        Some((root.to_owned(), Files { unlisted, keys: sources.files(&graph) }))
    })
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
