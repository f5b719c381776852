//! A way to MariaDB that is cut at a certain query.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Whether the server still gets the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    After,
    Before,
}

/// A proxy that lets so many queries through and then cuts all connections.
pub(crate) struct CutProxy {
    url: String,
    seen: Arc<AtomicUsize>,
}

impl CutProxy {
    pub(crate) fn start(url: &str, at: usize, cut: Cut) -> Self {
        let (before, rest) = url.split_once('@').unwrap();
        let (server, database) = rest.split_once('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(AtomicUsize::new(0));
        let (count, server) = (Arc::clone(&seen), server.to_owned());
        thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.unwrap();
                let server = TcpStream::connect(&server).unwrap();
                let (mut from, mut to) = (server.try_clone().unwrap(), client.try_clone().unwrap());
                thread::spawn(move || {
                    let _ = std::io::copy(&mut from, &mut to);
                    let _ = to.shutdown(Shutdown::Both);
                });
                let count = Arc::clone(&count);
                thread::spawn(move || pass(client, &server, &count, at, cut));
            }
        });
        Self { url: format!("{before}@127.0.0.1:{port}/{database}?ssl-mode=disabled"), seen }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// How many queries came.
    pub(crate) fn seen(&self) -> usize {
        self.seen.load(Ordering::SeqCst)
    }
}

fn pass(mut client: TcpStream, mut server: &TcpStream, seen: &AtomicUsize, at: usize, cut: Cut) {
    while let Some(packet) = packet(&mut client) {
        // COM_QUERY begins a sequence of packets.
        let query = packet[3] == 0 && packet.get(4) == Some(&3);
        let last = query && seen.fetch_add(1, Ordering::SeqCst) + 1 >= at;
        if last && cut == Cut::Before {
            break;
        }
        if server.write_all(&packet).is_err() {
            break;
        }
        if last {
            // The client never hears of it; the server has it.
            let _ = client.shutdown(Shutdown::Both);
            let _ = server.shutdown(Shutdown::Write);
            return;
        }
    }
    let _ = client.shutdown(Shutdown::Both);
    let _ = server.shutdown(Shutdown::Both);
}

fn packet(client: &mut TcpStream) -> Option<Vec<u8>> {
    let mut packet = vec![0; 4];
    client.read_exact(&mut packet).ok()?;
    let length = u32::from_le_bytes([packet[0], packet[1], packet[2], 0]) as usize;
    packet.resize(4 + length, 0);
    client.read_exact(&mut packet[4..]).ok()?;
    Some(packet)
}
