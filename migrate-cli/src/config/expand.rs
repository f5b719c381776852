//! `${VARIABLE}` in the texts of a file.

use super::Variables;

/// What is wrong with what stands behind a dollar sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ExpandFault {
    /// A dollar sign that begins nothing.
    Alone,
    /// What stands in the braces is no name of a variable.
    IllName { name: String },
    /// The variable is not set, and nothing is said for that.
    Missing { name: String },
    /// The variable's value is no text.
    NotText { name: String },
    /// The brace is not closed.
    Unclosed,
}

/// The text with `${NAME}` replaced by the variable's value, `${NAME:-TEXT}` by the text where the variable is not set or
/// empty, and `$$` by one dollar sign.
pub(super) fn expand(text: &str, variables: Variables) -> Result<String, ExpandFault> {
    let mut expanded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        expanded.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        if let Some(behind) = behind.strip_prefix('$') {
            expanded.push('$');
            rest = behind;
        } else if let Some(behind) = behind.strip_prefix('{') {
            let end = closing(behind).ok_or(ExpandFault::Unclosed)?;
            expanded.push_str(&value(&behind[..end], variables)?);
            rest = &behind[end + 1..];
        } else {
            return Err(ExpandFault::Alone);
        }
    }
    expanded.push_str(rest);
    Ok(expanded)
}

/// Where the brace is that closes what was opened before the text.
fn closing(text: &str) -> Option<usize> {
    let mut open = 1;
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        match character {
            '{' if before == '$' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(at);
        }
        before = character;
    }
    None
}

/// The value of what stands in braces.
fn value(inside: &str, variables: Variables) -> Result<String, ExpandFault> {
    let (name, otherwise) = match inside.split_once(":-") {
        None => (inside, None),
        Some((name, otherwise)) => (name, Some(otherwise)),
    };
    let is_name = name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_');
    if !is_name || !name.starts_with(|first: char| !first.is_ascii_digit()) {
        return Err(ExpandFault::IllName { name: name.to_owned() });
    }
    let value = match variables(name) {
        None => None,
        Some(value) => {
            let text =
                value.into_string().map_err(|_not_text| ExpandFault::NotText { name: name.to_owned() })?;
            Some(text)
        }
    };
    match (value, otherwise) {
        (Some(value), None) => Ok(value),
        (Some(value), Some(_)) if !value.is_empty() => Ok(value),
        (_, Some(otherwise)) => expand(otherwise, variables),
        (None, None) => Err(ExpandFault::Missing { name: name.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(name: &str) -> Option<std::ffi::OsString> {
        match name {
            "USER" => Some("ann".into()),
            "EMPTY" => Some("".into()),
            _ => None,
        }
    }

    #[test]
    fn variables_are_replaced() {
        for (text, expanded) in [
            ("no dollar", "no dollar"),
            ("${USER}@${USER}", "ann@ann"),
            ("a$$b$${USER}", "a$b${USER}"),
            ("<${EMPTY}>", "<>"),
            ("${EMPTY:-none}", "none"),
            ("${NONE:-}", ""),
            ("${NONE:-a:-b {c}", "a:-b {c"),
            ("${NONE:-<${USER}>}", "<ann>"),
            ("${USER:-${NONE}}", "ann"),
        ] {
            assert_eq!(expand(text, variables).as_deref(), Ok(expanded), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_replaced_is_told() {
        let name = |name: &str| name.to_owned();
        for (text, fault) in [
            ("a $USER", ExpandFault::Alone),
            ("a$", ExpandFault::Alone),
            ("${USER", ExpandFault::Unclosed),
            ("${NONE:-${USER}", ExpandFault::Unclosed),
            ("${NONE}", ExpandFault::Missing { name: name("NONE") }),
            ("${}", ExpandFault::IllName { name: name("") }),
            ("${1A}", ExpandFault::IllName { name: name("1A") }),
            ("${USER:=x}", ExpandFault::IllName { name: name("USER:=x") }),
            ("${NONE:-${OTHER}}", ExpandFault::Missing { name: name("OTHER") }),
        ] {
            assert_eq!(expand(text, variables), Err(fault), "{text}");
        }
    }
}
