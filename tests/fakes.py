"""Honest small stand-ins: they do their one thing for real, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.model.actors import Actor
from detente.model.claims import Claim, Contact, Participant, Position, Reading, Stance, StatusBy
from detente.model.dates import day, parse_day
from detente.model.text import Report, cite

_STANCES: dict[str, Stance] = {"demands": "demands", "rejects": "rejects", "offers": "offers"}
_STANCE = re.compile(r"([A-Z]\w+) (demands|rejects|offers) (?:the |a )?([\w ]+?)\.")
_MEETING = re.compile(r"([A-Z]\w+) and ([A-Z]\w+) met on (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class PlainReader:
    """Reads only sentences such as "Norland demands a fee." and "A and B met on 2024-03-05"."""

    name: str = "plain"
    version: str = "1"

    def read(self, report: Report) -> Reading:
        """Return the reading of one report."""
        claims: list[Claim] = [_position(report, match) for match in _STANCE.finditer(report.text)]
        claims += [_meeting(report, match) for match in _MEETING.finditer(report.text)]
        names = {name: None for claim in claims for name in _names(claim)}
        return Reading(
            report=report,
            reader=f"{self.name}@{self.version}",
            actors=tuple(_actor(report, name) for name in names),
            claims=tuple(sorted(claims, key=lambda claim: claim.main.start)),
        )

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Yield the readings of reports, in order."""
        return map(self.read, reports)


def _position(report: Report, match: re.Match[str]) -> Position:
    return Position(
        evidence=(cite(report, *match.span()),),
        reported_by=match[1],
        rule="plain.stance@1",
        actor=match[1],
        issue=match[3],
        stance=_STANCES[match[2]],
        voice="own",
        proposition=match[3],
    )


def _meeting(report: Report, match: re.Match[str]) -> Contact:
    return Contact(
        evidence=(cite(report, *match.span()),),
        rule="plain.meeting@1",
        kind="meeting",
        participants=(Participant(match[1], "party"), Participant(match[2], "party")),
        status="held",
        days=day(parse_day(match[3])),
        date_text=match[3],
        format="direct",
        statuses=(StatusBy("held", "narrator"),),
    )


def _names(claim: Claim) -> tuple[str, ...]:
    if isinstance(claim, Contact):
        return tuple(participant.name for participant in claim.participants)
    assert isinstance(claim, Position)
    return (claim.actor,)


def _actor(report: Report, name: str) -> Actor:
    start = report.text.index(name)
    return Actor(name=name, kind="state", mentions=(cite(report, start, start + len(name)),))
