"""Folders that are watched: new and changed files, told by the digest of their bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.model.errors import InputError
from detente.model.sources import Condition, Fetcher, Item, Looked, Trouble, Watched
from detente.reports.collecting import Collector, collector_of
from detente.reports.given import Failure
from detente.reports.sources.files import given_for, item_of, items_from, named

# More files than a desk puts into a folder by hand; a sync tool's mistake, most likely.
MOST_FILES = 100_000
# What programs write while a file is on its way, and leave for themselves.
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", "~")
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, order=True)
class _File:
    """A file of the folder. name: Its path within it, with slashes."""

    name: str
    size: int
    changed: int


def look_folder(
    watched: Watched,
    fetcher: Fetcher,
    condition: Condition | None = None,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None = None,
) -> Looked:
    """Return the files of a folder and of those in it, by name; those that are read alone.

    An item's version is the digest of its file. Nothing changed since if no file has another
    name, size or time.

    Errors: InputError if there is no such folder.
    """
    del fetcher
    folder = Path(watched.address)
    files = files_in(folder)
    listing = "\n".join(f"{one.name}\0{one.size}\0{one.changed}" for one in files)
    digest = hashlib.sha256(listing.encode(errors="surrogateescape")).hexdigest()
    stamp = Condition(etag=digest)
    if stamp == condition:
        return Looked(iter(()), condition=condition)
    return Looked(_items(watched, files, now=now, known=known), condition=stamp)


def files_in(folder: Path) -> tuple[_File, ...]:
    """Return the files of a folder and of those in it, by name; hidden and unfinished ones not.

    Errors: InputError if it is no folder, or holds too many.
    """
    if not _is_folder(folder):
        raise InputError(f"{folder}: there is no such folder; check the path")
    found: list[_File] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in names:
            path = Path(place, name)
            if name.startswith(".") or name.lower().endswith(_UNFINISHED):
                continue
            try:
                stat = path.stat()
            except OSError:
                continue  # it went while we looked
            if path.is_file():
                within = path.relative_to(folder).as_posix()
                found.append(_File(within, stat.st_size, stat.st_mtime_ns))
        if len(found) > MOST_FILES:
            raise InputError(f"{folder}: it holds over {MOST_FILES:,} files; name a folder in it")
    return tuple(sorted(found))


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except (OSError, ValueError):
        return False


def _items(
    watched: Watched,
    files: tuple[_File, ...],
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None,
) -> Iterator[Item | Trouble]:
    for one in files:
        path = Path(watched.address, one.name)
        try:
            collector = collector_of(str(path))
        except InputError:
            continue  # a picture, a script: not what is followed
        try:
            yield from _of_file(watched, path, one.name, collector, now=now, known=known)
        except InputError as error:
            yield Trouble(str(path), str(error))


def _of_file(
    watched: Watched,
    path: Path,
    name: str,
    collector: Collector,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None,
) -> Iterator[Item | Trouble]:
    key = name.encode(errors="replace").decode()
    given = given_for(watched, now)
    if collector.many:
        found = collector.collect(path, given)
        yield from items_from(found, known, before=f"{key}#", outlet=watched.name)
        return
    version = _digest(path)
    if known is not None and known.get(key) == version:
        yield Item(key=key, version=version)
        return
    for one in collector.collect(path, given):
        if isinstance(one, Failure):
            yield Trouble(one.where, one.message)
        else:
            yield item_of(named(one, watched.name), key, version)


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file. Errors: InputError if it cannot be read."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                found.update(piece)
    except OSError as error:
        raise InputError(f"it cannot be read ({error.strerror or error})") from error
    return found.hexdigest()
