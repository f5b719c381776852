"""Counts how often a client waits for its server: a proxy on loopback stands between the two.

A round trip is a flight of the client that follows bytes of the server, so that messages sent together
count once. The start of the connection and its end are in the count.
"""

import select
import socket
import threading
from urllib.parse import urlsplit


class Proxy:
    """Listens while it is a context; `url` is the server's with the proxy's port."""

    def __init__(self, server_url):
        server = urlsplit(server_url)
        self.server = (server.hostname, server.port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = server_url.replace(f":{server.port}/", f":{self.listener.getsockname()[1]}/")
        self.connections = self.trips = 0
        self.threads = []

    def __enter__(self):
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *error):
        for thread in self.threads:
            thread.join(timeout=5)
        self.listener.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return  # closed
            self.connections += 1
            self.threads.append(threading.Thread(target=self.pump, args=(client,), daemon=True))
            self.threads[-1].start()

    def pump(self, client):
        with client, socket.create_connection(self.server) as server:
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            last = server
            while True:
                for end in select.select([client, server], [], [])[0]:
                    data = end.recv(65536)
                    if not data:
                        return
                    if end is client and last is server:
                        self.trips += 1
                    last = end
                    (server if end is client else client).sendall(data)
