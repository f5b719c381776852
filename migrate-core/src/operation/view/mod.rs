//! Operations on views.

mod create_view;
mod definition;
mod drop_view;
mod rename_view;
mod replace_view;
mod restore_view;

pub use create_view::CreateView;
pub(crate) use definition::mentioned;
pub use definition::{Need, ViewBuilder, ViewDefinition};
pub use drop_view::DropView;
pub use rename_view::RenameView;
pub use replace_view::ReplaceView;
pub use restore_view::RestoreView;
