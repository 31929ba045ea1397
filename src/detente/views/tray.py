"""Where a position that has no place might belong: suggestions with reasons, for the desk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.model.claims import Position
from detente.model.snapshot import Entry, Issue, Proposition
from detente.views.phrases import enumerate_names

MOST = 3
# Words that more than this share of the propositions hold tell none of them from the others.
COMMON = 0.1
# In a small register a word may stand in this many propositions all the same.
FEW = 3
# Words that both must hold, unless the position has no more: one alone is often a chance.
LEAST = 2
# Shorter words seldom name a thing.
SHORTEST = 4
# Words that point to nothing, whatever their share.
EMPTY = """
about above after again against also among another been before being below between both could
does down during each either else even ever every from further have having here into itself
just like made make many more most much must need neither never next none once only other
others over same shall should since some still such than that their them themselves then there
these they this those through under until upon very want were what when where whether which
while whose will with within without would your
"""
# Code points between two positions that still speak of one thing; about a paragraph.
NEAR = 400
_EMPTY = frozenset(EMPTY.split())
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Suggested:
    """A proposition that a position may belong to, and why."""

    proposition: Proposition
    reason: str


@dataclass(frozen=True, slots=True)
class _Stood:
    start: int
    proposition: Proposition


@dataclass(slots=True)
class Places:
    """The register's propositions, and where placed positions stand, ready to be searched."""

    propositions: Mapping[str, Proposition]
    by_word: dict[str, list[str]] = field(default_factory=dict)
    by_report: dict[str, list[_Stood]] = field(default_factory=dict)

    def suggest(self, entry: Entry) -> tuple[Suggested, ...]:
        """Return up to three propositions that an unplaced position may belong to, best first.

        What stands just before it in its report comes first: words like "it" refer to that.
        """
        found: dict[str, Suggested] = {}
        for one in (*self._before(entry), *self._alike(entry)):
            found.setdefault(one.proposition.id, one)
        return tuple(found.values())[:MOST]

    def _before(self, entry: Entry) -> Iterable[Suggested]:
        for sighting in entry.sightings:
            start = sighting.body.main.start
            near = [
                one
                for one in self.by_report.get(sighting.report, ())
                if 0 <= start - one.start <= NEAR
            ]
            if near:
                last = max(near, key=lambda one: one.start)
                yield Suggested(last.proposition, "the position just before it")

    def _alike(self, entry: Entry) -> Iterable[Suggested]:
        claim = entry.claim
        assert isinstance(claim, Position)  # noqa: S101  (only positions have a place)
        mine = sorted(_words(f"{claim.proposition or ''} {claim.issue}"))
        shared: dict[str, list[str]] = {}
        for word in mine:
            for key in self.by_word.get(word, ()):
                shared.setdefault(key, []).append(word)
        for key, words in sorted(shared.items(), key=lambda one: (-len(one[1]), one[0])):
            if len(words) < min(LEAST, len(mine)):
                continue
            named = enumerate_names(tuple(words))
            yield Suggested(self.propositions[key], f"shares {named}")


def places(issues: Sequence[Issue], placed: Iterable[Entry]) -> Places:
    """Return what suggestions are made from. placed: Positions of the record, in any order."""
    made = Places({p.id: p for issue in issues for p in issue.propositions})
    words = {
        p.id: _words(f"{p.text} {issue.name}") for issue in issues for p in issue.propositions
    }
    counts = Counter(word for found in words.values() for word in found)
    limit = max(FEW, int(COMMON * len(words)))
    for key, found in words.items():
        for word in found:
            if counts[word] <= limit:
                made.by_word.setdefault(word, []).append(key)
    for entry in placed:
        proposition = made.propositions.get(entry.proposition or "")
        if proposition is not None:
            for sighting in entry.sightings:
                stood = _Stood(sighting.body.main.start, proposition)
                made.by_report.setdefault(sighting.report, []).append(stood)
    return made


def _words(text: str) -> set[str]:
    found = _WORD.findall(text.casefold())
    return {word for word in found if len(word) >= SHORTEST and word not in _EMPTY}
