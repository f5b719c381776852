//! From the enum to an enum type, with every mistake in its attributes.

use proc_macro2::Ident;
use syn::{DataEnum, DeriveInput, Fields, LitStr, Path, Variant};

use crate::naming::{self, Rule, Sqlx};
use crate::problems::Problems;
use crate::table::{Former, former, path};
use crate::wording;
use crate::words::{self, once, plain};

/// The words of `#[sql_enum(…)]` on the enum.
const WORDS: [&str; 5] = ["chain", "name", "rename_all", "renamed_from", "schema"];

/// The words of `#[sql_enum(…)]` on a variant.
const VARIANT_WORDS: [&str; 2] = ["name", "renamed_from"];

/// An enum that is an enum type.
pub(crate) struct EnumType {
    pub(crate) ident: Ident,
    pub(crate) name: LitStr,
    pub(crate) schema: Option<LitStr>,
    pub(crate) chain: Option<Path>,
    pub(crate) renamed_from: Option<Former>,
    pub(crate) values: Vec<EnumValue>,
}

/// A variant that is a value.
pub(crate) struct EnumValue {
    pub(crate) ident: Ident,
    pub(crate) name: LitStr,
    pub(crate) renamed_from: Option<LitStr>,
}

/// Reads and checks an enum.
pub(crate) fn enum_type(input: &DeriveInput, data: &DataEnum, problems: &mut Problems) -> EnumType {
    let ident = &input.ident;
    let sqlx = Sqlx::read(&input.attrs);
    let (mut name, mut schema, mut chain, mut renamed_from, mut rule) = (None, None, None, None, None);
    for item in words::items(&input.attrs, "sql_enum", problems) {
        let word = &item.word;
        match item.name().as_str() {
            "chain" => once(&mut chain, path(&item, problems), word, problems),
            "name" => once(&mut name, item.text(problems), word, problems),
            "rename_all" => once(&mut rule, item.text(problems), word, problems),
            "renamed_from" => once(&mut renamed_from, former(&item, problems), word, problems),
            "schema" => once(&mut schema, item.text(problems), word, problems),
            other => {
                let near = words::nearest(other, WORDS);
                problems.add(word.span(), wording::unknown_word(other, "`#[sql_enum(…)]`", &WORDS, near));
            }
        }
    }
    if let Some(ours) = &rule
        && let Some(theirs) = &sqlx.rename_all
        && ours.value() != theirs.value()
    {
        problems.add(ours.span(), wording::sqlx_name(&ours.value(), &theirs.value()));
    }
    let rule = rule.as_ref().and_then(|rule| Rule::read(rule, problems)).or_else(|| sqlx.rule());
    let (sqlx_schema, sqlx_name) = type_name(&sqlx);
    for (ours, theirs) in [(&name, &sqlx_name), (&schema, &sqlx_schema)] {
        if let (Some(ours), Some(theirs)) = (ours, theirs)
            && ours.value() != theirs.value()
        {
            problems.add(ours.span(), wording::sqlx_name(&ours.value(), &theirs.value()));
        }
    }
    let derived = || LitStr::new(&naming::enum_type(&plain(ident)), ident.span());
    let values = data.variants.iter().map(|variant| value(variant, rule, problems));
    let values = values.collect::<Vec<_>>();
    if values.is_empty() {
        problems.add(ident.span(), wording::ENUM_EMPTY);
    }
    for (at, value) in values.iter().enumerate() {
        if values[..at].iter().any(|other| other.name.value() == value.name.value()) {
            problems.add(value.name.span(), wording::value_twice(&value.name.value()));
        }
    }
    EnumType {
        ident: ident.clone(),
        name: name.or(sqlx_name).unwrap_or_else(derived),
        schema: schema.or(sqlx_schema),
        chain,
        renamed_from,
        values,
    }
}

/// The schema and the name in `#[sqlx(type_name = "billing.currency")]`.
fn type_name(sqlx: &Sqlx) -> (Option<LitStr>, Option<LitStr>) {
    let Some(text) = &sqlx.type_name else { return (None, None) };
    let part = |part: &str| LitStr::new(part.trim_matches('"'), text.span());
    match text.value().split_once('.') {
        None => (None, Some(part(&text.value()))),
        Some((schema, name)) => (Some(part(schema)), Some(part(name))),
    }
}

fn value(variant: &Variant, rule: Option<Rule>, problems: &mut Problems) -> EnumValue {
    let ident = &variant.ident;
    if !matches!(variant.fields, Fields::Unit) {
        problems.add(ident.span(), wording::ENUM);
    }
    let sqlx = Sqlx::read(&variant.attrs);
    let (mut name, mut renamed_from) = (None, None);
    for item in words::items(&variant.attrs, "sql_enum", problems) {
        match item.name().as_str() {
            "name" => once(&mut name, item.text(problems), &item.word, problems),
            "renamed_from" => once(&mut renamed_from, item.text(problems), &item.word, problems),
            other => {
                let near = words::nearest(other, VARIANT_WORDS);
                let place = "`#[sql_enum(…)]` of a variant";
                let text = wording::unknown_word(other, place, &VARIANT_WORDS, near);
                problems.add(item.word.span(), text);
            }
        }
    }
    if let (Some(ours), Some(theirs)) = (&name, &sqlx.rename)
        && ours.value() != theirs.value()
    {
        problems.add(ours.span(), wording::sqlx_name(&ours.value(), &theirs.value()));
    }
    let plain = plain(ident);
    let derived = match rule {
        Some(rule) => rule.apply(&plain),
        None => plain,
    };
    let name = name.or(sqlx.rename).unwrap_or_else(|| LitStr::new(&derived, ident.span()));
    EnumValue { ident: ident.clone(), name, renamed_from }
}
