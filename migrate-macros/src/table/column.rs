//! `#[column(…)]`: what a field says of its column.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Field, LitStr, Path, Type};

use super::reference::{Reference, Target};
use super::step::{self, Step, scoped};
use crate::naming::{Rule, Sqlx};
use crate::problems::Problems;
use crate::words::{self, Given, Item, once, plain};
use crate::{docs, wording};

/// The words of `#[column(…)]`.
const WORDS: [&str; 26] = [
    "check",
    "collate",
    "collate_on",
    "comment",
    "default",
    "deferrable",
    "generated",
    "generated_virtual",
    "identity",
    "index",
    "initially_deferred",
    "key_name",
    "match_full",
    "mysql",
    "name",
    "not_null",
    "nullable",
    "on",
    "on_delete",
    "on_update",
    "primary_key",
    "references",
    "renamed_from",
    "skip",
    "type",
    "unique",
];

/// A field that is a column.
pub(crate) struct Column {
    pub(crate) ident: Ident,
    /// The Rust type that sqlx reads from the database.
    pub(crate) ty: Type,
    /// The column's name, where the field or its name stands.
    pub(crate) name: LitStr,
    /// The column's type, where the field says it.
    pub(crate) said: Option<TokenStream>,
    pub(crate) nullability: Option<Nullability>,
    pub(crate) on: Option<TokenStream>,
    pub(crate) primary_key: Option<Ident>,
    pub(crate) index: Option<Ident>,
    pub(crate) renamed_from: Option<LitStr>,
    pub(crate) steps: Vec<Step>,
    pub(crate) references: Vec<Reference>,
}

/// What a field says where its type does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nullability {
    NotNull,
    Nullable,
}

/// Reads a field; none where it is no column.
pub(crate) fn read(
    field: &Field,
    ident: &Ident,
    rule: Option<Rule>,
    own: &Path,
    problems: &mut Problems,
) -> Option<Column> {
    let sqlx = Sqlx::read(&field.attrs);
    let items = words::items(&field.attrs, "column", problems);
    if let Some(skip) = items.iter().find(|item| item.word == "skip") {
        skip.alone(problems);
        if let Some(other) = items.iter().find(|item| item.word != "skip") {
            problems.add(other.word.span(), wording::SKIP);
        }
        return None;
    }
    if sqlx.is_skipped {
        if let Some(item) = items.first() {
            problems.add(item.word.span(), wording::SKIP);
        }
        return None;
    }
    if let Some(at) = sqlx.flatten {
        problems.add(at, wording::SQLX_FLATTEN);
        return None;
    }
    let (sqlx_name, ty) = (sqlx_name(&sqlx, ident, rule), sqlx.try_from.clone().unwrap_or(field.ty.clone()));
    let mut column = Column {
        ident: ident.clone(),
        ty,
        name: LitStr::new(&sqlx_name, ident.span()),
        said: None,
        nullability: sqlx.is_json_nullable.then_some(Nullability::Nullable),
        on: None,
        primary_key: None,
        index: None,
        renamed_from: None,
        steps: Vec::new(),
        references: Vec::new(),
    };
    let mut name = None;
    for item in &items {
        if item.word == "name" {
            once(&mut name, item.text(problems), &item.word, problems);
        } else {
            column.take(item, field, own, problems);
        }
    }
    if let Some(name) = name {
        let is_said = sqlx.rename.is_some() || rule.is_some();
        if is_said && name.value() != sqlx_name {
            problems.add(name.span(), wording::sqlx_name(&name.value(), &sqlx_name));
        }
        column.name = name;
    }
    if sqlx.is_json && column.said.is_none() {
        column.said = Some(quote::quote!(Jsonb));
    }
    Some(column)
}

/// The column that sqlx reads a field from.
fn sqlx_name(sqlx: &Sqlx, ident: &Ident, rule: Option<Rule>) -> String {
    let name = plain(ident);
    match (&sqlx.rename, rule) {
        (Some(rename), _) => rename.value(),
        (None, Some(rule)) => rule.apply(&name),
        (None, None) => name,
    }
}

impl Column {
    fn take(&mut self, item: &Item, field: &Field, own: &Path, problems: &mut Problems) {
        let word = &item.word;
        let name = item.name();
        match name.as_str() {
            "comment" if matches!(item.given, Given::Nothing) => {
                self.steps.extend(docs::comment(item, &field.attrs, problems));
            }
            "check" | "collate" | "comment" | "default" | "generated" | "generated_virtual" => {
                self.step(Step::value(item, problems), name != "check", problems);
            }
            "collate_on" => self.steps.extend(Step::list(item, "Sqlite, \"NOCASE\"", problems)),
            "identity" => {
                let step = match &item.given {
                    Given::Nothing => Some(Step::alone(item, problems)),
                    Given::List(_) | Given::Value(_) => Step::value(item, problems)
                        .map(|step| Step { method: words::method("identity_as", word.span()), ..step }),
                };
                self.step(step, true, problems);
            }
            "index" => {
                item.alone(problems);
                once(&mut self.index, Some(word.clone()), word, problems);
            }
            "mysql" => {
                let step = step::within(item, "on_update_now", problems);
                self.step(step, true, problems);
            }
            "nullable" | "not_null" => {
                item.alone(problems);
                let nullability =
                    if name == "nullable" { Nullability::Nullable } else { Nullability::NotNull };
                if self.nullability.is_some() {
                    problems.add(word.span(), wording::NULLABILITY);
                }
                self.nullability = Some(nullability);
            }
            "on" => once(&mut self.on, item.value(problems).map(|on| scoped(&on)), word, problems),
            "on_delete" | "on_update" | "key_name" => {
                let step = Step::value(item, problems);
                self.of_reference(item, step, problems);
            }
            "deferrable" | "initially_deferred" | "match_full" => {
                let step = Step::alone(item, problems);
                self.of_reference(item, Some(step), problems);
            }
            "primary_key" => {
                item.alone(problems);
                once(&mut self.primary_key, Some(word.clone()), word, problems);
            }
            "references" => {
                if let Some(target) = Target::read(item, own, problems) {
                    if target.count() > 1 {
                        problems.add(target.span(), wording::reference_count(1, target.count()));
                    }
                    self.references.push(Reference { target, steps: Vec::new() });
                }
            }
            "renamed_from" => once(&mut self.renamed_from, item.text(problems), word, problems),
            "type" => once(&mut self.said, item.value(problems), word, problems),
            "unique" => {
                let step = Step::alone(item, problems);
                self.step(Some(step), true, problems);
            }
            _ => {
                let near = words::nearest(&name, WORDS);
                problems.add(word.span(), wording::unknown_word(&name, "`#[column(…)]`", &WORDS, near));
            }
        }
    }

    /// Keeps a step, of which there may be one alone.
    fn step(&mut self, step: Option<Step>, is_single: bool, problems: &mut Problems) {
        let Some(step) = step else { return };
        if is_single && self.steps.iter().any(|other| other.method == step.method) {
            problems.add(step.method.span(), wording::twice(&step.method.to_string()));
            return;
        }
        self.steps.push(step);
    }

    fn of_reference(&mut self, item: &Item, step: Option<Step>, problems: &mut Problems) {
        match self.references.last_mut() {
            Some(reference) => reference.steps.extend(step),
            None => problems.add(item.word.span(), wording::without_reference(&item.name())),
        }
    }

    /// The column's type, where the field says it.
    pub(crate) fn said_type(&self) -> Option<TokenStream> {
        self.said.as_ref().map(|column_type| scoped(&column_type.to_token_stream()))
    }

    /// Where the Rust type stands.
    pub(crate) fn type_span(&self) -> proc_macro2::Span {
        self.ty.span()
    }
}
