//! Names in the author's texts, where all names of a database have a prefix.

use super::{Condition, DeleteSelected, Misfit, Operation, Selection, Sql, UpdateRows};
use crate::name::{Prefix, QualifiedName};
use crate::schema::{ColumnDefault, Dialect, Expression, Schema};

impl Operation {
    /// Looks whether texts of the author's name what the chain has made without the prefix that it has there: they would be
    /// about something of others, or nothing.
    pub(crate) fn names_prefixed(
        &self,
        schema: &Schema,
        prefix: &Prefix,
        dialect: Dialect,
    ) -> Result<(), Misfit> {
        if prefix.is_none() {
            return Ok(());
        }
        let texts = texts(self);
        if texts.is_empty() {
            return Ok(());
        }
        let is_function = matches!(self, Self::CreateFunction(_) | Self::ReplaceFunction(_));
        let reads = |text: &&Expression, name: &QualifiedName| {
            if is_function { text.body_reads(dialect, name) } else { text.reads(dialect, name) }
        };
        let relations = schema.tables().map(|table| &table.name);
        let relations = relations.chain(schema.views().map(|view| &view.name));
        let relations = relations.chain(schema.sequences().map(|sequence| &sequence.name));
        let functions = schema.functions().map(|function| &function.name);
        let bare = |name: &QualifiedName| prefix.bare(name);
        let read = relations.filter_map(bare).find(|name| texts.iter().any(|text| reads(text, name)));
        let called =
            || functions.filter_map(bare).find(|name| texts.iter().any(|text| text.calls_on(dialect, name)));
        match read.or_else(called) {
            None => Ok(()),
            Some(name) => Err(Misfit::WithoutPrefix { prefixed: prefix.qualified(&name), name }),
        }
    }
}

/// The texts in which names of tables and the like can stand.
fn texts(operation: &Operation) -> Vec<&Expression> {
    if let Operation::Sql(Sql { text, reverse, effect: _ }) = operation {
        std::iter::once(text).chain(reverse).collect()
    } else if let Operation::DataStep(step) = operation {
        step.offline.iter().chain(&step.offline_reverse).collect()
    } else if let Operation::CreateView(create) = operation {
        vec![&create.definition.query]
    } else if let Operation::ReplaceView(replace) = operation {
        vec![&replace.definition.query]
    } else if let Operation::CreateFunction(create) = operation {
        vec![&create.function.definition]
    } else if let Operation::ReplaceFunction(replace) = operation {
        vec![&replace.function.definition]
    } else if let Operation::CreateTrigger(create) = operation {
        vec![&create.trigger.event, &create.trigger.definition]
    } else if let Operation::ReplaceTrigger(replace) = operation {
        vec![&replace.trigger.event, &replace.trigger.definition]
    } else if let Operation::UpdateRows(update) = operation {
        of_update(update)
    } else if let Operation::Backfill(backfill) = operation {
        of_update(&backfill.update)
    } else if let Operation::DeleteSelected(DeleteSelected { table: _, selection, undo: _ }) = operation {
        of_selection(selection).collect()
    } else {
        Vec::new()
    }
}

fn of_update(update: &UpdateRows) -> Vec<&Expression> {
    let UpdateRows { table: _, set, selection, undo: _ } = update;
    let set = set.iter().filter_map(|assignment| match &assignment.value {
        ColumnDefault::Expression(expression) => Some(expression),
        ColumnDefault::NextValue(_) | ColumnDefault::Now | ColumnDefault::Value(_) => None,
    });
    set.chain(of_selection(selection)).collect()
}

fn of_selection(selection: &Selection) -> impl Iterator<Item = &Expression> {
    selection.conditions.iter().filter_map(|condition| match condition {
        Condition::Holds(expression) => Some(expression),
        Condition::Equals { .. } | Condition::OneOf { .. } => None,
    })
}
