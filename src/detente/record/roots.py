"""Where claims came from: who had them first, and how many sources that makes. Pure.

Ten outlets that all have it of one interview have one root. What no report traces to anybody has
no root: it may come from anywhere, and counts as independent of nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, takewhile
from typing import NamedTuple

from detente.model.actors import NARRATOR, is_unnamed
from detente.model.claims import Claim, Statement
from detente.model.sources import SourceClass
from detente.model.text import Report
from detente.record.words import LISTS, fold, words

# Who is of such a class answers for what it says itself: it is a root. An aggregator is none.
ANSWERING: frozenset[SourceClass] = frozenset(
    {
        *("primary_text", "official_readout", "transcript", "agency", "own_reporting"),
        "state_media",
    }
)
# As many words in a row that several reports have in common are not found twice by chance.
SAME_WORDS = 8


def _any_of(name: str) -> str:
    """Return a pattern of a list of words, one a line."""
    lines = LISTS[name].strip().split("\n")
    forms = (r"\s".join(map(re.escape, line.split())) for line in lines)
    return f"(?:{'|'.join(forms)})"


# A word of a name. It ends, or a word of twenty thousand letters would be tried from each of them.
_WORD = r"[A-Z][\w&.’'-]{0,40}"
_NAME = (
    rf"(?P<name>{_WORD}(?:\s(?:of|de|al|{_WORD})){{0,4}}"
    r"(?:\s(?:news\s)?(?:agency|newspaper|television|radio|broadcaster|magazine|channel))?)"
)
_STATE = rf"(?:{_any_of('outlet_owners')}\s)"
_THE = rf"(?:the\s|The\s|{_STATE}|broadcaster\s|newspaper\s|news\sagency\s|agency\s)*"
_WHAT = _any_of("outlet_kinds")
_SPOKE_TO = r"(?:told|speaking to|spoke to|interview (?:with|to|for|on)|statement to)"
_HAD_BY = (
    r"(?:reported|revealed|published|obtained|carried|seen|viewed|reviewed|heard|cited|quoted) by"
)
_FROM = r"(?:citing|quoting|[Aa]ccording to|(?:in )?a report (?:by|in))"
_TOLD = (
    r"(?:(?:has|had|have) )?(?:first |earlier |previously |also )*"
    r"(?:reports?|reported|cited|quoted)"
)
_PLAIN_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b{_SPOKE_TO} {_THE}{_NAME}",
        rf"\b(?:first )?{_HAD_BY} {_THE}{_NAME}",
        rf"\b{_FROM} {_THE}{_NAME}",
        rf"\bin response to (?:a )?(?:request|question)s?(?: for comment)? from {_THE}{_NAME}",
        rf"(?<!\w){_NAME},? (?:{_TOLD}|has learned|have learned)\b",
    )
)
# Forms in which a name need be nobody's that is known, for they say what it is.
_TELLING_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b(?:{_SPOKE_TO}|{_HAD_BY}|{_FROM}) (?:the\s|a\s)?(?:[A-Z][\w-]{{0,30}}\s)?{_STATE}?"
        rf"{_WHAT}\s{_NAME}",
        rf"\b{_WHAT}\s{_NAME},? (?:{_TOLD}|said|says|wrote)\b",
    )
)
_DAYS = frozenset(LISTS["day_names"].split())
_OURS = re.compile(r"\btold (?:us|this (?:newspaper|reporter|outlet|website|magazine))\b")
_FIRST = re.compile(r"\bfirst reported by\b|\bfirst reported\b|\bwas reported by\b")
_CREDITED = r"\s?\((?P<name>[A-Z][\w& .’'-]{1,40})\)\s?"
_OPENING = r"\A[^\n]{0,200}?\s*"
_TOWN = r"[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]*|al|am|da|de|del|el|la|on|upon)){0,4}"
# In capitals before a dash, or a town and a full day that may stand on a line of their own.
_DATELINES = tuple(
    re.compile(form, re.MULTILINE)
    for form in (
        rf"{_OPENING}[A-Z][A-Z’'. -]{{2,40}}(?:,[^()\n]{{1,30}})?{_CREDITED}[-–—]",
        rf"\A(?:[^\n]{{0,200}}\n)?\s*{_TOWN},[^()\n]{{4,20}}\d{{4}}{_CREDITED}(?:[-–—]|$)",
    )
)
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][”’\"')\]]*(?=\s)|(?=\n)|$)", re.DOTALL)
_OUTLETS = frozenset(LISTS["outlets"].strip().split("\n"))
_KINDS = frozenset(LISTS["outlet_words"].split())
_LOOSE = frozenset(LISTS["outlet_loose"].split())


class Naming(NamedTuple):
    """A sentence with the outlet that it names as having had it first, or heard it.

    end: First code point after it.
    """

    start: int
    end: int
    outlet: str


@dataclass(frozen=True, slots=True)
class Traced:
    """Where one claim came from, as far as its report says beside who said it.

    outlet: Who had it first, as named. occasion: Where it was said and when ("briefing
    2031-03-04").
    """

    outlet: str | None = None
    occasion: str | None = None


def roots_in(report: Report, claims: Sequence[Claim]) -> dict[str, Traced]:
    """Return where the claims of a report came from, those of which it says anything."""
    occasions = _Occasions(one for one in claims if isinstance(one, Statement) and one.venue)
    named = outlets_named(report)
    credit = report.details.agency or dateline(report.text)
    found = {}
    for claim in claims:
        outlet = _outlet(report, claim, named)
        if outlet is None and credit and _is_outlets_own(claim):
            outlet = credit
        traced = Traced(outlet, occasions.of(report, claim))
        if traced != Traced():
            found[claim.id] = traced
    return found


class _Occasions:
    """Statements of which it is told where they were made, to be asked what lies in one."""

    def __init__(self, said: Iterable[Statement]) -> None:
        """Take them in any order."""
        self._said = sorted(said, key=lambda one: one.main.start)
        self._starts = [one.main.start for one in self._said]
        self._reached = list(accumulate((one.main.end for one in self._said), max))

    def of(self, report: Report, claim: Claim) -> str | None:
        """Return where and when the first statement around a claim was made; None without one."""
        first = bisect_left(self._reached, claim.main.end)  # those before end too early
        for one in self._said[first : bisect_right(self._starts, claim.main.start)]:
            is_around = claim.main.end <= one.main.end
            if is_around and one.speaker in (claim.reported_by, getattr(claim, "speaker", "")):
                when = one.when.days.start if one.when else report.published
                return f"{one.venue} {when.isoformat()}" if when else None
        return None


def outlets_named(report: Report) -> tuple[Naming, ...]:
    """Return the sentences of a report that name whom they have it from, in order."""
    found = (
        (match.start(), match.end(), _named(report, match.group()))
        for match in _SENTENCE.finditer(report.text)
    )
    return tuple(Naming(start, end, name) for start, end, name in found if name is not None)


def dateline(text: str) -> str | None:
    r"""Return the agency that a text credits in its dateline, None without one.

    >>> dateline("PORT VELL, March 3 (Halden Wire) - Ferries wait.")
    'Halden Wire'
    >>> dateline("Port Vell, 3 March 2031 (Halden Wire)\n\nFerries wait.")
    'Halden Wire'
    """
    matches = (form.match(text) for form in _DATELINES)
    return next((match["name"] for match in matches if match), None)


def outlet_key(name: str) -> str:
    """Return a name as outlets are told apart by it.

    >>> outlet_key("the Anadolu news agency") == outlet_key("Anadolu Agency")
    True
    """
    kept = [word for word in words(name) if word not in _LOOSE]
    return " ".join(kept) or fold(name)


def _outlet(report: Report, claim: Claim, named: Sequence[Naming]) -> str | None:
    """Return the outlet that the sentence of a claim names as having it first."""
    main = claim.main
    at = bisect_right(named, main.start, key=lambda one: one.end)
    if at < len(named) and named[at].start < main.end:
        return named[at].outlet
    if not _is_outlets_own(claim):
        return None
    line = report.text.rfind("\n", 0, main.start) + 1
    stop = report.text.find("\n", main.end)
    paragraph = report.text[line : stop if stop >= 0 else len(report.text)]
    return _named(report, paragraph) if _FIRST.search(paragraph) else None


def _named(report: Report, sentence: str) -> str | None:
    if _OURS.search(sentence):
        return report.source.name
    for form in _TELLING_FORMS:
        for match in form.finditer(sentence):
            name = _bare(
                takewhile(lambda part: part.rstrip(".") not in _DAYS, match["name"].split())
            )
            if name and not _is_kind(name):
                return name
    for form in _PLAIN_FORMS:
        for match in form.finditer(sentence):
            parts = match["name"].split()  # "told Axios Tuesday"
            for end in range(len(parts), 0, -1):
                name = _bare(parts[:end])
                if is_outlet(name):
                    return name
    return None


def _bare(parts: Iterable[str]) -> str:
    return " ".join(parts).rstrip(".").removesuffix("’s").removesuffix("'s")


def _is_kind(name: str) -> bool:
    """Whether a name says what an outlet is, and not which."""
    return all(word in _KINDS for word in words(name))


def is_outlet(name: str) -> bool:
    """Whether a name is that of an outlet or agency: a known one, or one that says what it is.

    >>> is_outlet("Axios"), is_outlet("the Kestland Times"), is_outlet("President Vos")
    (True, True, False)
    """
    found = words(name)
    return outlet_key(name) in _OUTLETS or any(word in _KINDS for word in found[1:])


def _is_outlets_own(claim: Claim) -> bool:
    """Whether nobody by name answers for a claim but the outlet."""
    return claim.reported_by == NARRATOR or is_unnamed(claim.reported_by)


@dataclass(frozen=True, slots=True)
class Trace:
    """What tells the root of one sighting.

    text: First report with its words. keys: What it has in common with whatever has the same
    root. root: In words; None if it is not stated. said: The words of the claim.
    """

    text: str
    keys: frozenset[str]
    root: str | None
    said: str


def count_roots(traces: Sequence[Trace]) -> int:
    """Return how many independent sources some sightings go back to; 0 if none states any.

    >>> one = Trace("r1", frozenset({"axios"}), "Axios", "will open the strait")
    >>> other = Trace("r2", frozenset({"axios"}), "Axios", "is to open the strait")
    >>> count_roots([one, other]), count_roots([Trace("r3", frozenset(), None, "opens it")])
    (1, 0)
    """
    if len(traces) == 1:
        return int(traces[0].root is not None)
    groups = _grouped(traces)
    return len({groups[i] for i, trace in enumerate(traces) if trace.root is not None})


def _grouped(traces: Sequence[Trace]) -> list[int]:
    """Return of each trace the first one that has the same root."""
    first = list(range(len(traces)))

    def find(i: int) -> int:
        while first[i] != i:
            i = first[i]
        return i

    seen: dict[str, int] = {}
    for i, trace in enumerate(traces):
        for key in _shared(trace):
            a, b = sorted((find(i), find(seen.setdefault(key, i))))
            first[b] = a
    return [find(i) for i in range(len(traces))]


def _shared(trace: Trace) -> Iterator[str]:
    yield f"text {trace.text}"
    yield from trace.keys
    yield from _long_runs(trace.said)


@cache
def _long_runs(said: str) -> tuple[str, ...]:
    found = words(said)
    starts = range(len(found) - SAME_WORDS + 1)
    return tuple(f"words {' '.join(found[i : i + SAME_WORDS])}" for i in starts)


def class_of(outlet: str, classes: Mapping[str, SourceClass]) -> SourceClass:
    """Return the class that the desk gave an outlet. classes: By its key."""
    return classes.get(outlet_key(outlet), "unset") if classes else "unset"
