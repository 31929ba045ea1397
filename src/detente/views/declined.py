"""Who only declined to comment or gave no details: told in one line, each name with its entry."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from typing import TypeVar

from detente.model.claims import Unknown
from detente.model.snapshot import Entry
from detente.views.escape import one_line
from detente.views.phrases import enumerate_names, name_text

DECLINED = "Declined to comment or gave no details"
_LISTS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(
        files("detente.views").joinpath("declined.toml").read_text("utf-8")
    ).items()
}

T = TypeVar("T")


def is_declined(entry: Entry) -> bool:
    """Whether an unknown names no matter: "further details", and not "details of the toll"."""
    claim = entry.claim
    if not isinstance(claim, Unknown):
        return False
    words, around = _words(claim), _LISTS["around"]
    return words <= _LISTS["words"] | _LISTS["about_it"] | around and not words <= around


def declined_claim(claim: Unknown) -> str:
    """Return who only declined, in words; "" for what names a matter, or one thing about it."""
    words, around = _words(claim), _LISTS["around"]
    if not words <= _LISTS["words"] | around or words <= around:
        return ""
    return f"{DECLINED}: {enumerate_names(tuple(map(name_text, claim.withheld_by)))}"


def apart(
    things: Iterable[T], entry: Callable[[T], Entry | None]
) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """Return what stands by itself, and who only declined; one of these stands behind the rest.

    entry: Of a thing its entry; None of one that stands by itself.
    """
    others, declined = _parted(things, entry)
    return ((*others, *declined), ()) if len(declined) == 1 else (tuple(others), tuple(declined))


def folded(things: Iterable[T], entry: Callable[[T], Entry | None]) -> list[tuple[T, ...]]:
    """Return each thing alone, but who only declined together behind the last other unknown.

    None is lost. Where nothing else is not known, they stand where the first of them stood.
    entry: As for `apart`.
    """
    every = tuple(things)
    others, declined = _parted(every, entry)
    rows: list[tuple[T, ...]] = [(one,) for one in others]
    if not declined:
        return rows
    unknown = [n for n, one in enumerate(others) if (e := entry(one)) and _is_unknown(e)]
    first = next(n for n, one in enumerate(every) if one is declined[0])
    at = unknown[-1] + 1 if unknown else first
    return [*rows[:at], tuple(declined), *rows[at:]]


def decliner(entry: Entry) -> str:
    """Return who declined: "Norland", "nobody named"; if it is more than words, on what."""
    claim = entry.claim
    assert isinstance(claim, Unknown)  # noqa: S101  (nothing else is)
    who = enumerate_names(tuple(map(name_text, claim.withheld_by)))
    on = f" ({claim.what})" if _words(claim) & _LISTS["about_it"] else ""
    return one_line(f"{who}{on}")


def declined_text(entries: Sequence[Entry]) -> str:
    """Return how often somebody declined, and who, each name once."""
    names = Counter(map(decliner, entries))
    told = (f"{name} ({times} times)" if times > 1 else name for name, times in names.items())
    return f"{DECLINED} ({len(entries):,}): {'; '.join(told)}"


def _parted(things: Iterable[T], entry: Callable[[T], Entry | None]) -> tuple[list[T], list[T]]:
    others: list[T] = []
    declined: list[T] = []
    for thing in things:
        told = entry(thing)
        (declined if told is not None and is_declined(told) else others).append(thing)
    return others, declined


def _is_unknown(entry: Entry) -> bool:
    return entry.family == Unknown.family


def _words(claim: Unknown) -> set[str]:
    return {word.strip(".,;:“”\"'’").lower() for word in claim.what.split()}
