//! Writing sources: the file of a revision, and changes to files that are there.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use migrate_source::Graph;
use migrate_source::edit::{self, EditError, Key};
use quote::quote;

use super::failure::Failure;

/// What the attribute and the comment of a new revision say.
#[derive(Clone, Debug, Default)]
pub(super) struct NewRevision {
    pub(super) id: String,
    pub(super) message: String,
    pub(super) down: Vec<String>,
    pub(super) depends_on: Vec<String>,
    pub(super) branch: Option<String>,
    /// Whether it is meant to do nothing.
    pub(super) empty: bool,
}

impl NewRevision {
    /// The file, as rustfmt leaves it.
    pub(super) fn source(&self) -> String {
        let Self { id, message, down, depends_on, branch, empty } = self;
        let docs = message.lines().map(|line| {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            quote!(#[doc = #line])
        });
        let down = list(down, false).map(|down| quote!(, down = #down));
        let depends_on = list(depends_on, true).map(|on| quote!(, depends_on = #on));
        let branch = branch.as_ref().map(|label| quote!(, branch = #label));
        let (argument, body) =
            if *empty { (quote!(_op), quote!()) } else { (quote!(op), quote!(let _ = op;)) };
        let function = syn::parse_quote! {
            #(#docs)*
            #[revision(id = #id #down #depends_on #branch)]
            fn upgrade(#argument: &mut Operations) { #body }
        };
        let import = syn::parse_quote! { use migrate_core::prelude::*; };
        [import, function].map(print).join("\n")
    }
}

/// One item as text.
fn print(item: syn::Item) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    })
}

/// Ids as the value of a key: a text, or a list where there are several or it is always one.
fn list(ids: &[String], always: bool) -> Option<syn::Expr> {
    match ids {
        [] => None,
        [id] if !always => Some(syn::parse_quote!(#id)),
        ids => Some(syn::parse_quote!([#(#ids),*])),
    }
}

/// Writes the file of a revision and its `mod` line. Where the line cannot be written, the file is taken away again.
pub(super) fn add_revision(graph: &Graph, module: &str, revision: &NewRevision) -> Result<PathBuf, Failure> {
    let parent = graph.site.file.as_path();
    let text = read(parent)?;
    let listed =
        edit::add_mod_line(&text, &graph.type_name, module).map_err(|error| in_file(parent, error))?;
    let file = graph.folder.join(format!("{module}.rs"));
    fs::create_dir_all(&graph.folder).map_err(|source| failed("make the folder", &graph.folder, source))?;
    create(&file, &revision.source())?;
    if let Err(failure) = replace(parent, &listed) {
        // What can go wrong here has gone wrong; the file that stays is what the next `chain!` tells of.
        let _ = fs::remove_file(&file);
        return Err(failure);
    }
    Ok(file)
}

/// Sets a key of the attribute of a revision, in its file.
pub(super) fn set(graph: &Graph, id: &str, key: Key, words: &[&str]) -> Result<(), Failure> {
    let Some(revision) = graph.find(id) else { return Ok(()) };
    let file = revision.site.file.as_path();
    let changed = edit::set(&read(file)?, id, key, words).map_err(|error| in_file(file, error))?;
    replace(file, &changed)
}

/// Writes a file that must not be there.
pub(super) fn create(file: &Path, text: &str) -> Result<(), Failure> {
    let written = OpenOptions::new().write(true).create_new(true).open(file);
    let written = written.and_then(|mut opened| opened.write_all(text.as_bytes()));
    written.map_err(|source| failed("write", file, source))
}

/// Reads a source.
pub(super) fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|source| failed("read", file, source))
}

/// Puts a new text in the place of a file's: all of it, or the old one stays.
pub(super) fn replace(file: &Path, text: &str) -> Result<(), Failure> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let write = || {
        let mut beside = tempfile::NamedTempFile::new_in(folder)?;
        beside.write_all(text.as_bytes())?;
        fs::set_permissions(beside.path(), fs::metadata(file)?.permissions())?;
        beside.as_file().sync_all()?;
        // Through a link, so that the link stays one.
        beside.persist(fs::canonicalize(file)?).map_err(|error| error.error)
    };
    write().map(|_| ()).map_err(|source| failed("write", file, source))
}

fn failed(what: &'static str, file: &Path, source: std::io::Error) -> Failure {
    Failure::File { what, file: file.to_owned(), source }
}

fn in_file(file: &Path, error: EditError) -> Failure {
    Failure::Edit { file: file.to_owned(), error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_reads_as_one_written_by_hand() {
        let revision = NewRevision {
            id: "2d970929c35".to_owned(),
            message: "Adding Offer model.\n\nIt has `\"` and \\.".to_owned(),
            down: vec!["37e1cb6de47".to_owned()],
            ..NewRevision::default()
        };
        let expected = "use migrate_core::prelude::*;\n\n/// Adding Offer model.\n///\n/// It has `\"` and \\.\n\
                        #[revision(id = \"2d970929c35\", down = \"37e1cb6de47\")]\n\
                        fn upgrade(op: &mut Operations) {\n    let _ = op;\n}\n";
        assert_eq!(revision.source(), expected);
    }

    #[test]
    fn a_merge_names_its_parents_in_a_list() {
        let revision = NewRevision {
            id: "m".to_owned(),
            message: "Merge.".to_owned(),
            down: vec!["a".to_owned(), "b".to_owned()],
            depends_on: vec!["c".to_owned()],
            branch: Some("both".to_owned()),
            empty: true,
        };
        let source = revision.source();
        assert!(
            source.contains(
                "#[revision(id = \"m\", down = [\"a\", \"b\"], depends_on = [\"c\"], branch = \"both\")]"
            ),
            "{source}"
        );
        assert!(source.ends_with("fn upgrade(_op: &mut Operations) {}\n"), "{source}");
    }
}
