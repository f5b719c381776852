//! The databases that a chain is for.

use super::{ReplayError, record};
use crate::graph::Graph;
use crate::name::Prefix;
use crate::operation::{Operation, Recorded};
use crate::schema::{Column, ColumnType, Dialect};

/// The dialects that have all types of a chain's columns; all dialects where none has.
///
/// A chain with a type that is said in the words of one database alone is for that database: what else it does need not
/// fit another.
///
/// # Errors
///
/// When the function of a revision panics.
pub fn dialects(graph: &Graph) -> Result<Vec<Dialect>, ReplayError> {
    let mut dialects = Dialect::ALL.to_vec();
    for node in graph.nodes() {
        let entry = graph.entry(node);
        let recorded = record(entry, entry.upgrade, &Prefix::NONE)?;
        dialects.retain(|dialect| recorded.iter().all(|recorded| has_types(recorded, *dialect)));
        if dialects.is_empty() {
            return Ok(Dialect::ALL.to_vec());
        }
    }
    Ok(dialects)
}

/// Whether a dialect has the types of the columns that an operation makes there.
fn has_types(recorded: &Recorded, dialect: Dialect) -> bool {
    if !recorded.is_for(dialect) {
        return true;
    }
    let has = |column: &Column| has_type(&column.column_type, dialect);
    if let Operation::CreateTable(create) = &recorded.operation {
        create.table.columns.iter().all(has)
    } else if let Operation::AddColumn(add) = &recorded.operation {
        has(add.column())
    } else if let Operation::AlterColumn(alter) = &recorded.operation {
        alter.set_type.as_ref().is_none_or(|set| has_type(&set.column_type, dialect))
    } else if let Operation::SetKeyType(set) = &recorded.operation {
        has_type(&set.column_type, dialect)
    } else if let Operation::IfNeeded(needed) = &recorded.operation {
        let operation = (*needed.operation).clone();
        has_types(&Recorded { operation, ..recorded.clone() }, dialect)
    } else if let Operation::Sql(sql) = &recorded.operation {
        sql.effect.iter().all(|recorded| has_types(recorded, dialect))
    } else {
        true
    }
}

fn has_type(column_type: &ColumnType, dialect: Dialect) -> bool {
    column_type.native().is_none_or(|native| native.text(dialect).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Operations;
    use crate::prelude::*;

    fn of(record: impl FnOnce(&mut Operations)) -> Vec<Dialect> {
        let recorded = Operations::record(record);
        let has_all = |dialect: &Dialect| recorded.iter().all(|recorded| has_types(recorded, *dialect));
        Dialect::ALL.into_iter().filter(has_all).collect()
    }

    #[test]
    fn a_type_of_one_database_counts_wherever_a_column_gets_it() {
        let blob = || Native([(MySql, "mediumblob"), (Sqlite, "BLOB")]);
        let set = |column_type: ColumnType| {
            of(|op| {
                op.alter_column("t", "a", |c| {
                    c.set_type(column_type);
                });
            })
        };
        assert_eq!(set(Bytes), Dialect::ALL);
        assert_eq!(set(blob()), [MySql, Sqlite]);
        let key = of(|op| {
            op.set_key_type("t", "a", Native([(Postgres, "oid")]));
        });
        assert_eq!(key, [Postgres]);
        let needed = of(|op| {
            op.if_needed(|op| {
                op.add_column("t", "a", blob());
            });
        });
        assert_eq!(needed, [MySql, Sqlite]);
        let scoped = of(|op| {
            op.on(MySql, |op| {
                op.alter_column("t", "a", |c| {
                    c.set_type(Native([(MySql, "year")]));
                });
            });
        });
        assert_eq!(scoped, Dialect::ALL, "the others do not do it");
    }
}
