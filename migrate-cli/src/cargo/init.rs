//! `init`: a chain in a package that has none, which compiles and passes its test.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cargo_metadata::{Metadata, Package};
use migrate_source::edit;
use migrate_source::name::check_chain_name;
use migrate_source::path_text;

use super::arguments::{Database, Init, Place};
use super::cargo_toml::{self, BINARY, Origin, Wanted};
use super::failure::Failure;
use super::file::{self, NewRevision};
use super::naming;
use super::project::{folder, place_folder, read_chains, read_metadata, shorten};
use super::template::Template;
use crate::draw::Terminal;
use crate::exit::ExitStatus;

pub(super) fn run(place: &Place, typed: &Init, terminal: Terminal) -> Result<ExitCode, Failure> {
    let metadata = read_metadata(place)?;
    let package = package(&metadata, place)?;
    let root = folder(package);
    let chain = typed.name.clone().unwrap_or_else(|| package.name.replace('-', "_"));
    check_chain_name(&chain)?;
    let library = package.targets.iter().find(|target| target.is_lib());
    let library_file = library
        .map_or_else(|| root.join("src/lib.rs"), |library| library.src_path.clone().into_std_path_buf());
    let sources = library_file.parent().unwrap_or(root).to_owned();
    let crate_name =
        library.map_or_else(|| package.name.replace('-', "_"), |library| library.name.replace('-', "_"));
    let is_taken = |name: &str| {
        let others = metadata.workspace_packages().into_iter().filter(|other| other.id != package.id);
        others.flat_map(|other| &other.targets).any(|target| target.is_bin() && target.name == name)
    };
    // Two binaries of one name in a workspace would write one file.
    let binary = if is_taken(BINARY) { format!("{}-migrate", package.name) } else { BINARY.to_owned() };
    let type_name = camel(&chain);
    let message = "Initial schema.";
    let module = naming::module_name(message, []);
    let first = NewRevision {
        id: uuid::Uuid::new_v4().simple().to_string()[..12].to_owned(),
        message: message.to_owned(),
        ..NewRevision::default()
    };
    let migrations = sources.join("migrations");
    let new = [
        (migrations.join("mod.rs"), chain_source(&module, &type_name, &chain)),
        (migrations.join(format!("{module}.rs")), Template::default_one().fill(&first)?),
        (
            root.join(format!("src/bin/{binary}.rs")),
            binary_source(&crate_name, &type_name, &chain, typed.database),
        ),
    ];
    let present = new
        .iter()
        .map(|(file, _)| file)
        .chain([&sources.join("migrations.rs")])
        .find(|file| file.exists())
        .cloned();
    if let Some(present) = present {
        return Err(Failure::Refused {
            what: format!("`{}` is there already, and nothing was changed", path_text(&shorten(&present))),
            help: "a new revision of a chain that is there: `cargo migrate revision -m \"…\"`".to_owned(),
        });
    }
    if let Some(graph) = read_chains(package)?.first() {
        return Err(Failure::Refused {
            what: format!(
                "`{}` holds a chain already, at {}, and nothing was changed",
                package.name, graph.site
            ),
            help: "a new revision of it: `cargo migrate revision -m \"…\"`".to_owned(),
        });
    }
    let manifest = package.manifest_path.as_std_path();
    let is_alone = package.targets.iter().filter(|target| target.is_bin()).count() == 1;
    let only = package.targets.iter().find(|target| target.is_bin()).filter(|_| is_alone);
    let wanted = Wanted {
        database: typed.database,
        origin: origin(typed, root)?,
        inherited: inherited(&metadata)?,
        default_run: only.map(|target| target.name.as_str()),
        binary: &binary,
    };
    let old_manifest = file::read(manifest)?;
    let new_manifest = cargo_toml::extend(&shorten(manifest), &old_manifest, &wanted)?;
    let old_library = if library_file.exists() { Some(file::read(&library_file)?) } else { None };
    let mut written = Vec::new();
    let mut folders = Vec::new();
    let mut write = || -> Result<(), Failure> {
        for (file, text) in &new {
            if let Some(folder) = file.parent() {
                let missing = folder.ancestors().take_while(|folder| !folder.exists());
                folders.extend(missing.map(Path::to_owned));
                fs::create_dir_all(folder).map_err(|source| Failure::File {
                    what: "make the folder",
                    file: folder.to_owned(),
                    source,
                })?;
            }
            if file::create(file, text)? {
                written.push(file.clone());
            }
        }
        if let Some(text) = &old_library {
            file::replace(&library_file, &edit::add_public_module(text, "migrations"))?;
        } else if file::create(&library_file, &format!("//! {}.\n\npub mod migrations;\n", package.name))? {
            written.push(library_file.clone());
        }
        file::replace(manifest, &new_manifest)
    };
    if let Err(failure) = write() {
        for file in &written {
            // What can go wrong here has gone wrong; the failure that is told names the first.
            let _ = fs::remove_file(file);
        }
        // The deepest first; one that holds something else stays.
        folders.sort_by_key(|folder| std::cmp::Reverse(folder.as_os_str().len()));
        for folder in &folders {
            let _ = fs::remove_dir(folder);
        }
        if let Some(text) = &old_library {
            let _ = file::replace(&library_file, text);
        }
        return Err(failure);
    }
    for file in new.iter().map(|(file, _)| file.as_path()).chain([library_file.as_path(), manifest]) {
        terminal.data(&format!("{}\n", path_text(&shorten(file))))?;
    }
    let url = match typed.database {
        Database::Sqlite => "",
        Database::Postgres => "DATABASE_URL=postgres://user:password@host/database ",
        Database::Mysql => "DATABASE_URL=mysql://user:password@host/database ",
    };
    terminal.note(&format!(
        "made the chain `{chain}`; next: `cargo migrate revision -m \"…\"`, then `{url}cargo migrate upgrade`"
    ));
    Ok(ExitStatus::Done.into())
}

/// The package that gets the chain: the one that was named, that of the folder, or the only one.
fn package<'a>(metadata: &'a Metadata, place: &Place) -> Result<&'a Package, Failure> {
    let packages = metadata.workspace_packages();
    let known = || packages.iter().map(|package| package.name.to_string()).collect::<Vec<_>>();
    if let Some(wanted) = &place.package {
        let found = packages.iter().find(|package| package.name.as_str() == wanted);
        return found.copied().ok_or_else(|| Failure::NoPackage { package: wanted.clone(), known: known() });
    }
    let current = place_folder(place);
    let inside = packages.iter().filter(|package| current.starts_with(folder(package)));
    let nearest = inside.max_by_key(|package| folder(package).as_os_str().len());
    match (nearest, packages.as_slice()) {
        (Some(package), _) | (None, [package]) => Ok(package),
        (None, _) => Err(Failure::Refused {
            what: "this folder is of no one package".to_owned(),
            help: format!("say which gets the chain: `-p NAME`, one of {}", super::failure::quoted(&known())),
        }),
    }
}

/// Where the crates come from, as the manifest of a package in `root` has to say it.
fn origin(typed: &Init, root: &Path) -> Result<Option<Origin>, Failure> {
    if let Some(url) = &typed.git {
        return Ok(Some(Origin::Git(url.clone())));
    }
    let Some(path) = &typed.path else { return Ok(None) };
    if !path.join("migrate-core/Cargo.toml").is_file() {
        return Err(Failure::Refused {
            what: format!(
                "`{}` is not this toolkit's folder: it holds no `migrate-core/Cargo.toml`",
                path_text(path)
            ),
            help: "`--path` is the folder that a clone of it is in".to_owned(),
        });
    }
    let is_here = env::current_dir().is_ok_and(|current| current == root);
    let path = if path.is_relative() && is_here {
        path.clone()
    } else {
        fs::canonicalize(path).map_err(|source| Failure::File { what: "find", file: path.clone(), source })?
    };
    Ok(Some(Origin::Path(path_text(&path))))
}

/// The names in `[workspace.dependencies]` of the workspace's root.
fn inherited(metadata: &Metadata) -> Result<Vec<String>, Failure> {
    let root = PathBuf::from(metadata.workspace_root.join("Cargo.toml"));
    let Ok(document) = file::read(&root)?.parse::<toml_edit::DocumentMut>() else { return Ok(Vec::new()) };
    let table = document.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    let table = table.and_then(toml_edit::Item::as_table_like);
    Ok(table.into_iter().flat_map(|table| table.iter()).map(|(name, _)| name.to_owned()).collect())
}

fn chain_source(module: &str, type_name: &str, chain: &str) -> String {
    format!(
        "//! The revisions, one `mod` line each, and the chain that they make.\n\nmod {module};\n\n\
         migrate_core::chain!(pub {type_name} = \"{chain}\");\n"
    )
}

fn binary_source(crate_name: &str, type_name: &str, chain: &str, database: Database) -> String {
    let url = match database {
        Database::Sqlite => format!("\n        .default_url(\"sqlite://{chain}.db?mode=rwc\")"),
        Database::Postgres | Database::Mysql => String::new(),
    };
    let name = format!("{crate_name}::migrations::{type_name}");
    let line = format!("    migrate_cli::Cli::new({name}){url}");
    // rustfmt breaks a row of calls that is longer than sixty characters.
    let main = if line.len() + 3 > 60 { "\n        .main()" } else { ".main()" };
    format!(
        "//! The command line of the chain: `cargo migrate upgrade`.\n\nuse std::process::ExitCode;\n\n\
         fn main() -> ExitCode {{\n{line}{main}\n}}\n"
    )
}

/// `my_shop` as `MyShop`.
fn camel(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let word = |word: &str| {
        let mut characters = word.chars();
        let first = characters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(characters).collect::<String>()
    };
    let name = words.map(word).collect::<String>();
    // A type's name begins with a letter.
    let is_type = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name != "Self";
    if is_type { name } else { format!("Chain{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_gives_its_type_a_name() {
        assert_eq!(camel("shop"), "Shop");
        assert_eq!(camel("my_shop-2"), "MyShop2");
        assert_eq!(camel("2fast"), "Chain2fast");
        assert_eq!(camel("self"), "ChainSelf");
    }
}
