"""Small snapshots for analyses: issues, propositions, and who holds what on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from detente.model.actors import NARRATOR
from detente.model.assumptions import Assumption, AssumptionKind
from detente.model.claims import Claim, Position, Relation
from detente.model.snapshot import (
    Entry,
    Held,
    Issue,
    Party,
    Proposition,
    Sighting,
    Snapshot,
    Standing,
)
from detente.model.text import Evidence
from detente.model.vocabulary import Stance, Voice

DAY = dt.date(2031, 3, 1)
ENTERED = dt.datetime(2031, 3, 2, tzinfo=dt.UTC)


@dataclass
class World:
    """Makes a snapshot line by line. Parties are known by their names."""

    standings: list[Standing] = field(default_factory=list)
    relations: list[Entry] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    number: count[int] = field(default_factory=lambda: count(1))
    assumptions: list[Assumption] = field(default_factory=list)

    def say(
        self,
        party: str,
        stance: Stance,
        text: str,
        *,
        issue: str = "i-1",
        condition: str | None = None,
        voice: Voice = "own",
        **more: object,
    ) -> str:
        """A party's stance on a proposition; its entry's id is returned."""
        key = next((k for k, known in self.texts.items() if known == text), None)
        if key is None:
            key = f"p-{len(self.texts) + 1}"
            self.texts[key] = text
        claim = Position(
            evidence=(self._words(),),
            actor=party,
            issue=text,
            proposition=text,
            stance=stance,
            condition=condition,
            voice=voice,
            reported_by=str(more.pop("reported_by", NARRATOR)),
            level=more.pop("level", None),  # type: ignore[arg-type]
            move=more.pop("move", None),  # type: ignore[arg-type]
            translated=more.pop("translated", None),  # type: ignore[arg-type]
        )
        held = Held(entry=self.entry(claim), position=claim, since=DAY)
        own, others = ((held,), ()) if voice == "own" else ((), (held,))
        self.standings.append(
            Standing(
                party=party,
                issue=issue,
                proposition=key,
                own=own,
                others=others,
                stance=stance if voice == "own" else None,
                **more,  # type: ignore[arg-type]
            )
        )
        return held.entry.id

    def order(self, by: str, first: str, second: str) -> str:
        """Somebody asks that one thing come before another."""
        claim = Relation(
            evidence=(self._words(),), first=first, second=second, order="before", by=by
        )
        self.relations.append(self.entry(claim))
        return self.relations[-1].id

    def assume(self, kind: AssumptionKind, *items: Sequence[str], **more: object) -> int:
        """The desk assumes something; its number is returned."""
        made = Assumption(
            id=len(self.assumptions) + 1,
            kind=kind,
            key=f"s-{len(self.assumptions) + 1}",
            items=tuple(map(tuple, items)),
            by="ada",
            why="a reason",
            at=ENTERED,
            mark="internal",
            **more,  # type: ignore[arg-type]
        )
        self.assumptions.append(made)
        return made.id

    def snapshot(self) -> Snapshot:
        names = dict.fromkeys(standing.party for standing in self.standings)
        issues = dict.fromkeys(standing.issue for standing in self.standings)
        places = {standing.proposition: standing.issue for standing in self.standings}
        return Snapshot(
            as_of=DAY,
            parties=tuple(
                Party(id=n, name=n, kind="state", names=(n,), is_party=True) for n in names
            ),
            issues=tuple(
                Issue(id=i, name=i, propositions=self._propositions(i, places)) for i in issues
            ),
            standings=tuple(self.standings),
            relations=tuple(self.relations),
            assumptions=tuple(self.assumptions),
        )

    def _propositions(self, issue: str, places: dict[str, str]) -> tuple[Proposition, ...]:
        return tuple(
            Proposition(id=k, issue=issue, text=self.texts[k])
            for k, place in places.items()
            if place == issue
        )

    def _words(self) -> Evidence:
        number = next(self.number)
        return Evidence(report=f"r{number:011}", start=0, end=5, text="words")

    def entry(self, claim: Claim) -> Entry:
        """A claim as an entry that one report has."""
        sighting = Sighting(
            claim=claim.id,
            report=claim.main.report,
            outlet="Post",
            address=None,
            title=None,
            published=DAY,
            origin=claim.main.report,
            entered=ENTERED,
            body=claim,
        )
        return Entry(id=claim.id, family=claim.family, claim=claim, sightings=(sighting,))


def shuffled(snapshot: Snapshot, order: Sequence[int]) -> Snapshot:
    """The snapshot with its standings in another order."""
    return replace(snapshot, standings=tuple(snapshot.standings[n] for n in order))
