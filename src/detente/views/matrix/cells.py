"""The cells of the matrix: what stands in each, and in which order."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.model.actors import is_unnamed
from detente.model.claims import Unknown
from detente.model.snapshot import (
    Entry,
    Held,
    Issue,
    Party,
    Proposition,
    Refusal,
    Snapshot,
    Standing,
)
from detente.views.phrases import date_text, many, name_text, quote
from detente.views.signs import hangs_on, named, review_sign
from detente.views.support import rests_text
from detente.views.words import VOICES, asides, stance_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. empty: What it reads if nobody says anything, else None."""

    party: Party
    standing: Standing | None
    refusals: tuple[Entry, ...]
    empty: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: an issue's proposition, its cells in the order of the parties."""

    issue: Issue
    path: str
    proposition: Proposition
    cells: tuple[Cell, ...]


def matrix_lines(
    snapshot: Snapshot,
    *,
    parties: Sequence[Party] | None = None,
    propositions: Container[str] | None = None,
) -> tuple[Line, ...]:
    """Return the rows: propositions of all issues, in the register's order, parents first.

    parties: Who has a column, in this order; None for those that are marked as parties in the
    register or have a standing. propositions: Ids of those that have a row; None for all.
    """
    parties = parties_of(snapshot) if parties is None else parties
    standings = {(s.party, s.proposition): s for s in snapshot.standings}
    return tuple(
        Line(
            issue=issue,
            path=path,
            proposition=proposition,
            cells=tuple(
                _cell(
                    party,
                    standings.get((party.id, proposition.id)),
                    refusals=_refusals(snapshot, party, proposition),
                    snapshot=snapshot,
                )
                for party in parties
            ),
        )
        for path, issue in issue_paths(snapshot.issues)
        for proposition in issue.propositions
        if propositions is None or proposition.id in propositions
    )


def spoken_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the rows in which something was found of somebody: a stance, or a refusal to speak.

    Whoever holds what the others are about is no party: "delegates", "eight countries".
    """
    return tuple(
        line for line in lines if any(cell.standing or cell.refusals for cell in line.cells)
    )


def silent_text(left_out: int) -> str:
    """Return that so many rows were left out on which no party says anything; "" if none were."""
    if not left_out:
        return ""
    return f"{many(left_out, 'row')} left out on which no statement of a party was found."


def unplaced_refusals(snapshot: Snapshot) -> tuple[tuple[str, Entry], ...]:
    """Return the refusals to speak that are about no issue of the register, with the party."""
    names = snapshot.party_names
    return tuple(
        (names.get(refusal.party) or _nameless(refusal), refusal.entry)
        for refusal in snapshot.refusals
        if refusal.entry.issue is None and refusal.entry.proposition is None
    )


def _nameless(refusal: Refusal) -> str:
    """Return who withheld something, in the words of the report, where it names nobody."""
    claim = refusal.entry.claim
    withheld_by = claim.withheld_by if isinstance(claim, Unknown) else ()
    return ", ".join(name_text(name) for name in withheld_by if is_unnamed(name)) or refusal.party


def _refusals(snapshot: Snapshot, party: Party, proposition: Proposition) -> tuple[Entry, ...]:
    """Return a party's refusals to speak about a proposition, or about its issue as a whole."""
    entries = (refusal.entry for refusal in snapshot.refusals if refusal.party == party.id)
    return tuple(
        entry
        for entry in entries
        if entry.proposition == proposition.id
        or (entry.proposition is None and entry.issue == proposition.issue)
    )


def _cell(
    party: Party, standing: Standing | None, *, refusals: tuple[Entry, ...], snapshot: Snapshot
) -> Cell:
    spoken = standing is not None and (standing.own or standing.others or standing.possible)
    coverage = snapshot.coverage
    empty = (
        f"no statement found in {many(coverage.reports, 'report')} of "
        f"{many(coverage.outlets, 'outlet')}, last {date_text(coverage.last)}"
    )
    return Cell(
        party=party,
        standing=standing if spoken else None,
        refusals=() if standing is not None and standing.own else refusals,
        empty=None if spoken else empty,
    )


def parties_of(snapshot: Snapshot) -> tuple[Party, ...]:
    """Return the parties that have a column."""
    speaking = {standing.party for standing in snapshot.standings}
    return tuple(p for p in snapshot.parties if p.is_party or p.id in speaking)


def issue_paths(issues: Iterable[Issue]) -> Iterator[tuple[str, Issue]]:
    """Yield issues with their path, each parent before its children; orphans count as tops."""
    issues = tuple(issues)
    known = {issue.id for issue in issues}
    children: dict[str | None, list[Issue]] = {}
    for issue in issues:
        children.setdefault(issue.parent if issue.parent in known else None, []).append(issue)

    def below(parent: str | None, path: str, above: frozenset[str]) -> Iterator[tuple[str, Issue]]:
        for issue in children.get(parent, ()):
            if issue.id not in above:
                here = f"{path} › {issue.name}" if path else issue.name
                yield here, issue
                yield from below(issue.id, here, above | {issue.id})

    yield from below(None, "", frozenset())


def held_text(held: Held) -> str:
    """Return a stance in a cell: since when, condition, firmness, what it rests on."""
    stance, *extras = stance_text(held.position).split("; ", 1)
    since = f"since {date_text(held.since)}" if held.since else "undated"
    differs = {"changed": "changed", "differs": "differs from an earlier one"}
    entry = held.entry
    parts = [
        f"{stance}, {since}",
        *extras,
        *asides(held.position),
        *filter(None, [differs.get(held.relationship)]),
        rests_text(entry),
    ]
    signs = "".join(sign.sign for sign in hangs_on([entry]))
    words = named(entry, "; ".join(parts))
    return f"{review_sign([entry])} {words}{signs} [{entry.id[:8]}]"


def teller_text(held: Held) -> str:
    """Return whose account of a party a stance is."""
    voice, named = VOICES[held.position.voice], name_text(held.position.reported_by)
    return named if named == voice or held.position.voice == "unnamed" else f"{named}, {voice}"


def every_held(standing: Standing | None) -> tuple[Held, ...]:
    """Return every stance of a cell: own voice, others' accounts, then what is possible."""
    if standing is None:
        return ()
    return (*standing.own, *standing.others, *standing.possible)


def silence_text(standing: Standing) -> str:
    """Return what stands where the own voice would, if nothing sure is found in it."""
    possibly = any(held.position.voice == "own" for held in standing.possible)
    return f"nothing {'sure' if possibly else 'found'} in its own voice"


def possible_text(held: Held) -> str:
    """Return a possible stance in a cell, with who says so if it is not the party."""
    by = "" if held.position.voice == "own" else f"  per {teller_text(held)}: "
    return f"{by}{held_text(held)}"


def cell_lines(cell: Cell) -> tuple[str, ...]:
    """Return a cell in lines: own voice, then what others say, apart; or why it is empty.

    Below all of them, apart, what is possible.
    """
    standing = cell.standing
    own, others = (standing.own, standing.others) if standing else ((), ())
    lines = [cell.empty] if cell.empty else []
    if standing and standing.mixed:
        lines.append(f"mixed signals in its own voice: {len(own)}")
    lines += [held_text(held) for held in own]
    if standing and not own:
        lines.append(silence_text(standing))
    lines += [
        f"did not say: {quote(entry.claim.main.text)} [{entry.id[:8]}]" for entry in cell.refusals
    ]
    lines += [f"  per {teller_text(held)}: {held_text(held)}" for held in others]
    if standing and standing.conflict:
        lines.append("accounts contradict each other")
    lines += [possible_text(held) for held in standing.possible] if standing else []
    return tuple(lines)
