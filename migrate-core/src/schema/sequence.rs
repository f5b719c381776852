//! Sequences.

use super::SequenceOptions;
use crate::name::{Name, QualifiedName};

/// A sequence of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// The name.
    pub name: QualifiedName,
    /// How it goes.
    pub options: SequenceOptions,
    /// The column that it goes with when that is dropped, if there is one.
    pub owner: Option<SequenceOwner>,
    /// What its numbers are.
    pub number: SequenceNumber,
}

/// What the numbers of a sequence are, which bounds them. PostgreSQL alone has others than `BigInt`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SequenceNumber {
    /// 64 bits.
    #[default]
    BigInt,
    /// 32 bits.
    Integer,
    /// 16 bits.
    SmallInt,
}

/// The column that a sequence belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SequenceOwner {
    /// The table.
    pub table: QualifiedName,
    /// The column.
    pub column: Name,
}
