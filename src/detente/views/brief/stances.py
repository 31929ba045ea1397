"""Who stands where, for the brief: the propositions that matter, each party's word under them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from detente.model.snapshot import Entry, Held, Snapshot, Standing
from detente.model.vocabulary import STANCE_WORDS
from detente.views.brief.lines import MOST, Line, Section
from detente.views.matrix.cells import every_held
from detente.views.phrases import date_text, enumerate_names, name_text
from detente.views.signs import named
from detente.views.words import VOICES, asides, stance_text

# Accounts by others that the brief shows under one proposition; the matrix shows all.
ACCOUNTS = 2


def stance_section(snapshot: Snapshot) -> Section:
    """Return one line for each proposition with a stance, the most spoken of first.

    First come those on which most parties speak in their own voice, then those with conflicting
    accounts or mixed signals, then the newest. What is possible is counted; where nothing is sure,
    it is shown.
    """
    by_proposition: dict[tuple[str, str], list[Standing]] = {}
    possible = sum(len(standing.possible) for standing in snapshot.standings)
    sure = [s for s in snapshot.standings if s.own or s.others]
    for standing in sure or snapshot.standings:
        if standing.own or standing.others or standing.possible:
            key = (standing.issue, standing.proposition)
            by_proposition.setdefault(key, []).append(standing)
    ranked = sorted(by_proposition.items(), key=lambda item: (_rank(item[1]), item[0]))
    return Section(
        name="positions",
        title="Who stands where",
        lines=tuple(_line(snapshot, key, standings) for key, standings in ranked[:MOST]),
        total=len(ranked),
        command="matrix",
        possible=possible if sure else 0,
    )


def perhaps_over(snapshot: Snapshot, basis: Iterable[Entry]) -> str:
    """Return in words which of some stances may be over: a newer one, not sure, says otherwise."""
    entries = list(basis)
    ids = {entry.id for entry in entries}
    propositions = {entry.proposition for entry in entries}  # of thousands, those of a few
    found = [
        f"{_party(snapshot, standing, held)} possibly {STANCE_WORDS[held.position.stance]} since "
        f"{date_text(held.entry.first_published)}"
        for standing in snapshot.standings
        if standing.proposition in propositions
        and any(h.entry.id in ids for h in standing.own)
        and (held := standing.perhaps)
    ]
    return f" (may be over: {', '.join(found)})" if found else ""


def agreed_lines(snapshot: Snapshot) -> list[Line]:
    """Return the propositions that at least two parties accept, each in its own voice."""
    by_proposition: dict[str, list[Standing]] = {}
    for standing in snapshot.standings:
        if standing.stance == "accepts" and standing.own and not standing.mixed:
            by_proposition.setdefault(standing.proposition, []).append(standing)
    texts = snapshot.proposition_texts
    return [
        Line(
            words=f"{enumerate_names(tuple(_party(snapshot, s, s.own[0]) for s in standings))} "
            f"each accept: {texts.get(proposition, proposition)}",
            entries=tuple(standing.own[0].entry for standing in standings),
        )
        for proposition, standings in by_proposition.items()
        if len({standing.party for standing in standings}) > 1
    ]


def _rank(standings: Sequence[Standing]) -> tuple[int, int, int]:
    newest = max(h.since or dt.date.min for s in standings for h in every_held(s))
    return (
        -sum(bool(standing.own) for standing in standings),
        -sum(standing.conflict or standing.mixed for standing in standings),
        -newest.toordinal(),
    )


def _line(snapshot: Snapshot, key: tuple[str, str], standings: Sequence[Standing]) -> Line:
    issues = {issue.id: issue.name for issue in snapshot.issues}
    texts = snapshot.proposition_texts
    own = [_own(snapshot, s, held) for s in standings for held in (*s.own, s.perhaps) if held]
    accounts = [(s, held) for s in standings for held in s.others]
    left = len(accounts) - ACCOUNTS
    others = [_other(snapshot, *account) for account in accounts[:ACCOUNTS]]  # opens their claims
    if not own and not others:
        own, others = _possible(snapshot, standings)
        left = len(others) - ACCOUNTS
    issue, text = issues.get(key[0], key[0]), texts.get(key[1], key[1])
    more = f" ({left} more accounts by others)" if left > 0 else ""
    return Line(
        head="" if issue == text else issue,
        words=f"{text}{more}",
        under=(*own, *others[:ACCOUNTS]),
    )


def _possible(snapshot: Snapshot, standings: Sequence[Standing]) -> tuple[list[Line], list[Line]]:
    """Return what is possible, in the parties' own voice and as others tell it."""
    every = [(s, h, h.position.voice == "own") for s in standings for h in s.possible]
    return (
        [_own(snapshot, s, h) for s, h, own in every if own],
        [_other(snapshot, s, h) for s, h, own in every if not own],
    )


def _own(snapshot: Snapshot, standing: Standing, held: Held) -> Line:
    mixed = "; mixed signals" if standing.mixed else ""
    conflict = "; accounts conflict" if standing.conflict else ""
    return Line(
        head=_party(snapshot, standing, held),
        words=f"{_stance(held)}{mixed}{conflict}",
        entries=(held.entry,),
    )


def _other(snapshot: Snapshot, standing: Standing, held: Held) -> Line:
    position = held.position
    voice = VOICES[position.voice]
    named = name_text(position.reported_by)
    by = named if named == voice or position.voice == "unnamed" else f"{named}, {voice}"
    conflict = "; accounts conflict" if standing.conflict and not standing.own else ""
    return Line(
        head=f"{_party(snapshot, standing, held)}, according to {by}",
        words=f"{_stance(held)}{conflict}",
        entries=(held.entry,),
    )


def _stance(held: Held) -> str:
    stance, *extras = stance_text(held.position).split("; ", 1)
    since = f"since {date_text(held.since)}" if held.since else "undated"
    more = (*extras, *asides(held.position))
    return named(held.entry, "; ".join([f"{stance}, {since}", *more]))


def _party(snapshot: Snapshot, standing: Standing, held: Held) -> str:
    """Whose stance it is: as the register calls it, else as it was told ("ministers")."""
    for party in snapshot.parties:
        if party.id == standing.party:
            return party.name
    return held.position.actor  # which opens the claim
