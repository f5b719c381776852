//! An example of the catalogue, and what is known of it.

use super::{Code, shop};

/// Examples of one kind.
#[derive(Clone, Debug)]
pub struct Group {
    /// The title, which is that of a chapter.
    pub title: &'static str,
    /// The examples, in the order of the page.
    pub examples: Vec<Example>,
}

/// Where an example is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In the snapshots, and on the page.
    OnThePage,
    /// In the snapshots alone: it is about a corner.
    InTests,
}

/// Whether the database may hold what the chain does not know, when an example is done or undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaves {
    /// It holds what the chain knows.
    Nothing,
    /// Something is left to others.
    Something,
}

/// What a revision may do, on the tables of [`shop`](super::shop()) and those of its own.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it does, with an imperative.
    pub name: &'static str,
    /// What people should know, in Markdown. May be empty.
    pub about: &'static str,
    /// The tables that it finds, and their rows: the shop's, where it is none of the corners.
    pub base: Code,
    /// What is there before, beside those tables.
    pub before: Option<Code>,
    /// What it does.
    pub code: Code,
    /// The columns, as `table.column`, in which it changes values of rows.
    pub changes: &'static [&'static str],
    /// The columns, as `table.column`, that do not come back as they were when it is undone.
    pub loses: &'static [&'static str],
    /// Whether something is left to others.
    pub leaves: Leaves,
    /// Queries, and what they find when it is done.
    pub finds: Vec<(&'static str, &'static str)>,
    /// The first major version of PostgreSQL that has it, where that is newer than the server of the tests.
    pub postgres: Option<u32>,
    /// Where it is shown.
    pub shown: Shown,
}

/// An example of the page.
pub(super) fn example(name: &'static str, code: Code) -> Example {
    Example {
        name,
        about: "",
        base: shop(),
        before: None,
        code,
        changes: &[],
        loses: &[],
        leaves: Leaves::Nothing,
        finds: Vec::new(),
        postgres: None,
        shown: Shown::OnThePage,
    }
}

impl Example {
    /// Says what people should know.
    pub(super) fn about(self, about: &'static str) -> Self {
        Self { about, ..self }
    }

    /// Says which tables it finds.
    pub(super) fn on(self, base: Code) -> Self {
        Self { base, ..self }
    }

    /// Says what is there before, beside the shop.
    pub(super) fn before(self, before: Code) -> Self {
        Self { before: Some(before), ..self }
    }

    /// Says in which columns values of rows change.
    pub(super) fn changes(self, changes: &'static [&'static str]) -> Self {
        Self { changes, ..self }
    }

    /// Says which columns do not come back as they were.
    pub(super) fn loses(self, loses: &'static [&'static str]) -> Self {
        Self { loses, ..self }
    }

    /// Says that the database keeps what the chain does not know any more.
    pub(super) fn leaves_something(self) -> Self {
        Self { leaves: Leaves::Something, ..self }
    }

    /// Says what a query finds when it is done: a line for each row, with tabs between the values.
    pub(super) fn finds(mut self, query: &'static str, answer: &'static str) -> Self {
        self.finds.push((query, answer));
        self
    }

    /// Says that PostgreSQL has it since this major version.
    pub(super) fn since_postgres(self, major: u32) -> Self {
        Self { postgres: Some(major), ..self }
    }

    /// Shows it in the snapshots alone.
    pub(super) fn in_tests(self) -> Self {
        Self { shown: Shown::InTests, ..self }
    }

    /// The name as files have it.
    pub fn slug(&self) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
        self.name.chars().map(plain).collect()
    }
}
