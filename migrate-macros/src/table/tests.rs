//! What is said beside sqlx's attributes.

use proc_macro2::TokenStream;
use quote::quote;

use super::derive;

/// The texts of the compile errors in what the derive writes.
fn errors(input: TokenStream) -> Vec<String> {
    let written = derive(input).to_string();
    let parts = written.split("compile_error ! {").skip(1);
    parts.filter_map(|part| part.split('"').nth(1).map(str::to_owned)).collect()
}

/// Whether the derive writes a column of this name, and of no mistake.
fn has_column(input: TokenStream, column: &str) -> bool {
    let written = derive(input).to_string();
    !written.contains("compile_error") && written.contains(&format!("column : \"{column}\""))
}

#[test]
fn names_of_sqlx_are_understood() {
    assert!(has_column(
        quote!(
            struct T {
                #[sqlx(rename = "b")]
                a: i64,
            }
        ),
        "b"
    ));
    assert!(has_column(
        quote!(
            #[sqlx(rename_all = "camelCase")]
            struct T {
                made_at: i64,
            }
        ),
        "madeAt"
    ));
    let both = quote!(
        #[sqlx(rename_all = "UPPERCASE")]
        struct T {
            #[sqlx(rename = "b")]
            a: i64,
        }
    );
    assert!(has_column(both, "b"));
    let agreeing = quote!(
        struct T {
            #[sqlx(rename = "b")]
            #[column(name = "b")]
            a: i64,
        }
    );
    assert!(has_column(agreeing, "b"));
    let skipped = quote!(
        struct T {
            id: i64,
            #[sqlx(skip)]
            a: Unknown,
        }
    );
    assert!(!derive(skipped).to_string().contains("Unknown"));
    let other = quote!(
        struct T {
            #[sqlx(try_from = "i32")]
            a: Unknown,
        }
    );
    assert!(!derive(other).to_string().contains("Unknown"));
    let json = quote!(
        struct T {
            #[sqlx(json(nullable))]
            a: Option<Unknown>,
        }
    );
    assert!(derive(json).to_string().contains("Jsonb"));
}

#[test]
fn names_that_sqlx_has_otherwise_are_refused() {
    let one = quote!(
        struct T {
            #[sqlx(rename = "b")]
            #[column(name = "c")]
            a: i64,
        }
    );
    let all = quote!(
        #[sqlx(rename_all = "UPPERCASE")]
        struct T {
            #[column(name = "c")]
            a: i64,
        }
    );
    for (input, sqlx) in [(one, "b"), (all, "A")] {
        let expected =
            format!("sqlx has this as `{sqlx}`, by its own attribute, and not as `c`; leave one of them out");
        assert_eq!(errors(input), [expected]);
    }
    assert_eq!(
        errors(quote!(
            struct T {
                id: i64,
                #[sqlx(flatten)]
                a: Unknown,
            }
        ))
        .len(),
        1
    );
    assert_eq!(
        errors(quote!(
            struct T {
                id: i64,
                #[sqlx(skip)]
                #[column(unique)]
                a: i64,
            }
        ))
        .len(),
        1
    );
}

#[test]
fn a_field_may_be_called_as_a_word_is() {
    let model = quote!(
        #[table(unique(name, name = "x"), index("unique", on, unique))]
        struct T {
            name: i64,
            on: i64,
            unique: i64,
        }
    );
    assert_eq!(errors(model), [""; 0]);
}
