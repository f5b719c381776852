//! The catalogue: one list of examples of all operations.
//!
//! From it come the snapshots of what each dialect makes of each example, the test that runs each on the three databases
//! over tables with rows, and the page `migrate-core/docs/operations.md`. To add an operation, add an example to the group
//! that it belongs to, and write the rest anew as `CONTRIBUTING.md` says.

mod code;
mod columns;
mod constraints;
mod corners;
mod enums;
mod example;
mod functions;
mod indexes;
pub mod lowered;
mod own;
mod rows;
mod schemas;
mod sequences;
mod shop;
mod tables;
mod views;

pub use code::Code;
pub use example::{Example, Group, Leaves, Shown};
pub use shop::shop;

/// A closure that records, with the place where it is written, so that its text can be read there.
macro_rules! rust {
    ($record:expr) => {
        $crate::catalogue::Code { record: $record, file: file!(), line: line!(), column: column!() }
    };
}
use rust;

/// All examples, in the order of the page.
pub fn groups() -> Vec<Group> {
    let mut groups = vec![
        tables::group(),
        columns::group(),
        constraints::group(),
        indexes::group(),
        enums::group(),
        views::group(),
        functions::group(),
        sequences::group(),
        schemas::group(),
        rows::group(),
        own::group(),
    ];
    groups.extend(corners::groups());
    groups
}
