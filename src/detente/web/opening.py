"""What a workbench does first: it reads the record, so that the first page need not wait."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from detente.model.errors import DetenteError
from detente.model.uncollected import uncollected
from detente.record.version import parse_version
from detente.web import leaving
from detente.web.asked import Asked
from detente.web.late import whole
from detente.web.pages import home
from detente.web.routes import first_routes, other_routes
from detente.web.show import environment
from detente.web.workbench import Workbench

# Seconds after which the other pages are made ready, so that the first one need not share with it.
AFTER_S = 1.0
# Seconds that a page which was left is waited for, and that a browser has for what belongs to it.
ASKED_S = 0.5
SHOWN_S = 0.2


@contextlib.contextmanager
def opening(workbench: Workbench) -> Iterator[None]:
    """Make the first page, beside whatever is asked meanwhile, where the record is kept folded.

    A page that the workbench before left is shown meanwhile, if the record still says the same.
    At the end it is waited for, as it reads the record. What was folded is put away for the next
    workbench then, and not before: pages would wait for that.
    """
    if not workbench.record.keeps_whole:
        yield
        return
    leaving.take(workbench)
    workbench.read_once.begin(parse_version(workbench.record.version()).reading)
    over = threading.Event()
    thread = threading.Thread(target=_open, args=(workbench, over), name="opening")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        workbench.record.put_away()
        leaving.leave(workbench)


def _open(workbench: Workbench, over: threading.Event) -> None:
    if workbench.left.is_held:  # whoever asks for it need not share with what is made here
        workbench.left.asked.wait(ASKED_S)
        over.wait(SHOWN_S)
    try:
        with (
            contextlib.suppress(DetenteError),
            uncollected(stays=True),
        ):  # whoever asks for it is told
            home.made(shared=workbench, asked=Asked(), user=workbench.settings.user)
    finally:
        workbench.left.drop()
        workbench.read_once.end()
    if not over.wait(AFTER_S):
        with uncollected(stays=True):
            _make_ready(over)


def _make_ready(over: threading.Event) -> None:
    """Load the other pages, with what their addresses take and how they look."""
    from detente.web.table import PAGES  # noqa: PLC0415  (loads every page)

    for page in PAGES:
        if not over.is_set():
            environment().get_template(page.template)
    for route in (*first_routes(), *other_routes().routes):
        if not over.is_set():
            whole((route,))
