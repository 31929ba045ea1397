"""A page that stands in for any other while a long record is being read, so that nobody waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fastapi import FastAPI, Request
from starlette.responses import Response

from detente.web.asked import Asked
from detente.web.asking import AsItIs
from detente.web.page import Page
from detente.web.show import BEHIND, render

# Seconds that a page is waited for before that one is shown.
PATIENCE_S = 0.5


class StillReading(Exception):
    """The record is being read. page: What was asked for."""

    def __init__(self, page: Page) -> None:
        """Take the page that was asked for."""
        super().__init__(page.path)
        self.page = page


def not_before_it_was_read(page: Page) -> Callable[[Request, AsItIs], None]:
    """Return what stands before a page: it raises StillReading, but for the script that waits."""

    def check(request: Request, found: AsItIs) -> None:
        left = page.path == "/" and found.left.is_held
        if not (left or BEHIND in request.headers or found.read_once.within(PATIENCE_S)):
            raise StillReading(page)

    return check


def add_reading_page(app: FastAPI) -> None:
    """Show who asks for a page too early that the record is being read."""
    app.add_exception_handler(StillReading, _show)


def _show(request: Request, early: Exception) -> Response:
    assert isinstance(early, StillReading)  # noqa: S101  (it was added for no other)
    here = replace(early.page, scripts=("left.js",))
    return render(request, "reading.html", asked=Asked(), here=here)
