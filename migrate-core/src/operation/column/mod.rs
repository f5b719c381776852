//! Operations on columns.

mod add_column;
mod alter_column;
mod alter_column_builder;
mod column_builder;
mod drop_column;
mod rename_column;

pub use add_column::AddColumn;
pub use alter_column::{AlterColumn, Change, Nullability, SetType};
pub use alter_column_builder::{AlterColumnBuilder, FillBuilder, TypeBuilder};
pub use column_builder::{ColumnBuilder, MySqlColumnBuilder, ReferenceBuilder};
pub use drop_column::{DropColumn, DropColumnBuilder};
pub use rename_column::RenameColumn;
