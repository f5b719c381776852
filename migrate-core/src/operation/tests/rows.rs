//! Rows that are changed, and found again.

use super::*;

#[test]
fn rows_that_are_found_by_what_is_set_are_found_again_by_it() {
    let schema = schema_of(larger_shop);
    let inverse = |function: fn(&mut Operations)| {
        let operation = &record(function)[0].operation;
        operation.apply(&mut schema.clone()).map_err(|misfit| misfit.to_string())?;
        operation.inverse(&schema).map_err(|irreversible| irreversible.to_string())
    };
    let undo = inverse(|op| {
        op.update("countries")
            .set("code", "XX")
            .matching("code", "NO")
            .matching("name", "Norway")
            .restore_with("code", "NO");
    });
    let again = record(|op| {
        op.update("countries")
            .set("code", "NO")
            .matching("code", "XX")
            .matching("name", "Norway")
            .restore_with("code", "XX");
    });
    assert_eq!(undo, Ok(vec![again[0].operation.clone()]));
    let unknown: [fn(&mut Operations); 3] = [
        |op| {
            op.update("countries").set("name", "a").matching("code", "NO");
        },
        |op| {
            op.delete("countries").matching("code", "NO");
        },
        |op| {
            op.update("deals").set("price", 1).predicate("price = 2").restore_with("price", 2);
        },
    ];
    assert_eq!(
        unknown.map(inverse).map(Result::unwrap_err),
        [
            "what the updated rows of `countries` held is not known",
            "the rows deleted from `countries` are not known",
            "an update of table `deals` cannot be undone as it says: `restore_with` is needed for each column that is set, \
             and the rows must be found again by what they hold then",
        ]
    );
}

#[test]
fn rows_are_chosen_and_set_as_their_table_allows() {
    let misfits: [fn(&mut Operations); 13] = [
        |op| {
            op.update("deal").set("price", 1).all_rows();
        },
        |op| {
            op.update("deals").set("prize", 1).all_rows();
        },
        |op| {
            op.update("deals").set("price", 1);
        },
        |op| {
            op.update("deals").set("price", 1).all_rows().matching("id", 7);
        },
        |op| {
            op.update("deals").all_rows();
        },
        |op| {
            op.update("deals").set("price", 1).set("price", 2).all_rows();
        },
        |op| {
            op.update("deals").set("price", None::<i32>).all_rows();
        },
        |op| {
            op.update("deals").set("title", now()).all_rows();
        },
        |op| {
            op.update("deals").set("note", expr(" ")).all_rows();
        },
        |op| {
            op.update("deals").set("currency", "GBP").all_rows();
        },
        |op| {
            op.delete("deals").matching("id", "seven");
        },
        |op| {
            op.delete("deals").matching("title", None::<&str>);
        },
        |op| {
            op.delete("countries").matching("code", "NO").restore_with(["code"], [["NO"]]);
        },
    ];
    assert_eq!(
        misfits.map(|function| misfit(function).to_string()),
        [
            "there is no table `deal`; did you mean `deals`?",
            "table `deals` has no column `prize`; did you mean `price`?",
            "the choice of rows of table `deals` says not which; add `.matching(\"…\", …)`, `.predicate(\"…\")` or \
             `.all_rows()`",
            "the choice of rows of table `deals` names conditions and `all_rows`; leave one of them out",
            "an update of table `deals` sets no column; add `.set(\"…\", …)`",
            "column `price` of table `deals` is set twice",
            "NULL is no value of column `price` of table `deals`, which is Numeric(10, 2)",
            "column `title` of table `deals` is set to the time and is no Date, Time, Timestamp or TimestampTz",
            "column `note` of table `deals` is set to an expression of no words",
            "\"GBP\" is no value of column `currency` of table `deals`, which is Enum(\"currency\")",
            "\"seven\" is no value of column `id` of table `deals`, which is BigInt",
            "NULL is no value of column `title` of table `deals`, which is Varchar(200)",
            "a row for table `countries` has no value for column `name`, which takes no NULL and has no default",
        ]
    );
    let computed: [fn(&mut Operations); 4] = [
        |op| {
            op.update("t").set("twice", 1).all_rows();
        },
        |op| {
            op.update("t").set("id", 1).all_rows();
        },
        |op| {
            op.delete("t").matching("data", "{}");
        },
        |op| {
            op.delete("t").matching("share", 0.1);
        },
    ];
    let schema = schema_of(|op| {
        op.create_table("t", |t| {
            t.column("id", BigInt).identity_as(Identity::always()).primary_key();
            t.column("twice", BigInt).generated("2 * size");
            t.column("size", BigInt);
            t.column("data", Jsonb);
            t.column("share", Real);
        });
    });
    let refused = computed
        .map(|function| record(function)[0].operation.apply(&mut schema.clone()).unwrap_err().to_string());
    assert_eq!(
        refused,
        [
            "column `twice` of table `t` is computed, and has no values of its own",
            "column `id` of table `t` is always numbered by the database",
            "the choice of rows of table `t` compares column `data`, and not every database finds equal values of Jsonb \
             equal; say it with `.predicate(expr(\"…\"))`",
            "the choice of rows of table `t` compares column `share`, and not every database finds equal values of Real \
             equal; say it with `.predicate(expr(\"…\"))`",
        ]
    );
}
