//! Writing sources: the file of a revision, and changes to files that are there.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use migrate_source::edit::{self, EditError, Key};
use migrate_source::{Graph, path_text};

use super::failure::Failure;
use crate::whole;

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
    /// The statements of its function, each line behind four blanks, where they are known.
    pub(super) statements: Option<String>,
}

impl NewRevision {
    /// The message as comments.
    pub(super) fn docs(&self) -> String {
        let docs = self.message.lines().map(|line| format!("/// {line}").trim_end().to_owned());
        docs.collect::<Vec<_>>().join("\n")
    }

    /// The attribute, as rustfmt leaves it: one line, or one for each key where that is longer than a line may be.
    pub(super) fn attribute(&self) -> String {
        let words = |ids: &'_ [String], key: Key| {
            let words = ids.iter().map(String::as_str).collect::<Vec<_>>();
            (!words.is_empty()).then(|| format!("{} = {}", key.word(), key.value(&words)))
        };
        let keys = [
            Some(format!("id = \"{}\"", self.id)),
            words(&self.down, Key::Down),
            words(&self.depends_on, Key::DependsOn),
            words(self.branch.as_slice(), Key::Branch),
        ];
        let keys = keys.into_iter().flatten().collect::<Vec<_>>();
        let line = format!("#[revision({})]", keys.join(", "));
        if line.chars().count() <= LONGEST_LINE {
            return line;
        }
        format!("#[revision(\n    {}\n)]", keys.join(",\n    "))
    }

    /// The name of the function's argument.
    pub(super) fn argument(&self) -> &'static str {
        if self.empty { "_op" } else { "op" }
    }

    /// What the function holds.
    pub(super) fn body(&self) -> &str {
        match &self.statements {
            Some(statements) => statements.trim(),
            None if self.empty => "",
            None => "let _ = op;",
        }
    }

    /// The function.
    pub(super) fn function(&self) -> String {
        let body = match self.body() {
            "" => String::new(),
            body => format!("\n    {body}\n"),
        };
        format!("fn upgrade({}: &mut Operations) {{{body}}}", self.argument())
    }
}

/// The longest line that rustfmt leaves as it is.
const LONGEST_LINE: usize = 100;

/// Files and what they shall be, which become it all together, or none of them does.
#[derive(Debug, Default)]
pub(super) struct Edits(BTreeMap<PathBuf, Edit>);

#[derive(Debug)]
struct Edit {
    before: String,
    after: String,
}

impl Edits {
    /// Changes what a file shall be.
    fn change(
        &mut self,
        file: &Path,
        change: impl FnOnce(&str) -> Result<String, EditError>,
    ) -> Result<(), Failure> {
        let before = match self.0.get(file) {
            Some(edit) => edit.after.clone(),
            None => read(file)?,
        };
        let after = change(&before).map_err(|error| in_file(file, error))?;
        self.0.entry(file.to_owned()).or_insert(Edit { before, after: String::new() }).after = after;
        Ok(())
    }

    /// Sets a key of the attribute of a revision.
    pub(super) fn set(&mut self, graph: &Graph, id: &str, key: Key, words: &[&str]) -> Result<(), Failure> {
        let Some(revision) = graph.find(id) else { return Ok(()) };
        self.change(&revision.site.file, |text| edit::set(text, id, key, words))
    }

    /// Takes a `mod` line out of the file of the chain.
    pub(super) fn remove_mod_line(&mut self, graph: &Graph, name: &str) -> Result<(), Failure> {
        self.change(&graph.site.file, |text| edit::remove_mod_line(text, &graph.type_name, name))
    }

    /// Writes them.
    pub(super) fn write(&self) -> Result<(), Failure> {
        for (at, (file, edit)) in self.0.iter().enumerate() {
            if let Err(failure) = replace(file, &edit.after) {
                for (file, edit) in self.0.iter().take(at) {
                    // What can go wrong here has gone wrong; the failure that is told names the first.
                    let _ = replace(file, &edit.before);
                }
                return Err(failure);
            }
        }
        Ok(())
    }
}

/// Writes the file of a revision, its `mod` line and other changes. Where these cannot be written, a file that was not there
/// before is taken away again.
pub(super) fn add_revision(
    graph: &Graph,
    module: &str,
    text: &str,
    edits: Edits,
) -> Result<PathBuf, Failure> {
    let mut files = add(graph, &[(module.to_owned(), text.to_owned())], edits)?;
    Ok(files.remove(0))
}

/// The same for several revisions, each a module and its text: all of them, or none.
pub(super) fn add_revisions(graph: &Graph, revisions: &[(String, String)]) -> Result<Vec<PathBuf>, Failure> {
    add(graph, revisions, Edits::default())
}

fn add(graph: &Graph, revisions: &[(String, String)], mut edits: Edits) -> Result<Vec<PathBuf>, Failure> {
    for (module, _) in revisions {
        edits.change(&graph.site.file, |text| edit::add_mod_line(text, &graph.type_name, module))?;
    }
    fs::create_dir_all(&graph.folder).map_err(|source| failed("make the folder", &graph.folder, source))?;
    let files = revisions.iter().map(|(module, _)| graph.folder.join(format!("{module}.rs")));
    let files = files.collect::<Vec<_>>();
    let mut made = Vec::new();
    let mut write = || {
        for (file, (_, text)) in files.iter().zip(revisions) {
            if create(file, text)? {
                made.push(file);
            }
        }
        edits.write()
    };
    if let Err(failure) = write() {
        for file in made {
            // What can go wrong here has gone wrong; a file that stays is what the next `chain!` tells of.
            let _ = fs::remove_file(file);
        }
        return Err(failure);
    }
    Ok(files)
}

/// Writes a file that must not be there, and says whether it did: one that says the same was left by a process that was
/// killed before it came to the rest.
pub(super) fn create(file: &Path, text: &str) -> Result<bool, Failure> {
    match whole::create(file, text) {
        Ok(()) => Ok(true),
        Err(source) if source.kind() == ErrorKind::AlreadyExists => {
            if fs::read_to_string(file).is_ok_and(|there| there == text) {
                return Ok(false);
            }
            Err(Failure::Refused {
                what: format!("`{}` is there already, and nothing was changed", path_text(file)),
                help: "move it away, then type it again".to_owned(),
            })
        }
        Err(source) => Err(failed("write", file, source)),
    }
}

/// Reads a source.
pub(super) fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|source| failed("read", file, source))
}

/// Puts a new text in the place of a file's: all of it, or the old one stays.
pub(super) fn replace(file: &Path, text: &str) -> Result<(), Failure> {
    whole::replace(file, text).map_err(|source| failed("write", file, source))
}

fn failed(what: &'static str, file: &Path, source: std::io::Error) -> Failure {
    Failure::File { what, file: file.to_owned(), source }
}

fn in_file(file: &Path, error: EditError) -> Failure {
    Failure::Edit { file: file.to_owned(), error }
}

#[cfg(test)]
mod tests {
    use super::super::template::Template;
    use super::*;

    fn source(revision: &NewRevision) -> String {
        Template::default_one().fill(revision).unwrap()
    }

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
        assert_eq!(source(&revision), expected);
    }

    #[test]
    fn a_long_attribute_has_a_line_for_each_key() {
        let ids = ["a", "b", "c"].map(|id| id.repeat(30)).to_vec();
        let revision = NewRevision { id: "m".to_owned(), down: ids, ..NewRevision::default() };
        let expected = format!(
            "#[revision(\n    id = \"m\",\n    down = [\"{}\", \"{}\", \"{}\"]\n)]\nfn upgrade",
            "a".repeat(30),
            "b".repeat(30),
            "c".repeat(30)
        );
        assert!(source(&revision).contains(&expected), "{}", source(&revision));
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
            statements: None,
        };
        let source = source(&revision);
        assert!(
            source.contains(
                "#[revision(id = \"m\", down = [\"a\", \"b\"], depends_on = [\"c\"], branch = \"both\")]"
            ),
            "{source}"
        );
        assert!(source.ends_with("fn upgrade(_op: &mut Operations) {}\n"), "{source}");
    }
}
