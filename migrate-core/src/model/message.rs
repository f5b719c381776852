//! A text that is put together while rustc evaluates a constant, where nothing can be allocated.

/// A text of at most so many bytes; what is too long for it is left out.
#[derive(Debug)]
pub(super) struct Message {
    bytes: [u8; Self::ROOM],
    length: usize,
}

impl Message {
    const ROOM: usize = 1024;

    pub(super) const fn new() -> Self {
        Self { bytes: [0; Self::ROOM], length: 0 }
    }

    /// The text with another behind it, or without it where there is no room for all of it.
    pub(super) const fn then(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        if text.len() <= Self::ROOM - self.length {
            let mut at = 0;
            while at < text.len() {
                self.bytes[self.length] = text[at];
                self.length += 1;
                at += 1;
            }
        }
        self
    }

    pub(super) const fn text(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.length);
        match core::str::from_utf8(text) {
            Ok(text) => text,
            // Whole texts were put in.
            Err(_) => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_room_is_left_out() {
        const TEXT: Message = Message::new().then("`é` is ").then("no");
        assert_eq!(TEXT.text(), "`é` is no");
        let long = "x".repeat(Message::ROOM);
        assert_eq!(Message::new().then("a").then(&long).text(), "a");
    }
}
