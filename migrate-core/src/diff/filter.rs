//! Which objects are compared, by their names.

use crate::name::QualifiedName;

/// Which objects are compared, by their names. A pattern is a name with `*` for any characters and `?` for one; one with a
/// dot is of the schema before it and of the name behind it: `billing.*`. One without is of names in any schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only what one of these is of; all where there is none.
    pub include: Vec<String>,
    /// Nothing that one of these is of.
    pub exclude: Vec<String>,
}

impl Filter {
    /// Whether an object of this name is compared. What is of a table goes by the table's name.
    pub fn takes(&self, name: &QualifiedName) -> bool {
        let is_of = |pattern: &String| matches(pattern, name);
        (self.include.is_empty() || self.include.iter().any(is_of)) && !self.exclude.iter().any(is_of)
    }

    /// Whether every object is compared.
    pub fn takes_all(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }
}

fn matches(pattern: &str, name: &QualifiedName) -> bool {
    let is_name = |pattern: &str| glob(pattern, name.name.as_str());
    let in_schema = |(schema, rest): (&str, &str)| {
        name.schema.as_ref().is_some_and(|own| glob(schema, own.as_str())) && is_name(rest)
    };
    is_name(pattern) || pattern.split_once('.').is_some_and(in_schema)
}

/// Whether a text is of a pattern, character by character; behind the last `*`, what does not fit is tried one further.
fn glob(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.chars().collect::<Vec<_>>(), text.chars().collect::<Vec<_>>());
    let (mut at, mut from, mut star) = (0, 0, None);
    while from < text.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, from));
                at += 1;
            }
            Some(wanted) if *wanted == '?' || *wanted == text[from] => (at, from) = (at + 1, from + 1),
            Some(_) | None => match star {
                Some((place, taken)) => {
                    star = Some((place, taken + 1));
                    (at, from) = (place + 1, taken + 1);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|character| *character == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_of_names_and_of_schemas() {
        let takes = |include: &[&str], exclude: &[&str], name: QualifiedName| {
            let texts = |patterns: &[&str]| patterns.iter().map(|text| (*text).to_owned()).collect();
            Filter { include: texts(include), exclude: texts(exclude) }.takes(&name)
        };
        assert!(takes(&[], &[], "deals".into()));
        assert!(takes(&["de*s"], &[], "deals".into()) && !takes(&["de*s"], &[], "deal".into()));
        assert!(takes(&["d??ls"], &[], "deals".into()) && takes(&["*a*a*"], &[], "data".into()));
        assert!(takes(&["billing.*"], &[], ("billing", "lines").into()));
        assert!(!takes(&["billing.*"], &[], "lines".into()) && !takes(&[], &["li*"], ("b", "lines").into()));
        assert!(takes(&["a.b"], &[], "a.b".into()));
    }
}
