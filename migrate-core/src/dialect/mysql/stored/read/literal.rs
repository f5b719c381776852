//! Literals as the servers write them.

/// The bytes of a literal: `'…'` with its escapes, `X'…'`, `0x…`, any of them behind the name of a character set.
pub(super) fn bytes(text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    let text = match text.strip_prefix('_') {
        Some(rest) => {
            rest.trim_start_matches(|character: char| character.is_ascii_alphanumeric()).trim_start()
        }
        None => text,
    };
    if let Some(digits) = text.strip_prefix(['x', 'X']).and_then(|rest| rest.strip_prefix('\'')) {
        return hexadecimal(digits.strip_suffix('\'')?);
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return hexadecimal(digits);
    }
    let inside = text.strip_prefix('\'')?.strip_suffix('\'')?;
    let mut bytes = Vec::with_capacity(inside.len());
    let mut characters = inside.chars();
    let mut buffer = [0; 4];
    while let Some(character) = characters.next() {
        let said = match character {
            '\'' => {
                // A quote within is doubled.
                (characters.next()? == '\'').then_some('\'')?
            }
            '\\' => match characters.next()? {
                '0' => '\0',
                'Z' => '\x1a',
                'b' => '\x08',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                other => other,
            },
            other => other,
        };
        bytes.extend_from_slice(said.encode_utf8(&mut buffer).as_bytes());
    }
    Some(bytes)
}

/// The text of a literal.
pub(super) fn string(text: &str) -> Option<String> {
    String::from_utf8(bytes(text)?).ok()
}

fn hexadecimal(digits: &str) -> Option<Vec<u8>> {
    let digits = digits.chars().map(|digit| digit.to_digit(16)).collect::<Option<Vec<_>>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| u8::try_from(high * 16 + low).ok());
    rest.is_empty().then(|| bytes.collect())?
}
