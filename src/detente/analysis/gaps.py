"""gaps(): on what nothing was found of whom. A gap is of the record, not of the party."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.findings import Finding, Row
from detente.model.snapshot import Snapshot, Standing

CAVEATS = (
    "Nothing found does not mean that nothing was said: the reader misses positions too; "
    "'detente accuracy' says how many of them it finds.",
    "Only propositions on which somebody holds something are looked at.",
)


def gaps(snapshot: Snapshot) -> Finding:
    """Return each proposition and party of which no statement of its own was found.

    Parties are those that the register marks so. What was found instead is said.

    >>> gaps(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    return Finding(
        method="gaps",
        title="On what nothing was found of whom",
        columns=("issue", "proposition", "party", "found instead", "reports looked at"),
        rows=tuple(_rows(snapshot)),
        caveats=CAVEATS,
    )


def _rows(snapshot: Snapshot) -> Iterator[Row]:
    cells = {(s.party, s.proposition): s for s in snapshot.standings}
    spoken: dict[str, list[str]] = {}
    for one in snapshot.standings:
        found = [held.entry.id for held in (*one.own, *one.others)]
        if found:
            spoken.setdefault(one.proposition, []).extend(found)
    refused: dict[tuple[str, str], list[str]] = {}
    for refusal in snapshot.refusals:
        for key in (refusal.entry.proposition, refusal.entry.issue):
            if key is not None:
                refused.setdefault((refusal.party, key), []).append(refusal.entry.id)
    for issue in snapshot.issues:
        for proposition in issue.propositions:
            for party in snapshot.parties:
                standing = cells.get((party.id, proposition.id))
                if not party.is_party or proposition.id not in spoken:
                    continue
                if standing is not None and standing.own:
                    continue
                silent = refused.get((party.id, proposition.id), []) or refused.get(
                    (party.id, issue.id), []
                )
                # a gap rests on what others say there: else nobody would have looked
                basis = dict.fromkeys([*silent, *spoken[proposition.id]])
                yield Row(
                    cells=(
                        issue.name,
                        proposition.text,
                        party.name,
                        _instead(standing, silent),
                        snapshot.coverage.reports,
                    ),
                    basis=tuple(basis),
                )


def _instead(standing: Standing | None, silent: list[str]) -> str | None:
    if silent:
        return "a refusal to speak"
    if standing is not None and standing.others:
        return "accounts of others"
    return "something possible" if standing is not None and standing.possible else None
