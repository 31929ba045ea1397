"""Words that the desk marked itself: checked, written down, found again in another text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.model.errors import InputError, SpanError
from detente.model.text import Evidence, Report, cite

# Of words that stand several times, those are the same around which most of this is the same.
AROUND = 80
_PLACE = re.compile(
    r"(?:(?P<report>[0-9a-f]{12}):)?(?P<start>\d+):(?P<end>\d+)(?:\s(?P<words>.*))?", re.DOTALL
)
_QUOTED = re.compile(r"“([^“”]+)”?|\"([^\"]+)\"?")


def mark_words(report: Report, written: str) -> Evidence:
    """Return words of a report as the desk marked them: "120:145", or the words themselves.

    A place may be followed by the words, which must then stand there. Blanks at the ends are left
    out. Errors: SpanError for words that do not stand there; InputError for words that stand
    nowhere or in several places.
    """
    place = _PLACE.fullmatch(written.strip())
    if place is None:
        return _standing_once(report, written.strip())
    found = _trimmed(report, int(place["start"]), int(place["end"]))
    if place["words"] is not None and place["words"].strip() != found.text:
        raise SpanError(
            f"report {report.id}: at {found.start}:{found.end} stand other words than those that "
            "were marked; load the report again and mark them anew"
        )
    return found


def report_of(written: str) -> str | None:
    """Return the report that marked words name, or None if they name none."""
    place = _PLACE.fullmatch(written.strip())
    return place["report"] if place else None


def write_span(words: Evidence) -> str:
    """Return marked words as a judgement keeps them: report, place and the words."""
    return f"{words.report}:{words.start}:{words.end} {words.text}"


def read_span(kept: str) -> Evidence:
    """Return marked words from what a judgement keeps; they were checked when it was made.

    >>> read_span("3f2a91c04b7d:4:10 agreed").text
    'agreed'
    """
    place = _PLACE.fullmatch(kept)
    if place is None or place["report"] is None or place["words"] is None:
        raise InputError(f"{kept!r} are no marked words; write START:END or the words themselves")
    return Evidence(place["report"], int(place["start"]), int(place["end"]), place["words"])


def find_again(words: Evidence, old: Report, new: Report) -> Evidence | None:
    """Return the same words in another text, or None if it has not got them.

    Of several places it is the one whose surroundings are most alike, then the nearest.
    """

    def unlike(start: int) -> tuple[int, int]:
        return -_alike(old, words.start, new, start, len(words.text)), abs(start - words.start)

    start = min(_places(new.text, words.text), key=unlike, default=None)
    return None if start is None else cite(new, start, start + len(words.text))


def quoted_in(words: Evidence) -> tuple[Evidence, ...]:
    """Return what stands in double quotation marks within words, the marks left out."""
    found = []
    for match in _QUOTED.finditer(words.text):
        start, end = match.span(1 if match[1] is not None else 2)
        first = words.start + start
        found.append(Evidence(words.report, first, words.start + end, words.text[start:end]))
    return tuple(found)


def _standing_once(report: Report, words: str) -> Evidence:
    places = list(_places(report.text, words)) if words else []
    if not places:
        raise InputError(
            f"report {report.id} does not hold the words {words!r}; copy them from it"
        )
    if len(places) > 1:
        listed = ", ".join(f"{start}:{start + len(words)}" for start in places[:5])
        raise InputError(
            f"report {report.id} holds the words {words!r} {len(places)} times; write one of "
            f"the places: {listed}"
        )
    return cite(report, places[0], places[0] + len(words))


def _trimmed(report: Report, start: int, end: int) -> Evidence:
    inside = cite(report, start, end).text
    left = len(inside) - len(inside.lstrip())
    right = len(inside) - len(inside.rstrip())
    return cite(report, start + left, end - right)


def _places(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _alike(old: Report, at: int, new: Report, place: int, length: int) -> int:
    before = (
        old.text[max(0, at - AROUND) : at][::-1],
        new.text[max(0, place - AROUND) : place][::-1],
    )
    after = (
        old.text[at + length : at + length + AROUND],
        new.text[place + length : place + length + AROUND],
    )
    return _shared(*before) + _shared(*after)


def _shared(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
