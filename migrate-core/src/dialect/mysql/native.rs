//! What is known of MySQL's and MariaDB's own types by their words.

use crate::dialect::Dialect::MySql;
use crate::schema::NativeType;

/// The bytes of a value in an index; none where the type cannot be indexed whole; zero where that is not known, and the
/// server judges.
pub(super) fn index_bytes(native: &NativeType) -> Option<u32> {
    let text = native.text(MySql).unwrap_or_default();
    let (first, second) = arguments(text);
    let characters = || first.unwrap_or(1).saturating_mul(character_bytes(native));
    match crate::schema::first_word(text).as_str() {
        "blob" | "geomcollection" | "geometry" | "geometrycollection" | "json" | "linestring" | "long"
        | "longblob" | "longtext" | "mediumblob" | "mediumtext" | "multilinestring" | "multipoint"
        | "multipolygon" | "point" | "polygon" | "text" | "tinyblob" | "tinytext" | "vector" => None,
        "bigint" | "datetime" | "double" | "set" => Some(8),
        "bool" | "boolean" | "tinyint" | "year" => Some(1),
        "binary" | "varbinary" => Some(first.unwrap_or(1)),
        "bit" => Some(first.unwrap_or(1).div_ceil(8)),
        "char" | "character" | "varchar" => Some(characters()),
        "date" | "mediumint" => Some(3),
        "dec" | "decimal" | "fixed" | "numeric" => {
            let (precision, scale) = (first.unwrap_or(10), second.unwrap_or(0));
            Some((precision.saturating_sub(scale).div_ceil(9) + scale.div_ceil(9)) * 4)
        }
        "enum" | "smallint" => Some(2),
        "float" | "inet4" | "int" | "integer" => Some(4),
        "inet6" | "uuid" => Some(16),
        "time" => Some(6),
        "timestamp" => Some(7),
        _ => Some(0),
    }
}

/// The digits of a second, where the words say so.
pub(super) fn fraction(native: &NativeType) -> Option<u32> {
    arguments(native.text(MySql).unwrap_or_default()).0
}

/// The most bytes of a character, as far as the words tell of its character set.
pub(super) fn character_bytes(native: &NativeType) -> u32 {
    let text = native.text(MySql).unwrap_or_default().to_ascii_lowercase();
    let mut words = text.split(|character: char| !character.is_alphanumeric());
    let names_set = words.any(|word| matches!(word, "set" | "charset" | "ascii" | "byte" | "unicode"));
    let is_set =
        |name: &str| text.split(|character: char| !character.is_alphanumeric()).any(|word| word == name);
    if !names_set || ["utf16", "utf16le", "utf32", "utf8mb4"].into_iter().any(is_set) {
        4
    } else if ["utf8", "utf8mb3", "eucjpms", "ujis"].into_iter().any(is_set) {
        3
    } else if ["big5", "cp932", "euckr", "gb2312", "gbk", "sjis", "ucs2", "unicode"].into_iter().any(is_set) {
        2
    } else {
        1
    }
}

/// The numbers in parentheses behind the first word.
fn arguments(text: &str) -> (Option<u32>, Option<u32>) {
    let arguments = text.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    let mut numbers = arguments.map(|(inner, _)| inner).unwrap_or_default().split(',');
    let mut number = || numbers.next().and_then(|number| number.trim().parse().ok());
    (number(), number())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_an_index_are_told_by_the_words() {
        let bytes = |text| index_bytes(&NativeType::default().on(MySql, text));
        assert_eq!(bytes("mediumint(8) unsigned"), Some(3));
        assert_eq!(bytes("varchar(100)"), Some(400));
        assert_eq!(bytes("varchar(100) character set latin1"), Some(100));
        assert_eq!(bytes("CHAR(10) CHARSET utf8mb3"), Some(30));
        assert_eq!(bytes("decimal(10, 2) unsigned"), Some(8));
        assert_eq!(bytes("set('a','b')"), Some(8));
        assert_eq!(bytes("TINYTEXT"), None);
        assert_eq!(bytes("polygon"), None);
        assert_eq!(bytes("whatever"), Some(0));
    }
}
