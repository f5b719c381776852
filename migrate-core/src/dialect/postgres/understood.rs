//! How PostgreSQL understands texts, where nothing may be made to ask it: on a standby, in a transaction that only reads, by
//! a user who may make nothing temporary.
//!
//! The words of a plan are the server's own, with names in full: two texts that are planned alike on the same table mean the
//! same, but where they have words that a plan leaves out ([`UNSAID`]). Of a query, the names and types of its columns are asked for beside the plan. It takes the right to read the table.

use super::same::{numbered, tried};
use super::{column, types};
use crate::dialect::Dialect::Postgres;
use crate::dialect::same::{Subject, words};
use crate::dialect::sql::{Sql, Text, Written, sql};
use crate::schema::Table;

/// The message. Its one row has the places of the pairs that are planned alike, with blanks between them.
pub(in crate::dialect) fn question(pairs: &[(Subject<'_>, Subject<'_>)]) -> String {
    let mut body = sql!(
        Postgres; "DECLARE\n    line text; one text; other text;\nBEGIN\nPERFORM set_config('migrate.same', '', true);\n"
    );
    for (at, (one, other)) in numbered(pairs) {
        let (Some((one, said)), Some((other, as_well))) = (query(*one), query(*other)) else { continue };
        if said != as_well {
            continue;
        }
        let compared = sql!(
            Postgres;
            told("one", &one), told("other", &other),
            "IF one = other THEN PERFORM set_config('migrate.same', current_setting('migrate.same') || ' ", at, "', true); \
             END IF;\n",
        );
        body.push(tried(Ok(compared)));
    }
    body.push("END");
    sql!(
        Postgres;
        "BEGIN;\nSET LOCAL client_min_messages = error;\nDO ", Text(&body.into_text()),
        ";\nSELECT current_setting('migrate.same');\nROLLBACK",
    )
    .into_text()
}

/// Reads a plan into a variable; of a query, its columns too.
fn told(variable: &'static str, Asked { plan, columns }: &Asked) -> Sql {
    let explain = sql!(Postgres; "EXPLAIN (VERBOSE, COSTS OFF) ", plan.clone());
    let columns = columns.as_ref().map(|query| {
        sql!(
            Postgres;
            variable, " := ", variable, " || query_to_xmlschema(", Text(query), ", false, false, '')::text;\n",
        )
    });
    sql!(
        Postgres;
        variable, " := '';\nFOR line IN EXECUTE ", Text(&explain.into_text()), " LOOP ", variable, " := ", variable,
        " || line || chr(10); END LOOP;\n", columns,
    )
}

/// What is asked of something.
#[derive(Debug, PartialEq)]
struct Asked {
    /// The query whose plan tells.
    plan: Sql,
    /// The same where the names of its columns tell too.
    columns: Option<String>,
}

/// The words of queries of which a plan leaves out a part: counts, windows, what a part of a query is compared with.
const UNSAID: [&str; 16] = [
    "all",
    "any",
    "collate",
    "except",
    "exists",
    "fetch",
    "for",
    "in",
    "intersect",
    "limit",
    "offset",
    "over",
    "recursive",
    "some",
    "union",
    "window",
];

/// Whether a text has one of these words.
fn has_word(text: &str, words: &[&str]) -> bool {
    let letter = |c: char| c.is_alphanumeric() || c == '_';
    text.split(|c: char| !letter(c)).any(|word| words.iter().any(|it| word.eq_ignore_ascii_case(it)))
}

/// The query of the texts of something, with what else is said of each; none where a plan would not tell.
fn query(subject: Subject<'_>) -> Option<(Asked, Vec<String>)> {
    let of_table = |table: &Table, texts: Vec<Sql>| {
        let plan = sql!(Postgres; "SELECT ", Sql::list(Postgres, texts), " FROM ONLY ", &table.name);
        Some(Asked { plan, columns: None })
    };
    match subject {
        Subject::View(view) => {
            let text = view.query.text(Postgres).trim().trim_end_matches(';').to_owned();
            if has_word(&text, &UNSAID) {
                return None;
            }
            let asked = Asked { plan: sql!(Postgres; Written(&text)), columns: Some(text.clone()) };
            Some((asked, Vec::new()))
        }
        Subject::Default(table, column) => {
            let default = column::default(column, column.default.as_ref()?).ok()?;
            let column_type = types::column_type(&column.column_type).ok()?;
            let text = sql!(Postgres; "CAST((", default, ") AS ", column_type, ")");
            Some((of_table(table, vec![text])?, Vec::new()))
        }
        Subject::Check(table, _) | Subject::Generated(table, _) | Subject::Index(table, _) => {
            let said = words(Postgres, subject)?;
            // The collation of a column's value is left out.
            if said.iter().any(|(text, _)| has_word(text, &["collate"])) {
                return None;
            }
            let texts = said.iter().filter(|(text, _)| !text.is_empty());
            let texts = texts.map(|(text, _)| sql!(Postgres; "(", Written(text), ")")).collect();
            Some((of_table(table, texts)?, said.into_iter().map(|(_, rest)| rest).collect()))
        }
        // These are in no query.
        Subject::Exclusion(..)
        | Subject::Function(_)
        | Subject::Partition(..)
        | Subject::PartitionKey(_)
        | Subject::TableTrigger(..)
        | Subject::ViewTrigger(..) => None,
    }
}
