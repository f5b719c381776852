//! A way to a server that stalls at a certain message, so that the process behind it can be killed right there.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use migrate_tests::{Database, Kind};

use crate::proxy::message;

/// Whether the server still gets the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stall {
    After,
    Before,
}

/// How a process behind a stalling way ended.
#[derive(Debug)]
pub(crate) enum Ended {
    /// It was killed at its message, or had come to its end right behind it.
    Killed,
    /// It sent only so many messages.
    Whole(ExitStatus, usize),
}

/// Starts the process `runner-process` on a database, and kills it at its message of that number.
pub(crate) fn kill_at(database: &Database, doing: &str, at: usize, stall: Stall) -> Ended {
    let way = Way::start(database, at, stall);
    let mut process = Command::new(env!("CARGO_BIN_EXE_runner-process"));
    process.args([doing, &way.url]).stdout(Stdio::null());
    let mut child = process.spawn().unwrap();
    let ended = way.wait(&mut child, at);
    // What the server still had in hand is done before anybody looks.
    let mut session = database.session();
    let start = Instant::now();
    while session.sql(others(database.kind())).unwrap().trim() != "0" {
        assert!(start.elapsed() < Duration::from_mins(2), "the session of a process that ended stays");
        thread::sleep(Duration::from_millis(5));
    }
    ended
}

/// How many sessions others have in the database.
fn others(kind: Kind) -> &'static str {
    match kind {
        Kind::MySql => {
            "SELECT count(*) FROM information_schema.processlist WHERE db = database() AND id <> connection_id();"
        }
        Kind::Postgres => {
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();"
        }
        Kind::Sqlite => "SELECT 0;",
    }
}

struct Way {
    url: String,
    seen: Arc<AtomicUsize>,
    reached: Receiver<()>,
}

impl Way {
    fn start(database: &Database, at: usize, stall: Stall) -> Self {
        let (kind, url) = (database.kind(), database.url());
        let (before, rest) = url.split_once('@').unwrap();
        let (server, name) = rest.split_once('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (tell, reached) = channel();
        let seen = Arc::new(AtomicUsize::new(0));
        let (count, server) = (Arc::clone(&seen), server.to_owned());
        thread::spawn(move || {
            for client in listener.incoming() {
                let (client, server) = (client.unwrap(), TcpStream::connect(&server).unwrap());
                let (mut from, mut to) = (server.try_clone().unwrap(), client.try_clone().unwrap());
                thread::spawn(move || {
                    let _ = std::io::copy(&mut from, &mut to);
                    let _ = to.shutdown(Shutdown::Both);
                });
                let (count, tell) = (Arc::clone(&count), tell.clone());
                thread::spawn(move || pass(kind, client, &server, (&count, at, stall), &tell));
            }
        });
        // Without TLS, which nobody could look into.
        let off = if kind == Kind::MySql { "ssl-mode=disabled" } else { "sslmode=disable" };
        Self { url: format!("{before}@127.0.0.1:{port}/{name}?{off}"), seen, reached }
    }

    fn wait(&self, child: &mut Child, at: usize) -> Ended {
        loop {
            match self.reached.recv_timeout(Duration::from_millis(20)) {
                Ok(()) => {
                    child.kill().unwrap();
                    child.wait().unwrap();
                    return Ended::Killed;
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    if let Some(status) = child.try_wait().unwrap() {
                        // It may have ended by itself between its message and this look.
                        let seen = self.seen.load(Ordering::SeqCst);
                        return if seen < at { Ended::Whole(status, seen) } else { Ended::Killed };
                    }
                }
            }
        }
    }
}

fn pass(
    kind: Kind,
    mut client: TcpStream,
    mut server: &TcpStream,
    (seen, at, stall): (&AtomicUsize, usize, Stall),
    tell: &Sender<()>,
) {
    let mut first = true;
    while let Some((head, body)) = message(kind, &mut client, first) {
        let is_query = match kind {
            // COM_QUERY begins a sequence of packets.
            Kind::MySql => head[3] == 0 && body.first() == Some(&3),
            Kind::Postgres | Kind::Sqlite => !first && matches!(head[0], b'Q' | b'P'),
        };
        first = false;
        let is_last = is_query && seen.fetch_add(1, Ordering::SeqCst) + 1 == at;
        if is_last && stall == Stall::Before {
            let _ = tell.send(());
            // Nothing comes any more of a process that was killed.
            let _ = client.read(&mut [0; 16]);
            break;
        }
        if server.write_all(&[head, body].concat()).is_err() {
            break;
        }
        if is_last {
            let _ = tell.send(());
        }
    }
    let _ = client.shutdown(Shutdown::Both);
    let _ = server.shutdown(Shutdown::Both);
}
