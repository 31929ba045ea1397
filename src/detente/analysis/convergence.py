"""convergence(): how far two parties agree on an issue, day by day, and who moved.

The share of an issue's propositions on which both stand on one side, as a band: from those that
surely agree to those of which nothing speaks against it. Silence widens the band and never moves
it: the propositions counted are the same on every day.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from detente.analysis.bounds import Bound, allowed, gap
from detente.analysis.newest import both_ways, superseded
from detente.analysis.paths import Path, Voices, is_taken_back, paths, side
from detente.analysis.quantities import Quantity, quantities
from detente.model.findings import Finding, Row
from detente.model.snapshot import Snapshot

CAVEATS = (
    "Reported stances are not true preferences; agreeing words may hide what divides.",
    "The band goes from what surely agrees to what may: of what nothing was found may be either.",
)
COUNTED: dict[Voices, str] = {
    "own": "Only stances in a party's own voice, with a day, are followed.",
    "all": "Where a party says nothing itself, what others say that it holds is followed, from "
    "the day on which they said so; two tellers who differ are no move.",
}


def convergence(snapshot: Snapshot, voices: Voices = "own") -> Finding:
    """Return for each issue, pair of parties and day on which one of them spoke, the band.

    Days on which nothing of the pair changed are left out; by issue, pair, then day.

    >>> convergence(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    names = snapshot.party_names
    followed = paths(snapshot, voices)
    known = quantities(snapshot)
    rows: list[Row] = []
    for issue in snapshot.issues:
        own = [path for path in followed if path.issue == issue.id]
        for one, other in combinations(sorted({path.party for path in own}), 2):
            pair = [path for path in own if path.party in (one, other)]
            who = (names.get(one, one), names.get(other, other))
            rows += _of_pair((issue.name, *who), (one, other), pair, measured=known[issue.id])
    return Finding(
        method="convergence",
        title="Convergence",
        columns=(
            "issue",
            "party",
            "other party",
            "day",
            "agreed at least [percent]",
            "agreed at most [percent]",
            "propositions",
            "moved toward the other",
            "moved away",
            "gaps of quantities",
        ),
        rows=tuple(rows),
        caveats=(*CAVEATS, COUNTED[voices], *_told(snapshot, followed)),
    )


def _told(snapshot: Snapshot, followed: Sequence[Path]) -> Iterator[str]:
    """Yield of whom only accounts of others are followed, and on what."""
    names = snapshot.party_names
    texts = snapshot.proposition_texts
    by_party: dict[str, list[str]] = {}
    heard = {(path.issue, path.party) for path in followed}
    pairs = {issue for issue, number in Counter(key for key, _ in heard).items() if number > 1}
    for path in (one for one in followed if one.told and one.issue in pairs):
        text = texts.get(path.proposition, path.proposition)
        by_party.setdefault(names.get(path.party, path.party), []).append(f"“{text}”")
    for party, words in sorted(by_party.items()):
        yield f"By accounts of others alone: {party} on {', '.join(words)}."


def _of_pair(
    told: tuple[str, str, str],
    ids: tuple[str, str],
    pair: Sequence[Path],
    *,
    measured: Sequence[Quantity],
) -> Iterator[Row]:
    names = told[1:]
    propositions = sorted({path.proposition for path in pair})
    known = {(path.party, path.proposition): path for path in pair}
    days = sorted({held.since for path in pair for held in path.held if held.since})
    for day in days:
        sides = [
            tuple(_side(known.get((party, proposition)), day) for party in ids)
            for proposition in propositions
        ]
        least = sum(a == b != 0 for a, b in sides)
        most = sum(a == b or 0 in (a, b) for a, b in sides)
        toward, away = _moves(known, ids, propositions, day=day, names=names)
        spoke = [h for path in pair for h in path.held if h.since == day]
        yield Row(
            cells=(
                *told,
                day.isoformat(),
                round(100 * least / len(propositions)),
                round(100 * most / len(propositions)),
                len(propositions),
                ", ".join(toward) or None,
                ", ".join(away) or None,
                _gaps(pair, ids, measured, day) or None,
            ),
            basis=tuple(dict.fromkeys(held.entry.id for held in spoke)),
        )


def _gaps(
    pair: Sequence[Path], ids: tuple[str, str], measured: Sequence[Quantity], day: dt.date
) -> str:
    """Return how far apart both are in numbers that both state, in words."""
    found = []
    for quantity in measured:
        one, other = (_bound(pair, party, quantity, day) for party in ids)
        if one is not None and other is not None:
            unit = f" ({quantity.unit})" if quantity.unit else ""
            found.append(f"{quantity.words}: {gap(one, other):,g}{unit}")
    return "; ".join(found)


def _bound(pair: Sequence[Path], party: str, quantity: Quantity, day: dt.date) -> Bound | None:
    """Return what a party allows on a day; None too if it demands one number, offers another."""
    spoken = {
        (party, path.proposition): held
        for path in pair
        if path.party == party
        and path.proposition in quantity.bounds
        and (held := path.at(day))
        and not is_taken_back(held.position)
    }
    if both_ways(spoken, quantity):
        return None
    old = superseded(spoken, (quantity,))
    return allowed(
        (held.position.stance, quantity.bounds[cell[1]])
        for cell, held in spoken.items()
        if cell not in old
    )


def _side(path: Path | None, day: dt.date) -> int:
    held = path.at(day) if path else None
    return side(held.position) if held else 0


def _moves(
    known: dict[tuple[str, str], Path],
    ids: tuple[str, str],
    propositions: Sequence[str],
    *,
    day: dt.date,
    names: tuple[str, str],
) -> tuple[list[str], list[str]]:
    """Return who changed a stance on a day to the side of the other, and who away from it."""
    toward, away = [], []
    for number, party in enumerate(ids):
        for proposition in propositions:
            path = known.get((party, proposition))
            stands = _side(known.get((ids[1 - number], proposition)), day)
            for before, after in path.moves() if path else ():
                if after.since != day or not stands:
                    continue
                was, now = side(before.position), side(after.position)
                if abs(now - stands) < abs(was - stands):
                    toward.append(names[number])
                elif abs(now - stands) > abs(was - stands):
                    away.append(names[number])
    return toward, away
