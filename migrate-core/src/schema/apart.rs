//! What two schemas do not have in common.

use imbl::OrdMap;
use imbl::ordmap::DiffItem;

use super::Schema;

impl Schema {
    /// What of the catalogue's objects this schema has that the other has not, or has otherwise; and the same of the
    /// other. What they share is not looked at, so that it costs as much as they differ.
    pub(crate) fn apart(&self, other: &Self) -> (Self, Self) {
        let (mut here, mut there) = (Self::default(), Self::default());
        (here.tables, there.tables) = differences(&self.tables, &other.tables);
        (here.views, there.views) = differences(&self.views, &other.views);
        (here.sequences, there.sequences) = differences(&self.sequences, &other.sequences);
        (here.functions, there.functions) = differences(&self.functions, &other.functions);
        (here.triggers, there.triggers) = differences(&self.triggers, &other.triggers);
        (here, there)
    }
}

type Two<K, V> = (OrdMap<K, V>, OrdMap<K, V>);

fn differences<K: Ord + Clone, V: PartialEq + Clone>(one: &OrdMap<K, V>, other: &OrdMap<K, V>) -> Two<K, V> {
    let (mut here, mut there) = (OrdMap::new(), OrdMap::new());
    for item in one.diff(other) {
        match item {
            DiffItem::Add(key, value) => drop(there.insert(key.clone(), value.clone())),
            DiffItem::Remove(key, value) => drop(here.insert(key.clone(), value.clone())),
            DiffItem::Update { old: (key, old), new: (_, new) } => {
                here.insert(key.clone(), old.clone());
                there.insert(key.clone(), new.clone());
            }
        }
    }
    (here, there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;

    #[test]
    fn only_what_differs_is_in_it() {
        let made = |record: fn(&mut Operations)| {
            let mut schema = Schema::default();
            for recorded in Operations::record(record) {
                recorded.operation.apply(&mut schema).expect("it fits");
            }
            schema
        };
        let one = made(|op| {
            for table in ["a", "b", "c"] {
                op.create_table(table, |t| {
                    t.column("id", BigInt).primary_key();
                });
            }
        });
        let mut other = one.clone();
        for recorded in Operations::record(|op| {
            op.drop_table("b");
            op.rename_column("c", "id", "key");
            op.create_view("d", "select id from a");
        }) {
            recorded.operation.apply(&mut other).expect("it fits");
        }
        let names = |schema: &Schema| {
            let tables = schema.tables().map(|table| table.name.to_string());
            tables.chain(schema.views().map(|view| view.name.to_string())).collect::<Vec<_>>()
        };
        let (here, there) = one.apart(&other);
        assert_eq!(names(&here), ["b", "c"]);
        assert_eq!(names(&there), ["c", "d"]);
    }
}
