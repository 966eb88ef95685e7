"""The door: the only file of the program that opens sockets.

Place in the flow: `fetch` asks for one answer at a time, redirects included. The name of the host is resolved
once, every IP address that it has must be public, and one of these very addresses is connected to, so that a
name which changes its mind gains nothing. TLS and the header Host keep the name. Proxies that the environment
names, user names, passwords and cookies are not used. One connection serves one request.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address

import httpcore

from dragoman.config import FetchSettings
from dragoman.errors import Blocked, TimedOut, Unreachable
from dragoman.ingest.targets import Url, check_address, clean_url, shorten

Resolve = Callable[[str, int], Sequence[str]]
MAX_ADDRESSES = 3
"""Addresses of one host that are tried, one after the other."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answers: names of `headers` in small letters, `pieces` of the body as they come."""

    status: int
    headers: Mapping[str, str]
    pieces: Iterator[bytes]


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host as the system knows them.

    Raises:
        OSError: It has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Guard:
    """Gives the answers of public addresses, and of those that the settings allow."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        resolve: Resolve = resolve,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._allowed = frozenset(settings.allowed_hosts)
        self._proxy = _split_proxy(settings.proxy) if settings.proxy else None
        self._resolve = resolve
        self._clock = clock

    def clean(self, text: str) -> Url:
        """Return the parts of an address.

        Raises:
            Blocked: It may not be asked for, whatever its host's IP addresses are.
        """
        return clean_url(text, self._allowed)

    @contextmanager
    def ask(self, url: Url, headers: Mapping[str, str], budget_s: float) -> Iterator[Answer]:
        """Give the answer of a server to GET; the connection closes with the block.

        Args:
            url: As `clean` returns it.
            headers: Sent with the request; Host is set here.
            budget_s: Seconds until the block must have read what it wants.

        Raises:
            Blocked: One of the host's addresses is not public.
            TimedOut: The seconds are over, or nothing came for `read_s` seconds.
            Unreachable: No address, no connection, one that broke, or an answer that is not HTTP.
        """
        deadline = _Deadline(self._clock() + budget_s, self._clock, url)
        with _explaining(url, deadline), self._connect(url, deadline) as transport:
            request = transport.stream(
                "GET",
                httpcore.URL(scheme=url.scheme, host=url.host, port=url.port, target=url.target),
                headers=[("Host", url.host_header), *headers.items(), ("Connection", "close")],
                extensions={"timeout": {"read": self._settings.read_s, "write": self._settings.read_s}},
            )
            with request as response:
                yield Answer(response.status, _fold(response.headers), response.iter_stream())

    @contextmanager
    def _connect(
        self, url: Url, deadline: _Deadline
    ) -> Iterator[httpcore.HTTPConnection | httpcore.HTTPProxy]:
        tls = _load_tls() if url.scheme == "https" else None
        transport: httpcore.HTTPConnection | httpcore.HTTPProxy
        if self._proxy is None:
            addresses = self._find_addresses(url, deadline)
            transport = httpcore.HTTPConnection(
                httpcore.Origin(url.scheme.encode(), url.host.encode(), url.port),
                ssl_context=tls,
                network_backend=_Backend(addresses, deadline, self._settings.connect_s),
            )
        else:
            self._check(url, [url.host] if url.address else [])
            addresses = self._resolve_in_time(*self._proxy, deadline)
            transport = httpcore.HTTPProxy(
                self._settings.proxy,
                ssl_context=tls,
                network_backend=_Backend(addresses, deadline, self._settings.connect_s),
            )
        try:
            yield transport
        finally:
            transport.close()

    def _find_addresses(self, url: Url, deadline: _Deadline) -> list[str]:
        """Return the IP addresses that may be connected to, all of them checked."""
        if url.address:
            addresses = [str(url.address)]
        else:
            addresses = self._resolve_in_time(url.host, url.port, deadline)
        self._check(url, addresses)
        return addresses

    def _check(self, url: Url, addresses: Iterable[str]) -> None:
        if url.place in self._allowed:
            return
        for address in addresses:
            if why := check_address(ip_address(address)):
                raise Blocked(
                    f"Report not fetched: the host {url.host!r} is at {address}, which {why}. "
                    f"Give a public address, or list {url.place!r} in [fetch] allowed_hosts."
                )

    def _resolve_in_time(self, host: str, port: int, deadline: _Deadline) -> list[str]:
        """Return what the resolver says; it is asked in a thread, because it knows of no deadline."""
        answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(list(self._resolve(host, port)))
            except Exception as error:
                answers.put(error)

        threading.Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=deadline.clip(None))
        except queue.Empty as error:
            raise deadline.fail() from error
        if isinstance(answer, Exception) or not answer:
            raise Unreachable(
                f"Report not fetched: the host {host!r} has no address ({answer or 'an empty answer'}). "
                "Check its name and your connection."
            )
        return answer


class _Deadline:
    """The moment by which one request must be done."""

    def __init__(self, at: float, clock: Callable[[], float], url: Url) -> None:
        self._at = at
        self._clock = clock
        self._url = url

    @property
    def is_over(self) -> bool:
        return self._clock() >= self._at

    def clip(self, timeout_s: float | None) -> float:
        """Return how many seconds the next step may take.

        Raises:
            TimedOut: None is left.
        """
        if self.is_over:
            raise self.fail()
        left_s = max(0.001, self._at - self._clock())  # a socket takes 0 for "do not wait"
        return left_s if timeout_s is None else min(left_s, timeout_s)

    def fail(self) -> TimedOut:
        return TimedOut(
            f"Report not fetched: {shorten(self._url.text)!r} did not come whole in time. Try again later, "
            "or raise [fetch] deadline_s."
        )


class _Backend(httpcore.NetworkBackend):
    """Connects to addresses that were checked before, whatever host it is asked for."""

    def __init__(self, addresses: Sequence[str], deadline: _Deadline, connect_s: float) -> None:
        self._addresses = addresses[:MAX_ADDRESSES]
        self._deadline = deadline
        self._connect_s = connect_s

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first address that takes one; it begins in `connect_s` seconds."""
        failures: list[Exception] = []
        for address in self._addresses:
            try:
                timeout_s = self._deadline.clip(self._connect_s)
                return _Stream(httpcore.SyncBackend().connect_tcp(address, port, timeout_s), self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failures.append(error)
        raise failures[-1]


class _Stream(httpcore.NetworkStream):
    """A connection each of whose steps ends by the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.clip(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.clip(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        timeout_s = self._deadline.clip(timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, timeout_s), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


@cache
def _load_tls() -> ssl.SSLContext:
    """Return what certificates are checked against; loading them takes 50 ms."""
    return httpcore.default_ssl_context()


@contextmanager
def _explaining(url: Url, deadline: _Deadline) -> Iterator[None]:
    """Turn the failures of a connection into our own.

    Raises:
        TimedOut: A step took too long.
        Unreachable: It could not be made, or broke.
    """
    where = shorten(url.text)
    try:
        yield
    except httpcore.TimeoutException as error:
        if deadline.is_over:
            raise deadline.fail() from error
        raise TimedOut(
            f"Report not fetched: {where!r} gave no answer in time. Try again later, or raise [fetch] "
            "connect_s or read_s."
        ) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
        raise Unreachable(
            f"Report not fetched: the connection to {where!r} failed or broke ({str(error)[:200]}). "
            "Check the address, or try again later."
        ) from error


def _fold(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by name; of one that comes twice the first, of Content-Encoding all."""
    folded: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name in folded and name == "content-encoding":
            folded[name] += ", " + value
        folded.setdefault(name, value)
    return folded


def _split_proxy(proxy: str) -> tuple[str, int]:
    host, _, port = proxy.removeprefix("http://").rpartition(":")
    return host.strip("[]"), int(port)
