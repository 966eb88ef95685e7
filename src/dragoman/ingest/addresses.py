"""Addresses of reports: the canonical form of one, the site that it belongs to, the day that it has in it.

Place in the flow: below `pages`; whoever compares reports by address compares `get_address_key`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

MAX_ADDRESS = 2000
"""Characters; browsers and servers cut longer ones."""
DEFAULT_PORTS = {"http": 80, "https": 443}
TRACKING_NAMES = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid ysclid twclid igshid igsh mc_cid mc_eid _ga _gl _hsenc "
    "_hsmi ref_src ref_url cmpid cmp ocid ito smid smtyp s_cid ncid xtor icid intcmp guccounter "
    "guce_referrer guce_referrer_sig spm amp outputtype amp_js_v usqp taid sref rss feedtype".split()
)
"""Parameters that tell where a reader comes from, or how the page is dressed, in lower case."""
TRACKING_PREFIXES = ("utm_", "at_medium", "at_campaign", "ns_", "pk_", "mtm_", "hsa_", "oly_", "vero_")
AMP_CACHES = re.compile(r"^/(?:c|amp|v|a)/(s/)?(.+)", re.DOTALL)
SUFFIX_WORDS = frozenset(
    "ac art biz co com edu firm gen gob gouv gov govt id in inf info ltd mil muni ne net nic nom or org "
    "plc press sch tv web go gub school k12".split()
)
"""Second labels below the code of a country where names are given: "co" in bbc.co.uk."""
SHARED_HOSTS = frozenset(
    "blogspot.com wordpress.com substack.com medium.com github.io gitlab.io livejournal.com tumblr.com "
    "typepad.com weebly.com wixsite.com netlify.app vercel.app pages.dev web.app ghost.io "
    "over-blog.com".split()
)
"""Hosts that lend their name to many sites; each name below one is a site of its own."""
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
EARLIEST = date(1990, 1, 1)
"""No report was on the Web before; a number that would be an earlier day is an id."""
YEAR = r"(?P<y>(?:19|20)\d\d)"
DAYS_IN_PATH = (
    re.compile(rf"(?<![^/]){YEAR}/(?P<m>\d\d?|[a-z]{{3}})/(?P<d>\d\d?)(?![^/._-])"),
    re.compile(rf"(?<![^/_.-]){YEAR}(?P<s>[-_.])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)(?![^/_.T-])"),
    re.compile(rf"(?<![^/_.-]){YEAR}/?(?P<m>\d\d)(?P<d>\d\d)(?![^/_.-])"),
)
"""/2022/09/20/ and /2022/sep/20/; 2022-09-20; -20220920- and /2022/0920/."""


def clean_address(url: str) -> str | None:
    """Return the canonical form of a web address; None where it is none.

    Host in lower case, no default port, fragment, user name or tracking parameter, none of the forms for
    phones (m., AMP), no slash at the end. Scheme, `www.` and the other parameters stay: it can be fetched.

    Example:
        >>> clean_address("HTTPS://m.Example.org:443/a/amp/?utm_source=x&id=7#top")
        'https://example.org/a?id=7'
        >>> clean_address("javascript:alert(1)") is None
        True
    """
    parts = _split(url)
    if parts is None:
        return None
    host, path = _strip_host(parts.hostname or ""), _strip_path(parts.path)
    if not host:
        return None
    port = f":{parts.port}" if parts.port and parts.port != DEFAULT_PORTS[parts.scheme] else ""
    pairs = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)
        if name.lower() not in TRACKING_NAMES and not name.lower().startswith(TRACKING_PREFIXES)
    ]
    query = f"?{urlencode(pairs)}" if pairs else ""
    return f"{parts.scheme}://{host}{port}{path}{query}"


def get_address_key(url: str) -> str | None:
    """Return what two addresses of one page have in common: no scheme, no `www.`, parameters in order.

    Example:
        >>> get_address_key("http://www.example.org/a/?b=2&a=1")
        'example.org/a?a=1&b=2'
    """
    address = clean_address(url)
    if address is None:
        return None
    place, _, query = address.partition("://")[2].partition("?")
    return place.removeprefix("www.") + (f"?{'&'.join(sorted(query.split('&')))}" if query else "")


def choose_address(url: str | None, stated: Iterable[str]) -> str | None:
    """Return the canonical address of a page: the first that it states itself, where that is on its own site.

    Without `url` (a file) the page's word counts. A page cannot pass for one of another site, nor an article
    for the front page.

    Example:
        >>> choose_address("https://m.example.org/a?x=1", ["https://evil.example/a", "https://example.org/a"])
        'https://example.org/a'
    """
    own = clean_address(url) if url else None
    for each in stated:
        address = clean_address(each)
        if address is None or urlsplit(address).path in ("", "/"):
            continue
        if own is None or get_site(address) == get_site(own):
            return address
    return own


def get_site(url: str) -> str:
    """Return the registrable domain of an address: whoever holds it answers for all below it; "" for none.

    By the usual second labels below the codes of countries and by hosts that lend out their name, not by the
    public suffix list: it is large and changes weekly.

    Example:
        >>> get_site("https://news.bbc.co.uk/1"), get_site("http://my.blogspot.com/x")
        ('bbc.co.uk', 'my.blogspot.com')
    """
    parts = _split(url)
    host = (parts.hostname or "").strip(".") if parts else ""
    labels = host.split(".")
    if len(labels) <= 2 or labels[-1].isdigit() or ":" in host:
        return host
    is_deeper = (len(labels[-1]) == 2 and labels[-2] in SUFFIX_WORDS) or ".".join(labels[-2:]) in SHARED_HOSTS
    return ".".join(labels[-3 if is_deeper else -2 :])


def find_address_day(url: str, latest: date) -> date | None:
    """Return the day in the path of an address; None where there is none, or two that differ.

    Args:
        url: The address.
        latest: The last day that can be; what would be later is an id.

    Example:
        >>> find_address_day("https://example.org/2022/09/20/truce-holds", date(2023, 1, 1))
        datetime.date(2022, 9, 20)
        >>> find_address_day("https://example.org/news/20991201-x", date(2023, 1, 1)) is None
        True
    """
    parts = _split(url)
    path = unquote(parts.path).lower() if parts else ""
    days = {
        day
        for pattern in DAYS_IN_PATH
        for found in pattern.finditer(path)
        if (day := _get_day(found["y"], found["m"], found["d"])) and EARLIEST <= day <= latest
    }
    return days.pop() if len(days) == 1 else None


def _split(url: str) -> SplitResult | None:
    """Return the parts of an http(s) address, out of the caches of AMP pages; None where it is none."""
    url = url.strip()
    if len(url) > MAX_ADDRESS or any(character <= " " for character in url):
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # raises ValueError where it is no port
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return None
    host = parts.hostname
    if host.endswith("cdn.ampproject.org") or (re.fullmatch(r"(?:www\.)?google\.[a-z.]+", host)):
        inner = AMP_CACHES.match(parts.path)
        if inner and "." in inner[2].partition("/")[0]:
            return _split(f"{'https' if inner[1] else 'http'}://{inner[2]}")
    return parts


def _strip_host(host: str) -> str:
    host = host.strip(".")
    first, _, rest = host.partition(".")
    return rest if first in ("m", "mobile", "amp") and "." in rest else host


def _strip_path(path: str) -> str:
    """Return a path without the marks of AMP and the slash at the end."""
    path = re.sub(r"/{2,}", "/", path).rstrip("/")
    path = re.sub(r"(?<=.)/amp$|\.amp(?=\.html?$)|\.amp$", "", path)
    return re.sub(r"^/amp(?=/.)", "", path)


def _get_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), MONTHS.index(month) + 1 if month.isalpha() else int(month), int(day))
    except ValueError:
        return None
