from ipaddress import ip_address

import pytest

from dragoman.errors import Blocked
from dragoman.ingest.targets import MAX_URL_CHARS, check_address, clean_url


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("http://news.example.org", "http://news.example.org/"),
        ("HTTPS://News.Example.ORG./A?b=C#d", "https://news.example.org/A?b=C"),
        (" https://news.example.org:443/a ", "https://news.example.org/a"),
        ("http://news.example.org?x=1", "http://news.example.org/?x=1"),
        ("https://news.example.org/новости/день 1", "https://news.example.org/"
         "%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/%D0%B4%D0%B5%D0%BD%D1%8C%201"),
        ("https://news.example.org/a%20b%2Fc", "https://news.example.org/a%20b%2Fc"),
        ("https://news.example.org/a\\b", "https://news.example.org/a%5Cb"),
        ("https://пример.испытание/", "https://xn--e1afmkfd.xn--80akhbyknj4f/"),
        ("https://my_paper.example.org/", "https://my_paper.example.org/"),
        ("https://my_paper.münster.example/", "https://my_paper.xn--mnster-3ya.example/"),
        ("http://9.9.9.9/a", "http://9.9.9.9/a"),
        ("http://[2606:4700:0::1111]/", "http://[2606:4700::1111]/"),
    ],
)  # fmt: skip
def test_an_address_has_one_form(text, cleaned):
    assert clean_url(text).text == cleaned
    assert clean_url(clean_url(text).text) == clean_url(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no http or https"),
        ("news.example.org/a", "no http or https"),
        ("file:///etc/passwd", "no http or https"),
        ("javascript:alert(1)", "no http or https"),
        ("http:/news.example.org/", "no http or https"),
        ("httpſ://news.example.org/", "no http or https"),
        ("http://", "no well-formed host"),
        ("http://:80/", "no well-formed host"),
        ("http://user@news.example.org/", "user name"),
        ("http://user:secret@news.example.org/", "user name"),
        ("http://news.example.org:80\\@127.0.0.1/", "user name"),
        ("http://news.example.org\\.evil.org/", "no well-formed host"),
        ("http://news.example.org:8080/", "port 8080"),
        ("https://news.example.org:80/", "port 80"),
        ("http://news.example.org:/", "no well-formed host"),
        ("http://news.example.org:80:80/", "no well-formed host"),
        ("http://news.exam ple.org/", "spaces or control"),
        ("http://news.example.org/a\nb", "spaces or control"),
        ("http://news.example.org/a\x00b", "spaces or control"),
        ("http://news.example.org/\ud800", "spaces or control"),
        ("http://localhost/", "not public"),
        ("http://localhost./", "not public"),
        ("http://metadata/", "not public"),
        ("http://metadata.google.internal/", "not public"),
        ("http://printer.local/", "not public"),
        ("http://0x7f.1/", "in numbers"),
        ("http://2130706433/", "in numbers"),
        ("http://127.1/", "in numbers"),
        ("http://0177.0.0.1/", "in numbers"),
        ("http://127.0.0.0x1/", "in numbers"),
        ("http://300.1.1.1/", "no well-formed host"),
        ("http://1.2.3.4.5/", "in numbers"),
        ("http://[::1%25eth0]/", "no well-formed host"),
        ("http://[::1]x/", "no well-formed host"),
        ("http://[1.2.3.4]/", "no well-formed host"),
        ("http://%31%32%37.0.0.1/", "in numbers"),
        ("http://news%2eexample.org/", "no well-formed host"),
        ("http://１２７.0.0.1/", "letters that no name may have"),
        ("http://ⓔⓧⓐⓜⓟⓛⓔ.ⓒⓞⓜ/", "letters that no name may have"),
        ("http://127。0。0。1/", "letters that no name may have"),
        ("http://-a.example.org/", "no well-formed host"),
        ("http://a..example.org/", "no well-formed host"),
        ("http://" + "a" * 64 + ".org/", "no well-formed host"),
        ("http://" + "a." * 150 + "org/", "no well-formed host"),
        ("http://news.example.org/" + "a" * MAX_URL_CHARS, "characters"),
    ],
)  # fmt: skip
def test_what_is_no_public_address_or_can_be_read_in_two_ways_is_blocked(text, why):
    with pytest.raises(Blocked, match=why):
        clean_url(text)


def test_an_allowed_place_may_have_another_port_and_a_local_name():
    allowed = frozenset({"intranet:8080", "127.0.0.1:8000", "[::1]:8000"})
    for text in ("http://intranet:8080/a", "http://127.0.0.1:8000/a", "http://[::1]:8000/a"):
        assert clean_url(text, allowed).text == text
    for text in (
        "http://intranet/a",
        "http://127.1:8000/",
        "http://127.0.0.1:8001/",
        "http://a@intranet:8080/",
    ):
        with pytest.raises(Blocked):
            clean_url(text, allowed)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104  (nothing is bound to it)
        "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
        "168.63.129.16", "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.1",
        "192.0.0.9", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:9.9.9.9", "::ffff:0:9.9.9.9",
        "64:ff9b::9.9.9.9", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::",
        "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::",
        "2002:909:909::1", "3fff::1", "5f00::1", "fc00::1",
        "fd00:ec2::254", "fe80::1", "fe80::1%1", "fec0::1", "ff02::1", "ff0e::1",
        "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:7f00:1", "4000::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused_with_the_reason(address):
    assert check_address(ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "9.9.9.9", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.32.0.1", "192.0.1.1",
     "192.167.255.255", "223.255.255.254", "2001:200::1", "2001:4860:4860::8888", "2003::1",
     "2606:4700::1111", "2a00:1450:4001::200e", "2620:fe::fe", "2c0f:fb50::1"],
)  # fmt: skip
def test_a_public_address_is_let_through(address):
    assert check_address(ip_address(address)) is None
