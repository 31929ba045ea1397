"""What of a source is taken: reports with the words or parties that its user follows. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from detente.model.sources import Item, Left, Taken, Watched
from detente.model.text import Report

_NAMED = 3


def taken(watched: Watched, report: Report, item: Item | None = None) -> Taken | Left:
    """Return why a source's filter takes a report, or why it leaves it.

    A word is found as it stands, whatever its letters' size and accents; one that ends with "*"
    with any ending; several words as a phrase. A party is found by its name. Any one is enough.
    """
    text = f"{report.title or ''}\n{report.text}"
    reason = why_taken(watched, text)
    if reason is not None:
        return Taken(reason)
    key = item.key if item else report.key
    return Left(key, report.source.address, report.title, why_left(watched))


def may_be_taken(watched: Watched, item: Item) -> bool:
    """Whether an item that was not fetched may pass: it was told to be about what is followed.

    Headlines and summaries leave out much, so this says only what to fetch first.
    """
    return why_taken(watched, f"{item.title or ''}\n{item.text or ''}") is not None


def why_taken(watched: Watched, text: str) -> str | None:
    """Return why a text passes a source's filter, in words; "" without one; None if it fails.

    >>> from detente.model.sources import make_watched
    >>> source = make_watched("feed", "f", words=("toll*",), parties=("Norland",))
    >>> why_taken(source, "NORLAND lifts its tolls")
    "it holds 'toll*' and names Norland"
    """
    if not watched.words and not watched.parties:
        return ""
    folded = _folded(text)
    words = [word for word in watched.words if _pattern(word).search(folded)]
    parties = [name for name in watched.parties if _pattern(name).search(folded)]
    said = []
    if words:
        said.append("it holds " + _listed([f"'{word}'" for word in words]))
    if parties:
        said.append(f"{'names' if words else 'it names'} {_listed(parties)}")
    return " and ".join(said) or None


def why_left(watched: Watched) -> str:
    """Return what a report that fails a source's filter lacks, in words."""
    said = []
    if watched.words:
        said.append("holds none of the words " + _listed([f"'{one}'" for one in watched.words]))
    if watched.parties:
        said.append("names none of " + _listed(list(watched.parties)))
    return "it " + " and ".join(said)


def _listed(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


@lru_cache(1000)
def _pattern(word: str) -> re.Pattern[str]:
    """A word or phrase as it stands between others."""
    folded = _folded(word)
    open_end = folded.endswith("*")
    parts = [re.escape(part) for part in folded.rstrip("*").split()]
    if not parts:
        return re.compile(r"(?!)")
    return re.compile(r"(?<!\w)" + r"\s+".join(parts) + ("" if open_end else r"(?!\w)"))


def _folded(text: str) -> str:
    """Letters of one size, without accents."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))
