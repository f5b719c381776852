"""Counts what a client asks PostgreSQL: a proxy on loopback stands between the two and reads their messages.

A message is what a client sends and waits for: a simple query, or a prepared statement that is executed. A query is a
statement that the server says it selected rows by; one message can hold many.
"""

import socket
import threading
from urllib.parse import urlsplit


class Proxy:
    """Listens while it is a context; `port` is what a client connects to, without TLS."""

    def __init__(self, server_url):
        server = urlsplit(server_url)
        self.server = (server.hostname, server.port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.messages = self.queries = 0
        self.threads = []

    def __enter__(self):
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.listener.close()
        for thread in self.threads:
            thread.join(timeout=5)

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return  # closed
            server = socket.create_connection(self.server)
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for target, ends in ((self.ask, (client, server)), (self.answer, (server, client))):
                self.threads.append(threading.Thread(target=target, args=ends, daemon=True))
                self.threads[-1].start()

    def ask(self, client, server):
        # The first message has no type (manual 15, section 55.7).
        server.sendall(exactly(client, int.from_bytes(peeked(client, 4), "big")))
        for kind, message in messages(client):
            self.messages += kind in b"QE"
            server.sendall(message)
        server.close()

    def answer(self, server, client):
        for kind, message in messages(server):
            self.queries += kind == b"C" and message[5:].startswith(b"SELECT")
            client.sendall(message)
        client.close()


def peeked(end, length):
    while len(data := end.recv(length, socket.MSG_PEEK)) < length:
        pass
    return data


def exactly(end, length):
    data = b""
    while len(data) < length:
        more = end.recv(length - len(data))
        if not more:
            return b""
        data += more
    return data


def messages(end):
    """The messages that come from one end: the kind of each, and all of it."""
    while True:
        try:
            head = exactly(end, 5)
            body = exactly(end, int.from_bytes(head[1:], "big") - 4) if head else b""
        except OSError:
            return
        if not head:
            return
        yield head[:1], head + body
