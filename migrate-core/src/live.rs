//! Steps of a script that are only known when the session gets to them, since they keep what the database holds.
//!
//! A value here says all that is asked for, and what that would be if the database held nothing but what the chain made:
//! the offline form. What it becomes on a database is worked out by the dialect from the catalogue, and run by `execute`.

mod conditional;
mod constraint;
mod modify;

use serde::{Deserialize, Serialize};

use crate::name::{Name, QualifiedName};
use crate::schema::Constraint;

pub use conditional::{Conditional, When};
pub use modify::{Cast, Modify, Null, Nulls, Own};

/// A step that the session expands when it gets there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Live {
    /// A statement that runs where something is there, or is not.
    Conditional(Conditional),
    /// A change that an operation behind this one makes too, since a table is rebuilt once.
    Joined {
        /// The table.
        table: QualifiedName,
        /// The operation that does it, counted from zero.
        with: usize,
    },
    /// A column of MySQL or MariaDB stated anew.
    Modify(Modify),
    /// A table of SQLite made anew.
    Rebuild(Rebuild),
}

impl Live {
    /// The table.
    pub fn table(&self) -> &QualifiedName {
        match self {
            Self::Conditional(conditional) => &conditional.table,
            Self::Joined { table, with: _ } => table,
            Self::Modify(modify) => &modify.table,
            Self::Rebuild(rebuild) => &rebuild.table,
        }
    }

    /// The SQL if the database held nothing but what the chain made.
    pub fn offline(&self) -> Vec<&str> {
        let steps = match self {
            Self::Conditional(conditional) => {
                return conditional.statements.iter().map(String::as_str).collect();
            }
            Self::Joined { .. } => &[],
            Self::Modify(modify) => modify.offline.as_slice(),
            Self::Rebuild(rebuild) => rebuild.offline.as_slice(),
        };
        steps.iter().filter_map(Offline::sql).collect()
    }
}

/// A piece of what a step is if the database holds nothing but what the chain made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offline {
    /// A query that must find nothing, or what follows would fail or lose something.
    Ask {
        /// The query.
        query: String,
        /// What it means if it finds something.
        says: String,
    },
    /// What comes before may be begun again; what follows may not.
    Mark,
    /// A statement.
    Run(String),
}

impl Offline {
    /// The statement that it is.
    pub fn sql(&self) -> Option<&str> {
        match self {
            Self::Ask { .. } | Self::Mark => None,
            Self::Run(sql) => Some(sql),
        }
    }
}

/// A table of SQLite made anew, for what `ALTER TABLE` cannot do there (`lang_altertable.html`, 3.51).
///
/// The new table is the old one's stored definition with these changes, so that everything else stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rebuild {
    /// The table.
    pub table: QualifiedName,
    /// What changes, in order.
    pub changes: Vec<Change>,
    /// What it is if the database held nothing but what the chain made. Foreign keys must be switched off around it.
    #[serde(skip)]
    pub offline: Vec<Offline>,
}

/// A change of a table that is rebuilt. Definitions are SQL, written by the dialect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A column comes behind the others. Rows get its default.
    AddColumn {
        /// The column.
        column: Name,
        /// Its definition.
        definition: String,
    },
    /// A constraint comes.
    AddConstraint {
        /// The constraint's name.
        constraint: Name,
        /// The column that it stands with; none where it stands behind the columns.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        column: Option<Name>,
        /// Its definition.
        definition: String,
    },
    /// An index comes.
    AddIndex {
        /// The index.
        index: Name,
        /// What creates it.
        sql: String,
        /// What finds the values that a unique one does not take: how many, and some of them as text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        doubles: Option<String>,
    },
    /// The values of a column become others.
    Convert {
        /// The column.
        column: Name,
        /// What a row of the old table gives.
        value: String,
    },
    /// A column goes, with what uses it.
    DropColumn {
        /// The column.
        column: Name,
        /// The constraints that go with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty", with = "constraint::several")]
        constraints: Vec<Constraint>,
        /// The indexes that go with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        indexes: Vec<Name>,
    },
    /// A constraint goes.
    DropConstraint {
        /// The constraint.
        #[serde(with = "constraint")]
        constraint: Constraint,
    },
    /// An index goes.
    DropIndex {
        /// The index.
        index: Name,
    },
    /// Values of a column must be what they should be, or it is an error that shows some.
    Expect {
        /// The column.
        column: Name,
        /// What a value should be, in the author's words.
        words: String,
        /// Holds for a value of the new column that is none.
        wrong: String,
    },
    /// A constraint gets another name.
    RenameConstraint {
        /// The constraint as it is.
        #[serde(with = "constraint")]
        constraint: Constraint,
        /// Its new name.
        to: Name,
    },
    /// A column is compared and sorted otherwise.
    SetCollation {
        /// The column.
        column: Name,
        /// The collation's name; the default's where there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        collation: Option<Name>,
    },
    /// The comment behind the name of the table or of a column comes, goes or becomes another.
    SetComment {
        /// The column; none where it is the table's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        column: Option<Name>,
        /// The comment as it is, with its marks.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<String>,
        /// The new one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<String>,
    },
    /// A column gets another default, or none.
    SetDefault {
        /// The column.
        column: Name,
        /// What stands behind `DEFAULT`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        default: Option<String>,
    },
    /// A generated column is computed otherwise, or becomes a plain one with the values it has.
    SetGenerated {
        /// The column.
        column: Name,
        /// The whole clause, from `GENERATED ALWAYS` on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        generated: Option<String>,
    },
    /// A column takes no NULL any more.
    SetNotNull {
        /// The column.
        column: Name,
        /// What rows get that have NULL.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fill: Option<String>,
    },
    /// A column takes NULL.
    SetNullable {
        /// The column.
        column: Name,
    },
    /// A column gets another type.
    SetType {
        /// The column.
        column: Name,
        /// The type as it is declared.
        column_type: String,
    },
    /// What stands behind the columns becomes another: `STRICT`, `WITHOUT ROWID`.
    SetOptions {
        /// The words; none where there is nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        options: Option<String>,
    },
    /// The nameless check of a column's values comes, goes or becomes another.
    SetValues {
        /// The column.
        column: Name,
        /// The expression as it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<String>,
        /// The new one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<String>,
    },
}

impl Change {
    /// The column that it changes or adds.
    pub(crate) fn column(&self) -> Option<&Name> {
        match self {
            Self::AddColumn { column, .. }
            | Self::Convert { column, .. }
            | Self::DropColumn { column, .. }
            | Self::Expect { column, .. }
            | Self::SetCollation { column, .. }
            | Self::SetDefault { column, .. }
            | Self::SetGenerated { column, .. }
            | Self::SetNotNull { column, .. }
            | Self::SetNullable { column }
            | Self::SetType { column, .. }
            | Self::SetValues { column, .. } => Some(column),
            Self::AddConstraint { column, .. } | Self::SetComment { column, .. } => column.as_ref(),
            Self::AddIndex { .. }
            | Self::DropConstraint { .. }
            | Self::DropIndex { .. }
            | Self::RenameConstraint { .. }
            | Self::SetOptions { .. } => None,
        }
    }
}
