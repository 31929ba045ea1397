"""Statements by their words, speaker, issue, day: the words in their context, ready to cite."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from detente.model.actors import UNNAMED
from detente.model.answers import Hit
from detente.model.answers import Page as Rows
from detente.model.claims import Statement
from detente.model.errors import DetenteError, InputError, NoSuchEntry, UnknownName
from detente.model.text import Mark
from detente.views.citation import citation, cite_as
from detente.views.issues import tree
from detente.views.phrases import name_text
from detente.views.said import Part, Sought, said_parts, sought_text
from detente.views.signs import review_sign, review_text
from detente.web.asking import Shared, State
from detente.web.page import Page, sheets
from detente.web.pages.reports import day
from detente.web.workbench import Workbench

ROWS = 50
# Names that the field for the speaker proposes: what a browser's list still shows quickly.
MOST_NAMES = 400
_CHOICES = {"": None, "yes": True, "no": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A statement in its context.

    kind: direct, indirect or mixed. other: Number of further reports that have it.
    citation: As a sentence.
    """

    entry: str
    speaker: str
    kind: str
    sign: str
    review: str
    sure: bool
    parts: tuple[Part, ...]
    report: str
    start: int
    end: int
    outlet: str
    title: str | None
    published: dt.date | None
    other: int
    citation: str


@dataclass(frozen=True, slots=True)
class IssueChoice:
    """An issue that statements can be about. depth: In the tree."""

    id: str
    name: str
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """Some statements, and what was searched for.

    sought: In words. total: Number of all that were found; held: of the record, counted only if
    none was found. wrong: Why the search could not be made, or None.
    """

    words: str
    speaker: str
    issue: str
    since: dt.date | None
    until: dt.date | None
    direct: str
    unnamed: str
    sought: str
    rows: tuple[Found, ...]
    total: int
    held: int | None
    reports: int | None
    wrong: str | None
    next: str | None
    speakers: tuple[str, ...]
    issues: tuple[IssueChoice, ...]


def answer(  # noqa: PLR0913 (each is a field of the form)
    shared: Shared,
    asked: State,
    *,
    words: Annotated[
        str, Query(description='All must stand in it; "as they follow"; with * a beginning.')
    ] = "",
    speaker: Annotated[str, Query(description="Name or id, with all who speak for it.")] = "",
    issue: Annotated[str, Query(description="Name or id.")] = "",
    since: Annotated[str, Query(description="First day: YYYY-MM-DD, YYYY-MM or YYYY.")] = "",
    until: Annotated[str, Query(description="Last day.")] = "",
    direct: Annotated[str, Query(description="Whether words are quoted: yes or no.")] = "",
    unnamed: Annotated[str, Query(description="Whether the source is: yes or no.")] = "",
    after: Annotated[str | None, Query(description="`next` of the page before.")] = None,
) -> Statements:
    """Return a page of statements; what cannot be searched for is said, not raised."""
    first, last = day(since, first=True), day(until, first=False)
    sought = Sought(
        words=words,
        speaker=speaker,
        issue=_issue_name(shared, asked, issue),
        since=first,
        until=last,
        direct=_choice("direct", direct),
        unnamed=_choice("unnamed", unnamed),
    )
    found, wrong = _search(shared, asked, sought, issue=issue, after=after)
    rows = found.rows if found else ()
    marks: dict[str, tuple[dt.datetime, Mark]] = {}
    nothing = found is not None and not found.total
    return Statements(
        words=words,
        speaker=speaker,
        issue=issue,
        since=first,
        until=last,
        direct=direct,
        unnamed=unnamed,
        sought=sought_text(sought),
        rows=tuple(_found(shared, hit, marks) for hit in rows),
        total=found.total if found else 0,
        held=_held(shared, asked) if nothing else None,
        reports=shared.snapshot(asked).coverage.reports if nothing else None,
        wrong=wrong,
        next=found.next if found else None,
        speakers=_speakers(shared, asked),
        issues=tuple(
            IssueChoice(branch.issue.id, branch.issue.name, branch.depth)
            for top in tree(shared.record.issues(asked.up_to))
            for branch in top.each()
        ),
    )


def _search(
    shared: Workbench, asked: State, sought: Sought, *, issue: str, after: str | None
) -> tuple[Rows[Hit] | None, str | None]:
    """Return what was found, or why nothing could be searched for."""
    try:
        found = shared.record.search(
            sought.words,
            speaker=sought.speaker or None,
            issue=issue or None,
            since=sought.since,
            until=sought.until,
            direct=sought.direct,
            unnamed=sought.unnamed,
            as_of=asked.as_of,
            known_by=asked.known_by,
            up_to=asked.up_to,
            limit=ROWS,
            after=after,
        )
    except (UnknownName, NoSuchEntry, InputError) as error:
        return None, _sentence(error)
    return found, None


def _sentence(error: DetenteError) -> str:
    told = str(error)
    return f"{told[0].upper()}{told[1:]}"


def _choice(name: str, value: str) -> bool | None:
    if value not in _CHOICES:
        raise UnknownName(name, value, ("yes", "no"))
    return _CHOICES[value]


def _held(shared: Workbench, asked: State) -> int:
    found = shared.record.search(
        as_of=asked.as_of, known_by=asked.known_by, up_to=asked.up_to, limit=1
    )
    return found.total


def _issue_name(shared: Workbench, asked: State, issue: str) -> str:
    """Return the name of an issue given by id; what is no id stays as it is."""
    return next((i.name for i in shared.record.issues(asked.up_to) if i.id == issue), issue)


def _speakers(shared: Workbench, asked: State) -> tuple[str, ...]:
    """Return the names that the field proposes: parties first, unnamed sources not."""
    actors = shared.record.actors(asked.up_to, asked.as_of, asked.known_by)
    ranked = sorted(actors, key=lambda one: (not one.is_party, one.name.casefold()))
    return tuple(one.name for one in ranked if not one.name.startswith(UNNAMED))[:MOST_NAMES]


def _found(shared: Workbench, hit: Hit, marks: dict[str, tuple[dt.datetime, Mark]]) -> Found:
    sighting, entry = hit.sighting, hit.entry
    said = sighting.body
    assert isinstance(said, Statement)  # noqa: S101  (only statements are searched)
    if sighting.report not in marks:
        report = shared.record.report(sighting.report)
        marks[sighting.report] = report.retrieved, report.mark
    retrieved, mark = marks[sighting.report]
    return Found(
        entry=entry.id,
        speaker=name_text(said.speaker),
        kind=said.kind,
        sign=review_sign([entry]),
        review=review_text([entry]),
        sure=entry.sure,
        parts=said_parts(hit),
        report=sighting.report,
        start=said.main.start,
        end=said.main.end,
        outlet=sighting.outlet,
        title=sighting.title,
        published=sighting.published,
        other=len({s.report for s in entry.sightings}) - 1,
        citation=cite_as(
            citation(entry.id, sighting, retrieved=retrieved, mark=mark), "text"
        ).strip(),
    )


PAGE = Page(
    path="/statements",
    title="Statements",
    answer=answer,
    template="statements.html",
    key="s",
    scripts=("copy.js",),
    takes=sheets("statements", "every statement"),
    rows=("rows",),
)
