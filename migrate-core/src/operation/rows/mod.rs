//! Operations on rows.

mod backfill;
mod delete_rows;
mod delete_selected;
mod insert_rows;
mod row;
mod selection;
mod tempo;
mod update_rows;

pub use backfill::{Backfill, BackfillBuilder};
pub use delete_rows::DeleteRows;
pub use delete_selected::{DeleteRowsBuilder, DeleteSelected, UndoDelete};
pub use insert_rows::InsertRows;
pub use row::Row;
pub use selection::{Condition, Selection};
pub use tempo::Tempo;
pub use update_rows::{Assignment, UndoUpdate, UpdateRows, UpdateRowsBuilder};
