//! Every text that a user of the macros may see, beside those of the source reader's typed errors.

/// The function that a revision is.
pub(crate) const SIGNATURE: &str = "a revision is a plain function: `fn upgrade(op: &mut Operations) { … }`";

/// The name by which a revision finds its chain in the module above.
///
/// Where there is none, rustc says ``cannot find `…` in `super` ``, so the name is the help.
pub(crate) const CHAIN_ALIAS: &str = "chain__declare_it_there_or_name_it_with_chain_equals_path";

/// `const fn`, `unsafe fn` and `extern fn`.
pub(crate) fn qualifier(word: &str) -> String {
    format!("a revision may not be `{word}`; {SIGNATURE}")
}

/// `async fn`.
pub(crate) const ASYNC: &str = "a revision may not be `async`: it only records operations, which run later; \
                         remove `async`, and read or write rows in a data step";

/// `fn upgrade<T>(…)`.
pub(crate) const GENERIC: &str = "a revision may not be generic; write `fn upgrade(op: &mut Operations)`";

/// `fn upgrade(&self)`.
pub(crate) const METHOD: &str = "a revision is no method; move it out of the `impl` as a plain function: \
                          `fn upgrade(op: &mut Operations) { … }`";

/// `fn upgrade(op: Operations)`.
pub(crate) const ARGUMENT: &str =
    "the argument of a revision is `&mut Operations`; write `op: &mut Operations`";

/// `fn upgrade()`.
pub(crate) const NO_ARGUMENT: &str = "a revision takes one argument; write `(op: &mut Operations)`";

/// `fn upgrade(op: &mut Operations, more: u8)`.
pub(crate) const ARGUMENTS: &str = "a revision takes one argument, `op: &mut Operations`; remove this one";

/// `fn upgrade(op: &mut Operations) -> …`.
pub(crate) const RETURN_VALUE: &str = "a revision returns nothing; remove the return type, since operations report their \
                                own mistakes with the file and line";

/// `__verdict!` by hand.
pub(crate) const NOT_PUBLIC: &str =
    "this macro is not public; only the code that `#[revision]` writes calls it";

/// `depends_on = [accounts::Accounts("…")]` with an id that the chain does not have.
pub(crate) fn unknown_need(id: &str, chain: &str) -> String {
    format!("`depends_on` names `{id}`, which is no revision of `{chain}`")
}

/// `depends_on = [crate::Shop("…")]` with the chain's own type.
pub(crate) fn own_need(id: &str, chain: &str) -> String {
    format!(
        "`depends_on` names `{chain}`, which is this chain itself; name its revision by the id alone: `\"{id}\"`"
    )
}

/// `chain!(Shop)` and the like: what syn missed, and the whole form.
pub(crate) fn chain_form(missed: &impl std::fmt::Display) -> String {
    format!(
        "{missed}; a chain is a type and its name in the database, for ever: `chain!(pub Shop = \"shop\")`"
    )
}

/// The function that a test is.
pub(crate) const TEST: &str = "a test of a chain is an async function that takes its database: \
                               `async fn name(pool: SqlitePool) { … }`";

/// `#[migrate_core::test]`.
pub(crate) const TEST_WITHOUT_CHAIN: &str =
    "the test names no chain; write `#[migrate_core::test(Shop)]` with the type that `chain!` made";

/// `#[migrate_core::test(Shop, …)]`.
pub(crate) const TEST_OPTION: &str =
    "unknown option; the chain is all that `#[migrate_core::test(Shop)]` takes";

/// `fn name(…)`.
pub(crate) const TEST_ASYNC: &str = "a test of a chain is `async`, since it works with its database; \
                                     write `async fn`";

/// `async fn name()`.
pub(crate) const TEST_NO_ARGUMENT: &str = "a test of a chain takes its database; write `(pool: SqlitePool)`, \
                                           or use `#[test]` where it needs none";

/// `async fn name(pool: SqlitePool, more: u8)`.
pub(crate) const TEST_ARGUMENTS: &str = "a test of a chain takes one argument, its database; remove this one";

/// `async fn name(&self)`.
pub(crate) const TEST_METHOD: &str =
    "a test of a chain is no method; move it out of the `impl` as a plain function";

/// `async fn name<T>(…)`.
pub(crate) const TEST_GENERIC: &str = "a test of a chain may not be generic; name the type of its pool";

/// `async unsafe fn` and the like.
pub(crate) fn test_qualifier(word: &str) -> String {
    format!("a test of a chain may not be `{word}`; {TEST}")
}

/// `#[column = …]` and the like.
pub(crate) fn attribute_form(name: &str) -> String {
    format!("expected `#[{name}(…)]`, with words between commas")
}

/// `#[column("x")]` and the like.
pub(crate) fn no_word(name: &str) -> String {
    format!("expected a word of `#[{name}(…)]`: `word`, `word = value` or `word(…)`")
}

/// A word with something else behind it than it takes.
pub(crate) fn ill_word(word: &str, form: &str) -> String {
    format!("`{word}` {form}")
}

/// A word that stands twice.
pub(crate) fn twice(word: &str) -> String {
    format!("`{word}` is given twice; keep one of them")
}

/// A word that nobody knows.
pub(crate) fn unknown_word(word: &str, place: &str, known: &[&str], near: Option<&str>) -> String {
    let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("unknown word `{word}`; {place} takes {}{near}", list(known))
}

/// A `rename_all` that is none.
pub(crate) fn unknown_rule(rule: &str, known: &[&str], near: Option<&str>) -> String {
    let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("unknown rule `{rule}`; the rules are {}{near}", list(known))
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// A field that is none.
pub(crate) fn unknown_field(field: &str, model: &str, fields: &[String], near: Option<&str>) -> String {
    let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    let fields = list(&fields.iter().map(String::as_str).collect::<Vec<_>>());
    format!("`{model}` has no column of a field `{field}`; it has {fields}{near}")
}

/// Something that is no column, where one is wanted.
pub(crate) const COLUMN: &str = "expected a field, or a column in quotes";

/// Something that is no part of an index.
pub(crate) const INDEX_PART: &str =
    "expected a field, `asc(field)`, `desc(field)`, `prefix(field, 20)` or `expr(\"…\")`";

/// Something that is no part of an exclusion constraint.
pub(crate) const EXCLUDE_PART: &str = "expected what is compared, and by which operator: `(room, \"=\")`";

/// `check` of the table without an expression, or with two.
pub(crate) const TABLE_CHECK: &str =
    "a check is of one expression: `check(\"price > 0\")`, or `check(expr(\"…\").on(Sqlite, \"…\"))`";

/// A list without columns.
pub(crate) fn no_columns(word: &str) -> String {
    format!("`{word}` names no column; name its fields: `{word}(a, b)`")
}

/// What is said of a foreign key that is not there.
pub(crate) fn without_reference(word: &str) -> String {
    format!("`{word}` is of a foreign key; write `references = …` before it")
}

/// A foreign key of a table that references nothing.
pub(crate) const NO_REFERENCE: &str = "the foreign key references nothing; write `foreign_key(a, b, references = Model)`, with the same number of columns";

/// What `references` takes.
pub(crate) const REFERENCES: &str = "`references` takes a model, a field of one, or a table and its column: `references = Deal`, `references = Deal::id`, \
                                     `references(\"deals\", \"id\")`";

/// As many columns here as there.
pub(crate) fn reference_count(ours: usize, theirs: usize) -> String {
    format!("the foreign key has {ours} columns and references {theirs}")
}

/// A second primary key.
pub(crate) const TWO_KEYS: &str = "a table has one primary key; name all of its columns in one `primary_key(a, b)`, or mark each of its fields";

/// A struct without named fields.
pub(crate) const TABLE_STRUCT: &str =
    "a table is a struct with named fields, each a column: `struct Offer { id: i64 }`";

/// A struct with types or constants of its user.
pub(crate) const TABLE_GENERIC: &str = "a table is one struct; remove this parameter";

/// A struct of which no field is a column.
pub(crate) const NO_COLUMN: &str = "a table has columns; none of the fields is one";

/// Two fields of one column.
pub(crate) fn column_twice(column: &str) -> String {
    format!("column `{column}` is another field's already; give one of them another name")
}

/// sqlx's name and ours.
pub(crate) fn sqlx_name(ours: &str, sqlx: &str) -> String {
    format!("sqlx has this as `{sqlx}`, by its own attribute, and not as `{ours}`; leave one of them out")
}

/// `#[sqlx(flatten)]`.
pub(crate) const SQLX_FLATTEN: &str =
    "the columns of a flattened field are not known here; list them as fields, or say `#[column(skip)]`";

/// `skip` beside something else.
pub(crate) const SKIP: &str = "what is skipped is no column, and nothing else is said of it";

/// `nullable` and `not_null`.
pub(crate) const NULLABILITY: &str = "a column is `nullable` or `not_null`; keep one of them";

/// A field that sets a comment by its doc comment and has none.
pub(crate) const NO_DOC: &str = "there is no doc comment to take; write one, or `comment = \"…\"`";

/// An enum that is none.
pub(crate) const ENUM: &str =
    "an enum type is an `enum` of variants without fields: `enum Currency { Eur, Usd }`";

/// An enum without variants.
pub(crate) const ENUM_EMPTY: &str = "an enum type has a value at least";

/// Two variants of one value.
pub(crate) fn value_twice(value: &str) -> String {
    format!("value {value:?} is another variant's already; give one of them another name")
}

/// `renamed_from` of a table.
pub(crate) const RENAMED_FROM: &str = "`renamed_from` takes the name of before: `renamed_from = \"…\"`, or `renamed_from = (\"schema\", \"…\")`";

/// What stands behind `models` in `chain!`.
pub(crate) const CHAIN_MODELS: &str =
    "expected `models = [entities::Entities]`, with types that `models!` has made, or nothing";

/// `partition_of` with something else than a parent and its bounds.
pub(crate) const PARTITION_OF: &str =
    "`partition_of` takes the table and the bounds: `partition_of(Event, \"FOR VALUES IN (1)\")`";
