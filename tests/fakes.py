"""Honest small stand-ins: they do their one thing for real, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from detente.model.actors import UNNAMED, Actor, is_unnamed
from detente.model.claims import (
    FAMILIES,
    Assessment,
    Claim,
    Commitment,
    Compliance,
    Contact,
    Link,
    NextStep,
    Note,
    Participant,
    Position,
    Progress,
    Proposal,
    Quantity,
    Reading,
    Relation,
    Statement,
    StatusBy,
    StickingPoint,
    Unknown,
)
from detente.model.dates import day, parse_day
from detente.model.explanations import Explanation, Passed, Silence, Why
from detente.model.text import Report, cite
from detente.model.vocabulary import Order, Stance, Status

_NAME = r"([A-Z]\w+)"
_DAY = r"(\d{4}-\d\d-\d\d)"


@dataclass(frozen=True, slots=True)
class PlainReader:
    """Reads only sentences of a few forms, each as in the comment beside its pattern below.

    families: Those that it reads; all of them if not given.

    A quotation with no speaker before it is a note. It needs no language model, and what it finds
    never changes: outputs can be held word by word by tests that use it.
    """

    name: str = "plain"
    version: str = "1"
    families: frozenset[str] = frozenset(family.family for family in FAMILIES)

    def read(self, report: Report) -> Reading:
        """Return the reading of one report."""
        claims = [
            make(report, match)
            for pattern, make in _FORMS
            for match in re.finditer(pattern, report.text)
        ]
        claims = [claim for claim in claims if claim.family in self.families]
        claims.sort(key=lambda claim: (claim.main.start, claim.family))
        names = {name: None for claim in claims for name in _names(claim)}
        return Reading(
            report=report,
            reader=f"{self.name}@{self.version}",
            actors=tuple(_actor(report, name) for name in names),
            claims=tuple(claims),
            notes=tuple(
                _note(report, match)
                for match in re.finditer(_QUOTATION, report.text)
                if match[1] is None
            ),
        )

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Yield the readings of reports, in order."""
        return map(self.read, reports)

    def explain_all(self, reports: Iterable[Report]) -> Iterator[Explanation]:
        """Yield the readings of reports with their reasons: the form of each, and its notes."""
        for reading in self.read_all(reports):
            yield Explanation(
                reading=reading,
                whys=tuple(
                    Why(claim=claim, by=f"the form {claim.rule}", words=(claim.main,))
                    for claim in reading.claims
                ),
                silences=tuple(
                    Silence(evidence=note.evidence, passed=(Passed("a quotation", note.message),))
                    for note in reading.notes
                    if note.evidence is not None
                ),
            )


# What the entry points of the tests name; the second one reads stances only.
PLAIN = PlainReader()
TERSE = PlainReader(name="terse", families=frozenset({"positions"}))


def _position(report: Report, match: re.Match[str]) -> Position:
    teller, actor, stance, issue, condition = match.groups()
    told = cite(report, *match.span(1)) if teller else None
    return Position(
        evidence=(cite(report, *match.span()),),
        reported_by=teller or actor,
        chain=(Link(teller, told),) if told else (),
        rule="plain.stance@1",
        confidence=0.9,
        actor=actor,
        issue=issue,
        stance="conditionally_accepts" if condition else cast(Stance, stance),
        condition=condition,
        voice="counterpart" if teller else "own",
        proposition=issue,
    )


def _meeting(report: Report, match: re.Match[str]) -> Contact:
    denier, one, other, verb, date = match.groups()
    status: Status = "denied" if denier else "held" if verb == "met" else "planned"
    teller = denier or "narrator"
    return Contact(
        evidence=(cite(report, *match.span()),),
        reported_by=teller,
        rule="plain.meeting@1",
        kind="meeting",
        participants=(Participant(one, "party"), Participant(other, "party")),
        status=status,
        days=day(parse_day(date)),
        date_text=date,
        format="direct",
        statuses=(StatusBy(status, teller),),
    )


def _statement(report: Report, match: re.Match[str]) -> Statement:
    named, unnamed, _, words = match.groups()
    return Statement(
        evidence=(cite(report, *match.span(4)),),
        reported_by=named or f"{UNNAMED}{unnamed}",
        rule="plain.speech@1",
        speaker=named or f"{UNNAMED}{unnamed}",
        kind="direct",
        cue=cite(report, *match.span(3)),
        quoted=(cite(report, match.start(4) + 1, match.end(4) - 1),) if words else (),
        source=cite(report, *match.span(1 if named else 2)),
    )


def _proposal(report: Report, match: re.Match[str]) -> Proposal:
    return Proposal(
        evidence=(cite(report, *match.span()),),
        rule="plain.plan@1",
        name=match[1],
        points=int(match[2]),
    )


def _sticking_point(report: Report, match: re.Match[str]) -> StickingPoint:
    return StickingPoint(
        evidence=(cite(report, *match.span()),), rule="plain.obstacle@1", issue=match[1]
    )


def _assessment(report: Report, match: re.Match[str]) -> Assessment:
    return Assessment(
        evidence=(cite(report, *match.span()),),
        reported_by=match[1],
        rule="plain.judgement@1",
        by=match[1],
        about="the talks",
        polarity="positive" if match[2] == "good" else "negative",
    )


def _next_step(report: Report, match: re.Match[str]) -> NextStep:
    return NextStep(
        evidence=(cite(report, *match.span()),),
        rule="plain.step@1",
        what=f"{match[1]} will {match[2]}",
        who=(match[1],),
        days=day(parse_day(match[3])),
        date_text=match[3],
    )


def _unknown(report: Report, match: re.Match[str]) -> Unknown:
    return Unknown(
        evidence=(cite(report, *match.span()),),
        rule="plain.silence@1",
        what=match[2],
        withheld_by=(match[1],),
    )


def _quantity(report: Report, match: re.Match[str]) -> Quantity:
    return Quantity(
        evidence=(cite(report, *match.span()),),
        rule="plain.number@1",
        value=match[1],
        unit=match[2],
    )


def _progress(report: Report, match: re.Match[str]) -> Progress:
    return Progress(
        evidence=(cite(report, *match.span()),),
        rule="plain.progress@1",
        label="progress" if match[1] == "made progress" else "breakdown",
    )


def _relation(report: Report, match: re.Match[str]) -> Relation:
    return Relation(
        evidence=(cite(report, *match.span()),),
        reported_by=match[1],
        rule="plain.order@1",
        first=match[2],
        second=match[4],
        order=cast(Order, match[3]),
        by=match[1],
    )


def _commitment(report: Report, match: re.Match[str]) -> Commitment:
    return Commitment(
        evidence=(cite(report, *match.span()),),
        reported_by="narrator",
        rule="plain.owes@1",
        clause=match[1],
        by=match[2],
        what=match[3],
        days=day(parse_day(match[4])),
        date_text=match[4],
    )


def _compliance(report: Report, match: re.Match[str]) -> Compliance:
    """An allegation, or a denial alone."""
    alleged = match[2] == "alleges"
    return Compliance(
        evidence=(cite(report, *match.span()),),
        reported_by=match[1],
        rule="plain.broke@1",
        by=match[3] if alleged else match[1],
        commitment=match[4],
        act="violated",
        told_by=match[1] if alleged else None,
        denied_by=() if alleged else (match[1],),
    )


_FORMS: tuple[tuple[str, Callable[[Report, re.Match[str]], Claim]], ...] = (
    # Norland demands a fee. · According to Sudmark, Norland accepts a truce if the ferry sails.
    (
        rf"(?:According to {_NAME}, )?{_NAME} (demands|rejects|offers|accepts) "
        r"(?:the |a )?([\w ]+?)(?: if ([\w ]+))?\.",
        _position,
    ),
    # Norland and Sudmark met on 2031-03-04 · … will meet on … · Vesse denies that … met on …
    (
        rf"(?:{_NAME} denies that )?{_NAME} and {_NAME} (met|will meet) on {_DAY}",
        _meeting,
    ),
    # Norland said: "We wait." · A diplomat said: "They wait."
    (rf'(?:{_NAME}|An? (\w+)) (said): ("[^"]+")', _statement),
    # The harbour plan has 12 points.
    (r"The (\w+ plan) has (\d+) points", _proposal),
    # The obstacle is the fee.
    (r"The obstacle is (?:the )?([\w ]+)\.", _sticking_point),
    # Norland calls the talks good.
    (rf"{_NAME} calls the talks (good|bad)", _assessment),
    # Norland will answer on 2031-03-10.
    (rf"{_NAME} will (?!meet)([\w ]+?) on {_DAY}", _next_step),
    # Sudmark will not say who pays.
    (rf"{_NAME} will not say ([\w ]+)", _unknown),
    # 40 crowns · 12 points
    (r"\b(\d+) (crowns|points|percent)\b", _quantity),
    # The talks made progress. · The talks failed.
    (r"The talks (made progress|failed)", _progress),
    # Norland wants a truce before talks.
    (rf"{_NAME} wants (?:a |the )?([\w ]+?) (before|after) ([\w ]+)", _relation),
    # Under Article 2 Norland owes 40 loaves by 2031-03-10.
    (rf"Under (Article \d+) {_NAME} owes ([\w ]+?) by {_DAY}", _commitment),
    # Sudmark alleges that Norland broke Article 2. · Norland denies that it broke Article 2.
    (rf"{_NAME} (alleges|denies) that (?:it|{_NAME}) broke (Article \d+)", _compliance),
)
_QUOTATION = r'(said: )?("[^"\n]+")'


def _names(claim: Claim) -> tuple[str, ...]:
    """Those whom a claim names, unnamed speakers left out."""
    if isinstance(claim, Contact):
        found = tuple(participant.name for participant in claim.participants)
    elif isinstance(claim, Position):
        found = (claim.actor, claim.reported_by)
    elif isinstance(claim, NextStep):
        found = claim.who
    elif isinstance(claim, Unknown):
        found = claim.withheld_by
    elif isinstance(claim, Commitment | Compliance):
        found = (claim.by, claim.reported_by)
    else:
        found = (claim.reported_by,)
    return tuple(name for name in found if not is_unnamed(name) and name != "narrator")


def _actor(report: Report, name: str) -> Actor:
    mentions = tuple(cite(report, *m.span()) for m in re.finditer(rf"\b{name}\b", report.text))
    return Actor(name=name, kind="state", mentions=mentions)


def _note(report: Report, match: re.Match[str]) -> Note:
    return Note(
        kind="quotation_without_speaker",
        message="nobody is named before this quotation",
        evidence=cite(report, *match.span()),
    )
