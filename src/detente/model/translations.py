"""Translations: what words of a report mean, by the desk; beside them, never in their place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from detente.model.text import Evidence, Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A translation of a report, or of words in it.

    deed: Its number in the desk's log, by which it is taken back.
    words: What it translates; None for the whole report.
    language: Of the translation, by ISO 639. text: The translation.
    """

    deed: int
    report: str
    words: Evidence | None
    language: str
    text: str
    by: str
    at: dt.datetime
    mark: Mark
