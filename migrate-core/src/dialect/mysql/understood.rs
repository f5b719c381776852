//! How MySQL and MariaDB understand texts, where nothing may be made to ask them.
//!
//! The optimizer's trace says what a query is before anything was looked at or made simpler: names in full, and the words of
//! the server. Nothing is made, and no privilege is needed but to read. Two texts that are traced alike are the same.

use crate::dialect::Dialect::MySql;
use crate::dialect::same::{Subject, words};
use crate::dialect::sql::{Sql, Written, sql};
use crate::name::QualifiedName;

/// What asks how the texts of something are understood; none where a trace would not tell. The last row of the answer
/// holds the trace.
pub(crate) fn questions(subject: Subject<'_>) -> Option<String> {
    let query = match subject {
        Subject::View(view) => view.query.text(MySql).into_owned(),
        Subject::Check(table, _)
        | Subject::Default(table, _)
        | Subject::Generated(table, _)
        | Subject::Index(table, _) => of_table(&table.name, subject)?,
        // Their texts are kept as they are written; there are no exclusion constraints, and partitions are no tables.
        Subject::Exclusion(..)
        | Subject::Function(_)
        | Subject::Partition(..)
        | Subject::PartitionKey(_)
        | Subject::TableTrigger(..)
        | Subject::ViewTrigger(..) => return None,
    };
    // The parts of the first are told one by one, and not how they stand together; locks are not told.
    let unsaid = ["union", "except", "intersect", "for", "lock"];
    let has_unsaid = query
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| unsaid.iter().any(|it| word.eq_ignore_ascii_case(it)));
    if has_unsaid || introduces(&query) {
        return None;
    }
    let statements = [
        "SET SESSION optimizer_trace = 'enabled=on'".to_owned(),
        format!("EXPLAIN {}", query.trim().trim_end_matches(';')),
        "SELECT trace FROM information_schema.optimizer_trace".to_owned(),
    ];
    Some(statements.join(";\n"))
}

/// Whether a text has a literal in another character set or in digits, which a trace tells as any other.
fn introduces(query: &str) -> bool {
    // Every other piece is inside of quotes, and behind the last there is none.
    let pieces = query.split('\'').collect::<Vec<_>>();
    let before = pieces.iter().take(pieces.len() - 1).step_by(2).map(|piece| piece.trim_end());
    let words =
        before.map(|piece| piece.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(""));
    words.map(str::to_ascii_lowercase).any(|word| {
        matches!(word.as_str(), "x" | "b" | "n")
            || word.starts_with('_') && !["_utf8mb3", "_utf8mb4"].contains(&word.as_str())
    })
}

/// A query of all the texts of something that stands on a table.
fn of_table(table: &QualifiedName, subject: Subject<'_>) -> Option<String> {
    let texts = words(MySql, subject)?;
    let texts = texts.iter().filter(|(text, _)| !text.is_empty());
    let columns = Sql::list(MySql, texts.map(|(text, _)| sql!(MySql; "(", Written(text), ") AS it")));
    (columns.len() > 0).then(|| sql!(MySql; "SELECT ", columns, " FROM ", table).into_text())
}

/// What a trace says that a query is; nothing where the server did not tell.
pub(crate) fn forms(trace: &str) -> Vec<&str> {
    trace.lines().map(str::trim).filter(|line| line.starts_with("\"expanded_query\":")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Check, Expression, Inheritance, Table, Validation, View};

    #[test]
    fn a_trace_is_asked_for_but_where_it_does_not_tell_all() {
        let view =
            |query: &str| View { name: "v".into(), query: Expression::from(query), depends_on: Vec::new() };
        let asked = questions(Subject::View(&view("SELECT a FROM reunion;"))).unwrap();
        assert!(asked.contains("EXPLAIN SELECT a FROM reunion;\nSELECT trace"), "{asked}");
        assert_eq!(questions(Subject::View(&view("SELECT 1 Union ALL SELECT 2"))), None);
        for hidden in
            ["SELECT _binary 'x'", "SELECT a = _latin1'x'", "SELECT X'41'", "SELECT a FROM t FOR UPDATE"]
        {
            assert_eq!(questions(Subject::View(&view(hidden))), None, "{hidden}");
        }
        assert!(questions(Subject::View(&view("SELECT _utf8mb4'x', 'y' AS x"))).is_some());
        let check = Check {
            name: "ck".into(),
            expression: Expression::from("a > 0"),
            validation: Validation::Valid,
            inheritance: Inheritance::Inherited,
        };
        let asked = questions(Subject::Check(&Table::new("t"), &check)).unwrap();
        assert!(asked.contains("EXPLAIN SELECT (a > 0) AS it FROM `t`"), "{asked}");
    }

    #[test]
    fn what_a_trace_says_are_its_expanded_queries() {
        let trace = "{\n  \"steps\": [\n \"expanded_query\": \"select t.a AS a from t\"\n  ]\n}";
        assert_eq!(forms(trace), ["\"expanded_query\": \"select t.a AS a from t\""]);
        assert_eq!(forms(""), [""; 0]);
    }
}
