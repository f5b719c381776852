//! Operations on tables.

mod create_table;
mod drop_table;
mod followers;
mod move_table;
mod rename_table;
mod set_comment;
mod set_table_options;
mod table_builder;
mod table_options_builder;

pub use create_table::CreateTable;
pub use drop_table::{DropTable, Dropping};
pub use move_table::MoveTable;
pub use rename_table::{InnerNames, RenameTable, RenameTableBuilder};
pub use set_comment::SetComment;
pub use set_table_options::{Engine, SetTableOptions, TextEncoding};
pub use table_builder::TableBuilder;
pub use table_options_builder::{
    MySqlOptionsBuilder, PostgresOptionsBuilder, SqliteOptionsBuilder, TableOptionsBuilder,
};
