"""Invented readings by number, without the language model: the same number, the same reading."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from detente.model.actors import Actor
from detente.model.claims import (
    Assessment,
    Claim,
    Contact,
    NextStep,
    Participant,
    Position,
    Progress,
    Proposal,
    Reading,
    Statement,
    StatusBy,
    Unknown,
)
from detente.model.dates import day
from detente.model.text import Report, Source, cite, make_report

RETRIEVED = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
FIRST_DAY = dt.date(2031, 1, 1)
REPORTS_A_DAY = 8
OUTLETS = 40
# Every so many reports one prints the text of the report before it, as papers print an agency's.
COPY_EVERY = 20
# ... and every so many one stands under the address of an earlier one, as updates do.
UPDATE_EVERY = 25
FILLER_WORDS = 300
# What a report's key says before its number.
_KEY = "invented-"

PARTIES = ("Norland", "Sudmark", "Halmark", "Westria", "Ostany", "Veldan")
_FIRST = ("Karin", "Ivo", "Per", "Lena", "Olaf", "Mira", "Tove", "Nils")
_LAST = ("Lund", "Brand", "Falk", "Holt", "Strand", "Moe", "Dahl", "Krogh", "Vik", "Berg")
PEOPLE = tuple(f"{a} {b}" for a in _FIRST for b in _LAST)
_VERBS = ("reopen", "share", "inspect", "guard", "finance", "transfer", "close", "register")
_THINGS = (
    *("ports", "tariffs", "prisoners", "borders", "canals", "fees", "bridges", "ferries"),
    *("rivers", "mines", "archives", "pensions", "customs", "islands", "railways", "cables"),
)
# 6 parties x 8 acts x 16 things: the propositions that positions are about.
PROPOSITIONS = tuple(f"{p} {v} the {t}" for p in PARTIES for v in _VERBS for t in _THINGS)
_WORDS = tuple(a + b + c for a in ("ba", "ke", "mi", "ro", "tu", "sa", "ne", "li", "go", "du",
    "va", "pe", "fi", "mo") for b in ("ra", "lo", "ti", "ne", "mu", "sa", "ki", "do", "ve", "pa",
    "bi", "gu", "fo", "ze") for c in ("n", "s", "r", "l", "t", "m", "k", "d"))  # fmt: skip


def readings(first: int, end: int) -> Iterator[Reading]:
    """Yield the readings with the numbers first up to end; ten claims each."""
    return (reading(number) for number in range(first, end))


def reading(number: int) -> Reading:
    """Return the reading with a number."""
    story = number - 1 if number % COPY_EVERY == COPY_EVERY - 1 else number
    page = number - UPDATE_EVERY // 2 if number % UPDATE_EVERY == UPDATE_EVERY - 1 else number
    chance = random.Random(story)  # noqa: S311 (repeatable on purpose)
    published = FIRST_DAY + dt.timedelta(days=number // REPORTS_A_DAY)
    people = chance.sample(PEOPLE, 2)
    parties = chance.sample(PARTIES, 2)
    parts = list(_parts(chance, parties, people, published))
    text = "\n".join([*(words + "." for words, _, _ in parts), _filler(chance, FILLER_WORDS)])
    report = make_report(
        text,
        key=f"{_KEY}{number}",
        retrieved=RETRIEVED,
        source=Source(f"Outlet {page % OUTLETS}", f"https://outlet.example/{page}"),
        published=published,
    )
    actors = [Actor(name=name, kind="state") for name in PARTIES]
    for name in people:
        party = PARTIES[PEOPLE.index(name) % len(PARTIES)]
        actors.append(Actor(name=name, kind="person", acts_for=party, authority="official"))
    return Reading(
        report=report,
        reader="invented@1",
        actors=tuple(actors),
        claims=tuple(_claim(report, *part) for part in parts),
    )


def number_of(key: str) -> int:
    """Return the number of the report with a key."""
    return int(key.removeprefix(_KEY))


def _parts(
    chance: random.Random, parties: list[str], people: list[str], published: dt.date
) -> Iterator[tuple[str, type[Claim], dict[str, Any]]]:
    """Yield sentences without full stop, each with the claim on it."""
    for party, (stance, verb) in zip(
        parties, chance.sample((("demands", "demands"), ("rejects", "rejects"),
                                ("accepts", "accepts")), 2), strict=True
    ):  # fmt: skip
        asked = chance.choice(PROPOSITIONS)
        voice = chance.choice(("own", "own", "narrator", "counterpart"))
        fields = {"actor": party, "stance": stance, "issue": asked, "proposition": asked}
        yield f"{party} {verb} that {asked}", Position, {**fields, "voice": voice}
    for person in people:
        said = f"{person} said {_filler(chance, 12)}"
        yield said, Statement, {"speaker": person, "kind": "indirect", "reported_by": person}
    status = chance.choice(("held", "planned", "denied"))
    held = day(published - dt.timedelta(days=chance.choice((0, 1))))
    yield (
        f"{parties[0]} and {parties[1]} met",
        Contact,
        {
            "kind": "meeting",
            "participants": tuple(Participant(party) for party in parties),
            "status": status,
            "statuses": (StatusBy(status, "narrator"),),
            "days": held,
        },
    )
    plan = f"the {chance.choice(_THINGS)} plan of {parties[0]}"
    yield plan, Proposal, {"name": plan, "proponent": parties[0]}
    unclear = f"It is unclear whether {_filler(chance, 5)}"
    yield unclear, Unknown, {"what": unclear}
    called = f"{people[0]} called the talks {_filler(chance, 3)}"
    yield called, Assessment, {"by": people[0], "about": "talks", "polarity": "negative"}
    yield f"No breakthrough came {_filler(chance, 3)}", Progress, {"label": "no_breakthrough"}
    due = f"They will meet about {_filler(chance, 3)}"
    yield due, NextStep, {"what": due}


def _filler(chance: random.Random, number: int) -> str:
    return " ".join(chance.choices(_WORDS, k=number))


def _claim(report: Report, words: str, family: type[Claim], fields: dict[str, Any]) -> Claim:
    start = report.text.index(words)
    return family(evidence=(cite(report, start, start + len(words)),), **fields)
