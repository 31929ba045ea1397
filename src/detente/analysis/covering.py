"""covered(): options that somebody refuses in refusing a thing of any kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detente.analysis.alike import core
from detente.analysis.paths import Voices
from detente.model.claims import Position
from detente.model.snapshot import Held, Proposition, Standing

# "Monitors of any kind", "any monitors", "a toll in whatever form": each that is one.
_ANY = re.compile(
    r"\b(?:any(?! (?:more|longer|time|way|case))|whatever|whatsoever"
    r"|every (?:kind|form|sort|type))\b",
    re.IGNORECASE,
)
# Words by which that is said, and no part of what it is said of.
_KIND = core("kind form sort type whatever whatsoever every number")
# An option with such a word may be that the thing goes, not that it comes.
_GONE = re.compile(
    r"\b(?:no|not|never|without|withdraw\w*|remov\w*|end(?:s|ed|ing)?|stop\w*|ban\w*|lift\w*"
    r"|leav\w+|left|reject\w*|exclud\w*|abolish\w*|suspend\w*|drop\w*|scrap\w*|cancel\w*)\b",
    re.IGNORECASE,
)


def covered(
    standing: Standing, held: Held, options: Iterable[Proposition], *, voices: Voices
) -> Iterator[str]:
    """Yield the ids of options that a refusal of any kind of a thing refuses, too.

    held: The stance that counts. voices: With "all", words in which others tell the same refusal
    count as well.
    """
    told = told_in(standing, held, voices)
    words = {text for one in told if _refuses(one) for text in _told(one, voices)}
    things = [core(text) - _KIND for text in words if _ANY.search(text)]
    if things:
        yield from (option.id for option in options if is_one(option.text, things))


def told_in(standing: Standing, held: Held, voices: Voices) -> tuple[Held, ...]:
    """Return in which stances a refusal is told; none of what is no refusal."""
    if not _refuses(held):
        return ()
    return (held, *standing.others) if voices == "all" else (held,)


def is_one(option: str, things: Iterable[frozenset[str]]) -> bool:
    """Whether an option is one of some things, each by the words that carry it.

    >>> is_one("send 180 monitors to the strip", [core("monitors")])
    True
    >>> is_one("the monitors leave", [core("monitors")]), is_one("a court", [core("monitors")])
    (False, False)
    """
    words = core(option)
    return not _GONE.search(option) and any(thing and thing <= words for thing in things)


def _refuses(held: Held) -> bool:
    return held.position.stance == "rejects" and not held.position.condition


def _told(held: Held, voices: Voices) -> Iterator[str]:
    """Yield in which words a refusal is told."""
    yield held.position.proposition or held.position.issue
    for sighting in held.entry.sightings:
        body = sighting.body
        if isinstance(body, Position) and (voices == "all" or body.voice == held.position.voice):
            yield body.proposition or body.issue
