//! What the SQL of a chain's revisions makes that there are no words for, as far as its own words tell.

use std::collections::BTreeSet;

use super::reverse::{altered, name_behind, name_length, table_behind};
use crate::dialect::Dialect;
use crate::graph::Graph;
use crate::inspect::{Inspected, Unmodelled, traits_in};
use crate::name::{Prefix, QualifiedName};
use crate::operation::Operation;
use crate::replay::{self, ReplayError};
use crate::schema::{Schema, Trigger};

/// What the SQL of a chain has made, statement by statement.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    dialect: Dialect,
    texts: BTreeSet<String>,
    things: Vec<Thing>,
}

/// Something that a statement makes.
#[derive(Clone, Debug)]
struct Thing {
    key: Key,
    /// The statement, and the whole text that it stands in.
    texts: [String; 2],
}

/// What tells a thing from others.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    kind: String,
    name: String,
    /// The table of a rule, the arguments of a routine.
    of: String,
}

impl Said {
    /// What nobody says.
    pub(crate) fn nothing(dialect: Dialect) -> Self {
        Self { dialect, texts: BTreeSet::new(), things: Vec::new() }
    }

    /// Adds what the revisions of a chain say.
    pub(crate) fn and(mut self, graph: &Graph) -> Result<Self, ReplayError> {
        for node in graph.nodes() {
            let entry = graph.entry(node);
            for recorded in replay::record(entry, entry.upgrade, &Prefix::NONE)? {
                if let (true, Operation::Sql(sql)) = (recorded.is_for(self.dialect), &recorded.operation) {
                    self.say(&sql.text.text(self.dialect));
                }
            }
        }
        Ok(self)
    }

    /// Adds a text.
    pub(super) fn say(&mut self, whole: &str) {
        let whole = plain(whole);
        for part in whole.split(';').map(without_comments) {
            if part.is_empty() || self.unsay(part) {
                continue;
            }
            if let Some(key) = key(part, self.dialect) {
                self.things.retain(|thing| thing.key != key);
                self.things.push(Thing { key, texts: [part.to_owned(), whole.clone()] });
            }
        }
        self.texts.insert(whole);
    }

    /// Takes out what a statement undoes. Answers whether it is one that undoes something.
    fn unsay(&mut self, part: &str) -> bool {
        let words = words(part);
        if let ["drop", ..] = words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            let made = format!("create {} ", &part[4..]);
            if let Some(gone) = key(&made, self.dialect) {
                let of_table = is_of_table(&gone.kind);
                self.things.retain(|Thing { key, .. }| {
                    (&key.kind, &key.name) != (&gone.kind, &gone.name) || (of_table && key.of != gone.of)
                });
            }
            return true;
        }
        let count = self.things.len();
        self.things.retain(|thing| thing.key.kind != "alter" || thing.key.name != part);
        count != self.things.len()
    }

    /// Whether a statement is said in these very words, and was not undone.
    pub(super) fn has(&self, definition: &str) -> bool {
        let definition = plain(definition);
        match key(&definition, self.dialect) {
            Some(key) => self.things.iter().any(|it| it.key == key && it.texts.contains(&definition)),
            None => self.texts.contains(&definition),
        }
    }

    /// Whether what a statement makes is made, in whatever words.
    pub(crate) fn makes(&self, definition: &str) -> bool {
        match key(&plain(definition), self.dialect) {
            Some(key) => self.things.iter().any(|it| it.key == key),
            None => self.has(definition),
        }
    }

    /// Whether the statement that makes a table says this trait of it, though the table has changed since.
    pub(super) fn has_trait(&self, of: &Unmodelled, inspected: &Inspected) -> bool {
        let name = cleaned(&of.name.to_string());
        let of_table = self.things.iter().filter(|it| it.key.kind == "table" && it.key.name == name);
        let mut traits = of_table.flat_map(|it| traits_in(inspected, &it.texts[0], &of.name));
        traits.any(|(kind, detail)| kind == of.kind && detail == of.detail)
    }

    /// The statements whose things are no longer in the database; of what the chain has words for, its schema tells.
    pub(super) fn gone<'a>(
        &'a self,
        inspected: &'a Inspected,
        before: &'a Schema,
    ) -> impl Iterator<Item = &'a str> {
        let definitions = inspected.unmodelled.iter().filter_map(|it| it.definition.as_deref());
        let found = definitions.filter_map(|text| key(&plain(text), self.dialect)).collect::<Vec<_>>();
        let others = inspected.unmodelled.iter().map(|it| &it.name);
        let there =
            names(&inspected.schema).into_iter().chain(others.map(last_part)).collect::<BTreeSet<_>>();
        let known = names(before);
        self.things.iter().filter_map(move |Thing { key, texts }| {
            let is_there = |name: &str| there.contains(last(name));
            let is_gone = match key.kind.as_str() {
                "alter" => !found.contains(key) && is_there(&cleaned(&table_of_alter(&key.name))),
                "comment" => false,
                // They go with their table, whose end is told.
                kind if is_of_table(kind) => {
                    !found.contains(key) && !is_there(&key.name) && is_there(&key.of)
                }
                "cast" => !found.contains(key),
                _ => !found.contains(key) && !is_there(&key.name) && !known.contains(last(&key.name)),
            };
            is_gone.then_some(texts[0].as_str())
        })
    }
}

/// The names of all that a schema has words for, without the schemas that they are in.
fn names(schema: &Schema) -> BTreeSet<String> {
    let tables = schema.tables().map(|it| &it.name);
    let views = schema.views().map(|it| &it.name);
    let enums = schema.enum_types().map(|it| &it.name);
    let sequences = schema.sequences().map(|it| &it.name);
    let functions = schema.functions().map(|it| &it.name);
    let qualified = tables.chain(views).chain(enums).chain(sequences).chain(functions).map(last_part);
    let triggers = schema.triggers().map(|Trigger { name, .. }| name.as_str().to_lowercase());
    let indexes = schema.tables().flat_map(|table| &table.indexes);
    let indexes = indexes.map(|index| index.name.as_str().to_lowercase());
    qualified.chain(triggers).chain(indexes).collect()
}

fn last_part(name: &QualifiedName) -> String {
    name.name.as_str().to_lowercase()
}

fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// A text as it is compared: MySQL tells in the definition of a table which number comes next.
fn plain(text: &str) -> String {
    let text = text.trim().trim_end_matches(';').trim_end();
    let Some((head, behind)) = text.split_once(" AUTO_INCREMENT=") else { return text.to_owned() };
    format!("{head}{}", behind.trim_start_matches(|digit: char| digit.is_ascii_digit()))
}

/// A statement without the lines of comment before it.
fn without_comments(part: &str) -> &str {
    let mut part = part.trim();
    while part.starts_with("--") {
        part = part.split_once('\n').map_or("", |(_, behind)| behind.trim_start());
    }
    part
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().take(8).map(str::to_ascii_lowercase).collect()
}

fn is_of_table(kind: &str) -> bool {
    matches!(kind, "policy" | "rule" | "trigger")
}

/// A name without quotes and without the schema that is meant where none is said.
fn cleaned(name: &str) -> String {
    let name = name.replace(['"', '`', '[', ']'], "").to_lowercase();
    name.strip_prefix("public.").map(str::to_owned).unwrap_or(name)
}

fn table_of_alter(text: &str) -> String {
    let mut words = text.split_whitespace().skip(1);
    let at = words.find(|word| !matches!(*word, "INDEX" | "MATERIALIZED" | "ONLY" | "TABLE" | "VIEW"));
    let rest = at.and_then(|word| text.find(word)).map_or("", |at| &text[at..]);
    rest[..name_length(rest)].to_owned()
}

/// What a statement makes; none where that is nothing that has no words.
fn key(text: &str, dialect: Dialect) -> Option<Key> {
    const KINDS: [&str; 21] = [
        "aggregate",
        "cast",
        "collation",
        "domain",
        "event",
        "function",
        "index",
        "materialized",
        "operator",
        "policy",
        "procedure",
        "rule",
        "sequence",
        "statistics",
        "table",
        "temporary",
        "text",
        "trigger",
        "type",
        "view",
        "virtual",
    ];
    let text = text.trim_start();
    let words = words(text);
    match words.first()?.as_str() {
        "alter" => {
            let name = altered(text);
            let is_trait = name != text && !name.starts_with("SELECT ");
            is_trait.then(|| Key { kind: "alter".to_owned(), name, of: String::new() })
        }
        "comment" => {
            let (of, _) = text.split_once(" IS ")?;
            Some(Key { kind: "comment".to_owned(), name: cleaned(of), of: String::new() })
        }
        "create" => {
            let kind = words.iter().find(|word| KINDS.contains(&word.as_str()))?;
            let of = match kind.as_str() {
                "temporary" => return None,
                "cast" => {
                    let (head, _) = text.split_once(')')?;
                    return Some(Key { kind: kind.clone(), name: cleaned(head), of: String::new() });
                }
                "aggregate" | "function" | "procedure" if dialect == Dialect::Postgres => arguments(text),
                _ if is_of_table(kind) => cleaned(&table_behind(text).unwrap_or_default()),
                _ => String::new(),
            };
            // An aggregate has its arguments right behind its name.
            let name = match kind.as_str() {
                "aggregate" => words.get(2)?.split('(').next().map(str::to_owned)?,
                _ => name_behind(text)?,
            };
            let kind = match kind.as_str() {
                "text" => words.get(3)?.clone(),
                _ => kind.clone(),
            };
            Some(Key { kind, name: cleaned(&name), of })
        }
        _ => None,
    }
}

/// What stands in the first brackets.
fn arguments(text: &str) -> String {
    let Some((_, behind)) = text.split_once('(') else { return String::new() };
    let mut depth = 1;
    let end = behind.find(|character: char| {
        depth += match character {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    });
    cleaned(&behind[..end.unwrap_or(behind.len())])
}

#[cfg(test)]
mod tests {
    use super::Said;
    use crate::dialect::Dialect;

    fn said(dialect: Dialect, texts: &[&str]) -> Said {
        let mut said = Said::nothing(dialect);
        for text in texts {
            said.say(text);
        }
        said
    }

    #[test]
    fn what_was_undone_is_said_no_more() {
        let view = "CREATE MATERIALIZED VIEW sums AS\n SELECT 1 AS one";
        let all =
            [view, "CREATE POLICY p ON a", "CREATE POLICY p ON b", "ALTER TABLE a REPLICA IDENTITY FULL"];
        let whole = said(Dialect::Postgres, &all);
        assert!(all.iter().all(|text| whole.has(text)));
        let less = said(
            Dialect::Postgres,
            &[
                &all[..],
                &[
                    "DROP MATERIALIZED VIEW IF EXISTS public.sums; drop policy p on b",
                    "ALTER TABLE a REPLICA IDENTITY DEFAULT",
                ],
            ]
            .concat(),
        );
        assert_eq!(all.map(|text| less.makes(text)), [false, true, false, false]);
    }

    #[test]
    fn other_words_make_the_same_thing() {
        for (dialect, one, other) in [
            (
                Dialect::Postgres,
                "create domain Digits as text",
                "CREATE DOMAIN public.\"digits\" AS text NOT NULL",
            ),
            (
                Dialect::Postgres,
                "ALTER TABLE a REPLICA IDENTITY FULL",
                "ALTER TABLE a REPLICA IDENTITY NOTHING",
            ),
            (Dialect::Postgres, "create policy p on a", "CREATE POLICY p ON a FOR SELECT"),
            (
                Dialect::Postgres,
                "CREATE AGGREGATE s(integer) (SFUNC = x)",
                "CREATE AGGREGATE s(integer) (SFUNC = y)",
            ),
            (Dialect::Postgres, "CREATE CAST (a AS b) WITH INOUT", "CREATE CAST (a AS b) WITHOUT FUNCTION"),
            (
                Dialect::MySql,
                "CREATE PROCEDURE p(a INT) SELECT 1",
                "CREATE DEFINER=`x`@`y` PROCEDURE `p`(b TEXT) SELECT 2",
            ),
            (
                Dialect::Sqlite,
                "CREATE VIRTUAL TABLE words USING fts5(a)",
                "CREATE VIRTUAL TABLE \"words\" USING fts5(b)",
            ),
        ] {
            let said = said(dialect, &[one]);
            assert_eq!((said.has(one), said.has(other), said.makes(other)), (true, false, true), "{one}");
        }
        let overloaded = said(Dialect::Postgres, &["CREATE PROCEDURE p(a numeric(1,2)) AS $$ SELECT 1; $$"]);
        assert!(!overloaded.makes("CREATE PROCEDURE p(a text) AS $$ SELECT 1; $$"));
        let numbered =
            said(Dialect::MySql, &["CREATE TABLE a (b INT) ENGINE=InnoDB AUTO_INCREMENT=12 CHARSET=utf8mb4"]);
        assert!(numbered.has("CREATE TABLE a (b INT) ENGINE=InnoDB AUTO_INCREMENT=7 CHARSET=utf8mb4"));
    }
}
