//! The manifest of a package that gets a chain.

use std::path::Path;

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

use super::arguments::Database;
use super::failure::Failure;

/// Where this toolkit's crates come from.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// A folder, as it stands in the manifest.
    Path(String),
    /// A git address.
    Git(String),
}

/// What a manifest gets.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    pub(super) database: Database,
    /// Where the crates come from; `None` where the manifest must name them already.
    pub(super) origin: Option<Origin>,
    /// The crates that `[workspace.dependencies]` names.
    pub(super) inherited: Vec<String>,
    /// What `cargo run` runs, where the new binary would make that unclear.
    pub(super) default_run: Option<&'a str>,
    /// The binary of the chain, `src/bin/….rs`.
    pub(super) binary: &'a str,
}

/// The name that the binary of a chain has where it is free.
pub(super) const BINARY: &str = "migrate";

/// The crates that a chain needs.
const CRATES: [&str; 2] = ["migrate-cli", "migrate-core"];

/// The manifest with what a chain needs; what stands there stays as it is.
pub(super) fn extend(file: &Path, text: &str, wanted: &Wanted<'_>) -> Result<String, Failure> {
    let unfit =
        |what: String, help: &str| Failure::Manifest { file: file.to_owned(), what, help: help.to_owned() };
    let mut document = text
        .parse::<DocumentMut>()
        .map_err(|error| unfit(format!("is no TOML: {error}"), "mend it, and try again"))?;
    let tables = "it has to be a table, as in `[dependencies]`";
    let dependencies = document.entry("dependencies").or_insert_with(|| Item::Table(Table::new()));
    let dependencies =
        dependencies.as_table_mut().ok_or_else(|| unfit("has no table `dependencies`".to_owned(), tables))?;
    let is_sorted = dependencies.iter().map(|(name, _)| name).is_sorted();
    for name in CRATES {
        if dependencies.contains_key(name) {
            continue;
        }
        let mut table = InlineTable::new();
        if wanted.inherited.iter().any(|known| known == name) {
            table.insert("workspace", true.into());
        } else {
            match &wanted.origin {
                Some(Origin::Git(url)) => table.insert("git", url.as_str().into()),
                Some(Origin::Path(path)) => table.insert("path", format!("{path}/{name}").into()),
                None => {
                    return Err(unfit(
                        format!("does not name `{name}`, which is on no registry"),
                        "say where this toolkit is: `cargo migrate init --path FOLDER`, or `--git URL`",
                    ));
                }
            };
        }
        let feature = match wanted.database {
            Database::Sqlite => None,
            Database::Postgres => Some("postgres"),
            Database::Mysql => Some("mysql"),
        };
        if let Some(feature) = feature {
            if !table.contains_key("workspace") {
                table.insert("default-features", false.into());
            }
            table.insert("features", Value::Array([feature].into_iter().collect()));
        }
        table.fmt();
        dependencies.insert(name, Item::Value(Value::InlineTable(table)));
    }
    if is_sorted {
        dependencies.sort_values();
    }
    let package = document.get_mut("package").and_then(Item::as_table_mut);
    let package = package.ok_or_else(|| unfit("has no table `package`".to_owned(), tables))?;
    if let Some(run) = wanted.default_run
        && !package.contains_key("default-run")
    {
        package.insert("default-run", run.into());
    }
    let finds_binaries = package.get("autobins").and_then(Item::as_bool).unwrap_or(true);
    if wanted.binary != BINARY {
        let metadata = package.entry("metadata").or_insert_with(|| {
            let mut table = Table::new();
            table.set_implicit(true);
            Item::Table(table)
        });
        let metadata = metadata
            .as_table_mut()
            .ok_or_else(|| unfit("has no table `package.metadata`".to_owned(), tables))?;
        let own = metadata.entry("migrate").or_insert_with(|| Item::Table(Table::new()));
        own["bin"] = wanted.binary.into();
    }
    if !finds_binaries {
        let none = || Item::ArrayOfTables(ArrayOfTables::new());
        let binaries = document.entry("bin").or_insert_with(none).as_array_of_tables_mut();
        let binaries = binaries.ok_or_else(|| unfit("has no tables `[[bin]]`".to_owned(), tables))?;
        let mut own = Table::new();
        own.insert("name", wanted.binary.into());
        own.insert("path", format!("src/bin/{}.rs", wanted.binary).into());
        binaries.push(own);
    }
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extended(text: &str, wanted: &Wanted<'_>) -> String {
        extend(Path::new("Cargo.toml"), text, wanted).unwrap()
    }

    fn sqlite(path: &str) -> Wanted<'static> {
        Wanted {
            database: Database::Sqlite,
            origin: Some(Origin::Path(path.to_owned())),
            inherited: Vec::new(),
            default_run: None,
            binary: BINARY,
        }
    }

    #[test]
    fn what_stands_in_the_manifest_stays() {
        let text = "# mine\n[package]\nname = \"x\" # so\n\n[dependencies]\nserde = \"1\"\n";
        assert_eq!(
            extended(text, &sqlite("../migrate")),
            "# mine\n[package]\nname = \"x\" # so\n\n[dependencies]\n\
             migrate-cli = { path = \"../migrate/migrate-cli\" }\n\
             migrate-core = { path = \"../migrate/migrate-core\" }\nserde = \"1\"\n"
        );
    }

    #[test]
    fn a_binary_that_is_not_found_is_listed() {
        let text = "[package]\nname = \"x\"\nautobins = false\n[[bin]]\nname = \"y\"\n";
        let text = extended(text, &sqlite("m"));
        assert!(text.contains("\n[[bin]]\nname = \"migrate\"\npath = \"src/bin/migrate.rs\"\n"), "{text}");
        assert!(text.contains("[[bin]]\nname = \"y\"\n"), "{text}");
    }

    #[test]
    fn a_server_has_its_feature_and_no_other() {
        let wanted = Wanted {
            database: Database::Postgres,
            default_run: Some("x"),
            binary: "x-migrate",
            ..sqlite("m")
        };
        let text = extended("[package]\nname = \"x\"\n", &wanted);
        assert_eq!(
            text,
            "[package]\nname = \"x\"\ndefault-run = \"x\"\n\n[package.metadata.migrate]\nbin = \"x-migrate\"\n\n\
             [dependencies]\n\
             migrate-cli = { path = \"m/migrate-cli\", default-features = false, features = [\"postgres\"] }\n\
             migrate-core = { path = \"m/migrate-core\", default-features = false, features = [\"postgres\"] }\n"
        );
    }

    #[test]
    fn crates_that_are_named_already_need_no_origin() {
        let text = "[package]\nname = \"x\"\n[dependencies]\nmigrate-core = \"1\"\n";
        let wanted = Wanted { origin: None, ..sqlite("") };
        let error = extend(Path::new("Cargo.toml"), text, &wanted).unwrap_err().to_string();
        assert!(error.contains("`migrate-cli`") && error.contains("--path FOLDER"), "{error}");
        let inherited = CRATES.map(str::to_owned).to_vec();
        let text = extended("[package]\nname = \"x\"\n", &Wanted { origin: None, inherited, ..sqlite("") });
        assert!(text.contains("migrate-cli = { workspace = true }\n"), "{text}");
    }
}
