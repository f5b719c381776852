//! Why an unfinished revision cannot be gone on with.

use std::fmt;

/// Whether an operation of an unfinished revision is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is in.
    In,
    /// It is not.
    Out,
    /// It cannot be known.
    Unknown,
}

impl fmt::Display for Presence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::In => "is in",
            Self::Out => "is not in",
            Self::Unknown => "cannot be known",
        })
    }
}

/// Why an unfinished revision cannot be gone on with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unresumable {
    /// SQL of the author's was begun, and nobody knows how far it came.
    Begun {
        /// All operations, with what is known of each.
        operations: Vec<(String, Presence)>,
    },
    /// A backfill that was begun was changed in the source since.
    EditedBackfill {
        /// The operation as it is written now.
        operation: String,
        /// Its place, counted from one.
        position: usize,
    },
    /// An operation that is in was changed in the source since.
    Edited {
        /// The operation as it is written now.
        operation: String,
        /// Its place, counted from one.
        position: usize,
    },
    /// The ledger holds an unfinished revision that is one transaction: something else wrote it.
    Foreign,
    /// The database is like the schema after several of the operations, or like none.
    Unlike {
        /// All operations, with what is known of each.
        operations: Vec<(String, Presence)>,
    },
}

impl fmt::Display for Unresumable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::Foreign {
            return f.write_str(
                "the ledger says that an earlier run stopped inside it, which cannot be here: something else wrote that",
            );
        }
        f.write_str("an earlier run stopped inside it, and ")?;
        let operations = match self {
            Self::Begun { operations } => {
                f.write_str("how far SQL of the author's came cannot be known")?;
                operations
            }
            Self::Edited { operation, position } => {
                return write!(
                    f,
                    "operation {position}, which is in, was changed since: it is now `{operation}`"
                );
            }
            Self::EditedBackfill { operation, position } => {
                return write!(
                    f,
                    "operation {position}, a backfill that was begun, was changed since: it is now `{operation}`"
                );
            }
            Self::Foreign => return Ok(()),
            Self::Unlike { operations } => {
                f.write_str("from what is in the database it cannot be told where to go on")?;
                operations
            }
        };
        for (operation, presence) in operations {
            write!(f, "\n  {presence}: {operation}")?;
        }
        Ok(())
    }
}

impl Unresumable {
    pub(super) fn help(&self, revision: &str) -> String {
        match self {
            Self::Edited { .. } | Self::EditedBackfill { .. } => format!(
                "write the operation as it was; or put the database right by hand, and type `stamp {revision}` if \
                 the revision is in now, `stamp` and its parent's id (or `base`) if it is not"
            ),
            Self::Begun { .. } | Self::Foreign | Self::Unlike { .. } => format!(
                "look into the database, finish the revision or undo it by hand, and type `stamp {revision}` if it \
                 is in now, `stamp` and its parent's id (or `base`) if it is not"
            ),
        }
    }
}
