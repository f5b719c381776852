//! The files of another tool, by their names.

use thiserror::Error;

use super::Tool;

/// A file of a tool's that becomes a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryFile {
    /// The number that orders it.
    pub version: i64,
    /// The id of its revision: what the file is called, in the letters of an id.
    pub revision: String,
    /// What it does, in the words of its name.
    pub message: String,
    /// The name of the file that applies it.
    pub up: String,
    /// The name of the file that undoes it.
    pub down: Option<String>,
}

/// Why the files of a folder make no history.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FileFault {
    /// Code instead of SQL.
    #[error("`{file}` is code, which makes its SQL only when it runs")]
    Code {
        /// The file.
        file: String,
    },
    /// A file that undoes what none does.
    #[error("`{file}` undoes what no file does")]
    Lonely {
        /// The file.
        file: String,
    },
    /// A name without a version, where the tool would stop too.
    #[error("`{file}` has no number before its `_`")]
    NoVersion {
        /// The file.
        file: String,
    },
    /// Two files of one version.
    #[error("`{file}` has the version of `{other}`")]
    Twice {
        /// The file.
        file: String,
        /// The file before it.
        other: String,
    },
}

impl FileFault {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Code { .. } => {
                "print the SQL that it makes into a `.sql` file of the same name, and move the code away"
            }
            Self::Lonely { .. } => "move it away, or bring back the file that it undoes",
            Self::NoVersion { .. } => "move it away, or call it `NUMBER_words.sql`",
            Self::Twice { .. } => "move one of them away",
        }
    }
}

/// What the files of a folder are, by their names, in the order of their versions. What the tool passes over is passed over.
///
/// # Errors
///
/// When the tool itself would stop at one of them, or when one holds no SQL.
pub fn files(tool: Tool, names: &[String]) -> Result<Vec<HistoryFile>, FileFault> {
    let mut names = names.to_vec();
    names.sort();
    let mut found = Vec::<HistoryFile>::new();
    let mut downs = Vec::new();
    for name in &names {
        let Some((version, stem, is_down)) = read(tool, name)? else { continue };
        if is_down {
            downs.push((version, name));
            continue;
        }
        let words = stem.trim_start_matches(['V', 'U']).trim_start_matches(|c: char| c.is_ascii_digit());
        found.push(HistoryFile {
            version,
            revision: id(stem),
            message: message(words),
            up: name.clone(),
            down: None,
        });
    }
    found.sort_by_key(|file| file.version);
    for pair in found.windows(2) {
        if let [one, other] = pair
            && one.version == other.version
        {
            return Err(FileFault::Twice { file: other.up.clone(), other: one.up.clone() });
        }
    }
    for (version, name) in downs {
        match found.iter_mut().find(|file| file.version == version) {
            Some(file) if file.down.is_none() => file.down = Some(name.clone()),
            Some(file) => {
                let other = file.down.clone().unwrap_or_default();
                return Err(FileFault::Twice { file: name.clone(), other });
            }
            None => return Err(FileFault::Lonely { file: name.clone() }),
        }
    }
    Ok(found)
}

/// The version in a name, its stem, and whether the file undoes; none where the tool passes over it.
fn read(tool: Tool, name: &str) -> Result<Option<(i64, &str, bool)>, FileFault> {
    match tool {
        Tool::Alembic => Ok(None),
        Tool::Refinery => {
            let code = name.strip_suffix(".rs");
            let Some(stem) = name.strip_suffix(".sql").or(code) else { return Ok(None) };
            // refinery takes a name whose words are of letters, digits and `_`.
            let is_word =
                |words: &str| !words.is_empty() && words.chars().all(|c| c.is_alphanumeric() || c == '_');
            let version =
                stem.split_once("__").filter(|(_, words)| is_word(words)).and_then(|_| tool.version(stem));
            let Some(version) = version.and_then(|version| version.parse().ok()) else {
                return Ok(None);
            };
            if code.is_some() {
                return Err(FileFault::Code { file: name.to_owned() });
            }
            Ok(Some((version, stem, false)))
        }
        Tool::Sqlx => {
            let Some(stem) = name.strip_suffix(".sql").filter(|stem| stem.contains('_')) else {
                return Ok(None);
            };
            let Some(version) = tool.version(stem).and_then(|version| version.parse().ok()) else {
                return Err(FileFault::NoVersion { file: name.to_owned() });
            };
            let down = stem.strip_suffix(".down");
            Ok(Some((version, down.or(stem.strip_suffix(".up")).unwrap_or(stem), down.is_some())))
        }
    }
}

/// A stem in the letters that an id may have.
fn id(stem: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '_' };
    stem.chars().map(letter).take(128).collect()
}

/// The words of a stem as a sentence.
fn message(words: &str) -> String {
    let words = words.replace('_', " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    match letters.next() {
        None => "No words.".to_owned(),
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str().trim_end_matches('.')),
    }
}
