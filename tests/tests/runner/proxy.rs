//! A proxy that writes down which statements a client sends to a server.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use migrate_tests::Kind;

pub(crate) struct Proxy {
    url: String,
    queries: Arc<Mutex<Vec<String>>>,
    answers: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    pub(crate) fn start(kind: Kind, url: &str) -> Self {
        let (before, rest) = url.split_once('@').unwrap();
        let (server, database) = rest.split_once('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (queries, answers) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(Vec::new())));
        let (seen, told, server) = (Arc::clone(&queries), Arc::clone(&answers), server.to_owned());
        thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.unwrap();
                let server = TcpStream::connect(&server).unwrap();
                let (from, to) = (server.try_clone().unwrap(), client.try_clone().unwrap());
                let told = Arc::clone(&told);
                thread::spawn(move || answer(kind, from, to, &told));
                watch(kind, client, server, &seen);
            }
        });
        // Without TLS, which nobody could look into.
        let off = if kind == Kind::MySql { "ssl-mode=disabled" } else { "sslmode=disable" };
        Self { url: format!("{before}@127.0.0.1:{port}/{database}?{off}"), queries, answers }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn queries(&self) -> Vec<String> {
        self.queries.lock().unwrap().clone()
    }

    /// What PostgreSQL says of each statement that it ran: `SELECT 3`, `BEGIN`.
    pub(crate) fn answers(&self) -> Vec<String> {
        self.answers.lock().unwrap().clone()
    }
}

/// Passes on what the server answers; of PostgreSQL it writes down what each statement was, of which a message can hold many.
fn answer(kind: Kind, mut server: TcpStream, mut client: TcpStream, told: &Mutex<Vec<String>>) {
    if kind == Kind::Postgres {
        while let Some((head, body)) = message(kind, &mut server, false) {
            if head[0] == b'C' {
                told.lock().unwrap().push(String::from_utf8_lossy(&body).trim_matches('\0').to_owned());
            }
            if client.write_all(&[head, body].concat()).is_err() {
                break;
            }
        }
    } else {
        let _ = std::io::copy(&mut server, &mut client);
    }
    let _ = client.shutdown(Shutdown::Both);
}

/// Passes on what the client sends, message by message.
fn watch(kind: Kind, mut client: TcpStream, mut server: TcpStream, seen: &Mutex<Vec<String>>) {
    let mut first = true;
    while let Some((head, body)) = message(kind, &mut client, first) {
        let text = match (kind, head.first(), body.split_first()) {
            // A query, or what is to be prepared (PostgreSQL manual, section 55.7).
            (Kind::Postgres, Some(b'Q' | b'P'), _) if !first => Some(body.as_slice()),
            // COM_QUERY and COM_STMT_PREPARE begin a sequence of packets.
            (Kind::MySql, _, Some((3 | 22, text))) if head[3] == 0 => Some(text),
            _ => None,
        };
        if let Some(text) = text {
            seen.lock().unwrap().push(String::from_utf8_lossy(text).trim_matches('\0').to_owned());
        }
        first = false;
        if server.write_all(&[head, body].concat()).is_err() {
            break;
        }
    }
    let _ = server.shutdown(Shutdown::Both);
}

/// The next message of a client: its head and its body.
pub(crate) fn message(kind: Kind, client: &mut TcpStream, first: bool) -> Option<(Vec<u8>, Vec<u8>)> {
    let (head, length) = match kind {
        Kind::MySql => {
            let head = read(client, 4)?;
            let length = u32::from_le_bytes([head[0], head[1], head[2], 0]) as usize;
            (head, length)
        }
        // The first message has no type.
        Kind::Postgres | Kind::Sqlite => {
            let head = read(client, if first { 4 } else { 5 })?;
            let length =
                head[head.len() - 4..].iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
            (head, length - 4)
        }
    };
    let body = read(client, length)?;
    Some((head, body))
}

fn read(client: &mut TcpStream, length: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; length];
    client.read_exact(&mut bytes).ok()?;
    Some(bytes)
}
