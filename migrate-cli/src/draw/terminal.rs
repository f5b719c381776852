//! The two streams: data on stdout, everything else on stderr.

use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

use crate::url::mask;

/// How much is told on stderr.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verbosity {
    /// Errors alone.
    Quiet,
    /// What happens, and a summary.
    Normal,
    /// Every statement too.
    Verbose,
}

/// The two streams.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    verbosity: Verbosity,
    is_logged: bool,
}

impl Terminal {
    pub(crate) fn new(verbosity: Verbosity) -> Self {
        Self { verbosity, is_logged: false }
    }

    /// The same, where a log goes to stderr too: nothing moves there then.
    pub(crate) fn logged(self) -> Self {
        Self { is_logged: true, ..self }
    }

    pub(crate) fn verbosity(self) -> Verbosity {
        self.verbosity
    }

    /// Whether somebody looks at stderr, so that something on it can move.
    pub(crate) fn is_watched(self) -> bool {
        let is_dumb = std::env::var_os("TERM").is_none_or(|terminal| terminal == "dumb");
        self.verbosity == Verbosity::Normal && !self.is_logged && !is_dumb && io::stderr().is_terminal()
    }

    /// Whether somebody can be asked: who reads stderr types stdin too.
    pub(crate) fn can_ask(self) -> bool {
        self.verbosity >= Verbosity::Normal && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks a question, and returns what was typed, in small letters; nothing where stdin ends.
    ///
    /// # Errors
    ///
    /// When stdin cannot be read.
    pub(crate) fn ask(self, question: &str) -> io::Result<String> {
        self.say(question);
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        Ok(answer.trim().to_lowercase())
    }

    /// Prints what was asked for, as it is.
    ///
    /// # Errors
    ///
    /// When stdout cannot be written. A reader that has seen enough (`| head`) is no error.
    #[expect(clippy::unused_self, reason = "nobody prints who was not given the terminal")]
    pub(crate) fn data(self, text: &str) -> io::Result<()> {
        write(io::stdout().lock(), text)
    }

    /// Prints a help text, with colours on a terminal.
    ///
    /// # Errors
    ///
    /// As [`data`](Self::data) has.
    #[expect(clippy::unused_self, reason = "nobody prints who was not given the terminal")]
    pub(crate) fn help(self, text: &str) -> io::Result<()> {
        write(anstream::AutoStream::auto(io::stdout()).lock(), text)
    }

    /// Says something of what happens, unless nobody wants to hear.
    pub(crate) fn note(self, line: &str) {
        if self.verbosity >= Verbosity::Normal {
            self.say(&format!("{line}\n"));
        }
    }

    /// Says something to those who want more.
    pub(crate) fn detail(self, line: &str) {
        if self.verbosity >= Verbosity::Verbose {
            self.say(&format!("{line}\n"));
        }
    }

    /// Says what must be heard. Passwords of URLs are masked, colours kept for terminals.
    #[expect(clippy::unused_self, reason = "nobody prints who was not given the terminal")]
    pub(crate) fn say(self, text: &str) {
        let mut stderr = anstream::AutoStream::auto(io::stderr()).lock();
        // Where stderr is closed nobody can be told that it is.
        let _ = stderr.write_all(mask(text).as_bytes()).and_then(|()| stderr.flush());
    }
}

fn write(mut stream: impl io::Write, text: &str) -> io::Result<()> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
