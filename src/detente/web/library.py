"""The folder of agreements that whoever started the workbench named: each file is read once."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from detente.comparing import open_draft
from detente.model.drafts import Draft
from detente.model.errors import InputError, UnknownName
from detente.precedents import Library, open_library

_GONE = "the folder of agreements is not where it was when the workbench was started; put it back"


@dataclass(frozen=True, slots=True)
class _Opened:
    """What came of a file as it was: its length and when it was changed, in nanoseconds."""

    length: int
    changed: int
    came: Draft | InputError | UnknownName


@dataclass(slots=True)
class Shelf:
    """Opens the texts of a folder, and again only those whose file has changed.

    folder: None if none was named.
    """

    folder: Path | None
    _opened: dict[Path, _Opened] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def library(self) -> Library | None:
        """Return the texts as they are now, None if no folder was named. Errors: InputError."""
        if self.folder is None:
            return None
        if not self.folder.is_dir():
            raise InputError(_GONE)
        with self._lock:
            before, self._opened = self._opened, {}
            return open_library(self.folder, lambda path: self._read(path, before.get(path)))

    def _read(self, path: Path, before: _Opened | None) -> Draft:
        state = path.stat()
        place = (state.st_size, state.st_mtime_ns)
        if before is None or (before.length, before.changed) != place:
            before = _Opened(*place, _open(path))
        self._opened[path] = before
        if isinstance(before.came, Draft):
            return before.came
        raise before.came


def _open(path: Path) -> Draft | InputError | UnknownName:
    try:
        return open_draft(str(path))
    except (InputError, UnknownName) as error:
        return error
