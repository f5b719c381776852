//! What creates a schema: the operations that make all of it, in an order in which each finds what it needs.

mod needs;

use crate::name::{Name, QualifiedName};
use crate::operation::{
    AddConstraint, AlterSequence, Concurrency, CreateEnum, CreateExtension, CreateFunction, CreateIndex,
    CreateSchema, CreateSequence, CreateTable, CreateTrigger, CreateView, Existing, Operation,
    ViewDefinition,
};
use crate::schema::{
    Constraint, Expression, ForeignKey, Function, Index, Schema, Sequence, Table, Validation, View,
};
use needs::{Need, Places};

/// Something to be made beside what a schema has words for: a statement of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extra<'a> {
    /// The name of what it makes, where others can name it: a type, an aggregate, a virtual table.
    pub(crate) makes: Option<&'a QualifiedName>,
    /// The statement.
    pub(crate) text: &'a Expression,
    /// Whether tables may need it.
    pub(crate) order: Order,
}

/// Where an extra stands, as far as nothing needs another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Before all tables.
    First,
    /// Behind all else, unless something needs it.
    Last,
}

/// A step on the way to a schema with extras.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// The extra of this number.
    Extra(usize),
    /// An operation.
    Operation(Box<Operation>),
}

impl<T: Into<Operation>> From<T> for Step {
    fn from(operation: T) -> Self {
        Self::Operation(Box::new(operation.into()))
    }
}

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
    let steps = creation_with(schema, &[], None);
    let operation = |step| match step {
        Step::Extra(_) => None,
        Step::Operation(operation) => Some(*operation),
    };
    steps.into_iter().filter_map(operation).collect()
}

/// The same with extras in their places: each behind what its words name, and before what names it. What has no schema in
/// its name is in `home`, and may be named with it.
pub(crate) fn creation_with(schema: &Schema, extras: &[Extra<'_>], home: Option<&Name>) -> Vec<Step> {
    let existing = Existing::Refuse;
    let mut steps = Vec::<Step>::new();
    steps.extend(schema.schemas().map(|name| {
        // Every database of PostgreSQL has it already.
        let existing = if name.as_str() == "public" { Existing::Adopt } else { Existing::Refuse };
        CreateSchema { schema: name.clone(), existing }.into()
    }));
    steps.extend(schema.extensions().map(|it| CreateExtension { extension: it.clone(), existing }.into()));
    steps.extend(schema.enum_types().map(|it| CreateEnum { enum_type: it.clone(), existing }.into()));
    steps.extend(schema.sequences().map(|sequence| {
        let sequence = Sequence { owner: None, ..sequence.clone() };
        CreateSequence { sequence }.into()
    }));
    let mut sorting = Sorting::new(schema, extras, home);
    let (first, last) = sorting.split();
    sorting.sort(first);
    let late = std::mem::take(&mut sorting.late);
    sorting.created.extend(late.into_iter().map(Step::from));
    sorting.created.extend(schema.sequences().filter_map(|sequence| {
        let owner = sequence.owner.clone()?;
        Some(AlterSequence::to_owner(sequence.name.clone(), owner).into())
    }));
    sorting
        .created
        .extend(schema.triggers().map(|trigger| CreateTrigger { trigger: trigger.clone() }.into()));
    sorting.sort(last);
    steps.extend(sorting.created);
    steps
}

/// What may need another of its like.
#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    Extra(usize, Extra<'a>),
    Function(&'a Function),
    Table(&'a Table),
    View(&'a View),
}

impl Part<'_> {
    fn is_first(&self) -> bool {
        self.order() == Some(Order::First)
    }

    fn is_last(&self) -> bool {
        self.order() == Some(Order::Last)
    }

    /// Where it stands, if it is an extra.
    fn order(&self) -> Option<Order> {
        match self {
            Self::Extra(_, extra) => Some(extra.order),
            Self::Function(_) | Self::Table(_) | Self::View(_) => None,
        }
    }
}

/// Parts on their way into an order.
#[derive(Debug)]
struct Sorting<'a> {
    parts: Vec<Part<'a>>,
    needs: Vec<Vec<Need>>,
    is_done: Vec<bool>,
    created: Vec<Step>,
    /// What is added behind all parts.
    late: Vec<Operation>,
}

impl<'a> Sorting<'a> {
    fn new(schema: &'a Schema, extras: &[Extra<'a>], home: Option<&'a Name>) -> Self {
        let extras = extras.iter().enumerate().map(|(at, extra)| Part::Extra(at, *extra));
        let (first, last) = extras.partition::<Vec<_>, _>(Part::is_first);
        let tables = schema.tables().map(Part::Table);
        let functions = schema.functions().map(Part::Function);
        let views = schema.views().map(Part::View);
        let parts =
            first.into_iter().chain(tables).chain(functions).chain(views).chain(last).collect::<Vec<_>>();
        let places = Places::of(&parts, home);
        let needs = parts.iter().enumerate().map(|(at, part)| places.needs(at, *part)).collect();
        Self { is_done: vec![false; parts.len()], parts, needs, created: Vec::new(), late: Vec::new() }
    }

    /// What is made first, and the extras that stand behind all else since nothing needs them.
    fn split(&self) -> (Vec<usize>, Vec<usize>) {
        let mut is_needed = self.parts.iter().map(|part| !part.is_last()).collect::<Vec<_>>();
        let mut wanted = (0..self.parts.len()).filter(|at| is_needed[*at]).collect::<Vec<_>>();
        while let Some(at) = wanted.pop() {
            for need in &self.needs[at] {
                if !std::mem::replace(&mut is_needed[need.part], true) {
                    wanted.push(need.part);
                }
            }
        }
        (0..self.parts.len()).partition(|at| is_needed[*at])
    }

    fn sort(&mut self, mut left: Vec<usize>) {
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
        let step = match self.parts[at] {
            Part::Extra(number, _) => Step::Extra(number),
            Part::Function(function) => CreateFunction { function: function.clone() }.into(),
            Part::Table(table) => self.create_table(at, table.clone()).into(),
            Part::View(view) => CreateView { definition: ViewDefinition::of(view) }.into(),
        };
        self.created.push(step);
        self.is_done[at] = true;
    }

    /// A table without what needs something that is not there.
    fn create_table(&mut self, at: usize, mut table: Table) -> Operation {
        let missing = self.unmet(at).map(|need| self.parts[need.part]).collect::<Vec<_>>();
        let references_missing = |key: &ForeignKey| {
            missing.iter().any(|part| match part {
                Part::Table(other) => other.name == key.referenced_table,
                Part::Extra(..) | Part::Function(_) | Part::View(_) => false,
            })
        };
        let calls_missing = |expression: &Expression| {
            missing.iter().any(|part| match part {
                Part::Function(function) => expression.calls(&function.name),
                Part::Extra(..) | Part::Table(_) | Part::View(_) => false,
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
