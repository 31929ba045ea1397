"""Keys by which programs use the JSON of a workbench: made, shown once, kept hashed, revoked.

They lie in a file beside the record, not in it: who gets a copy of a record gets no access with
it, and a key says nothing of negotiations.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import hmac
import json
import os
import secrets
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args

from detente.model.errors import InputError, NoSuchEntry, UnknownName

Scope = Literal["read", "write"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
ENDING = ".keys.json"
_BEGINNING = "detente"
_LONGEST_NAME = 80
_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One program's key. digest: SHA-256 of its secret, which has 256 bits: no need for more.

    name: What its acts are kept under. made: Day, ISO 8601. by: Who made it.
    """

    id: str
    name: str
    scope: Scope
    digest: str
    made: str
    by: str


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made. words: What the program sends; nobody can show it again."""

    key: Key
    words: str


class Keys:
    """The keys in a file; safe to use from several threads. path: None if there can be none."""

    def __init__(self, path: Path | None) -> None:
        """Read nothing yet."""
        self._path = path
        self._lock = threading.Lock()
        self._read: tuple[tuple[int, int], tuple[Key, ...]] | None = None

    def all(self) -> tuple[Key, ...]:
        """Return the keys in the order in which they were made. Errors: InputError."""
        with self._lock:
            return self._all()

    def find(self, authorization: str) -> Key | None:
        """Return the key that a header carries (Bearer; Basic with it as password), or None."""
        beginning, _, rest = _sent(authorization).partition("_")
        id_, _, secret = rest.partition("_")
        digest = _digest(secret)
        found = None
        for key in self.all():
            if hmac.compare_digest(key.digest, digest) and key.id == id_:
                found = key
        return found if beginning == _BEGINNING else None

    def make(self, name: str, scope: str, *, by: str, today: dt.date) -> NewKey:
        """Make a key. Errors: InputError for its name; UnknownName for its scope."""
        name = " ".join(name.split())
        if not 0 < len(name) <= _LONGEST_NAME:
            raise InputError(f"a key needs a name of at most {_LONGEST_NAME} characters")
        if scope not in SCOPES:
            raise UnknownName("scope", scope, SCOPES)
        secret = secrets.token_urlsafe(32)
        key = Key(
            id=secrets.token_hex(4),
            name=name,
            scope=scope,
            digest=_digest(secret),
            made=today.isoformat(),
            by=by,
        )
        with self._lock:
            keys = self._all()
            if any(other.name == name for other in keys):
                raise InputError(
                    f"there is a key named {name!r}; revoke it or choose another name"
                )
            self._write((*keys, key))
        return NewKey(key, f"{_BEGINNING}_{key.id}_{secret}")

    def revoke(self, id_: str) -> Key:
        """Take a key away. Errors: NoSuchEntry."""
        with self._lock:
            keys = self._all()
            gone = next((key for key in keys if key.id == id_), None)
            if gone is None:
                raise NoSuchEntry(f"there is no key {id_!r} any more; load the page again")
            self._write(tuple(key for key in keys if key is not gone))
        return gone

    def _all(self) -> tuple[Key, ...]:
        try:
            state = self._path.stat() if self._path else None
        except FileNotFoundError:
            state = None
        if self._path is None or state is None:
            return ()
        stamp = (state.st_mtime_ns, state.st_size)
        if self._read is None or self._read[0] != stamp:
            self._read = (stamp, _keys_in(self._path))
        return self._read[1]

    def _write(self, keys: tuple[Key, ...]) -> None:
        if self._path is None:
            raise InputError("this record has no place for keys; keep it in a file to have some")
        beside = self._path.with_name(f"{self._path.name}.{secrets.token_hex(4)}")
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
            with open(handle, "w", encoding="utf-8") as file:  # noqa: PTH123  (a descriptor)
                json.dump([asdict(key) for key in keys], file, indent=1)
                file.write("\n")
            beside.replace(self._path)
        finally:
            beside.unlink(missing_ok=True)
        self._read = None


def _keys_in(path: Path) -> tuple[Key, ...]:
    try:
        return tuple(Key(**key) for key in json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            f"the keys in {path.name} cannot be read; restore the file, or remove it and make new "
            "ones"
        ) from error


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _sent(authorization: str) -> str:
    kind, _, value = authorization.strip().partition(" ")
    if kind.lower() != "basic":
        return value.strip() if kind.lower() == "bearer" else ""
    try:
        return base64.b64decode(value, validate=True).decode("ascii").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""
