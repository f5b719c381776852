//! Numbers that look random, the same for a seed.

/// Throws that look random, the same for a seed.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    /// True once in so many throws.
    pub(crate) fn once_in(&mut self, throws: usize) -> bool {
        self.roll(throws) == 0
    }

    /// One of them, if there is any.
    pub(crate) fn one<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        if of.is_empty() { None } else { Some(of[self.roll(of.len())].clone()) }
    }

    /// One of a list that is written out.
    #[expect(clippy::needless_pass_by_value, reason = "a list that is written out is nobody else's")]
    pub(crate) fn of<T: Clone, const N: usize>(&mut self, of: [T; N]) -> T {
        of[self.roll(N)].clone()
    }
}
