"""Who stands where: one row for each stance of each party on each proposition."""

from __future__ import annotations

from detente.model.actors import name_text
from detente.model.findings import Finding, Row
from detente.model.snapshot import Held, Snapshot, Standing
from detente.model.terms import terms
from detente.model.vocabulary import STANCE_WORDS

COLUMNS = (
    "issue",
    "proposition",
    "party",
    "voice",
    "reported by",
    "stance",
    "since [day]",
    "condition",
    "firmness",
    "hedged",
    "reports",
    "outlets",
    "independent texts",
    "relationship",
    "signals",
    "accounts",
    "sure",
)
CAVEATS = (
    "A stance is what reports quote or relate; a party may hold another one in private.",
    "Only the rows with voice 'own' are the party's own word; the others are accounts of it.",
    "A stance that is not sure is possible only; no signals or accounts are drawn from it.",
    "A cell that is absent means that no statement was found, not that the party is neutral.",
)


def standings(snapshot: Snapshot) -> Finding:
    """Return every stance in force, own voice before the accounts of others, then possible ones.

    Ordered by issue, proposition and party as in the snapshot. A proposition that no party takes
    a stance on has no row.

    >>> standings(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    parties = snapshot.party_names
    issues = {issue.id: issue.name for issue in snapshot.issues}
    propositions = snapshot.proposition_texts
    rows = [
        _row(
            standing,
            held,
            names=(
                issues.get(standing.issue, standing.issue),
                propositions.get(standing.proposition, standing.proposition),
                parties.get(standing.party, standing.party),
            ),
        )
        for standing in snapshot.standings
        for held in (*standing.own, *standing.others, *standing.possible)
    ]
    return Finding(
        method="standings",
        title="Who stands where",
        columns=COLUMNS,
        rows=tuple(rows),
        caveats=CAVEATS,
    )


def _row(standing: Standing, held: Held, *, names: tuple[str, str, str]) -> Row:
    position, entry = held.position, held.entry
    cells = (
        *names,
        position.voice,
        name_text(position.reported_by),
        STANCE_WORDS[position.stance],
        held.since.isoformat() if held.since else None,
        terms(position),
        position.firmness,
        "yes" if position.hedged else "no",
        len({s.report for s in entry.sightings}),
        entry.outlets,
        entry.origins,
        held.relationship,
        "mixed" if standing.mixed else "one",
        "contradict" if standing.conflict else "agree",
        "yes" if entry.sure else "no",
    )
    return Row(cells=cells, basis=(entry.id,) if held.before is None else (entry.id, held.before))
