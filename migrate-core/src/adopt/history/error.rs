//! What can be wrong between another tool's history and the revisions.

use thiserror::Error;

use super::Tool;

/// Why a tool's history cannot be taken over.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HistoryError {
    /// The ledger says already that more is applied.
    #[error("the ledger says already that revision `{revision}` is applied, which stands on top of all that {} has applied", .tool.name())]
    Beyond {
        /// The tool.
        tool: Tool,
        /// A revision that is applied.
        revision: String,
    },
    /// The table and the revisions say different things.
    #[error("what {} has applied is not what the revisions are", .tool.name())]
    Differs {
        /// The tool.
        tool: Tool,
        /// All that differs.
        faults: Vec<HistoryFault>,
    },
    /// The table is empty.
    #[error("{} has applied nothing to this database: its table has no row", .tool.name())]
    Empty {
        /// The tool.
        tool: Tool,
    },
    /// A revision depends on one of another chain that is not applied, and whose files nobody has compared.
    #[error(
        "what {} has applied depends on revision `{revision}` of chain `{chain}`, which the ledger does not say is applied",
        .tool.name()
    )]
    NeedsOther {
        /// The tool.
        tool: Tool,
        /// The other chain.
        chain: String,
        /// The last of its revisions that would count as applied.
        revision: String,
    },
    /// There is no such table.
    #[error("{} has never worked on this database: there is no table `{table}`", .tool.name())]
    NoTable {
        /// The tool.
        tool: Tool,
        /// The table.
        table: String,
    },
}

/// One thing that a tool's table and the revisions say differently.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HistoryFault {
    /// What ran is not what the revision holds.
    #[error(
        "version `{version}` has another checksum than the SQL of revision `{revision}`: its file has changed since it ran"
    )]
    Changed {
        /// The version.
        version: String,
        /// The revision.
        revision: String,
    },
    /// A later one is applied, and this one is not.
    #[error("revision `{revision}` is not applied, though a later one is")]
    Missing {
        /// The version.
        version: String,
        /// The revision.
        revision: String,
    },
    /// A revision that the tool cannot know stands between those that it has applied.
    #[error("revision `{revision}` stands before what was applied, and is none of the tool's")]
    Stranger {
        /// The revision.
        revision: String,
    },
    /// It began and did not end.
    #[error("version `{version}` ({name}) failed in the middle")]
    Unfinished {
        /// The version.
        version: String,
        /// What it is called besides.
        name: String,
    },
    /// No revision is of that version.
    #[error("version `{version}`{} is applied, and the chain has no revision of it", named(.name))]
    Unknown {
        /// The version.
        version: String,
        /// What it is called besides.
        name: String,
    },
}

fn named(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(" ({name})") }
}

impl HistoryError {
    /// What to do next.
    pub fn help(&self) -> String {
        match self {
            Self::Beyond { .. } => "there is nothing to take over; `status` shows what is applied".to_owned(),
            Self::Differs { tool, faults } => {
                let helps = faults.iter().map(|fault| fault.help(*tool)).collect::<Vec<_>>();
                let mut once = Vec::<String>::new();
                for help in helps {
                    if !once.contains(&help) {
                        once.push(help);
                    }
                }
                once.join("\nhelp: ")
            }
            Self::Empty { .. } => {
                "`upgrade` runs all revisions on a database that has none of them".to_owned()
            }
            Self::NeedsOther { chain, .. } => format!(
                "bring that chain there first: `upgrade --chain {chain}`; or, where the database has what it makes, `stamp` it"
            ),
            Self::NoTable { tool, .. } => format!(
                "see that the URL and the search path lead to the database that {} worked on, or say what its table is \
                 called: `--table NAME`; on a database without one, `upgrade` runs all revisions",
                tool.name()
            ),
        }
    }

    /// What it is made of.
    pub fn faults(&self) -> &[HistoryFault] {
        match self {
            Self::Differs { faults, .. } => faults,
            Self::Beyond { .. } | Self::Empty { .. } | Self::NeedsOther { .. } | Self::NoTable { .. } => &[],
        }
    }
}

impl HistoryFault {
    fn help(&self, tool: Tool) -> String {
        match (self, tool) {
            (Self::Changed { version, .. }, _) => format!(
                "bring the file back as it ran; or, where the change is one of comments or of form alone, take it as it is: \
                 `--changed {version}`"
            ),
            (Self::Missing { .. }, _) => {
                format!("let {} apply what it has left out, and try again: `{}`", tool.name(), tool.upgrade())
            }
            (Self::Stranger { revision }, Tool::Alembic) => format!(
                "where the database has what `{revision}` does, `stamp` the revision that it is at; where that was Alembic's, say \
                 so in its comment: \"{}\"; else let Alembic do no more, and `upgrade`",
                tool.remark(revision).unwrap_or_default()
            ),
            (Self::Stranger { revision }, Tool::Refinery | Tool::Sqlx) => format!(
                "where the database has what `{revision}` does, `stamp` the revision that it is at; else bring it there by `upgrade`, \
                 or adopt into a chain without revisions of its own"
            ),
            // It runs nothing as long as the row is there.
            (Self::Unfinished { version, .. }, Tool::Sqlx) => format!(
                "undo by hand what it has left in the database, take its row out, `DELETE FROM _sqlx_migrations WHERE version = \
                 {version}`, and have sqlx run it again: `{}`",
                tool.upgrade()
            ),
            (Self::Unfinished { .. }, Tool::Alembic | Tool::Refinery) => format!(
                "mend by hand what it has left in the database, and have {} run it to its end: `{}`",
                tool.name(),
                tool.upgrade()
            ),
            (Self::Unknown { .. }, Tool::Alembic) => {
                "bring the database to the head that was adopted, by `alembic upgrade`; where it is there, see that the chain \
                 is this database's; several heads are joined by `alembic merge heads` first"
                    .to_owned()
            }
            (Self::Unknown { .. }, Tool::Refinery | Tool::Sqlx) => format!(
                "where its file is there, `cargo migrate adopt --from {}` makes a revision of it; where it is lost, bring it back \
                 from the version control",
                tool.name()
            ),
        }
    }
}
