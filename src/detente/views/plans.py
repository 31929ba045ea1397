"""Plans, drafts and offers: counts of points by source, authors, who says what of them."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from detente.model.claims import Assessment, Position, Proposal
from detente.model.snapshot import Entry, Snapshot

_LISTS: dict[str, str] = tomllib.loads(
    files("detente.views").joinpath("plans.toml").read_text("utf-8")
)
GENERAL = frozenset(_LISTS["general"].split())
_EMPTY = frozenset(_LISTS["empty"].split())
_DIGITS = {word: str(n) for n, word in enumerate(_LISTS["numbers"].split())} | {
    word: str(n) for n, word in zip(range(30, 100, 10), _LISTS["tens"].split(), strict=True)
}
# Telling words that may stand between those of a name, "the plan for a lasting peace": with two, a
# plan of one country was found in sentences on another's.
_BETWEEN = 1
# An s after fewer letters is seldom a plural ("gas").
_SHORTEST = 3
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Given:
    """What some say of a plan. by: Outlets, in the order of publication. on: First day."""

    value: str
    by: tuple[str, ...]
    on: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One plan with what is said of it.

    counts: Numbers of points by who gives them; several if sources disagree. earlier: The plan
    that it was revised from, if the record holds it; revised_from: The words for it. alike: Others
    with the same number of points, which may be the same plan by another name. mentions: Stances
    and judgements that speak of it, newest first. general: Whether its name is too general for
    others' words to be told to be about it, other than those of its own reports.
    """

    entry: Entry
    claim: Proposal
    counts: tuple[Given, ...]
    proponents: tuple[Given, ...]
    stages: tuple[Given, ...]
    told: tuple[Given, ...]
    revised_from: str | None
    earlier: Entry | None
    later: tuple[Entry, ...]
    alike: tuple[Entry, ...]
    mentions: tuple[Entry, ...]
    general: bool


def plans(snapshot: Snapshot, *, possible: bool = True) -> tuple[Plan, ...]:
    """Return the plans, those last spoken of first.

    possible: Whether those that are not sure are among them; they are always seen when looking
    for what a plan was revised from.
    """
    every = [entry for entry in snapshot.proposals if isinstance(entry.claim, Proposal)]
    earlier = {entry.id: earlier_version(entry, every) for entry in every}
    claims = [claim for entry in every if isinstance(claim := entry.claim, Proposal)]
    speaking = _Speaking(
        (entry for entry in _stances_and_judgements(snapshot) if possible or entry.sure),
        frozenset({"point"}).union(*(_words(c.name) | {str(c.points)} for c in claims)),
    )
    shown = [entry for entry in every if possible or entry.sure]
    shown.sort(key=lambda entry: (entry.last_published or dt.date.min, entry.id), reverse=True)
    return tuple(_plan(entry, every, earlier=earlier, speaking=speaking) for entry in shown)


def earlier_version(entry: Entry, every: Iterable[Entry]) -> Entry | None:
    """Return the plan that the words for the earlier version name, None if none fits.

    Points count first: "a 15-point version" is the plan of 15 points. Else all words of one name
    must stand in the other. Of several the one that shares most words, then the latest, counts.
    """
    words = revised_from(entry)
    if words is None:
        return None
    wanted = _words(words)
    found = [
        (len(wanted & _words(one.claim.name)), one.first_published or dt.date.min, one.id, one)
        for one in every
        if isinstance(one.claim, Proposal)
        and one.id != entry.id
        and _before(one, entry)
        and _same(wanted, one.claim)
    ]
    return max(found, key=lambda known: known[:3], default=(0, 0, "", None))[3]


def revised_from(entry: Entry) -> str | None:
    """Return the first words that name the version which a plan was revised from."""
    bodies = (entry.claim, *(sighting.body for sighting in entry.sightings))
    return next(
        (b.revised_from for b in bodies if isinstance(b, Proposal) and b.revised_from), None
    )


def plan_name(entry: Entry) -> str:
    """Return the name of a plan."""
    return entry.claim.name if isinstance(entry.claim, Proposal) else ""


def _plan(
    entry: Entry,
    every: Iterable[Entry],
    *,
    earlier: Mapping[str, Entry | None],
    speaking: _Speaking,
) -> Plan:
    claim = entry.claim
    assert isinstance(claim, Proposal)  # noqa: S101  (chosen so)
    counts = _given(entry, lambda body: None if body.points is None else str(body.points))
    numbers = {given.value for given in counts}
    return Plan(
        entry=entry,
        claim=claim,
        counts=counts,
        proponents=_given(entry, lambda body: body.proponent),
        stages=_given(entry, lambda body: body.stage),
        told=_given(entry, lambda body: body.status),
        revised_from=revised_from(entry),
        earlier=earlier[entry.id],
        later=tuple(o for o in every if (e := earlier[o.id]) is not None and e.id == entry.id),
        alike=tuple(
            one
            for one in every
            if one.id != entry.id and one.kind in numbers and one.kind is not None
        ),
        mentions=speaking.of(entry, claim),
        general=_is_general(claim),
    )


def _given(entry: Entry, value: Callable[[Proposal], str | None]) -> tuple[Given, ...]:
    found: dict[str, list[str]] = {}
    first: dict[str, dt.date | None] = {}
    for sighting in entry.sightings:
        body = entry.claim if entry.review == "corrected" else sighting.body
        if isinstance(body, Proposal) and (said := value(body)):
            found.setdefault(said, []).append(sighting.outlet)
            first.setdefault(said, sighting.published)
    return tuple(Given(v, tuple(dict.fromkeys(by)), first[v]) for v, by in found.items())


def _stances_and_judgements(snapshot: Snapshot) -> Iterator[Entry]:
    """Yield stances and judgements, each once."""
    cells = (
        (*cell.own, *cell.others, *cell.earlier, *cell.possible) for cell in snapshot.standings
    )
    held = [stance.entry for cell in cells for stance in cell]
    every = (*held, *snapshot.tray, *snapshot.assessments)
    yield from {entry.id: entry for entry in every}.values()


class _Speaking:
    """Stances and judgements by the words that they use. wanted: Words that are asked for."""

    def __init__(self, entries: Iterable[Entry], wanted: frozenset[str]) -> None:
        self._entries = tuple(entries)
        self._words = [_sequence(_text(entry)) for entry in self._entries]
        self._using: dict[str, set[int]] = {}
        for index, words in enumerate(self._words):
            for word in wanted.intersection(words):
                self._using.setdefault(word, set()).add(index)

    def of(self, entry: Entry, claim: Proposal) -> tuple[Entry, ...]:
        """Return those that speak of a plan, newest first.

        By its number of points, or with every word of its name close together. A name that is too
        general speaks of this plan only in a report that does.
        """
        name = _words(claim.name)
        found = self._near(name)
        if claim.points is not None:
            found |= self._near(frozenset({str(claim.points), "point"}), between=0)
        if _is_general(claim):
            reports = {sighting.report for sighting in entry.sightings}
            found = {i for i in found if reports & {s.report for s in self._entries[i].sightings}}
        return tuple(
            sorted(
                (self._entries[i] for i in found),
                key=lambda e: (e.last_published or dt.date.min, e.id),
                reverse=True,
            )
        )

    def _near(self, words: frozenset[str], between: int = _BETWEEN) -> set[int]:
        if not words:
            return set()
        using = set.intersection(*(self._using.get(word, set()) for word in words))
        return {index for index in using if _close(words, self._words[index], between)}


def _close(words: frozenset[str], text: Sequence[str], between: int) -> bool:
    """Whether all words stand together, with no more than so many others between them.

    >>> _close(frozenset({"peace", "plan"}), ["plan", "lasting", "peace"], 1)
    True
    >>> _close(frozenset({"peace", "plan"}), ["plan", "one", "two", "peace"], 1)
    False
    """
    size = len(words) + between
    return any(words <= set(text[at : at + size]) for at, word in enumerate(text) if word in words)


def _text(entry: Entry) -> str:
    claim = entry.claim
    if isinstance(claim, Position):
        parts = [claim.issue, claim.proposition, claim.condition, claim.main.text]
    elif isinstance(claim, Assessment):
        parts = [claim.about, claim.condition, claim.main.text]
    else:
        parts = [claim.main.text]
    return " ".join(filter(None, parts))


@lru_cache(maxsize=10_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(_sequence(text))


@lru_cache(maxsize=30_000)  # as many stances and judgements a record of 10,000 reports has
def _sequence(text: str) -> tuple[str, ...]:
    """Return the words that tell something apart, numbers as digits, without the s of a plural.

    >>> _sequence("Three of the nine-point plan's points")
    ('3', '9', 'point', 'plan', 'point')
    """
    found = (_DIGITS.get(word, word) for word in _WORD.findall(text.casefold()))
    return tuple(
        w[:-1] if len(w) > _SHORTEST and w.endswith("s") else w for w in found if w not in _EMPTY
    )


def _same(wanted: frozenset[str], claim: Proposal) -> bool:
    if claim.points is not None and {str(claim.points), "point"} <= wanted:
        return True
    name = _words(claim.name)
    telling = name & wanted - GENERAL
    return bool(telling) and (name <= wanted or wanted <= name)


def _is_general(claim: Proposal) -> bool:
    """Whether a name could be of any plan: "the draft", or a single word."""
    name = _words(claim.name)
    return claim.points is None and (len(name) < 2 or name <= GENERAL)


def _before(one: Entry, other: Entry) -> bool:
    first, then = one.first_published, other.first_published
    return first is None or then is None or first <= then
