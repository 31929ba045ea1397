"""Web addresses: read in one way only, and which of them nobody but the user may send us to.

A server on the user's own machine or network trusts who asks from there. So that no page, feed or
form can make us ask it, names that mean such machines, odd ways of writing numbers, and every
address that is not public are refused, unless the user allows the host.
"""

from __future__ import annotations

import base64
import ipaddress
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

from detente.model.errors import FetchError, InputError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Browsers stop at 2,000 to 2 million characters; nothing that is published has a longer one.
MAX_LENGTH = 4000
_PORTS = {"http": 80, "https": 443}
# Ports below are those of other services: mail, shells, directories.
_FIRST_FREE_PORT = 1024

_PLACE = re.compile(r"(?:(?P<user>.*)@)?(?P<host>\[[^\[\]]*\]|[^:\[\]@]+)(?::(?P<port>\d{0,5}))?")
_WEB = re.compile(r"https?:", re.I)
_USER = re.compile(r"(?<=//)[^/?#]*@")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\s\u2028\u2029]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
# What may stand in the path and query of a request as it is; all else is quoted.
_PLAIN = "/?:@!$&'()*+,;=-._~%[]|"

# Names that mean a machine nearby, or none that the public can reach.
_NEARBY = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa", ".onion")
# What may never be asked, by name. The registries of special addresses (RFC 6890 and what came
# after), and what clouds answer their own machines at: passwords, often, to whoever asks.
_CLOSED = tuple(
    (ipaddress.ip_network(network), what)
    for network, what in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's own network"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "a cloud's data on its machines"),
        ("169.254.0.0/16", "the link next to this machine, or a cloud's data on its machines"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "set aside for protocols"),
        ("192.0.2.0/24", "set aside for examples"),
        ("192.88.99.0/24", "a relay into IPv6"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "set aside for measurements"),
        ("198.51.100.0/24", "set aside for examples"),
        ("203.0.113.0/24", "set aside for examples"),
        ("224.0.0.0/4", "a group of machines"),
        ("240.0.0.0/4", "set aside"),
        ("::1/128", "this machine"),
        ("::/128", "this machine"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "the link next to this machine"),
        ("fec0::/10", "a private network"),
        ("ff00::/8", "a group of machines"),
        ("2001::/23", "set aside for protocols"),
        ("2001:db8::/32", "set aside for examples"),
        ("3fff::/20", "set aside for examples"),
        ("2620:4f:8000::/48", "set aside for protocols"),
    )
)
# All that is given out of IPv6 to the public so far.
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
# How networks without IPv4 reach it; what is public there is public here.
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
# Where else an IPv6 address holds one of IPv4: how many bits stand behind it.
_HOLDING = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),
    (ipaddress.IPv6Network("::ffff:0:0:0/96"), 0),
    (ipaddress.IPv6Network("::/96"), 0),
    (ipaddress.IPv6Network("64:ff9b:1::/48"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a web address says, each part in the one form that a request uses.

    host: In small letters and ASCII ("xn--…"), an IPv6 address without its brackets.
    target: Path and query, quoted.
    login: What the address says before "@", as the header Authorization has it; None for nothing.
    """

    scheme: str
    host: str
    port: int
    target: str
    login: str | None = None

    @property
    def origin(self) -> str:
        """The address without path: "https://news.example"."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def address(self) -> str:
        """The address, without name and password."""
        return f"{self.origin}{self.target}"

    @property
    def host_header(self) -> str:
        """What the request says in its header Host."""
        return self.origin.partition("//")[2]


def is_web(address: str) -> bool:
    """Whether something that a user gives is a web address rather than a file.

    >>> is_web("https://news.example/a"), is_web("HTTP:/x"), is_web("talks.html"), is_web("-")
    (True, True, False, False)
    """
    return _WEB.match(address.strip()) is not None


def masked(address: str) -> str:
    """Return an address for messages and logs: without the password, and not too long.

    >>> masked("https://ana:secret@news.example/a")
    'https://***@news.example/a'
    """
    shown = _USER.sub("***@", address)
    return shown if len(shown) <= 200 else f"{shown[:200]}…"


def place_of(address: str) -> Place:
    """Return what an address says.

    Errors: FetchError if it is no http or https address, or can be read in more ways than one.
    """
    text = address.strip()
    if len(text) > MAX_LENGTH:
        raise FetchError(f"an address of over {MAX_LENGTH} characters is not asked; check it")
    if _CONTROL.search(text):
        raise FetchError("there is a blank or a control character in the address; quote it as %20")
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise _unreadable(text) from error
    if parts.scheme not in _PORTS:
        kind = parts.scheme or "no scheme"
        raise FetchError(f"only http and https are fetched, not {kind!r}; write it as https://…")
    match = _PLACE.fullmatch(parts.netloc)
    if match is None or "\\" in parts.netloc:
        raise _unreadable(text)
    target = quote(parts.path or "/", safe=_PLAIN)
    query = f"?{quote(parts.query, safe=_PLAIN)}" if parts.query else ""
    port = int(match["port"]) if match["port"] else _PORTS[parts.scheme]
    if not 0 < port <= 65535:
        raise _unreadable(text)
    login = _login(match["user"]) if match["user"] else None
    return Place(parts.scheme, _host(match["host"]), port, target + query, login)


def joined(place: Place, target: str) -> Place:
    """Return where a redirect leads; name and password go along to the same origin alone.

    Errors: FetchError as of `place_of`.
    """
    written = re.sub(r"\s", "%20", target.strip())
    try:
        address = urljoin(place.address, written)
    except ValueError as error:
        raise _unreadable(written) from error
    found = place_of(address)
    login = place.login if found.origin == place.origin else None
    return Place(found.scheme, found.host, found.port, found.target, login)


def ip_of(host: str) -> IPAddress | None:
    """Return the address that a host is written as; None for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def closed(ip: IPAddress) -> str | None:
    """Return what an address is that must not be asked, None for a public one.

    >>> closed(ipaddress.ip_address("10.1.2.3")), closed(ipaddress.ip_address("::ffff:10.1.2.3"))
    ('a private network', 'a private network')
    >>> closed(ipaddress.ip_address("9.9.9.9")), closed(ipaddress.ip_address("2620:fe::fe"))
    (None, None)
    """
    if isinstance(ip, ipaddress.IPv6Address) and ip.scope_id is not None:
        return "the link next to this machine"
    for network, what in _CLOSED:
        if ip.version == network.version and ip in network:
            return what
    if isinstance(ip, ipaddress.IPv4Address):
        return None if ip.is_global else "no public address"
    if ip in _TRANSLATED:
        return closed(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    for holding, behind in _HOLDING:
        if ip in holding:
            held = closed(ipaddress.IPv4Address((int(ip) >> behind) & 0xFFFFFFFF))
            return held or "an address of IPv4 in another form"
    return None if ip in _PUBLIC_6 and ip.is_global else "no public address"


def check_allowed(entry: str) -> str:
    """Return a host that the user allows, "HOST" or "HOST:PORT", as `is_allowed` compares it.

    Errors: InputError if it is no host.
    """
    try:
        place = place_of(f"http://{entry.strip()}")
    except FetchError as error:
        raise InputError(f"{entry!r} is no host; write it as HOST or HOST:PORT") from error
    if place.login or place.target != "/" or entry.strip().endswith("/"):
        raise InputError(f"{entry!r} is no host; write it as HOST or HOST:PORT")
    return f"{place.host} {place.port}" if re.search(r":\d+$", entry.strip("] ")) else place.host


def is_allowed(place: Place, allowed: Collection[str]) -> bool:
    """Whether the user allows a place's host, with every port or with this one."""
    return place.host in allowed or f"{place.host} {place.port}" in allowed


def check_place(place: Place) -> None:
    """Check what an address says by itself, before any name is looked up.

    Errors: FetchError if it means a machine nearby, or another service than the web.
    """
    ip = ip_of(place.host)
    if ip is not None:
        check_addresses(place.host, [str(ip)])
    bare = f".{place.host.rstrip('.')}"
    if ip is None and (bare.count(".") == 1 or bare.endswith(_NEARBY)):
        raise FetchError(f"{place.host!r} is a machine nearby, not on the web; {_allow(place)}")
    if place.port < _FIRST_FREE_PORT and place.port not in _PORTS.values():
        raise FetchError(f"port {place.port} is not one of the web; {_allow(place)}")
    if place.login and place.scheme == "http":
        raise FetchError(
            "a password would cross the network as it is; write the address with https"
        )


def check_addresses(host: str, addresses: Sequence[str]) -> None:
    """Check every address that a name stands for. Errors: FetchError if one is not public."""
    for address in addresses:
        what = closed(ipaddress.ip_address(address))
        if what is not None:
            where = host if host == address else f"{host} is at {address}, which"
            shown = f"[{host}]" if ":" in host else host
            raise FetchError(
                f"{where} is {what}; it is not asked, for a page could lead us there: if you "
                f"mean it, allow it with --allow-host {shown}"
            )


def _host(written: str) -> str:
    if written.startswith("["):
        try:
            return str(ipaddress.IPv6Address(written[1:-1].partition("%")[0]))
        except ValueError as error:
            raise _unreadable(written) from error
    if "%" in written:
        raise _unreadable(written)
    host = written.lower()
    if not host.isascii():
        import idna  # noqa: PLC0415  (few hosts have letters beyond ASCII)

        try:
            host = idna.encode(host, uts46=True).decode()
        except UnicodeError as error:
            raise _unreadable(written) from error
    if not _NAME.fullmatch(host) or len(host) > 253:
        raise _unreadable(written)
    labels = host.rstrip(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _number(host)
    return host


def _number(host: str) -> str:
    """The address that a host in numbers is; it has to be written in the plain way."""
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError as error:
        raise FetchError(
            f"{host!r} is an address written in an odd way; write it as four plain numbers"
        ) from error


def _login(user: str) -> str:
    return f"Basic {base64.b64encode(unquote(user).encode()).decode()}"


def _allow(place: Place) -> str:
    return f"if you mean it, allow it with --allow-host {place.host_header}"


def _unreadable(address: str) -> FetchError:
    return FetchError(f"{masked(address)!r} cannot be read as a web address; check it")
