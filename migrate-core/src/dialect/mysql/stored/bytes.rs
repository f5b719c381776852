//! The bytes of a definition as text.

/// What `SHOW CREATE TABLE` says, as text. MariaDB shows the default of a column of bytes as it is, which may be no text: a
/// string that is none becomes the hexadecimal literal of its bytes, `X'E5A0'`, which says the same.
pub(crate) fn as_text(definition: &[u8]) -> String {
    let mut text = String::new();
    let mut rest = definition;
    while let Some(start) = rest.iter().position(|byte| matches!(byte, b'\'' | b'`' | b'"')) {
        text.push_str(&String::from_utf8_lossy(&rest[..start]));
        let end = end_of_quoted(&rest[start..]);
        let (quoted, behind) = rest[start..].split_at(end);
        match std::str::from_utf8(quoted) {
            Ok(quoted) => text.push_str(quoted),
            Err(_) if quoted[0] == b'\'' => text.push_str(&hexadecimal(&quoted[1..quoted.len() - 1])),
            Err(_) => text.push_str(&String::from_utf8_lossy(quoted)),
        }
        rest = behind;
    }
    text.push_str(&String::from_utf8_lossy(rest));
    text
}

/// How long what stands in quotes is, with them.
fn end_of_quoted(bytes: &[u8]) -> usize {
    let quote = bytes[0];
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match (*byte, bytes.get(at + 1)) {
            (b'\\', _) if quote != b'`' => at += 2,
            (byte, Some(next)) if byte == quote && *next == quote => at += 2,
            (byte, _) if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The literal of what stands in a string, in which a quote is doubled and a backslash escapes (MariaDB's `append_unescaped`).
fn hexadecimal(inside: &[u8]) -> String {
    let mut literal = String::from("X'");
    let mut bytes = inside.iter();
    while let Some(byte) = bytes.next() {
        let byte = match byte {
            b'\\' => match bytes.next() {
                Some(b'0') => 0,
                Some(b'n') => b'\n',
                Some(b'r') => b'\r',
                Some(b'Z') => 26,
                Some(other) => *other,
                None => b'\\',
            },
            b'\'' => {
                bytes.next();
                b'\''
            }
            other => *other,
        };
        for digit in [byte >> 4, byte & 15] {
            literal.extend(char::from_digit(u32::from(digit), 16).map(|digit| digit.to_ascii_uppercase()));
        }
    }
    literal.push('\'');
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_that_are_no_text_become_hexadecimal_and_all_else_stays() {
        let plain = "`é\\` enum('it''s','\\\\ \"ü') DEFAULT 'a\\0b' COMMENT '-- `'";
        assert_eq!(as_text(plain.as_bytes()), plain);
        let bytes = b"`a` binary(6) DEFAULT '\xE5''\\0\\\\\\'\\n' COMMENT 'it''s',\n `b` int";
        assert_eq!(as_text(bytes), "`a` binary(6) DEFAULT X'E527005C270A' COMMENT 'it''s',\n `b` int");
    }
}
