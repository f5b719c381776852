//! The names in the database that Rust names stand for, and what sqlx's attributes make of them.

use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use syn::LitStr;

use crate::problems::Problems;
use crate::wording;
use crate::words::{self, Given};

/// A `rename_all`, which means here what it means to sqlx.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    Camel,
    Kebab,
    Lower,
    Pascal,
    ScreamingSnake,
    Snake,
    Upper,
}

impl Rule {
    const ALL: [(&'static str, Self); 7] = [
        ("PascalCase", Self::Pascal),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnake),
        ("UPPERCASE", Self::Upper),
        ("camelCase", Self::Camel),
        ("kebab-case", Self::Kebab),
        ("lowercase", Self::Lower),
        ("snake_case", Self::Snake),
    ];

    /// Reads a rule's name.
    pub(crate) fn read(text: &LitStr, problems: &mut Problems) -> Option<Self> {
        let value = text.value();
        let rule = Self::ALL.iter().find(|(name, _)| *name == value).map(|(_, rule)| *rule);
        if rule.is_none() {
            let names = Self::ALL.map(|(name, _)| name);
            problems.add(text.span(), wording::unknown_rule(&value, &names, words::nearest(&value, names)));
        }
        rule
    }

    /// The name by the rule.
    pub(crate) fn apply(self, name: &str) -> String {
        match self {
            Self::Camel => name.to_lower_camel_case(),
            Self::Kebab => name.to_kebab_case(),
            Self::Lower => name.to_lowercase(),
            Self::Pascal => name.to_upper_camel_case(),
            Self::ScreamingSnake => name.to_shouty_snake_case(),
            Self::Snake => name.to_snake_case(),
            Self::Upper => name.to_uppercase(),
        }
    }
}

/// The table of a struct that says none: `DealTag` is `deal_tags`.
pub(crate) fn table(type_name: &str) -> String {
    plural(&type_name.to_snake_case())
}

/// The enum type of an enum that says none: `DealCurrency` is `deal_currency`.
pub(crate) fn enum_type(type_name: &str) -> String {
    type_name.to_snake_case()
}

/// The plural, as English makes it by rule.
fn plural(name: &str) -> String {
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| name.ends_with(end));
    let before_y = name.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match before_y {
        Some(stem) if !stem.is_empty() => format!("{stem}ies"),
        Some(_) | None if hisses => format!("{name}es"),
        Some(_) | None => format!("{name}s"),
    }
}

/// What `#[sqlx(…)]` says of a type, a field or a variant, as far as it is of names and types.
#[derive(Default)]
pub(crate) struct Sqlx {
    pub(crate) rename: Option<LitStr>,
    pub(crate) rename_all: Option<LitStr>,
    pub(crate) type_name: Option<LitStr>,
    pub(crate) try_from: Option<syn::Type>,
    pub(crate) flatten: Option<proc_macro2::Span>,
    pub(crate) is_json: bool,
    pub(crate) is_json_nullable: bool,
    pub(crate) is_skipped: bool,
}

impl Sqlx {
    /// Reads the attributes. What is wrong with them sqlx says itself.
    pub(crate) fn read(attributes: &[syn::Attribute]) -> Self {
        let mut sqlx = Self::default();
        for item in words::items(attributes, "sqlx", &mut Problems::default()) {
            let text = item.text(&mut Problems::default());
            match item.name().as_str() {
                "flatten" => sqlx.flatten = Some(item.word.span()),
                "json" => {
                    sqlx.is_json = true;
                    sqlx.is_json_nullable =
                        matches!(&item.given, Given::List(list) if list.stream().to_string() == "nullable");
                }
                "rename" => sqlx.rename = text,
                "rename_all" => sqlx.rename_all = text,
                "skip" => sqlx.is_skipped = true,
                "try_from" => sqlx.try_from = text.and_then(|text| text.parse().ok()),
                "type_name" => sqlx.type_name = text,
                _ => {}
            }
        }
        sqlx
    }

    /// The rule of the type's `rename_all`, where sqlx knows it.
    pub(crate) fn rule(&self) -> Option<Rule> {
        Rule::read(self.rename_all.as_ref()?, &mut Problems::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_the_plural_of_its_struct() {
        let names =
            ["Offer", "Company", "DealTag", "Address", "Activity", "Box", "Day", "Batch", "HTTPRequest"];
        assert_eq!(
            names.map(table),
            [
                "offers",
                "companies",
                "deal_tags",
                "addresses",
                "activities",
                "boxes",
                "days",
                "batches",
                "http_requests"
            ]
        );
    }
}
