import shutil
import socket
import ssl
import subprocess
import threading
import time

import pytest

from dragoman.config import FetchSettings
from dragoman.errors import Blocked, TimedOut, Unreachable
from dragoman.ingest import guard as guard_file
from dragoman.ingest.guard import Guard
from tests.ingest.serving import CONNECTS, Server, answer, refuse_names, serving


@pytest.fixture
def server():
    with serving() as server:
        yield server


def get(guard: Guard, text: str, budget_s: float = 5.0):
    with guard.ask(guard.clean(text), {}, budget_s) as reply:
        return reply.status, dict(reply.headers), b"".join(reply.pieces)


def make(*allowed: str, resolve=refuse_names, **settings) -> Guard:
    return Guard(FetchSettings(allowed_hosts=allowed, **settings), resolve=resolve)


def find_connects(guard: Guard, text: str) -> list[tuple[str, int]]:
    """Return what was connected to on the way to an answer or a failure."""
    before = len(CONNECTS)
    try:
        get(guard, text)
    except (Blocked, Unreachable):
        pass
    return CONNECTS[before:]


def test_an_allowed_place_gives_its_answer(server: Server):
    url = server.give("/a?b", answer(b"Rain.", X_Two="1", x_two="2"))
    status, headers, body = get(make(server.place), url)
    assert (status, headers["x-two"], body) == (200, "1", b"Rain.")
    assert f"GET /a?b HTTP/1.1\r\nHost: {server.place}\r\n".encode() in server.requests[0]


def test_a_place_that_is_not_allowed_is_not_connected_to(server: Server):
    url = server.give("/a", answer(b"Rain."))
    assert find_connects(make(), url) == []
    assert find_connects(make("127.0.0.1:80"), url) == []
    assert find_connects(make(server.place), url) == [("127.0.0.1", server.port)]


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["9.9.9.9", "10.0.0.1"], ["::ffff:9.9.9.9"], ["fe80::1%1"]]
)
def test_a_name_with_one_address_that_is_not_public_is_blocked(addresses):
    guard = make(resolve=lambda host, port: addresses)
    before = len(CONNECTS)
    with pytest.raises(Blocked, match=r"the host 'news\.example\.org' is at .* allowed_hosts"):
        get(guard, "http://news.example.org/")
    assert len(CONNECTS) == before


@pytest.mark.parametrize("address", ["9.9.9.9", "2620:fe::fe"])
def test_the_checked_address_is_the_one_connected_to_and_resolved_once(address):
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return [address] if len(asked) == 1 else ["127.0.0.1"]

    assert find_connects(make(resolve=resolve), "https://news.example.org/") == [(address, 443)]
    assert asked == [("news.example.org", 443)]


def test_the_next_address_is_tried_where_one_takes_no_connection(server: Server):
    place = f"news.example.org:{server.port}"
    server.give("/a", answer(b"Rain."))
    guard = make(place, resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"])
    assert get(guard, f"http://{place}/a")[2] == b"Rain."
    assert f"\r\nHost: {place}\r\n".encode() in server.requests[0]


def test_tls_names_the_host_and_not_its_address(server: Server):
    hellos = []
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    def listen() -> None:
        connection, _ = listener.accept()
        with connection:
            hellos.append(connection.recv(65_536))

    thread = threading.Thread(target=listen)
    thread.start()
    place = f"news.example.org:{port}"
    with pytest.raises(Unreachable):
        get(make(place, resolve=lambda host, port: ["127.0.0.1"]), f"https://{place}/")
    thread.join()
    listener.close()
    assert b"news.example.org" in hellos[0]


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    """Context of a server whose certificate nobody vouches for, and the path of that certificate."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    asked = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=news.example.org"
    names = ["-addext", "subjectAltName=DNS:news.example.org", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([openssl, *asked.split(), *names], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate


@pytest.mark.parametrize(
    ("name", "is_trusted", "told"),
    [
        ("news.example.org", True, None),
        ("news.example.org", False, "certificate verify failed"),
        ("other.example.org", True, "certificate verify failed"),
    ],
)
def test_a_certificate_must_be_vouched_for_and_name_the_host(tls, monkeypatch, name, is_trusted, told):
    context, certificate = tls
    if is_trusted:
        monkeypatch.setattr(
            guard_file, "_load_tls", lambda: ssl.create_default_context(cafile=str(certificate))
        )
    with serving(context) as server:
        server.give("/a", answer(b"Rain."))
        place = f"{name}:{server.port}"
        guard = make(place, resolve=lambda host, port: ["127.0.0.1"])
        if told is None:
            assert get(guard, f"https://{place}/a")[2] == b"Rain."
            return
        with pytest.raises(Unreachable, match=told):
            get(guard, f"https://{place}/a")


def test_a_name_without_an_address_is_told():
    with pytest.raises(Unreachable, match=r"'news\.example\.org' has no address"):
        get(make(), "http://news.example.org/")
    with pytest.raises(Unreachable, match="an empty answer"):
        get(make(resolve=lambda host, port: []), "http://news.example.org/")


def test_a_slow_resolver_is_not_waited_for():
    guard = make(resolve=lambda host, port: time.sleep(3) or ["9.9.9.9"])
    begun = time.monotonic()
    with pytest.raises(TimedOut, match="deadline_s"):
        get(guard, "http://news.example.org/", budget_s=0.2)
    assert time.monotonic() - begun < 1


def test_which_limit_of_time_was_reached_is_told(server: Server):
    url = server.give("/a", lambda connection: time.sleep(1))
    with pytest.raises(TimedOut, match="deadline_s"):
        get(make(server.place), url, budget_s=0.2)
    with pytest.raises(TimedOut, match="read_s"):
        get(make(server.place, read_s=0.2), url)


def test_a_closed_port_and_an_answer_that_is_no_http_are_told(server: Server):
    with pytest.raises(Unreachable, match="failed or broke"):
        get(make("127.0.0.1:1"), "http://127.0.0.1:1/")
    for reply in (b"SSH-2.0-OpenSSH\r\n", b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"):
        with pytest.raises(Unreachable):
            get(make(server.place), server.give("/a", reply))


def test_headers_over_a_hundred_kibibytes_are_refused(server: Server):
    reply = answer(b"Rain.", X_Long="a" * 200_000)
    with pytest.raises(Unreachable):
        get(make(server.place), server.give("/a", reply))


def test_proxies_of_the_environment_are_not_used(server: Server, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    assert find_connects(make(server.place), server.give("/a", answer())) == [("127.0.0.1", server.port)]


def test_a_proxy_of_the_settings_is_asked_for_public_names_only(server: Server):
    server.give("http://news.example.org:80/a", answer(b"Rain."))
    guard = make(proxy=f"http://127.0.0.1:{server.port}", resolve=lambda host, port: [host])
    assert get(guard, "http://news.example.org/a")[2] == b"Rain."
    before = len(CONNECTS)
    for text in ("http://169.254.169.254/", "http://localhost/", "https://[::1]/"):
        with pytest.raises(Blocked):
            get(guard, text)
    assert len(CONNECTS) == before


def test_https_goes_through_a_proxy_in_a_tunnel(server: Server):
    server.give("news.example.org:443", answer(status="403 Forbidden"))
    guard = make(proxy=f"http://127.0.0.1:{server.port}", resolve=lambda host, port: [host])
    with pytest.raises(Unreachable):
        get(guard, "https://news.example.org/a")
    assert server.requests[0].startswith(b"CONNECT news.example.org:443 ")
