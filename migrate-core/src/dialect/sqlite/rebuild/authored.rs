//! What the author's own SQL makes on tables that a script makes anew later: the script would lose it, since it knows of no
//! catalogue and replay knows of no SQL.

use super::super::stored::{AuthorsObject, is_same, made_by_author};
use crate::dialect::Dialect::Sqlite;
use crate::dialect::author;
use crate::dialect::offline::OfflineError;
use crate::live::Live;
use crate::operation::Operation;
use crate::script::{ScriptOperation, ScriptStep, Statement};
use crate::site::Site;

/// A trigger or an index that the author's SQL made.
#[derive(Debug)]
struct Made {
    what: &'static str,
    name: String,
    table: String,
    site: Site,
}

/// What the author's SQL has made on tables, in the steps so far.
#[derive(Debug, Default)]
pub(in crate::dialect) struct Authored(Vec<Made>);

impl Authored {
    /// Refuses a step that makes a table anew on which the author's SQL has made a trigger or an index before.
    pub(in crate::dialect) fn refuse(&mut self, step: &ScriptStep) -> Result<(), OfflineError> {
        let Self(all) = self;
        for operation in &step.operations {
            follow(operation, all);
            for table in operation.statements.iter().filter_map(rebuilt) {
                let before = &operation.before;
                let is_known = |name: &str| {
                    let mut triggers = before.triggers().map(|trigger| &trigger.name);
                    let mut indexes =
                        before.tables().flat_map(|table| &table.indexes).map(|index| &index.name);
                    triggers.any(|trigger| is_same(trigger.as_str(), name))
                        || indexes.any(|index| is_same(index.as_str(), name))
                };
                let lost = all.iter().find(|made| is_same(&made.table, table) && !is_known(&made.name));
                if let Some(Made { what, name, table, site }) = lost {
                    return Err(OfflineError::Loses {
                        revision: step.entry.revision.clone(),
                        what,
                        name: name.clone(),
                        table: table.clone(),
                        site: *site,
                    });
                }
            }
        }
        Ok(())
    }
}

/// The table that a statement makes anew.
fn rebuilt(statement: &Statement) -> Option<&str> {
    match statement {
        Statement::Live(Live::Rebuild(rebuild)) => Some(rebuild.table.name.as_str()),
        Statement::Author(_)
        | Statement::Backfill(_)
        | Statement::Concurrent { .. }
        | Statement::Data { .. }
        | Statement::Ddl(_)
        | Statement::Dml(_)
        | Statement::Guard { .. }
        | Statement::Live(Live::Conditional(_) | Live::Joined { .. } | Live::Modify(_)) => None,
    }
}

/// Follows what an operation makes of such objects and of their tables.
fn follow(operation: &ScriptOperation, all: &mut Vec<Made>) {
    if let Operation::DropTable(drop) = &operation.operation {
        all.retain(|made| !is_same(&made.table, drop.table.name.as_str()));
    } else if let Operation::RenameTable(rename) = &operation.operation {
        for made in all.iter_mut().filter(|made| is_same(&made.table, rename.from.name.as_str())) {
            rename.to.as_str().clone_into(&mut made.table);
        }
    }
    for statement in &operation.statements {
        let Statement::Author(sql) = statement else { continue };
        for piece in author::pieces(Sqlite, sql) {
            match made_by_author(piece) {
                Some(AuthorsObject::Created { what, name, table }) => {
                    all.push(Made { what, name, table, site: operation.site });
                }
                Some(AuthorsObject::Dropped { name }) => all.retain(|made| !is_same(&made.name, &name)),
                None => {}
            }
        }
    }
}
