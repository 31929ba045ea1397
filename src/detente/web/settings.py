"""How a workbench is to run: what `detente serve` was told."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from detente.model.text import Mark

# Where it is served unless told otherwise: to this machine alone.
LOCAL = "127.0.0.1"
PORT = 8000
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a workbench needs to know beside its record.

    record_name: What the record is called on the pages, without password.
    user: Under whose name acts are kept where nobody logs in.
    ceiling: Highest mark that any page, twin, feed or export may show.
    hosts: Names that a browser may call it by, without port.
    password_hash: Argon2 hash of the desk's password; None if there is none.
    secret: Signs sessions and forms; a new one ends every session.
    now: The clock, aware UTC.
    body_limit: Bytes that a request may bring. rate_limit: Changes a minute from one address.
    """

    record_name: str
    user: str
    now: Callable[[], dt.datetime]
    ceiling: Mark = "restricted"
    host: str = LOCAL
    port: int = PORT
    hosts: tuple[str, ...] = (LOCAL, "localhost", "[::1]")
    password_hash: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    body_limit: int = 20 * MIB
    rate_limit: int = 600
