"""Reading invented sentences: one pipeline for the whole run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from detente.model.claims import Reading
from detente.model.text import make_report
from detente.readings.readers import reader

RETRIEVED = dt.datetime(2031, 3, 4, 8, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """Return what reads a text, published on Tuesday 4 March 2031 unless told otherwise."""
    reads = reader("rules")

    def one(
        text: str,
        *,
        published: dt.date | None = dt.date(2031, 3, 4),
        title: str | None = None,
    ) -> Reading:
        return reads.read(make_report(text, retrieved=RETRIEVED, title=title, published=published))

    return one
