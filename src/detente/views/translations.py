"""Translations as they stand beside a report: as lines, and as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from detente.model.translations import Translation
from detente.views.escape import one_line
from detente.views.layout import COLUMNS, shorten, wrap
from detente.views.phrases import moment_text, quote


def translation_lines(translations: Sequence[Translation], *, names: bool = False) -> list[str]:
    """Return translations as lines under a heading, a blank line before; none if there is none.

    names: Whether they say who made them.
    """
    if not translations:
        return []
    lines = ["", "Translations (by the desk; no claim rests on them)"]
    for one in translations:
        lines += wrap(translation_head(one, names=names), first="  ", rest="    ")
        for part in one.text.split("\n"):
            lines += wrap(part, COLUMNS, first="  > ", rest="  > ") if part.strip() else ["  >"]
    return lines


def translation_head(one: Translation, *, names: bool = False) -> str:
    """Return what a translation is of, its language, and when it was made, in one line.

    names: Whether it says by whom.
    """
    of = "the whole report"
    if one.words is not None:
        words = quote(shorten(one_line(one.words.text), COLUMNS))
        of = f"{one.words.start}:{one.words.end} {words}"
    at = moment_text(one.at.isoformat(timespec="minutes"))
    by = f"by {one_line(one.by)}, " if names else ""
    return f"{of}, in {one.language}, {by}{at}"


def translations_json(
    translations: Iterable[Translation], *, names: bool = False
) -> list[dict[str, Any]]:
    """Return translations as plain values. names: Whether they say who made them."""
    return [
        {
            "deed": one.deed,
            "start": one.words.start if one.words else None,
            "end": one.words.end if one.words else None,
            "words": one.words.text if one.words else None,
            "language": one.language,
            "text": one.text,
            "by": one.by if names else None,
            "at": one.at.isoformat(),
            "mark": one.mark,
        }
        for one in translations
    ]
