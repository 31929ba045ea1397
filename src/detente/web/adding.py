"""Reports that browsers send, or the address of, read into the record beside the pages."""

from __future__ import annotations

import datetime as dt
import logging
import queue
import re
import secrets
import shutil
import tempfile
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import detente.reports
from detente.model.claims import Reading
from detente.model.errors import DetenteError, FetchError, InputError, NoSuchEntry
from detente.model.sources import Fetcher
from detente.model.text import Mark
from detente.record import Entered, Record
from detente.reports.given import Failure, Given
from detente.web.login import TooMany

if TYPE_CHECKING:
    from detente import flow

# Errands whose outcome can still be looked up, and those that may wait.
MOST_KNOWN = 100
MOST_WAITING = 20
_LONGEST_NAME = 100
_PATIENCE_S = 10.0
_log = logging.getLogger("detente.web")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a browser sent. name: As its user calls it."""

    name: str
    content: BinaryIO


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A report that was read. became: new, revised, repeated, read again or purged before.

    copy: Whether another report has the same text. claims: Number of claims by family. Words of
    the report are not kept here: the record has them, until they are purged.
    """

    report: str
    became: str
    copy: bool
    claims: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Some files or an address to be read, and what came of them so far.

    state: waiting, reading or done. files: Their names, or the address without its password.
    read: Number of those that are read.
    """

    id: str
    by: str
    mark: Mark
    state: str
    files: tuple[str, ...]
    read: int = 0
    added: tuple[Added, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(slots=True)
class _Work:
    errand: Errand
    folder: Path | None
    sources: tuple[flow.Source, ...]

    def clean(self) -> None:
        """Leave no file behind."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(slots=True)
class Adding:
    """Reads what browsers send in one thread; the reader is loaded with the first report.

    fetcher: Asks addresses; None refuses them.
    """

    record: Record
    now: Callable[[], dt.datetime]
    fetcher: Fetcher | None = None
    _known: OrderedDict[str, _Work] = field(default_factory=OrderedDict)
    _waiting: queue.Queue[_Work | None] = field(default_factory=queue.Queue)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _ended: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def put(self, uploads: list[Upload], given: Given, *, by: str) -> Errand:
        """Take files in, to be read in their turn. Errors: TooMany if too many wait; OSError."""
        from detente import flow  # noqa: PLC0415  (the first page need not wait for it)

        self._check_room()
        folder = Path(tempfile.mkdtemp(prefix="detente-"))
        try:
            sources = tuple(
                flow.Source(str(keep(upload, folder / str(number))), given)
                for number, upload in enumerate(uploads)
            )
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        errand = _errand(tuple(upload.name for upload in uploads), given, by)
        self._put(_Work(errand, folder, sources))
        return errand

    def put_address(self, address: str, given: Given, *, by: str) -> Errand:
        """Take an address, to be asked in its turn. Errors: FetchError, TooMany."""
        if self.fetcher is None:
            raise FetchError(
                "this workbench asks no addresses; paste the text, or have it started with: "
                "detente serve --fetch"
            )
        from detente import flow  # noqa: PLC0415  (as above)
        from detente.reports.addresses import place_of  # noqa: PLC0415  (of this act alone)

        shown = place_of(address).address
        self._check_room()
        errand = _errand((shown,), given, by)
        self._put(_Work(errand, None, (flow.Source(address, given),)))
        return errand

    def _check_room(self) -> None:
        if self._waiting.qsize() >= MOST_WAITING:
            raise TooMany("much waits to be read already; add this when some of it is done", 60)

    def _put(self, work: _Work) -> None:
        with self._lock:
            self._known[work.errand.id] = work
            while len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="adding", daemon=True)
                self._thread.start()
        self._waiting.put(work)

    def errand(self, id_: str) -> Errand:
        """Return what came of some files so far. Errors: NoSuchEntry."""
        with self._lock:
            if id_ not in self._known:
                raise NoSuchEntry(
                    "it is no longer known what was added there; what was read is in the record"
                )
            return self._known[id_].errand

    def errands(self) -> tuple[Errand, ...]:
        """Return what is known, the newest first."""
        with self._lock:
            return tuple(work.errand for work in reversed(self._known.values()))

    def close(self) -> None:
        """Finish the report in work and leave the rest."""
        self._ended.set()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)
        left = [
            name for one in self.errands() if one.state != "done" for name in one.files[one.read :]
        ]
        for work in self._known.values():
            work.clean()
        if left:
            _log.warning("not read any more, add them again: %s", ", ".join(left))

    def _work(self) -> None:
        from detente import flow  # noqa: PLC0415  (as above)

        while (work := self._waiting.get()) is not None and not self._ended.is_set():
            try:
                self._read(work)
            finally:
                work.clean()
                flow.forget()  # a purge must not have to look for words here

    def _read(self, work: _Work) -> None:
        self._tell(work, state="reading")
        try:
            for source in work.sources:
                for reading in self._readings(work, source):
                    if self._ended.is_set():
                        return
                    self._enter(work, reading)
                self._tell(work, read=work.errand.read + 1)
        except DetenteError as error:
            self._failed(work, Failure(work.errand.files[work.errand.read], str(error)))
        except Exception as error:  # nobody else would say that the thread ended
            key = secrets.token_hex(4)
            _log.error("error %s while adding", key, exc_info=error)
            told = f"something went wrong; the server's log says more, under {key}"
            self._failed(work, Failure(work.errand.files[work.errand.read], told))
        self._tell(work, state="done")

    def _readings(self, work: _Work, source: flow.Source) -> Iterator[Reading]:
        from detente import flow  # noqa: PLC0415  (as above)

        def failed(failure: Failure) -> None:
            self._failed(work, failure)

        reports = flow.collect([source], failed, self.fetcher)
        return flow.read(reports, parses=self.record.parses(), failed=failed)

    def _enter(self, work: _Work, reading: Reading) -> None:
        try:
            entered = self.record.enter([reading])
        except DetenteError as error:
            self._failed(work, Failure(reading.report.key, f"{error}; then add it again"))
            return
        counts = Counter(claim.family for claim in reading.claims)
        added = Added(
            report=reading.report.id,
            became=_became(entered),
            copy=bool(entered.copies),
            claims=tuple(counts.items()),
        )
        self._tell(work, added=(*work.errand.added, added))

    def _failed(self, work: _Work, failure: Failure) -> None:
        name = failure.where
        if work.folder is None:
            name = work.errand.files[0]
        elif name.startswith(f"{work.folder}/"):
            name = name.removeprefix(f"{work.folder}/").partition("/")[2]
        self._tell(work, failures=(*work.errand.failures, Failure(name, failure.message)))

    def _tell(self, work: _Work, **changes: object) -> None:
        with self._lock:
            work.errand = replace(work.errand, **changes)  # type: ignore[arg-type]


def _errand(names: tuple[str, ...], given: Given, by: str) -> Errand:
    return Errand(id=secrets.token_hex(8), by=by, mark=given.mark, state="waiting", files=names)


def keep(upload: Upload, folder: Path) -> Path:
    """Write a file where only we can read it, under a name that stays in its folder."""
    folder.mkdir()
    path = folder / _file_name(upload.name)
    with path.open("wb") as file:
        shutil.copyfileobj(upload.content, file)
    return path


def _file_name(name: str) -> str:
    r"""Return a name without folders.

    >>> _file_name("../a/talks.txt"), _file_name(r"C:\\new\\talks.txt"), _file_name(".txt")
    ('talks.txt', 'talks.txt', 'report.txt')
    """
    last = re.sub(r"[\0-\x1f]", "_", re.split(r"[/\\]", name)[-1])
    stem, dot, ending = last.rpartition(".")
    stem, ending = (stem, ending) if dot else (ending, "")
    kept = stem.lstrip(".").encode()[:_LONGEST_NAME].decode("utf-8", "ignore") or "report"
    return f"{kept}{dot}{ending[:_LONGEST_NAME]}"


def _became(entered: Entered) -> str:
    if entered.purged:
        return "purged before"
    if entered.new:
        return "new"
    if entered.revised:
        return "revised"
    return "read again" if entered.reread else "repeated"


def check_uploads(uploads: list[Upload], address: str | None) -> None:
    """Make sure that there is something to read. Errors: InputError."""
    if not uploads:
        raise InputError("there is nothing to add: paste a report's text, or choose files")
    if address and (len(uploads) > 1 or detente.reports.holds_many(uploads[0].name)):
        raise InputError(
            "an address is that of one report; add the others without it, or let a file of many "
            "give each its own ('url' in lines and tables)"
        )
