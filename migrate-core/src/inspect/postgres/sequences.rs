//! Sequences.

use super::{Reader, rows};
use crate::dialect::postgres_physical::sequence_options;
use crate::name::QualifiedName;
use crate::schema::{Sequence, SequenceNumber, SequenceOptions, SequenceOwner};

impl Reader<'_> {
    /// The sequences, but for those of identities and of the ledger.
    pub(super) fn sequences(&self) -> Vec<Sequence> {
        let mut sequences = Vec::new();
        for row in &self.catalogue.sequences {
            let owner = row.relation.map(|oid| (self.table_name(oid), row.column.clone()));
            let owner = match (row.dependency.as_deref(), owner) {
                (Some("i"), _) => continue,
                (_, Some((Some(table), Some(column)))) => Some(SequenceOwner { table, column }),
                (_, Some(_) | None) => None,
            };
            let name = QualifiedName { schema: row.schema.clone(), name: row.name.clone() };
            let number = match row.number_type.as_str() {
                "integer" => SequenceNumber::Integer,
                "smallint" => SequenceNumber::SmallInt,
                _ => SequenceNumber::BigInt,
            };
            let options = row.options(&row.number_type);
            sequences.push(Sequence { name, options, owner, number });
        }
        sequences
    }
}

impl rows::Sequence {
    /// How it goes, as far as not as one of this type of numbers goes anyway.
    pub(super) fn options(&self, number_type: &str) -> SequenceOptions {
        let said = SequenceOptions {
            start: Some(self.start),
            increment: Some(self.increment),
            min: Some(self.min),
            max: Some(self.max),
            cache: Some(self.cache),
            cycle: self.cycle,
        };
        sequence_options(said, number_type)
    }
}
