//! What creates a schema: the operations that make all of it, in an order in which each finds what it needs.

mod needs;

use crate::operation::{
    AddConstraint, AlterSequence, Concurrency, CreateEnum, CreateExtension, CreateFunction, CreateIndex,
    CreateSchema, CreateSequence, CreateTable, CreateTrigger, CreateView, Existing, Operation,
    ViewDefinition,
};
use crate::schema::{
    Constraint, Expression, ForeignKey, Function, Index, Schema, Sequence, Table, Validation, View,
};
use needs::{Need, Places};

/// The operations that create a schema in an empty database, in an order that runs on every dialect. Applied one after the
/// other to the empty schema, they make this one.
///
/// What comes first is sorted by name among its kind, unless it needs another: a view what its query names, a table what
/// its foreign keys reference and the functions that it calls, a function what its words name. Where some need each other
/// in a ring, foreign keys, checks and indexes are added behind the tables.
///
/// ```
/// use migrate_core::operation::creation;
/// use migrate_core::prelude::*;
/// use migrate_core::schema::Schema;
///
/// let mut schema = Schema::default();
/// for recorded in Operations::record(|op| {
///     op.create_table("people", |t| { t.column("id", BigInt).primary_key(); });
///     op.create_table("deals", |t| { t.column("person_id", BigInt).references("people", "id"); });
///     op.add_column("people", "name", Text).nullable();
/// }) {
///     recorded.operation.apply(&mut schema)?;
/// }
/// let words = creation(&schema).iter().map(ToString::to_string).collect::<Vec<_>>();
/// assert_eq!(words, ["create table `people`", "create table `deals`"]);
/// # Ok::<(), migrate_core::operation::Misfit>(())
/// ```
pub fn creation(schema: &Schema) -> Vec<Operation> {
    let existing = Existing::Refuse;
    let mut operations = Vec::<Operation>::new();
    operations.extend(schema.schemas().map(|name| {
        // Every database of PostgreSQL has it already.
        let existing = if name.as_str() == "public" { Existing::Adopt } else { Existing::Refuse };
        CreateSchema { schema: name.clone(), existing }.into()
    }));
    operations
        .extend(schema.extensions().map(|it| CreateExtension { extension: it.clone(), existing }.into()));
    operations.extend(schema.enum_types().map(|it| CreateEnum { enum_type: it.clone(), existing }.into()));
    operations.extend(schema.sequences().map(|sequence| {
        let sequence = Sequence { owner: None, ..sequence.clone() };
        CreateSequence { sequence }.into()
    }));
    let mut sorting = Sorting::new(schema);
    sorting.sort();
    let Sorting { created, late, .. } = sorting;
    operations.extend(created);
    operations.extend(late);
    operations.extend(schema.sequences().filter_map(|sequence| {
        let owner = sequence.owner.clone()?;
        Some(AlterSequence::to_owner(sequence.name.clone(), owner).into())
    }));
    operations.extend(schema.triggers().map(|trigger| CreateTrigger { trigger: trigger.clone() }.into()));
    operations
}

/// What may need another of its like.
#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    Function(&'a Function),
    Table(&'a Table),
    View(&'a View),
}

/// Parts on their way into an order.
#[derive(Debug)]
struct Sorting<'a> {
    parts: Vec<Part<'a>>,
    needs: Vec<Vec<Need>>,
    is_done: Vec<bool>,
    created: Vec<Operation>,
    /// What is added behind all parts.
    late: Vec<Operation>,
}

impl<'a> Sorting<'a> {
    fn new(schema: &'a Schema) -> Self {
        let tables = schema.tables().map(Part::Table);
        let functions = schema.functions().map(Part::Function);
        let views = schema.views().map(Part::View);
        let parts = tables.chain(functions).chain(views).collect::<Vec<_>>();
        let places = Places::of(&parts);
        let needs = parts.iter().enumerate().map(|(at, part)| places.needs(at, *part)).collect();
        Self { is_done: vec![false; parts.len()], parts, needs, created: Vec::new(), late: Vec::new() }
    }

    fn sort(&mut self) {
        let mut left = (0..self.parts.len()).collect::<Vec<_>>();
        while !left.is_empty() {
            let count = left.len();
            left.retain(|at| {
                let is_ready = self.unmet(*at).next().is_none();
                if is_ready {
                    self.create(*at);
                }
                !is_ready
            });
            if left.len() == count {
                let at = self.breaks_ring(&left);
                self.create(at);
                left.retain(|other| *other != at);
            }
        }
    }

    /// What a part needs that is not there.
    fn unmet(&self, at: usize) -> impl Iterator<Item = Need> {
        self.needs[at].iter().copied().filter(|need| !self.is_done[need.part])
    }

    /// The part to create next where none has all it needs: of those that need themselves in the end a table that can do
    /// without the others at first; else a function, since its words may mean something else, and bodies are mostly not
    /// looked at before they run.
    fn breaks_ring(&self, left: &[usize]) -> usize {
        let ring = || left.iter().copied().filter(|at| self.needs_itself(*at));
        let can_wait = |at: &usize| {
            matches!(self.parts[*at], Part::Table(_)) && self.unmet(*at).all(|need| need.can_wait)
        };
        let is_function = |at: &usize| matches!(self.parts[*at], Part::Function(_));
        ring()
            .find(can_wait)
            .or_else(|| ring().find(is_function))
            .or_else(|| ring().next())
            .unwrap_or(left[0])
    }

    fn needs_itself(&self, at: usize) -> bool {
        let mut seen = vec![false; self.parts.len()];
        let mut wanted = vec![at];
        while let Some(next) = wanted.pop() {
            for need in self.unmet(next) {
                if need.part == at {
                    return true;
                }
                if !std::mem::replace(&mut seen[need.part], true) {
                    wanted.push(need.part);
                }
            }
        }
        false
    }

    fn create(&mut self, at: usize) {
        let operation = match self.parts[at] {
            Part::Function(function) => CreateFunction { function: function.clone() }.into(),
            Part::Table(table) => self.create_table(at, table.clone()),
            Part::View(view) => CreateView { definition: ViewDefinition::of(view) }.into(),
        };
        self.created.push(operation);
        self.is_done[at] = true;
    }

    /// A table without what needs something that is not there.
    fn create_table(&mut self, at: usize, mut table: Table) -> Operation {
        let missing = self.unmet(at).map(|need| self.parts[need.part]).collect::<Vec<_>>();
        let references_missing = |key: &ForeignKey| {
            missing.iter().any(|part| match part {
                Part::Table(other) => other.name == key.referenced_table,
                Part::Function(_) | Part::View(_) => false,
            })
        };
        let calls_missing = |expression: &Expression| {
            missing.iter().any(|part| match part {
                Part::Function(function) => expression.calls(&function.name),
                Part::Table(_) | Part::View(_) => false,
            })
        };
        let own = table.clone();
        let is_late = |constraint: &Constraint| {
            // A new table can have none that is not valid.
            constraint.validation() == Validation::NotValid
                || match constraint {
                    Constraint::Check(check) => calls_missing(&check.expression),
                    Constraint::Exclusion(exclusion) => exclusion.expressions().any(calls_missing),
                    Constraint::ForeignKey(key) => references_missing(key) || needs_own_index(&own, key),
                    Constraint::PrimaryKey(_) | Constraint::Unique(_) => false,
                }
        };
        let late = table.constraints().filter(is_late).collect::<Vec<_>>();
        table.take_constraints(|name| late.iter().any(|constraint| constraint.name() == name));
        let late_indexes =
            table.indexes.extract_if(.., |index| index.expressions().any(calls_missing)).collect::<Vec<_>>();
        let name = || table.name.clone();
        self.late.extend(
            late_indexes
                .into_iter()
                .map(|index| CreateIndex::certain(name(), index, Concurrency::Plain).into()),
        );
        self.late
            .extend(late.into_iter().map(|constraint| AddConstraint { table: name(), constraint }.into()));
        CreateTable { table, existing: Existing::Refuse }.into()
    }
}

/// Whether a table's foreign key references the table itself by an index, which is made behind the table.
fn needs_own_index(table: &Table, key: &ForeignKey) -> bool {
    let is_same = |columns: &[_]| {
        columns.len() == key.referenced_columns.len()
            && key.referenced_columns.iter().all(|name| columns.contains(name))
    };
    let mut keys = table.primary_key.iter().map(|key| &key.columns);
    let mut uniques = table.uniques.iter().map(|unique| &unique.columns);
    key.referenced_table == table.name
        && !keys.any(|columns| is_same(columns))
        && !uniques.any(|columns| is_same(columns))
        && table.indexes.iter().filter_map(Index::unique_columns).any(|columns| is_same(&columns))
}
