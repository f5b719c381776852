//! Backfills: the keys they go by, and what undoes them.

use std::time::Duration;

use super::*;

fn tables(op: &mut Operations) {
    larger_shop(op);
    op.create_table("loose", |t| {
        t.column("a", Integer);
        t.column("b", Varchar(20)).nullable();
        t.column("c", Double);
        t.column("d", Uuid);
        t.column("e", Date);
        t.column("f", Integer);
        t.unique(["b"]);
        t.unique(["c"]);
        t.index(["d"]).unique().predicate("a > 0");
        t.index([desc("e"), asc("f")]).unique();
    });
    op.create_table("keyed", |t| {
        t.column("a", Integer);
        t.column("b", Varchar(20)).nullable();
        t.column("c", Uuid);
        t.unique(["b"]);
        t.index([desc("c"), desc("a")]).unique();
    });
}

/// The key that a backfill goes by, or why it does not fit.
fn key(function: fn(&mut Operations)) -> Result<String, String> {
    let schema = schema_of(tables);
    let operation = &record(function)[0].operation;
    operation.apply(&mut schema.clone()).map_err(|misfit| misfit.to_string())?;
    let Operation::Backfill(backfill) = operation else { panic!("{operation}") };
    let table = schema.table(&backfill.update.table).expect("it fits");
    let key = backfill.key(table).expect("it fits");
    Ok(key.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", "))
}

#[test]
fn a_backfill_goes_by_a_key_that_tells_all_rows_apart() {
    let found: [fn(&mut Operations); 5] = [
        |op| {
            op.backfill("deals").set("note", "a").all_rows();
        },
        |op| {
            op.backfill(("billing", "lines")).set("number", 1).all_rows().by("number");
        },
        |op| {
            op.backfill("countries").set("code", "NO").all_rows().by(["name"]).leave_rows();
        },
        |op| {
            op.backfill("keyed").set("b", "a").all_rows();
        },
        |op| {
            op.backfill("keyed").set("b", "a").all_rows().by(["c", "a"]);
        },
    ];
    assert_eq!(
        found.map(key),
        [
            Ok("id".to_owned()),
            Err("a backfill of table `billing.lines` goes by `number`, which is no primary key, unique constraint or unique \
                 index in that order; there is `invoice_id`, `number`"
                .to_owned()),
            Ok("name".to_owned()),
            Ok("c, a".to_owned()),
            Ok("c, a".to_owned()),
        ]
    );
    let refused: [fn(&mut Operations); 8] = [
        |op| {
            op.backfill("loose").set("a", 1).all_rows();
        },
        |op| {
            op.backfill("loose").set("a", 1).all_rows().by("b");
        },
        |op| {
            op.backfill("loose").set("a", 1).all_rows().by("c");
        },
        |op| {
            op.backfill("loose").set("a", 1).all_rows().by("nothing");
        },
        |op| {
            op.backfill("deals").set("id", expr("id + 1")).all_rows();
        },
        |op| {
            op.backfill("deals").set("note", "a").all_rows().batch_size(0);
        },
        |op| {
            op.backfill("deals").set("note", "a").all_rows().batch_time(Duration::ZERO);
        },
        |op| {
            op.backfill("deals").set("note", "a");
        },
    ];
    insta::assert_snapshot!(refused.map(|function| key(function).unwrap_err()).join("\n"));
}

#[test]
fn a_backfill_is_undone_by_one() {
    let schema = schema_of(tables);
    let recorded = record(|op| {
        op.backfill("countries")
            .set("code", "XX")
            .matching("code", "NO")
            .restore_with("code", "NO")
            .by("name")
            .at_most(7);
        op.backfill("countries")
            .set("code", "NO")
            .matching("code", "XX")
            .restore_with("code", "XX")
            .by("name")
            .at_most(7);
        op.backfill("deals").set("note", "a").all_rows();
        op.backfill("deals").set("note", "a").all_rows().leave_rows();
    });
    let inverse = |at: usize| recorded[at].operation.inverse(&schema);
    assert_eq!(inverse(0), Ok(vec![recorded[1].operation.clone()]));
    assert_eq!(inverse(2), Err(Irreversible::UpdatedRows { table: "deals".into() }));
    assert_eq!(inverse(3), Ok(Vec::new()));
}

#[test]
fn how_fast_a_backfill_goes_is_no_part_of_its_hash() {
    let canonical = |function: fn(&mut Operations)| {
        let mut form = Canonical::default();
        record(function)[0].operation.canonical(&mut form);
        form.into_text()
    };
    let plain = canonical(|op| {
        op.backfill("deals").set("note", "a").all_rows();
    });
    let paced = canonical(|op| {
        let pause = Duration::from_secs(1);
        op.backfill("deals")
            .set("note", "a")
            .all_rows()
            .batch_size(1)
            .at_most(2)
            .pause(pause)
            .batch_time(pause);
    });
    let by = canonical(|op| {
        op.backfill("deals").set("note", "a").all_rows().by("id");
    });
    assert_eq!(plain, paced);
    assert_ne!(plain, by);
}
