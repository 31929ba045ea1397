"""Datelines: where and when a report was filed, before its first words."""

from __future__ import annotations

import re

_MONTHS = (
    "Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|"
    "Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?"
)
_REGION = r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?"
_WEEKDAY = r"(?:,? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
_DAY = rf"(?:{_MONTHS}) \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} (?:{_MONTHS})(?:,? \d{{4}})?"
_WHOLE_DAY = rf"(?:{_MONTHS}) \d{{1,2}},? \d{{4}}|\d{{1,2}} (?:{_MONTHS}),? \d{{4}}"
_DATE = rf"(?:{_WEEKDAY}, (?:{_DAY}))"
# "(Halyard)", "/Halyard/", "(12 Sept 2034)" and "(Halyard, March 4)" behind the place.
_MARK = (
    rf"\((?:{_DAY}|[A-Za-z][A-Za-z ./&'’]{{1,30}}(?:, (?:{_DAY}))?)\)|/[A-Z][A-Za-z .]{{1,25}}/"
)
_AGENCY = rf"(?: ?(?:{_MARK}))?"
_DASH = r" ?(?:- ?-|--|—|–|-)\s+(?=\S)"
_CAPITALS = r"[A-Z]{4,}[A-Z.'’]*(?:[ -][A-Z.'’]{2,}){0,3}|[A-Z]{2,}(?:[ -][A-Z.'’]{2,}){1,3}"
_NAME = r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}){_REGION}(?:{_DATE}|{_WEEKDAY}){_AGENCY}{_DASH}"
    rf"|{_NAME}{_REGION}{_DATE}{_AGENCY}{_DASH}"
    rf"|{_NAME}{_REGION} \((?:{_WHOLE_DAY})\){_DASH}"
    # the agency ahead of the day: "PORT LISSE (Meridian Wire), November 24, 2026 —"
    rf"|(?:{_CAPITALS}|{_NAME}){_REGION} ?(?:{_MARK}){_DATE}{_DASH}"
    rf"|\({_NAME}{_REGION}{_DATE}\){_DASH}"
    rf"|\([A-Z][A-Za-z ./&]{{1,30}}\){_DASH}"
)
# A day alone: "13 November 2032 - Delegates met". Items of a chronology look the same.
_DAY_ALONE = re.compile(rf"(?:{_WHOLE_DAY}){_AGENCY}{_DASH}(?=[A-Z“\"])")
# On a line of its own, without the dash: "Ostrav, 3 June 2031 (Halyard)".
_ALONE = re.compile(rf"{_NAME}{_REGION}{_DATE}{_AGENCY}\s*")
# What may stand ahead of the day of a dateline, and behind it.
_BEFORE = re.compile(r"\s*[A-Z][^\n.!?\"“”]*(?:,\s*\(?|\s\()(?:[A-Z]\w+\)?\s)?$|\s*$")
_AFTER = re.compile(
    r"[,.]?(?:\s?\d{4})?\)?\s*(?:\(\s*[A-Z][\w .]*\)\s*|/\s*[A-Z][\w .]*/\s*)?(?:[-–—:]|$)"
)
# No place, day and agency are longer; a word without end would be tried at each of its letters.
_LONGEST = 200


def dateline_length(paragraph: str) -> int:
    """Return how many code points of a paragraph are its dateline, the dash and blanks included.

    0 if it has none. "OSTRAV, June 3 (Halyard) - The talks resumed." gives 28, "(Halyard) - The
    talks resumed." 12: copies of agencies often have lost the rest.
    """
    found = _DATELINE.match(paragraph, 0, _LONGEST)
    return found.end() if found else 0


def day_length(paragraph: str) -> int:
    """Return how many code points of a paragraph are a day and its dash; 0 if it opens otherwise.

    >>> day_length("13 November 2032 - Delegates met in Vell.")
    19
    """
    found = _DAY_ALONE.match(paragraph, 0, _LONGEST)
    return found.end() if found else 0


def is_dateline(paragraph: str) -> bool:
    """Return whether a paragraph begins with a dateline, or is nothing else."""
    alone = _ALONE.fullmatch(paragraph) if len(paragraph) <= _LONGEST else None
    words = paragraph.rstrip()
    of_day = len(words) <= _LONGEST and day_length(words + " X") == len(words) + 1
    return alone is not None or of_day or dateline_length(words + " x") > 0


def dateline_place(paragraph: str) -> str:
    """Return the place of a dateline, as written there; "" if the paragraph has none."""
    if not is_dateline(paragraph) or re.match(r"\([^,)]*\)", paragraph):
        return ""  # an agency's mark alone names no place
    return re.split(r",| \(| /|\s+[-—–]", paragraph.lstrip("("), maxsplit=1)[0].strip()


def is_filed(before: str, after: str) -> bool:
    """Return whether a day is a dateline's: by what stands ahead of it and behind it.

    >>> is_filed("VELL (", ") - The talks resumed."), is_filed("On ", " the talks resumed.")
    (True, False)
    """
    return _BEFORE.match(before) is not None and _AFTER.match(after) is not None
