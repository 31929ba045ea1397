"""Precedents: provisions of a folder of agreements that are comparable to a clause, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query
from starlette.responses import Response

from detente import precedents
from detente.model.drafts import Draft
from detente.model.errors import InputError, NoSuchEntry
from detente.views.office.texts import precedents_document
from detente.views.papers.precedents import (
    CAVEATS,
    PrecedentPoint,
    Precedents,
    about_text,
    shared_text,
    show_precedents,
    title_text,
    why_text,
)
from detente.web.asked import Asked
from detente.web.asking import Shared, State
from detente.web.page import File, Page, takes
from detente.web.papers import Choice
from detente.web.taking import document, printed
from detente.web.workbench import Workbench

# A clause stands in the address: longer texts are asked about as drafts of the record.
_LONGEST = 4_000
_MOST = 50
PATH = "/precedents"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionLine:
    """A provision. text: Its file, by its path in the folder. likeness: 0 to 1.

    why: What it shares with the point, in words.
    """

    text: str
    draft: str
    label: str
    words: str
    likeness: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """A point that was asked about. by: Its mechanisms and issues, in words."""

    label: str
    words: str
    by: str
    provisions: tuple[ProvisionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentsPage:
    """Precedents. clause, draft, at: What was asked for; at: where a point begins in the draft.

    folder: Whether one of agreements was named. about: None until something was asked for.
    notes: Files that could not be used. drafts: Of the record, to choose from.
    """

    folder: bool
    clause: str
    draft: str
    at: int | None
    most: int
    longest: int
    title: str
    about: str | None
    points: tuple[PointLine, ...]
    notes: tuple[str, ...]
    caveats: tuple[str, ...]
    drafts: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What was found, None until something was asked for, and what that was."""

    found: Precedents | None
    clause: str
    draft: str
    at: int | None
    most: int


def made(
    *,
    shared: Shared,
    asked: State,
    clause: Annotated[str, Query(description="The words of a clause.", max_length=_LONGEST)] = "",
    draft: Annotated[str, Query(description="Or a draft of the record: id, NAME@LABEL.")] = "",
    at: Annotated[
        int | None, Query(ge=0, description="Where the point begins in it; all if not given.")
    ] = None,
    most: Annotated[int, Query(ge=1, le=_MOST, description="For each point.")] = precedents.MOST,
) -> Made:
    """Return precedents. Errors: InputError for no clause, UnknownName, NoSuchEntry."""
    if clause.strip() and draft:
        raise InputError("give the words of a clause, or a draft of the record, not both")
    found = None
    library = shared.shelf.library()
    if library is not None and (clause.strip() or draft):
        asking = _point(shared, asked, draft, at) if draft else precedents.clause(clause)
        found = precedents.comparable(
            asking,
            library,
            shared.snapshot(asked).issues,
            embed=shared.settings.embed,
            most=most,
        )
    return Made(found, clause, draft, at, most)


def answer(shared: Shared, asked: State, made: Annotated[Made, Depends(made)]) -> PrecedentsPage:
    """Return precedents. Errors: InputError, UnknownName, NoSuchEntry."""
    found = made.found
    return PrecedentsPage(
        folder=shared.shelf.folder is not None,
        clause=made.clause,
        draft=made.draft,
        at=made.at,
        most=made.most,
        longest=_LONGEST,
        title=title_text(found) if found else "Precedents",
        about=about_text(found) if found else None,
        points=tuple(map(_line, found.points)) if found else (),
        notes=found.notes if found else (),
        caveats=CAVEATS if found else (),
        drafts=tuple(Choice(one.id, one.name) for one in shared.comparing.versions(asked)),
    )


def as_docx(shared: Shared, made: Annotated[Made, Depends(made)]) -> Response:
    """Return precedents as DOCX. Errors: NoSuchEntry if nothing was asked for."""
    found = _there(made)
    return document(shared, title_text(found), precedents_document(found))


def as_html(made: Annotated[Made, Depends(made)]) -> Response:
    """Return precedents as one HTML file. Errors: as for DOCX."""
    found = _there(made)
    return printed(title_text(found), show_precedents(found, format="html"))


def _point(shared: Workbench, asked: Asked, draft: str, at: int | None) -> Draft:
    """Return a draft of the record, or one point of it. Errors: UnknownName, NoSuchEntry."""
    version = shared.record.draft(draft, asked.up_to)
    opened = shared.comparing.draft(version)
    if at is None:
        return opened
    part = next((n for n in opened.points if opened.parts[n].start == at), None)
    if part is None:
        raise NoSuchEntry(f"no point of {version.name} begins at {at}; open the draft anew")
    return precedents.one_point(opened, part)


def _line(point: PrecedentPoint) -> PointLine:
    return PointLine(
        label=point.label,
        words=point.words,
        by=shared_text(point.mechanisms, point.issues),
        provisions=tuple(
            ProvisionLine(
                text=one.text,
                draft=one.draft,
                label=one.label,
                words=one.words,
                likeness=round(one.likeness, 2),
                why=why_text(one),
            )
            for one in point.provisions
        ),
    )


def _there(made: Made) -> Precedents:
    if made.found is None:
        raise NoSuchEntry("nothing was asked for; give a clause on the page, and take it there")
    return made.found


PAGE = Page(
    path=PATH,
    title="Precedents",
    answer=answer,
    template="precedents.html",
    takes=takes(PATH, "docx", "html"),
    needs="about",
)
FILES = (
    File(path=f"{PATH}.docx", title="Precedents as DOCX", answer=as_docx),
    File(path=f"{PATH}.html", title="Precedents as one HTML file", answer=as_html),
)
