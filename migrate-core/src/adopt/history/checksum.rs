//! The checksums of other tools.

use std::fmt::Write as _;

use sha2::{Digest, Sha384};

/// That of sqlx: SHA-384 of the file, in hexadecimal digits.
pub(super) fn sqlx(text: &str) -> String {
    Sha384::digest(text.as_bytes()).iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// Those of refinery: `SipHash` 1-3 of name, version and text as Rust hashes them, where a version has 32 bits, or 64 by its
/// feature `int8-versions`.
pub(super) fn refinery(name: &str, version: i64, text: &str) -> Vec<String> {
    let narrow = i32::try_from(version).ok().map(|version| version.to_le_bytes().to_vec());
    let wide = Some(version.to_le_bytes().to_vec());
    let sum = |version: Vec<u8>| {
        // A text is its bytes and one that no text has.
        let bytes = [name.as_bytes(), &[0xff], &version, text.as_bytes(), &[0xff]].concat();
        sip_hash_1_3(&bytes).to_string()
    };
    narrow.into_iter().chain(wide).map(sum).collect()
}

/// A text as it is, with LF, and with CRLF at the end of its lines.
pub(super) fn line_endings(text: &str) -> [String; 3] {
    let plain = text.replace("\r\n", "\n");
    let carriage = plain.replace('\n', "\r\n");
    [text.to_owned(), plain, carriage]
}

/// `SipHash` with one round a word and three at the end, keys zero (Aumasson and Bernstein, "`SipHash`: a fast short-input PRF").
fn sip_hash_1_3(bytes: &[u8]) -> u64 {
    let mut v =
        [0x736f_6d65_7073_6575_u64, 0x646f_7261_6e64_6f6d, 0x6c79_6765_6e65_7261, 0x7465_6462_7974_6573];
    let words = bytes.chunks_exact(8);
    let rest = words.remainder();
    for word in words {
        let word = u64::from_le_bytes(word.try_into().expect("a chunk has eight bytes"));
        v[3] ^= word;
        round(&mut v);
        v[0] ^= word;
    }
    let mut last = [0_u8; 8];
    last[..rest.len()].copy_from_slice(rest);
    last[7] = bytes.len().to_le_bytes()[0];
    let last = u64::from_le_bytes(last);
    v[3] ^= last;
    round(&mut v);
    v[0] ^= last;
    v[2] ^= 0xff;
    for _ in 0..3 {
        round(&mut v);
    }
    v[0] ^ v[1] ^ v[2] ^ v[3]
}

fn round(v: &mut [u64; 4]) {
    v[0] = v[0].wrapping_add(v[1]);
    v[2] = v[2].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(13) ^ v[0];
    v[3] = v[3].rotate_left(16) ^ v[2];
    v[0] = v[0].rotate_left(32);
    v[2] = v[2].wrapping_add(v[1]);
    v[0] = v[0].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(17) ^ v[2];
    v[3] = v[3].rotate_left(21) ^ v[0];
    v[2] = v[2].rotate_left(32);
}

#[cfg(test)]
mod tests {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};

    use super::*;

    #[test]
    fn refinerys_checksum_is_the_one_that_rust_computes() {
        for text in ["", "SELECT 1", "CREATE TABLE persons (id int, name varchar(255), city varchar(255));"] {
            for version in [1_i32, 20_240_101] {
                let mut narrow = DefaultHasher::new();
                (String::from("initial"), version, text).hash(&mut narrow);
                let mut wide = DefaultHasher::new();
                (String::from("initial"), i64::from(version), text).hash(&mut wide);
                let expected = [narrow.finish().to_string(), wide.finish().to_string()];
                assert_eq!(refinery("initial", version.into(), text), expected);
            }
        }
    }

    #[test]
    fn sqlxs_checksum_is_sha_384() {
        // Of nothing, as in NIST's examples.
        let nothing = "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b";
        assert_eq!(sqlx(""), nothing);
    }
}
