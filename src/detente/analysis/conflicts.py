"""conflicts(), changes(): what cannot hold together, and without what the rest can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from detente.analysis.bounds import has_measure
from detente.analysis.demands import Asked, Demand, Known, asked_of, worded
from detente.analysis.minimal import MOST, Part, minimal_sets
from detente.analysis.newest import left_out
from detente.analysis.orders import SAME
from detente.analysis.paths import Voices, is_taken_back, party_standings
from detente.model.bags import shared
from detente.model.findings import Finding, Row
from detente.model.snapshot import Snapshot

_COUNTED: dict[Voices, str] = {
    "own": "Only stances in a party's own voice count; what nothing was found of asks for "
    "nothing here, which does not mean that its party would agree.",
    "all": "Where a party says nothing itself, what others say that it holds counts here; an "
    "opponent's account of a stance is not that stance.",
}
CAVEATS = (
    "Two demands exclude each other by their words: one asks for what the other rejects, one "
    "quantity is to have two values, a condition is refused, or each is to come before the other.",
)
OPENING = "Or the issue is redefined, sequenced, traded or guaranteed."
NO_ADVICE = (
    "None of these sets is a forecast or advice. What is already put forward is somebody's "
    "stance, and may be refused by others."
)

# Nobody of a set is known to have moved: that is told, for it may only not have been read.
UNMOVED = "no move found"
# What a report names as open, with its measure, is no proposal, but may be what one is made of.
_NAMED = "named, not put forward: "
# Stances that put something forward.
_FORMULAS = frozenset({"proposes", "offers", "conditionally_accepts"})
# Things told beside a conflict that are listed.
MOST_BESIDE = 6


def conflicts(snapshot: Snapshot, voices: Voices = "own", known: Known | None = None) -> Finding:
    """Return the minimal sets of demands that cannot hold together, smallest first.

    One row a set; rows of one part hang together through what they are about. known: What was
    asked of the same state before, with less or more that counted; None for nothing.

    >>> conflicts(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    known = known or Known()
    asked = asked_of(snapshot, voices, known)
    parts = _parts(asked, known)
    return Finding(
        method="conflicts",
        title="What cannot hold together",
        columns=("part", "demands", "which", "parties", "red lines"),
        rows=known.of("conflicts", asked, lambda: tuple(_conflicts(asked, parts))),
        caveats=(
            _COUNTED[voices],
            *CAVEATS,
            *left_out(asked.replaced),
            *_doubts(asked, parts),
            *_unfinished(parts),
        ),
    )


def changes(snapshot: Snapshot, voices: Voices = "own", known: Known | None = None) -> Finding:
    """Return the minimal sets of demands without which all others can hold together.

    Smallest first; of one size those with fewest red lines first. Weighed by nothing else. Among
    the formulas voiced is what the same reports name as an obstacle with its measure ("a lane
    five miles wide"), marked as put forward by nobody. known: As of `conflicts`.

    >>> changes(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    known = known or Known()
    asked = asked_of(snapshot, voices, known)
    parts = _parts(asked, known)
    voiced = _voiced(snapshot)
    return Finding(
        method="changes",
        title="What would have to change",
        columns=(
            "part",
            "demands",
            "which",
            "whose",
            "red lines",
            "moved before",
            "formulas voiced",
            "told beside it",
        ),
        rows=tuple(_changes(snapshot, asked, parts, voiced)),
        opening=(OPENING, *_voiced_on(asked, parts, voiced)),
        caveats=(
            *(NO_ADVICE, _COUNTED[voices], *CAVEATS),
            *(*left_out(asked.replaced), *_doubts(asked, parts), *_unfinished(parts)),
        ),
    )


def same_demands(row: Row) -> tuple[str, ...]:
    """Return what makes two sets one: the entries of their demands, whatever stands beside."""
    return row.basis[: int(row.cells[1] or 0)]


def _conflicts(asked: Asked, parts: Iterable[Part]) -> Iterator[Row]:
    """Yield the minimal sets of each part that cannot hold together."""
    for number, part in enumerate(parts, 1):
        for members in _ordered(part.conflicts, asked.demands):
            yield _row(number, members)


def _changes(
    snapshot: Snapshot,
    asked: Asked,
    parts: Iterable[Part],
    voiced: Mapping[str, Mapping[str, str]],
) -> Iterator[Row]:
    """Yield the minimal sets of each part, with who moved and what was put forward beside it."""
    told_near = _TellingMore(snapshot)
    for number, part in enumerate(parts, 1):
        issues = sorted({asked.demands[n].issue or "" for n in part.demands} - {""})
        formulas = {key: told for issue in issues for key, told in voiced.get(issue, {}).items()}
        near = told_near.beside([asked.demands[n] for n in part.demands])
        formulas |= {key: _NAMED + near.pop(key) for key in list(near) if has_measure(near[key])}
        told = "; ".join(dict.fromkeys(formulas.values())) or None
        beside = "; ".join(near.values()) or None
        for members in _ordered(part.corrections, asked.demands):
            moved = _parties(demand for demand in members if demand.moved)
            row = _row(number, members)
            yield Row(
                cells=(*row.cells, ", ".join(moved) or UNMOVED, told, beside),
                basis=tuple(dict.fromkeys([*row.basis, *formulas, *near])),
            )


def _parts(asked: Asked, known: Known) -> tuple[Part, ...]:
    clauses = [demand.clauses for demand in asked.demands]
    return known.of("parts", asked, lambda: minimal_sets(clauses, asked.hard))


def _row(number: int, members: Sequence[Demand]) -> Row:
    """Return what both findings say of a set of demands."""
    return Row(
        cells=(
            number,
            len(members),
            " · ".join(demand.words for demand in members),
            ", ".join(_parties(members)),
            sum(demand.red_line for demand in members),
        ),
        basis=tuple(demand.entry.id for demand in members),
    )


def _ordered(sets: Iterable[frozenset[int]], demands: Sequence[Demand]) -> list[list[Demand]]:
    """Return sets smallest first, then by red lines, then as the demands stand."""
    order = sorted(sets, key=lambda s: (len(s), sum(demands[n].red_line for n in s), sorted(s)))
    return [[demands[n] for n in sorted(one)] for one in order]


def _parties(members: Iterable[Demand]) -> list[str]:
    return sorted({demand.party for demand in members})


def _voiced(snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """Return by issue what anybody put forward there, words by id of the entry."""
    found: dict[str, dict[str, str]] = {}
    names = snapshot.party_names
    for standing in party_standings(snapshot):
        for held in (*standing.own, *standing.others):
            position = held.position
            if position.stance in _FORMULAS and not is_taken_back(position):
                party = names.get(standing.party, standing.party)
                words = worded(held, party, position.proposition or position.issue)
                found.setdefault(standing.issue, {})[held.entry.id] = words
    return found


def _voiced_on(
    asked: Asked, parts: Iterable[Part], voiced: dict[str, dict[str, str]]
) -> tuple[str, ...]:
    """Return the formulas on the issues of all parts, one line; none if nobody voiced one."""
    issues = dict.fromkeys(asked.demands[n].issue or "" for part in parts for n in part.demands)
    told = dict.fromkeys(words for key in issues for words in voiced.get(key, {}).values())
    return (f"Already put forward on it: {'; '.join(told)}.",) if told else ()


class _TellingMore:
    """What reports name as an obstacle or a plan, by report: there are thousands of these."""

    def __init__(self, snapshot: Snapshot) -> None:
        every = (*snapshot.sticking_points, *snapshot.proposals)
        self._entries = [entry for entry in every if entry.sure]
        self._places: dict[str, list[int]] = {}
        for place, entry in enumerate(self._entries):
            for sighting in entry.sightings:
                self._places.setdefault(sighting.report, []).append(place)

    def beside(self, demands: Sequence[Demand]) -> dict[str, str]:
        """Return what the same reports name as either, words by id of the entry.

        What repeats a demand is left out, and so is what the reader is not sure of.
        """
        reports = {sighting.report for demand in demands for sighting in demand.entry.sightings}
        found: dict[str, str] = {}
        for place in sorted({n for report in reports for n in self._places.get(report, ())}):
            entry = self._entries[place]
            words = getattr(entry.claim, "issue", "") or getattr(entry.claim, "name", "")
            if not any(shared(words, demand.words) >= SAME for demand in demands):
                found[entry.id] = words
        return dict(list(found.items())[:MOST_BESIDE])


def _doubts(asked: Asked, parts: Iterable[Part]) -> Iterator[str]:
    """Yield which wordings that are not the same were taken for one quantity in a conflict."""
    inside = {asked.demands[n].proposition for part in parts for n in part.demands}
    for quantity in asked.quantities:
        if quantity.doubt and len(inside & quantity.bounds.keys()) > 1:
            yield quantity.doubt


def _unfinished(parts: Iterable[Part]) -> tuple[str, ...]:
    """Say which parts have more sets than are listed."""
    open_ = [number for number, part in enumerate(parts, 1) if not part.complete]
    if not open_:
        return ()
    listed = ", ".join(map(str, open_))
    return (f"Of part {listed} the first {MOST} sets are listed, smallest first; there are more.",)
