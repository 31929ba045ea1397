"""The chronology: who met whom, oldest first, by days, actor and issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from detente.model.dates import parse_days
from detente.views.papers import Paper
from detente.views.papers.chronology import Within, chronology
from detente.web.asking import Shared, State
from detente.web.page import Page, takes
from detente.web.papers import Choice, Sheet, actor_choices, sheet
from detente.web.taking import of_paper


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which contacts are wanted; since, until: As they stand in the address."""

    since: str
    until: str
    within: Within


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyPage:
    """A chronology, and what was asked for. all: Address of that of everything."""

    paper: Sheet
    since: str
    until: str
    actor: str
    issue: str
    possible: bool
    actors: tuple[Choice, ...]
    issues: tuple[Choice, ...]
    all: str


def within(
    *,
    since: Annotated[str, Query(alias="from", description="First day, month or year.")] = "",
    until: Annotated[str, Query(alias="to", description="Last day, month or year.")] = "",
    actor: Annotated[str, Query(description="Name or id of an actor.")] = "",
    issue: Annotated[str, Query(description="Name or id of an issue.")] = "",
    possible: Annotated[bool, Query(description="Also what is not sure.")] = False,
) -> Chosen:
    """Return which contacts an address asks for. Errors: DateError."""
    found = Within(
        since=parse_days(since).start if since else None,
        until=parse_days(until).last if until else None,
        actor=actor or None,
        issue=issue or None,
        possible=possible,
    )
    return Chosen(since, until, found)


def made(shared: Shared, asked: State, chosen: Annotated[Chosen, Depends(within)]) -> Paper:
    """Return the chronology. Errors: UnknownName."""
    snapshot = shared.snapshot(asked)
    return shared.worked.of(
        ("chronology", asked, chosen.within),
        (snapshot,),
        lambda: chronology(snapshot, chosen.within),
    )


def answer(
    *,
    shared: Shared,
    asked: State,
    chosen: Annotated[Chosen, Depends(within)],
    paper: Annotated[Paper, Depends(made)],
) -> ChronologyPage:
    """Return contacts, oldest first. Errors: DateError, UnknownName."""
    snapshot = shared.snapshot(asked)
    return ChronologyPage(
        paper=sheet(paper),
        since=chosen.since,
        until=chosen.until,
        actor=chosen.within.actor or "",
        issue=chosen.within.issue or "",
        possible=chosen.within.possible,
        actors=actor_choices(snapshot),
        issues=tuple(Choice(one.id, one.name) for one in snapshot.issues),
        all=asked.address("/chronology"),
    )


PATH = "/chronology"
PAGE = Page(
    path=PATH,
    title="Chronology",
    answer=answer,
    template="chronology.html",
    takes=takes(PATH, "docx", "html"),
)
FILES = of_paper(PATH, "The chronology", made)
