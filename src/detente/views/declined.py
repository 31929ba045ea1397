"""Who only declined to comment or gave no details: told in one line, behind what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from detente.model.claims import Unknown
from detente.model.snapshot import Entry
from detente.views.escape import one_line
from detente.views.phrases import enumerate_names, name_text

SILENT = "Declined to comment or gave no details"
# What is kept back where no matter is named: words on whatever it is, or one thing about it.
_WORDS = frozenset(
    (
        *("answer", "answers", "comment", "comments", "detail", "details", "elaboration"),
        *("information", "reply", "replies", "response", "specifics", "statement"),
    )
)
_ABOUT_IT = frozenset(
    ("date", "dates", "explanation", "figure", "figures", "reason", "reasons", "timetable")
)
# Words around these that name no matter either.
_AROUND = frozenset(
    (
        *("a", "additional", "an", "any", "few", "further", "immediate", "its", "little"),
        *("more", "no", "other", "public", "specific", "the", "their"),
    )
)

T = TypeVar("T")


def is_silence(entry: Entry) -> bool:
    """Whether an unknown names no matter: "further details", and not "details of the toll"."""
    claim = entry.claim
    if not isinstance(claim, Unknown):
        return False
    words = _words(claim)
    return words <= _WORDS | _ABOUT_IT | _AROUND and not words <= _AROUND


def folded(things: Iterable[T], entry: Callable[[T], Entry | None]) -> list[tuple[T, ...]]:
    """Return each thing alone, but silences together behind the last other unknown; none is lost.

    entry: Of a thing its entry; None of one that stands by itself.
    """
    kept: list[T] = []
    silences: list[T] = []
    at = 0  # behind the last other unknown, else where the first silence stood
    for thing in things:
        told = entry(thing)
        if told is not None and is_silence(told):
            at = at if silences or at else len(kept)
            silences.append(thing)
            continue
        kept.append(thing)
        if told is not None and told.family == Unknown.family:
            at = len(kept)
    found: list[tuple[T, ...]] = [(one,) for one in kept]
    return [*found[:at], tuple(silences), *found[at:]] if silences else found


def silent_name(entry: Entry) -> str:
    """Return who was silent: "Norland", "nobody named"; if it is more than words, on what."""
    claim = entry.claim
    assert isinstance(claim, Unknown)  # noqa: S101  (a silence is one)
    who = enumerate_names(tuple(map(name_text, claim.withheld_by)))
    on = f" ({claim.what})" if _words(claim) & _ABOUT_IT else ""
    return one_line(f"{who}{on}")


def _words(claim: Unknown) -> set[str]:
    return {word.strip(".,;:“”\"'’").lower() for word in claim.what.split()}


def silent_text(entries: Sequence[Entry]) -> str:
    """Return how many silences there are, and whose, each name once."""
    names = Counter(map(silent_name, entries))
    told = (f"{name} ({times} times)" if times > 1 else name for name, times in names.items())
    return f"{SILENT} ({len(entries):,}): {'; '.join(told)}"
