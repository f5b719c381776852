//! The SQL of MySQL and MariaDB.

mod alter;
pub(super) mod attributes;
pub(crate) mod catalogue;
pub(crate) mod code;
mod column;
mod comment;
mod constraint;
mod enums;
mod extension;
mod function;
pub(crate) mod grants;
mod index;
mod key_type;
pub(super) mod ledger;
mod literal;
mod locks;
pub(super) mod look;
pub(crate) mod modify;
pub(super) mod names;
mod native;
pub(super) mod offline;
pub(super) mod product;
pub(crate) mod realize;
mod rows;
pub(crate) mod same;
mod schema;
mod sequence;
pub(crate) mod stored;
mod table;
#[cfg(test)]
mod tests;
mod trigger;
mod types;
pub(crate) mod understood;
mod view;

pub(super) use locks::locks;
pub(super) use types::column_type;

use super::lower::{Lower, Lowered};
use super::sql::Sql;
use super::{Dialect, Unsupported, batches, selected};
use crate::name::Name;
use crate::operation::{
    AddColumn, AddConstraint, AddEnumValue, AlterColumn, AlterSequence, Backfill, CreateEnum,
    CreateExtension, CreateFunction, CreateIndex, CreateSchema, CreateSequence, CreateTable, CreateTrigger,
    CreateView, DeleteRows, DeleteSelected, DropColumn, DropConstraint, DropEnum, DropExtension,
    DropFunction, DropIndex, DropSchema, DropSequence, DropTable, DropTrigger, DropView, InsertRows,
    MoveTable, MoveToSchema, RemoveEnumValue, RenameColumn, RenameConstraint, RenameEnum, RenameEnumValue,
    RenameIndex, RenameSequence, RenameTable, RenameView, ReorderEnum, ReplaceFunction, ReplacePrimaryKey,
    ReplaceTrigger, ReplaceView, RestartSequence, RestoreView, SetComment, SetKeyType, SetTableOptions,
    UpdateExtension, UpdateRows, UseIndex, ValidateConstraint,
};
use crate::schema::{Column, ColumnDefault, Schema, Value};

/// MySQL and MariaDB.
pub(super) struct MySql;

impl Lower for MySql {
    fn dialect(&self) -> Dialect {
        Dialect::MySql
    }

    fn schema(&self, schema: &Name) -> Result<(), Unsupported> {
        Err(schema::none(schema))
    }

    fn row_value(&self, column: &Column, value: &Value) -> Result<Sql, Unsupported> {
        literal::literal(&column.column_type, value)
    }

    fn column_default(&self, column: &Column, default: &ColumnDefault) -> Result<Sql, Unsupported> {
        column::default(column, default)
    }

    fn add_column(&self, operation: &AddColumn, before: &Schema) -> Lowered {
        column::add(operation, before)
    }

    fn add_constraint(&self, operation: &AddConstraint, before: &Schema) -> Lowered {
        constraint::add(operation, before)
    }

    fn add_enum_value(&self, operation: &AddEnumValue, before: &Schema) -> Lowered {
        enums::add_value(operation, before)
    }

    fn alter_column(&self, operation: &AlterColumn, before: &Schema) -> Lowered {
        alter::alter(operation, before)
    }

    fn backfill(&self, operation: &Backfill, before: &Schema) -> Lowered {
        batches::backfill(self, operation, before)
    }

    fn create_enum(&self, operation: &CreateEnum, _before: &Schema) -> Lowered {
        enums::create(operation)
    }

    fn create_extension(&self, operation: &CreateExtension, _before: &Schema) -> Lowered {
        extension::create(operation)
    }

    fn alter_sequence(&self, operation: &AlterSequence, before: &Schema) -> Lowered {
        sequence::alter(operation, before)
    }

    fn create_sequence(&self, operation: &CreateSequence, _before: &Schema) -> Lowered {
        sequence::create(operation)
    }

    fn drop_sequence(&self, operation: &DropSequence, _before: &Schema) -> Lowered {
        Ok(sequence::drop(operation))
    }

    fn rename_sequence(&self, operation: &RenameSequence, before: &Schema) -> Lowered {
        sequence::rename(operation, before)
    }

    fn create_function(&self, operation: &CreateFunction, before: &Schema) -> Lowered {
        function::create(operation, before)
    }

    fn create_trigger(&self, operation: &CreateTrigger, before: &Schema) -> Lowered {
        trigger::create(operation, before)
    }

    fn drop_extension(&self, operation: &DropExtension, _before: &Schema) -> Lowered {
        extension::drop(operation)
    }

    fn drop_function(&self, operation: &DropFunction, _before: &Schema) -> Lowered {
        Ok(function::drop(operation))
    }

    fn drop_trigger(&self, operation: &DropTrigger, _before: &Schema) -> Lowered {
        Ok(trigger::drop(operation))
    }

    fn replace_function(&self, operation: &ReplaceFunction, _before: &Schema) -> Lowered {
        function::replace(operation)
    }

    fn replace_trigger(&self, operation: &ReplaceTrigger, _before: &Schema) -> Lowered {
        trigger::replace(operation)
    }

    fn create_index(&self, operation: &CreateIndex, before: &Schema) -> Lowered {
        index::create(operation, before)
    }

    fn create_schema(&self, operation: &CreateSchema, _before: &Schema) -> Lowered {
        schema::create(operation)
    }

    fn create_table(&self, operation: &CreateTable, before: &Schema) -> Lowered {
        table::create(operation, before)
    }

    fn delete_rows(&self, operation: &DeleteRows, before: &Schema) -> Lowered {
        rows::delete(operation, before)
    }

    fn delete_selected(&self, operation: &DeleteSelected, before: &Schema) -> Lowered {
        selected::delete(self, operation, before)
    }

    fn drop_column(&self, operation: &DropColumn, before: &Schema) -> Lowered {
        column::drop(operation, before)
    }

    fn drop_constraint(&self, operation: &DropConstraint, before: &Schema) -> Lowered {
        constraint::drop(operation, before)
    }

    fn drop_enum(&self, _operation: &DropEnum, _before: &Schema) -> Lowered {
        Ok(enums::drop())
    }

    fn drop_index(&self, operation: &DropIndex, before: &Schema) -> Lowered {
        index::drop(operation, before)
    }

    fn drop_schema(&self, operation: &DropSchema, _before: &Schema) -> Lowered {
        schema::drop(operation)
    }

    fn drop_table(&self, operation: &DropTable, _before: &Schema) -> Lowered {
        Ok(table::drop(operation))
    }

    fn insert_rows(&self, operation: &InsertRows, before: &Schema) -> Lowered {
        rows::insert(operation, before)
    }

    fn move_table(&self, operation: &MoveTable, _before: &Schema) -> Lowered {
        schema::move_table(operation)
    }

    fn remove_enum_value(&self, operation: &RemoveEnumValue, before: &Schema) -> Lowered {
        enums::remove_value(operation, before)
    }

    fn rename_column(&self, operation: &RenameColumn, before: &Schema) -> Lowered {
        column::rename(operation, before)
    }

    fn rename_constraint(&self, operation: &RenameConstraint, before: &Schema) -> Lowered {
        alter::rename_constraint(operation, before)
    }

    fn rename_enum(&self, _operation: &RenameEnum, _before: &Schema) -> Lowered {
        Ok(enums::rename())
    }

    fn rename_enum_value(&self, operation: &RenameEnumValue, before: &Schema) -> Lowered {
        enums::rename_value(operation, before)
    }

    fn reorder_enum(&self, operation: &ReorderEnum, before: &Schema) -> Lowered {
        enums::reorder(operation, before)
    }

    fn rename_table(&self, operation: &RenameTable, before: &Schema) -> Lowered {
        table::rename(operation, before)
    }

    fn replace_primary_key(&self, operation: &ReplacePrimaryKey, before: &Schema) -> Lowered {
        alter::replace_primary_key(operation, before)
    }

    fn create_view(&self, operation: &CreateView, _before: &Schema) -> Lowered {
        view::create(operation)
    }

    fn drop_view(&self, operation: &DropView, _before: &Schema) -> Lowered {
        Ok(view::drop(operation))
    }

    fn rename_view(&self, operation: &RenameView, _before: &Schema) -> Lowered {
        view::rename(operation)
    }

    fn replace_view(&self, operation: &ReplaceView, _before: &Schema) -> Lowered {
        view::replace(operation)
    }

    fn restore_view(&self, operation: &RestoreView, before: &Schema) -> Lowered {
        view::restore(operation, before)
    }

    fn update_rows(&self, operation: &UpdateRows, before: &Schema) -> Lowered {
        selected::update(self, operation, before)
    }
    fn rename_index(&self, operation: &RenameIndex, before: &Schema) -> Lowered {
        index::rename(operation, before)
    }

    fn set_comment(&self, operation: &SetComment, before: &Schema) -> Lowered {
        comment::set(operation, before)
    }

    fn set_key_type(&self, operation: &SetKeyType, before: &Schema) -> Lowered {
        key_type::set(operation, before)
    }

    fn set_table_options(&self, operation: &SetTableOptions, before: &Schema) -> Lowered {
        table::set_options(operation, before)
    }

    fn move_to_schema(&self, operation: &MoveToSchema, _before: &Schema) -> Lowered {
        schema::move_object(operation)
    }

    fn restart_sequence(&self, operation: &RestartSequence, _before: &Schema) -> Lowered {
        Ok(sequence::restart(operation))
    }

    fn update_extension(&self, operation: &UpdateExtension, _before: &Schema) -> Lowered {
        extension::update(operation)
    }

    fn use_index(&self, operation: &UseIndex, before: &Schema) -> Lowered {
        constraint::use_index(operation, before)
    }

    fn validate_constraint(&self, operation: &ValidateConstraint, before: &Schema) -> Lowered {
        constraint::validate(operation, before)
    }
}
