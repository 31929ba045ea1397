"""Who said what: statements, attributions, and quotations whose speaker was not found."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.claims import Attribution, Note, Statement
from detente.readings.page import Page


@dataclass(frozen=True, slots=True)
class Speech:
    """What a page says that was said."""

    statements: tuple[Statement, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    notes: tuple[Note, ...] = ()


def read_speech(page: Page) -> Speech:
    """Return the statements, attributions and notes of a page."""
    return Speech()
