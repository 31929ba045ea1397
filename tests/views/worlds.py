"""Snapshots of any size with words of any kind, for what must always hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from detente.model.claims import Claim
from detente.model.snapshot import (
    Coverage,
    Entry,
    Held,
    Issue,
    Party,
    Proposition,
    Snapshot,
    Standing,
)
from detente.model.text import Evidence
from tests.views import sample

NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\x1b[31mred\x1b[0m",
    "evil \u202egnihtyna\u202c",
    "=HYPERLINK(1)",
    "東京での会談が延期された",
    "one\ntwo\r\nthree\ttabs",
    "a" * 300,
    "long words of a report " * 40,
    "*bold* _and_ [link](javascript:alert(1))",
    "</style></title><b>",
)
phrases = st.one_of(st.sampled_from(NASTY), st.text(min_size=1, max_size=80)).filter(str.strip)
EXAMPLES: tuple[Claim, ...] = tuple(
    value for value in vars(sample).values() if isinstance(value, Claim)
)


def retold(claim: Claim, words: str, number: int) -> Claim:
    """The claim with other words in every field that holds free text."""
    free = ("actor", "issue", "condition", "firmness", "proposition", "by", "about", "what")
    free += ("name", "place", "speaker", "status_text", "revised_from", "first", "second")
    changes: dict[str, object] = {
        name: f"{words} {number}" for name in free if isinstance(getattr(claim, name, None), str)
    }
    main = Evidence(claim.main.report, number, number + len(words), words)
    return replace(claim, evidence=(main,), **changes)


def entry_of(claim: Claim, words: str, number: int) -> Entry:
    """An entry whose claim, outlet and title are in other words."""
    body = retold(claim, words, number)
    seen = replace(
        sample.sighting("wire", body, origin=f"r{number}"),
        report=f"r{number}",
        outlet=f"{words} {number}",
        title=words,
        address=f"https://outlet.example/{number}" if number % 2 else words,
        published=dt.date(2031, 1, 1) + dt.timedelta(days=number % 90) if number % 7 else None,
    )
    made = sample.entry(("wire", body))
    return replace(made, id=f"{number:04d}{made.id}"[:12], sightings=(seen,) * (1 + number % 3))


@st.composite
def snapshots(draw: st.DrawFn, most: int = 40) -> Snapshot:
    """A snapshot with up to `most` entries a family, and up to that many parties and issues."""
    pool = draw(st.lists(phrases, min_size=1, max_size=5))
    count = draw(st.integers(0, most))
    number = iter(range(1_000_000))

    def entries(family: str) -> tuple[Entry, ...]:
        of = [claim for claim in EXAMPLES if claim.family == family]
        picks = ((of[n % len(of)], pool[n % len(pool)]) for n in range(count))
        return tuple(entry_of(claim, words, next(number)) for claim, words in picks)

    positions = entries("positions")
    parties = tuple(
        Party(
            id=f"a-{n}", name=f"{pool[n % len(pool)]} {n}", kind="state", names=(), is_party=True
        )
        for n in range(1 + count // 4)
    )
    issues = tuple(
        Issue(
            id=f"i-{n}",
            name=pool[n % len(pool)],
            propositions=(Proposition(id=f"p-{n}", issue=f"i-{n}", text=pool[-1]),),
        )
        for n in range(count // 3)
    )
    standings = tuple(
        Standing(
            party=parties[n % len(parties)].id,
            issue=issue.id,
            proposition=issue.propositions[0].id,
            own=(Held(entry=made, position=made.claim, since=made.first_published),),
            others=(Held(entry=made, position=made.claim, since=None),) * (n % 4),
            stance=made.claim.stance,
            mixed=n % 5 == 0,
            conflict=n % 3 == 0,
        )
        for n, (issue, made) in enumerate(zip(issues, positions, strict=False))
    )
    return Snapshot(
        as_of=dt.date(2031, 3, 6),
        coverage=Coverage(reports=count, outlets=count, origins=count, left_out=count % 4),
        parties=parties,
        issues=issues,
        standings=standings,
        tray=positions[len(standings) :],
        contacts=entries("contacts"),
        proposals=entries("proposals"),
        sticking_points=entries("sticking_points"),
        assessments=entries("assessments"),
        next_steps=entries("next_steps"),
        unknowns=entries("unknowns"),
        progress=entries("progress"),
        relations=entries("relations"),
        commitments=entries("commitments"),
        compliance=entries("compliance"),
    )
