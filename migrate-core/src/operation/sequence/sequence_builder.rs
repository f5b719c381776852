//! How authors describe sequences and their changes.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use crate::name::QualifiedName;
use crate::operation::{AlterSequence, Change, Cycle};
use crate::schema::{Sequence, SequenceNumber, SequenceOwner};

/// Says more of a new sequence.
#[derive(Debug)]
pub struct SequenceBuilder<'a> {
    pub(in crate::operation) sequence: &'a mut Sequence,
}

/// Says what changes of a sequence.
#[derive(Debug)]
pub struct AlterSequenceBuilder<'a> {
    pub(in crate::operation) operation: &'a mut AlterSequence,
}

impl SequenceBuilder<'_> {
    /// The first number.
    pub fn start(self, number: i64) -> Self {
        self.sequence.options.start = Some(number);
        self
    }

    /// What is added for the next number; negative for a sequence that goes down.
    pub fn increment(self, number: i64) -> Self {
        self.sequence.options.increment = Some(number);
        self
    }

    /// The least number.
    pub fn min(self, number: i64) -> Self {
        self.sequence.options.min = Some(number);
        self
    }

    /// The greatest number.
    pub fn max(self, number: i64) -> Self {
        self.sequence.options.max = Some(number);
        self
    }

    /// How many numbers a session takes at once.
    pub fn cache(self, numbers: i64) -> Self {
        self.sequence.options.cache = Some(numbers);
        self
    }

    /// Begins again behind the last number.
    pub fn cycle(self) -> Self {
        self.sequence.options.cycle = true;
        self
    }

    /// Gives numbers of 32 bits alone, as `serial` does. PostgreSQL alone.
    pub fn integer(self) -> Self {
        self.sequence.number = SequenceNumber::Integer;
        self
    }

    /// Gives numbers of 16 bits alone, as `smallserial` does. PostgreSQL alone.
    pub fn small_int(self) -> Self {
        self.sequence.number = SequenceNumber::SmallInt;
        self
    }

    /// Lets the sequence go with a column. PostgreSQL alone.
    pub fn owned_by(self, table: impl Into<QualifiedName>, column: &str) -> Self {
        self.sequence.owner = Some(SequenceOwner { table: table.into(), column: column.into() });
        self
    }
}

impl AlterSequenceBuilder<'_> {
    /// Another first number, for when it begins again.
    pub fn start(self, number: i64) -> Self {
        self.operation.start = Some(Change::Set(number));
        self
    }

    /// Another step.
    pub fn increment(self, number: i64) -> Self {
        self.operation.increment = Some(Change::Set(number));
        self
    }

    /// Another least number.
    pub fn min(self, number: i64) -> Self {
        self.operation.min = Some(Change::Set(number));
        self
    }

    /// No least number but that of all such sequences.
    pub fn no_min(self) -> Self {
        self.operation.min = Some(Change::Drop);
        self
    }

    /// Another greatest number.
    pub fn max(self, number: i64) -> Self {
        self.operation.max = Some(Change::Set(number));
        self
    }

    /// No greatest number but that of all such sequences.
    pub fn no_max(self) -> Self {
        self.operation.max = Some(Change::Drop);
        self
    }

    /// How many numbers a session takes at once.
    pub fn cache(self, numbers: i64) -> Self {
        self.operation.cache = Some(Change::Set(numbers));
        self
    }

    /// Begins again behind the last number.
    pub fn cycle(self) -> Self {
        self.operation.cycle = Some(Cycle::Again);
        self
    }

    /// Ends with the last number.
    pub fn no_cycle(self) -> Self {
        self.operation.cycle = Some(Cycle::End);
        self
    }

    /// Lets the sequence go with a column. PostgreSQL alone.
    pub fn owned_by(self, table: impl Into<QualifiedName>, column: &str) -> Self {
        let owner = SequenceOwner { table: table.into(), column: column.into() };
        self.operation.owner = Some(Change::Set(owner));
        self
    }

    /// Lets the sequence stay when a column goes.
    pub fn owned_by_none(self) -> Self {
        self.operation.owner = Some(Change::Drop);
        self
    }
}
