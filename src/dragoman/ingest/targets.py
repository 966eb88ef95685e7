"""Where the program may connect to: which addresses (URLs) are well-formed, which IP addresses are public.

Place in the flow: pure, below `guard`, which asks both before it opens a connection. One parser reads an
address, and what it makes of it is what is connected to; whatever two programs could read differently (user
names, backslashes, hosts as numbers, letters that turn into digits) is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote

import idna

from dragoman.errors import Blocked

Address = IPv4Address | IPv6Address

PORTS = {"http": 80, "https": 443}
MAX_URL_CHARS = 8_192
MAX_NAME_CHARS = 253
SPLIT = re.compile(r"(https?)://([^/?#]*)([^#]*)(?:#.*)?", re.IGNORECASE | re.ASCII | re.DOTALL)
AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:]+)(?::([0-9]{1,5}))?")
CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]")
NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*")
NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
QUAD = re.compile(r"(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})")
LOCAL_NAMES = (
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "home.arpa",
)
"""Ends of names that are never public (RFC 6761, 6762, 8375, ICANN's list of names not to be given out)."""
SAFE = "%/:=&?~+!$,;'@()*[]|"

REFUSED_V4 = {
    IPv4Network("192.0.0.0/24"): "is kept for protocols",
    IPv4Network("192.88.99.0/24"): "is a relay into IPv6 (6to4)",
    IPv4Network("168.63.129.16/32"): "is a cloud's metadata service",
    IPv4Network("100.100.100.200/32"): "is a cloud's metadata service",
    IPv4Network("169.254.0.0/16"): "is link-local, where metadata services are",
}
REFUSED_V6 = {
    IPv6Network("::ffff:0:0/96"): "wraps an IPv4 address",
    IPv6Network("::ffff:0:0:0/96"): "wraps an IPv4 address",
    IPv6Network("::/96"): "is this machine or wraps an IPv4 address",
    IPv6Network("64:ff9b::/96"): "wraps an IPv4 address (NAT64)",
    IPv6Network("64:ff9b:1::/48"): "wraps an IPv4 address (NAT64)",
    IPv6Network("2002::/16"): "wraps an IPv4 address (6to4)",
    IPv6Network("2001::/32"): "wraps an IPv4 address (Teredo)",
    IPv6Network("2001::/23"): "is kept for protocols",
    IPv6Network("3fff::/20"): "is kept for documentation",
    IPv6Network("fec0::/10"): "is site-local",
}
PUBLIC_V6 = IPv6Network("2000::/3")
ISATAP = (0x00005EFE, 0x02005EFE)
"""Bits 64 to 95 of an address that wraps an IPv4 address (RFC 5214)."""


@dataclass(frozen=True, slots=True)
class Url:
    """An address that may be asked for once its host's IP addresses are checked.

    `host` is a name in ASCII or an IP address without brackets; `address` is that IP address, None for a
    name; `target` is path and query, percent-encoded.
    """

    scheme: str
    host: str
    port: int
    target: str
    address: Address | None = None

    @property
    def place(self) -> str:
        """Host and port, as `allowed_hosts` has them."""
        return f"{self._bracketed}:{self.port}"

    @property
    def host_header(self) -> str:
        """Host, and the port where it is not the scheme's own."""
        return self._bracketed if self.port == PORTS[self.scheme] else self.place

    @property
    def text(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.host_header}{self.target}"

    @property
    def _bracketed(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def clean_url(text: str, allowed_hosts: frozenset[str] = frozenset()) -> Url:
    """Return the parts of an http or https address, without fragment.

    Nothing is resolved and nothing said of IP addresses in it: that is `check_address`.

    Args:
        text: The address; spaces around it do not count.
        allowed_hosts: "host:port" that may be asked for on other ports and with names that are not public.

    Raises:
        Blocked: It is no such address, or one that can be read in two ways, or its port is not 80 or 443.

    Example:
        >>> clean_url("HTTPS://News.Example.org/a b#top").text
        'https://news.example.org/a%20b'
    """
    split = SPLIT.fullmatch(text.strip())
    if split is None:
        raise _refuse(text, "is no http or https address")
    scheme, authority, target = split[1].lower(), split[2], split[3]
    if len(text) > MAX_URL_CHARS:
        raise _refuse(text, f"has over {MAX_URL_CHARS} characters")
    if CONTROL.search(target.replace(" ", "")) or CONTROL.search(authority):
        raise _refuse(text, "has spaces or control characters")
    if "@" in authority:
        raise _refuse(text, "has a user name or password, which are never sent")
    parts = AUTHORITY.fullmatch(authority)
    if parts is None:
        raise _refuse(text, "has no well-formed host")
    port = int(parts[2]) if parts[2] else PORTS[scheme]
    host, address = _clean_host(parts[1], text)
    url = Url(scheme, host, port, _clean_target(target), address)
    if url.place not in allowed_hosts:
        _check_public(url, text)
    return url


def check_address(address: Address) -> str | None:
    """Return why no connection is made to an IP address, or None where it is a public one.

    Example:
        >>> check_address(ip_address("127.0.0.1"))
        'is this machine'
        >>> check_address(ip_address("9.9.9.9")) is None
        True
    """
    if address.is_loopback or address.is_unspecified:
        return "is this machine"
    refused = REFUSED_V4 if isinstance(address, IPv4Address) else REFUSED_V6
    for network, why in refused.items():
        if address in network:
            return why
    if address.is_multicast:
        return "is for many at once (multicast)"
    if isinstance(address, IPv6Address):
        if address not in PUBLIC_V6 or not address.is_global:
            return "is not public"
        return "wraps an IPv4 address (ISATAP)" if (int(address) >> 32) & 0xFFFFFFFF in ISATAP else None
    return None if address.is_global and not address.is_reserved else "is not public"


def _clean_host(text: str, url: str) -> tuple[str, Address | None]:
    """Return a host as it is asked for, and the IP address that it is, if any."""
    if text.startswith("["):
        try:
            address = IPv6Address(text[1:-1])
        except ValueError as error:
            raise _refuse(url, "has no well-formed host") from error
        return str(address), address
    host = text.lower().removesuffix(".")
    if len(host) > MAX_NAME_CHARS:
        raise _refuse(url, "has no well-formed host")
    if not host.isascii():
        host = _encode_name(host, url)
    if QUAD.fullmatch(host):
        try:
            return host, ip_address(host)
        except ValueError as error:
            raise _refuse(url, "has no well-formed host") from error
    if NUMERIC.fullmatch(host.rpartition(".")[2]):
        raise _refuse(url, "has a host in numbers that can be read in several ways")
    return host, None


def _encode_name(host: str, url: str) -> str:
    """Return a name of other scripts in ASCII; letters that merely look like ASCII are refused."""
    try:
        labels = [label if label.isascii() else idna.alabel(label).decode() for label in host.split(".")]
    except (idna.IDNAError, UnicodeError) as error:
        raise _refuse(url, "has a host with letters that no name may have") from error
    return ".".join(labels)


def _clean_target(target: str) -> str:
    path = target if target.startswith("/") else "/" + target
    return quote(path, safe=SAFE)


def _check_public(url: Url, text: str) -> None:
    if url.port != PORTS[url.scheme]:
        raise _refuse(text, f"asks for port {url.port}, not 80 for http or 443 for https")
    if url.address is not None:
        return
    if "." not in url.host or any(url.host.endswith("." + end) for end in LOCAL_NAMES):
        raise _refuse(text, "has a host that is not public")
    if not NAME.fullmatch(url.host):
        raise _refuse(text, "has no well-formed host")


def _refuse(url: str, why: str) -> Blocked:
    return Blocked(
        f"Report not fetched: {shorten(url)!r} {why}. Give a public http or https address, "
        "or list its host:port in [fetch] allowed_hosts."
    )


def shorten(url: str) -> str:
    """Return an address that fits in a message."""
    return url if len(url) <= 200 else url[:199] + "…"
