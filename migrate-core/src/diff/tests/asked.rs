//! What only a person can say: what was renamed, and what becomes of rows.

use super::*;
use crate::operation::Operation;

fn people(op: &mut Operations) {
    op.create_table("people", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("email", Varchar(80)).unique();
        t.column("born", Date).nullable();
    });
    op.create_table("notes", |t| {
        t.column("id", BigInt).primary_key();
        t.column("person_id", BigInt).references("people", "id");
    });
}

/// The same with a table and a column that are called otherwise.
fn customers(op: &mut Operations) {
    op.create_table("customers", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("mail", Varchar(80)).unique();
        t.column("born", Date).nullable();
    });
    op.create_table("notes", |t| {
        t.column("id", BigInt).primary_key();
        t.column("person_id", BigInt).references("customers", "id");
    });
}

#[test]
fn tables_are_asked_for_first_and_then_the_columns_in_them() {
    let (before, after) = (schema_of(people), schema_of(customers));
    let mut how = Comparison::default();
    let table = diff(&before, &after, &how).unwrap_err();
    assert_eq!(table.guesses.len(), 1);
    assert_eq!(
        table.to_string(),
        "either rename table `people` to `customers`, or table `people` and its rows are dropped, and `customers` is created"
    );
    how.renames.renamed.push(table.guesses[0].rename.clone());
    let column = diff(&before, &after, &how).unwrap_err();
    assert_eq!(
        column.to_string(),
        "either rename column `email` of `customers` to `mail`, or column `email` of `customers` and its values are dropped, and `mail` is added"
    );
    let dropped = {
        let mut how = how.clone();
        how.renames.apart.push(column.guesses[0].rename.clone());
        diff(&before, &after, &how).unwrap()
    };
    assert!(dropped.changes.iter().any(Change::is_destructive), "{}", told(&dropped));
    how.renames.renamed.push(column.guesses[0].rename.clone());
    let renamed = diff(&before, &after, &how).unwrap();
    assert_eq!(
        renamed.operations().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "rename table `people` to `customers`",
            "rename column `email` of `customers` to `mail`",
            "rename constraint `uq_customers_email` of `customers` to `uq_customers_mail`",
        ]
    );
    assert!(!renamed.changes.iter().any(Change::is_destructive));
    assert_eq!(mended(&before, &renamed).unwrap().difference(&after), None);
    // Once it is done, what is known of names says nothing any more.
    assert_eq!(diff(&after, &after, &how), Ok(Diff::default()));
}

#[test]
fn the_likeliest_is_the_first() {
    let table = |columns: &[&str]| {
        schema_of(|op| {
            op.create_table("t", |t| {
                t.column("id", BigInt);
                for column in columns {
                    t.column(column, Text);
                }
            });
        })
    };
    let guesses = diff(&table(&["title"]), &table(&["body", "titles"]), &Comparison::default()).unwrap_err();
    let names = guesses.guesses.iter().map(|guess| guess.rename.to_string()).collect::<Vec<_>>();
    assert_eq!(names, ["column `title` of `t` to `titles`", "column `title` of `t` to `body`"]);
    assert!(guesses.guesses[0].likelihood > guesses.guesses[1].likelihood);
}

#[test]
fn what_is_nothing_like_is_not_asked_for() {
    let (one, other) =
        (table(|t| done(t.column("closed_at", Date))), table(|t| done(t.column("price", Double))));
    assert_eq!(diff(&one, &other, &Comparison::default()).unwrap().changes.len(), 2);
}

fn table(describe: fn(&mut crate::operation::TableBuilder)) -> Schema {
    schema_of(|op| {
        op.create_enum("mood", ["sad", "glad", "mad"]);
        op.create_table("t", |t| {
            t.column("id", BigInt);
            describe(t);
        });
    })
}

/// The fields that a person has to fill, and what rows are hit.
fn asked(before: &Schema, after: &Schema) -> (Vec<Field>, Vec<(Effect, Which)>) {
    let diff = diff(before, after, &never()).unwrap();
    mended(before, &diff).unwrap();
    for change in &diff.changes {
        for FillIn { operation, field, question: _ } in &change.fill_ins {
            assert!(matches!(
                (&change.operations[*operation], field),
                (Operation::AlterColumn(_), Field::Fill | Field::Using)
                    | (Operation::RemoveEnumValue(_), Field::MapTo)
            ));
        }
    }
    let fields = diff.changes.iter().flat_map(|change| change.fill_ins.iter().map(|it| it.field));
    let hits = diff.changes.iter().flat_map(|change| &change.hits);
    (fields.collect(), hits.map(|hit| (hit.effect, hit.rows.which.clone())).collect())
}

#[test]
fn what_rows_are_hit_and_what_is_to_be_said_of_them() {
    let text = table(|t| done(t.column("a", Varchar(20)).nullable()));
    let strict = table(|t| done(t.column("a", Varchar(20))));
    assert_eq!(asked(&text, &strict), (vec![Field::Fill], vec![(Effect::Refuses, Which::Null("a".into()))]));
    assert_eq!(asked(&strict, &text), (vec![], vec![]));

    let defaulted = table(|t| done(t.column("a", Varchar(20)).default("x")));
    assert_eq!(asked(&text, &defaulted), (vec![], vec![(Effect::Refuses, Which::Null("a".into()))]));

    let short = table(|t| done(t.column("a", Varchar(5)).nullable()));
    assert_eq!(asked(&text, &short), (vec![], vec![(Effect::Refuses, Which::Longer("a".into(), 5))]));

    let (long, small) = (table(|t| done(t.column("a", BigInt))), table(|t| done(t.column("a", SmallInt))));
    let beyond = Which::Beyond("a".into(), -32768, 32767);
    assert_eq!(asked(&long, &small), (vec![], vec![(Effect::Refuses, beyond)]));

    let exact = table(|t| done(t.column("a", Numeric(12, 4))));
    let rounded = table(|t| done(t.column("a", Numeric(12, 2))));
    assert_eq!(asked(&exact, &rounded), (vec![], vec![(Effect::Alters, Which::Valued("a".into()))]));

    let dated = table(|t| done(t.column("a", Date)));
    assert_eq!(asked(&long, &dated), (vec![Field::Using], vec![(Effect::Alters, Which::Valued("a".into()))]));

    let none = table(|_| {});
    assert_eq!(asked(&none, &strict), (vec![Field::Fill], vec![(Effect::Refuses, Which::All)]));
    assert_eq!(asked(&none, &defaulted), (vec![], vec![]));
    assert_eq!(asked(&strict, &none), (vec![], vec![(Effect::Loses, Which::Valued("a".into()))]));

    let moody = table(|t| done(t.column("a", Enum("mood"))));
    let mut fewer = moody.clone();
    fewer.put_enum(crate::schema::EnumType { name: "mood".into(), values: vec!["sad".into(), "mad".into()] });
    let holding = Which::Holding("a".into(), "glad".into());
    assert_eq!(asked(&moody, &fewer), (vec![Field::MapTo], vec![(Effect::Refuses, holding)]));
    assert_eq!(asked(&moody, &Schema::default()).1, vec![(Effect::Loses, Which::All)]);
}

#[test]
fn tables_in_a_ring_come_and_go() {
    let ring = schema_of(|op| {
        for table in ["a", "b"] {
            op.create_table(table, |t| {
                t.column("id", BigInt).primary_key();
                t.column("other", BigInt).nullable();
            });
        }
        op.add_foreign_key("a", "other", "b", "id");
        op.add_foreign_key("b", "other", "a", "id");
    });
    let words = |before: &Schema, after: &Schema| {
        let diff = diff(before, after, &Comparison::default()).unwrap();
        assert_eq!(mended(before, &diff).unwrap().difference(after), None);
        diff.operations().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(words(&Schema::default(), &ring).len(), 3);
    assert_eq!(
        words(&ring, &Schema::default()),
        ["drop constraint `fk_b_other` of `b`", "drop table `a`", "drop table `b`"]
    );
}

#[test]
fn a_key_and_what_references_it_get_their_type_at_once() {
    let keyed = |column_type: ColumnType| {
        schema_of(|op| {
            op.create_table("a", |t| done(t.column("id", column_type.clone()).primary_key()));
            op.create_table("b", |t| done(t.column("a_id", column_type.clone()).references("a", "id")));
        })
    };
    let diff = diff(&keyed(Integer), &keyed(BigInt), &Comparison::default()).unwrap();
    let words = diff.operations().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(words, ["make `id` of `a` and what references it BigInt"]);
}

#[test]
fn models_leave_alone_what_they_cannot_say_and_are_told_where_it_is_in_the_way() {
    let chain = schema_of(|op| {
        op.create_table("t", |t| {
            t.column("id", BigInt);
            t.column("note", Text);
            t.column("more", Text);
        });
        op.create_view("v", "SELECT note FROM t");
        op.create_view("all_of_it", "SELECT * FROM t");
        op.create_trigger("touch", "t", "BEFORE UPDATE", "FOR EACH ROW EXECUTE FUNCTION x()");
    });
    let how = Comparison { scope: Scope::models(), ..Comparison::default() };
    let model = |columns: &[&str]| {
        schema_of(|op| {
            op.create_table("t", |t| {
                t.column("id", BigInt);
                for column in columns {
                    t.column(column, Text);
                }
            });
        })
    };
    assert!(diff(&chain, &model(&["note", "more"]), &how).unwrap().is_empty());
    let fits = diff(&chain, &model(&["note"]), &how).unwrap();
    assert_eq!(fits.blocked(), None);
    assert_eq!(
        fits.operations().map(ToString::to_string).collect::<Vec<_>>(),
        ["drop view `all_of_it`", "drop column `more` of `t`", "create view `all_of_it` again"]
    );
    let blocked = diff(&chain, &model(&["more"]), &how).unwrap();
    let change = blocked.blocked().expect("a view needs the column");
    assert_eq!(change.object, Object::View("v".into()));
}

#[test]
fn texts_that_mean_the_same_are_told_by_their_places() {
    let schema = |check: &str, default: &str| {
        schema_of(|op| {
            op.create_table("t", |t| {
                t.column("id", BigInt).default(expr(default));
                t.check(check).name("c");
            });
        })
    };
    let (one, other) = (schema("id > 0", "1+1"), schema("(id > 0)", "1 + 1"));
    let mut how = Comparison::default();
    let places = texts(&one, &other, &how);
    assert_eq!(places, [TextOf::Default("t".into(), "id".into()), TextOf::Check("t".into(), "c".into())]);
    assert_eq!(diff(&one, &other, &how).unwrap().changes.len(), 2);
    how.same.extend(places);
    assert!(diff(&one, &other, &how).unwrap().is_empty());
}
