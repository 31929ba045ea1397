"""Readings by hand: invented reports whose claims cite words found in the text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from detente.model.actors import Actor
from detente.model.claims import (
    Claim,
    Contact,
    Note,
    Participant,
    Position,
    Proposal,
    Reading,
    Statement,
    StatusBy,
    Unknown,
)
from detente.model.dates import parse_days
from detente.model.text import Evidence, Mark, Report, Source, cite, make_report

NOON = dt.datetime(2031, 6, 1, 12, tzinfo=dt.UTC)


def actor(name: str, kind: Any = "state", **more: Any) -> Actor:
    """An actor; `acts_for`, `authority`, `role` as keywords."""
    return Actor(name=name, kind=kind, **more)


# The invented parties of most tests.
CAST = (
    actor("Norland"),
    actor("Sudmark"),
    actor("Osterby", "person", acts_for="Norland", authority="principal", role="president"),
    actor("Karin Lund", "person", acts_for="Norland", authority="official"),
    actor("Per Falk", "person", acts_for="Norland", authority="adviser"),
    actor("Ivo Brand", "person", acts_for="Sudmark", authority="official"),
    actor("Halmark"),
)


@dataclass
class Clock:
    """A clock that moves a minute at each look."""

    at: dt.datetime = NOON

    def __call__(self) -> dt.datetime:
        self.at += dt.timedelta(minutes=1)
        return self.at


@dataclass
class Draft:
    """A report being written, and what is claimed from it."""

    text: str
    published: str | None = "2031-03-01"
    outlet: str = "Harbour Post"
    address: str | None = None
    mark: Mark = "public"
    reader: str = "hand@1"
    actors: tuple[Actor, ...] = CAST
    title: str | None = None
    retrieved: dt.datetime = NOON
    claims: list[Claim] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    report: Report = field(init=False)

    def __post_init__(self) -> None:
        self.report = make_report(
            self.text,
            retrieved=self.retrieved,
            source=Source(self.outlet, self.address),
            published=dt.date.fromisoformat(self.published) if self.published else None,
            mark=self.mark,
            title=self.title,
        )

    def words(self, quote: str) -> Evidence:
        """Cite the first place where the words stand."""
        start = self.report.text.index(quote)
        return cite(self.report, start, start + len(quote))

    def add(self, family: type[Claim], quote: str, /, **fields: Any) -> Draft:
        """Claim something on these words."""
        self.claims.append(family(evidence=(self.words(quote),), **fields))
        return self

    def says(self, speaker: str, quote: str, **more: Any) -> Draft:
        return self.add(Statement, quote, speaker=speaker, kind="direct", **more)

    def position(self, party: str, stance: str, on: str, quote: str, **more: Any) -> Draft:
        fields = {"voice": "own", "proposition": on, "reported_by": party, "issue": on, **more}
        return self.add(Position, quote, actor=party, stance=stance, **fields)

    def contact(
        self, who: str, status: str, quote: str, day: str | None = None, **more: Any
    ) -> Draft:
        """who: Names separated by "; "."""
        by = more.pop("by", "narrator")
        return self.add(
            Contact,
            quote,
            **{
                "kind": "meeting",
                "participants": tuple(Participant(name) for name in who.split("; ")),
                "status": {"postponed": "cancelled", "suspended": "cancelled"}.get(status, status),
                "statuses": (StatusBy(status, by),),
                "reported_by": by,
                "days": parse_days(day) if day else None,
                **more,
            },
        )

    def proposal(self, name: str, quote: str, **more: Any) -> Draft:
        return self.add(Proposal, quote, name=name, **more)

    def unknown(self, what: str, quote: str, **more: Any) -> Draft:
        return self.add(Unknown, quote, what=what, **more)

    def reading(self) -> Reading:
        return Reading(
            report=self.report,
            reader=self.reader,
            actors=self.actors,
            claims=tuple(sorted(self.claims, key=lambda c: (c.main, c.family))),
            notes=tuple(self.notes),
        )
