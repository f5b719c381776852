//! The 128-bit keys by which the compiler compares ids and places.
//!
//! The macros write them as literals, since comparing strings in a `const fn` is far too slow. They are
//! FNV-1a of 128 bits: the keys of one chain must differ, and nobody gains from a collision, which
//! at worst refuses a sound chain.

/// A key under construction.
#[derive(Clone, Copy, Debug)]
pub struct Key(u128);

const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013B;
const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;

impl Key {
    /// The key of an id.
    pub fn of_id(id: &str) -> u128 {
        Self(START).with(id.as_bytes()).0
    }

    /// The start of the keys of a file's places: its path as rustc names it.
    pub fn of_file(path: &str) -> Self {
        Self(START).with(path.as_bytes()).with(&[0])
    }

    /// The key of a place in that file.
    pub fn at(self, line: u32, column: u32) -> u128 {
        self.with(&line.to_le_bytes()).with(&column.to_le_bytes()).0
    }

    fn with(self, bytes: &[u8]) -> Self {
        let mut key = self.0;
        for byte in bytes {
            key = (key ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
        Self(key)
    }
}
