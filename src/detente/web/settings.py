"""How a workbench is to run: what `detente serve` was told."""

from __future__ import annotations

import datetime as dt
import ipaddress
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from detente.model.sources import Fetcher
from detente.model.text import Mark
from detente.web.following import MakeWatch

if TYPE_CHECKING:
    from detente.drafts.vectors import Embed

# Where it is served unless told otherwise: to this machine alone.
LOCAL = "127.0.0.1"
LOCAL_NAMES = (LOCAL, "localhost", "[::1]")
PORT = 8000
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a workbench needs to know beside its record.

    record_name: What the record is called on the pages, without password.
    user: Under whose name acts are kept where nobody logs in and nobody gave a name.
    ceiling: Highest mark that any page, twin, feed or export may show.
    hosts: Names that a browser may call it by, without port.
    public_url: Address at which a proxy makes it known, None if there is none.
    password_hash: Argon2 hash of the desk's password; None if there is none.
    secret: Signs forms; a new one makes every form expire.
    now: The clock, aware UTC.
    record_file: The record's file, None if it is on a server; it is watched while it is served.
    keys_file: Where keys of programs are kept, hashed; None if there can be none.
    fetcher: Asks addresses that are given on the page Add; None if none may be asked.
    embed: Knows the meaning of sentences, to match points of drafts; None for words alone.
    watch: Makes what follows the record's sources beside the pages; None if nothing is to.
    template: A DOCX whose house documents are written in; None for our own.
    library: A folder of agreements in which precedents are looked for; None for no such page.
    body_limit: Bytes that a form may bring. upload_limit: Bytes that reports to add may bring.
    rate_limit: Changes a minute from one address. read_limit: Pages a minute from one address.
    """

    record_name: str
    user: str
    now: Callable[[], dt.datetime]
    ceiling: Mark = "restricted"
    host: str = LOCAL
    port: int = PORT
    hosts: tuple[str, ...] = LOCAL_NAMES
    public_url: str | None = None
    password_hash: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    record_file: Path | None = None
    keys_file: Path | None = None
    fetcher: Fetcher | None = None
    watch: MakeWatch | None = None
    embed: Embed | None = None
    template: bytes | None = None
    library: Path | None = None
    body_limit: int = MIB
    upload_limit: int = 100 * MIB
    rate_limit: int = 600
    read_limit: int = 6000

    @property
    def is_local(self) -> bool:
        """Whether it is served to this machine alone."""
        return is_local(self.host)

    @property
    def is_https(self) -> bool:
        """Whether browsers reach it over https."""
        return self.public_url is not None and urlsplit(self.public_url).scheme == "https"


def is_local(host: str) -> bool:
    """Whether what is served at a host is served to this machine alone.

    >>> is_local("127.0.0.1"), is_local("::1"), is_local("0.0.0.0"), is_local("desk.example")
    (True, True, False, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
