"""Addresses: one way to read them, and no machine nearby by whatever name or notation."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.model.errors import FetchError, InputError
from detente.reports.addresses import (
    MAX_LENGTH,
    check_addresses,
    check_allowed,
    check_place,
    closed,
    is_allowed,
    joined,
    masked,
    place_of,
)

PRIVATE = (
    "0.0.0.0",  # noqa: S104  (nothing is bound)
    *("127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255"),
    *("192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16"),
    *("192.0.0.192", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1"),
    *("::ffff:127.0.0.1", "::ffff:0:127.0.0.1", "::127.0.0.1", "64:ff9b::a9fe:a9fe"),
    *("64:ff9b:1::a00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1", "4000::1"),
)
PUBLIC = ("9.9.9.9", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2620:fe::fe", "2a00:1450::1")
ODD = (
    *("2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "127.1", "127.0.1"),
    *("0", "0x", "127.0.0.01", "1.2.3.4.5", "256.1.1.1", "9.9.9.0x9", "harbour.127", "x.0xff"),
)
SAME = (
    *("127.0.0.1.", "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1", "[::1]", "[::ffff:7f00:1]"),
    *("[0:0:0:0:0:ffff:127.0.0.1]", "[fe80::1%25eth0]", "localhost", "LOCALHOST.", "a.localhost"),
    *("intranet", "printer.local", "metadata.google.internal", "router.lan", "x.home.arpa"),
)


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_nearby_is_asked(address: str) -> None:
    assert closed(ipaddress.ip_address(address))
    with pytest.raises(FetchError, match="--allow-host"):
        check_addresses("news.example", ["9.9.9.9", address])


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_asked(address: str) -> None:
    assert closed(ipaddress.ip_address(address)) is None
    check_addresses("news.example", [address])


@pytest.mark.parametrize("host", (*ODD, *SAME))
def test_no_notation_hides_a_machine_nearby(host: str) -> None:
    for address in (f"http://{host}/", f"https://{host}:8443/a?b", f"http://x@{host}#9.9.9.9"):
        with pytest.raises(FetchError):
            check_place(place_of(address))


@given(st.integers(0, 2**32 - 1))
@example(int(ipaddress.IPv4Address("169.254.169.254")))
def test_what_is_closed_in_ipv4_is_closed_in_every_form_of_ipv6(number: int) -> None:
    plain = ipaddress.IPv4Address(number)
    if plain.is_private or plain.is_loopback or plain.is_link_local or not plain.is_global:
        assert closed(plain)
    for start in ("::ffff:0:0", "::ffff:0:0:0", "::"):
        assert closed(ipaddress.IPv6Address(int(ipaddress.IPv6Address(start)) + number))
    translated = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + number)
    assert closed(translated) == closed(plain)
    assert closed(ipaddress.IPv6Address((0x2002 << 112) | (number << 80)))


def closed_in_ipv4(ip: ipaddress.IPv6Address) -> str | None:
    assert ip in ipaddress.IPv6Network("64:ff9b::/96")
    return closed(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))


@given(st.integers(0, 2**128 - 1))
def test_ipv6_is_asked_in_its_public_part_alone(number: int) -> None:
    ip = ipaddress.IPv6Address(number)
    if closed(ip) is None:
        assert ip.is_global
        assert ip in ipaddress.IPv6Network("2000::/3") or closed_in_ipv4(ip) is None


NUMBERS = st.integers(0, 255)
WAYS = st.sampled_from((str, hex, lambda n: f"0{n:o}", lambda n: f"{n:03d}"))


@given(st.lists(st.tuples(NUMBERS, WAYS), min_size=1, max_size=4))
def test_a_host_in_numbers_is_the_plain_address_or_refused(parts: list[tuple]) -> None:
    host = ".".join(way(number) for number, way in parts)
    try:
        found = place_of(f"http://{host}/").host
    except FetchError:
        return
    assert found == host == str(ipaddress.IPv4Address(host))


@given(st.text(max_size=60))
@example("http://[::1%25]/")
@example("http://a\\@127.0.0.1/")
@example("http://9.9.9.9:80@127.0.0.1:22/")
@example("https:///x")
@example("http://a.example:99999/")
@example("//[")
def test_any_text_is_an_address_in_one_form_or_refused(text: str) -> None:
    for address in (text, f"http://{text}", f"https://news.example/{text}"):
        try:
            place = place_of(address)
        except FetchError as error:
            assert "\n" not in str(error)
            continue
        assert place.address.isascii()
        assert place.address == place_of(place.address).address
        assert not set(place.target) & set(' \r\n\t\\"<>')


@given(st.text(max_size=40))
@example("//127.0.0.1/x")
@example("http:127.0.0.1")
@example("/a b\r\nHost: x")
@example("///etc/passwd")
@example("file:///etc/passwd")
def test_a_redirect_leads_to_a_web_address_or_nowhere(target: str) -> None:
    start = place_of("https://ana:secret@news.example/a/b?c")
    try:
        found = joined(start, target)
    except FetchError:
        return
    assert found.scheme in ("http", "https")
    assert (found.login is None) == (found.origin != start.origin)


def test_an_address_is_read_as_a_request_needs_it() -> None:
    place = place_of(" HTTPS://Ana:s%20t@Straße.Example:443/über%20uns/?q=ü&r=%C3%BC#top ")
    assert place.host == "xn--strae-oqa.example"
    assert place.address == "https://xn--strae-oqa.example/%C3%BCber%20uns/?q=%C3%BC&r=%C3%BC"
    assert place.login == "Basic QW5hOnMgdA=="
    assert place_of("http://[2620:FE::fe]:8080").host_header == "[2620:fe::fe]:8080"
    assert joined(place, "../x y").address == "https://xn--strae-oqa.example/x%20y"


def test_no_password_is_shown_or_carried_elsewhere() -> None:
    place = place_of("https://ana:secret@news.example/a")
    assert "secret" not in place.address + masked("https://ana:secret@news.example/a?b=@c")
    assert masked("https://a:b@c@news.example/x") == "https://***@news.example/x"
    assert masked("https://news.example/@ana") == "https://news.example/@ana"
    assert joined(place, "/b").login == place.login
    for elsewhere in ("https://news.example:444/", "http://news.example/", "//other.example/"):
        assert joined(place, elsewhere).login is None
    with pytest.raises(FetchError, match="https"):
        check_place(place_of("http://ana:secret@news.example/"))


@pytest.mark.parametrize("scheme", ["ftp", "file", "gopher", "data", "javascript", "ws", ""])
def test_only_the_web_is_asked(scheme: str) -> None:
    with pytest.raises(FetchError, match="only http and https"):
        place_of(f"{scheme}://news.example/a")


def test_other_services_and_endless_addresses_are_not_asked() -> None:
    for port in (22, 25, 110, 1023):
        with pytest.raises(FetchError, match="not one of the web"):
            check_place(place_of(f"http://news.example:{port}/"))
    check_place(place_of("http://news.example:8080/"))
    with pytest.raises(FetchError, match="over"):
        place_of("https://news.example/" + "a" * MAX_LENGTH)


def test_a_host_is_allowed_with_all_ports_or_with_one() -> None:
    allowed = [check_allowed(host) for host in ("Intranet", "localhost:8000", "[::1]:80")]
    for address in ("http://intranet:99/a", "http://localhost:8000/", "http://[::1]/"):
        assert is_allowed(place_of(address), allowed)
    for address in ("http://localhost/", "http://[::1]:81/", "http://x.intranet/"):
        assert not is_allowed(place_of(address), allowed)
    for wrong in ("", "http://intranet", "intranet/", "a b", "x@intranet", "127.1", "::1", "*"):
        with pytest.raises(InputError, match="is no host"):
            check_allowed(wrong)
