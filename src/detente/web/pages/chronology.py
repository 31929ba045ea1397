"""The chronology: who met whom, oldest first, by days, actor and issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from detente.model.dates import parse_days
from detente.views.papers.chronology import Within, chronology
from detente.web.asking import Shared, State
from detente.web.page import Page
from detente.web.papers import Choice, Sheet, actor_choices, sheet


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


def answer(
    *,
    shared: Shared,
    asked: State,
    since: Annotated[str, Query(alias="from", description="First day, month or year.")] = "",
    until: Annotated[str, Query(alias="to", description="Last day, month or year.")] = "",
    actor: Annotated[str, Query(description="Name or id of an actor.")] = "",
    issue: Annotated[str, Query(description="Name or id of an issue.")] = "",
    possible: Annotated[bool, Query(description="Also what is not sure.")] = False,
) -> ChronologyPage:
    """Return contacts, oldest first. Errors: DateError, UnknownName."""
    snapshot = shared.snapshot(asked)
    within = Within(
        since=parse_days(since).start if since else None,
        until=parse_days(until).last if until else None,
        actor=actor or None,
        issue=issue or None,
        possible=possible,
    )
    made = shared.worked.of(
        ("chronology", asked, within), (snapshot,), lambda: sheet(chronology(snapshot, within))
    )
    return ChronologyPage(
        paper=made,
        since=since,
        until=until,
        actor=actor,
        issue=issue,
        possible=possible,
        actors=actor_choices(snapshot),
        issues=tuple(Choice(one.id, one.name) for one in snapshot.issues),
        all=asked.address("/chronology"),
    )


PAGE = Page(path="/chronology", title="Chronology", answer=answer, template="chronology.html")
