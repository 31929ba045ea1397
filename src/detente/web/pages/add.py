"""Add: reports that are pasted, dropped or fetched, their progress, and what was read in them."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import File, Form, Path, UploadFile

from detente.model.errors import InputError, NoSuchEntry, UnknownName
from detente.model.text import MARKS, Mark, marks_up_to
from detente.reports import COLLECTORS, Failure, Given, parse_moment
from detente.views.pages import web_address
from detente.web.adding import Added, Errand, Upload, check_uploads
from detente.web.asked import Asked
from detente.web.asking import Shared, State, User
from detente.web.lines import EntryLine, entry_line
from detente.web.page import Act, Done, Page
from detente.web.settings import MIB
from detente.web.workbench import Workbench

PASTED = "pasted.txt"
# Of an errand with many reports so many are named, and of so many it is shown what was read.
MOST_NAMED, MOST_SHOWN = 200, 20
LINES = 12
# What stands in lists of their own, and would drown the rest here.
_APART = ("statements", "quantities", "relations")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandLine:
    """Files that were added since the workbench was started. files: Number of them."""

    id: str
    by: str | None
    state: str
    files: int
    reports: int
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPage:
    """What can be added. endings: Of files. most_mb: At once, in megabytes.

    fetches: Whether a page is fetched of which the address alone is given.
    """

    endings: tuple[str, ...]
    most_mb: int
    fetches: bool
    marks: tuple[Mark, ...]
    errands: tuple[ErrandLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """A report that was read. lines: What was found in it, statements left out; `more` of them.

    became: new, revised, repeated, read again or purged before. claims: Number by family.
    """

    report: str
    title: str
    outlet: str
    published: dt.date | None
    became: str
    copy: bool
    claims: tuple[tuple[str, int], ...]
    lines: tuple[EntryLine, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandPage:
    """What came of some files so far. state: waiting, reading or done. read: Of the files.

    reports: Those within the mark asked for; `hidden` counts the others, `unnamed` those beyond
    what a page names.
    """

    id: str
    by: str | None
    state: str
    files: int
    read: int
    reports: tuple[ReadLine, ...]
    hidden: int
    unnamed: int
    failures: tuple[Failure, ...]


def answer(*, shared: Shared, asked: State) -> AddPage:
    """Return what can be added, and what was added of late up to the mark asked for."""
    settings = shared.settings
    endings = [e for c in COLLECTORS for e in c.endings if e.startswith(".")]
    return AddPage(
        endings=tuple(endings),
        most_mb=settings.upload_limit // MIB,
        fetches=settings.fetcher is not None,
        marks=marks_up_to(settings.ceiling),
        errands=tuple(
            _line(errand, asked)
            for errand in shared.adding.errands()
            if _within(errand.mark, asked.up_to)
        ),
    )


def _line(errand: Errand, asked: Asked) -> ErrandLine:
    return ErrandLine(
        id=errand.id,
        by=_by(errand, asked),
        state=errand.state,
        files=len(errand.files),
        reports=len(errand.added),
        failures=len(errand.failures),
    )


def _by(errand: Errand, asked: Asked) -> str | None:
    """Return who added it; None up to public, as in the log."""
    return errand.by if asked.shows_desk else None


def errand_answer(
    *,
    shared: Shared,
    asked: State,
    id: Annotated[str, Path(description="Of what was added.")],  # noqa: A002
) -> ErrandPage:
    """Return how far the reading is and what was read. Errors: NoSuchEntry."""
    errand = shared.adding.errand(id)
    if not _within(errand.mark, asked.up_to):
        raise NoSuchEntry("what was added there has a higher mark; ask for it with up_to")
    named = errand.added[:MOST_NAMED]
    lines = [_read_line(shared, asked.up_to, one) for one in named]
    shown = [line for line in lines if line is not None]
    if errand.state == "done":  # before that, each report changes what the record adds up to
        full = [_with_lines(shared, asked.up_to, line) for line in shown[:MOST_SHOWN]]
        shown = [*full, *shown[MOST_SHOWN:]]
    return ErrandPage(
        id=errand.id,
        by=_by(errand, asked),
        state=errand.state,
        files=len(errand.files),
        read=errand.read,
        reports=tuple(shown),
        hidden=len(lines) - len(shown),
        unnamed=len(errand.added) - len(named),
        failures=errand.failures,
    )


def _read_line(shared: Workbench, up_to: Mark, added: Added) -> ReadLine | None:
    """Return a report's line; None if its mark is higher, or it was purged since."""
    try:
        report = shared.record.report(added.report)
    except NoSuchEntry:
        return None
    if not _within(report.mark, up_to):
        return None
    return ReadLine(
        report=report.id,
        title=report.title or report.key,
        outlet=report.source.name,
        published=report.published,
        became=added.became,
        copy=added.copy,
        claims=added.claims,
        lines=(),
        more=0,
    )


def _within(mark: Mark, up_to: Mark) -> bool:
    return MARKS.index(mark) <= MARKS.index(up_to)


def _with_lines(shared: Workbench, up_to: Mark, line: ReadLine) -> ReadLine:
    claims = shared.record.report_claims(line.report, up_to=up_to)
    entries = {c.entry.id: c.entry for c in claims if c.entry.family not in _APART}
    shown = tuple(entry_line(entry) for entry in list(entries.values())[:LINES])
    return replace(line, lines=shown, more=len(entries) - len(shown))


def add(  # noqa: PLR0913  (the fields of a form)
    *,
    shared: Shared,
    user: User,
    text: Annotated[str, Form()] = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
    outlet: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    address: Annotated[str, Form()] = "",
    mark: Annotated[str, Form()] = "public",
) -> Done:
    """Take reports in, to be read at once; an address alone is asked for its page.

    Errors: InputError, UnknownName, TooMany.
    """
    marks = marks_up_to(shared.settings.ceiling)
    if mark not in marks:
        raise UnknownName("mark", mark, marks)
    if address.strip() and web_address(address.strip()) is None:
        raise InputError(f"{address!r} is no web address; write it as https://…, or leave it out")
    given = Given(
        retrieved=shared.settings.now(),
        published=parse_moment(published) if published.strip() else None,
        source=outlet.strip() or None,
        address=address.strip() or None,
        mark=mark,
    )
    uploads = _uploads(text, files or [])
    if given.address and not uploads:
        found = replace(given, address=None)  # a page may be elsewhere than it was asked for
        errand = shared.adding.put_address(given.address, found, by=user)
    else:
        check_uploads(uploads, given.address)
        errand = shared.adding.put(uploads, given, by=user)
    up_to = "" if mark == "public" else f"?up_to={mark}"
    return Done(_told(given), to=f"/add/{errand.id}{up_to}", undoable=False)


def _uploads(text: str, files: list[UploadFile]) -> list[Upload]:
    uploads = [Upload(file.filename, file.file) for file in files if file.filename]
    if text.strip():
        lines = text.replace("\r\n", "\n")  # as forms send the ends of lines
        uploads.insert(0, Upload(PASTED, io.BytesIO(lines.encode("utf-8", "replace"))))
    return uploads


def _told(given: Given) -> str:
    day = given.published.day if given.published else None
    if day and day > given.retrieved.date() + dt.timedelta(days=1):
        return f"Taken in. It bears a day in the future, {day.isoformat()}: check the year."
    return "Taken in."


PAGE = Page(
    path="/add", title="Add", answer=answer, template="add.html", key="a", scripts=("add.js",)
)
ERRAND = Page(
    path="/add/{id}",
    title="Added",
    answer=errand_answer,
    template="added.html",
    scripts=("add.js",),
    rows=(
        "reports",
        "failures",
    ),
)
ACTS = (Act(path="/add", do=add),)
