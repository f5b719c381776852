//! What was typed behind `cargo migrate`.

use std::ffi::OsString;
use std::path::PathBuf;

use super::adopt::Adopt;
use super::templates::Templates;
use crate::command::autogenerate::Autogenerate;
use crate::command::branches::Branches;
use crate::command::completions::Completions;
use crate::command::from_database::FromDatabase;
use crate::command::graph::Graph;
use crate::command::heads::Heads;
use crate::command::history::History;
use crate::command::show::Show;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "cargo migrate",
    bin_name = "cargo migrate",
    version,
    about = "Works on the sources of a chain of revisions, and runs its binary",
    max_term_width = 100,
    disable_help_subcommand = true,
    after_help = OTHERS,
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) place: Place,
    #[command(flatten)]
    pub(super) reach: Reach,
    /// Print only what was asked for, and errors
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print more
    #[arg(long, short, global = true)]
    pub(super) verbose: bool,
    #[command(subcommand)]
    pub(super) verb: Verb,
}

const OTHERS: &str =
    "Every other verb is that of the chain's own binary, which is built and run with what is typed:
  upgrade, downgrade, stamp, current, plan, …  (`cargo migrate upgrade --help`)

The verbs above read the sources and build nothing, so that they work where the chain does not compile.

Examples:
  cargo migrate init                    a chain in the package of this folder
  cargo migrate revision -m \"Orders\"    a new revision on the head
  cargo migrate upgrade                 builds the binary, and runs its `upgrade`";

/// Where the chain is.
#[derive(Debug, Default, Args)]
pub(super) struct Place {
    /// The package that holds the chain, where the folder does not say
    #[arg(long, short, global = true, value_name = "NAME")]
    pub(super) package: Option<String>,
    /// The manifest of the package or the workspace
    #[arg(long, global = true, value_name = "PATH")]
    pub(super) manifest_path: Option<PathBuf>,
    /// The chain, where the package has several
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) chain: Option<String>,
}

/// Which database is meant: the chain's own binary is told.
#[derive(Debug, Default, Args)]
pub(super) struct Reach {
    /// The configuration that the chain's binary reads, where it is not the nearest `migrate.toml`
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// The environment that it chooses there
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) env: Option<String>,
    /// The database, where the configuration does not say it
    #[arg(long, global = true, value_name = "URL")]
    pub(super) database_url: Option<String>,
}

impl Reach {
    /// The same as words for the chain's binary.
    pub(super) fn words(&self) -> Vec<OsString> {
        let Self { config, env, database_url } = self;
        let config = config.as_ref().map(|config| ["--config".into(), config.clone().into_os_string()]);
        let env = env.as_ref().map(|env| ["--env".into(), OsString::from(env)]);
        let url = database_url.as_ref().map(|url| ["--database-url".into(), OsString::from(url)]);
        [config, env, url].into_iter().flatten().flatten().collect()
    }
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Make a chain in a package: module, first revision, binary and a test
    Init(Init),
    /// Write a new revision
    Revision(Revision),
    /// Make revisions of what sqlx, refinery or Alembic has done until now, and stamp the database
    Adopt(Adopt),
    /// Write a revision that joins heads
    Merge(Merge),
    /// Put the revisions of one head behind another head, also where the one before them was deleted
    Rebase(Rebase),
    /// Show the revisions that nothing comes after
    Heads(Heads),
    /// Show where the chain forks
    Branches(Branches),
    /// Show the revisions of the chain, newest first
    History(History),
    /// Show revisions with all that their attributes say
    Show(Show),
    /// Draw the chain: Mermaid, DOT, a picture, or a page for a browser
    Graph(Graph),
    /// Open the files of revisions in `$VISUAL` or `$EDITOR`
    Edit(Revisions),
    /// Write the texts of new revisions' files into the project, to be changed
    Templates(Templates),
    /// Print a script by which a shell completes verbs and options, behind `cargo migrate` too
    #[command(after_help = "Examples:
  cargo migrate completions bash    for `source <(cargo migrate completions bash)` in ~/.bashrc
  cargo migrate completions zsh     for a file `_cargo-migrate` in a folder of $fpath
  cargo migrate completions fish    for ~/.config/fish/conf.d/cargo-migrate.fish")]
    Completions(Completions),
    /// A verb of the chain's own binary.
    #[command(external_subcommand)]
    Other(Vec<OsString>),
}

/// What can be typed behind `init`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo migrate init --path ../migrate    a chain for SQLite, by a clone of this toolkit
  cargo migrate init --git https://example.com/migrate.git --database postgres")]
pub(super) struct Init {
    /// The chain's name in the database, for ever; without it, the package's
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// The database that the chain is for first: `sqlite`, `postgres` or `mysql`, which is MariaDB too
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    pub(super) database: Database,
    /// The folder of this toolkit's sources, to depend on
    #[arg(long, value_name = "FOLDER", conflicts_with = "git")]
    pub(super) path: Option<PathBuf>,
    /// The git address of this toolkit, to depend on
    #[arg(long, value_name = "URL")]
    pub(super) git: Option<String>,
}

/// A kind of database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Database {
    /// A file
    #[default]
    Sqlite,
    /// A `PostgreSQL` server
    Postgres,
    /// A `MySQL` or `MariaDB` server
    Mysql,
}

/// What can be typed behind `revision`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo migrate revision -m \"Orders have a state\"   a file behind the head, to be filled in
  cargo migrate revision -m \"Orders\" --head a1 --splice --branch-label orders
                                                  the start of a branch, behind a revision that is no head
  cargo migrate revision -m \"Orders\" --depends-on payments@head
                                                  applied behind what another branch is at
  cargo migrate revision --autogenerate -m \"Orders have a state\"
                                                  what the models say and the chain does not do yet
  cargo migrate revision --from-database -m \"As it was\"
                                                  all that the database holds; `cargo migrate stamp head` behind it")]
#[expect(clippy::struct_excessive_bools, reason = "as it is typed")]
pub(super) struct Revision {
    /// What the revision does, in a few words: its doc comment and, in its file's name, the slug
    #[arg(long, short, value_name = "TEXT")]
    pub(super) message: String,
    /// Write what the models say and the chain does not do yet. It builds the chain's binary, and asks no database
    #[arg(long, conflicts_with = "empty")]
    pub(super) autogenerate: bool,
    #[command(flatten, next_help_heading = "With --autogenerate")]
    pub(super) wanted: Autogenerate,
    /// Write what makes all that the database holds, as the first revision of a database that is older than its chain
    #[arg(long, conflicts_with_all = ["autogenerate", "empty"])]
    pub(super) from_database: bool,
    #[command(flatten, next_help_heading = "With --from-database")]
    pub(super) found: FromDatabase,
    /// The revision that this one continues: `head`, `base`, an id, the start of one, or `label@head`
    #[arg(long, value_name = "REVISION", default_value = "head")]
    pub(super) head: String,
    /// Let it continue a revision that another continues, as the start of a branch
    #[arg(long)]
    pub(super) splice: bool,
    /// The label of the branch that starts here
    #[arg(long, value_name = "LABEL")]
    pub(super) branch_label: Option<String>,
    /// A revision that must be applied before, without being the parent; several times for several
    #[arg(long, value_name = "REVISION")]
    pub(super) depends_on: Vec<String>,
    /// The id; without it, twelve random digits and letters
    #[arg(long, value_name = "ID")]
    pub(super) id: Option<String>,
    /// Write a revision that does nothing, and is meant to
    #[arg(long)]
    pub(super) empty: bool,
}

/// What can be typed behind `merge`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo migrate merge                     joins all heads
  cargo migrate merge b1 c2 -m \"Both\"    joins two of several")]
pub(super) struct Merge {
    /// The heads to join; without any, all
    #[arg(value_name = "REVISION")]
    pub(super) revisions: Vec<String>,
    /// What the merge is, where "Merge of …" does not say enough
    #[arg(long, short, value_name = "TEXT")]
    pub(super) message: Option<String>,
    /// The label of a branch that starts at the merge
    #[arg(long, value_name = "LABEL")]
    pub(super) branch_label: Option<String>,
    /// The id; without it, twelve random digits and letters
    #[arg(long, value_name = "ID")]
    pub(super) id: Option<String>,
}

/// What can be typed behind `rebase`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo migrate rebase                    the newest head's revisions go behind the other head
  cargo migrate rebase b1 --onto c2       those of one go behind another, in the files")]
pub(super) struct Rebase {
    /// The head whose revisions move; without it, the one whose file is the newest
    #[arg(value_name = "HEAD")]
    pub(super) head: Option<String>,
    /// The head that they are put behind; without it, the other
    #[arg(long, value_name = "HEAD")]
    pub(super) onto: Option<String>,
}

/// Revisions by name.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo migrate edit head                 the file of the newest revision")]
pub(super) struct Revisions {
    /// An id, the start of one, `head`, `heads` or `label@head`
    #[arg(value_name = "REVISION", required = true)]
    pub(super) revisions: Vec<String>,
}

/// What was typed, with what names the package in front, where it is never a word for the chain's binary; and all but
/// that.
pub(super) fn sort(typed: &[OsString]) -> (Vec<OsString>, Vec<OsString>) {
    let (mut place, mut others) = (Vec::new(), Vec::new());
    let mut words = typed.iter();
    while let Some(word) = words.next() {
        let text = word.to_str().unwrap_or_default();
        let takes_value = matches!(text, "-p" | "--package" | "--manifest-path");
        let has_value = text.starts_with("--package=") || text.starts_with("--manifest-path=");
        match words.as_slice().first() {
            Some(_) if takes_value => place.extend([word].into_iter().chain(words.next()).cloned()),
            _ if has_value => place.push(word.clone()),
            _ => others.push(word.clone()),
        }
        if text == "--" {
            others.extend(words.by_ref().cloned());
        }
    }
    let program = others.iter().take(1).cloned();
    let sorted = program.chain(place).chain(others.iter().skip(1).cloned()).collect();
    (sorted, others)
}

/// The verb and what stands behind it, as the chain's binary takes them.
pub(super) fn behind_verb(typed: &[OsString], verb: &str, quiet: bool, verbose: bool) -> Vec<OsString> {
    let at = typed.iter().skip(1).position(|word| word == verb).map_or(typed.len(), |at| at + 1);
    let (before, words) = typed.split_at(at);
    let is_typed = |flag: &str, long: &str| before.iter().any(|word| word == flag || word == long);
    let quiet = (quiet && is_typed("-q", "--quiet")).then(|| OsString::from("--quiet"));
    let verbose = (verbose && is_typed("-v", "--verbose")).then(|| OsString::from("--verbose"));
    words.iter().cloned().chain(reach(before)).chain(quiet).chain(verbose).collect()
}

/// The words of a verb of the chain's binary, with what was typed before it and is the binary's.
pub(super) fn with_reach(typed: &[OsString], words: &[OsString]) -> Vec<OsString> {
    let before = &typed[..typed.len().saturating_sub(words.len())];
    let (verb, behind) = words.split_at(words.len().min(1));
    verb.iter().cloned().chain(reach(before)).chain(behind.iter().cloned()).collect()
}

/// What of these words says which database is meant.
fn reach(before: &[OsString]) -> Vec<OsString> {
    let mut reach = Vec::new();
    let mut words = before.iter();
    while let Some(word) = words.next() {
        let text = word.to_str().unwrap_or_default();
        let flag = text.split_once('=').map_or(text, |(flag, _)| flag);
        if ["--config", "--database-url", "--env"].contains(&flag) {
            reach.push(word.clone());
            if flag == text {
                reach.extend(words.next().cloned());
            }
        }
    }
    reach
}

/// The verb that is likeliest meant by one that is neither ours nor of a chain's binary.
pub(super) fn misspelt(words: &[OsString]) -> Option<String> {
    let typed = words.first()?.to_str()?;
    let own = Arguments::command();
    let own = own.get_subcommands().map(|verb| verb.get_name().to_owned());
    let verbs =
        own.chain(crate::command::EXAMPLES.iter().map(|(verb, ..)| (*verb).to_owned())).collect::<Vec<_>>();
    // A newer binary may have verbs that are not known here.
    if verbs.iter().any(|verb| verb == typed) {
        return None;
    }
    let near = verbs.into_iter().map(|verb| (strsim::osa_distance(typed, &verb), verb)).min()?;
    (near.0 <= 2 && near.0 < typed.chars().count()).then_some(near.1)
}

/// Reads the command line.
pub(super) fn parse(typed: impl IntoIterator<Item = OsString>) -> Result<Arguments, clap::Error> {
    let mut command = Arguments::command().styles(crate::arguments::STYLES);
    let matches = command.try_get_matches_from_mut(typed)?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_the_database_goes_to_the_binary() {
        let typed = ["c", "--env", "x", "-q", "--config=a b", "up", "+1", "--", "-x"].map(OsString::from);
        let words = |words: Vec<OsString>| words.join("|".as_ref()).into_string().unwrap();
        assert_eq!(words(with_reach(&typed, &typed[5..])), "up|--env|x|--config=a b|+1|--|-x");
        assert_eq!(words(behind_verb(&typed[..7], "up", false, false)), "up|+1|--env|x|--config=a b");
        assert_eq!(words(with_reach(&typed[5..], &typed[5..])), "up|+1|--|-x");
    }

    #[test]
    fn the_package_may_stand_behind_the_verb() {
        let sorted = |words: &[&str]| {
            let (sorted, others) = sort(&words.iter().map(OsString::from).collect::<Vec<_>>());
            [sorted, others].map(|words| words.join(" ".as_ref()).into_string().unwrap())
        };
        assert_eq!(sorted(&["c", "up", "-p", "x", "-q"]), ["c -p x up -q", "c up -q"]);
        assert_eq!(sorted(&["c", "--package=x", "up"]), ["c --package=x up", "c up"]);
        assert_eq!(sorted(&["c", "up", "--", "-p", "x"]), ["c up -- -p x", "c up -- -p x"]);
        assert_eq!(sorted(&["c", "up", "-p"]), ["c up -p", "c up -p"]);
    }
}
