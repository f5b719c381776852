//! How constraints and indexes are written.

use crate::code::{self, Code};
use crate::name::{Name, QualifiedName};
use crate::operation::named;
use crate::schema::{
    Action, Check, Constraint, Exclusion, ExclusionElement, ForeignKey, Index, Inheritance, Matching,
    MySqlIndex, NoActionWords, Nulls, PrimaryKey, Timing, Unique, Uniqueness, Validation,
};

/// Names what has another name than the one it gets by itself.
pub(in crate::operation) fn name_unless_derived(code: Code, name: &Name, derived: &Name) -> Code {
    if name == derived { code } else { code.then("name", [code::name(name)]) }
}

/// When a constraint is asked.
pub(in crate::operation) fn timing(code: Code, timing: Timing) -> Code {
    match timing {
        Timing::Deferrable => code.then("deferrable", []),
        Timing::Deferred => code.then("initially_deferred", []),
        Timing::Immediate => code,
    }
}

fn validation(code: Code, validation: Validation) -> Code {
    code.then_if(validation == Validation::NotValid, "not_valid")
}

fn include(code: Code, include: &[Name]) -> Code {
    if include.is_empty() { code } else { code.then("include", [code::names(include)]) }
}

/// What happens to rows that reference others.
pub(super) fn actions(code: Code, on_delete: Action, on_update: Action, said: NoActionWords) -> Code {
    let word = |action: Action, said: bool| {
        (said || action != Action::default()).then(|| Code::word(code::action(action)))
    };
    code.then_with("on_delete", word(on_delete, said.on_delete))
        .then_with("on_update", word(on_update, said.on_update))
}

/// The method that makes a constraint, where `variable` is a table that is described or `op`.
struct Start<'a> {
    variable: &'static str,
    table: &'a QualifiedName,
}

impl Start<'_> {
    fn call(&self, of_table: &'static str, of_op: &'static str, arguments: Vec<Code>) -> Code {
        match self.variable {
            "op" => {
                let table = std::iter::once(code::qualified(self.table));
                Code::op(of_op, table.chain(arguments))
            }
            variable => Code::on(variable, of_table, arguments),
        }
    }

    fn primary_key(&self, key: &PrimaryKey) -> Code {
        let PrimaryKey { name, columns, include, timing } = key;
        let derived = named::primary_key(self.table, columns.clone());
        let code = self.call("primary_key", "add_primary_key", vec![code::names(columns)]);
        rest_of_key(code, name, &derived.name, include, *timing)
    }

    fn unique(&self, unique: &Unique) -> Code {
        let Unique { name, columns, include, nulls, timing } = unique;
        let derived = named::unique(self.table, columns.clone());
        let code = self.call("unique", "add_unique", vec![code::names(columns)]);
        let code = code.then_if(*nulls == Nulls::NotDistinct, "nulls_not_distinct");
        rest_of_key(code, name, &derived.name, include, *timing)
    }

    fn foreign_key(&self, key: &ForeignKey) -> Code {
        let ForeignKey {
            name,
            columns,
            referenced_table,
            referenced_columns,
            on_delete,
            on_update,
            timing: when,
            validation: valid,
            matching,
            set_columns,
            no_action,
        } = key;
        let derived = Name::derive("fk", self.table, columns);
        let arguments =
            vec![code::names(columns), code::qualified(referenced_table), code::names(referenced_columns)];
        let code = self.call("foreign_key", "add_foreign_key", arguments);
        let code = code.then_if(*matching == Matching::Full, "match_full");
        let set = (!set_columns.is_empty()).then(|| code::names(set_columns));
        let code = actions(code, *on_delete, *on_update, *no_action).then_with("set_columns", set);
        let code = timing(code, *when);
        validation(name_unless_derived(code, name, &derived), *valid)
    }

    fn check(&self, check: &Check) -> Code {
        let Check { name, expression, validation: valid, inheritance } = check;
        let derived = named::check(self.table, expression.clone());
        let code = self.call("check", "add_check", vec![code::expression(expression)]);
        let code = code.then_if(*inheritance == Inheritance::NoInherit, "no_inherit");
        validation(name_unless_derived(code, name, &derived.name), *valid)
    }

    fn exclusion(&self, exclusion: &Exclusion) -> Code {
        let Exclusion { name, method, elements, include: carried, predicate, timing: when } = exclusion;
        let derived = named::exclusion(self.table, elements.clone());
        let is_plain = |element: &ExclusionElement| {
            let column = element.part.column();
            column.is_some_and(|column| element.part == column.clone().into())
        };
        let is_plain = elements.iter().all(is_plain);
        let element = |ExclusionElement { part, operator }: &ExclusionElement| {
            let part = match part.column() {
                Some(column) if is_plain => code::name(column),
                Some(_) | None => code::index_part(part),
            };
            Code::tuple([part, code::text(operator)])
        };
        let elements = code::array(elements.iter().map(element));
        let code = self.call("exclude", "add_exclusion", vec![elements]);
        let code = code.then_with("using", method.as_ref().map(code::name));
        let code = code.then_with("predicate", predicate.as_ref().map(code::expression));
        let code = timing(include(code, carried), *when);
        name_unless_derived(code, name, &derived.name)
    }

    fn constraint(&self, constraint: &Constraint) -> Code {
        match constraint {
            Constraint::Check(check) => self.check(check),
            Constraint::Exclusion(exclusion) => self.exclusion(exclusion),
            Constraint::ForeignKey(key) => self.foreign_key(key),
            Constraint::PrimaryKey(key) => self.primary_key(key),
            Constraint::Unique(unique) => self.unique(unique),
        }
    }
}

fn rest_of_key(code: Code, name: &Name, derived: &Name, carried: &[Name], when: Timing) -> Code {
    name_unless_derived(timing(include(code, carried), when), name, derived)
}

/// What adds a constraint to a table that is there.
pub(in crate::operation) fn add_constraint(table: &QualifiedName, constraint: &Constraint) -> Code {
    Start { variable: "op", table }.constraint(constraint)
}

/// A constraint in the description of a table.
pub(super) fn constraint(table: &QualifiedName, constraint: &Constraint) -> Code {
    Start { variable: "t", table }.constraint(constraint)
}

/// What makes another primary key, up to its name.
pub(in crate::operation) fn replace_primary_key(table: &QualifiedName, key: &PrimaryKey) -> Code {
    let PrimaryKey { name, columns, include, timing } = key;
    let derived = named::primary_key(table, columns.clone());
    let code = Code::op("replace_primary_key", [code::qualified(table), code::names(columns)]);
    rest_of_key(code, name, &derived.name, include, *timing)
}

/// What creates an index of a table that is there.
pub(in crate::operation) fn create_index(table: &QualifiedName, index: &Index) -> Code {
    let code = Code::op("create_index", [code::qualified(table), code::index_parts(&index.parts)]);
    rest_of_index(code, table, index)
}

/// An index in the description of a table.
pub(super) fn index(table: &QualifiedName, index: &Index) -> Code {
    rest_of_index(Code::on("t", "index", [code::index_parts(&index.parts)]), table, index)
}

fn rest_of_index(code: Code, table: &QualifiedName, index: &Index) -> Code {
    let Index {
        name,
        parts,
        uniqueness,
        predicate,
        method,
        include: carried,
        nulls,
        parameters,
        mysql: MySqlIndex { comment, says_btree },
    } = index;
    let derived = named::index(table, parts.clone());
    let code = code.then_if(*uniqueness == Uniqueness::Unique, "unique");
    let code = code.then_with("using", method.as_ref().map(code::name));
    let code = code.then_with("predicate", predicate.as_ref().map(code::expression));
    let code = include(code, carried).then_if(*nulls == Nulls::NotDistinct, "nulls_not_distinct");
    let with = (!parameters.is_empty()).then(|| code::parameters(parameters));
    let comment = comment.as_deref().map(|text| Code::on("i", "comment", [code::text(text)]));
    let btree = says_btree.then(|| Code::on("i", "using_btree", []));
    let mysql = comment.into_iter().chain(btree).collect::<Vec<_>>();
    let mysql = (!mysql.is_empty()).then(|| Code::closure("i", mysql));
    let code = code.then_with("with", with).then_with("mysql", mysql);
    name_unless_derived(code, name, &derived.name)
}
