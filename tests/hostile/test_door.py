"""Hostile addresses, redirects and servers: nothing is connected to that must not be, all ends in time.

Every connection that this process tries is recorded by an audit hook; what leaves the machine is refused.
"""

from __future__ import annotations

import gzip
import os
import random
import resource
import socket
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv6Address
from itertools import product
from pathlib import Path

import brotli
import pytest
import zstandard

from dragoman.config import FetchSettings
from dragoman.errors import Blocked, FetchError, TimedOut, TooLarge, Unreachable
from dragoman.ingest.guard import Guard
from dragoman.ingest.polite import MIB
from tests.hostile.mutants_door import READERS
from tests.ingest.serving import CONNECTS, answer, make_fetcher, redirect, serving

LISTED = Path(os.environ.get("DATA", "../shared")) / "hostile" / "ssrf" / "urls.txt"
CANARIES = ("127.0.0.1", "169.254.169.254")


def write_octet(value: int) -> tuple[str, ...]:
    return (str(value), f"0{value:o}", f"000{value:o}", f"0x{value:x}", f"0X{value:02X}", f"0o{value:o}")


def write_parts(address: str) -> Iterator[list[int]]:
    """Yield an address in one to four parts, the last of which takes the bytes that are left."""
    octets = [int(octet) for octet in address.split(".")]
    for count in range(1, 5):
        rest = int.from_bytes(bytes(octets[count - 1 :]), "big")
        yield [*octets[: count - 1], rest]


def write_v4(address: str) -> set[str]:
    """Return an IPv4 address in every notation that some program reads."""
    forms = {address}
    for parts in write_parts(address):
        forms.update(".".join(written) for written in product(*(write_octet(part) for part in parts[:4]))
                     if len(parts) < 4 or len(set(map(len, written))) < 3)  # fmt: skip
    for offset in (2**32, 2**33):
        forms.add(str(int(IPv4Address(address)) + offset))
    forms |= {
        address + ".",
        address.replace(".", "。"),
        address.replace(".", "．"),
        address.replace(".", "%2e"),
        "".join(chr(0xFF10 + int(character)) if character.isdigit() else character for character in address),
        "".join(
            chr(0x2460 + int(character) - 1) if character in "123456789" else character
            for character in address
        ),
        "".join(f"%{ord(character):02x}" for character in address),
        address.replace("1", "\u00b9"),
        address.replace(".", "\u200b."),
        f"{address}%00.example.org",
        f"{address}\\.example.org",
        f"{address}\t",
    }
    return forms


def write_v6(address: str) -> set[str]:
    """Return an IPv4 address in the IPv6 forms that wrap one."""
    value = int(IPv4Address(address))
    wrapped = {
        "mapped": 0xFFFF << 32 | value,
        "compatible": value,
        "translated": 0xFFFF << 48 | value,
        "NAT64": 0x0064FF9B << 96 | value,
        "local NAT64": 0x0064FF9B0001 << 80 | value,
        "6to4": 0x2002 << 112 | value << 80,
        "Teredo": 0x20010000 << 96 | value ^ 0xFFFFFFFF,
        "Teredo server": 0x20010000 << 96 | value << 64,
        "ISATAP": 0x2606 << 112 | 0x5EFE << 32 | value,
    }
    forms = set()
    for number in wrapped.values():
        whole = IPv6Address(number)
        forms |= {str(whole), whole.exploded, str(whole).upper(), f"{whole}%25eth0", f"{whole}%eth0"}
    forms |= {f"::ffff:{address}", f"0:0:0:0:0:ffff:{address}", f"::{address}", f"64:ff9b::{address}"}
    return {f"[{form}]" for form in forms}


def write_targets(port: int) -> list[str]:
    """Return addresses that lead to a canary for some reader of addresses; `port` is where one listens."""
    targets = set()
    for canary in CANARIES:
        for host in write_v4(canary) | write_v6(canary):
            targets |= {f"http://{host}/", f"https://{host}/", f"http://{host}:{port}/"}
        for text in (
            "http://{0}@news.example.org/", "http://news.example.org@{0}/", "http://a:b@{0}/", "http://{0}#@news.example.org/",
            "http://news.example.org\\@{0}/", "http://{0}\\@news.example.org/", "http://news.example.org:80@{0}:80/",
            "http://news.example.org%40{0}/", "http://{0}:80:80/", "http:{0}/", "http:/{0}/", "http:///{0}/",
            "//{0}/",
            "http://\t{0}/", "http://\n{0}/", "http:// {0}/", "ht\ntp://{0}/", "http://{0}:80\\@news.example.org/",
            "http:\\\\{0}\\", "http://{0}:0/", "http://{0}:22/", "http://{0}:6379/", "ftp://{0}/", "gopher://{0}:80/_",
            "dict://{0}:80/", "file://{0}/etc/passwd", "ldap://{0}/", "jar:http://{0}!/", "ws://{0}/", "HTTP://{0}/",
            "http://[{0}]/", "http://{0}.nip.io/", "http://localhost/", "http://localhost.localdomain/", "http://ip6-localhost/",
            "http://x.localhost/", "http://metadata.google.internal/", "http://[::1]/", "http://[::]/", "http://0/",
            "http://[0000:0000:0000:0000:0000:0000:0000:0001]/", "http://[fe80::1]/", "http://[fd00:ec2::254]/",
        ):  # fmt: skip
            targets.add(text.format(canary))
    return sorted(targets)


def try_target(text: str, resolve: Callable[[str, int], list[str]]) -> list[tuple[str, int]]:
    """Return what is connected to when a target is fetched; an error that is not ours comes through."""
    before = len(CONNECTS)
    try:
        make_fetcher(resolve=resolve, max_retries=0).fetch(text)
    except FetchError:
        pass
    return CONNECTS[before:]


def resolve_to_canary(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def test_no_hostile_target_connects_anywhere_though_every_name_is_a_canary():
    with serving() as server:
        targets = write_targets(server.port)
        assert len(targets) >= 1_000
        assert [text for text in targets if try_target(text, resolve_to_canary)] == []
        assert server.requests == []
        control = make_fetcher(server.place)
        control.fetch(server.give("/", answer(b"Rain.")))
        assert len(server.requests) == 2


@pytest.mark.skipif(not LISTED.exists(), reason="no hostile/ssrf; name the folder with DATA=")
def test_no_listed_target_connects_to_this_machine():
    targets = LISTED.read_text(encoding="utf-8").splitlines()
    assert len(targets) > 100
    connects = {text: try_target(text, resolve_to_canary) for text in targets}
    assert {text for text, reached in connects.items() if reached} <= {"http://1.1.1.1"}  # is public


def test_no_wrapped_or_private_address_of_a_name_is_connected_to():
    chance = random.Random(7)
    private = [f"{first}.{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(256)}"
               for first in (0, 10, 127, *range(224, 256)) for _ in range(5)]  # fmt: skip
    wrapped = [form.strip("[]") for canary in CANARIES for form in write_v6(canary) if "%" not in form]
    for address in private + wrapped:
        for answers in ([address], ["9.9.9.9", address], [address, "9.9.9.9"]):
            assert try_target("https://news.example.org/", lambda host, port: answers) == [], answers  # noqa: B023


def write_public(count: int) -> Iterator[tuple[str, str]]:
    """Yield public names, and public addresses for them."""
    chance = random.Random(11)
    words = [
        "news",
        "presse",
        "gazette",
        "haber",
        "газета",
        "أخبار",
        "新闻",
        "münster",
        "ελλάδα",
        "समाचार",
        "xn--p1b6ci4b4b3a",
    ]
    ends = [
        "org",
        "com",
        "co.uk",
        "news",
        "info",
        "com.ua",
        "рф",
        "中国",
        "xn--p1ai",
        "museum",
        "io",
        "gov.sy",
        "zone",
    ]
    public_v6 = (
        "2001:4860:",
        "2606:4700:",
        "2a00:1450:",
        "2620:fe:",
        "2c0f:fb50:",
        "2400:cb00:",
        "2803:f800:",
    )
    for number in range(count):
        label = chance.choice(words)
        is_mixable = not label.startswith("أ")  # a name from right to left takes digits only (RFC 5893)
        label += chance.choice(["", "24", f"{number}", *(["-online", "x" * 40] if is_mixable else [])])
        host = chance.choice(["", "www.", "m.", "en.", "my_site.", "1.", "0x7f.", "127.0.0.1."])
        name = f"{host}{label}.{chance.choice(ends)}{chance.choice(['', '', '.'])}"
        if chance.random() < 0.3:
            yield name, chance.choice(public_v6) + f":{chance.randrange(1, 65_536):x}"
        else:
            first = chance.choice([1, 5, 8, 23, 45, 62, 77, 81, 93, 104, 151, 178, 185, 193, 212, 217])
            yield name, f"{first}.{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(1, 255)}"


def test_no_public_name_is_blocked():
    blocked, connects = [], 0
    for name, address in write_public(1_000):
        guard = Guard(FetchSettings(), resolve=lambda host, port: [address])  # noqa: B023
        before = len(CONNECTS)
        try:
            with guard.ask(guard.clean(f"https://{name}/2022/09/20/a"), {}, 5.0):
                pass
        except Blocked as error:
            blocked.append((name, address, str(error)))
        except Unreachable:
            connects += CONNECTS[before:] == [(address, 443)]
    assert blocked == []
    assert connects == 1_000


def test_no_chain_of_redirects_leads_to_a_canary():
    hostile = write_targets(1)
    chance = random.Random(13)
    with serving() as server:
        place = f"start.example.org:{server.port}"
        fetcher = make_fetcher(place, resolve=resolve_to_canary)
        for number in range(200):
            length = chance.randrange(0, 5)
            for hop in range(length):
                server.give(
                    f"/{number}/{hop}", redirect(chance.choice((f"/{number}/{hop + 1}", f"{hop + 1}")))
                )
            # what urljoin makes of a hostile text may be a path of the server itself, which answers 404
            server.give(
                f"/{number}/{length}", redirect(hostile[number * 7 % len(hostile)].replace("\n", "%0A"))
            )
            before = len(CONNECTS)
            with pytest.raises(FetchError):
                fetcher.fetch(f"http://{place}/{number}/0")
            assert set(CONNECTS[before:]) == {("127.0.0.1", server.port)}


def test_no_name_that_changes_its_mind_is_followed_to_a_canary():
    for turn in range(1, 5):
        asked = 0

        def resolve(host: str, port: int) -> list[str]:
            nonlocal asked
            asked += 1
            return ["127.0.0.1"] if asked % turn == 0 else ["9.9.9.9"]  # noqa: B023

        fetcher = make_fetcher(resolve=resolve)
        before = len(CONNECTS)
        for number in range(20):
            with pytest.raises(FetchError):
                fetcher.fetch(f"http://host{number}.example.org/")
        assert {host for host, _ in CONNECTS[before:]} <= {"9.9.9.9"}


def spoil(content: bytes, chance: random.Random) -> bytes:
    """Return bytes that are changed, doubled or left out in one to four places."""
    spoiled = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(spoiled) + 1)
        length = chance.choice((0, 1, 1, 8))
        spoiled[at : at + length] = chance.choice(
            (b"", chance.randbytes(1), spoiled[at : at + 20] * 2, b"\xff\x00")
        )
    return bytes(spoiled)


@pytest.mark.parametrize("name", READERS)
def test_spoiled_input_of_the_door_gives_our_own_errors_only(name):
    seeds, read = READERS[name]
    chance = random.Random(name)
    for _ in range(300):
        read(spoil(chance.choice(seeds), chance))


DEADLINE_S = 2.0
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def drip(connection: socket.socket, text: bytes, gap_s: float) -> None:
    for number in range(len(text)):
        connection.sendall(text[number : number + 1])
        time.sleep(gap_s)


def repeat(connection: socket.socket, first: bytes, again: bytes, gap_s: float = 0.0) -> None:
    connection.sendall(first)
    while True:
        connection.sendall(again)
        time.sleep(gap_s)


SLOW: dict[str, Callable[[socket.socket], None]] = {
    "no answer": lambda connection: time.sleep(8),
    "status by single bytes": lambda connection: drip(connection, HEAD, 0.2),
    "body by single bytes": lambda connection: drip(connection, HEAD + b"\r\n" + b"a" * 99, 0.05),
    "stop in the body": lambda connection: (connection.sendall(HEAD + b"\r\n<p>"), time.sleep(8)),  # type: ignore[dict-item,return-value]
    "endless body": lambda connection: repeat(connection, HEAD + b"\r\n", b"a" * 65_536),
    "endless chunks": lambda connection: repeat(
        connection, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"
    ),
    "slow endless chunks": lambda connection: repeat(
        connection, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n", 0.1
    ),
    "endless size of a chunk": lambda connection: repeat(
        connection, HEAD + b"Transfer-Encoding: chunked\r\n\r\n1", b"; a=bbbbbbbbbbbbbbbb" * 100
    ),
    "endless header": lambda connection: repeat(connection, HEAD + b"X-A: ", b"a" * 8_192),
    "endless headers": lambda connection: repeat(connection, HEAD, b"X-A: b\r\n" * 100),
    "slow endless headers": lambda connection: repeat(connection, HEAD, b"X-A: b\r\n", 0.1),
    "endless hints": lambda connection: repeat(connection, b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    "endless trailers": lambda connection: repeat(
        connection, HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-A: b\r\n" * 100
    ),
    "endless empty gzip": lambda connection: repeat(
        connection, HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"") * 3_000
    ),
    "redirects that take long": lambda connection: (
        time.sleep(0.5),  # type: ignore[func-returns-value]
        connection.sendall(redirect("/redirects that take long".replace(" ", "%20"))),
    ),  # type: ignore[dict-item,return-value]
}


@pytest.mark.hostile
def test_slow_and_endless_servers_are_left_in_time():
    def try_server(name: str) -> tuple[str, float, str]:
        with serving() as server:
            fetcher = make_fetcher(server.place, deadline_s=DEADLINE_S)
            url = server.give("/" + name.replace(" ", "%20"), SLOW[name])
            begun = time.monotonic()
            with pytest.raises((TimedOut, TooLarge, Unreachable, Blocked)) as caught:
                fetcher.fetch(url)
            return name, time.monotonic() - begun, type(caught.value).__name__

    with ThreadPoolExecutor(4) as pool:
        ends = list(pool.map(try_server, SLOW))
    print(*ends, sep="\n")
    assert {name: took_s for name, took_s, _ in ends if took_s > DEADLINE_S + 1.5} == {}
    kinds = {name: kind for name, _, kind in ends}
    assert kinds["no answer"] == kinds["body by single bytes"] == kinds["slow endless chunks"] == "TimedOut"


@pytest.mark.hostile
def test_a_slow_tls_handshake_and_a_slow_robots_are_left_in_time():
    with serving() as server:
        server.give("/robots.txt", SLOW["no answer"])
        for text in (f"https://{server.place}/a", f"http://{server.place}/a"):
            begun = time.monotonic()
            with pytest.raises(TimedOut):
                make_fetcher(server.place, deadline_s=0.7).fetch(text)
            assert time.monotonic() - begun < 1.7


def pack_zlib(size_mib: int, window_bits: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, window_bits)
    return b"".join(packer.compress(bytes(MIB)) for _ in range(size_mib)) + packer.flush()


def pack_brotli(size_mib: int) -> bytes:
    packer = brotli.Compressor(quality=5)
    return b"".join(packer.process(bytes(MIB)) for _ in range(size_mib)) + packer.finish()


def pack_zstd(size_mib: int) -> bytes:
    packer = zstandard.ZstdCompressor(level=3).compressobj()
    return b"".join(packer.compress(bytes(MIB)) for _ in range(size_mib)) + packer.flush()


BOMBS: dict[str, Callable[[], bytes]] = {
    "gzip": lambda: pack_zlib(400, 31),
    "deflate": lambda: pack_zlib(400, 15),
    "Deflate": lambda: pack_zlib(400, -15),
    "br": lambda: pack_brotli(400),
    "zstd": lambda: pack_zstd(400),
    "gzip, gzip": lambda: gzip.compress(pack_zlib(400, 31)),
    "zstd, br": lambda: brotli.compress(pack_zstd(400)),
    "gzip, gzip, br": lambda: brotli.compress(gzip.compress(pack_zlib(400, 31))),
}


@pytest.mark.hostile
@pytest.mark.parametrize("encoding", BOMBS)
def test_a_decompression_bomb_is_refused_within_its_budget(encoding):
    bomb = BOMBS[encoding]()
    with serving() as server:
        url = server.give("/a", answer(bomb, Content_Encoding=encoding))
        base_kib, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        with pytest.raises(TooLarge):
            make_fetcher(server.place).fetch(url)
    took_s = time.process_time() - begun
    grown_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base_kib
    print(encoding, len(bomb), f"{took_s:.2f} s", f"{grown_kib / 1024:.0f} MiB", file=sys.stderr)
    assert took_s < 5 and grown_kib < 300 * 1024
