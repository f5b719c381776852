//! What a chain must leave alone: what other chains have made.

use std::collections::BTreeMap;

use crate::graph::Graph;
use crate::name::{Others, Prefix, QualifiedName};
use crate::operation::{Misfit, Operation};
use crate::schema::Schema;

/// What stands before the names of what a chain makes, beside what the chains that it depends on have made, each with its own.
pub fn names(graph: &Graph, schema: &Schema) -> Prefix {
    if !schema.has_foreign() {
        return graph.prefix().clone();
    }
    let mut below = BTreeMap::new();
    prefixes_below(graph, &mut below);
    if graph.prefix().is_none() && below.values().all(|prefix| prefix.is_none()) {
        return Prefix::NONE;
    }
    let mut others = Others::default();
    schema.name_foreign(&below, &mut others);
    graph.prefix().beside(others)
}

/// The prefixes of all chains that a chain depends on.
fn prefixes_below<'g>(graph: &'g Graph, into: &mut BTreeMap<&'g str, &'g Prefix>) {
    for below in graph.below() {
        if into.insert(below.chain(), below.prefix()).is_none() {
            prefixes_below(below, into);
        }
    }
}

/// Refuses an operation that changes what another chain has made, or writes rows of it. A chain that acts within the
/// schema of another is named.
pub(super) fn refuse(
    operation: &Operation,
    before: &Schema,
    after: &Schema,
    acting: Option<&str>,
) -> Result<(), Misfit> {
    if !before.has_foreign() {
        return Ok(());
    }
    let misfit = |(what, name, chain): (&'static str, String, &str)| Misfit::OfOtherChain {
        what,
        name,
        chain: chain.to_owned(),
    };
    if let Some(table) = written(operation)
        && let Some(chain) = before.owner_of_table(table).filter(|chain| Some(*chain) != acting)
    {
        return Err(misfit(("table", table.to_string(), chain)));
    }
    after.changed_foreign(before, acting).map_or(Ok(()), |changed| Err(misfit(changed)))
}

/// Says of what is there already that another chain has made it.
pub(super) fn named(misfit: Misfit, before: &Schema) -> Misfit {
    let (what, name, chain) = if let Misfit::EnumExists { name } = &misfit {
        ("enum", name, before.owner_of_enum(name))
    } else if let Misfit::TableExists { table } = &misfit {
        ("table", table, before.owner_of_table(table))
    } else {
        return misfit;
    };
    match chain {
        None => misfit,
        Some(chain) => Misfit::TakenByOtherChain { what, name: name.to_string(), chain: chain.to_owned() },
    }
}

/// The table whose rows an operation writes, if that is what it does.
fn written(operation: &Operation) -> Option<&QualifiedName> {
    if let Operation::Backfill(backfill) = operation {
        Some(&backfill.update.table)
    } else if let Operation::DeleteRows(delete) = operation {
        Some(&delete.table)
    } else if let Operation::DeleteSelected(delete) = operation {
        Some(&delete.table)
    } else if let Operation::InsertRows(insert) = operation {
        Some(&insert.table)
    } else if let Operation::UpdateRows(update) = operation {
        Some(&update.table)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{ReplayError, schema};
    use crate::graph::{Graph, build, build_on};
    use crate::prelude::*;
    use crate::registry::{ChainDefinition, Entry, Need};
    use crate::site::Site;

    type Upgrade = fn(&mut Operations);

    static ACCOUNTS: ChainDefinition = ChainDefinition {
        name: "accounts",
        type_name: "Accounts",
        identity: "accounts::Accounts",
        site: Site::new("src/accounts.rs", 1, 1),
        read: Some("a1 a2"),
        files: "",
    };

    fn entry(
        id: &'static str,
        down: &'static [&'static str],
        needs: &'static [Need],
        upgrade: Upgrade,
    ) -> &'static Entry {
        let site = Site::new("src/migrations.rs", 1, 1);
        let (chain, branch, downgrade, message) = ("tests", None, None, "");
        let depends_on = &[];
        Box::leak(Box::new(Entry {
            chain,
            id,
            down,
            depends_on,
            needs,
            branch,
            message,
            upgrade,
            downgrade,
            site,
        }))
    }

    /// A chain of one revision that depends on the first of two of the accounts.
    fn shop(upgrade: Upgrade) -> Graph {
        let users = entry("a1", &[], &[], |op| {
            op.create_enum("role", ["member", "admin"]);
            op.create_table("users", |t| {
                t.column("id", BigInt).primary_key();
                t.column("role", Enum("role")).default("member");
            });
            op.create_view("admins", "SELECT id FROM users WHERE role = 'admin'");
        });
        let teams = entry("a2", &["a1"], &[], |op| {
            op.create_table("teams", |t| {
                t.column("id", BigInt).primary_key();
            });
        });
        let accounts = Arc::new(build("accounts", &[users, teams]).unwrap());
        let needs = Box::leak(Box::new([Need { chain: &ACCOUNTS, id: "a1" }]));
        build_on("shop", &[entry("s1", &[], needs, upgrade)], vec![accounts]).unwrap()
    }

    fn told(upgrade: Upgrade) -> String {
        let graph = shop(upgrade);
        match schema(&graph, graph.nodes(), Postgres) {
            Ok(_) => String::new(),
            Err(ReplayError::Misfit { misfit, .. }) => {
                assert!(misfit.help().is_some() || misfit.to_string().contains("no table"), "{misfit}");
                misfit.to_string()
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn what_another_chain_has_made_is_referred_to_and_left_alone() {
        let refers = told(|op| {
            op.create_table("orders", |t| {
                t.column("id", BigInt).primary_key();
                t.column("user_id", BigInt).references("users", "id");
                t.column("seen_by", Enum("role"));
            });
            op.create_view("buyers", "SELECT user_id FROM orders JOIN users ON users.id = orders.user_id");
        });
        assert_eq!(refers, "");
        let changes: [(&str, Upgrade); 9] = [
            ("table `users`", |op| {
                op.add_column("users", "age", Integer).nullable();
            }),
            ("table `users`", |op| {
                op.add_check("users", "id > 0");
            }),
            ("table `users`", |op| {
                op.create_index("users", ["role"]);
            }),
            ("enum `role`", |op| {
                op.rename_enum("role", "kind");
            }),
            ("table `users`", |op| op.insert("users", ["id", "role"], [(1, "admin")])),
            ("table `users`", |op| {
                op.update("users").set("role", "admin").all_rows();
            }),
            ("enum `role`", |op| {
                op.add_enum_value("role", "guest");
            }),
            ("view `admins`", |op| op.drop_view("admins")),
            ("view `admins`", |op| op.rename_view("admins", "chiefs")),
        ];
        for (what, upgrade) in changes {
            assert_eq!(told(upgrade), format!("{what} is of chain `accounts`, which alone may change it"));
        }
    }

    #[test]
    fn what_is_beyond_the_revision_that_is_depended_on_is_not_seen() {
        let error = told(|op| {
            op.create_table("members", |t| {
                t.column("team_id", BigInt).primary_key().references("teams", "id");
            });
        });
        assert!(error.contains("no table `teams`"), "{error}");
        let twice = told(|op| {
            op.create_table("users", |t| {
                t.column("id", BigInt).primary_key();
            });
        });
        assert_eq!(twice, "chain `accounts` has made a table `users` already");
    }
}
