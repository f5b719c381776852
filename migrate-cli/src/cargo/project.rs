//! Finding the package, the chain and its sources.

use std::cell::OnceCell;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, MetadataCommand, Package};
use migrate_core::graph;
use migrate_source::{Graph, Sources};

use super::arguments::Place;
use super::failure::Failure;

/// A chain and the package that holds it.
#[derive(Debug)]
pub(super) struct Project {
    pub(super) package: Package,
    /// The chain, as its sources declare it. Paths are relative to the folder where the command runs, as far as they
    /// lie below it.
    pub(super) graph: Graph,
    /// The same with its order and names, made when it is asked for.
    pub(super) whole: OnceCell<graph::Graph>,
}

impl Project {
    /// Finds the chain that is meant: by what was typed, by `[package.metadata.migrate]`, by the folder, or because
    /// there is but one.
    pub(super) fn find(place: &Place) -> Result<Self, Failure> {
        let metadata = read_metadata(place)?;
        let packages = candidates(&metadata, place)?;
        let mut holders = Vec::new();
        for package in packages {
            let graphs = read_chains(package)?;
            if !graphs.is_empty() {
                holders.push((package, graphs));
            }
        }
        let known = || holders.iter().flat_map(|(_, graphs)| graphs).filter_map(|graph| graph.name.clone());
        let known = known().collect::<Vec<_>>();
        if let Some(chain) = &place.chain {
            for (_, graphs) in &mut holders {
                graphs.retain(|graph| graph.name.as_ref() == Some(chain));
            }
            holders.retain(|(_, graphs)| !graphs.is_empty());
        }
        if holders.len() > 1 {
            let current = place_folder(place);
            let inside = |(package, _): &&(&Package, Vec<Graph>)| current.starts_with(folder(package));
            let nearest =
                holders.iter().filter(inside).max_by_key(|(package, _)| folder(package).as_os_str().len());
            if let Some((package, _)) = nearest {
                let id = package.id.clone();
                holders.retain(|(package, _)| package.id == id);
            }
        }
        let names =
            |graphs: &[Graph]| graphs.iter().filter_map(|graph| graph.name.clone()).collect::<Vec<_>>();
        match holders.as_mut_slice() {
            [] => Err(Failure::NoChain { package: place.package.clone(), chain: place.chain.clone(), known }),
            [(package, graphs)] => match graphs.as_slice() {
                [_] => {
                    Ok(Self { package: (*package).clone(), graph: graphs.remove(0), whole: OnceCell::new() })
                }
                graphs => {
                    Err(Failure::ManyChains { package: package.name.to_string(), chains: names(graphs) })
                }
            },
            several => {
                let packages = several.iter().map(|(package, _)| package.name.to_string()).collect();
                Err(Failure::ManyPackages { packages })
            }
        }
    }

    /// The name of the chain in the ledger.
    pub(super) fn chain(&self) -> &str {
        self.graph.name.as_deref().unwrap_or(&self.graph.type_name)
    }

    /// What `[package.metadata.migrate]` says of a key.
    pub(super) fn setting(&self, key: &str) -> Option<&str> {
        setting(&self.package, key)
    }
}

/// Asks cargo about the project, without what it depends on.
pub(super) fn read_metadata(place: &Place) -> Result<Metadata, Failure> {
    let mut command = MetadataCommand::new();
    command.no_deps();
    if let Some(manifest) = &place.manifest_path {
        command.manifest_path(manifest);
    }
    Ok(command.exec()?)
}

/// The folder that says which package is meant: of the manifest that was named, or else where the command runs.
pub(super) fn place_folder(place: &Place) -> PathBuf {
    let manifest = place.manifest_path.as_ref().and_then(|manifest| fs::canonicalize(manifest).ok());
    let named = manifest.and_then(|manifest| manifest.parent().map(Path::to_owned));
    named.unwrap_or_else(|| env::current_dir().unwrap_or_default())
}

/// The folder of a package.
pub(super) fn folder(package: &Package) -> &Path {
    package.manifest_path.parent().map_or(Path::new(""), |folder| folder.as_std_path())
}

/// The packages among which the chain is looked for, by name.
fn candidates<'a>(metadata: &'a Metadata, place: &Place) -> Result<Vec<&'a Package>, Failure> {
    let mut packages = metadata.workspace_packages();
    packages.sort_by(|one, other| one.name.cmp(&other.name));
    let Some(wanted) = &place.package else { return Ok(packages) };
    let found = packages.iter().find(|package| package.name.as_str() == wanted).copied();
    let known = || packages.iter().map(|package| package.name.to_string()).collect();
    found
        .map(|package| vec![package])
        .ok_or_else(|| Failure::NoPackage { package: wanted.clone(), known: known() })
}

fn setting<'a>(package: &'a Package, key: &str) -> Option<&'a str> {
    package.metadata.get("migrate")?.get(key)?.as_str()
}

/// The chains of a package: of the file that its metadata names, else of its library and binaries.
pub(super) fn read_chains(package: &Package) -> Result<Vec<Graph>, Failure> {
    if let Some(file) = setting(package, "chain") {
        return Ok(Sources::read(&shorten(&folder(package).join(file)))?.graphs());
    }
    let mut graphs = Vec::<Graph>::new();
    for target in &package.targets {
        if target.is_lib() || target.is_bin() {
            // A target whose file is missing is cargo's to refuse.
            let Ok(sources) = Sources::read(&shorten(target.src_path.as_std_path())) else { continue };
            for graph in sources.graphs() {
                if graphs.iter().all(|other| other.site != graph.site) {
                    graphs.push(graph);
                }
            }
        }
    }
    Ok(graphs)
}

/// A path as seen from the folder where the command runs, where it lies below it.
pub(super) fn shorten(path: &Path) -> PathBuf {
    let current = env::current_dir().unwrap_or_default();
    path.strip_prefix(current).map_or_else(|_| path.to_owned(), Path::to_owned)
}
