"""How a workbench leaves its first page for the next one, and how that takes it."""

from __future__ import annotations

import contextlib
import datetime as dt
import json

from detente.model.codec import model, plain
from detente.model.errors import DetenteError, InputError
from detente.record import program
from detente.web.asked import Asked
from detente.web.left import Kept
from detente.web.pages import home
from detente.web.workbench import Workbench

# Reports from which on it is left: of fewer, the page is there in a second.
FEWEST_LEFT = 500
# What the page follows from beside the record's tables: how they are folded, summed up and told.
PLACES = ("model", "record", "analysis", "views", "web", "flow.py", "enduring.py")


def take(workbench: Workbench) -> None:
    """Hold the page that the workbench before left, if it may be shown."""
    if not workbench.record.first_pages().are_kept:
        return
    with contextlib.suppress(DetenteError):  # the page is made then, and who asks for it is told
        found = _found(workbench, program.code(*PLACES))
        if found is None or found.since > workbench.settings.now().date():
            return
        if workbench.record.decided_since(found.version) is not None:
            workbench.left.hold(found)


def leave(workbench: Workbench, fewest: int = FEWEST_LEFT) -> None:
    """Leave the first page for the next workbench, where that pays. fewest: Reports."""
    record, settings = workbench.record, workbench.settings
    if not record.first_pages().are_kept:
        return
    code = program.code(*PLACES)
    with contextlib.suppress(DetenteError):  # the disk is full, or may not be written to
        version, today = record.version(), settings.now().date()
        known = _found(workbench, code)
        if not code or (known is not None and known.holds(version, today)):
            return
        coverage = workbench.snapshot(Asked()).coverage
        if coverage.reports < fewest:
            return
        page = home.made(shared=workbench, asked=Asked(), user=settings.user)
        until = today if coverage.last is None else record.next_due(today) or dt.date.max
        body = json.dumps(plain(Kept(page, version, today, until))).encode()
        record.first_pages().leave(settings.user, code, body, version=version)


def _found(workbench: Workbench, code: str) -> Kept | None:
    """Return what was left for whoever serves, of whatever day; None if there is nothing."""
    body = workbench.record.first_pages().left(workbench.settings.user, code) if code else None
    if body is not None:
        with contextlib.suppress(DetenteError, ValueError, RecursionError):  # of another hand
            return _opened(body)
    return None


def _opened(body: bytes) -> Kept:
    """Return what was left. Errors: InputError, ValueError, RecursionError for anything else."""
    plainly = json.loads(body)
    if not isinstance(plainly, dict) or plainly.keys() != {"page", "version", "since", "until"}:
        raise InputError("no page was left so")
    since, until = (dt.date.fromisoformat(str(plainly[name])) for name in ("since", "until"))
    return Kept(model(home.Home, plainly["page"]), str(plainly["version"]), since, until)
