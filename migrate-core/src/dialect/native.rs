//! Types in the databases' own words: refused where they would be more than a type.

use super::scan::{Token, scan};
use super::sql::{Sql, Written, sql};
use super::{Dialect, Unsupported};
use crate::schema::NativeType;

/// The words that begin something else of a column.
const OTHERS: [&str; 12] = [
    "AS",
    "CHECK",
    "COLLATE",
    "CONSTRAINT",
    "DEFAULT",
    "GENERATED",
    "KEY",
    "NOT",
    "NULL",
    "PRIMARY",
    "REFERENCES",
    "UNIQUE",
];

/// Those of one dialect.
fn others(dialect: Dialect) -> &'static [&'static str] {
    match dialect {
        Dialect::MySql => &["AUTO_INCREMENT", "COMMENT", "ON"],
        Dialect::Postgres => &["COMPRESSION", "STORAGE", "USING"],
        Dialect::Sqlite => &[],
    }
}

/// The type as it stands in a column's definition.
pub(super) fn column_type(dialect: Dialect, native: &NativeType) -> Result<Sql, Unsupported> {
    let Some(text) = native.text(dialect) else {
        let named = native.texts().map(|(dialect, _)| dialect.variant()).collect::<Vec<_>>();
        let titles = native.texts().map(|(dialect, _)| dialect.title()).collect::<Vec<_>>();
        return Err(Unsupported::new(
            format!("`{native}` is a type of {} and names none of {dialect}", titles.join(" and ")),
            format!(
                "name one there too, `Native([…, ({}, \"…\")])`; or leave {dialect} out, `op.on([{}], |op| …)`",
                dialect.variant(),
                named.join(", ")
            ),
        ));
    };
    let fault = |fault: &str, help: &str| Err(Unsupported::new(format!("type `{text}` {fault}"), help));
    let scan = match scan(dialect, text) {
        Ok(scan) => scan,
        Err(unterminated) => {
            return fault(&format!("begins {} that does not end", unterminated.what), "end it");
        }
    };
    if scan.tokens.is_empty() && !(dialect == Dialect::Sqlite && text.is_empty()) {
        return fault(&format!("is no type of {dialect}"), "name a type");
    }
    let whole = "write the words of one type";
    let mut depth = 0_u32;
    for (token, end) in &scan.tokens {
        match token {
            Token::Close if depth == 0 => return fault("has parentheses that do not match", whole),
            Token::Close => depth -= 1,
            Token::Open => depth += 1,
            Token::Semicolon => return fault("holds a semicolon", whole),
            Token::Other if depth == 0 && text[..*end].ends_with(',') => {
                return fault("holds a comma", whole);
            }
            Token::Other => {}
            Token::Word(word) => {
                let word = word.to_ascii_uppercase();
                if depth == 0 && (OTHERS.contains(&&*word) || others(dialect).contains(&&*word)) {
                    return fault(
                        &format!("holds `{word}`, which is no part of a type"),
                        "say it of the column: `.nullable()`, `.default(…)`, `.collate_on(…)`, `.comment(…)` and the like",
                    );
                }
                if dialect != Dialect::Sqlite && word.ends_with("SERIAL") {
                    return fault(
                        "is a default and a sequence, and no type",
                        "use an integer and `.identity()`, or `op.create_sequence(…)` and `.default(next_value(…))`",
                    );
                }
            }
        }
    }
    if depth != 0 {
        return fault("has parentheses that do not match", whole);
    }
    if scan.has_comment {
        return fault("holds a comment", "leave it out");
    }
    Ok(sql!(dialect; Written(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect::{MySql, Postgres, Sqlite};

    fn lowered(dialect: Dialect, text: &str) -> Result<String, String> {
        let native = NativeType::default().on(dialect, text);
        column_type(dialect, &native).map(Sql::into_text).map_err(|fault| fault.to_string())
    }

    #[test]
    fn the_words_of_a_type_are_taken_as_they_are() {
        for text in [
            "inet",
            "timestamp(0) with time zone",
            "public.\"My, Domain\"",
            "geometry(Point,4326)",
            "integer[3][3]",
            "bit varying(5)",
        ] {
            assert_eq!(lowered(Postgres, text), Ok(text.to_owned()));
        }
        for text in ["set('a','b;',')')", "mediumint(8) unsigned zerofill", "varchar(9) character set latin1"]
        {
            assert_eq!(lowered(MySql, text), Ok(text.to_owned()));
        }
        for text in ["", "NVARCHAR(160)", "[my type]", "UNSIGNED BIG INT"] {
            assert_eq!(lowered(Sqlite, text), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_more_or_less_than_a_type_is_refused() {
        for text in [
            "",
            "int not null",
            "int DEFAULT 5",
            "int, b int",
            "int)",
            "numeric(5",
            "int; drop table x",
            "int -- x",
            "int /* x */",
            "bigserial",
            "text using (1)",
            "'open",
        ] {
            assert!(lowered(Postgres, text).is_err(), "{text}");
        }
        assert!(lowered(MySql, "int auto_increment").is_err());
        assert!(lowered(Sqlite, "int /* x */").is_err());
        let native = NativeType::default().on(Postgres, "inet");
        assert!(column_type(Sqlite, &native).is_err());
    }
}
