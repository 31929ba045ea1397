"""owed(): what parties owe by what was agreed, and what each side tells of whether it was kept.

An account is of a commitment of the same party if it names its clause, or shares the words that
carry it. Nothing is judged: a violation is what somebody alleges, until a monitor confirms it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.analysis.keeping import state_of
from detente.analysis.wordings import (
    ENOUGH,
    SOME,
    Group,
    People,
    can_be_of,
    distance,
    groups,
    likeness,
    telling,
)
from detente.model.accounts import CommitmentPin
from detente.model.actors import NARRATOR, is_unnamed, name_text
from detente.model.claims import Commitment, Compliance
from detente.model.findings import Finding, Row
from detente.model.jointly import with_others
from detente.model.owed import (
    POSSIBLY,
    POSSIBLY_OWED,
    STATE_WORDS,
    Account,
    Owed,
    OwedLedger,
    Side,
    Tie,
)
from detente.model.snapshot import Entry, Snapshot

CAVEATS = (
    "An alleged violation is somebody's word, not a violation. Where nothing was found it is not "
    "known whether a commitment was kept: the reader may have missed it.",
)
# Of the rows of the method.
COLUMNS = (
    "by",
    "to",
    "what",
    "clause",
    "due [day]",
    "condition",
    "state",
    "confirmed",
    "accounts",
    "later sentences",
)


def owed(snapshot: Snapshot) -> OwedLedger:
    """Return what is owed as of a day, with what is told of it, soonest due first.

    >>> owed(Snapshot(as_of=dt.date(2031, 3, 1))).rows
    ()
    """
    made = groups(snapshot)
    people = People(snapshot, made)
    loose: list[Account] = []
    for entry in snapshot.compliance:
        found = _place(entry, made, snapshot.commitment_pins, people)
        group = found.group if found else None
        link = found.link if found else "matched"
        home = group.told if group else loose
        home += [_told(entry, body, group, link, people=people) for body in _bodies(entry)]
    rows = with_others(_row(group, snapshot) for group in made)
    loose.sort(key=lambda one: (one.published or dt.date.min, one.entry.id), reverse=True)
    return OwedLedger(
        snapshot=snapshot, rows=tuple(sorted(rows, key=_due_first)), unmatched=tuple(loose)
    )


def commitments(snapshot: Snapshot) -> Finding:
    """Return what is owed and how it stands, as rows with what they rest on.

    A state is "possibly kept" where the commitment, or all that is told of it, is possible only.
    """
    return finding_of(owed(snapshot))


def finding_of(ledger: OwedLedger) -> Finding:
    """Return a ledger as rows; with how many later sentences speak of it, if they were sought."""
    return Finding(
        method="commitments",
        title="What is owed, and what is told of whether it was kept",
        columns=COLUMNS,
        rows=tuple(
            Row(
                cells=(
                    name_text(one.by),
                    ", ".join(map(name_text, one.claim.to)) or None,
                    one.claim.what,
                    one.claim.clause,
                    str(one.due) if one.due else None,
                    one.claim.condition,
                    _state_words(one),
                    _confirmed(one),
                    len(one.told),
                    ledger.clues[one.id].total if one.id in ledger.clues else None,
                ),
                basis=one.basis,
            )
            for one in ledger.rows
        ),
        caveats=CAVEATS,
    )


def _state_words(one: Owed) -> str:
    words = STATE_WORDS[one.state]
    if one.told:
        return words if one.sure and one.state_sure else f"{POSSIBLY}{words}"
    return words if one.sure else f"{POSSIBLY_OWED}{words}"


@dataclass(frozen=True, slots=True)
class _Found:
    """The commitment that an account is of, and how that is known."""

    group: Group
    link: Tie


def _place(
    entry: Entry, made: Sequence[Group], pins: Iterable[CommitmentPin], people: People
) -> _Found | None:
    """Return the commitment that an account is of, and how that is known; None for none."""
    claims = {sighting.claim for sighting in entry.sightings}
    said: dict[int, bool] = {}
    for pin in pins:
        for n, group in enumerate(made):
            if claims.intersection(pin.account) and group.claimed.intersection(pin.commitment):
                said.pop(n, None)  # in the order of the last word
                said[n] = pin.counts
    pinned = [n for n, counts in said.items() if counts]
    if pinned:
        return _Found(made[pinned[-1]], "pinned")
    told = telling(entry)
    scored = [
        (likeness(told, group), group)
        for n, group in enumerate(made)
        if told and n not in said and can_be_of(told, group, people)
    ]
    best = max((score for score, _ in scored), default=0.0)
    if best < SOME:
        return None
    nearest = [group for score, group in scored if score == best]
    clear = best >= ENOUGH and len(nearest) == 1
    home = min(nearest, key=lambda g: distance(entry, g))
    return _Found(home, "matched" if clear else "perhaps")


def _bodies(entry: Entry) -> Iterator[Compliance]:
    """Yield what is told of one act, once for each who tells, denies or checks it."""
    seen = set()
    sighted = () if entry.review == "corrected" else (s.body for s in entry.sightings)
    for body in (entry.claim, *sighted):
        if isinstance(body, Compliance):
            key = (body.told_by, body.denied_by, body.monitor, body.finding)
            if key not in seen:
                seen.add(key)
                yield body


def _told(
    entry: Entry, claim: Compliance, group: Group | None, link: Tie, *, people: People
) -> Account:
    teller = people.name(claim.told_by) if claim.told_by else None
    party = None
    if claim.told_by and claim.told_by != NARRATOR and not is_unnamed(claim.told_by):
        party = people.party(claim.told_by)
    return Account(
        entry=entry,
        claim=claim,
        side=_side(claim, party, group, people),
        link=link,
        teller=teller,
        party=party,
    )


def _side(claim: Compliance, party: str | None, group: Group | None, people: People) -> Side:
    watched = {n for one in (group.claims if group else ()) for n in one.verified_by}
    watchers = {people.party(name) for name in watched}
    if claim.finding or (party is not None and party in watchers):
        return "monitor"
    if party is None and claim.told_by is None and claim.denied_by:
        party = people.party(claim.denied_by[0])  # a denial alone is the word of who denies
    if party is None:
        return "other"
    if party == people.party(group.by if group else claim.by):
        return "own"
    owed_to = {people.party(n) for one in (group.claims if group else ()) for n in one.to}
    return "counterpart" if party in owed_to | people.signed else "other"


def _row(group: Group, snapshot: Snapshot) -> Owed:
    ordered = sorted(group.told, key=lambda one: (one.published or dt.date.min, one.entry.id))
    counted = [one for one in ordered if one.link != "perhaps"]
    due = group.due()
    sure = [one for one in counted if one.entry.sure]
    state = state_of(sure or counted, due, snapshot.as_of)
    claim = group.entries[0].claim
    assert isinstance(claim, Commitment)  # noqa: S101  (asked before)
    return Owed(
        entries=tuple(group.entries),
        claim=claim,
        by=group.by,
        state=state.state,
        due=due,
        told=tuple(counted),
        perhaps=tuple(one for one in ordered if one.link == "perhaps"),
        latest=state.latest,
        state_sure=bool(sure) or not counted,
    )


def _confirmed(one: Owed) -> str | None:
    """Return what those who checked confirmed ("delayed"), None for nothing."""
    acts = (told.claim.act for told in one.latest if told.claim.finding == "confirmed")
    return ", ".join(dict.fromkeys(acts)) or None


def _due_first(one: Owed) -> tuple[bool, dt.date, str, str]:
    return (one.due is None, one.due.last if one.due else dt.date.max, one.by, one.id)
