"""What the name of an outlet tells of it: that it is an agency, that it publishes its own word."""

from __future__ import annotations

from functools import cache, lru_cache

from detente.model.agencies import agency_names
from detente.model.sources import BODIES
from detente.record.words import LISTS, words

_KINDS_OF_AGENCY = frozenset(LISTS["agency_words"].split())
_BODIES = frozenset(BODIES)


@lru_cache(maxsize=10_000)
def is_agency(name: str) -> bool:
    """Whether an outlet is a news agency: a known one, or one whose name says so.

    >>> is_agency("Halden News Agency"), is_agency("Reuters"), is_agency("The Vell Gazette")
    (True, True, False)
    """
    return _bare(name) in _agencies() or not _KINDS_OF_AGENCY.isdisjoint(words(name)[1:])


@lru_cache(maxsize=10_000)
def is_body(name: str) -> bool:
    """Whether an outlet is a government or body that publishes its own word.

    >>> is_body("Norland's Ministry of Foreign Affairs"), is_body("The Vell Gazette")
    (True, False)
    """
    return not _BODIES.isdisjoint(words(name))


@cache
def _agencies() -> frozenset[tuple[str, ...]]:
    return frozenset(map(_bare, agency_names()))


def _bare(name: str) -> tuple[str, ...]:
    """Return the words of a name without its article."""
    found = words(name)
    return found[1:] if found[:1] == ("the",) else found
