//! What a chain must leave alone: what other chains have made.

use crate::name::QualifiedName;
use crate::operation::{Misfit, Operation};
use crate::schema::Schema;

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
