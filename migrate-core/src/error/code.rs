//! The codes of errors: one table, which is API.

use std::fmt;

use super::ErrorKind;

/// An error's code. It stays the same in every version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The code, as `lock-timeout`.
    pub text: &'static str,
    /// Which part of the work it belongs to.
    pub kind: ErrorKind,
    /// What it stands for.
    pub meaning: &'static str,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

macro_rules! codes {
    ($($name:ident $text:literal $kind:ident $meaning:literal;)*) => {
        $(pub(super) const $name: Code = Code { text: $text, kind: ErrorKind::$kind, meaning: $meaning };)*

        /// All codes, sorted.
        pub const CODES: &[Code] = &[$($name,)*];
    };
}

codes! {
    BROKEN_REFERENCES "broken-references" Execute "rows would be left that reference nothing, after tables were made anew";
    CHAIN_GRAPH "chain-graph" Chain "a revision names one that is not in the program, or revisions wait for each other in a ring";
    CHAIN_REGISTRY "chain-registry" Chain "the program does not hold the revisions that the chain's sources have";
    CHAIN_REPLAY "chain-replay" Chain "a revision does not fit the schema that those before it make, or its function panicked";
    COLUMN "column" Execute "a column of MySQL or MariaDB cannot be changed: what is in the database does not let it";
    CONNECT "connect" Connect "the database cannot be opened";
    CONNECT_FILE "connect-file" Connect "the SQLite file or its folder is not there";
    CONNECT_URL "connect-url" Connect "the database URL cannot be read";
    DATA_STEP "data-step" Execute "a data step returned an error or panicked";
    DATABASE "database" Execute "a database as a whole cannot be made, dropped, looked into or copied";
    DOWNGRADE_DIFFERS "downgrade-differs" Chain "a downgrade written by hand leaves another schema than was before";
    DRIVER_MISSING "driver-missing" Connect "the program was built without the driver of this database";
    ESCAPED "escaped" Execute "what a revision ran ended its transaction";
    HISTORY "history" Ledger "what another tool says that it has applied is not what the revisions are; nothing was changed";
    HOLDS_VALUE "holds-value" Execute "rows hold a value of an enum that is taken away";
    HOLE "hole" Ledger "a revision is not applied, though one that stands on it is; nothing has run";
    INSPECT "inspect" Execute "what is in the database cannot be read from its catalogue";
    INTERRUPTED "interrupted" Interrupted "the run was stopped from outside";
    IRREVERSIBLE "irreversible" Chain "operations that nothing undoes would have to be undone; nothing has run";
    LEDGER "ledger" Ledger "the ledger cannot be read or written";
    LIMIT "limit" Connect "how long statements wait or run cannot be limited";
    LOCK "lock" Lock "the lock cannot be taken";
    LOCK_TIMEOUT "lock-timeout" Lock "another run held the lock for too long";
    LOSES_ROWS "loses-rows" Consent "a downgrade or a push would lose rows, and has no leave to; nothing of that has run";
    MODEL "model" Chain "the models of a chain make no schema, or the program has none";
    NOT_EMPTY "not-empty" Execute "a table holds rows that an operation would have no value for";
    OFFLINE "offline" Unsupported "a revision does what no script of SQL can do; nothing was written";
    PUSH "push" Target "what the models say cannot be pushed to this database, or it is not clear what was renamed; nothing has run";
    PUSH_LEDGER "push-ledger" Ledger "the ledger holds revisions of the chain and is not at its heads, so nothing is pushed";
    PUSH_ROWS "push-rows" Consent "rows are in the way of what models say, and only a person can say what becomes of them; nothing has run";
    REBUILD "rebuild" Execute "a table of SQLite cannot be made anew: what is in the database does not let it";
    RUNTIME "runtime" Connect "no runtime for a blocking call could be made";
    SEARCH_PATH "search-path" Connect "the search path of PostgreSQL cannot be set";
    STATEMENT "statement" Execute "a statement failed";
    TARGET "target" Target "a target is none, is unknown or ambiguous, or there is no way to it";
    TRANSACTION "transaction" Execute "a revision's transaction could not be opened or committed";
    UNFINISHED "unfinished" Ledger "an earlier run stopped inside a revision, which has to be finished first; nothing has run";
    UNKNOWN_APPLIED "unknown-applied" Ledger "the ledger holds revisions that the program does not have; nothing has run";
    UNRESUMABLE "unresumable" Execute "an earlier run stopped inside a revision, and it cannot be known where";
    UNSUPPORTED "unsupported" Unsupported "the dialect cannot do what a revision asks for; nothing has run";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_unique_and_documented() {
        assert!(CODES.is_sorted_by(|one, two| one.text < two.text));
        assert!(CODES.iter().all(|code| !code.meaning.is_empty()));
    }
}
