//! Literals of Rust.

use super::Code;

/// A literal of text. One of several lines or with quotes in it is raw, unless it holds what may not stand in one.
pub(crate) fn text(text: &str) -> Code {
    let plain = format!("{text:?}");
    // What Debug escapes beside these would look otherwise than it is, or is changed by the compiler: a raw literal keeps it.
    let escapes = text.matches(['\n', '"', '\\', '\t']).count();
    let is_escaped_otherwise = plain.len() != text.len() + 2 + escapes;
    if is_escaped_otherwise || !text.contains(['\n', '"', '\\']) {
        return Code::Word(plain);
    }
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    Code::Word(format!("r{hashes}\"{text}\"{hashes}"))
}

/// A literal of an integer, in groups of digits where there are many.
pub(crate) fn number(number: i64) -> Code {
    Code::Word(grouped(number))
}

/// The same where nothing else tells the compiler how large the integer may be.
pub(crate) fn number_of_64_bits(number: i64) -> Code {
    let suffix = if i32::try_from(number).is_ok() { "" } else { "_i64" };
    Code::Word(grouped(number) + suffix)
}

fn grouped(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", grouped_digits(&number.unsigned_abs().to_string()))
}

/// Digits in threes from the right, where there are many.
fn grouped_digits(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_owned();
    }
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups = groups.map(|group| group.iter().copied().map(char::from).collect::<String>());
    groups.collect::<Vec<_>>().join("_")
}

/// A literal of a floating-point number.
pub(crate) fn float(number: f64) -> Code {
    Code::Word(if number.is_nan() {
        "f64::NAN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "f64::INFINITY" } else { "f64::NEG_INFINITY" }.to_owned()
    } else {
        let text = format!("{number:?}");
        let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
        match digits.split_once('.') {
            Some((whole, part)) if !part.contains('e') => {
                // In threes from the left, where clippy asks for it.
                let threes = part.as_bytes().chunks(if part.len() < 6 { part.len() } else { 3 });
                let threes = threes.map(|group| group.iter().copied().map(char::from).collect::<String>());
                let part = threes.collect::<Vec<_>>().join("_");
                format!("{sign}{}.{part}", grouped_digits(whole))
            }
            Some(_) | None => text,
        }
    })
}

/// A literal of bytes, as a slice.
pub(crate) fn bytes(bytes: &[u8]) -> Code {
    Code::Word(format!("b\"{}\"", bytes.escape_ascii())).then("as_slice", [])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(code: Code) -> String {
        match code {
            Code::Word(word) => word,
            Code::Call { .. }
            | Code::Chain { .. }
            | Code::Closure { .. }
            | Code::List { .. }
            | Code::Remark(_) => {
                unreachable!("a literal is a word")
            }
        }
    }

    #[test]
    fn text_is_raw_where_that_is_easier_to_read() {
        assert_eq!(word(text("it's")), r#""it's""#);
        assert_eq!(word(text("a \"b\"")), "r#\"a \"b\"\"#");
        assert_eq!(word(text(r"^\d+$")), r#"r"^\d+$""#);
        assert_eq!(word(text("a\nb")), "r\"a\nb\"");
        assert_eq!(word(text("a \"# b")), "r##\"a \"# b\"##");
        // A carriage return and what turns text around may not stand in a literal as they are.
        assert_eq!(word(text("a\r\nb")), r#""a\r\nb""#);
        assert_eq!(word(text("a\n\u{202e}b")), r#""a\n\u{202e}b""#);
        assert_eq!(word(text("für")), r#""für""#);
    }

    #[test]
    fn numbers_are_grouped_and_as_large_as_they_are() {
        assert_eq!(word(number(-1234)), "-1234");
        assert_eq!(word(number(12345)), "12_345");
        assert_eq!(word(number_of_64_bits(1_000_000)), "1_000_000");
        assert_eq!(word(number_of_64_bits(i64::MIN)), "-9_223_372_036_854_775_808_i64");
        assert_eq!([float(1.0), float(-0.5), float(1e300)].map(word), ["1.0", "-0.5", "1e300"]);
        assert_eq!([float(-12345.6), float(0.123_456_7)].map(word), ["-12_345.6", "0.123_456_7"]);
    }
}
