//! The 128-bit keys by which the compiler compares ids, and by which a file is known again.
//!
//! The macros write them as literals, since comparing strings in a `const fn` is far too slow. They are
//! FNV-1a of 128 bits: the keys of one chain must differ, and nobody gains from a collision, which
//! at worst refuses a sound chain.

const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013B;
const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;

/// The key of an id.
pub fn of_id(id: &str) -> u128 {
    of_bytes(id.bytes())
}

/// The key of a file's text, whatever its lines end with.
pub fn of_text(text: &str) -> u128 {
    of_bytes(text.bytes().filter(|byte| *byte != b'\r'))
}

fn of_bytes(bytes: impl Iterator<Item = u8>) -> u128 {
    bytes.fold(START, |key, byte| (key ^ u128::from(byte)).wrapping_mul(PRIME))
}
