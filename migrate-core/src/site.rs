//! Where in the user's source a thing was declared.

use std::fmt;
use std::panic::Location;

/// A place in the user's source: file, line and column, as rustc names them.
///
/// Lines and columns count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Site {
    file: &'static str,
    line: u32,
    column: u32,
}

impl Site {
    /// Of what stands in the ledger, and in no source.
    pub const LEDGER: Self = Self::new("the ledger", 0, 0);

    /// Of what was found in a database, and stands in no source yet.
    pub const DATABASE: Self = Self::new("the database", 0, 0);

    /// A site from its parts, as the macros know them.
    #[doc(hidden)]
    pub const fn new(file: &'static str, line: u32, column: u32) -> Self {
        Self { file, line, column }
    }

    /// The place that called the function which asks.
    #[track_caller]
    #[must_use]
    pub fn caller() -> Self {
        let location = Location::caller();
        Self::new(location.file(), location.line(), location.column())
    }

    /// The path of the source file, relative to where rustc ran (the workspace root under cargo).
    pub const fn file(self) -> &'static str {
        self.file
    }

    /// The line, counted from one.
    pub const fn line(self) -> u32 {
        self.line
    }

    /// The column, counted from one.
    pub const fn column(self) -> u32 {
        self.column
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if [Self::LEDGER, Self::DATABASE].contains(self) {
            return f.write_str(self.file);
        }
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
