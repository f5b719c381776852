//! What every dialect lowers, operation by operation.

use super::sql::{Sql, sql};
use super::{Dialect, Unsupported, author, if_needed, mysql, postgres, sqlite};
use crate::name::{Name, QualifiedName};
use crate::operation::{
    AddColumn, AddConstraint, AddEnumValue, AlterColumn, AlterSequence, Backfill, CreateEnum,
    CreateExtension, CreateFunction, CreateIndex, CreateSchema, CreateSequence, CreateTable, CreateTrigger,
    CreateView, DataStep, DeleteRows, DeleteSelected, DropColumn, DropConstraint, DropEnum, DropExtension,
    DropFunction, DropIndex, DropSchema, DropSequence, DropTable, DropTrigger, DropView, InsertRows,
    MoveTable, MoveToSchema, Operation, RemoveEnumValue, RenameColumn, RenameConstraint, RenameEnum,
    RenameEnumValue, RenameIndex, RenameSequence, RenameTable, RenameView, ReorderEnum, ReplaceFunction,
    ReplacePrimaryKey, ReplaceTrigger, ReplaceView, RestartSequence, RestoreView, SetComment, SetKeyType,
    SetTableOptions, UpdateExtension, UpdateRows, UseIndex, ValidateConstraint,
};
use crate::schema::{Column, ColumnDefault, Schema, Value};
use crate::script::{Beside, Statement};

/// The statements of an operation, or why there are none.
pub(super) type Lowered = Result<Vec<Statement>, Unsupported>;

/// A dialect. Nothing here has a default, so that nothing is forgotten.
pub(super) trait Lower {
    /// Which one it is.
    fn dialect(&self) -> Dialect;
    /// Whether names may have this schema.
    fn schema(&self, schema: &Name) -> Result<(), Unsupported>;
    /// A value in a row of `INSERT` or a condition of `DELETE`.
    fn row_value(&self, column: &Column, value: &Value) -> Result<Sql, Unsupported>;
    /// What a column gets by itself.
    fn column_default(&self, column: &Column, default: &ColumnDefault) -> Result<Sql, Unsupported>;
    /// Adds a column.
    fn add_column(&self, operation: &AddColumn, before: &Schema) -> Lowered;
    /// Adds a constraint.
    fn add_constraint(&self, operation: &AddConstraint, before: &Schema) -> Lowered;
    /// Adds a value to an enum type.
    fn add_enum_value(&self, operation: &AddEnumValue, before: &Schema) -> Lowered;
    /// Changes what a column is.
    fn alter_column(&self, operation: &AlterColumn, before: &Schema) -> Lowered;
    /// Sets columns of many rows, batch by batch.
    fn backfill(&self, operation: &Backfill, before: &Schema) -> Lowered;
    /// Creates an enum type.
    fn create_enum(&self, operation: &CreateEnum, before: &Schema) -> Lowered;
    /// Creates an extension.
    fn create_extension(&self, operation: &CreateExtension, before: &Schema) -> Lowered;
    /// Creates a function.
    fn create_function(&self, operation: &CreateFunction, before: &Schema) -> Lowered;
    /// Creates a trigger.
    fn create_trigger(&self, operation: &CreateTrigger, before: &Schema) -> Lowered;
    /// Drops an extension.
    fn drop_extension(&self, operation: &DropExtension, before: &Schema) -> Lowered;
    /// Drops a function.
    fn drop_function(&self, operation: &DropFunction, before: &Schema) -> Lowered;
    /// Drops a trigger.
    fn drop_trigger(&self, operation: &DropTrigger, before: &Schema) -> Lowered;
    /// Gives a function another definition.
    fn replace_function(&self, operation: &ReplaceFunction, before: &Schema) -> Lowered;
    /// Gives a trigger another definition.
    fn replace_trigger(&self, operation: &ReplaceTrigger, before: &Schema) -> Lowered;
    /// Changes a sequence.
    fn alter_sequence(&self, operation: &AlterSequence, before: &Schema) -> Lowered;
    /// Creates a sequence.
    fn create_sequence(&self, operation: &CreateSequence, before: &Schema) -> Lowered;
    /// Drops a sequence.
    fn drop_sequence(&self, operation: &DropSequence, before: &Schema) -> Lowered;
    /// Renames a sequence.
    fn rename_sequence(&self, operation: &RenameSequence, before: &Schema) -> Lowered;
    /// Creates an index.
    fn create_index(&self, operation: &CreateIndex, before: &Schema) -> Lowered;
    /// Creates a schema.
    fn create_schema(&self, operation: &CreateSchema, before: &Schema) -> Lowered;
    /// Creates a table.
    fn create_table(&self, operation: &CreateTable, before: &Schema) -> Lowered;
    /// Deletes rows.
    fn delete_rows(&self, operation: &DeleteRows, before: &Schema) -> Lowered;
    /// Deletes the rows that meet conditions.
    fn delete_selected(&self, operation: &DeleteSelected, before: &Schema) -> Lowered;
    /// Drops a column.
    fn drop_column(&self, operation: &DropColumn, before: &Schema) -> Lowered;
    /// Drops a constraint.
    fn drop_constraint(&self, operation: &DropConstraint, before: &Schema) -> Lowered;
    /// Drops an enum type.
    fn drop_enum(&self, operation: &DropEnum, before: &Schema) -> Lowered;
    /// Drops an index.
    fn drop_index(&self, operation: &DropIndex, before: &Schema) -> Lowered;
    /// Drops a schema.
    fn drop_schema(&self, operation: &DropSchema, before: &Schema) -> Lowered;
    /// Drops a table.
    fn drop_table(&self, operation: &DropTable, before: &Schema) -> Lowered;
    /// Inserts rows.
    fn insert_rows(&self, operation: &InsertRows, before: &Schema) -> Lowered;
    /// Moves a table to another schema.
    fn move_table(&self, operation: &MoveTable, before: &Schema) -> Lowered;
    /// Removes a value from an enum type.
    fn remove_enum_value(&self, operation: &RemoveEnumValue, before: &Schema) -> Lowered;
    /// Renames a column.
    fn rename_column(&self, operation: &RenameColumn, before: &Schema) -> Lowered;
    /// Renames a constraint.
    fn rename_constraint(&self, operation: &RenameConstraint, before: &Schema) -> Lowered;
    /// Renames an enum type.
    fn rename_enum(&self, operation: &RenameEnum, before: &Schema) -> Lowered;
    /// Renames a value of an enum type.
    fn rename_enum_value(&self, operation: &RenameEnumValue, before: &Schema) -> Lowered;
    /// Brings the values of an enum type into another order.
    fn reorder_enum(&self, operation: &ReorderEnum, before: &Schema) -> Lowered;
    /// Renames an index.
    fn rename_index(&self, operation: &RenameIndex, before: &Schema) -> Lowered;
    /// Renames a table.
    fn rename_table(&self, operation: &RenameTable, before: &Schema) -> Lowered;
    /// Makes other columns the primary key.
    fn replace_primary_key(&self, operation: &ReplacePrimaryKey, before: &Schema) -> Lowered;
    /// Creates a view.
    fn create_view(&self, operation: &CreateView, before: &Schema) -> Lowered;
    /// Drops a view.
    fn drop_view(&self, operation: &DropView, before: &Schema) -> Lowered;
    /// Renames a view.
    fn rename_view(&self, operation: &RenameView, before: &Schema) -> Lowered;
    /// Gives a view another query.
    fn replace_view(&self, operation: &ReplaceView, before: &Schema) -> Lowered;
    /// Creates a view again.
    fn restore_view(&self, operation: &RestoreView, before: &Schema) -> Lowered;
    /// Sets columns of rows.
    fn update_rows(&self, operation: &UpdateRows, before: &Schema) -> Lowered;
    /// Says what a table or a column is for.
    fn set_comment(&self, operation: &SetComment, before: &Schema) -> Lowered;
    /// Gives a key and the columns that foreign keys tie to it another type.
    fn set_key_type(&self, operation: &SetKeyType, before: &Schema) -> Lowered;
    /// Makes a table another one in what single databases have besides columns.
    fn set_table_options(&self, operation: &SetTableOptions, before: &Schema) -> Lowered;
    /// Moves an enum type, a function, a sequence or a view to another schema.
    fn move_to_schema(&self, operation: &MoveToSchema, before: &Schema) -> Lowered;
    /// Has a sequence begin again.
    fn restart_sequence(&self, operation: &RestartSequence, before: &Schema) -> Lowered;
    /// Updates an extension.
    fn update_extension(&self, operation: &UpdateExtension, before: &Schema) -> Lowered;
    /// Makes a unique index the index of a constraint.
    fn use_index(&self, operation: &UseIndex, before: &Schema) -> Lowered;
    /// Looks whether rows keep a constraint.
    fn validate_constraint(&self, operation: &ValidateConstraint, before: &Schema) -> Lowered;
}

impl Dialect {
    /// The statements of one operation, given the schema before it.
    ///
    /// # Errors
    ///
    /// When the dialect cannot do it faithfully.
    pub fn lower(self, operation: &Operation, before: &Schema) -> Result<Vec<Statement>, Unsupported> {
        let lower: &dyn Lower = match self {
            Self::MySql => &mysql::MySql,
            Self::Postgres => &postgres::Postgres,
            Self::Sqlite => &sqlite::Sqlite,
        };
        for schema in operation.names().into_iter().filter_map(|name| name.schema.as_ref()) {
            lower.schema(schema)?;
        }
        match operation {
            Operation::AddColumn(operation) => lower.add_column(operation, before),
            Operation::AddConstraint(operation) => lower.add_constraint(operation, before),
            Operation::AddEnumValue(operation) => lower.add_enum_value(operation, before),
            Operation::AlterColumn(operation) => lower.alter_column(operation, before),
            Operation::Backfill(operation) => lower.backfill(operation, before),
            Operation::CreateEnum(operation) => lower.create_enum(operation, before),
            Operation::CreateExtension(operation) => lower.create_extension(operation, before),
            Operation::CreateFunction(operation) => lower.create_function(operation, before),
            Operation::CreateTrigger(operation) => lower.create_trigger(operation, before),
            Operation::DropExtension(operation) => lower.drop_extension(operation, before),
            Operation::DropFunction(operation) => lower.drop_function(operation, before),
            Operation::DropTrigger(operation) => lower.drop_trigger(operation, before),
            Operation::ReplaceFunction(operation) => lower.replace_function(operation, before),
            Operation::ReplaceTrigger(operation) => lower.replace_trigger(operation, before),
            Operation::AlterSequence(operation) => lower.alter_sequence(operation, before),
            Operation::CreateSequence(operation) => lower.create_sequence(operation, before),
            Operation::DropSequence(operation) => lower.drop_sequence(operation, before),
            Operation::RenameSequence(operation) => lower.rename_sequence(operation, before),
            Operation::CreateIndex(operation) => lower.create_index(operation, before),
            Operation::CreateSchema(operation) => lower.create_schema(operation, before),
            Operation::CreateTable(operation) => lower.create_table(operation, before),
            Operation::DataStep(DataStep { name, function, reverse: _, offline, offline_reverse: _ }) => {
                let offline = offline.as_ref().map(|sql| author::statements(self, sql)).transpose()?;
                Ok(vec![Statement::Data { name: name.clone(), function: function.clone(), offline }])
            }
            Operation::DeleteRows(operation) => lower.delete_rows(operation, before),
            Operation::DeleteSelected(operation) => lower.delete_selected(operation, before),
            Operation::DropColumn(operation) => lower.drop_column(operation, before),
            Operation::DropConstraint(operation) => lower.drop_constraint(operation, before),
            Operation::DropEnum(operation) => lower.drop_enum(operation, before),
            Operation::DropIndex(operation) => lower.drop_index(operation, before),
            Operation::DropSchema(operation) => lower.drop_schema(operation, before),
            Operation::DropTable(operation) => lower.drop_table(operation, before),
            Operation::InsertRows(operation) => lower.insert_rows(operation, before),
            Operation::MoveTable(operation) => lower.move_table(operation, before),
            Operation::RemoveEnumValue(operation) => lower.remove_enum_value(operation, before),
            Operation::RenameColumn(operation) => lower.rename_column(operation, before),
            Operation::RenameConstraint(operation) => lower.rename_constraint(operation, before),
            Operation::RenameEnum(operation) => lower.rename_enum(operation, before),
            Operation::RenameEnumValue(operation) => lower.rename_enum_value(operation, before),
            Operation::ReorderEnum(operation) => lower.reorder_enum(operation, before),
            Operation::RenameIndex(operation) => lower.rename_index(operation, before),
            Operation::RenameTable(operation) => lower.rename_table(operation, before),
            Operation::ReplacePrimaryKey(operation) => lower.replace_primary_key(operation, before),
            Operation::CreateView(operation) => lower.create_view(operation, before),
            Operation::DropView(operation) => lower.drop_view(operation, before),
            Operation::RenameView(operation) => lower.rename_view(operation, before),
            Operation::ReplaceView(operation) => lower.replace_view(operation, before),
            Operation::RestoreView(operation) => lower.restore_view(operation, before),
            Operation::SetComment(operation) => lower.set_comment(operation, before),
            Operation::SetKeyType(operation) => lower.set_key_type(operation, before),
            Operation::SetTableOptions(operation) => lower.set_table_options(operation, before),
            Operation::MoveToSchema(operation) => lower.move_to_schema(operation, before),
            Operation::RestartSequence(operation) => lower.restart_sequence(operation, before),
            Operation::UpdateExtension(operation) => lower.update_extension(operation, before),
            Operation::IfNeeded(operation) => if_needed::lower(self, operation, before),
            Operation::UseIndex(operation) => lower.use_index(operation, before),
            Operation::ValidateConstraint(operation) => lower.validate_constraint(operation, before),
            Operation::Sql(operation) if operation.is_declaration() => Ok(Vec::new()),
            Operation::Sql(operation) => {
                let text = operation.text.text(self);
                let concurrent = match self {
                    Self::MySql | Self::Sqlite => None,
                    Self::Postgres => postgres::authored::concurrent_index_of(&text),
                };
                match concurrent {
                    Some(statement) => Ok(vec![statement]),
                    None => Ok(vec![Statement::Author(author::statements(self, &operation.text)?)]),
                }
            }
            Operation::UpdateRows(operation) => lower.update_rows(operation, before),
        }
    }
}

impl Statement {
    /// SQL that changes the schema.
    pub(super) fn ddl(sql: Sql) -> Self {
        Self::Ddl(sql.into_text())
    }

    /// SQL that changes rows.
    pub(super) fn dml(sql: Sql) -> Self {
        Self::Dml(sql.into_text())
    }
}

/// Asks for an empty table before a column comes that rows would have no value for.
pub(super) fn guard(dialect: Dialect, operation: &AddColumn, beside: Beside) -> Option<Statement> {
    let column = operation.column();
    (!column.fills_itself()).then(|| Statement::Guard {
        query: sql!(dialect; "SELECT 1 FROM ", operation.table(), " LIMIT 1").into_text(),
        table: operation.table().clone(),
        column: column.name.clone(),
        value: None,
        beside,
    })
}

/// Asks that no row holds a value of an enum that goes.
pub(super) fn guard_value(
    dialect: Dialect,
    table: &QualifiedName,
    column: &Name,
    value: &str,
    holds: Sql,
) -> Statement {
    let query = sql!(dialect; "SELECT count(*) FROM ", table, " WHERE ", holds, " HAVING count(*) > 0");
    Statement::Guard {
        query: query.into_text(),
        table: table.clone(),
        column: column.clone(),
        value: Some(value.to_owned()),
        beside: Beside::default(),
    }
}

/// Asks that no row of the columns that use an enum holds a value that goes, where it is mapped to none.
pub(super) fn guards_of_value(
    dialect: Dialect,
    operation: &RemoveEnumValue,
    before: &Schema,
    holds: impl Fn(&Column) -> Sql,
) -> Vec<Statement> {
    let RemoveEnumValue { name, value, map_to } = operation;
    let columns = before.columns_of_enum(name).filter(|_| map_to.is_none());
    columns
        .map(|(table, column)| guard_value(dialect, &table.name, &column.name, value, holds(column)))
        .collect()
}
