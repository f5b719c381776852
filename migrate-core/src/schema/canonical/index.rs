//! Indexes.

use super::Canonical;
use crate::schema::{
    Direction, Index, IndexKey, IndexPart, MySqlIndex, NullsOrder, OperatorClass, Parameter, Uniqueness,
};

impl Canonical {
    /// Writes an index.
    pub fn index(&mut self, index: &Index) {
        let Index { name, parts, uniqueness, predicate, method, include, nulls, parameters, mysql } = index;
        self.list("index", |out| {
            out.name(name);
            for part in parts {
                out.index_part(part);
            }
            match uniqueness {
                Uniqueness::Plain => {}
                Uniqueness::Unique => out.word("unique"),
            }
            out.predicate(predicate.as_ref());
            out.method(method.as_ref());
            out.include(include);
            out.nulls(*nulls);
            if !parameters.is_empty() {
                out.list("with", |out| out.parameters(parameters));
            }
            let MySqlIndex { comment, says_btree: _ } = mysql;
            if comment.is_some() {
                out.list("mysql", |out| {
                    out.comment(comment.as_deref());
                });
            }
        });
    }

    /// Writes what PostgreSQL is told of how it keeps something.
    pub fn parameters(&mut self, parameters: &[Parameter]) {
        for Parameter { name, value } in parameters {
            self.string(name);
            self.string(value);
        }
    }

    pub(super) fn index_part(&mut self, part: &IndexPart) {
        let IndexPart { key, direction, nulls, opclass, collation, prefix } = part;
        let write_key = |out: &mut Self| match key {
            IndexKey::Column(column) => out.name(column),
            IndexKey::Expression(expression) => out.expression(expression),
        };
        if nulls.is_none() && opclass.is_none() && collation.is_none() && prefix.is_none() {
            return match direction {
                Direction::Ascending => write_key(self),
                Direction::Descending => self.list("desc", write_key),
            };
        }
        self.list("part", |out| {
            write_key(out);
            match direction {
                Direction::Ascending => {}
                Direction::Descending => out.word("desc"),
            }
            match nulls {
                None => {}
                Some(NullsOrder::First) => out.word("nulls_first"),
                Some(NullsOrder::Last) => out.word("nulls_last"),
            }
            if let Some(opclass) = opclass {
                let OperatorClass { name, parameters } = opclass;
                out.list("opclass", |out| {
                    out.qualified(name);
                    out.parameters(parameters);
                });
            }
            if let Some(collation) = collation {
                out.collation(collation);
            }
            if let Some(prefix) = prefix {
                out.list("prefix", |out| out.word(&prefix.to_string()));
            }
        });
    }
}
