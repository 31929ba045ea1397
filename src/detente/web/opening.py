"""What a workbench does first: it reads the record, so that the first page need not wait."""

from __future__ import annotations

import contextlib
import gc
import threading
from collections.abc import Iterator, Sequence

from detente.model.errors import DetenteError
from detente.web.asked import Asked
from detente.web.page import Page
from detente.web.pages import home
from detente.web.show import environment
from detente.web.workbench import Workbench


@contextlib.contextmanager
def opening(workbench: Workbench, pages: Sequence[Page]) -> Iterator[None]:
    """Make the first page, beside whatever is asked meanwhile, where the record is kept folded.

    At the end it is waited for, as it reads the record.
    """
    if not workbench.record.keeps_whole:
        yield
        return
    thread = threading.Thread(target=_open, args=(workbench, pages), name="opening")
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _open(workbench: Workbench, pages: Sequence[Page]) -> None:
    with contextlib.suppress(DetenteError), _uncollected():  # whoever asks for the page is told
        home.answer(shared=workbench, asked=Asked(), user=workbench.settings.user)
    for page in pages:
        environment().get_template(page.template)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from walking a million values that have just come to stay."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
