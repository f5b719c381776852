//! Operations on enum types and their values.

mod add_enum_value;
mod create_enum;
mod drop_enum;
mod enum_values;
mod remove_enum_value;
mod rename_enum;
mod rename_enum_value;
mod reorder_enum;

pub use add_enum_value::{AddEnumValue, AddEnumValueBuilder, Place};
pub use create_enum::{CreateEnum, CreateEnumBuilder};
pub use drop_enum::DropEnum;
pub use remove_enum_value::{RemoveEnumValue, RemoveEnumValueBuilder};
pub use rename_enum::RenameEnum;
pub use rename_enum_value::RenameEnumValue;
pub use reorder_enum::ReorderEnum;
