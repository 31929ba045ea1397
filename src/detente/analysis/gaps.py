"""gaps(): on what nothing was found of whom. A gap is of the record, not of the party."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from detente.analysis.paths import Voices, party_standings
from detente.model.findings import Finding, Row
from detente.model.snapshot import Snapshot, Standing

CAVEATS = (
    "Nothing found does not mean that nothing was said: the reader misses positions too, as "
    "'detente accuracy' says.",
    "Only propositions on which somebody holds something are looked at, and parties that hold "
    "something somewhere.",
)
COUNTED = (
    "Who is known by accounts of others alone is left out here; an opponent's account of a stance "
    "is not that stance."
)
_Instead: TypeAlias = Literal["nothing", "refused", "accounts", "possible"]


def gaps(snapshot: Snapshot, voices: Voices = "own") -> Finding:
    """Return each proposition with the parties of which no statement of its own was found.

    Parties are those that the register marks so. What was found instead is said. voices: With
    "all", who is known by accounts of others is no gap.

    >>> gaps(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    return Finding(
        method="gaps",
        title="On what nothing was found of whom",
        columns=(
            "issue",
            "proposition",
            "nothing found of",
            "did not say",
            "only accounts of others of",
            "only something possible of",
            "reports looked at",
        ),
        rows=tuple(_rows(snapshot, voices)),
        caveats=(*CAVEATS, *((COUNTED,) if voices == "all" else ())),
    )


def _rows(snapshot: Snapshot, voices: Voices) -> Iterator[Row]:
    cells = {(s.party, s.proposition): s for s in party_standings(snapshot)}
    spoken: dict[str, list[str]] = {}
    for one in party_standings(snapshot):
        found = [held.entry.id for held in (*one.own, *one.others)]
        if found:
            spoken.setdefault(one.proposition, []).extend(found)
    refused = _refused(snapshot)
    for issue in snapshot.issues:
        for proposition in (p for p in issue.propositions if p.id in spoken):
            instead: dict[_Instead, list[str]] = {}
            # a gap rests on what others say there: else nobody would have looked
            basis: list[str] = []
            for party in (p for p in snapshot.parties if p.is_party):
                standing = cells.get((party.id, proposition.id))
                if standing is not None and _is_heard(standing, voices):
                    continue
                silent = refused.get((party.id, proposition.id)) or refused.get(
                    (party.id, issue.id), []
                )
                instead.setdefault(_instead(standing, silent), []).append(party.name)
                basis += silent
            if instead:
                named = (", ".join(instead.get(key, ())) or None for key in _KINDS)
                yield Row(
                    cells=(issue.name, proposition.text, *named, snapshot.coverage.reports),
                    basis=tuple(dict.fromkeys([*basis, *spoken[proposition.id]])),
                )


_KINDS: tuple[_Instead, ...] = ("nothing", "refused", "accounts", "possible")


def _is_heard(standing: Standing, voices: Voices) -> bool:
    return bool(standing.own or (voices == "all" and standing.others))


def _refused(snapshot: Snapshot) -> dict[tuple[str, str], list[str]]:
    """Return the refusals to speak, by party and what of the register they are about."""
    found: dict[tuple[str, str], list[str]] = {}
    for refusal in snapshot.refusals:
        for key in (refusal.entry.proposition, refusal.entry.issue):
            if key is not None:
                found.setdefault((refusal.party, key), []).append(refusal.entry.id)
    return found


def _instead(standing: Standing | None, silent: list[str]) -> _Instead:
    if silent:
        return "refused"
    if standing is not None and standing.others:
        return "accounts"
    return "possible" if standing is not None and standing.possible else "nothing"
