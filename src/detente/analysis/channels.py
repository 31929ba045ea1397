"""channels(): who speaks for whom, who met whom, who passed words on, and who contradicts whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import combinations

from detente.analysis.paths import party_standings
from detente.analysis.speakers import contradicted
from detente.model.actors import is_unnamed, name_text
from detente.model.claims import Contact
from detente.model.findings import Finding, Row
from detente.model.snapshot import ON, Entry, Party, Snapshot

SPEAKS, MET, CARRIED, DIFFER = "speaks for", "met", "passed on words of", "differ"
BETWEEN, THROUGH = "went between", "spoke through others"
_ORDER = (DIFFER, MET, THROUGH, BETWEEN, CARRIED, SPEAKS)
# Contacts in which nobody met: what was said went through somebody, or on paper.
_APART = frozenset({"indirect", "written"})
# Go-betweens that are only possible, of which so many are named.
MOST_TOLD = 6
CAVEATS = (
    "Contacts that took place by what is sure and nobody denies; unnamed sources are left out, "
    "but for who is said to be of a party and takes another side than its own voice.",
    "Who met whom says nothing of what was said; a channel that nobody reports is not here.",
)


def channels(snapshot: Snapshot) -> Finding:
    """Return contradictions between speakers of one party, contacts, go-betweens, spokespeople.

    >>> channels(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    rows = [*_speakers(snapshot), *_meetings(snapshot), *_carried(snapshot), *_differ(snapshot)]
    rows.sort(key=lambda row: (_ORDER.index(str(row.cells[0])), *map(str, row.cells[1:4])))
    return Finding(
        method="channels",
        title="Authority and channels",
        columns=("how", "who", "whom", "what", "first told [day]", "last told [day]", "times"),
        rows=tuple(rows),
        caveats=(*CAVEATS, *_possibly(snapshot)),
    )


def _speakers(snapshot: Snapshot) -> Iterator[Row]:
    """Yield who spoke for whom, from what they surely said, and positions that rest on it."""
    names = snapshot.party_names
    parties = {party.name: party for party in snapshot.parties}
    told = {(one.who, one.whom): one for one in snapshot.spoken}
    spoken: dict[tuple[str, str], list[Entry]] = {}
    for standing in party_standings(snapshot):
        whom = names.get(standing.party, standing.party)
        for held in (*standing.own, *standing.earlier):
            by = held.position.reported_by
            # a position stands in what is said: it does not count again
            if held.entry.sure and by in parties and by != whom and (by, whom) not in told:
                spoken.setdefault((by, whom), []).append(held.entry)
    for (by, whom), entries in spoken.items():
        yield _row((SPEAKS, by, whom, _office(parties[by])), entries)
    for (by, whom), said in told.items():
        office = _office(parties[by]) if by in parties else None
        days = (_day(said.first), _day(said.last))
        cells = (SPEAKS, by, whom, office, *days, len(said.statements))
        yield Row(cells=cells, basis=said.statements)


def _office(party: Party) -> str | None:
    told = (party.role, (party.authority or "").replace("_", " "))
    return ", ".join(filter(None, told)) or None


def _meetings(snapshot: Snapshot) -> Iterator[Row]:
    """Yield who met whom, who only spoke through others, and who went between them."""
    met: dict[tuple[str, str, str], list[Entry]] = {}
    for entry, claim in _took_place(snapshot):
        there = [p for p in claim.participants if p.role != "absent" and not is_unnamed(p.name)]
        names = sorted({p.name for p in there})
        if claim.format not in _APART:
            for one, other in combinations(names, 2):
                met.setdefault((MET, one, other), []).append(entry)
            continue
        between = sorted({p.name for p in there if p.role == "mediator"})
        for one, other in combinations([name for name in names if name not in between], 2):
            met.setdefault((THROUGH, one, other), []).append(entry)
            for by in between:
                met.setdefault((BETWEEN, by, f"{one} and {other}"), []).append(entry)
    for (how, one, other), entries in met.items():
        kinds = sorted({e.claim.kind for e in entries if isinstance(e.claim, Contact)})
        yield _row((how, one, other, ", ".join(kinds)), entries)


def _possibly(snapshot: Snapshot) -> tuple[str, ...]:
    """Say who possibly went between others: that counts once the desk lets it stand."""
    told = []
    for entry, claim in _took_place(snapshot, sure=False):
        between = [name_text(p.name) for p in claim.participants if p.role == "mediator"]
        sides = [name_text(p.name) for p in claim.participants if p.role == "party"]
        if claim.format in _APART and between and len(sides) > 1:
            words = f"{', '.join(between)} between {' and '.join(sides)}"
            told.append(f"{words} ({entry.id[:8]})")
    listed = told[:MOST_TOLD]
    more = f" and {len(told) - len(listed)} more" if len(told) > len(listed) else ""
    if not told:
        return ()
    return (f"Possibly went between, not sure and not counted: {'; '.join(listed)}{more}.",)


def _took_place(snapshot: Snapshot, *, sure: bool = True) -> Iterator[tuple[Entry, Contact]]:
    """Yield contacts that took place by anybody's account, and nobody denies.

    sure: Whether those that are sure are asked for, or those that are not.
    """
    for entry in snapshot.contacts:
        claim = entry.claim
        if not isinstance(claim, Contact) or entry.sure != sure:
            continue
        # one report plans what another tells as held: it took place if anybody tells so
        told = {status.status for status in entry.statuses} or {claim.status}
        if not ON.isdisjoint(told) and "denied" not in told:
            yield entry, claim


def _carried(snapshot: Snapshot) -> Iterator[Row]:
    """Yield who passed on what a party holds: a link between the party and the report."""
    names = snapshot.party_names
    carried: dict[tuple[str, str], list[Entry]] = {}
    for standing in party_standings(snapshot):
        whom = names.get(standing.party, standing.party)
        for held in standing.others:
            by = held.position.reported_by
            if held.position.voice == "mediator" and held.entry.sure and not is_unnamed(by):
                carried.setdefault((by, whom), []).append(held.entry)
    for (by, whom), entries in carried.items():
        yield _row((CARRIED, by, whom, None), entries)


def _differ(snapshot: Snapshot) -> Iterator[Row]:
    """Yield parties whose own speakers hold different stances at once."""
    for found in contradicted(snapshot):
        entries = [held.entry for held in found.held]
        yield _row((DIFFER, found.party, found.on, found.words), entries)


def _row(told: tuple[str, str, str, str | None], entries: Iterable[Entry]) -> Row:
    entries = list(entries)
    days = [
        day for entry in entries for day in (entry.first_published, entry.last_published) if day
    ]
    return Row(
        cells=(*told, _day(min(days, default=None)), _day(max(days, default=None)), len(entries)),
        basis=tuple(dict.fromkeys(entry.id for entry in entries)),
    )


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
