"""A server on loopback that answers what a test tells it to, and a watch over what connects where."""

from __future__ import annotations

import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from dragoman.config import Config, FetchSettings, IngestSettings
from dragoman.ingest.fetch import Fetcher
from dragoman.ingest.guard import Guard
from dragoman.ingest.polite import Politeness

Reply = bytes | Callable[[socket.socket], None]

CONNECTS: list[tuple[str, int]] = []
"""Every address that this process tried to connect to; all but loopback is refused."""


class LeavesMachineError(OSError):
    """A test tried to connect to another machine."""


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect" or not isinstance(arguments[1], tuple):
        return
    host, port = arguments[1][:2]
    CONNECTS.append((host, port))
    if not host.startswith("127.") and host != "::1":
        raise LeavesMachineError(f"{host} port {port}")


sys.addaudithook(_watch)


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """Return an answer with its length; `_` in the name of a header stands for `-`."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def redirect(place: str, status: str = "302 Found") -> bytes:
    return answer(status=status, Location=place)


class Server:
    """Answers requests by their path: with the next of a list, the last of them again and again."""

    def __init__(self, tls: ssl.SSLContext | None) -> None:
        self._tls = tls
        self.replies: dict[str, list[Reply]] = {}
        self.requests: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.place = f"127.0.0.1:{self.port}"
        self.is_open = True

    def give(self, path: str, *replies: Reply) -> str:
        """Set what is answered to a path, and return its address."""
        self.replies[path] = list(replies)
        return f"http://{self.place}{path}"

    def run(self) -> None:
        while self.is_open:
            with suppress(OSError):
                connection, _ = self._socket.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def close(self) -> None:
        self.is_open = False
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        self._socket.close()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), self._wrap(connection) as connection:
            request = b""
            while b"\r\n\r\n" not in request and (part := connection.recv(65_536)):
                request += part
            self.requests.append(request)
            path = request.split(b" ")[1].decode("latin-1") if request.count(b" ") > 1 else ""
            replies = self.replies.get(path, [answer(status="404 Not Found")])
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
            if callable(reply):
                reply(connection)
            else:
                connection.sendall(reply)

    def _wrap(self, connection: socket.socket) -> socket.socket:
        return self._tls.wrap_socket(connection, server_side=True) if self._tls else connection

    def get_paths(self) -> list[str]:
        """Return the paths that were asked for, robots.txt left out."""
        paths = [request.split(b" ")[1].decode() for request in self.requests if request]
        return [path for path in paths if path != "/robots.txt"]


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(tls)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(2)


class Clock:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def make_fetcher(
    *allowed: str,
    resolve: Callable[[str, int], Sequence[str]] | None = None,
    clock: Clock | None = None,
    max_bytes: int = 20 * 2**20,
    **settings: object,
) -> Fetcher:
    """Return a fetcher whose polite waits take no time."""
    clock = clock or Clock()
    fetch = FetchSettings(**{"allowed_hosts": allowed, **settings})  # type: ignore[arg-type]
    config = Config(fetch, IngestSettings(max_bytes))
    guard = Guard(fetch, resolve=resolve or refuse_names)
    polite = Politeness(fetch, clock=clock, sleep=clock.sleep, chance=lambda: 0.0)
    return Fetcher(config, guard=guard, polite=polite)


def refuse_names(host: str, port: int) -> list[str]:
    raise OSError(f"no test resolves {host}")
