"""Translations as they stand beside a report: as lines, and as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from detente.model.text import Evidence
from detente.model.translations import Translation
from detente.views.escape import one_line
from detente.views.layout import COLUMNS, grid, shorten, wrap
from detente.views.phrases import moment_text, quote

# Translations that stand beside each other on a page of text; more go on below.
_ABREAST = 3


@dataclass(frozen=True, slots=True)
class Translated:
    """Words of a report, None for all of it, and every translation of just these."""

    words: Evidence | None
    translations: tuple[Translation, ...]


def together(translations: Iterable[Translation]) -> tuple[Translated, ...]:
    """Return translations of the same words together, in the order of the first of each."""
    found: dict[tuple[int, int] | None, list[Translation]] = {}
    for one in translations:
        place = (one.words.start, one.words.end) if one.words else None
        found.setdefault(place, []).append(one)
    return tuple(Translated(some[0].words, tuple(some)) for some in found.values())


def of_words(translations: Iterable[Translation], words: Evidence) -> tuple[Translation, ...]:
    """Return the translations of words that these lie in, or that lie in these."""
    return tuple(
        one
        for one in translations
        if one.words and one.words.start < words.end and words.start < one.words.end
    )


def translation_lines(translations: Sequence[Translation], *, names: bool = False) -> list[str]:
    """Return translations as lines under a heading, a blank line before; none if there is none.

    Several of the same words stand beside each other, after the words. names: Whether they say
    who made them.
    """
    if not translations:
        return []
    lines = ["", "Translations (by the desk; no claim rests on them)"]
    for group in together(translations):
        if len(group.translations) > 1:
            lines += _beside(group, names)
        else:
            lines += _below(group.translations[0], names)
    return lines


def _below(one: Translation, names: bool) -> Iterator[str]:
    yield from wrap(translation_head(one, names=names), first="  ", rest="    ")
    for part in one.text.split("\n"):
        yield from wrap(part, COLUMNS, first="  > ", rest="  > ") if part.strip() else ["  >"]


def _beside(group: Translated, names: bool) -> Iterator[str]:
    """Yield the words, then their translations in columns, as many as a page has room for."""
    yield f"  {_of(group.words)}, {len(group.translations)} translations"
    for start in range(0, len(group.translations), _ABREAST):
        some = group.translations[start : start + _ABREAST]
        heads = [_made(one, names) for one in some]
        size = (COLUMNS - 4 - 2 * (len(some) - 1)) // len(some)
        texts = [one_line(one.text) if group.words else one.text for one in some]
        yield from (f"  > {line}" for line in grid([heads, texts], [size] * len(some)))


def translation_head(one: Translation, *, names: bool = False) -> str:
    """Return what a translation is of, its language, and when it was made, in one line.

    names: Whether it says by whom.
    """
    return f"{_of(one.words)}, {_made(one, names)}"


def _of(words: Evidence | None) -> str:
    if words is None:
        return "the whole report"
    return f"{words.start}:{words.end} {quote(shorten(one_line(words.text), COLUMNS))}"


def _made(one: Translation, names: bool) -> str:
    by = f"by {one_line(one.by)}, " if names else ""
    return f"in {one.language}, {by}{moment_text(one.at.isoformat(timespec='minutes'))}"


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
