"""Mail that is followed: an .eml file, a mailbox (mbox), a Maildir, or a folder of .eml files."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from detente.model.errors import InputError
from detente.model.sources import Condition, Fetcher, Item, Looked, Trouble, Watched
from detente.reports.files import open_file, read_bytes
from detente.reports.mail import letters_in, read_letter
from detente.reports.sources.files import given_for, item_of, named
from detente.reports.sources.folder import files_in
from detente.reports.wording import short_digest

# The folders of a Maildir with letters in them; what lies in "tmp" is on its way.
_MAILDIR = ("new", "cur")


def look_mail(
    watched: Watched,
    fetcher: Fetcher,
    condition: Condition | None = None,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None = None,
) -> Looked:
    """Return the letters of a mailbox, a report each, by Message-ID.

    Errors: InputError if there is no such file or folder, or it holds no mail.
    """
    del fetcher
    path = Path(watched.address)
    paths = _paths(path)
    stamp = Condition(etag=short_digest(*(f"{one} {_stamp(one)}" for one in paths)))
    if stamp == condition:
        return Looked(iter(()), condition=condition)
    letters = _in_mailbox(path) if _is_mailbox(path, paths) else _in_files(paths)
    return Looked(_items(watched, letters, now=now, known=known), condition=stamp)


def _paths(path: Path) -> list[Path]:
    """Return the files to read. Errors: InputError if there is none."""
    try:
        if path.is_file():
            return [path]
        if not path.is_dir():
            raise InputError(f"{path}: there is no such file or folder; check the path")
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: it cannot be read; check the path") from error
    if (path / "cur").is_dir() or (path / "new").is_dir():
        within = [path / name for name in _MAILDIR if (path / name).is_dir()]
        return [folder / one.name for folder in within for one in files_in(folder)]
    letters = [path / one.name for one in files_in(path) if one.name.lower().endswith(".eml")]
    if not letters:
        raise InputError(f"{path}: it is no Maildir and holds no .eml files; check the path")
    return letters


def _stamp(path: Path) -> str:
    try:
        stat = path.stat()
    except OSError:
        return "gone"
    return f"{stat.st_size}-{stat.st_mtime_ns}"


def _is_mailbox(path: Path, paths: list[Path]) -> bool:
    if paths != [path]:
        return False
    with open_file(path) as stream:
        return stream.read(5) == b"From "


def _in_mailbox(path: Path) -> Iterator[tuple[str, bytes]]:
    with open_file(path) as stream:
        for number, data in enumerate(letters_in(stream), 1):
            yield f"{path}:{number}", data


def _in_files(paths: list[Path]) -> Iterator[tuple[str, bytes | InputError]]:
    for path in paths:
        try:
            yield str(path), read_bytes(path)
        except InputError as error:
            yield str(path), error


def _items(
    watched: Watched,
    letters: Iterator[tuple[str, bytes | InputError]] | Iterator[tuple[str, bytes]],
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None,
) -> Iterator[Item | Trouble]:
    seen: dict[str, str] = {}
    for where, data in letters:
        if isinstance(data, InputError):
            yield Trouble(where, str(data))
            continue
        version = hashlib.sha256(data).hexdigest()[:16]
        try:
            letter = read_letter(data, given_for(watched, now))
        except InputError as error:
            yield Trouble(where, str(error))
            continue
        key = letter.id
        if seen.get(key, version) != version:
            yield Trouble(where, f"its Message-ID {key!r} is another letter's too; both were kept")
            key = f"{key} {version}"
        if key not in seen:
            seen[key] = version
            report = named(letter.report, watched.name)
            yield item_of(report, key, version, known=known, notes=letter.notes)
