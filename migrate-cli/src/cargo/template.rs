//! The text of a revision's file, with places for what is its own: ours, or a project's in its place.

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::PathBuf;

use migrate_source::path_text;

use super::failure::Failure;
use super::file::{self, NewRevision};
use super::naming;
use super::project::{Project, folder, shorten};

/// The folder of a package where its templates are, unless Cargo.toml names another.
const FOLDER: &str = "migrate-templates";

/// The revisions that have a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One that joins heads.
    Merge,
    /// Any other.
    Revision,
}

impl Kind {
    pub(super) const ALL: [Self; 2] = [Self::Revision, Self::Merge];

    /// The name of the template's file.
    fn file(self) -> &'static str {
        match self {
            Self::Merge => "merge.rs",
            Self::Revision => "revision.rs",
        }
    }
}

/// What we write where a project says nothing else.
pub(super) const DEFAULT: &str = "\
use migrate_core::prelude::*;

{{docs}}
{{attribute}}
{{function}}
";

/// The places of a template, and what stands there.
pub(super) const PLACES: [(&str, &str); 10] = [
    ("attribute", "#[revision(id = \"…\", down = \"…\")], which must be there"),
    ("body", "what the function holds: nothing, or what keeps the compiler from complaining"),
    ("date", "the day in UTC, 2026-02-14"),
    ("docs", "the message as `///` lines"),
    ("down", "the ids of the parents, with commas between them"),
    ("function", "the whole function, empty"),
    ("id", "the id"),
    ("message", "the first line of the message"),
    ("op", "the name of the function's argument: `op`, or `_op` where nothing uses it"),
    ("slug", "the message as it stands in the name of the file"),
];

/// A template, and the file that it comes from where it is not ours.
#[derive(Clone, Debug)]
pub(super) struct Template {
    file: Option<PathBuf>,
    text: String,
}

impl Template {
    /// Ours.
    pub(super) fn default_one() -> Self {
        Self { file: None, text: DEFAULT.to_owned() }
    }

    /// The project's, or ours where it has none.
    pub(super) fn find(project: &Project, kind: Kind) -> Result<Self, Failure> {
        let folder = folder_of(project);
        let file = folder.join(kind.file());
        match std::fs::read_to_string(&file) {
            Ok(text) => Ok(Self { text: text.replace("\r\n", "\n"), file: Some(file) }),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                // A folder that is named and is not there is a slip of the pen.
                if project.setting("templates").is_some() && !folder.is_dir() {
                    return Err(Failure::Manifest {
                        file: project.package.manifest_path.clone().into(),
                        what: format!(
                            "names the folder `{}` for templates, which is not there",
                            path_text(&folder)
                        ),
                        help: "`cargo migrate templates` makes it, with ours in it".to_owned(),
                    });
                }
                Ok(Self::default_one())
            }
            Err(source) => Err(Failure::File { what: "read", file, source }),
        }
    }

    /// The file of a revision.
    pub(super) fn fill(&self, revision: &NewRevision) -> Result<String, Failure> {
        let mut filled = String::new();
        let mut has_attribute = false;
        let mut rest = self.text.as_str();
        while let Some(at) = rest.find("{{") {
            filled.push_str(&rest[..at]);
            let behind = &rest[at + 2..];
            // Four braces are two.
            if let Some(more) = behind.strip_prefix("{{") {
                filled.push_str("{{");
                rest = more;
                continue;
            }
            let place = self.text.len() - rest.len() + at;
            let Some((name, more)) = behind.split_once("}}").filter(|(name, _)| !name.contains('\n')) else {
                return Err(self.wrong(
                    place,
                    "`{{` is not closed on its line",
                    "write `}}` behind the name",
                ));
            };
            let name = name.trim();
            let Some(value) = value(revision, name) else {
                return Err(self.wrong(place, &format!("there is no `{name}` to fill in"), &near(name)));
            };
            has_attribute |= name == "attribute";
            filled.push_str(&value);
            rest = more;
        }
        filled.push_str(rest);
        if !has_attribute {
            let help = "write `{{attribute}}` above the function";
            return Err(self.wrong(0, "the revision would have no attribute", help));
        }
        if let Err(error) = syn::parse_file(&filled) {
            let what = format!("what it makes is no Rust: {error}");
            return Err(self.wrong(0, &what, "`cargo migrate templates --show` prints ours"));
        }
        Ok(filled)
    }

    /// What is wrong at a place of the text.
    fn wrong(&self, at: usize, what: &str, help: &str) -> Failure {
        let before = &self.text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|character| *character != '\n').count() + 1;
        let file = self.file.as_deref().map_or_else(|| "the template".to_owned(), path_text);
        Failure::Refused { what: format!("{file}:{line}:{column}: {what}"), help: help.to_owned() }
    }
}

/// The folder of a project's templates.
pub(super) fn folder_of(project: &Project) -> PathBuf {
    shorten(&folder(&project.package).join(project.setting("templates").unwrap_or(FOLDER)))
}

/// What stands at a place.
fn value(revision: &NewRevision, place: &str) -> Option<String> {
    Some(match place {
        "attribute" => revision.attribute(),
        "body" => revision.body().to_owned(),
        "date" => naming::today(),
        "docs" => revision.docs(),
        "down" => revision.down.join(", "),
        "function" => revision.function(),
        "id" => revision.id.clone(),
        "message" => revision.message.lines().next().unwrap_or_default().to_owned(),
        "op" => revision.argument().to_owned(),
        "slug" => naming::slug(&revision.message),
        _ => return None,
    })
}

/// What may have been meant.
fn near(name: &str) -> String {
    let nearest = PLACES.iter().map(|(place, _)| (strsim::osa_distance(name, place), *place)).min();
    match nearest {
        Some((distance, place)) if distance <= 2 => format!("did you mean `{{{{{place}}}}}`?"),
        _ => {
            let all = PLACES.map(|(place, _)| format!("`{{{{{place}}}}}`")).join(", ");
            format!("there is {all}; `{{{{{{{{` stands for `{{{{`")
        }
    }
}

/// The places and what they mean, a line each.
pub(super) fn legend() -> String {
    PLACES.iter().fold(String::new(), |mut text, (place, meaning)| {
        let _ = writeln!(text, "  {:<15} {meaning}", format!("{{{{{place}}}}}"));
        text
    })
}

/// Writes ours into the folder of the project, where there is none yet; gives the files that were written.
pub(super) fn write_defaults(project: &Project) -> Result<Vec<PathBuf>, Failure> {
    let folder = folder_of(project);
    let mut written = Vec::new();
    for kind in Kind::ALL {
        let file = folder.join(kind.file());
        if file.exists() {
            continue;
        }
        std::fs::create_dir_all(&folder).map_err(|source| Failure::File {
            what: "make the folder",
            file: folder.clone(),
            source,
        })?;
        file::create(&file, DEFAULT)?;
        written.push(file);
    }
    Ok(written)
}
