//! Random chains of operations lead back.

use super::*;

fn not_null(column: &str) -> String {
    format!("\"{}\" is not null", column.replace('"', "\"\""))
}

/// Whether a database would take it: an expression over a column that is not there is one that replay cannot see.
pub(crate) fn speaks_of_what_is_there(operation: &Operation, schema: &Schema) -> bool {
    let (table, expressions) = if let Operation::AddColumn(add) = operation {
        let generated = add.column().generated.iter().map(|generated| &generated.expression);
        (add.table(), generated.collect::<Vec<_>>())
    } else if let Operation::CreateIndex(CreateIndex { table, index, concurrency: _, existing: _ }) =
        operation
    {
        (table, index.expressions().collect())
    } else if let Operation::AddConstraint(AddConstraint { table, constraint }) = operation {
        let expressions = match constraint {
            Constraint::Check(check) => vec![&check.expression],
            Constraint::Exclusion(exclusion) => exclusion.expressions().collect(),
            Constraint::ForeignKey(_) | Constraint::PrimaryKey(_) | Constraint::Unique(_) => Vec::new(),
        };
        (table, expressions)
    } else {
        return true;
    };
    let Some(table) = schema.table(table) else { return true };
    let is_there =
        |expression: &&Expression| table.columns.iter().any(|column| expression.mentions(&column.name));
    expressions.iter().all(is_there)
}

/// What a chain of a builder's methods leaves.
fn done<T>(_: T) {}

/// Operations over a few names, so that many of them meet.
pub(crate) fn any_operation() -> impl Strategy<Value = Vec<Operation>> {
    let name = prop::sample::select(vec!["a", "b", "c", "A b", "\"q\""]);
    let names = (name.clone(), name.clone(), name.clone());
    let schemas = prop::sample::select(vec![None, None, Some("s"), Some("t")]);
    let schemas = (schemas.clone(), schemas);
    (0..53_u8, names, schemas, any::<bool>()).prop_map(|(kind, (name, two, three), (home, other), flag)| {
        let within =
            |schema: Option<&str>, name: &str| QualifiedName::from(name).within(schema.map(Name::from));
        let (one, referenced) = (&within(home, name), &within(other, three));
        let recorded = Operations::record(|op| match kind {
            0 | 1 => op.create_table(one, |t| {
                t.column(two, BigInt).primary_key();
                if three != two {
                    t.column(three, Varchar(20)).nullable();
                }
                if flag {
                    t.unique([two]);
                }
            }),
            2 => op.drop_table(one),
            3 => {
                op.rename_table(one, two);
            }
            4 => {
                let column = op.add_column(one, two, BigInt).nullable();
                if flag {
                    column.references(referenced, three);
                }
            }
            5 => {
                let drop = op.drop_column(one, two);
                if flag {
                    drop.cascade();
                }
            }
            6 => op.rename_column(one, two, three),
            7 => {
                let index = op.create_index(one, [asc(two), desc(three)]);
                if flag {
                    index.unique().predicate(not_null(two));
                }
            }
            8 => {
                op.drop_index(one, &format!("ix_{name}_{two}_{three}"));
            }
            9 => {
                op.add_foreign_key(one, [two], referenced, [two]);
            }
            10 => op.drop_constraint(one, &format!("fk_{name}_{two}")),
            11 => done(op.add_unique(one, [two]).name(&format!("uq{three}"))),
            12 => {
                let create = op.create_schema(home.unwrap_or("s"));
                if flag {
                    create.if_not_exists();
                }
            }
            13 if flag => op.leave_schema(home.unwrap_or("s")),
            13 => op.drop_schema(home.unwrap_or("s")),
            14 | 15 => op.move_table(one, other),
            16 => done(op.add_check(one, not_null(two)).name(&format!("ck{three}"))),
            17 => {
                let column = op.add_column(one, two, Varchar(9)).comment(three);
                let expression = format!("\"{}\"", three.replace('"', "\"\""));
                done(if flag { column.generated(expression) } else { column.nullable().collate(three) });
            }
            40 if flag => op.set_table_comment(one, two),
            40 => op.set_column_comment(one, two, three),
            41 => op.rename_index(one, &format!("ix_{name}_{two}"), three),
            42 => done(op.create_index(one, two).unique()),
            43 => done(op.add_unique_using_index(one, &format!("ix_{name}_{two}")).name(three)),
            44 => {
                done(op.add_check(one, not_null(two)).name(&format!("ck{three}")).not_valid());
                if flag {
                    op.validate_constraint(one, &format!("ck{three}"));
                }
            }
            18 => {
                let part = if flag { asc(expr(&not_null(three))) } else { desc(three).nulls_last() };
                done(op.create_index(one, [asc(two), part]).include([three]).name(&format!("ix{two}")));
            }
            20 => {
                op.create_view(one, format!("SELECT {two} FROM {three}"));
            }
            21 => {
                op.replace_view(one, "SELECT 1").depends_on([referenced]);
            }
            22 => op.drop_view(one),
            23 => op.rename_view(one, two),
            24 => op.without_views([one], |op| {
                if flag {
                    op.rename_column(referenced, two, name);
                }
            }),
            46 => {
                let create = op.create_sequence(one);
                if flag {
                    create.owned_by(referenced, two).increment(2);
                }
            }
            47 => {
                let alter = op.alter_sequence(one);
                if flag {
                    alter.owned_by(referenced, two).max(9);
                } else {
                    alter.owned_by_none().cycle();
                }
            }
            48 => op.drop_sequence(one),
            49 => op.rename_sequence(one, two),
            50 | 51 => {
                op.add_column(one, two, BigInt).default(next_value(referenced));
            }
            25 => {
                op.create_function(one, [("a", two)], "x");
            }
            26 => op.replace_function(one, [("b", two)], "y"),
            27 => op.drop_function(one, two),
            28 => op.create_trigger(two, one, "x", if flag { three } else { "y" }),
            29 => op.replace_trigger(two, one, "z", "y"),
            30 => op.drop_trigger(two, one),
            31 => {
                let create = op.create_extension(name);
                if flag {
                    create.if_not_exists().version(two);
                }
            }
            32 if flag => op.leave_extension(name),
            32 => op.drop_extension(name),
            33 => {
                op.create_enum(one, ["a", "b"]);
            }
            34 => {
                op.add_column(one, two, Enum(referenced)).default("a");
            }
            35 => {
                op.add_enum_value(one, two);
            }
            36 => op.rename_enum_value(one, two, three),
            37 if flag => {
                op.remove_enum_value(one, two).map_to(three);
            }
            37 => {
                op.remove_enum_value(one, two);
            }
            38 if flag => op.rename_enum(one, two),
            38 => op.reorder_enum(one, [two, three]),
            _ => {
                let exclusion = op.add_exclusion(one, [(two, "=")]).name(&format!("ex{three}"));
                done(if flag { exclusion.predicate(not_null(three)) } else { exclusion.include([three]) });
            }
        });
        recorded.into_iter().map(|recorded| recorded.operation).collect()
    })
}

proptest! {
    #[test]
    fn a_random_chain_leads_back(operations in prop::collection::vec(any_operation(), 1..60)) {
        let mut schema = Schema::default();
        let mut undo = Vec::new();
        for operation in operations.into_iter().flatten() {
            let before = schema.clone();
            if !speaks_of_what_is_there(&operation, &schema) {
                continue;
            }
            if operation.apply(&mut schema).is_ok() {
                undo.push((operation.inverse(&before).unwrap(), before, operation));
            } else {
                prop_assert_eq!(&schema, &before, "a misfit changes nothing: {}", operation);
            }
        }
        while let Some((inverse, before, operation)) = undo.pop() {
            for step in inverse {
                if let Err(error) = step.apply(&mut schema) {
                    return Err(TestCaseError::fail(format!("{operation}, undone by {step}: {error}")));
                }
            }
            prop_assert_eq!(schema.difference(&before), None, "{}", operation);
        }
    }
}
