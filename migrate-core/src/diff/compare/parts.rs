//! Constraints and indexes of a table that both have.

use super::Comparing;
use crate::diff::pending::{Phase, added};
use crate::diff::properties::{Described, differences};
use crate::diff::{Change, Object, Verdict};
use crate::name::{Name, QualifiedName};
use crate::operation::{
    AddConstraint, Concurrency, CreateIndex, DropConstraint, DropIndex, Missing, Operation, RenameConstraint,
    RenameIndex, ReplacePrimaryKey, ValidateConstraint,
};
use crate::schema::{Check, Constraint, ForeignKey, Index, Table, Validation};

/// A constraint or an index.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Constraint(Constraint),
    Index(Index),
}

impl Part {
    fn of(table: &Table) -> Vec<Self> {
        let indexes = table.indexes.iter().cloned().map(Self::Index);
        table.constraints().map(Self::Constraint).chain(indexes).collect()
    }

    fn name(&self) -> &Name {
        match self {
            Self::Constraint(constraint) => constraint.name(),
            Self::Index(index) => &index.name,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Constraint(constraint) => constraint.kind(),
            Self::Index(_) => "index",
        }
    }

    fn object(&self, table: &QualifiedName) -> Object {
        match self {
            Self::Constraint(constraint) => {
                Object::Constraint(table.clone(), constraint.kind(), constraint.name().clone())
            }
            Self::Index(index) => Object::Index(table.clone(), index.name.clone()),
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Constraint(one), Self::Constraint(other)) => one.is_like(other),
            (Self::Index(one), Self::Index(other)) => one.is_like(other),
            (Self::Constraint(_), Self::Index(_)) | (Self::Index(_), Self::Constraint(_)) => false,
        }
    }

    /// Whether it uses a column, as far as the words of its expressions tell.
    fn uses(&self, table: &QualifiedName, column: &Name) -> bool {
        match self {
            Self::Constraint(Constraint::Check(check)) => check.expression.mentions(column),
            Self::Constraint(Constraint::Exclusion(exclusion)) => exclusion.uses(column),
            Self::Constraint(Constraint::ForeignKey(key)) => {
                key.columns.contains(column)
                    || (key.referenced_table == *table && key.referenced_columns.contains(column))
            }
            Self::Constraint(Constraint::PrimaryKey(key)) => key.uses(column),
            Self::Constraint(Constraint::Unique(unique)) => unique.uses(column),
            Self::Index(index) => index.uses(column),
        }
    }

    /// Whether it has an expression over a column, which another type may mean nothing to.
    fn computes(&self, column: &Name) -> bool {
        match self {
            Self::Constraint(Constraint::Check(check)) => check.expression.mentions(column),
            Self::Constraint(Constraint::Exclusion(exclusion)) => {
                exclusion.expressions().any(|expression| expression.mentions(column))
            }
            Self::Constraint(
                Constraint::ForeignKey(_) | Constraint::PrimaryKey(_) | Constraint::Unique(_),
            ) => false,
            Self::Index(index) => index.expressions().any(|expression| expression.mentions(column)),
        }
    }

    fn foreign_key(&self) -> Option<&ForeignKey> {
        match self {
            Self::Constraint(Constraint::ForeignKey(key)) => Some(key),
            Self::Constraint(
                Constraint::Check(_)
                | Constraint::Exclusion(_)
                | Constraint::PrimaryKey(_)
                | Constraint::Unique(_),
            )
            | Self::Index(_) => None,
        }
    }

    /// When it goes, and when it comes.
    fn phases(&self) -> (Phase, Phase) {
        match self {
            Self::Constraint(Constraint::ForeignKey(_)) => (Phase::DropForeignKeys, Phase::ForeignKeys),
            Self::Constraint(Constraint::Check(_) | Constraint::Exclusion(_)) => {
                (Phase::DropParts, Phase::Checks)
            }
            Self::Constraint(Constraint::PrimaryKey(_) | Constraint::Unique(_)) | Self::Index(_) => {
                (Phase::DropParts, Phase::Keys)
            }
        }
    }

    fn drop(&self, table: &QualifiedName) -> Operation {
        match self {
            Self::Constraint(constraint) => {
                DropConstraint { table: table.clone(), constraint: constraint.name().clone() }.into()
            }
            Self::Index(index) => DropIndex {
                table: table.clone(),
                index: index.name.clone(),
                concurrency: Concurrency::default(),
                missing: Missing::Refuse,
            }
            .into(),
        }
    }

    fn create(&self, table: &QualifiedName) -> Operation {
        match self {
            Self::Constraint(constraint) => {
                AddConstraint { table: table.clone(), constraint: constraint.clone() }.into()
            }
            Self::Index(index) => {
                CreateIndex::certain(table.clone(), index.clone(), Concurrency::default()).into()
            }
        }
    }

    fn rename(&self, table: &QualifiedName, to: &Name) -> Operation {
        let (table, from, to) = (table.clone(), self.name().clone(), to.clone());
        match self {
            Self::Constraint(_) => RenameConstraint { table, from, to }.into(),
            Self::Index(_) => RenameIndex { table, from, to }.into(),
        }
    }
}

/// What becomes of a part.
#[derive(Debug)]
enum Fate {
    Goes(Part),
    Stays(Part),
    Renamed(Part, Part),
    Changes(Part, Part),
    Comes(Part),
}

/// The parts of a table before and after, matched by name, and where a name is gone by what they are.
fn fates(before: &Table, after: &Table) -> Vec<Fate> {
    let mut new = Part::of(after);
    let mut gone = Vec::new();
    let mut fates = Vec::new();
    for part in Part::of(before) {
        let same = |other: &Part| other.kind() == part.kind() && other.name() == part.name();
        // There is one primary key at most, whatever its name.
        let key = |other: &Part| other.kind() == part.kind() && part.kind() == "primary key";
        match new.iter().position(same).or_else(|| new.iter().position(key)) {
            Some(at) => {
                let other = new.remove(at);
                fates.push(match (part.is_like(&other), part.name() == other.name()) {
                    (true, true) => Fate::Stays(part),
                    (true, false) => Fate::Renamed(part, other),
                    (false, _) => Fate::Changes(part, other),
                });
            }
            None => gone.push(part),
        }
    }
    for part in gone {
        match new.iter().position(|other| part.is_like(other)) {
            Some(at) => fates.push(Fate::Renamed(part, new.remove(at))),
            None => fates.push(Fate::Goes(part)),
        }
    }
    fates.extend(new.into_iter().map(Fate::Comes));
    fates
}

/// The columns of the keys that a foreign key may reference throughout, each key's by itself.
pub(super) fn kept_keys(before: &Table, after: &Table, is_remade: impl Fn(&Name) -> bool) -> Vec<Vec<Name>> {
    let kept = fates(before, after).into_iter().filter_map(|fate| match fate {
        Fate::Stays(part) | Fate::Renamed(part, _) => Some(part),
        Fate::Goes(_) | Fate::Changes(..) | Fate::Comes(_) => None,
    });
    let columns = kept.filter_map(|part| match part {
        Part::Constraint(Constraint::PrimaryKey(key)) => Some(key.columns),
        Part::Constraint(Constraint::Unique(unique)) => Some(unique.columns),
        Part::Constraint(Constraint::Check(_) | Constraint::Exclusion(_) | Constraint::ForeignKey(_)) => None,
        Part::Index(index) => index.unique_columns(),
    });
    columns.filter(|columns| !columns.iter().any(&is_remade)).collect()
}

/// Whether all that uses a column goes for good, so that it can go with it; none where nothing uses it.
pub(super) fn takes_along(before: &Table, after: &Table, column: &Name) -> Option<bool> {
    let fates = fates(before, after);
    let is_user = |part: &Part| part.uses(&before.name, column);
    let mut all_go = fates.iter().filter_map(|fate| match fate {
        Fate::Goes(part) => is_user(part).then_some(true),
        Fate::Stays(part) | Fate::Renamed(part, _) | Fate::Changes(part, _) => is_user(part).then_some(false),
        Fate::Comes(_) => None,
    });
    let first = all_go.next()?;
    Some(first && all_go.all(|goes| goes))
}

impl Comparing<'_> {
    /// The constraints and indexes of a table that both have.
    pub(super) fn parts(&mut self, before: &Table, after: &Table) {
        let table = &after.name;
        let is_typed = |column: &Name| {
            let type_of = |table: &Table| table.column(column).map(|column| column.column_type.clone());
            type_of(before) != type_of(after)
        };
        let typed = before.columns.iter().map(|column| &column.name).filter(|name| is_typed(name));
        let typed = typed.cloned().collect::<Vec<_>>();
        let gone = |name: &Name| after.column(name).is_none();
        let gone = before.columns.iter().map(|column| &column.name).filter(|name| gone(name));
        let gone = gone.filter(|name| takes_along(before, after, name) == Some(true));
        let gone = gone.cloned().collect::<Vec<_>>();
        let new = after.columns.iter().filter(|column| before.column(&column.name).is_none());
        let new = new.map(|column| column.name.clone()).collect::<Vec<_>>();
        for fate in fates(before, after) {
            match fate {
                Fate::Stays(part) => {
                    if self.is_in_the_way(&part, table) {
                        self.remake(&part, &part, table);
                    }
                }
                Fate::Renamed(part, other) if self.is_in_the_way(&part, table) => {
                    self.remake(&part, &other, table);
                }
                Fate::Renamed(part, other) => {
                    let rename = part.rename(table, other.name());
                    let from = part.object(table);
                    let change = Change::new(other.object(table), Verdict::Renamed { from }, vec![rename]);
                    self.push(Phase::Keys, change);
                }
                Fate::Goes(part) => {
                    // What uses a column that goes goes with it.
                    if gone.iter().any(|column| part.uses(table, column)) && !self.is_in_the_way(&part, table)
                    {
                        continue;
                    }
                    let change = Change::new(part.object(table), Verdict::Dropped, vec![part.drop(table)]);
                    self.push(part.phases().0, change);
                }
                Fate::Changes(part, other) => {
                    let is_in_the_way =
                        self.is_in_the_way(&part, table) || typed.iter().any(|column| part.computes(column));
                    self.change_part(&part, &other, table, is_in_the_way);
                }
                Fate::Comes(part) => {
                    if comes_with_column(&part, &new, before) {
                        continue;
                    }
                    match part {
                        Part::Constraint(constraint) => {
                            let phase = Part::Constraint(constraint.clone()).phases().1;
                            self.push(phase, added(table, constraint));
                        }
                        Part::Index(_) => {
                            let create = part.create(table);
                            let change = Change::new(part.object(table), Verdict::Added, vec![create]);
                            self.push(Phase::Keys, change);
                        }
                    }
                }
            }
        }
    }

    /// Whether a part must go for a change of what it is made of.
    fn is_in_the_way(&self, part: &Part, table: &QualifiedName) -> bool {
        let is_remade = |key: &ForeignKey| self.remade_keys.contains(&(table.clone(), key.name.clone()));
        let columns = self.remade_columns.get(table);
        part.foreign_key().is_some_and(is_remade)
            || columns.is_some_and(|columns| columns.iter().any(|column| part.uses(table, column)))
    }

    /// A part that goes and comes again.
    fn remake(&mut self, part: &Part, other: &Part, table: &QualifiedName) {
        let drop = Change::new(part.object(table), Verdict::Remade, vec![part.drop(table)]);
        let create = Change::new(other.object(table), Verdict::Remade, vec![other.create(table)]);
        let (early, late) = part.phases();
        self.push(early, drop);
        self.push(late, create);
    }

    /// A part that is another one after.
    fn change_part(&mut self, part: &Part, other: &Part, table: &QualifiedName, is_in_the_way: bool) {
        let differences = match (part, other) {
            (Part::Constraint(one), Part::Constraint(other)) => differences(one, other),
            (Part::Index(one), Part::Index(other)) => differences(one, other),
            (Part::Constraint(_), Part::Index(_)) | (Part::Index(_), Part::Constraint(_)) => Vec::new(),
        };
        let (early, late) = part.phases();
        let mut change = Change::new(other.object(table), Verdict::Changed, Vec::new());
        change.differences = differences;
        if is_in_the_way {
            change.operations = vec![part.drop(table)];
            self.push(early, change.clone());
            change.operations = vec![other.create(table)];
            self.push(late, change);
            return;
        }
        change.operations = match (part, other) {
            (
                Part::Constraint(Constraint::PrimaryKey(one)),
                Part::Constraint(Constraint::PrimaryKey(other)),
            ) if one.columns != other.columns => {
                vec![ReplacePrimaryKey { table: table.clone(), key: other.clone() }.into()]
            }
            (Part::Constraint(one), Part::Constraint(two))
                if validated(one).is_some_and(|it| it.is_like(two)) =>
            {
                let constraint = two.name().clone();
                vec![ValidateConstraint { table: table.clone(), constraint }.into()]
            }
            (Part::Constraint(_) | Part::Index(_), _) => vec![part.drop(table), other.create(table)],
        };
        self.push(late, change);
    }
}

/// A constraint that is not valid, as it is when rows have been looked at.
fn validated(constraint: &Constraint) -> Option<Constraint> {
    let validation = Validation::Valid;
    match constraint {
        Constraint::Check(check) if check.validation == Validation::NotValid => {
            Some(Constraint::Check(Check { validation, ..check.clone() }))
        }
        Constraint::ForeignKey(key) if key.validation == Validation::NotValid => {
            Some(Constraint::ForeignKey(ForeignKey { validation, ..key.clone() }))
        }
        Constraint::Check(_)
        | Constraint::Exclusion(_)
        | Constraint::ForeignKey(_)
        | Constraint::PrimaryKey(_)
        | Constraint::Unique(_) => None,
    }
}

/// Whether a constraint comes with a new column that alone it is of.
fn comes_with_column(part: &Part, new: &[Name], before: &Table) -> bool {
    if before.constraint(part.name()).is_some() {
        return false;
    }
    match part {
        Part::Constraint(Constraint::ForeignKey(key)) => {
            key.columns.len() == 1 && new.contains(&key.columns[0]) && key.validation == Validation::Valid
        }
        Part::Constraint(Constraint::Unique(unique)) => {
            unique.columns.len() == 1 && new.contains(&unique.columns[0]) && unique.include.is_empty()
        }
        Part::Constraint(Constraint::Check(_) | Constraint::Exclusion(_) | Constraint::PrimaryKey(_))
        | Part::Index(_) => false,
    }
}
