//! The macros of `migrate-core`: [`chain!`](macro@chain), [`#[revision]`](macro@revision), [`#[test]`](macro@test), and the
//! derives [`Table`](macro@Table) and [`SqlEnum`](macro@SqlEnum). Use them through `migrate-core`, whose paths the generated code names.
//!
//! Each macro is a folder of the same stages: parse (tokens to the user's words), check (every mistake,
//! at the token that made it), expand (what is written for the user), stub (what stands in its place
//! beside an error, so that one mistake gives one error). All text for users is in `wording`.

use proc_macro::TokenStream;

mod chain;
mod docs;
mod naming;
mod problems;
mod revision;
mod sql_enum;
mod table;
mod test;
mod verdict;
mod wording;
mod words;

/// Makes a chain: a type of your crate that stands for the revisions in the modules beside it.
///
/// ```text
/// mod r20260101_090000_initial;
/// mod r20260214_113000_adding_offers;
///
/// migrate_core::chain!(pub Shop = "shop");
/// ```
///
/// `Shop` is the type, which every entry point takes; `"shop"` is the name under which the database remembers the chain,
/// for ever: one to 64 letters, digits, `_`, `.` and `-`. Doc comments and attributes may stand before `pub`.
///
/// It reads the files of the modules and judges the chain as a whole, so that `cargo check` reports a broken chain at the
/// literal that broke it. What it writes names `::migrate_core`: where `Cargo.toml` calls it otherwise, say
/// `extern crate otherwise as migrate_core;` at the root of the crate. It also makes a test that fails when the program lacks a revision of the sources. A
/// module has one chain.
///
/// `chain!(pub Shop = "shop", models = [entities::Entities])` takes the models of another crate for the chain's own, which
/// `migrate_core::models!(pub Entities)` made ready there. Those of the crate itself need no word.
#[proc_macro]
pub fn chain(input: TokenStream) -> TokenStream {
    chain::derive(input.into()).into()
}

/// Makes a function a revision of the chain in the module above, or beside it.
///
/// ```text
/// /// Adding Offer model for managing deals.
/// #[revision(id = "2d970929c35", down = "37e1cb6de47")]
/// fn upgrade(op: &mut Operations) { … }
/// ```
///
/// The doc comment is the revision's message. The keys:
///
/// | key | value |
/// |---|---|
/// | `id` | one to 128 letters, digits, `_` and `.`, of no other revision; not `head`, `heads`, `base` or `current` |
/// | `down` | the revision before it; a list for a merge; left out for the first |
/// | `branch` | a label, which declares that a branch starts here: one to 64 letters, digits, `_`, `.` and `-`, not the id of another |
/// | `depends_on` | a list of revisions that must be applied before, without being parents; one of another chain is named behind the path of its type: `["2d97…", accounts::Accounts("9f0c…")]` |
/// | `downgrade` | the path of a function that records the downgrade, where the derived one will not do |
/// | `chain` | the path of the chain's type, where it is not the one in the module above |
#[proc_macro_attribute]
pub fn revision(arguments: TokenStream, item: TokenStream) -> TokenStream {
    revision::derive(arguments.into(), &item.into()).into()
}

/// Makes an async function a test with a database of its own, at the head of the chain that is named.
///
/// ```text
/// #[migrate_core::test(Shop)]
/// async fn totals(pool: SqlitePool) { … }
/// ```
///
/// The type of the argument says which database. Other attributes (`#[should_panic]`, `#[cfg(…)]`) and the return
/// type are those of the test.
#[proc_macro_attribute]
pub fn test(arguments: TokenStream, item: TokenStream) -> TokenStream {
    test::derive(arguments.into(), item.into()).into()
}

/// Makes an enum of Rust an enum type of the database.
///
/// ```text
/// #[derive(SqlEnum)]
/// #[sql_enum(rename_all = "UPPERCASE")]
/// enum DealCurrency {
///     Eur,
///     #[sql_enum(name = "US$", renamed_from = "USD")]
///     Usd,
/// }
/// ```
///
/// Its name is that of the Rust type in `snake_case`, here `deal_currency`; its values are the variants as they are written, in
/// their order, as sqlx has them. What `#[sqlx(type_name = …, rename_all = …, rename = …)]` says for `sqlx::Type` is understood
/// and need not be said twice. The words of `#[sql_enum(…)]` on the enum:
///
/// | word | |
/// |---|---|
/// | `name = "…"` | the name |
/// | `schema = "…"` | the schema of PostgreSQL that it is in |
/// | `rename_all = "…"` | how values are made of variants: `lowercase`, `UPPERCASE`, `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `camelCase`, `PascalCase` |
/// | `renamed_from = "…"` | the name of before, so that the next revision renames it |
/// | `chain = path` | the chain that it belongs to, where that is not the nearest |
///
/// and on a variant: `name = "…"`, `renamed_from = "…"`. The enum becomes a `Value`, so that it is a default of a column, and
/// a value in a row.
#[proc_macro_derive(SqlEnum, attributes(sql_enum))]
pub fn sql_enum(input: TokenStream) -> TokenStream {
    sql_enum::derive(input.into()).into()
}

/// Makes a struct a model: what it says of its table is what the next revision will make of the database.
///
/// ```text
/// #[derive(Table, sqlx::FromRow)]
/// #[table(index(deal_id, desc(price)), check("price >= 0"))]
/// struct Offer {
///     #[column(primary_key, identity)]
///     id: i64,
///     #[column(references = Deal, on_delete = Cascade)]
///     deal_id: i64,
///     #[column(type = Numeric(10, 2), default = 0)]
///     price: Decimal,
///     note: Option<String>,
/// }
/// ```
///
/// The table's name is that of the struct in `snake_case` and plural, by the rules of English: `DealTag` is `deal_tags`, `Company` is
/// `companies`; `Person` is `persons` until it says `name = "people"`. Each field is a column of its name and of the type that its Rust
/// type has, nullable where that is an `Option`. No name is magic: an `id` is a key where it says so. The words are those of
/// `create_table`; in their values all names of `migrate_core::prelude` are at hand.
///
/// The words of `#[column(…)]` on a field:
///
/// | word | |
/// |---|---|
/// | `name = "…"` | the column's name |
/// | `type = Varchar(255)` | the column's type, where not that of the Rust type |
/// | `nullable`, `not_null` | where the Rust type does not tell |
/// | `default = …` | a value, a variant of a `SqlEnum`, `expr("…")`, `now()`, `next_value("…")` |
/// | `primary_key` | the primary key, or one more column of it |
/// | `identity`, `identity = Identity::always()` | the database numbers the rows |
/// | `unique`, `index` | a unique constraint or an index of this column alone |
/// | `check = "…"` | a check that is named after the column |
/// | `references = Deal` | a foreign key to the primary key of a model; `Deal::code` to another column; `references("deals", "id")` to a table without a model |
/// | `on_delete = Cascade`, `on_update = …`, `deferrable`, `initially_deferred`, `match_full`, `key_name = "…"` | of the foreign key before it |
/// | `generated = "…"`, `generated_virtual = "…"` | the database computes the value |
/// | `collate = "…"`, `collate_on(Sqlite, "NOCASE")` | how text is compared |
/// | `comment = "…"`, `comment` | what it is for; alone: its doc comment |
/// | `mysql(on_update_now, invisible)` | what the column is on MySQL and MariaDB alone |
/// | `renamed_from = "…"` | the column's name of before, so that the next revision renames it |
/// | `on = Postgres`, `on = [Postgres, Sqlite]` | the column is there on these databases alone |
/// | `skip` | the field is no column |
///
/// The words of `#[table(…)]` on the struct; fields are named as they are in Rust:
///
/// | word | |
/// |---|---|
/// | `name = "…"`, `schema = "…"` | the table's name, and the schema of PostgreSQL that it is in |
/// | `primary_key(a, b)` | with `include(c)`, `name = "…"`, `deferrable`, `initially_deferred` |
/// | `unique(a, b)` | the same, and `nulls_not_distinct` |
/// | `index(a, desc(b), expr("lower(c)"), prefix(d, 20))` | with `unique`, `predicate = "…"`, `using = "gin"`, `include(c)`, `nulls_not_distinct`, `name = "…"`, `with = [("fillfactor", 70)]`, `mysql(comment = "…")` |
/// | `foreign_key(a, b, references = Order(x, y))` | with `on_delete = …`, `on_update = …`, `deferrable`, `initially_deferred`, `match_full`, `set_columns(a)`, `not_valid`, `name = "…"` |
/// | `check("…")` | with `name = "…"`, `no_inherit`, `not_valid` |
/// | `exclude((room, "="), (expr("tsrange(a, b)"), "&&"))` | with `using = "…"`, `predicate = "…"`, `include(c)`, `name = "…"`, `deferrable`, `initially_deferred` |
/// | `comment = "…"`, `comment` | what it is for; alone: its doc comment |
/// | `mysql(engine = "…")`, `sqlite(strict)` | what the table is on one database: the methods of `t.mysql()` and its like |
/// | `postgres(partition_by_range(made))` | the same: `unlogged`, `with = […]`, `inherits(Parent)`, `partition_of(Parent, "FOR VALUES …")` |
/// | `renamed_from = "…"` | the table's name of before, so that the next revision renames it |
/// | `chain = path` | the chain that it belongs to, where that is not the nearest |
/// | `on = Postgres` | the table is there on these databases alone; in a part, that part |
///
/// Where two parts name one field, their fields may stand in brackets, `index([a, b])`: without, clippy takes the second for a
/// word that was written twice (`duplicated_attributes`).
///
/// It lives beside `sqlx::FromRow`: what `#[sqlx(rename = …)]`, `rename_all`, `skip`, `try_from` and `json` say of a column is understood,
/// and an attribute here that says otherwise is an error.
#[proc_macro_derive(Table, attributes(column, table))]
pub fn table(input: TokenStream) -> TokenStream {
    table::derive(input.into()).into()
}

/// Not public API. Used by generated code.
#[doc(hidden)]
#[proc_macro]
pub fn __verdict(input: TokenStream) -> TokenStream {
    verdict::derive(input.into()).into()
}
