"""From where a request comes: by which name of ours, from which page, with which cookie."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import Request

from detente.web.settings import Settings

COOKIE = "detente"
SAFE = ("GET", "HEAD", "OPTIONS")


def is_ours(host: str, settings: Settings) -> bool:
    """Whether a Host header names us.

    Where others may reach us, an address of digits does too: no other site can have it as name.
    """
    name = _without_port(host)
    return name in settings.hosts or (not settings.is_local and _is_address(name))


def is_from_here(request: Request, settings: Settings) -> bool:
    """Whether a change comes from a page of ours, or from a program with a key.

    Browsers say where a form is from, and no page can make them lie; a request that does not say
    is no browser's, and has the token of a form to show.
    """
    headers = request.headers
    if "authorization" in headers:  # no other site's page can send it
        return True
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    ours = {headers.get("host", "").lower()}
    if settings.public_url:
        ours.add(urlsplit(settings.public_url).netloc.lower())
    return urlsplit(origin).netloc.lower() in ours


def cookie_name(request: Request, settings: Settings) -> str:
    """Return the name of our cookie: browsers share cookies among the ports of a host."""
    if settings.is_https:
        return f"__Host-{COOKIE}"
    port = request.headers.get("host", "").rpartition(":")[2]
    return f"{COOKIE}-{port}" if port.isdigit() else COOKIE


def own_address(address: str) -> str:
    """Return an address within this workbench: what a form says to go back to may lie.

    >>> own_address("/matrix?as_of=2031-03-01"), own_address("//elsewhere.example/")
    ('/matrix?as_of=2031-03-01', '/')
    """
    parts = urlsplit(address)
    is_own = (
        not parts.scheme and not parts.netloc and address.startswith("/") and "\\" not in address
    )
    return address if is_own else "/"


def _without_port(host: str) -> str:
    name, _, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    return (name if name and port.isdigit() else host).lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
