"""Agencies: whom a report credits its words to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from detente.model.agencies import agency_names

# A credit stands in the first lines (dateline, byline) or the last ones (signature).
_FIRST, _LAST = 3, 3
# A dateline with its agency: "BRAGE, March 4 (Reuters) - ". Its place has some words at most.
_PLACE = r"[^\n.!?()]{0,80}"
# A signature has few words: "Reporting by Mara Lind; editing by Per Falk".
_LONGEST_SIGNATURE = 40
_SOME = "agencies"


def agency_of(text: str, author: str | None = None, said: str | None = None) -> str | None:
    """Return the agencies that a text or its byline credits, None if it credits none.

    said: What the page says of itself. Unnamed "agencies" count where nothing names one.

    >>> agency_of("BRAGE (Reuters) - The talks paused on Monday.")
    'Reuters'
    >>> agency_of("The talks paused.", "Mara Lind with AFP and AP")
    'AFP and AP'
    """
    byline = said or agency_in(author)
    if byline not in (None, _SOME):
        return byline
    return _in_text([part for part in text.split("\n") if part.strip()]) or byline


def agency_in(byline: str | None) -> str | None:
    """Return the agencies that a byline names, None if it names none.

    >>> agency_in("By Our Correspondent and agencies")
    'agencies'
    """
    if not byline:
        return None
    found = _named(m[0] for m in _names().finditer(byline))
    if found is None and _UNNAMED.search(byline):
        return _SOME
    return found


_UNNAMED = re.compile(r"\b(?:and|with|from|by) (?:news )?agencies\b|^agencies$", re.I)
_SIGNED = re.compile(r"\((?:additional )?(?:reporting|editing|writing) by .+", re.I)


def _in_text(lines: list[str]) -> str | None:
    if not lines:
        return None
    names = _names().pattern
    both = rf"(?:{names})(?:(?:\s?[/,&]\s?| and | with )(?:{names}))*"
    dateline = re.compile(rf"^{_PLACE}\(({both})\)\s*[-–—:]")
    filed = re.compile(rf"^{_PLACE}\d{{4}} ?\(({both})\)$")  # "Brage, 4 March 2031 (Reuters)"
    alone = re.compile(rf"^[\W_]*(?:source|by|from|©|copyright)?[\W_]*({both})[\W_]*$")
    for line in lines[:_FIRST]:
        found = dateline.match(line) or filed.match(line.strip()) or alone.match(line)
        if found or (line[:3].lower() == "by " and len(line.split()) < _LONGEST_SIGNATURE):
            named = agency_in(found[1] if found else line)
            if named:
                return named
    ends = re.compile(rf"(?:[-–—]\s?|\(|©\s?(?:\d{{4}}\s)?)({both})\)?\.?$")
    for line in reversed(lines[-_LAST:]):
        found = alone.match(line) or ends.search(line[-120:])
        if found:
            return _named(m[0] for m in _names().finditer(found[1]))
    return None


def _named(found: Iterable[str]) -> str | None:
    short = dict.fromkeys(agency_names()[name] for name in found)
    names = list(short)
    if not names:
        return None
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@cache
def _names() -> re.Pattern[str]:
    longest_first = sorted(agency_names(), key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
