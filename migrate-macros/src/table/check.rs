//! From the struct to a model, with every mistake in its attributes.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::spanned::Spanned;
use syn::{DeriveInput, Expr, FieldsNamed, GenericParam, Generics, Lit, LitStr, Path, parse_quote};

use super::column::{self, Column};
use super::options::{self, Options};
use super::part::{Kind, Names, Part, Resolved};
use super::step::{Step, scoped};
use crate::naming::{self, Sqlx};
use crate::problems::Problems;
use crate::words::{self, Given, Item, once, plain};
use crate::{docs, wording};

/// The words of `#[table(…)]`.
const WORDS: [&str; 15] = [
    "chain",
    "check",
    "comment",
    "exclude",
    "foreign_key",
    "index",
    "mysql",
    "name",
    "on",
    "postgres",
    "primary_key",
    "renamed_from",
    "schema",
    "sqlite",
    "unique",
];

/// A struct that is a model.
pub(crate) struct Model {
    pub(crate) ident: Ident,
    /// The type, with all lifetimes `'static`.
    pub(crate) own: Path,
    pub(crate) generics: Generics,
    pub(crate) name: LitStr,
    pub(crate) schema: Option<LitStr>,
    pub(crate) chain: Option<Path>,
    pub(crate) on: Option<TokenStream>,
    pub(crate) renamed_from: Option<Former>,
    pub(crate) comment: Option<Step>,
    pub(crate) columns: Vec<Column>,
    /// The fields of the primary key, in its order, as literals.
    pub(crate) primary_key: Vec<String>,
    pub(crate) parts: Vec<Resolved>,
    pub(crate) options: Vec<Options>,
}

/// A former name, and its schema where it is said.
#[derive(Clone)]
pub(crate) struct Former {
    pub(crate) schema: Option<LitStr>,
    pub(crate) name: LitStr,
}

/// Reads and checks a struct.
pub(crate) fn model(input: &DeriveInput, fields: &FieldsNamed, problems: &mut Problems) -> Model {
    let DeriveInput { attrs, vis: _, ident, generics, data: _ } = input;
    for parameter in &generics.params {
        match parameter {
            GenericParam::Lifetime(_) => {}
            GenericParam::Const(_) | GenericParam::Type(_) => {
                problems.add(parameter.span(), wording::TABLE_GENERIC);
            }
        }
    }
    let rule = Sqlx::read(attrs).rule();
    let fixed = generics.lifetimes().map(|_| quote!('static)).collect::<Vec<_>>();
    let own = if fixed.is_empty() { ident.clone().into() } else { parse_quote!(#ident<#(#fixed),*>) };
    let columns = fields.named.iter().filter_map(|field| {
        let ident = field.ident.as_ref()?;
        column::read(field, ident, rule, &own, problems)
    });
    let columns = columns.collect::<Vec<_>>();
    distinct(&columns, problems);
    let mut model = Model {
        ident: ident.clone(),
        own,
        generics: generics.clone(),
        name: LitStr::new(&naming::table(&plain(ident)), ident.span()),
        schema: None,
        chain: None,
        on: None,
        renamed_from: None,
        comment: None,
        columns,
        primary_key: Vec::new(),
        parts: Vec::new(),
        options: Vec::new(),
    };
    let items = words::items(attrs, "table", problems);
    let names = Names {
        model: plain(ident),
        columns: model.columns.iter().map(|column| (plain(&column.ident), column.name.value())).collect(),
        is_child: items.iter().any(options::is_child),
    };
    let mut name = None;
    for item in items {
        if item.word == "name" {
            once(&mut name, item.text(problems), &item.word, problems);
        } else {
            model.take(&item, attrs, &names, problems);
        }
    }
    if let Some(name) = name {
        model.name = name;
    }
    model.find_key(problems);
    // A table of PostgreSQL may have the columns of another.
    let is_own = !model.options.iter().any(|options| options.database == "postgres");
    if model.columns.is_empty() && is_own && problems.is_empty() {
        problems.add(ident.span(), wording::NO_COLUMN);
    }
    model
}

/// No two columns may have one name.
fn distinct(columns: &[Column], problems: &mut Problems) {
    for (at, column) in columns.iter().enumerate() {
        if columns[..at].iter().any(|other| other.name.value() == column.name.value()) {
            problems.add(column.name.span(), wording::column_twice(&column.name.value()));
        }
    }
}

impl Model {
    fn take(&mut self, item: &Item, attrs: &[syn::Attribute], names: &Names, problems: &mut Problems) {
        let word = &item.word;
        let name = item.name();
        if let Some(kind) = Kind::of(&name) {
            let part = Part::read(kind, item, &self.own, problems);
            self.parts.extend(part.and_then(|part| part.resolve(names, problems)));
            return;
        }
        match name.as_str() {
            "chain" => once(&mut self.chain, path(item, problems), word, problems),
            "comment" => {
                let step = match &item.given {
                    Given::Nothing => docs::comment(item, attrs, problems),
                    Given::List(_) | Given::Value(_) => Step::value(item, problems),
                };
                once(&mut self.comment, step, word, problems);
            }
            "mysql" | "postgres" | "sqlite" => {
                self.options.push(options::read(item, names, &self.own, problems));
            }
            "on" => once(&mut self.on, item.value(problems).map(|on| scoped(&on)), word, problems),
            "renamed_from" => once(&mut self.renamed_from, former(item, problems), word, problems),
            "schema" => once(&mut self.schema, item.text(problems), word, problems),
            _ => {
                let near = words::nearest(&name, WORDS);
                problems.add(word.span(), wording::unknown_word(&name, "`#[table(…)]`", &WORDS, near));
            }
        }
    }

    /// Finds the fields of the primary key, which is one.
    fn find_key(&mut self, problems: &mut Problems) {
        let marked = self.columns.iter().filter(|column| column.primary_key.is_some());
        self.primary_key = marked.map(|column| plain(&column.ident)).collect();
        for part in self.parts.iter().filter(|part| part.kind == Kind::PrimaryKey) {
            if !self.primary_key.is_empty() {
                problems.add(part.word.span(), wording::TWO_KEYS);
                continue;
            }
            let field = |name: &LitStr| {
                let column = self.columns.iter().find(|column| column.name.value() == name.value());
                column.map(|column| plain(&column.ident))
            };
            self.primary_key = part.columns.iter().filter_map(field).collect();
        }
    }
}

/// The path behind `chain`.
pub(crate) fn path(item: &Item, problems: &mut Problems) -> Option<Path> {
    let Given::Value(value) = &item.given else {
        item.value(problems)?;
        return None;
    };
    syn::parse2(value.clone()).map_err(|error| problems.add(error.span(), error)).ok()
}

/// What stands behind `renamed_from` of a table or an enum.
pub(crate) fn former(item: &Item, problems: &mut Problems) -> Option<Former> {
    let text = |expression: &Expr| match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.clone()),
            _ => None,
        },
        _ => None,
    };
    let found = match &item.given {
        Given::Value(value) => match syn::parse2::<Expr>(value.clone()) {
            Ok(Expr::Tuple(pair)) if pair.elems.len() == 2 => {
                let both = (text(&pair.elems[0]), text(&pair.elems[1]));
                match both {
                    (Some(schema), Some(name)) => Some(Former { schema: Some(schema), name }),
                    (Some(_) | None, Some(_) | None) => None,
                }
            }
            Ok(expression) => text(&expression).map(|name| Former { schema: None, name }),
            Err(_) => None,
        },
        Given::List(_) | Given::Nothing => None,
    };
    if found.is_none() {
        problems.add(item.word.span(), wording::RENAMED_FROM);
    }
    found
}
