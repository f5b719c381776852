//! What a database has come to hold since it was adopted, and there are no words for.

use std::collections::BTreeSet;
use std::fmt;

use super::said::Said;
use super::{has_relation, in_own_words, is_cut, made, makes_relation, statement};
use crate::diff::Change;
use crate::inspect::{Inspected, Stage, Unmodelled};
use crate::name::QualifiedName;
use crate::operation::Operation;
use crate::schema::Schema;

/// What a revision does not do, and somebody has to say by hand where it matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// The SQL of the chain makes it in other words.
    Changed(Unmodelled),
    /// The SQL of the chain makes it by this statement, and the database no longer has it.
    Gone(String),
    /// The database does not say what makes it, or says it in the words of a whole table that the chain has.
    Wordless(Unmodelled),
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(it) => {
                write!(
                    f,
                    "{it}, which the SQL of the chain makes in other words; say by hand what was done to it"
                )
            }
            Self::Gone(statement) => {
                let line = statement.lines().next().unwrap_or_default();
                let short = line.chars().take(60).collect::<String>();
                let more = if short.len() < statement.len() { "…" } else { "" };
                write!(f, "what `{short}{more}` makes and the database no longer has; drop it by hand")
            }
            Self::Wordless(it) => write!(f, "{it}"),
        }
    }
}

/// What has no words and came since.
#[derive(Debug, Default)]
pub(crate) struct Since {
    /// What makes the things that tables may need.
    pub(crate) before: Vec<Operation>,
    /// What makes the things that may need tables.
    pub(crate) behind: Vec<Operation>,
    pub(crate) left_out: Vec<LeftOut>,
}

/// What has no words and came since, against what a chain's SQL says, and that of other chains. Tables that come among the
/// changes are made in their own words where they have traits that ours do not say.
///
/// # Errors
///
/// With the name of a table that the chain has and the database has in words that are not understood.
pub(crate) fn since(
    inspected: &Inspected,
    before: &Schema,
    (said, others): (&Said, &Said),
    changes: &mut [Change],
) -> Result<Since, QualifiedName> {
    let mut since = Since::default();
    let mut unmodelled = inspected.unmodelled.iter().collect::<Vec<_>>();
    unmodelled.sort_by_key(|it| super::place(it));
    let mut told = BTreeSet::new();
    for it in unmodelled {
        let Some(definition) = it.definition.as_deref() else {
            since.left_out.push(LeftOut::Wordless(it.clone()));
            continue;
        };
        if makes_relation(definition) {
            if has_relation(inspected, &it.name) {
                // Said by the words that make it, ours or the chain's.
                let is_said =
                    said.has(definition) || said.has_trait(it, inspected) || told.contains(&it.name);
                if !is_said && make_in_own_words(definition, &it.name, inspected, changes) {
                    told.insert(&it.name);
                } else if !is_said {
                    since.left_out.push(LeftOut::Wordless(it.clone()));
                }
                continue;
            }
            if before.table(&it.name).is_some() || before.view(&it.name).is_some() {
                return Err(it.name.clone());
            }
        }
        if said.has(definition) || others.makes(definition) {
            continue;
        }
        match (statement(it, inspected.dialect), it.stage) {
            _ if said.makes(definition) => since.left_out.push(LeftOut::Changed(it.clone())),
            (None, _) => since.left_out.push(LeftOut::Wordless(it.clone())),
            (Some(statement), Stage::BeforeTables) => since.before.push(statement),
            (Some(statement), Stage::BehindTables) => since.behind.push(statement),
        }
    }
    since.left_out.extend(said.gone(inspected, before).map(|text| LeftOut::Gone(text.to_owned())));
    Ok(since)
}

/// Makes a table or view that comes in its own words. Answers whether it could.
fn make_in_own_words(
    definition: &str,
    name: &QualifiedName,
    inspected: &Inspected,
    changes: &mut [Change],
) -> bool {
    for change in changes.iter_mut().filter(|change| change.fill_ins.is_empty()) {
        let comes = |operation: &Operation| made(operation) == Some(name) && !is_cut(operation, inspected);
        let Some(at) = change.operations.iter().position(comes) else { continue };
        let operation = change.operations[at].clone();
        let own = in_own_words(definition.into(), operation, inspected.dialect);
        change.operations.splice(at..=at, own);
        return true;
    }
    false
}
