//! Revisions that PostgreSQL is done with in no time, whatever rows there are.

use std::collections::HashSet;
use std::ops::Range;

use crate::dialect::{Dialect, Touches, touches};
use crate::name::QualifiedName;
use crate::operation::Operation;
use crate::script::Script;

/// Which revisions of a script are one message and done in no time.
#[derive(Debug, Default)]
pub(super) struct Quick(Vec<bool>);

impl Quick {
    /// Looks through a script.
    pub(super) fn of(script: &Script) -> Self {
        match script.dialect {
            // SQLite answers at once, and MySQL and MariaDB have no transaction to keep one revision from the next.
            Dialect::MySql | Dialect::Sqlite => return Self::default(),
            Dialect::Postgres => {}
        }
        let (mut tables, mut quick) = (EmptyTables::default(), Vec::new());
        for step in &script.steps {
            let mut is_quick = step.is_one_message();
            for operation in &step.operations {
                is_quick &= tables.are_quick(&operation.operation);
            }
            quick.push(is_quick);
        }
        Self(quick)
    }

    /// Has revisions go each by itself.
    pub(super) fn separate(&mut self, range: Range<usize>) {
        self.0[range].fill(false);
    }

    pub(super) fn holds(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|quick| *quick)
    }
}

/// The tables that a script has made and not filled: what it does to them takes no time either.
#[derive(Default)]
struct EmptyTables<'a>(HashSet<&'a QualifiedName>);

impl<'a> EmptyTables<'a> {
    /// Whether an operation is done in no time. It is noted what it makes and fills.
    fn are_quick(&mut self, operation: &'a Operation) -> bool {
        match touches(operation) {
            Touches::Anything => {
                self.0.clear();
                false
            }
            Touches::Catalogue => true,
            Touches::ManyRows(table) => {
                self.0.remove(table);
                false
            }
            Touches::Name(table) | Touches::SomeRows(table) => {
                self.0.remove(table);
                true
            }
            Touches::NewTable(table) => {
                self.0.insert(table);
                true
            }
            Touches::Rows(table) => self.0.contains(table),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Operations;
    use crate::schema::ColumnType::BigInt;

    #[test]
    fn an_operation_is_quick_where_no_rows_make_it_slow() {
        let recorded = Operations::record(|op| {
            op.create_index("deals", ["id"]);
            op.create_table("offers", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.create_index("offers", ["id"]);
            op.add_column("deals", "note", BigInt).nullable();
            op.insert("offers", ["id"], (1..=100).map(|id| [id]));
            op.create_index("offers", ["id"]);
            op.insert("deals", ["id"], (1..=101).map(|id| [id]));
            op.create_table("orders", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.sql("INSERT INTO orders SELECT 1");
            op.create_index("orders", ["id"]);
        });
        let mut tables = EmptyTables::default();
        let quick = recorded.iter().map(|recorded| tables.are_quick(&recorded.operation)).collect::<Vec<_>>();
        assert_eq!(quick, [false, true, true, true, true, false, false, true, false, false]);
    }
}
