//! The text of a PostgreSQL array: `{EUR,"two words"}` (manual 15, section 8.15.2).

/// The elements of an array's text, as far as it is one of one dimension.
pub(crate) fn elements(text: &str) -> Vec<String> {
    let Some(inner) = text.trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
        return Vec::new();
    };
    let (mut elements, mut element, mut quoted, mut any) = (Vec::new(), String::new(), false, false);
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => element.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => elements.push(std::mem::take(&mut element)),
            _ if character.is_whitespace() && !quoted && element.is_empty() => {}
            _ => element.push(character),
        }
        any = true;
    }
    if any {
        elements.push(element);
    }
    elements
}

/// The text of an array of these elements.
pub(crate) fn text(elements: &[String]) -> String {
    let plain = |element: &str| {
        !element.is_empty()
            && !element.eq_ignore_ascii_case("null")
            && element.chars().all(|character| character.is_alphanumeric() || "_-.".contains(character))
    };
    let element = |element: &String| {
        if plain(element) {
            element.clone()
        } else {
            format!("\"{}\"", element.replace('\\', "\\\\").replace('"', "\\\""))
        }
    };
    format!("{{{}}}", elements.iter().map(element).collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_read_and_written() {
        assert_eq!(elements("{}"), [""; 0]);
        for list in [["EUR", "two words"], ["a,b", "c\"d\\e"], ["", "{}"]] {
            let list = list.map(str::to_owned);
            assert_eq!(elements(&text(&list)), list);
        }
        assert_eq!(elements("{ EUR, USD}"), ["EUR", "USD"]);
        assert_eq!(text(&["EUR".to_owned(), "USD".to_owned()]), "{EUR,USD}");
    }
}
