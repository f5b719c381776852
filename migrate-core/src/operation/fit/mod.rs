//! Whether a definition fits a schema.

mod column;
mod constraint;
mod found;
mod table;

pub(super) use column::{column, is_temporal, value};
pub(super) use constraint::{column_types, constraint, index, key_not_in_use};
pub(super) use found::{
    column_not_needed, free_relation, free_table, function_not_called, may_have_column, name, not_needed,
    require_column, require_constraint, require_enum, require_extension, require_function, require_index,
    require_schema, require_sequence, require_table, require_view, sequence_not_used,
};
pub(super) use table::{comment, distinct_names, table, valid};
