//! Constraints.

use super::Canonical;
use crate::name::Name;
use crate::schema::{
    Action, Check, Constraint, Exclusion, Expression, ForeignKey, Inheritance, Matching, Nulls, PrimaryKey,
    Timing, Unique, Validation,
};

impl Canonical {
    /// Writes a constraint.
    pub fn constraint(&mut self, constraint: &Constraint) {
        match constraint {
            Constraint::Check(check) => self.check(check),
            Constraint::Exclusion(exclusion) => self.exclusion(exclusion),
            Constraint::ForeignKey(key) => self.foreign_key(key),
            Constraint::PrimaryKey(key) => self.primary_key(key),
            Constraint::Unique(unique) => self.unique(unique),
        }
    }

    pub(super) fn check(&mut self, check: &Check) {
        let Check { name, expression, validation, inheritance } = check;
        self.list("check", |out| {
            out.name(name);
            out.expression(expression);
            out.validation(*validation);
            match inheritance {
                Inheritance::Inherited => {}
                Inheritance::NoInherit => out.word("no_inherit"),
            }
        });
    }

    pub(super) fn exclusion(&mut self, exclusion: &Exclusion) {
        let Exclusion { name, method, elements, include, predicate, timing } = exclusion;
        self.list("exclusion", |out| {
            out.name(name);
            out.method(method.as_ref());
            for element in elements {
                out.list("with", |out| {
                    out.string(&element.operator);
                    out.index_part(&element.part);
                });
            }
            out.include(include);
            out.predicate(predicate.as_ref());
            out.timing(*timing);
        });
    }

    /// Writes when a constraint is asked, if not at each statement.
    pub fn timing(&mut self, timing: Timing) {
        match timing {
            Timing::Immediate => {}
            Timing::Deferrable => self.word("deferrable"),
            Timing::Deferred => self.word("deferred"),
        }
    }

    pub(super) fn validation(&mut self, validation: Validation) {
        match validation {
            Validation::Valid => {}
            Validation::NotValid => self.word("not_valid"),
        }
    }

    pub(super) fn nulls(&mut self, nulls: Nulls) {
        match nulls {
            Nulls::Distinct => {}
            Nulls::NotDistinct => self.word("nulls_not_distinct"),
        }
    }

    pub(super) fn method(&mut self, method: Option<&Name>) {
        if let Some(method) = method {
            self.list("method", |out| out.name(method));
        }
    }

    pub(super) fn include(&mut self, include: &[Name]) {
        if !include.is_empty() {
            self.names("include", include);
        }
    }

    pub(super) fn predicate(&mut self, predicate: Option<&Expression>) {
        if let Some(predicate) = predicate {
            self.list("predicate", |out| out.expression(predicate));
        }
    }

    pub(super) fn foreign_key(&mut self, key: &ForeignKey) {
        let ForeignKey {
            name,
            columns,
            referenced_table,
            referenced_columns,
            on_delete,
            on_update,
            timing,
            validation,
            matching,
            set_columns,
            // Words that mean nothing.
            no_action: _,
        } = key;
        self.list("foreign_key", |out| {
            out.name(name);
            out.names("columns", columns);
            out.qualified(referenced_table);
            out.names("columns", referenced_columns);
            out.action("on_delete", *on_delete);
            out.action("on_update", *on_update);
            out.timing(*timing);
            out.validation(*validation);
            match matching {
                Matching::Full => out.word("match_full"),
                Matching::Simple => {}
            }
            if !set_columns.is_empty() {
                out.names("set_columns", set_columns);
            }
        });
    }

    pub(super) fn action(&mut self, head: &'static str, action: Action) {
        let word = match action {
            Action::Cascade => "cascade",
            Action::NoAction => return,
            Action::Restrict => "restrict",
            Action::SetDefault => "set_default",
            Action::SetNull => "set_null",
        };
        self.list(head, |out| out.word(word));
    }

    pub(super) fn primary_key(&mut self, key: &PrimaryKey) {
        let PrimaryKey { name, columns, include, timing } = key;
        self.list("primary_key", |out| {
            out.name(name);
            out.names("columns", columns);
            out.include(include);
            out.timing(*timing);
        });
    }

    pub(super) fn unique(&mut self, unique: &Unique) {
        let Unique { name, columns, include, nulls, timing } = unique;
        self.list("unique", |out| {
            out.name(name);
            out.names("columns", columns);
            out.include(include);
            out.nulls(*nulls);
            out.timing(*timing);
        });
    }
}
