//! What state the database is in after a run stopped.

use std::fmt;

use crate::plan::StepDirection;

/// What state the database is in after a run stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DatabaseState {
    /// The revision before which the run stopped is not touched; the last that this run finished is named.
    After {
        /// The revision.
        revision: String,
        /// Whether it was applied or undone.
        direction: StepDirection,
    },
    /// The run stopped inside a revision, between two parts of it that are committed by themselves.
    Inside {
        /// The revision.
        revision: String,
        /// Whether it was being applied or undone.
        direction: StepDirection,
        /// The operations that are in (or, in a downgrade, undone), in words.
        done: Vec<String>,
        /// The operations that are left, in words.
        left: Vec<String>,
        /// Whether the ledger knows it.
        recorded: Recorded,
    },
    /// Models were pushed in part, between two operations that are committed by themselves.
    PartlyPushed {
        /// The operations that are in, in words.
        done: Vec<String>,
        /// The operations that are left, in words.
        left: Vec<String>,
    },
    /// The server went away, and nobody knows how much of what was pushed is in.
    PushUnknown,
    /// The run changed nothing.
    Unchanged,
    /// The server went away, and nobody knows how far it came with the revision, and with those behind it that had been
    /// sent with it.
    Unknown {
        /// The revision.
        revision: String,
        /// Those that were sent with it, in order. What is in of them is whole.
        sent_with: Vec<String>,
    },
}

/// Whether the ledger knows of a revision that stopped inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It does not: what is in has to be undone by hand.
    No,
    /// It does: the next run goes on from there.
    Yes,
}

impl fmt::Display for DatabaseState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::After { revision, direction: StepDirection::Up } => {
                write!(f, "the database is applied through revision `{revision}`")
            }
            Self::After { revision, direction: StepDirection::Down } => {
                write!(f, "the database is undone through revision `{revision}`, which is no longer applied")
            }
            Self::Inside { revision, direction, done, left, recorded } => {
                let doing = match direction {
                    StepDirection::Up => "applying",
                    StepDirection::Down => "undoing",
                };
                let total = done.len() + left.len();
                write!(
                    f,
                    "the database is inside revision `{revision}`: {doing} it stopped after {} of {total} operations",
                    done.len()
                )?;
                match recorded {
                    Recorded::No => f.write_str(", and the ledger does not know it")?,
                    Recorded::Yes => {}
                }
                for operation in done {
                    write!(f, "\n  done: {operation}")?;
                }
                for operation in left {
                    write!(f, "\n  left: {operation}")?;
                }
                Ok(())
            }
            Self::PartlyPushed { done, left } => {
                let total = done.len() + left.len();
                write!(
                    f,
                    "the push stopped after {} of {total} operations, and what is in stays",
                    done.len()
                )?;
                for operation in done {
                    write!(f, "\n  done: {operation}")?;
                }
                for operation in left {
                    write!(f, "\n  left: {operation}")?;
                }
                Ok(())
            }
            Self::PushUnknown => f.write_str(
                "the connection was lost, and how much of what was pushed is in cannot be known from here",
            ),
            Self::Unchanged => f.write_str("the database is unchanged"),
            Self::Unknown { revision, sent_with } => {
                write!(f, "the connection was lost inside revision `{revision}`, and whether it is in")?;
                match sent_with.as_slice() {
                    [] => {}
                    [one] => write!(f, ", or `{one}`, which was sent with it,")?,
                    [first, .., last] => {
                        write!(f, ", or any of `{first}` to `{last}`, which were sent with it,")?;
                    }
                }
                f.write_str(" cannot be known from here")
            }
        }
    }
}
