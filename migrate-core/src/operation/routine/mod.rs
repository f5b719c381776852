//! Operations on code that the database keeps: functions and triggers.

mod function;
mod trigger;

pub(super) use function::written_types;
pub use function::{ArgumentTypes, Arguments, CreateFunction, DropFunction, ReplaceFunction};
pub(super) use trigger::again as triggers_again;
pub use trigger::{CreateTrigger, DropTrigger, ReplaceTrigger};
